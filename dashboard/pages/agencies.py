"""SKPD: every agency beside the others, worst first."""

from datetime import date, datetime

from dash import html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import parts, store
from dashboard.board import followups
from dashboard.board.agencies import KINDS, agencies
from dashboard.pages import _agencies
from dashboard.pages._opened import opened, part

TITLE = "SKPD"
HOME = "/skpd"
register_page(__name__, path=HOME, name=TITLE, title=f"{TITLE} · {regency().product}", order=70)


def layout(jenis: str = "", pada: str = "", **_query: str) -> html.Div:
    """The page as known now, or on the day `pada`; of the agencies of the kind `jenis`, or all."""
    kind = jenis if jenis in KINDS else ""
    return opened(contents, kind, pada=pada, title=TITLE, current=HOME)


@store.kept
def contents(db: Connection, kind: str, today: date, moment: datetime | None) -> html.Div:
    """The agencies as a table, those of the kecamatan folded."""
    found = agencies(db, today, moment)
    choice = parts.Choice("jenis", "Jenis", KINDS, kind)
    followed = followups.counts(db, today, moment)
    return parts.page(
        parts.sentence(_agencies.opening(found)),
        part(
            "Semua SKPD",
            lambda: [
                parts.filters([choice], _agencies.LIST, moment),
                html.Div(_agencies.tables(found, kind, followed), className=_agencies.LIST),
                html.P(_agencies.RULE, className="soft"),
            ],
            aside=_agencies.aside(found),
        ),
        current=HOME,
        moment=moment,
    )
