"""Ringkasan: what is wrong, what changed this week, and the headline indicators."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from dash import dcc, html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import clock, parts, store
from dashboard.board import Problem, board, changes, problems, ranked, sentences, telling
from dashboard.pages._opened import opened, part

register_page(__name__, path="/", name="Ringkasan", title=regency().product, order=10)

WEEK = timedelta(days=7)
MOST = 6  # problems on the first screen; thirty seconds are not enough for more


def layout(pada: str = "", **_query: str) -> html.Div:
    """The page as known now, or on the day `pada`."""
    return opened(contents, pada=pada, title=regency().product, current="/")


@store.kept
def contents(db: Connection, today: date, moment: datetime | None) -> html.Div:
    """Everything on the page, for one state of the store and one day."""
    lines = board(db, regency().code, today, moment)
    if not lines:
        empty = parts.empty("Belum ada data. Jalankan `python -m dashboard refresh`.")
        return parts.page(regency().product, empty, current="/", moment=moment)
    until = moment or clock.end_of(today)
    headline = sorted(
        (line for line in lines if line.indicator.headline),
        key=lambda line: line.indicator.headline,
    )
    found = ranked(lines, today)
    return parts.page(
        parts.sentence(sentences.overview(headline, found)),
        parts.state_counts(Counter(line.standing.state for line in lines)),
        parts.columns(
            part("Yang perlu perhatian", lambda: urgent(db, found, today, moment)),
            part("Yang berubah pekan ini", lambda: changed(db, until)),
        ),
        part(
            "Indikator utama",
            lambda: parts.cards([telling.card(line, today) for line in headline]),
        ),
        current="/",
        moment=moment,
    )


def urgent(db: Connection, found: list[Problem], today: date, moment: datetime | None) -> list[Any]:
    """The worst problems, and the way to all of them."""
    more = dcc.Link("Semua permasalahan", href="/permasalahan")
    items = problems.items(db, found[:MOST], today, moment)
    return [parts.attention_list(items), html.P(more, className="more")]


def changed(db: Connection, until: datetime) -> list[Any]:
    """What became known this week, and the way to all that moved."""
    more = dcc.Link("Semua perkembangan", href="/perkembangan")
    return [parts.changes_list(changes.recent(db, until - WEEK, until)),
            html.P(more, className="more")]  # fmt: skip
