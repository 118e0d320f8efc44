"""What lists add up to: no person is in it, and of a desa nothing is shown that points to a few."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, func, insert, select

from connectors import children
from dashboard.recipients._few import suppressed
from dashboard.recipients._reasons import reasons
from dashboard.recipients._tables import totals as table

COLUMNS = ["list", "area", "period", "measure", "value"]
DESA = 13  # letters of a desa's code, 35.22.15.2001
BATCH = 5_000


def replace_totals(db: Connection, list: str, frame: pd.DataFrame) -> None:
    """Put the list's totals (area, period, measure, value) in the place of those it had."""
    kept = frame[COLUMNS[1:]].assign(list=list, period=pd.to_datetime(frame["period"]).dt.date)
    db.execute(delete(table).where(table.c.list == list))
    rows: Any = kept.to_dict("records")
    for start in range(0, len(rows), BATCH):
        db.execute(insert(table), rows[start : start + BATCH])


def totals(
    db: Connection, lists: Sequence[str], areas: Sequence[str], measures: Sequence[str]
) -> pd.DataFrame:
    """Columns list, area, period (the first of a month), measure, value; an empty choice is every
    one. Of the regency and kecamatan only: for desa there is `desa_totals`."""
    where = [func.length(table.c.area) < DESA]
    for column, chosen in ((table.c.list, lists), (table.c.area, areas),
                           (table.c.measure, measures)):  # fmt: skip
        if chosen:
            where.append(column.in_(chosen))
    order = [table.c[name] for name in COLUMNS]
    rows = db.execute(select(*order).where(*where).order_by(*order[:4])).all()
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(period=pd.to_datetime(frame["period"]), value=frame["value"].astype(float))


def reason_totals(db: Connection, list: str | None, area: str) -> pd.DataFrame:
    """Columns reason, value: claims with each reason that holds of any, the heaviest reason first;
    of one list or of all, in the regency or a kecamatan. ValueError for a desa."""
    if len(area) >= DESA:
        raise ValueError(f"{area}: alasan tidak dirinci per desa, agar tidak menunjuk orang")
    found = totals(db, [list] if list else [], [area], [*reasons()])
    sums = found.groupby("measure")["value"].sum()
    told = [(code, sums[code]) for code in reasons() if code in sums.index]
    return pd.DataFrame(told, columns=["reason", "value"])


def desa_totals(db: Connection, list: str, kecamatan: str) -> pd.DataFrame:
    """One row a desa of the kecamatan, all months together: area, claims, valid, share (of the
    claims that are valid, 0–1), amount, at_risk (rupiah). A suppressed cell is None; so is the
    share where there is no claim."""
    mine = [table.c.list == list, table.c.area.like(f"{kecamatan}.%")]
    sums = select(table.c.area, table.c.measure, func.sum(table.c.value).label("value"))
    rows = db.execute(sums.where(*mine).group_by(table.c.area, table.c.measure)).all()
    frame = pd.DataFrame(rows, columns=["area", "measure", "value"])
    wide = frame.pivot(index="area", columns="measure", values="value")
    desa = sorted({one.code for one in children(kecamatan)} | set(wide.index))
    wide = wide.reindex(desa).fillna(0.0).astype(float)
    for name in ("claims", "valid", "failing", "amount", "at_risk"):
        if name not in wide:
            wide[name] = 0.0
    return suppressed(wide.reset_index())
