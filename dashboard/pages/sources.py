"""The operator's room: how each source is, what is broken, who is asked, what is not read yet."""

from dash import dcc, html, register_page

import connectors
from connectors import regency
from dashboard import brief, clock, parts, schedule, store
from dashboard.board import handed
from dashboard.board.room import room
from dashboard.pages import _handed, _room
from dashboard.settings import settings

TITLE = "Sumber data"
register_page(__name__, path="/sumber-data", name=TITLE, title=f"{TITLE} · {regency().product}",
              order=120)  # fmt: skip


def layout(**_query: str) -> html.Div:
    """The page; it is about this very moment, so nothing of it is kept."""
    now, found = clock.now(), settings()
    sources = list(connectors.sources().values())
    reach = {source.code: _room.reached(source, found) for source in sources}
    try:
        with store.reading() as db:
            known = room(db, sources, reach, now)
            plan = schedule.planned(found)
            late = [(week.name, scope) for week, scope in schedule.due(db, plan, now - handed.LATE)]
            unknown = [scope for scope in plan.scopes if not brief.is_scope(scope)]
            papers = handed.handed(db, late, unknown, schedule.closing(plan, now), now)
    except store.StoreUnusable as error:
        return parts.page(TITLE, parts.notice(str(error), "error"), current="/sumber-data")
    rows = [_room.row(line, now) for line in known.lines]
    return parts.page(
        _room.sentence(known),
        _room.counts(known),
        *[parts.notice(text, "error") for text in connectors.broken().values()],
        parts.section(
            "Yang perlu ditangani",
            parts.needs_list([_room.need(line, now) for line in known.needy]),
            aside="Satu sumber yang gagal tidak mengubah yang lain.",
        ),
        parts.section("Laporan mingguan", *_handed.shown(papers),
                      aside=f"berikutnya ditutup {_room.when(schedule.closing(plan, now))}"),
        parts.section(
            f"Cakupan {regency().applications} aplikasi",
            _room.coverage(known.coverage),
            aside="menurut register aplikasi Kominfo",
        ),
        parts.section(
            "Semua sumber",
            *_room.waivers(sources),
            html.Div(
                parts.table(
                    _room.HEAD, rows, "Setiap sumber dan penarikan terakhirnya",
                    numeric=(4, 6), minor=(3, 4, 5, 7),
                ),
                className="room",
            ),
        ),
        html.P(dcc.Link("Siapa melihat data pribadi", href="/sumber-data/pemeriksaan"),
               className="soft no-print"),
        current="/sumber-data",
    )  # fmt: skip
