"""One list of recipients: why claims are not valid, since when, where, and who mends them."""

from datetime import date, datetime

from dash import dcc, html, register_page
from sqlalchemy import Connection

import connectors
from connectors import regency
from dashboard import parts, recipients
from dashboard.board import aid, board, one
from dashboard.pages import _aid, _aid_list, _near
from dashboard.pages._opened import opened, part

HOME = "/bantuan"


def titled(code: str = "") -> str:
    """The browser's title."""
    known = recipients.claim_lists().get(code)
    return f"{known.title} · {regency().product}" if known else "Daftar tidak ditemukan"


register_page(__name__, path_template="/bantuan/<code>", name="Satu daftar penerima", title=titled,
              order=0)  # fmt: skip


def layout(code: str = "", kecamatan: str = "", pada: str = "", **_query: str) -> html.Div:
    """The list `code`; with a `kecamatan`, its desa too."""
    if code not in recipients.claim_lists():
        return _near.missing("daftar", code)
    if kecamatan and kecamatan not in connectors.areas():
        return _near.missing("wilayah", kecamatan)
    return opened(contents, code, kecamatan, pada=pada, title=titled(code), current=HOME)


def contents(
    db: Connection, code: str, kecamatan: str, today: date, moment: datetime | None
) -> html.Div:
    """Reasons and desa as the last verification left them; months and kecamatan of any day."""
    found = next(iter(aid.lists(db, (code,), moment)), None)
    places = aid.places(db, code, moment)
    lines = board(db, regency().code, today, moment, (f"{aid.SHARE}{code}",))
    sections = []
    if moment is None:
        sections.append(part("Alasan", lambda: _aid.reasons_of(code)))
    if lines:
        drawn = one.trends(db, lines[0], moment)
        sections.append(part("Menurut bulan pembayaran", lambda: _aid_list.trend(drawn)))
    sections.append(part("Menurut kecamatan", lambda: _aid.tiles(places, code)))
    if moment is None:
        sections.append(
            part("Menurut desa", lambda: _aid_list.villages(code, kecamatan, places), ident="desa")
        )
        sections.append(part("Daftar kerja petugas", lambda: _aid_list.work(code)))
    return parts.page(
        recipients.claim_lists()[code].title,
        *_aid_list.head(code, found, moment),
        *sections,
        html.P(dcc.Link("Semua daftar penerima", href=HOME)),
        current=HOME,
        moment=moment,
    )
