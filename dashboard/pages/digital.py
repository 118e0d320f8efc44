"""SPBE: applications, the kecamatan's network, the data centre, and the SPBE index."""

from datetime import date, datetime
from typing import Any

from dash import html, register_page
from sqlalchemy import Connection

import connectors
from connectors import regency
from dashboard import parts, store
from dashboard.board import digital
from dashboard.pages import _digital, _room
from dashboard.pages._opened import opened, part
from dashboard.settings import settings

TITLE = "SPBE"
register_page(__name__, path="/spbe", name=TITLE, title=f"{TITLE} · {regency().product}",
              order=100)  # fmt: skip


def layout(pada: str = "", **_query: str) -> html.Div:
    """The page as known now, or on the day `pada`."""
    found = settings()
    reached = [(code, _room.reached(source, found))
               for code, source in connectors.sources().items()]  # fmt: skip
    return opened(contents, tuple(reached), pada=pada, title=TITLE, current="/spbe")


@store.kept
def contents(
    db: Connection, reached: tuple[tuple[str, str], ...], today: date, moment: datetime | None
) -> html.Div:
    """Everything on the page, for one state of the store and one day. `reached`: how each source
    is read at this very moment."""
    mine = digital.gathered(db, today, moment)
    if not mine.lines:
        told = parts.empty("Belum ada data SPBE, aplikasi, dan jaringan.")
        return parts.page(TITLE, told, current="/spbe", moment=moment)

    def read() -> Any:
        if moment is not None:
            return parts.empty("Sambungan ke aplikasi hanya diketahui untuk hari ini.")
        return _digital.read(reached)

    return parts.page(
        parts.sentence(digital.sentence(mine, today)),
        part("Yang harus dibereskan", lambda: _digital.urgent(mine)),
        part("Jaringan kecamatan", lambda: _digital.network(mine, today)),
        part("Aplikasi, pusat data, dan DRC", lambda: _digital.register(mine, today)),
        part("Aplikasi yang dibaca dasbor ini", read),
        part("Indeks SPBE", lambda: _digital.index(mine)),
        current="/spbe",
        moment=moment,
    )
