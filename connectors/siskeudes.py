"""Budgets of the villages and what they spent, by desa, kecamatan and month, from Siskeudes.

What counts stands in `_siskeudes.py`. Texts are read here and not by the server, which would take
what it cannot read for 0.
"""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from connectors import COLUMNS, Source, SourceChanged, upwards
from connectors._cells import BadCells
from connectors._read import rows_of
from connectors._siskeudes import area_of, documented, read, statements

POINT = ["area", "year", "month"]
FLOW = {
    "paid": "village_spending",
    "accounted": "village_spending",
    "charges": "village_spending",
    "funds": "village_funds_received",
}
FLOWS = sorted(set(FLOW.values()))


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame:
    """Budgets of each year; spending and funds received from January to each month's end."""
    told = {"since": since}
    rows = {name: rows_of(db, each, told) for name, each in statements(source).items()}
    asked = documented(rows)
    known = area_of(source, asked.pop("villages"))
    codes = {code for rows in asked.values() for code in rows["village"]}
    if unknown := sorted(codes - set(known)):
        raise SourceChanged(
            f"{source.code}: Kd_Desa {', '.join(unknown[:5])} tidak ada dalam Ref_Desa; lengkapi "
            f"impornya, atau tulis di bawah [facts.areas] dalam connectors/{source.code}.toml"
        )
    bad = BadCells(source)
    found = {name: read(rows, name, bad) for name, rows in asked.items()}
    bad.refuse()
    found = {name: rows.assign(area=rows["village"].map(known)) for name, rows in found.items()}
    budgets = _budgets(found.pop("budget"))
    return pd.concat([_yearly(budgets), _monthly(budgets, found)])[COLUMNS].dropna()


def _budgets(lines: pd.DataFrame) -> pd.DataFrame:
    """A row a village and year. Without a change of the budget, the first one holds."""
    lines = lines.assign(moved=lines["changed"].abs())
    sums = lines.groupby(POINT[:2])[["first", "changed", "moved"]].sum()
    held = sums["changed"].where(sums["moved"] > 0, sums["first"])
    return held.rename("village_budget").reset_index()


def _yearly(budgets: pd.DataFrame) -> pd.DataFrame:
    has = (budgets["village_budget"] > 0).astype(float)
    rows = upwards(budgets.assign(villages_with_budget=has), ["year"])
    rows["period"] = pd.to_datetime(rows[["year"]].astype(int).assign(month=1, day=1))
    return rows.drop(columns="year").melt(["area", "period"], var_name="indicator")


def _monthly(budgets: pd.DataFrame, found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    moves = pd.concat([rows.assign(indicator=FLOW[name]) for name, rows in found.items()])
    months = (moves["day"].dt.year - moves["year"]) * 12 + moves["day"].dt.month
    moves["month"] = months.clip(1, 12)  # a document dated outside its budget year is at its edge
    sums: Any = moves.groupby([*POINT, "indicator"])["value"].sum().unstack()
    whole = budgets.merge(pd.DataFrame({"month": range(1, 13)}), how="cross").set_index(POINT)
    whole = whole.join(sums.reindex(columns=FLOWS)).fillna(0.0)
    whole[FLOWS] = whole.groupby(level=POINT[:2])[FLOWS].cumsum()
    rows = upwards(whole.reset_index(), POINT[1:])
    budget = rows["village_budget"].where(rows["village_budget"] > 0)
    rows["village_absorption"] = 100 * rows["village_spending"] / budget
    rows["period"] = pd.to_datetime(rows[["year", "month"]].astype(int).assign(day=1))
    rows = rows[rows["period"] <= moves["day"].max()]
    long: pd.DataFrame = rows.melt(["area", "period"], [*FLOWS, "village_absorption"], "indicator")
    return long
