"""Filters whose choice lives in the address, so that a link shows the same view.

The server shows what the address asks for, before any script; afterwards `assets/filter.js` hides
and shows in the browser what is already there, and writes the choice into the address.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from types import MappingProxyType
from typing import Any

from dashboard.parts._mark import mark


@dataclass(frozen=True)
class Choice:
    """One filter: the name it has in the address, its label, its options (value → word).

    `asks` is set when another choice needs other data, so that the page opens anew; `groups` says
    under which heading an option stands (value → heading); without `everything` one must be chosen.
    """

    name: str
    label: str
    options: Mapping[str, str]
    chosen: str = ""
    everything: str = "Semua"
    asks: bool = False
    groups: Mapping[str, str] = field(default_factory=dict)


def filters(
    choices: Sequence[Choice],
    list_id: str,
    moment: datetime | None = None,
    stays: Mapping[str, str] = MappingProxyType({}),
) -> Any:
    """The form of `choices` over the items of the list with the class `list_id`.

    `stays`: what else the address holds, that a choice must not lose."""
    fields = "".join(_field(each) for each in choices)
    day = {} if moment is None else {"pada": moment.date().isoformat()}
    for name, text in {**stays, **day}.items():
        fields += f'<input type="hidden" name="{name}" value="{escape(text, quote=True)}">'
    form = (
        f'<form method="get" class="filters" data-filter="{escape(list_id)}">{fields}'
        '<button type="submit">Terapkan</button>'
        '<output class="soft" aria-live="polite"></output></form>'
    )
    return mark(form, "filter-box no-print")


def _field(each: Choice) -> str:
    made = _option("", each.everything, each.chosen) if each.everything else ""
    heading = ""
    for value, word in each.options.items():
        if (group := each.groups.get(value, "")) != heading:
            made += "</optgroup>" if heading else ""
            made += f'<optgroup label="{escape(group, quote=True)}">' if group else ""
            heading = group
        made += _option(value, word, each.chosen)
    made += "</optgroup>" if heading else ""
    asks = ' data-asks="1"' if each.asks else ""
    return f'<label>{escape(each.label)}<select name="{each.name}"{asks}>{made}</select></label>'


def _option(value: str, word: str, chosen: str) -> str:
    selected = " selected" if value == chosen else ""
    return f'<option value="{escape(value, quote=True)}"{selected}>{escape(word)}</option>'


def keyed(given: Mapping[str, str], chosen: Mapping[str, str]) -> dict[str, Any]:
    """The attributes of one item of a filtered list: what it is (`given`: filter → value, several
    separated by a space), hidden when the address (`chosen`) asks for another."""
    wanted = {name: value for name, value in chosen.items() if value and name in given}
    shown = all(value in given[name].split() for name, value in wanted.items())
    named: dict[str, Any] = {f"data-{name}": value for name, value in given.items()}
    return {"data-item": "1"} | named | ({} if shown else {"hidden": True})
