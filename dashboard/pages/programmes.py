"""Program: the priority programmes, which of them are known, and their results beside the money."""

from datetime import date, datetime

from dash import html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import parts, store
from dashboard.board import board, programmes
from dashboard.pages import _programmes
from dashboard.pages._opened import opened, part

TITLE = "Program"
register_page(__name__, path="/program", name=TITLE, title=f"{TITLE} · {regency().product}",
              order=50)  # fmt: skip


def layout(pada: str = "", **_query: str) -> html.Div:
    """The page as known now, or on the day `pada`."""
    return opened(contents, pada=pada, title=TITLE, current="/program")


@store.kept
def contents(db: Connection, today: date, moment: datetime | None) -> html.Div:
    """The confirmed programmes, those that are only reported, and what is not filled in."""
    lines = board(db, regency().code, today, moment)
    every = programmes.held(lines)
    sure = [one for one in every if one.programme.confirmed]
    unsure = [one for one in every if not one.programme.confirmed]
    return parts.page(
        parts.sentence(programmes.first_sentence()),
        part("Dipastikan oleh publikasi", lambda: _programmes.listed(sure, today)),
        part(
            "Diberitakan, keanggotaannya belum dipastikan",
            lambda: _programmes.listed(unsure, today),
        ),
        part("Yang belum terisi", _programmes.lacking),
        part(
            "Anggaran dan pengadaan",
            lambda: _programmes.money(every, programmes.overall(lines)),
        ),
        current="/program",
        moment=moment,
    )
