"""The work list of one list of recipients: for officers of its SKPD, masked, never kept."""

from collections.abc import Mapping
from datetime import date, datetime

from dash import dcc, html, register_page
from flask import g, has_request_context
from sqlalchemy import Connection

from dashboard import access, parts, recipients
from dashboard.pages import _near, _work, _work_list
from dashboard.pages._opened import opened

HOME = "/bantuan"


def titled(code: str = "") -> str:
    """The browser's title."""
    known = recipients.claim_lists().get(code)
    return f"Daftar kerja: {known.title}" if known else "Daftar tidak ditemukan"


# Dash takes the first page that fits, and its <code> fits a slash, too: this one comes before
# `/bantuan/<code>`.
register_page(__name__, path_template="/bantuan/<code>/temuan", name="Daftar kerja", title=titled,
              order=-1)  # fmt: skip


def layout(code: str = "", pada: str = "", **query: str) -> html.Div:
    """The findings of the list `code` that the address asks for: `kecamatan`, `alasan`, `status`,
    and which page (`halaman`)."""
    if code not in recipients.claim_lists():
        return _near.missing("daftar", code)
    asked = {name: query.get(name, "") for name in _work.NAMES}
    return opened(contents, code, asked, pada=pada, title=titled(code), current=HOME)


def contents(
    db: Connection, code: str, asked: Mapping[str, str], _today: date, moment: datetime | None
) -> html.Div:
    """Everything on the page. It depends on who asks and shows persons, masked: nothing of it is
    kept, here or in the browser."""
    one = recipients.claim_lists()[code]
    steps = [("Bantuan", HOME), (one.title, f"{HOME}/{code}"),
             ("Daftar kerja", f"{HOME}/{code}/temuan")]  # fmt: skip
    head = [parts.crumbs(steps), html.H1(f"Daftar kerja: {one.title}")]
    person = access.current(db)
    if not access.may_write(person, {one.skpd}):
        told = _work.refused(db, one, person)
    elif moment is not None:
        told = [parts.empty("Daftar kerja hanya ada untuk hari ini; kembali ke hari ini dulu.")]
    else:
        shown = g.get("shown") if has_request_context() else None
        told = [*_work.shown(shown), *_work_list.opened(one, asked), _work.leaving(person)]
    more = html.P(dcc.Link(f"Kembali ke {one.title}", href=f"{HOME}/{code}"), className="no-print")
    return parts.page(html.Div(head), *told, more, current=HOME, moment=moment)
