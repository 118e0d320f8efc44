"""Who looked at whom, when and for what: for the operator who answers for all of it."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import access, clock, figures, parts, recipients
from dashboard.pages import _work
from dashboard.pages._opened import opened

TITLE = "Pemeriksaan data pribadi"
HOME = "/sumber-data"
ADDRESS = f"{HOME}/pemeriksaan"
register_page(__name__, path=ADDRESS, name=TITLE, title=f"{TITLE} · {regency().product}", order=0)

SIZE = 100  # looks of a page
HEAD = ["Kapan", "Siapa", "Daftar", "Apa", "Untuk apa"]


def layout(halaman: str = "", pada: str = "", **_query: str) -> html.Div:
    """The page; it shows what officers wrote, so nothing of it is kept."""
    page = int(halaman) if halaman.isascii() and halaman.isdecimal() and len(halaman) < 7 else 1
    return opened(contents, max(page, 1), pada=pada, title=TITLE, current=HOME)


def contents(db: Connection, page: int, _today: date, moment: datetime | None) -> html.Div:
    """Looks and downloads, the newest first, for who may write for every SKPD."""
    person = access.current(db)
    back = html.P(dcc.Link("Kembali ke sumber data", href=HOME), className="no-print")
    if person is None or not person.every:
        return parts.page(TITLE, *refused(db, person), back, current=HOME, moment=moment)
    try:
        with recipients.reading() as kept:
            found = recipients.looked(kept, offset=(page - 1) * SIZE, limit=SIZE + 1)
    except recipients.RecipientsUnusable as error:
        told = parts.empty(f"{error}.")
        return parts.page(TITLE, told, back, _work.leaving(person), current=HOME, moment=moment)
    lead = "Setiap kali data orang dibuka atau daftar kerja diunduh. Tidak pernah dihapus."
    shown: Any = parts.empty("Belum ada yang melihat data orang.")
    if found:
        rows = [row(each) for each in found[:SIZE]]
        shown = parts.table(HEAD, rows, "Yang terbaru lebih dulu", minor=(2,))
    ways = [("← Lebih baru", page - 1)] if page > 1 else []
    ways += [("Lebih lama →", page + 1)] if len(found) > SIZE else []
    steps = [(told, f"{ADDRESS}?{urlencode({'halaman': to})}") for told, to in ways]
    more = parts.paging(steps, "Halaman pemeriksaan")
    return parts.page(
        TITLE, shown, more, back, _work.leaving(person), current=HOME, moment=moment, lead=lead
    )


def row(each: recipients.Look) -> list[Any]:
    """One look in words."""
    known = recipients.claim_lists().get(each.list)
    what = f"melihat temuan {each.finding}" if each.finding else (
        f"mengunduh {figures.number(each.rows)} temuan")  # fmt: skip
    when = figures.clock(clock.local(each.at), regency().zone)
    return [when, each.by, known.title if known else each.list, what, each.purpose]


def refused(db: Connection, person: access.Person | None) -> list[Any]:
    """Who may see it."""
    told = "Yang boleh membuka: petugas yang diberi hak untuk semua SKPD."
    if person is None:
        return _work.asked_in(db, told, ADDRESS)
    return [html.P(told, className="panel"), _work.leaving(person)]
