"""What moved, line by line: a sign with its word, the old and the new value, who and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import dcc, html

from dashboard.measures import State
from dashboard.parts._board import state_label
from dashboard.parts._filters import keyed
from dashboard.parts._mark import labelled
from dashboard.parts._origin import counted, value
from dashboard.parts._page import empty, simulated

ARROW = ("→", "menjadi")


@dataclass(frozen=True)
class MoveItem:
    """One line, in words. `told` are its numbers in order, each with the address of its origin;
    `given` is what the filters know it by. `tone`: good, bad, or "" for neither."""

    sign: str
    word: str
    title: str
    tone: str = ""
    href: str = ""
    told: Sequence[tuple[str, str]] = ()
    change: str = ""
    note: str = ""
    states: tuple[State, State] | None = None  # before and now, where the light changed
    who: str = ""
    when: str = ""
    simulated: bool = False
    given: Mapping[str, str] = field(default_factory=dict)


def moves(
    items: Sequence[MoveItem],
    chosen: Mapping[str, str],
    nothing: str,
    lead: str = "",
    shown: int = 8,
) -> list[Any]:
    """Lines under their `lead`: the first `shown` in sight, the rest folded; `nothing` when there
    are none. `chosen` is what the address asks the filters for."""
    if not items:
        return [empty(nothing)]
    lines = [_line(item, chosen) for item in items]
    made: list[Any] = [html.P(counted(lead), className="soft")] if lead else []
    if shown:
        made.append(html.Ul(lines[:shown], className="moves"))
    if lines[shown:]:
        words = f"{len(lines) - shown} lainnya" if shown else f"Lihat {len(lines)} angka"
        rest = html.Ul(lines[shown:], className="moves")
        fold = [html.Summary(counted(words)), rest]
        made.append(html.Details(fold, className="rest", open=any(chosen.values())))
    return made


def _line(item: MoveItem, chosen: Mapping[str, str]) -> html.Li:
    name: Any = item.title
    if item.href:
        name = dcc.Link(item.title, href=item.href, className="strong")
    numbers: list[Any] = []
    for text, address in item.told:
        if numbers:
            sign, word = ARROW
            numbers.append(html.Span(f" {sign} ", role="img", **labelled(word)))
        numbers.append(value(text, address))
    address = item.told[-1][1] if item.told else ""
    change = html.P(value(item.change, address), className=f"change {item.tone}".strip())
    return html.Li(
        [
            html.Span(
                item.sign, className=f"sign {item.tone}".strip(), role="img", **labelled(item.word)
            ),
            html.Div(
                [
                    html.P([name, " ", simulated(item.simulated)]),
                    html.P(item.note, className="soft note") if item.note else None,
                    _states(item.states),
                ],
                className="what",
            ),
            html.Div([html.P(numbers), change if item.change else None], className="values"),
            html.Div([html.Span(item.who), html.Span(item.when)], className="who"),
        ],
        **keyed(item.given, chosen),
    )


def _states(states: tuple[State, State] | None) -> html.P | None:
    if states is None:
        return None
    sign, word = ARROW
    return html.P(
        [
            state_label(states[0]),
            html.Span(f" {sign} ", role="img", **labelled(word)),
            state_label(states[1]),
        ],
        className="turned",
    )
