"""Banding: one indicator against the province, the nation, the neighbours and the most alike."""

from datetime import date, datetime

from dash import html, register_page
from sqlalchemy import Connection

import connectors
from connectors import regency
from dashboard import parts, store
from dashboard.board import beside, comparing
from dashboard.pages import _banding, _banding_alike, _banding_all, _banding_ranks
from dashboard.pages._opened import opened, part

TITLE = "Banding"
HOME = "/banding"
register_page(__name__, path=HOME, name=TITLE, title=f"{TITLE} · {regency().product}", order=80)


def layout(
    indikator: str = "", kelompok: str = "", periode: str = "", pada: str = "", **_query: str
) -> html.Div:
    """The comparison of `indikator` with the group `kelompok` in `periode` (ISO day)."""
    code = indikator or regency().comparison.first
    if code not in connectors.indicators() or kelompok not in ("", *beside.GROUPS):
        return _banding.lost(code, HOME)
    return opened(contents, code, kelompok, periode, pada=pada, title=TITLE, current=HOME)


@store.kept
def contents(
    db: Connection, code: str, group: str, period: str, today: date, moment: datetime | None
) -> html.Div:
    """Everything on the page, for one state of the store and one day."""
    frame = beside.everywhere(db, moment)
    found = beside.likenesses(frame, today)
    made = beside.field(frame, connectors.indicator(code), beside.peers(found, group), period)
    controls = _banding.controls(frame, made, group, moment)
    everything = part(
        "Semua indikator yang dapat dibandingkan",
        lambda: _banding_all.matrix(frame, made.peers),
    )
    like = part("Kabupaten yang paling mirip", lambda: _banding_alike.alike(frame, made, found))
    if made.period is None:
        told = parts.empty(_banding.alone(frame, made))
        rest = [] if frame.empty else [like, everything]
        return parts.page(TITLE, controls, told, *rest, current=HOME, moment=moment)
    return parts.page(
        parts.sentence(comparing.opening(made)),
        controls,
        _banding.against(made),
        part("Perjalanan", lambda: _banding.chart(made, group)),
        parts.columns(
            part("Peringkat", lambda: _banding_ranks.ranks(made, found), aside=_banding.when(made)),
            part("Peringkat dari waktu ke waktu", lambda: _banding_ranks.past(made)),
        ),
        like,
        everything,
        current=HOME,
        moment=moment,
    )
