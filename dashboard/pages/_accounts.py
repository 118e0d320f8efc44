"""The sections of the budget's page that set years or places side by side."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dash import dcc, html
from sqlalchemy import Connection

from connectors import indicator
from dashboard import figures, parts
from dashboard.board import accounts
from dashboard.board.money import Money, of
from dashboard.pages import _map

RECENT = 5  # years of publications before the fold
BILLION = 1e9


def places(money: Money) -> Any:
    """The budget that can be pointed to a kecamatan."""
    code = "located_budget"
    entry = indicator(code)
    rows = of(money.places, code, "actual", money.year)
    newest = rows[rows["period"] == rows["period"].max()]
    whole, budget = money.newest(code), money.newest("apbd_budget")
    caption = "Miliar rupiah; makin tua warnanya makin besar. Letak petak mendekati sebenarnya."
    made = _map.kecamatan(
        newest,
        entry,
        lambda row: figures.number(row["value"] / BILLION),
        lambda row: f"ke-{row['rank']}",
        caption,
    )
    if newest.empty:
        return [parts.empty(f"Belum ada anggaran menurut kecamatan untuk {money.year}.")]
    if whole is not None and budget is not None and budget["value"] > 0:
        share = figures.number(100 * whole["value"] / budget["value"])
        text = (
            f"{figures.quantity(whole['value'], 'Rp')}, {share} % dari anggaran belanja, "
            "menyebut kecamatan sebagai lokasinya. Selebihnya untuk seluruh kabupaten atau tanpa "
            "lokasi, misalnya gaji."
        )
        address = parts.origin_of(code, whole["area"], "", whole["period"].date())
        made.insert(0, html.P(parts.value(text, address), className="lead above"))
    return [*made, parts.simulated(bool(newest["simulated"].any()))]


def tags(db: Connection, moment: datetime | None) -> Any:
    """The tagged budgets beside the results that they should move, without claiming a cause."""
    rows = accounts.tagged(db, moment)
    if not rows:
        return parts.empty("Belum ada anggaran bertanda.")
    told = (
        "Disandingkan, bukan sebab-akibat. Seluruh anggaran subkegiatan bertanda dihitung, hasil "
        "dipengaruhi banyak hal lain, dan sebagian belum terbit."
    )
    heads = ["Anggaran bertanda stunting", "Stunting (survei)", "Anggaran bertanda kemiskinan",
             "Penduduk miskin"]  # fmt: skip
    made = _yearly(rows, accounts.TAGGED, heads, "Anggaran dan hasil pada tahun yang sama")
    return [
        html.P(told, className="lead above"),
        made,
        parts.simulated(accounts.simulated(db, moment)),
    ]


def published(db: Connection, moment: datetime | None) -> Any:
    """What was published of the budget: a row an account, a column a year."""
    rows = accounts.published(db, moment)
    if not rows:
        return parts.empty("Belum ada angka APBD yang terbit.")
    made = [_across(rows[:RECENT], "Menurut publikasi; – berarti belum ditemukan terbitannya")]
    if rows[RECENT:]:
        older = _across(rows[RECENT:], "Menurut publikasi, sebelumnya")
        made.append(parts.folded(f"{len(rows) - RECENT} tahun sebelumnya", older))
    return made


def _across(rows: Sequence[tuple[int, dict[str, accounts.Cell]]], caption: str) -> Any:
    """Accounts by year; an account of which no year says anything is left out."""
    body = [
        [dcc.Link(indicator(code).title, href=f"/indikator/{code}"),
         *[cell(cells[code]) for _, cells in rows]]
        for code in accounts.PUBLISHED
        if any(cells[code][1] for _, cells in rows)
    ]  # fmt: skip
    head = ["Uraian", *[str(year) for year, _ in rows]]
    made = parts.table(head, body, caption, numeric=range(1, len(head)))
    return html.Div(made, className="accounts")


def cell(told: accounts.Cell) -> Any:
    """A value that opens its origin; a dash without one."""
    return parts.value(*told) if told[1] else "–"


def _yearly(
    rows: Sequence[tuple[int, dict[str, accounts.Cell]]],
    codes: Sequence[str],
    heads: Sequence[str],
    caption: str,
) -> Any:
    """A table with a row a year."""
    body = [[str(year), *[cell(cells[code]) for code in codes]] for year, cells in rows]
    made = parts.table(["Tahun", *heads], body, caption, numeric=range(1, len(heads) + 1))
    return html.Div(made, className="yearly")
