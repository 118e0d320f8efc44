"""Budget and realisation by SKPD and month from SIMDA Keuangan, one database a fiscal year.

The budget in force is the highest version whose regulation was dated by the end of the month. Only
months that have ended are given, for the cash plan they are held against is a whole month's. What
counts as spending stands in `_simda.py`.
"""

from datetime import date

import pandas as pd
from sqlalchemy import Connection

from connectors import Source, SourceChanged, rows_of
from connectors._simda import MONTHS, STATEMENTS, read

COLUMNS = ["indicator", "area", "skpd", "period", "kind", "reference", "value"]
LAST_DAYS = 28  # December is closed when a payment on or after this day is there


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame:
    """Budget, spending and absorption to date, with the cash plan as target, by SKPD and month."""
    newest = rows_of(db, STATEMENTS["newest"]).iloc[0]
    if pd.isna(newest["newest"]) or int(newest["year"]) < since.year:
        return pd.DataFrame(columns=COLUMNS)
    day, year = newest["newest"], int(newest["year"])
    ended = 12 if (day.month, day.day) >= (12, LAST_DAYS) else day.month - 1
    spent = _spent(db)
    versions = rows_of(db, STATEMENTS["versions"])
    budget, plan = read(db, "budget"), read(db, "plan")
    frames = []
    for month in range(1, 13 if ended else 1):  # the cash plan is known to the end of the year
        end = pd.Timestamp(year, min(month, ended), 1) + pd.offsets.MonthEnd()
        valid = versions.loc[versions["tgl_perda"] <= end, "kd_perubahan"].max()
        now = pd.DataFrame(
            {
                "budget": _in_force(budget, valid)["total"],
                "plan": _in_force(plan, valid)[[name.lower() for name in MONTHS[:month]]].sum(
                    axis=1
                ),
                "spent": spent[spent["month"] <= month].groupby("skpd")["value"].sum(),
            }
        ).fillna(0.0)
        if loose := sorted(now.index[(now["budget"] <= 0) & (now["spent"] != 0)]):
            raise SourceChanged(
                f"bpkad: {', '.join(loose)} membelanjakan tanpa anggaran pada {end:%m/%Y}"
            )
        now.loc[""] = now.sum()
        rows = _long(now[now["budget"] > 0], pd.Timestamp(year, month, 1))
        frames.append(rows if month <= ended else rows[rows["kind"] == "target"])
    if not frames:
        return pd.DataFrame(columns=COLUMNS)
    rows = pd.concat(frames, ignore_index=True).assign(area=source.facts["area"])
    return rows[rows["period"] >= pd.Timestamp(since)][COLUMNS]


def _spent(db: Connection) -> pd.DataFrame:
    return pd.concat([read(db, "paid"), read(db, "adjusted")], ignore_index=True)


def _in_force(rows: pd.DataFrame, version: float) -> pd.DataFrame:
    chosen = rows[rows["kd_perubahan"] == version]
    return chosen.drop(columns="kd_perubahan").groupby("skpd").sum()


def _long(now: pd.DataFrame, period: pd.Timestamp) -> pd.DataFrame:
    """The indicators of one month, one row an observation."""
    share = now.mul(100).div(now["budget"], axis=0).round(2)
    series = (
        ("apbd_budget", "actual", "", now["budget"]),
        ("apbd_spending", "actual", "", now["spent"]),
        ("apbd_absorption", "actual", "", share["spent"]),
        ("apbd_absorption", "target", "Anggaran kas", share["plan"]),
    )
    frames = [
        pd.DataFrame(
            {"indicator": code, "skpd": rows.index, "kind": kind, "reference": plan, "value": rows}
        )
        for code, kind, plan, rows in series
    ]
    return pd.concat(frames, ignore_index=True).assign(period=period)
