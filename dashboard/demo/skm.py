"""A stand-in for the recapitulation of the satisfaction survey: three years, a sheet a semester.

Planted: scores as text with a decimal comma, the two last elements swapped in one year, units that
were not surveyed, a unit written again with its final scores, a wrong SKM beside the right scores,
SKPD in full, short or capitals and once for their units, a mean below and a footnote.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from connectors import regency, skpds

YEARS = 3
ELEMENTS = (
    "Persyaratan",
    "Sistem, Mekanisme, dan Prosedur",
    "Waktu Penyelesaian",
    "Biaya/Tarif",
    "Produk Spesifikasi Jenis Pelayanan",
    "Kompetensi Pelaksana",
    "Perilaku Pelaksana",
    "Sarana dan Prasarana",
    "Penanganan Pengaduan",
)
LEVEL = (3.3, 3.25, 3.05, 3.6, 3.3, 3.35, 3.45, 3.1, 3.2)
SEVERAL = {"1.02": 5, "1.01": 3, "2.12": 3, "2.18": 3, "1.02.2": 3}  # units of service
GOOD = 76.61


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, Any], pd.DataFrame]:
    """The workbooks of the semesters that ended before `until`, and the truth."""
    rng = np.random.default_rng([3522, 14])
    offices = [code for code in skpds() if code[0].isdecimal() and code not in ("4.02", "6.01")]
    lean = {code: float(rng.normal(0, 0.18)) for code in offices}
    books: dict[str, Any] = {}
    found: list[tuple[Any, ...]] = []
    for year in range(until.year - YEARS + 1, until.year + 1):
        book: dict[str, Any] = {}
        for half in (1, 2):
            first = pd.Timestamp(year, half * 6 - 5, 1)
            if first + pd.DateOffset(months=6) > pd.Timestamp(until):
                continue
            units = [
                _unit(rng, code, number, lean[code] + (year - until.year) * 0.06)
                for code in offices
                for number in range(1, SEVERAL.get(code, 1) + 1)
            ]
            swapped = year == until.year - 1
            book[f"Semester {'I' * half} {year}"] = _sheet(units, swapped)
            found += _counted([each for each in units if each["people"]], first)
        if book:
            books[f"Rekap SKM {year}.xlsx"] = book
    truth = pd.DataFrame(found, columns=["indicator", "skpd", "period", "value"])
    return books, truth.assign(area=regency().code)


def _unit(rng: np.random.Generator, code: str, number: int, lean: float) -> dict[str, Any]:
    people = int(rng.integers(30, 400)) if rng.random() < 0.93 else 0
    drawn = np.clip(rng.normal(np.array(LEVEL) + lean, 0.12), 1.0, 4.0)
    return {
        "office": code,
        "unit": f"Unit layanan {number}",
        "people": people,
        "scores": [round(float(each), 2) for each in drawn],
        "again": bool(rng.random() < 0.05),
    }


def _sheet(units: list[dict[str, Any]], swapped: bool) -> list[list[Any]]:
    order = [*range(7), 8, 7] if swapped else list(range(9))
    heads = [f"U{place} {ELEMENTS[each]}" for place, each in enumerate(order, 1)]
    rows: list[list[Any]] = [
        ["REKAPITULASI SURVEI KEPUASAN MASYARAKAT"],
        ["Pemerintah Kabupaten Bojonegoro"],
        [],
        ["No", "Perangkat Daerah", "Unit layanan", "Jumlah responden", "Nilai rata-rata unsur"]
        + [None] * 8
        + ["Nilai SKM", "Mutu"],
        [None] * 4 + heads + [None, None],
    ]
    above = ""
    for number, each in enumerate(units, 1):
        skpd = skpds()[each["office"]]
        name = (skpd.name, skpd.name.upper(), skpd.short)[len(skpd.name) % 3]
        shown = [None if each["office"] == above else name, each["unit"]]
        above = each["office"]
        if each["again"] and each["people"]:
            rows.append([number, *shown, each["people"] - 10, *["3,00"] * 9, "75,00", "C"])
            shown[0] = None
        scores: list[Any] = [f"{each['scores'][place]:.2f}".replace(".", ",") for place in order]
        if number % 4 == 0:
            scores = [each["scores"][place] for place in order]
        known = scores if each["people"] else ["-"] * 9
        rows.append([number, *shown, each["people"] or None, *known, "80", "B"])
    return [*rows, [None, "Rata-rata", None, None, *[3.2] * 9], ["Sumber: Bagian Organisasi"]]


def _counted(units: list[dict[str, Any]], first: pd.Timestamp) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for skpd in ["", *sorted({each["office"] for each in units})]:
        mine = [each for each in units if skpd in ("", each["office"])]
        people = sum(each["people"] for each in mine)
        elements = [
            25 * sum(each["people"] * each["scores"][place] for each in mine) / people
            for place in range(9)
        ]
        below = [each for each in mine if round(25 * sum(each["scores"]) / 9, 2) < GOOD]
        values = {
            "public_satisfaction": sum(elements) / 9,
            "weakest_service_element": min(elements),
            "service_units_below_good": len(below),
            "satisfaction_respondents": people,
        }
        found += [(code, skpd, first, float(value)) for code, value in values.items()]
    return found
