"""Areas beside each other: a list with a dot each on one scale, and the word of a comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from dashboard.measures import State
from dashboard.parts._board import state_label
from dashboard.parts._mark import mark
from dashboard.parts._origin import value

LOOK = {"lebih baik": State.REACHED, "lebih buruk": State.WORSENING, "sama": State.NO_TARGET}


@dataclass(frozen=True)
class Rival:
    """One area of a list. `strip` is its mark; `kind` is home, province, nation or peer."""

    rank_text: str
    name: str
    tag: str  # what it is to the regency: tetangga, mirip
    value_text: str
    when: str  # its period, where that is another than the list's
    strip: str
    kind: str
    href: str
    origin: str


def verdict(word: str, text: str = "") -> html.Span | None:
    """Shape, word and colour of «lebih baik», «lebih buruk», «sama», or `text` in their place;
    nothing for no verdict."""
    return state_label(LOOK[word], text or word) if word in LOOK else None


def rivals(rows: Sequence[Rival]) -> html.Ol:
    """The areas in their order."""
    return html.Ol([_rival(each) for each in rows], className="rivals")


def _rival(each: Rival) -> html.Li:
    name: list[Any] = [dcc.Link(each.name, href=each.href)]
    if each.tag:
        name.append(html.Span(each.tag, className="soft"))
    number: list[Any] = [value(each.value_text, each.origin, "number")]
    if each.when:
        number.append(html.Span(each.when, className="soft"))
    return html.Li(
        [
            html.Span(each.rank_text, className="rank"),
            html.Span(name, className="name"),
            mark(each.strip, "strip-box"),
            html.Span(number, className="amount"),
        ],
        className=each.kind,
    )
