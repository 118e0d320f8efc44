"""Perkembangan: what moved within a week, a month or a year."""

from datetime import date, datetime

from dash import html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import parts, store
from dashboard.board import board, moved
from dashboard.pages import _moved
from dashboard.pages._opened import opened

TITLE = "Perkembangan"
HOME = "/perkembangan"
register_page(__name__, path=HOME, name=TITLE, title=f"{TITLE} · {regency().product}", order=30)


def layout(
    rentang: str = "", skpd: str = "", tema: str = "", pada: str = "", **_query: str
) -> html.Div:
    """The page of a span (`pekan`, `bulan`, `tahun`), of everything or of one SKPD or theme."""
    span = rentang if rentang in moved.DAYS else next(iter(moved.DAYS))
    return opened(contents, span, skpd, tema, pada=pada, title=TITLE, current=HOME)


@store.kept
def contents(
    db: Connection, span: str, skpd: str, theme: str, today: date, moment: datetime | None
) -> html.Div:
    """Everything on the page, for one state of the store and one day."""
    lines = [line for line in board(db, regency().code, today, moment) if line.standing.period]
    if not lines:
        empty = parts.empty("Belum ada data, jadi belum ada yang bergerak.")
        return parts.page(TITLE, empty, current=HOME, moment=moment)
    found = moved.moved(db, lines, span, today, moment)
    chosen = {
        "skpd": skpd if skpd in found.skpds else "",
        "tema": theme if theme in found.themes else "",
    }
    return parts.page(
        parts.sentence(moved.headline(found)),
        _moved.lead(found),
        _moved.form(found, chosen, moment),
        html.Div(_moved.sections(found, chosen), className="moved"),
        _moved.method(found),
        current=HOME,
        moment=moment,
    )
