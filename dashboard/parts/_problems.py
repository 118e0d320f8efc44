"""Problems: what is said of each, and all of them in short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import dcc, html

from dashboard.measures import State
from dashboard.parts._board import state_label
from dashboard.parts._filters import keyed
from dashboard.parts._origin import value
from dashboard.parts._page import empty, simulated

NONE_FITS = "Tidak ada pada pilihan ini."


@dataclass(frozen=True)
class Spot:
    """One of the worst places: its name leads to its page, its number to its origin."""

    name: str
    value_text: str
    href: str
    origin: str


@dataclass(frozen=True)
class Reason:
    """One part of the points: `points` of `most`, and why."""

    name: str
    points: float
    most: float
    text: str
    origin: str = ""


@dataclass(frozen=True)
class ProblemItem:
    """One problem, in words. `keys` are what the filters know of it."""

    state: State
    title: str
    href: str
    value_text: str
    unit: str
    period_text: str
    target_text: str
    gap_text: str
    since_text: str
    need_text: str
    who_text: str
    who_href: str
    age_text: str
    simulated: bool
    origin: str  # the address that tells where the number comes from
    spark_svg: str = ""
    spots: Sequence[Spot] = ()
    where_text: str = ""  # what the spots are, or why there are none
    reasons: Sequence[Reason] = ()
    points_text: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    state_text: str = ""  # instead of the state's own word
    follow: tuple[str, str] | None = None  # its follow-up: a summary, and where it is kept


def attention_list(items: Sequence[ProblemItem], chosen: Mapping[str, str] | None = None) -> Any:
    """Problems in short, worst first; `chosen` is what the filters ask for."""
    if not items:
        return empty("Tidak ada indikator bertarget yang keluar dari jalurnya.")
    return html.Ol([_short(item, chosen or {}) for item in items], className="attention")


def _short(item: ProblemItem, chosen: Mapping[str, str]) -> html.Li:
    worst = ", ".join(f"{spot.name} {spot.value_text}" for spot in item.spots)
    where = f"{item.where_text} {worst}" if worst else ""
    more = " · ".join(text for text in (item.need_text, where) if text)
    return html.Li(
        [
            state_label(item.state, item.state_text),
            html.Div(
                [
                    html.P(
                        [
                            dcc.Link(item.title, href=item.href, className="strong"),
                            " ",
                            value(item.gap_text, item.origin),
                        ]
                    ),
                    html.P(value(more, item.origin), className="soft") if more else None,
                    follow_up(item),
                ],
                className="what",
            ),
            html.Div(
                [who(item), html.Span(item.since_text), simulated(item.simulated)],
                className="who",
            ),
        ],
        **keyed(item.keys, chosen),
    )


def who(item: ProblemItem) -> html.Span:
    """Who answers, leading to its scorecard."""
    return html.Span(dcc.Link(item.who_text, href=item.who_href))


def none_fits() -> html.P:
    """What stands after a filtered list; the style shows it while nothing of the list is."""
    return html.P(NONE_FITS, className="empty none-fits")


def follow_up(item: ProblemItem) -> html.P | None:
    """Where the follow-up of a problem is kept, when it has one."""
    if item.follow is None:
        return None
    text, href = item.follow
    return html.P(dcc.Link(text, href=href), className="follow")
