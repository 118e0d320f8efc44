"""The pieces of the overview: sentence, counts, changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from dashboard import figures
from dashboard.measures import State
from dashboard.parts._mark import labelled, mark
from dashboard.parts._origin import counted, value
from dashboard.parts._page import empty

CHANGE = {
    "new": ("•", "Data baru"),
    "revised": ("↺", "Direvisi"),
    "withdrawn": ("×", "Dicabut"),
    "held": ("?", "Menunggu keputusan"),
    "late": ("!", "Terlambat"),
}


@dataclass(frozen=True)
class ChangeItem:
    """One change, in words. `mark`: new, revised, withdrawn, held, late."""

    mark: str
    text: str
    when: str
    who: str
    origin: str = ""


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence: `worst` is coloured; a number in it opens its `origin`, or is counted
    from what the page lists."""

    text: str
    worst: bool = False
    origin: str = ""


def state_label(state: State | str, word: str = "") -> html.Span:
    """Shape, word and colour of a state; `word` instead of the state's own."""
    state = State(state)
    text = word or state.word
    return html.Span(
        [mark(figures.shape(state.value), "shape-box"), text[:1].upper() + text[1:]],
        className=f"state s-{state.value}",
    )


def sentence(pieces: Sequence[Piece]) -> html.H1:
    """The first sentence of a page, its worst part coloured."""
    return html.H1(said(pieces), className="sentence")


def said(pieces: Sequence[Piece]) -> list[Any]:
    """The pieces of a sentence, each with its origin."""
    return [_piece(each) for each in pieces]


def _piece(each: Piece) -> html.Em | html.Span:
    text = value(each.text, each.origin) if each.origin else counted(each.text)
    return html.Em(text) if each.worst else html.Span(text)


def state_counts(counts: Mapping[State, int]) -> html.Ul:
    """How many indicators are in each state."""
    shown = [state for state in State if counts.get(state)]
    items = [
        html.Li(counted(state_label(state, f"{figures.number(counts[state])} {state.word}")))
        for state in shown
    ]
    return html.Ul(items, className="counts", **labelled("Jumlah indikator menurut status"))


def changes_list(items: Sequence[ChangeItem]) -> html.Ul | html.P:
    """What changed, each with a sign and a word for it."""
    if not items:
        return empty("Tidak ada perubahan dalam tujuh hari terakhir.")
    return html.Ul([_change(item) for item in items], className="changes")


def _change(item: ChangeItem) -> html.Li:
    sign, word = CHANGE[item.mark]
    meta = " · ".join(text for text in (item.who, item.when) if text)
    return html.Li(
        [
            html.Span(sign, className=f"sign {item.mark}", role="img", **labelled(word)),
            html.Div(
                [
                    html.P(value(item.text, item.origin) if item.origin else counted(item.text)),
                    html.P(meta, className="soft") if meta else None,
                ],
                className="what",
            ),
        ]
    )
