"""One indicator: how it goes, against what, where, what was revised, and where it comes from."""

from datetime import date, datetime

from dash import Input, Output, State, callback, dcc, html, register_page
from sqlalchemy import Connection

import connectors
from connectors import regency
from dashboard import clock, figures, parts, store
from dashboard.board import board, one
from dashboard.pages import _follow, _near, _one, _outlook
from dashboard.pages._opened import opened


def titled(code: str = "") -> str:
    """The browser's title."""
    known = connectors.indicators().get(code)
    return f"{known.title} · {regency().product}" if known else "Indikator tidak ditemukan"


register_page(__name__, path_template="/indikator/<code>", name="Indikator", title=titled, order=0)

EXPLORE = "indicator-explore"
CHART = "indicator-chart"
ASKED = "indicator-asked"
HOME = "/indikator"


def layout(code: str = "", wilayah: str = "", pada: str = "", **_query: str) -> html.Div:
    """The page of the indicator `code` in the area `wilayah` (the regency by default)."""
    area = wilayah or regency().code
    if code not in connectors.indicators():
        return _near.missing("indikator", code)
    if area not in connectors.areas():
        return _near.missing("wilayah", area)
    return opened(contents, code, area, pada=pada, title=titled(code), current=HOME)


@store.kept
def contents(
    db: Connection, code: str, area: str, today: date, moment: datetime | None
) -> html.Div:
    """Everything on the page, for one state of the store and one day."""
    entry, place = connectors.indicator(code), connectors.areas()[area]
    title = entry.title if area == regency().code else f"{entry.title} · {place.name}"
    lines = board(db, area, today, moment, (code,))
    if not lines or lines[0].newest is None:
        told = parts.empty(f"Belum ada data untuk {place.name}.")
        return parts.page(title, told, current=HOME, moment=moment)
    line = lines[0]
    look = html.Button("Telusuri grafik", id=EXPLORE, type="button", className="no-print")
    chart = html.Div(_one.chart(db, line, moment), id=CHART, className="panel")
    return parts.page(
        title,
        *_one.head(line, today, one.rank(db, line, area, moment)),
        _follow.mention(db, line, area, today, moment),
        html.Section([chart, html.Div([*_one.legend(line), look], className="legend")]),
        *_outlook.section(db, line, area, today, moment),
        dcc.Store(id=ASKED, data={"code": code, "area": area, "day": today.isoformat()}),
        *_one.sections(db, line, area, moment),
        current=HOME,
        moment=moment,
    )


@callback(
    Output(CHART, "children"),
    Input(EXPLORE, "n_clicks"),
    State(ASKED, "data"),
    prevent_initial_call=True,
)
def explore(_clicks: int, asked: dict[str, str]) -> dcc.Graph:
    """The chart that can be hovered and zoomed; only now does the browser need plotly."""
    moment, past = clock.asked(asked["day"])
    with store.reading() as db:
        known = moment if past else None
        line = board(db, asked["area"], clock.today(moment), known, (asked["code"],))[0]
        figure = one.figure(db, line, known)
    return dcc.Graph(figure=figure, config=figures.GRAPH_CONFIG)
