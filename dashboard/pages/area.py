"""The profile of one place: what stands out there, every indicator, and a page to take along."""

from datetime import date, datetime
from typing import Any

from dash import html, register_page
from sqlalchemy import Connection

from connectors import areas, regency
from dashboard import parts, store
from dashboard.board import place, profile
from dashboard.pages import _area, _area_rows, _outlines, _visit
from dashboard.pages._near import missing
from dashboard.pages._opened import opened, part
from dashboard.pages._outlines import Stamp


def titled(code: str = "") -> str:
    """The browser's title."""
    where = place.within(code)
    return f"{place.called(where)} · {regency().product}" if where else "Wilayah tidak ditemukan"


register_page(__name__, path_template="/wilayah/<code>", name="Profil wilayah", title=titled,
              order=0)  # fmt: skip


def layout(code: str = "", pada: str = "", **_query: str) -> html.Div:
    """The profile of the regency, or of a kecamatan, desa or kelurahan within it."""
    if place.within(code) is None:
        return missing("wilayah", code)
    file = _outlines.stamp()
    return opened(contents, code, file, pada=pada, title=titled(code), current=_area.HOME)


@store.kept
def contents(
    db: Connection, code: str, file: Stamp, today: date, moment: datetime | None
) -> html.Div:
    """Everything on the page, for one state of the store and one day."""
    where = areas()[code]
    seen = place.profile(db, where, today, moment)
    within = place.kin(where).below
    shown: list[Any] = [
        html.Div([_area.facts(where, seen), _area.spot(where, file)], className="place-head")
    ]
    if seen:
        shown += [
            html.Div(part("Yang paling menonjol", lambda: _area_rows.outstanding(where, seen)),
                     className="no-print"),
            html.Div(part("Semua indikator", lambda: _area_rows.themes(where, seen, today)),
                     className="no-print"),
            _visit.paper(where, seen, today),
        ]  # fmt: skip
    if within:
        listed = part(_visit.within(where), lambda: _visit.below(db, where, moment))
        shown.append(html.Div(listed, className="no-print"))
    return parts.page(
        html.Div([_area.crumbs(where), html.H1(place.called(where))], className="named"),
        *shown,
        current=_area.HOME,
        moment=moment,
        lead=parts.said(profile.opening(where, seen)),
    )
