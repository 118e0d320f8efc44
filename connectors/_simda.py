"""The tables of SIMDA Keuangan (BPKP, SQL Server) that we read, and how we ask for them.

What is odd: the budget is stored once for each version (`Kd_Perubahan`), so a sum over the table
multiplies it. Advances (`Jn_SPM` 1 UP and 4 TU) are cash, not spending, until accounted for. An SPM
without an SP2D was cancelled before payment; a reversal is an adjustment with `D_K` = K.
"""

from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, and_, case, column, extract, func, select, table

from connectors import SourceChanged, rows_of, skpds

ORG = ("Kd_Urusan", "Kd_Bidang", "Kd_Unit", "Kd_Sub")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des")
PAID = (2, 3, 5)  # GU, LS, Nihil
SPENDING = 5  # Kd_Rek_1


def _table(name: str, *columns: str) -> Any:
    return table(name, *(column(each) for each in columns)).alias()


SPM = _table("Ta_SPM", "Tahun", "No_SPM", "Jn_SPM")
LINES = _table("Ta_SPM_Rinc", "Tahun", "No_SPM", *ORG, "Kd_Rek_1", "Nilai")
SP2D = _table("Ta_SP2D", "Tahun", "No_SPM", "Tgl_SP2D")
ADJUST = _table("Ta_Penyesuaian", "Tahun", "No_Bukti", "Tgl_Bukti", "Jns_P1", "Jns_P2")
ADJUST_LINES = _table("Ta_Penyesuaian_Rinc", "Tahun", "No_Bukti", *ORG, "Kd_Rek_1", "D_K", "Nilai")
BUDGET = _table("Ta_RASK_Arsip", "Tahun", "Kd_Perubahan", *ORG, "Kd_Rek_1", "Total")
PLAN = _table("Ta_Rencana_Arsip", "Tahun", "Kd_Perubahan", *ORG, "Kd_Rek_1", *MONTHS)
VERSIONS = _table("Ta_RASK_Arsip_Perubahan", "Tahun", "Kd_Perubahan", "Tgl_Perda")


def _by(source: Any, day: Any) -> list[Any]:
    return [*(source.c[name] for name in ORG), extract("month", day)]


def _paid() -> Select[Any]:
    keys = _by(LINES, SP2D.c.Tgl_SP2D)
    names = [key.label(name) for key, name in zip(keys, (*ORG, "month"), strict=True)]
    joined = LINES.join(
        SPM, and_(SPM.c.Tahun == LINES.c.Tahun, SPM.c.No_SPM == LINES.c.No_SPM)
    ).join(SP2D, and_(SP2D.c.Tahun == LINES.c.Tahun, SP2D.c.No_SPM == LINES.c.No_SPM))
    statement = select(*names, func.sum(LINES.c.Nilai).label("value")).select_from(joined)
    return statement.where(SPM.c.Jn_SPM.in_(PAID), LINES.c.Kd_Rek_1 == SPENDING).group_by(*keys)


def _adjusted() -> Select[Any]:
    keys = _by(ADJUST_LINES, ADJUST.c.Tgl_Bukti)
    names = [key.label(name) for key, name in zip(keys, (*ORG, "month"), strict=True)]
    same = and_(
        ADJUST.c.Tahun == ADJUST_LINES.c.Tahun, ADJUST.c.No_Bukti == ADJUST_LINES.c.No_Bukti
    )
    amount = case((ADJUST_LINES.c.D_K == "D", ADJUST_LINES.c.Nilai), else_=-ADJUST_LINES.c.Nilai)
    statement = select(*names, func.sum(amount).label("value")).select_from(
        ADJUST_LINES.join(ADJUST, same)
    )
    spending = [ADJUST.c.Jns_P1 == 1, ADJUST.c.Jns_P2 == 3, ADJUST_LINES.c.Kd_Rek_1 == SPENDING]
    return statement.where(*spending).group_by(*keys)


def _versioned(source: Any, *values: str) -> Select[Any]:
    keys = [source.c[name] for name in ("Kd_Perubahan", *ORG)]
    sums = [func.sum(source.c[name]).label(name) for name in values]
    return select(*keys, *sums).where(source.c.Kd_Rek_1 == SPENDING).group_by(*keys)


STATEMENTS = {
    "newest": select(
        func.max(SP2D.c.Tahun).label("year"), func.max(SP2D.c.Tgl_SP2D).label("newest")
    ),
    "versions": select(VERSIONS.c.Kd_Perubahan, VERSIONS.c.Tgl_Perda),
    "paid": _paid(),
    "adjusted": _adjusted(),
    "budget": _versioned(BUDGET, "Total"),
    "plan": _versioned(PLAN, *MONTHS),
}


def read(db: Connection, name: str) -> pd.DataFrame:
    """The rows of a statement with their SKPD, amounts as floats."""
    codes = {}
    for code in skpds():
        parts = code.split(".")
        if parts[0].isdecimal():
            codes[(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)] = code
    rows = rows_of(db, STATEMENTS[name])
    units = [name.lower() for name in ORG]
    keys = [(int(u), int(b), int(n)) for u, b, n, _ in rows[units].to_numpy()]
    if unknown := sorted({key for key in keys if key not in codes}):
        shown = ", ".join(".".join(map(str, key)) for key in unknown[:3])
        raise SourceChanged(f"bpkad: kode unit {shown} belum ada di connectors/_skpd.csv")
    amounts = rows.drop(columns=units).astype("float64")
    return amounts.assign(skpd=[codes[key] for key in keys])
