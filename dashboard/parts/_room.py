"""Lists of what needs somebody, and a whole divided into its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from dashboard import figures
from dashboard.parts._board import state_label
from dashboard.parts._mark import labelled, mark
from dashboard.parts._origin import counted, value
from dashboard.parts._page import empty, simulated


@dataclass(frozen=True)
class NeedItem:
    """One thing that needs somebody, in words. `commands` are to be typed as they stand; `origin`
    tells where the numbers come from."""

    shape: str
    word: str
    title: str
    text: str
    commands: Sequence[str]
    who: str
    since: str
    origin: str = ""
    simulated: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a whole: the class of its colour, its word, its amount."""

    colour: str
    word: str
    amount: int
    note: str = ""


NOTHING = "Tidak ada. Semua sumber yang tersambung menjawab pada waktunya."


def needs_list(items: Sequence[NeedItem], nothing: str = NOTHING) -> html.Ol | html.P:
    """What somebody must look after, most urgent first; without any, `nothing`."""
    if not items:
        return empty(nothing)
    return html.Ol([_need(item) for item in items], className="attention needs")


def _need(item: NeedItem) -> html.Li:
    commands = [html.Code(each) for each in item.commands]

    def told(text: str) -> Any:
        return value(text, item.origin) if item.origin else text

    return html.Li(
        [
            state_label(item.shape, item.word),
            html.Div(
                [
                    html.P(html.Strong(told(item.title))),
                    html.P(told(item.text), className="soft"),
                    html.P(commands, className="commands") if commands else None,
                ],
                className="what",
            ),
            html.Div(
                [html.Span(item.who), html.Span(item.since), simulated(item.simulated)],
                className="who",
            ),
        ]
    )


def word_counts(counts: Sequence[tuple[str, str, int]]) -> html.Ul:
    """How many sources are in each state: (shape, word, how many)."""
    items = [
        html.Li(state_label(shape, f"{figures.number(amount)} {word}"))
        for shape, word, amount in counts
        if amount
    ]
    return html.Ul(items, className="counts", **labelled("Jumlah sumber menurut keadaan"))


def parts_of(parts: Sequence[Part]) -> html.Div:
    """One bar for the whole, and each part with its word and number below."""
    entries = [
        html.Div(
            [
                html.Dt([html.Span(className=f"swatch {part.colour}"), part.word]),
                html.Dd(counted(figures.number(part.amount))),
                html.Dd(part.note, className="soft") if part.note else None,
            ]
        )
        for part in parts
    ]
    drawn = figures.shares([(part.colour, part.amount) for part in parts])
    return html.Div([mark(drawn), html.Dl(entries, className="parts")], className="panel")
