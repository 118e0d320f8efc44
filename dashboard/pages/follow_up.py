"""The follow-up of one red light: how it is, who does what by when, and all that happened."""

from datetime import date, datetime
from typing import Any

from dash import html, register_page
from sqlalchemy import Connection

import connectors
from connectors import regency
from dashboard import access, parts
from dashboard.board import board, followups, trail
from dashboard.pages import _follow, _near, _writing
from dashboard.pages._opened import opened, part


def titled(code: str = "") -> str:
    """The browser's title."""
    known = connectors.indicators().get(code)
    return f"Tindak lanjut: {known.title}" if known else "Indikator tidak ditemukan"


register_page(__name__, path_template="/tindak-lanjut/<code>", name="Satu tindak lanjut",
              title=titled, order=0)  # fmt: skip

HOME = "/tindak-lanjut"
WRITING = "Menulis tindak lanjut"


def layout(
    code: str = "", wilayah: str = "", skpd: str = "", pada: str = "", **_query: str
) -> html.Div:
    """The follow-up of `code` in `wilayah` (the regency by default), of `skpd` or of none."""
    area = wilayah or regency().code
    if code not in connectors.indicators():
        return _near.missing("indikator", code)
    if area not in connectors.areas():
        return _near.missing("wilayah", area)
    if skpd and skpd not in connectors.skpds():
        return _near.missing("skpd", skpd)
    return opened(contents, code, area, skpd, pada=pada, title=titled(code), current=HOME)


def contents(
    db: Connection, code: str, area: str, skpd: str, today: date, moment: datetime | None
) -> html.Div:
    """Everything on the page. It depends on who asks, so it is not kept; what it asks for is."""
    one = followups.followups(db, today, moment).get((code, area, skpd))
    lines = board(db, area, today, moment, (code,), skpd)
    line = lines[0] if lines and lines[0].newest is not None else None
    where = [connectors.areas()[area].name] if area != regency().code else []
    where += [connectors.skpds()[skpd].short] if skpd else []
    sections: list[Any] = [part("Tindak lanjut", lambda: _follow.facts(one, line))]
    if moment is None:
        person = access.current(db)
        key = (code, area, skpd)
        form = part(WRITING, lambda: _writing.writing(one, line, key, person, today))
        sections.append(html.Div(form, className="no-print"))
    if one is not None:
        sections.append(part("Jejak", lambda: parts.trail_list(trail.trail(one)), ident="jejak"))
    return parts.page(
        " · ".join([titled(code), *where]),
        *_follow.head(line, code, area),
        *sections,
        current=HOME,
        moment=moment,
    )
