"""One priority programme: its results, its money and its works, as far as the store holds them."""

from datetime import date, datetime

from dash import dcc, html, register_page
from sqlalchemy import Connection

import connectors
from connectors import regency
from dashboard import parts, recipients, store
from dashboard.board import aid, board, programmes
from dashboard.pages import _near, _programmes
from dashboard.pages._opened import opened, part

HOME = "/program"


def titled(code: str = "") -> str:
    """The browser's title."""
    known = connectors.programmes().get(code)
    return f"{known.title} · {regency().product}" if known else "Program tidak ditemukan"


register_page(__name__, path_template="/program/<code>", name="Program prioritas", title=titled,
              order=0)  # fmt: skip


def layout(code: str = "", pada: str = "", **_query: str) -> html.Div:
    """The page of the programme `code`; an unknown one is told with those that are like it."""
    if code not in connectors.programmes():
        return _near.missing("program", code)
    return opened(contents, code, pada=pada, title=titled(code), current=HOME)


@store.kept
def contents(db: Connection, code: str, today: date, moment: datetime | None) -> html.Div:
    """Everything that is known of one programme."""
    every = programmes.held(board(db, regency().code, today, moment))
    one = next(each for each in every if each.programme.code == code)
    codes = [each.code for each in recipients.claim_lists().values() if each.programme == code]
    lists = aid.lists(db, tuple(codes), moment) if codes else []
    return parts.page(
        one.programme.title,
        _programmes.membership(one.programme),
        part("Hasil", lambda: _programmes.cards(one.results, today, _programmes.NO_RESULT)),
        part("Penerima", lambda: _programmes.receivers(lists)) if lists else None,
        part("Uang", lambda: _programmes.cards(one.money, today, _programmes.NO_MONEY)),
        part("Pengadaan dan pekerjaan",
             lambda: _programmes.cards(one.work, today, _programmes.NO_WORK)),
        html.P(dcc.Link("Semua program prioritas", href=HOME)),
        current=HOME,
        moment=moment,
    )  # fmt: skip
