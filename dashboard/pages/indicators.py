"""Every indicator, by theme: the way to a number that is not on the overview."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from dash import dcc, html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import parts, store
from dashboard.board import Line, board, sentences, words
from dashboard.pages._opened import opened

TITLE = "Indikator"
register_page(__name__, path="/indikator", name=TITLE, title=f"{TITLE} · {regency().product}",
              order=110)  # fmt: skip


def layout(pada: str = "", **_query: str) -> html.Div:
    """The page as known now, or on the day `pada`."""
    return opened(contents, pada=pada, title=TITLE, current="/indikator")


@store.kept
def contents(db: Connection, today: date, moment: datetime | None) -> html.Div:
    """A table a theme."""
    lines = [line for line in board(db, regency().code, today, moment) if line.newest is not None]
    themes = sorted({line.indicator.theme for line in lines})
    tables = [themed(theme, lines, today) for theme in themes]
    lead = parts.counted(f"{len(lines)} indikator tingkat kabupaten dalam {len(themes)} tema.")
    shown: list[Any] = tables or [parts.empty("Belum ada data.")]
    return parts.page("Semua indikator", *shown, current="/indikator", moment=moment, lead=lead)


def themed(theme: str, lines: list[Line], today: date) -> html.Details:
    """The indicators of one theme, folded: what is off its path stands in the title."""
    mine = [line for line in lines if line.indicator.theme == theme]
    off = Counter(line.standing.state for line in mine if line.standing.state in sentences.OFF)
    rows = [
        [
            [dcc.Link(line.indicator.title, href=f"/indikator/{line.indicator.code}"),
             " ", parts.simulated(line.simulated)],
            parts.value(words.amount(line.standing.value, line.indicator), line.address),
            words.period(line.standing, line.indicator),
            parts.state_label(line.standing.state),
            words.answers(line),
            words.age(line.standing, line.indicator, today),
        ]
        for line in mine
    ]  # fmt: skip
    head = ["Indikator", "Nilai", "Periode", "Status", "Penanggung jawab", "Umur"]
    title = [
        html.Span(theme),
        parts.counted(f"{len(mine)} indikator", "soft"),
        *[
            parts.counted(parts.state_label(state, f"{count} {state.word}"))
            for state, count in off.items()
        ],
    ]
    return parts.folded(
        title, parts.table(head, rows, f"Indikator {theme}", numeric=(1,), minor=(4, 5))
    )
