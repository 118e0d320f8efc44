"""A stand-in for the monthly harvest reports: workbooks with a sheet a commodity, known truth.

The harvest of each kecamatan and month is drawn first and added up in plain Python. Then the sheets
are written as the office writes them: titles, a merged kecamatan for three rows, a column a month,
totals, footnotes, dashes where nobody has reported, decimal commas.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from connectors import children, regency

YEARS = 4
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "Nopember", "Desember")  # fmt: skip
# ha a year in the regency, ton/ha, share of the months
CROPS: dict[str, tuple[str, float, float, tuple[float, ...]]] = {
    "Padi": ("paddy", 145_000, 5.7, (4, 12, 24, 12, 3, 6, 12, 9, 4, 3, 5, 6)),
    "Jagung": ("corn", 42_000, 6.1, (4, 26, 20, 4, 3, 6, 10, 12, 8, 4, 2, 1)),
    "Kedelai": ("soybean", 4_200, 1.6, (0, 0, 1, 4, 6, 8, 14, 22, 28, 14, 3, 0)),
}
AREA, YIELD, OUTPUT = "Luas Panen (ha)", "Produktivitas (ku/ha)", "Produksi (ton)"


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, Any], pd.DataFrame]:
    """A workbook for each of four years, and the truth; a report knows no scale."""
    rng = np.random.default_rng([3522, 328])
    books: dict[str, Any] = {}
    truth: list[tuple[Any, ...]] = []
    for year in range(until.year - YEARS + 1, until.year + 1):
        ended = 12 if year < until.year else until.month - 1
        book: dict[str, Any] = {}
        for crop, (code, whole, dense, months) in CROPS.items():
            harvest = _harvest(rng, ended, whole, dense, months)
            book[crop] = _sheet(crop, year, harvest)
            book[f"{crop}!merged"] = [(f"B{6 + 3 * n}:B{8 + 3 * n}",) for n in range(len(harvest))]
            truth += _truth(code, year, harvest)
        books[f"Panen {year}.xlsx"] = book
    return books, pd.DataFrame(truth, columns=["indicator", "area", "period", "value"])


def _harvest(
    rng: np.random.Generator, ended: int, whole: float, dense: float, months: tuple[float, ...]
) -> list[tuple[Any, list[tuple[float, float] | None]]]:
    """For each kecamatan its months: (ha, ton), or None where nothing is reported."""
    found = []
    places = children(regency().code)
    for area in places:
        own: list[tuple[float, float] | None] = []
        for month, share in enumerate(months, 1):
            missing = month > ended or (month == ended and rng.random() < 0.2)
            land = round(whole / len(places) * share / sum(months) * rng.uniform(0.5, 1.5), 1)
            own.append(None if missing else (land, round(land * dense * rng.uniform(0.9, 1.1), 2)))
        found.append((area, own))
    return found


def _sheet(crop: str, year: int, harvest: list[tuple[Any, Any]]) -> list[list[Any]]:
    rows: list[list[Any]] = [[f"LAPORAN PANEN {crop.upper()} TAHUN {year}"], ["Kabupaten"], [], []]
    rows.append(["No", "Kecamatan", "Uraian", *MONTHS, "Jumlah"])
    for number, (area, own) in enumerate(harvest, 1):
        name = (area.name, area.name.upper(), f"Kec. {area.name}")[number % 3]
        lines: dict[str, list[Any]] = {AREA: [], YIELD: [], OUTPUT: []}
        for each in own:
            land, tons = each or (None, None)
            dense = round(10 * tons / land, 2) if land and tons is not None else None
            for line, value in zip(lines, (land, dense, tons), strict=True):
                text = str(value).replace(".", ",") if number % 4 == 0 else value
                lines[line].append("-" if value is None and number % 2 else value and text)
        for place, (line, cells) in enumerate(lines.items()):
            start = [number, name] if place == 0 else [None, None]
            rows.append([*start, line, *cells, 0.0])
    for place, line in enumerate((AREA, YIELD, OUTPUT)):
        rows.append([None, "JUMLAH" if place == 0 else None, line, *[99_999.0] * 13])
    return [*rows, [], ["Sumber: laporan petugas kecamatan (data simulasi)"]]


def _truth(code: str, year: int, harvest: list[tuple[Any, Any]]) -> list[tuple[Any, ...]]:
    """What the connector has to find of one crop and year, added up month by month."""
    found: list[tuple[Any, ...]] = []
    everywhere = [(regency().code, [own for _, own in harvest])]
    for place, reports in [*everywhere, *((area.code, [own]) for area, own in harvest)]:
        for month in range(12):
            told = [own[month] for own in reports if own[month] is not None]
            if not told:
                continue
            land, tons = sum(each[0] for each in told), sum(each[1] for each in told)
            period = pd.Timestamp(year, month + 1, 1)
            found += [(f"{code}_harvest_reported", place, period, land),
                      (f"{code}_output_reported", place, period, tons)]  # fmt: skip
            if code == "paddy" and land:
                found.append((f"{code}_yield_reported", place, period, 10 * tons / land))
    return found
