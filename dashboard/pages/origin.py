"""Where one number comes from: what a tap on any number of the dashboard opens."""

from datetime import date, datetime
from typing import Any

import pandas as pd
from dash import dcc, html, register_page
from sqlalchemy import Connection

import connectors
from connectors import regency
from dashboard import figures, parts, store
from dashboard.board import origin, words
from dashboard.pages._opened import opened, part

TITLE = "Asal angka"
register_page(__name__, path_template="/asal/<code>", title=f"{TITLE} · {regency().product}",
              name=TITLE, order=0)  # fmt: skip


def layout(
    code: str = "", wilayah: str = "", skpd: str = "", periode: str = "", pada: str = "", **_: str
) -> html.Div:
    """The origin of the value of `code` in `wilayah`, for `skpd` or none, of `periode`."""
    area = wilayah or regency().code
    known = code in connectors.indicators() and area in connectors.areas()
    if not known or (skpd and skpd not in connectors.skpds()):
        return parts.page("Angka ini tidak ada", parts.empty("Periksa alamatnya."), missing=True)
    return opened(contents, code, area, skpd, periode, pada=pada, title=TITLE, current="")


@store.kept
def contents(
    db: Connection,
    code: str,
    area: str,
    skpd: str,
    period: str,
    _today: date,
    moment: datetime | None,
) -> html.Div:
    """Everything that is known of where the number comes from."""
    entry = connectors.indicator(code)
    day = pd.to_datetime(period, errors="coerce") if period else pd.NaT
    row = origin.point(db, entry, area, skpd, None if pd.isna(day) else day.date(), moment)
    places = [connectors.areas()[area].name]
    if skpd:
        places.insert(0, connectors.skpds()[skpd].name)
    more = dcc.Link("Halaman indikator ini", href=f"/indikator/{code}?wilayah={area}")
    if row is None:
        told = f"Belum ada data untuk {', '.join(places)} pada periode itu."
        return parts.page(entry.title, parts.empty(told), html.P(more), moment=moment)
    where = f"{', '.join(places)} · {figures.period(row['period'].date(), entry)}"
    number, address = words.amount(row["value"], entry), parts.origin_of(code, area, skpd)
    head: list[Any] = [parts.value(number, address, "value"), parts.simulated(row["simulated"])]
    return parts.page(
        entry.title,
        html.P(head, className="head-value"),
        part("Sumber", lambda: parts.provenance(origin.facts(db, entry, row, moment))),
        part("Versi angka ini", lambda: past(origin.vintages(db, entry, row, moment))),
        part("Target sesudahnya", lambda: goals(origin.targets(db, entry, row, moment))),
        html.P(more),
        moment=moment,
        lead=where,
    )


def past(rows: list[list[str]]) -> html.Div:
    """Every value that this point ever had."""
    return parts.table(["Periode", "Nilai", "Diketahui sejak"], rows, "Terlama lebih dulu", (1,))


def goals(rows: list[list[str]]) -> Any:
    """What the plans want from here on."""
    if not rows:
        return parts.empty("Belum ada target dari rencana mana pun.")
    head = ["Periode", "Target", "Rencana", "Publikasi"]
    told = [[*row[:3], parts.link(row[3])] for row in rows]
    return parts.table(head, told, "Target mulai periode angka ini", (1,))
