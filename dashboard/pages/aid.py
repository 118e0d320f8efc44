"""Bantuan: are the recipients who they should be, where not, and what is at risk."""

from datetime import date, datetime

from dash import html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import parts, recipients
from dashboard.board import aid
from dashboard.pages import _aid, _near
from dashboard.pages._opened import opened, part

TITLE = "Bantuan"
HOME = "/bantuan"
register_page(__name__, path=HOME, name=TITLE, title=f"{TITLE} · {regency().product}", order=55)


def layout(daftar: str = "", pada: str = "", **_query: str) -> html.Div:
    """The lists; the map shows the list `daftar`, by default the one with the least valid."""
    if daftar and daftar not in recipients.claim_lists():
        return _near.missing("daftar", daftar)
    return opened(contents, daftar, pada=pada, title=TITLE, current=HOME)


def contents(db: Connection, chosen: str, today: date, moment: datetime | None) -> html.Div:
    """Every list in a line, programmes first; then one of them by kecamatan. The runs are asked for
    anew each time: one that was refused changes nothing in the store."""
    every = recipients.claim_lists()
    found = aid.lists(db, tuple(every), moment)
    given = [one for one in found if every[one.code].kind == "aid"]
    treated = [one for one in found if every[one.code].kind == "service"]
    runs = _aid.runs() if moment is None else {}
    code = chosen or (min(given, key=lambda one: one.share).code if given else "")
    titles = {one.code: every[one.code].title for one in found}
    sections = [part("Program bantuan", lambda: _aid.listed(given, runs, "aid", today))]
    sections.append(part("Layanan kesehatan", lambda: _aid.listed(treated, runs, "service", today)))
    if code in titles:
        sections.append(
            part("Menurut kecamatan",
                 lambda: _aid.mapped(aid.places(db, code, moment), titles, code, moment))
        )  # fmt: skip
    if moment is None:
        sections.append(part("Alasan terbanyak", _aid.every_reason))
    return parts.page(
        parts.sentence(aid.opening(given, titles)),
        parts.simulated(any(one.simulated for one in found)),
        *sections,
        current=HOME,
        moment=moment,
    )
