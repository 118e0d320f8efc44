"""Residents, families, births, deaths and moves from SIAK, by desa, kecamatan and month.

The register knows the present only, so residents and families are a snapshot of the month in which
the replica was last written; the past comes from its own monthly aggregate. What is counted stands
in `_siak.py`.
"""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from connectors import COLUMNS, Source, SourceChanged, areas, rows_of
from connectors._siak import CERTIFIED, MINORS, certificate_share, statements


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame:
    """Residents and families now, their history, and each month's events; desa to regency."""
    asked = statements(source)
    written: Any = db.execute(asked["newest"]).scalar()
    if written is None:
        return pd.DataFrame(columns=COLUMNS)
    newest = pd.Timestamp(written)
    bound = {"since": since, "adult": (newest - pd.DateOffset(years=18)).date()}
    frames = {}
    for code, statement in asked.items():
        if code == "newest":
            continue
        rows = rows_of(db, statement, bound)
        rows = rows.astype({"value": "float64"}).assign(indicator=code)
        rows["period"] = newest.to_period("M").start_time
        if "month" in rows:
            parts = rows[["year", "month"]].astype(int).assign(day=1)
            rows["period"] = pd.to_datetime(parts)
        frames[code] = _placed(rows, source)
    share = certificate_share(frames.pop(MINORS), frames.pop(CERTIFIED), source)
    result: pd.DataFrame = pd.concat([*frames.values(), share], ignore_index=True)
    return result[result["period"] >= pd.Timestamp(since)]


def _placed(rows: pd.DataFrame, source: Source) -> pd.DataFrame:
    """The rows with Kemendagri codes, and their sums for each kecamatan and the regency.

    A kecamatan without an event in a month in which another had one is a 0, so that a ranking of
    kecamatan is whole; a desa without one has no row, for there are 430 of them.
    """
    home = source.facts["area"]
    kecamatan = [f"{home}.{int(number):02}" for number in rows["no_kec"]]
    levels = [rows.assign(area=kecamatan)]
    if "no_kel" in rows:
        desa = [
            f"{code}.{int(number):04}"
            for code, number in zip(kecamatan, rows["no_kel"], strict=True)
        ]
        levels.insert(0, rows.assign(area=desa))
    if unknown := sorted(set(levels[0]["area"]) - set(areas())):
        raise SourceChanged(
            f"{source.code}: kode wilayah {', '.join(unknown[:3])} tidak ada dalam daftar; "
            "periksa NO_KEC dan NO_KEL di SIAK atau tambahkan ke connectors/_areas.csv"
        )
    sums = [level.groupby(COLUMNS[:3])["value"].sum().reset_index() for level in levels]
    whole = pd.MultiIndex.from_product(
        [
            sums[-1]["indicator"].unique(),
            [a for a in areas() if areas()[a].parent == home],
            sums[-1]["period"].unique(),
        ],
        names=COLUMNS[:3],
    )
    sums[-1] = sums[-1].set_index(COLUMNS[:3]).reindex(whole, fill_value=0.0).reset_index()
    total = sums[-1].assign(area=home).groupby(COLUMNS[:3])["value"].sum().reset_index()
    return pd.concat([*sums, total], ignore_index=True)
