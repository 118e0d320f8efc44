"""A stand-in for the yearly evaluation of SPBE: one workbook a year, 47 indicators.

Planted: the self-assessment beside the ministry's levels, domains and aspects written once for
their rows, an index below each aspect, levels as text with a decimal comma, the index at the end.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from connectors import regency

YEARS = 5
ASPECTS: tuple[tuple[str, str, int, float], ...] = (  # domain, aspect, indicators, weight of one
    ("Kebijakan Internal SPBE", "Kebijakan Internal Tata Kelola SPBE", 10, 1.3),
    ("Tata Kelola SPBE", "Perencanaan Strategis SPBE", 4, 2.5),
    ("Tata Kelola SPBE", "Teknologi Informasi dan Komunikasi", 4, 2.5),
    ("Tata Kelola SPBE", "Penyelenggara SPBE", 2, 2.5),
    ("Manajemen SPBE", "Penerapan Manajemen SPBE", 8, 1.5),
    ("Manajemen SPBE", "Pelaksanaan Audit TIK", 3, 1.5),
    ("Layanan SPBE", "Layanan Administrasi Pemerintahan Berbasis Elektronik", 10, 2.75),
    ("Layanan SPBE", "Layanan Publik Berbasis Elektronik", 6, 3.0),
)
CODES = {
    "Kebijakan Internal SPBE": "spbe_policy",
    "Tata Kelola SPBE": "spbe_governance",
    "Manajemen SPBE": "spbe_management",
    "Layanan SPBE": "spbe_services",
}
AHEAD = {"Kebijakan Internal SPBE": 0.4, "Manajemen SPBE": -1.1, "Layanan SPBE": 0.4}
HEAD = (
    ["No", "Domain", "Aspek", "Indikator", "Tingkat kematangan", None],
    [None, None, None, None, "Penilaian mandiri", "Evaluasi"],
)


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, Any], pd.DataFrame]:
    """The workbooks of the years before `until`'s, and the truth; SPBE knows no scale."""
    rng = np.random.default_rng([3522, 59])
    books: dict[str, Any] = {}
    found: list[tuple[Any, ...]] = []
    for year in range(until.year - YEARS, until.year):
        level = 2.3 + 0.28 * (year - until.year + YEARS)
        levels = []
        for domain, _, many, _ in ASPECTS:
            drawn = rng.normal(level + AHEAD.get(domain, 0), 0.6, many)
            levels.append([int(each) for each in np.clip(drawn, 1, 5).round()])
        sheets = {"Evaluasi": _sheet(levels, year), "Evaluasi!merged": [("E4:F4",)]}
        books[f"Hasil Evaluasi SPBE {year}.xlsx"] = sheets
        found += [(code, pd.Timestamp(year, 1, 1), value) for code, value in _counted(levels)]
    truth = pd.DataFrame(found, columns=["indicator", "period", "value"])
    return books, truth.assign(area=regency().code)


def _sheet(levels: list[list[int]], year: int) -> list[list[Any]]:
    rows: list[list[Any]] = [
        ["HASIL EVALUASI SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK"],
        [f"Pemerintah Kabupaten Bojonegoro, tahun {year}"],
        [],
        *HEAD,
    ]
    number, above = 0, ""
    for (domain, aspect, _, _), given in zip(ASPECTS, levels, strict=True):
        for place, level in enumerate(given):
            number += 1
            own = min(5, level + number % 2)  # offices rate themselves higher
            shown = f"{level},0" if number % 4 == 0 else level
            names = [None if domain == above else domain, aspect if place == 0 else None]
            rows.append([number, *names, f"Indikator {number}", own, shown])
            above = domain
        mean = sum(given) / len(given)
        rows.append([None, None, f"Indeks aspek {aspect}", None, None, f"{mean:.2f}"])
    return [*rows, ["Indeks SPBE", None, None, None, None, 2.5], ["Predikat: cukup"]]


def _counted(levels: list[list[int]]) -> list[tuple[str, float]]:
    """The indices, each aspect's sum of levels times the weight of one indicator."""
    rows = list(zip(ASPECTS, levels, strict=True))
    found = []
    for domain, code in CODES.items():
        mine = [(weight, given) for (above, _, _, weight), given in rows if above == domain]
        whole = sum(weight * len(given) for weight, given in mine)
        found.append((code, sum(weight * sum(given) for weight, given in mine) / whole))
    found.append(("spbe_public_services", sum(levels[-1]) / len(levels[-1])))
    mature = [level for given in levels for level in given if level > 2]
    return [*found, ("spbe_mature_indicators", float(len(mature)))]
