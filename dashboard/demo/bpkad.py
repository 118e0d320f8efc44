"""A stand-in for SIMDA Keuangan: one fiscal year, with a known truth.

The truth is drawn first: for each SKPD the budget, the cash plan and the spending of each month.
Then documents are made that add up to it, and documents that must not count: advances (UP, TU),
payment orders without a payment, revenue lines, budget versions that are not in force.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    CHAR,
    Column,
    DateTime,
    MetaData,
    Numeric,
    SmallInteger,
    String,
    Table,
)

from connectors import regency, skpds

ORG = ("Kd_Urusan", "Kd_Bidang", "Kd_Unit", "Kd_Sub")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des")
PLAN = np.diff([0, 3, 8, 14, 21, 29, 37, 45, 53, 61, 70, 80, 94])
PACE = np.diff([0, 2, 5, 9, 14, 20, 26, 33, 39, 46, 53, 63, 80])  # as the press reported of 2025
TOTAL = {2022: 6.49e12, 2023: 8.07e12, 2024: 8.21e12, 2025: 7.8e12}  # rounded, as published
WEIGHT = {"1.01": 22, "1.02": 11, "1.02.2": 6, "1.03": 20, "1.03.2": 5, "1.04": 5, "4.01": 5,
          "5.02": 6, "2.13": 7, "3.27": 3}  # fmt: skip


def _columns(*names: str) -> list[Column[Any]]:
    return [Column(name, SmallInteger) for name in names]


metadata = MetaData()
Table("Ref_Sub_Unit", metadata, *_columns(*ORG), Column("Nm_Sub_Unit", String(255)))
Table("Ta_RASK_Arsip", metadata, *_columns("Tahun", "Kd_Perubahan", *ORG, "Kd_Rek_1"),
      Column("Total", Numeric(19, 4, asdecimal=False)))  # fmt: skip
Table("Ta_RASK_Arsip_Perubahan", metadata, *_columns("Tahun", "Kd_Perubahan"),
      Column("Tgl_Perda", DateTime))  # fmt: skip
Table("Ta_Rencana_Arsip", metadata, *_columns("Tahun", "Kd_Perubahan", *ORG, "Kd_Rek_1"),
      *(Column(name, Numeric(19, 4, asdecimal=False)) for name in MONTHS))  # fmt: skip
Table("Ta_SPM", metadata, *_columns("Tahun"), Column("No_SPM", String(50)),
      *_columns(*ORG, "Jn_SPM"),
      Column("Tgl_SPM", DateTime), Column("Uraian", String(255)))  # fmt: skip
Table("Ta_SPM_Rinc", metadata, *_columns("Tahun"), Column("No_SPM", String(50)),
      *_columns("No_ID", *ORG, "Kd_Rek_1"),
      Column("Nilai", Numeric(19, 4, asdecimal=False)))  # fmt: skip
Table("Ta_SP2D", metadata, *_columns("Tahun"), Column("No_SP2D", String(50)),
      Column("No_SPM", String(50)), Column("Tgl_SP2D", DateTime))  # fmt: skip
Table("Ta_Penyesuaian", metadata, *_columns("Tahun"), Column("No_Bukti", String(50)),
      Column("Tgl_Bukti", DateTime), *_columns("Jns_P1", "Jns_P2"))  # fmt: skip
Table("Ta_Penyesuaian_Rinc", metadata, *_columns("Tahun"), Column("No_Bukti", String(50)),
      *_columns("No_ID", *ORG, "Kd_Rek_1"), Column("D_K", CHAR(1)),
      Column("Nilai", Numeric(19, 4, asdecimal=False)))  # fmt: skip


def draw(year: int, until: date) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables of one year with data up to `until`, and the truth in the contract's shape."""
    rng = np.random.default_rng([3522, year])
    offices = [code for code in skpds() if code[0].isdecimal()]
    weights = np.array([WEIGHT.get(code, 0.35 if code[0] == "7" else 0.9) for code in offices])
    total = TOTAL.get(year, 6.49e12)
    first = np.round(weights / weights.sum() * total * 0.95 * rng.uniform(0.97, 1.03, len(offices)))
    changed = np.round(first * rng.uniform(1.0, 1.12, len(offices)))
    last = 12 if until.year > year else until.month
    keys = [_org(code) for code in offices]
    pace = (
        PACE
        * rng.uniform(0.72, 1.16, (len(offices), 1))
        * rng.uniform(0.85, 1.15, (len(offices), 12))
    )
    spent = np.floor(changed[:, None] * pace / 100)
    spent[:, last:] = 0
    tables: dict[str, list[tuple[Any, ...]]] = {name: [] for name in metadata.tables}
    changed_on = pd.Timestamp(year, 9, 20)
    for version, day in ((3, None), (4, pd.Timestamp(year, 1, 2)), (6, changed_on)):
        tables["Ta_RASK_Arsip_Perubahan"].append((year, version, day))
    for place, (code, org) in enumerate(zip(offices, keys, strict=True)):
        tables["Ref_Sub_Unit"].append((*org, skpds()[code].name))
        for version, amount in ((3, first[place] * 1.3), (4, first[place]), (6, changed[place])):
            half = np.floor(amount / 2)
            for part in (half, amount - half):
                tables["Ta_RASK_Arsip"].append((year, version, *org, 5, part))
            tables["Ta_RASK_Arsip"].append((year, version, *org, 4, 1e9))
            plan = np.floor(amount * PLAN / 100)
            tables["Ta_Rencana_Arsip"].append((year, version, *org, 5, *plan))
        for month in range(1, last + 1):
            _documents(tables, rng, (year, month, until), org, spent[place, month - 1])
    names = {name: [column.name for column in metadata.tables[name].columns] for name in tables}
    frames = {name: pd.DataFrame(rows, columns=names[name]) for name, rows in tables.items()}
    ended = 12 if until >= date(year, 12, 28) else last - 1
    return frames, _truth(year, ended, offices, (first, changed), spent)


