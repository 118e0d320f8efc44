"""In what an area lags: a comparison with the others and the whole, never a judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dash import dcc, html

from dashboard.parts._filters import keyed
from dashboard.parts._origin import value
from dashboard.parts._page import simulated


@dataclass(frozen=True)
class LagItem:
    """One thing in which an area lags: a comparison in words, never a judgement."""

    title: str
    href: str
    value_text: str
    home_text: str  # empty: it cannot be compared with the whole
    rank_text: str
    period_text: str
    who_text: str
    simulated: bool
    origin: str
    home_origin: str
    keys: Mapping[str, str] = field(default_factory=dict)


def lag_list(items: Sequence[LagItem], chosen: Mapping[str, str]) -> html.Ol:
    """In what an area lags, its last places first."""
    return html.Ol([_lag(item, chosen) for item in items], className="attention lags")


def _lag(item: LagItem, chosen: Mapping[str, str]) -> html.Li:
    beside = value(item.home_text, item.home_origin) if item.home_text else None
    return html.Li(
        [
            html.P(item.rank_text, className="rank-text"),
            html.Div(
                [
                    html.P(dcc.Link(item.title, href=item.href, className="strong")),
                    html.P(
                        [html.Span(value(item.value_text, item.origin), className="strong"),
                         ", " if beside else None, beside, f" · {item.period_text}"],
                        className="soft",
                    ),
                ],
                className="what",
            ),
            html.Div([html.Span(item.who_text), simulated(item.simulated)], className="who"),
        ],
        **keyed(item.keys, chosen),
    )  # fmt: skip
