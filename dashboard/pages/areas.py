"""Wilayah: one indicator on the map of the kecamatan, and the way to each one's profile."""

from datetime import date, datetime
from typing import Any

from dash import dcc, html, register_page
from sqlalchemy import Connection

import connectors
from connectors import regency
from dashboard import parts, store
from dashboard.board import one, peers, words
from dashboard.pages import _areas, _outlines
from dashboard.pages._near import missing
from dashboard.pages._opened import opened, part
from dashboard.pages._outlines import Stamp

TITLE = "Wilayah"
HOME = "/wilayah"
register_page(__name__, path=HOME, name=TITLE, title=f"{TITLE} · {regency().product}", order=60)

FIRST = "stunting_rate_measured"  # shown when none is asked for; else the first there is


def layout(indikator: str = "", pada: str = "", **_query: str) -> html.Div:
    """The map of `indikator`, as known now or on the day `pada`."""
    if indikator and indikator not in connectors.indicators():
        return missing("indikator", indikator)
    file = _outlines.stamp()
    return opened(contents, indikator, file, pada=pada, title=TITLE, current=HOME)


@store.kept
def contents(
    db: Connection, asked: str, file: Stamp, _today: date, moment: datetime | None
) -> html.Div:
    """The choice of the indicator, its map, and every kecamatan in order."""
    themes = peers.ranked_indicators(db, moment)
    every = [code for codes in themes.values() for code in codes]
    profile = dcc.Link(f"Profil {regency().name}", href=f"{HOME}/{regency().code}")
    code = asked or (FIRST if FIRST in every else next(iter(every), ""))
    if not code:
        told = parts.empty("Belum ada data menurut kecamatan.")
        return parts.page(TITLE, told, profile, current=HOME, moment=moment)
    entry = connectors.indicator(code)
    places = one.places(db, entry, moment)
    lead: Any = "Belum ada rincian menurut kecamatan: pilih indikator lain."
    shown: list[Any] = []
    if len(places):
        whole = peers.whole_of(db, entry, places, moment)
        lead = parts.said([*_areas.home(entry, whole), *_areas.extremes(entry, places)])
        cases = one.places(db, connectors.indicator(entry.out_of or code), moment)
        when = words.newest_period(places, entry)
        shown = [
            parts.columns(
                part("Peta", lambda: _areas.mapped(entry, places, cases, file, moment), aside=when),
                part("Peringkat", lambda: _areas.listed(entry, places)),
            )
        ]
    more = dcc.Link("Halaman indikator ini", href=f"/indikator/{code}")
    badge = parts.simulated(bool(places["simulated"].eq(True).any()) if len(places) else False)
    return parts.page(
        f"{entry.title} menurut kecamatan",
        html.Div(
            [parts.filters([_areas.choice(themes, code)], "areas", moment), more, profile, badge],
            className="choosing",
        ),
        *shown,
        current=HOME,
        moment=moment,
        lead=lead,
    )
