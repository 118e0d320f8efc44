"""The headline cards."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html

from dashboard.measures import State
from dashboard.parts._board import state_label
from dashboard.parts._mark import mark
from dashboard.parts._origin import value
from dashboard.parts._page import simulated


@dataclass(frozen=True)
class CardFacts:
    """What a headline card says, in words."""

    title: str
    href: str
    value_text: str
    unit: str
    state: State
    last_state_word: str
    change_text: str
    change_good: bool | None
    spark_svg: str
    period_text: str
    target_text: str
    distance_text: str
    source_text: str
    age_text: str
    simulated: bool
    origin: str


def cards(facts: Sequence[CardFacts]) -> html.Div:
    """The headline indicators."""
    return html.Div([card(one) for one in facts], className="cards")


def card(facts: CardFacts) -> html.Article:
    """One headline indicator; the whole card leads to its page."""
    tone = {True: "good", False: "bad", None: ""}[facts.change_good]
    meaning = {True: "membaik", False: "memburuk", None: ""}[facts.change_good]
    rows = (("Periode", facts.period_text), ("Target", facts.target_text))
    return html.Article(
        [
            html.Div(
                [
                    html.H3(dcc.Link(facts.title, href=facts.href, className="cover")),
                    state_label(facts.state),
                ],
                className="card-head",
            ),
            html.Div(
                [
                    html.P(
                        [
                            value(facts.value_text, facts.origin, "value"),
                            html.Span(f" {facts.unit}", className="unit"),
                        ]
                    ),
                    html.P(
                        [
                            value(facts.change_text, facts.origin),
                            html.Span(f" {meaning}") if meaning else None,
                        ],
                        className=f"change {tone}",
                    ),
                ],
                className="card-value",
            ),
            mark(facts.spark_svg),
            html.Dl(
                [
                    html.Div([html.Dt(name), html.Dd(value(text, facts.origin))])
                    for name, text in (*rows, ("Jarak", facts.distance_text))
                ]
            ),
            html.Div(
                [
                    html.Span(f"{facts.source_text} · {facts.age_text}"),
                    html.Span(f"terakhir {facts.last_state_word}")
                    if facts.last_state_word
                    else None,
                    simulated(facts.simulated),
                ],
                className="card-foot",
            ),
        ],
        className="card",
    )