def _org(code: str) -> tuple[int, int, int, int]:
    parts = [int(part) for part in code.split(".")]
    return parts[0], parts[1], parts[2] if len(parts) > 2 else 1, 1


def _documents(
    tables: dict[str, list[tuple[Any, ...]]],
    rng: np.random.Generator,
    when: tuple[int, int, date],
    org: tuple[int, int, int, int],
    amount: float,
) -> None:
    """Documents of one SKPD and month that add up to `amount`, and some that must not count."""
    year, month, until = when
    end = until.day if (year, month) == (until.year, until.month) else 28

    def day() -> pd.Timestamp:
        return pd.Timestamp(year, month, int(rng.integers(1, end + 1)))

    def order(kind: int, value: float, *, paid: bool = True, account: int = 5) -> None:
        number = f"{len(tables['Ta_SPM']) + 1:05}/SPM/{year}"
        on = day()
        tables["Ta_SPM"].append((year, number, *org, kind, on, "Belanja"))
        half = np.floor(value / 3)
        for line, part in enumerate((half, value - half), 1):
            tables["Ta_SPM_Rinc"].append((year, number, line, *org, account, part))
        if paid:
            tables["Ta_SP2D"].append((year, number.replace("SPM", "SP2D"), number, on))

    reversed_amount = float(np.floor(amount * 0.01)) if rng.random() < 0.1 else 0.0
    accounted = float(np.floor(amount * 0.05)) if rng.random() < 0.2 else 0.0
    paid = amount + reversed_amount - accounted
    salary = np.floor(paid * 0.6)
    order(3, salary)
    order(2, paid - salary)
    for sign, value in (("K", reversed_amount), ("D", accounted)):
        if value:
            number = f"{len(tables['Ta_Penyesuaian']) + 1:05}/SES/{year}"
            tables["Ta_Penyesuaian"].append((year, number, day(), 1, 3))
            tables["Ta_Penyesuaian_Rinc"].append((year, number, 1, *org, 5, sign, value))
    if month == 1:
        order(1, amount * 0.4)
    if rng.random() < 0.15:
        order(4, amount * 0.3)
    if rng.random() < 0.1:
        order(3, amount * 0.8, paid=False)
    if rng.random() < 0.05:
        order(3, 1e8, account=4)


def _truth(
    year: int,
    ended: int,
    offices: list[str],
    budgets: tuple[Any, Any],
    spent: Any,
) -> pd.DataFrame:
    """What the connector has to find, in the contract's columns."""
    rows = []
    for month in range(1, 13 if ended else 1):
        budget = budgets[1] if min(month, ended) >= 9 else budgets[0]
        done = spent[:, :month].sum(axis=1)
        plan = np.floor(budget[:, None] * PLAN[:month] / 100).sum(axis=1)
        for skpd, b, s, p in [
            *zip(offices, budget, done, plan, strict=True),
            ("", budget.sum(), done.sum(), plan.sum()),
        ]:
            period = pd.Timestamp(year, month, 1)
            goal = round(100 * p / b, 2)
            rows.append(("apbd_absorption", skpd, period, "target", "Anggaran kas", goal))
            if month <= ended:
                rows += [
                    ("apbd_budget", skpd, period, "actual", "", b),
                    ("apbd_spending", skpd, period, "actual", "", s),
                    ("apbd_absorption", skpd, period, "actual", "", round(100 * s / b, 2)),
                ]
    columns = ["indicator", "skpd", "period", "kind", "reference", "value"]
    return pd.DataFrame(rows, columns=columns).assign(area=regency().code)
