"""One indicator of a plan: its years beside their targets, and its outlook."""

from datetime import date, datetime
from typing import Any

from dash import dcc, html
from sqlalchemy import Connection

from connectors import Plan, regency
from dashboard import figures, parts
from dashboard.board import outlooks, words
from dashboard.board.plan import Aimed, Year
from dashboard.measures import State
from dashboard.pages import _outlook


def block(
    db: Connection, one: Aimed, chosen: Plan, today: date, moment: datetime | None
) -> html.Article:
    """The indicator's state, its years, its outlook, and the record of past forecasts."""
    line, entry = one.line, one.line.indicator
    found = outlooks.outlook_of(db, entry.code, regency().code, chosen, today, moment)
    return html.Article(
        [
            html.Div(
                [
                    html.H3(dcc.Link(entry.title, href=f"/indikator/{entry.code}")),
                    parts.state_label(one.state),
                    html.Span(f"terakhir {one.standing.last_state.word}", className="soft")
                    if one.state is State.STALE
                    else None,
                    html.Span(words.answers(line), className="soft"),
                    parts.simulated(line.simulated),
                ],
                className="aimed-head",
            ),
            html.Div(
                [
                    html.Div([table(one), all_years(one)], className="years"),
                    _outlook.figure(found, line, chosen),
                ],
                className="aimed-body",
            ),
            *_outlook.record(found, line),
        ],
        className="aimed panel",
    )


def table(one: Aimed) -> html.Div:
    """The plan's years as columns; on a phone only the year that is judged."""
    head = ["Tahun", *(str(year.year) for year in one.years)]
    rows: list[list[Any]] = [
        ["Target", *(told(year.target, year, "belum diisi") for year in one.years)],
        ["Realisasi", *(told(year.value, year, "belum terbit") for year in one.years)],
        ["Capaian", *(told(percent(year), year, "") for year in one.years)],
        ["Kelas", *(html.Span(year.grade or "–") for year in one.years)],
    ]
    numeric = tuple(range(1, len(head)))
    minor = tuple(place for place in numeric if one.years[place - 1].year != one.now)
    caption = f"{one.line.indicator.title} menurut tahun rencana"
    return parts.table(head, rows, caption, numeric, minor)


def all_years(one: Aimed) -> html.Div:
    """The same years as rows, for a phone."""
    rows = [
        [
            str(year.year),
            told(year.target, year, "belum diisi"),
            told(year.value, year, "belum terbit"),
            told(percent(year), year, ""),
        ]
        for year in one.years
    ]
    head = ["Tahun", "Target", "Realisasi", "Capaian"]
    caption = f"{one.line.indicator.title}, setiap tahun rencana"
    made = parts.folded("Semua tahun rencana", parts.table(head, rows, caption, (1, 2, 3)))
    return html.Div(made, className="only-narrow")


def told(text: str, year: Year, lacking: str) -> Any:
    """A number that opens its origin, or a dash with a word."""
    if text:
        return parts.value(text, year.origin)
    return html.Span(["–", html.Span(f" {lacking}", className="lacking") if lacking else None])


def percent(year: Year) -> str:
    """The achievement of a year."""
    return f"{figures.number(year.percent, 1)} %" if year.percent == year.percent else ""
