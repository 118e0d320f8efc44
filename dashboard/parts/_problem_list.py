"""Problems in full: state, numbers, where, who answers, and why each stands where it does."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from dashboard import figures
from dashboard.parts._board import state_label
from dashboard.parts._filters import keyed
from dashboard.parts._mark import mark
from dashboard.parts._origin import counted, value
from dashboard.parts._page import simulated
from dashboard.parts._problems import ProblemItem, follow_up, who


def problem_list(items: Sequence[ProblemItem], chosen: Mapping[str, str]) -> html.Ol:
    """Problems in full, worst first; `chosen` is what the filters ask for."""
    made = [_whole(place, item, chosen) for place, item in enumerate(items, start=1)]
    return html.Ol(made, className="problems")


def _whole(place: int, item: ProblemItem, chosen: Mapping[str, str]) -> html.Li:
    return html.Li(
        [
            html.Span(str(place), className="rank"),
            html.Div(
                [
                    state_label(item.state),
                    html.H3(dcc.Link(item.title, href=item.href)),
                    html.P(
                        [
                            html.Span(value(item.gap_text, item.origin), className="strong"),
                            f", {item.since_text}." if item.since_text else ".",
                        ]
                    ),
                    html.P(value(_sentence(item.need_text), item.origin))
                    if item.need_text
                    else None,
                    follow_up(item),
                ],
                className="what",
            ),
            html.Div(
                [
                    html.P(
                        [
                            value(item.value_text, item.origin, "value"),
                            html.Span(f" {item.unit}", className="unit"),
                        ]
                    ),
                    html.P(
                        [item.period_text, " · target ", value(item.target_text, item.origin)],
                        className="soft",
                    ),
                    mark(item.spark_svg),
                ],
                className="figure",
            ),
            _where(item),
            html.Div(
                [who(item), html.Span(item.age_text), simulated(item.simulated)],
                className="who",
            ),
            _why(item),
        ],
        **keyed(item.keys, chosen),
    )


def _where(item: ProblemItem) -> html.Div:
    """The worst places; that there are none is said."""
    if not item.spots:
        return html.Div(html.P(item.where_text, className="soft"), className="where")
    rows = [
        html.Li([dcc.Link(spot.name, href=spot.href), value(spot.value_text, spot.origin)])
        for spot in item.spots
    ]
    title = html.P(_sentence(item.where_text, ""), className="soft")
    return html.Div([title, html.Ul(rows)], className="where")


def _sentence(text: str, end: str = ".") -> str:
    return f"{text[:1].upper()}{text[1:]}{end}"


def _why(item: ProblemItem) -> html.Details:
    rows = [
        html.Div(
            [
                html.Dt(each.name),
                html.Dd(
                    [
                        mark(figures.bar(each.points / each.most)),
                        counted(
                            f"{figures.number(each.points, 1)} dari {figures.number(each.most)}",
                            "number",
                        ),
                        html.Span(value(each.text, each.origin) if each.origin else each.text),
                    ]
                ),
            ]
        )
        for each in item.reasons
    ]
    title: list[Any] = [
        "Angka urutan: ",
        counted(item.points_text),
        html.Span(" · mengapa di urutan ini", className="no-print"),
    ]
    return html.Details(
        [html.Summary(title), html.Dl(rows)],
        className="why",
    )
