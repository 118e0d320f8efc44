"""A stand-in for the yearly recapitulations of payments to GTT and PTT, with a known truth.

Merged kecamatan, a column a month of which every third is paid, dashes, totals to the right and
below, a blank level where a kecamatan has none.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from connectors import children, regency

YEARS = 4
LEVELS = (("TK", 15), ("SD", 76), ("SMP", 23))  # about 3,200 in all, as the press reported of 2021
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember")  # fmt: skip


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, dict[str, Any]], pd.DataFrame]:
    """The books with payments up to `until`, and the truth; teachers know no scale."""
    rng = np.random.default_rng([3522, 101])
    books, truth = {}, []
    for year in range(until.year - YEARS + 1, until.year + 1):
        last = until.month - 1 if year == until.year else 12
        rows: list[list[Any]] = [
            ["REKAPITULASI INSENTIF GTT DAN PTT"],
            [f"Tahun {year}"],
            [],
            ["No", "Kecamatan", "Jenjang", "Penerima", *MONTHS, "Jumlah"],
        ]
        merged = [["A1:Q1"]]
        for place, area in enumerate(children(regency().code)):
            start = len(rows) + 1
            for number, (level, usual) in enumerate(LEVELS):
                people = int(usual * rng.uniform(0.7, 1.3))
                if level == "TK" and place % 9 == 4:
                    people = 0
                paid = [people * 3 * 1_100_000 if m % 3 == 0 and m <= last else 0
                        for m in range(1, 13)]  # fmt: skip
                name = f"Kecamatan {area.name}" if number == 0 else None
                index = place + 1 if number == 0 else None
                cells = [_cell(each, number) for each in paid]
                rows.append([index, name, level, people or "-", *cells, sum(paid)])
                for month, each in enumerate(paid, 1):
                    if each:
                        point = (area.code, pd.Timestamp(year, month, 1))
                        truth += [("contract_teacher_incentives", *point, float(each)),
                                  ("contract_teachers_paid", *point, float(people))]  # fmt: skip
            merged += [[f"B{start}:B{len(rows)}"], [f"A{start}:A{len(rows)}"]]
        rows.append(["JUMLAH", None, None, *(1 for _ in range(14))])
        books[f"Rekap Insentif GTT PTT {year}.xlsx"] = {"Rekap": rows, "Rekap!merged": merged,
                                                         "Sheet2": [["catatan"]]}  # fmt: skip
    found = pd.DataFrame(truth, columns=["indicator", "area", "period", "value"])
    both = pd.concat([found, found.assign(area=regency().code)])
    return books, both.groupby(["indicator", "area", "period"])["value"].sum().reset_index()


def _cell(amount: int, style: int) -> Any:
    if not amount:
        return "-" if style else None
    return f"Rp{amount:,.0f}".replace(",", ".") if style == 1 else amount
