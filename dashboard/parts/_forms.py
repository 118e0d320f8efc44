"""Forms that a person sends: plain HTML, so that they work before any script, and without one.

A wrong field says so beside it and keeps what was typed. Labels hold their fields, so that nothing
needs an id: the first HTML and Dash's copy of it stand in the same document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from dashboard.parts._mark import mark


@dataclass(frozen=True)
class Field:
    """One field. `kind`: text, date, number, area (several lines), check, hidden, secret, select
    (one of `options`, value → word)."""

    name: str
    label: str = ""
    kind: str = "text"
    typed: str = ""
    fault: str = ""
    hint: str = ""
    given: Mapping[str, str] = field(default_factory=dict)  # further attributes: min, max, …
    options: Mapping[str, str] = field(default_factory=dict)


def form(action: str, fields: Sequence[Field], send: str, fault: str = "", kind: str = "") -> Any:
    """The form that sends `fields` to `action`, an address of ours; `send` is on its button."""
    told = f'<p class="notice error" role="alert">{escape(fault)}</p>' if fault else ""
    made = "".join(_field(each) for each in fields)
    return mark(
        f'<form method="post" action="{escape(action, quote=True)}" class="sent {kind}">'
        f'{told}{made}<button type="submit">{escape(send)}</button></form>',
        "form-box no-print",
    )


def _field(each: Field) -> str:
    given = "".join(f' {name}="{escape(text, quote=True)}"' for name, text in each.given.items())
    given += f' name="{each.name}"'
    if each.kind == "hidden":
        return f'<input type="hidden" value="{escape(each.typed, quote=True)}"{given}>'
    wrong = ' aria-invalid="true"' if each.fault else ""
    told = f'<span class="soft">{escape(each.hint)}</span>' if each.hint else ""
    told += f'<span class="fault">{escape(each.fault)}</span>' if each.fault else ""
    if each.kind == "check":
        ticked = " checked" if each.typed else ""
        box = f'<input type="checkbox" value="1"{ticked}{given}>'
        return f'<label class="check">{box}<span>{escape(each.label)}</span>{told}</label>'
    if each.kind == "area":
        # HTML drops one line break after the tag: with one there, what was typed stays whole.
        box = f"<textarea{given}{wrong}>\n{escape(each.typed)}</textarea>"
    elif each.kind == "select":
        options = "".join(
            f'<option value="{escape(value, quote=True)}"'
            f"{' selected' if value == each.typed else ''}>{escape(word)}</option>"
            for value, word in each.options.items()
        )
        box = f"<select{given}{wrong}>{options}</select>"
    else:
        kind = "password" if each.kind == "secret" else each.kind
        typed = escape(each.typed, quote=True)
        box = f'<input type="{kind}" value="{typed}"{given}{wrong}>'
    return f'<label class="f-{each.name}"><span>{escape(each.label)}</span>{box}{told}</label>'
