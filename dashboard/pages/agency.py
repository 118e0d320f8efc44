"""One SKPD: what it answers for, its budget, its people and services, and how it keeps its data."""

from datetime import date, datetime

from dash import html, register_page
from sqlalchemy import Connection

from connectors import regency, skpds
from dashboard import parts, store
from dashboard.board import agency
from dashboard.pages import _agency, _follow, _near
from dashboard.pages._opened import opened, part

HOME = "/skpd"


def titled(code: str = "") -> str:
    """The browser's title."""
    known = skpds().get(code)
    return f"{known.short} · {regency().product}" if known else "SKPD tidak ditemukan"


register_page(__name__, path_template="/skpd/<code>", name="Rapor SKPD", title=titled, order=0)


def layout(code: str = "", pada: str = "", **_query: str) -> html.Div:
    """The scorecard of the agency `code`, as known now or on the day `pada`."""
    if code not in skpds():
        return _near.missing("skpd", code)
    return opened(contents, code, pada=pada, title=skpds()[code].name, current=HOME)


@store.kept
def contents(db: Connection, code: str, today: date, moment: datetime | None) -> html.Div:
    """Everything on the page, for one state of the store and one day."""
    card = agency.card(db, code, today, moment)
    told = _agency.opening(card)
    if not card.answers and not card.own and card.keeping is None:
        return parts.page(card.skpd.name, told, current=HOME, moment=moment)
    return parts.page(
        card.skpd.name,
        told,
        parts.state_counts(card.lights),
        *_agency.followed(_follow.of_agency(db, code, today, moment)),
        *_agency.answers(card, today),
        *_agency.systems(card),
        part("Disiplin data", lambda: _agency.discipline(card), ident="disiplin"),
        current=HOME,
        moment=moment,
    )
