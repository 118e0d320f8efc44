"""Every follow-up of a red light, open and most overdue first, and the lights that have none."""

from datetime import date, datetime
from typing import Any

from dash import html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import parts, store
from dashboard.board import followups
from dashboard.pages import _follow
from dashboard.pages._opened import opened, part

TITLE = "Tindak lanjut"
register_page(__name__, path="/tindak-lanjut", name=TITLE, title=f"{TITLE} · {regency().product}",
              order=26)  # fmt: skip

LIST = "follow"


def layout(skpd: str = "", pada: str = "", **_query: str) -> html.Div:
    """The page as known now, or on the day `pada`; of one `skpd`, or all."""
    return opened(contents, skpd, pada=pada, title=TITLE, current="/tindak-lanjut")


@store.kept
def contents(db: Connection, skpd: str, today: date, moment: datetime | None) -> html.Div:
    """Everything on the page, for one state of the store and one day."""
    found = list(followups.followups(db, today, moment).values())
    lines = _follow.lines(db, found, today, moment)
    running = [one for one in found if one.open]
    closed = [one for one in found if not one.open]
    without = _follow.untouched(db, found, today, moment)
    chosen = {"skpd": skpd}

    def listed(some: list[followups.FollowUp]) -> html.Ol:
        known = [_follow.item(one, lines[one.key]) for one in some if one.key in lines]
        return parts.follow_list(known, chosen, LIST)

    told: list[Any] = [listed(running)]
    if not running:
        told = [parts.empty("Belum ada tindak lanjut yang berjalan.")]
    return parts.page(
        parts.sentence(_follow.opening(running, without)),
        parts.filters([_follow.offices(found, without, skpd)], LIST, moment)
        if found or without
        else None,
        part("Berjalan", lambda: told, aside="Hanya data yang menutup tindak lanjut."),
        part(
            "Keluar jalur, belum ditindaklanjuti",
            lambda: _follow.begin_list(without, chosen, LIST),
        ),
        part(
            "Ditutup oleh data",
            lambda: parts.folded(f"{len(closed)} tindak lanjut", listed(closed)),
        )
        if closed
        else None,
        current="/tindak-lanjut",
        moment=moment,
    )
