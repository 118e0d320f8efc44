"""A stand-in for the Excel export of SP4N-LAPOR!, with a known truth.

Reports are drawn first and counted in plain Python; then a book a year is made, with reports that
went to two agencies, agencies spelt in several ways or outside the regency, places left empty, days
in words, titles above the table, and a first download of half a year whose states are old.
"""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from connectors import areas, children, regency, skpds

MONTHS = 30
PER_MONTH = 55
HEAD = ["Tracking ID", "Tanggal Laporan Masuk", "Kategori", "Judul Laporan", "Isi Laporan Awal",
        "Tipe Laporan", "Sumber Laporan", "Instansi Induk", "Instansi Terdisposisi",
        "Status Laporan", "Alasan Tunda/Arsip", "Kota/Kabupaten", "Kecamatan",
        "Kelurahan"]  # fmt: skip
WORDS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
OPEN = ("Belum Terverifikasi", "Terverifikasi", "Belum Ditindaklanjuti", "Proses")
SHELVED = ("Tunda", "Arsip")
OTHERS = ("PT PLN (Persero)", "Kementerian Pekerjaan Umum", "Pemerintah Provinsi Jawa Timur")
WEIGHT = {"1.03": 40, "2.12": 14, "1.02": 10, "1.06": 12, "2.15": 10, "1.01": 8, "2.11": 8, "": 6}
SPELT = {
    "": "Pemerintah Kabupaten Bojonegoro",
    "1.02.2": "RSUD Dr. R. Sosodoro Djatikoesoemo Bojonegoro",
}


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, Any], pd.DataFrame]:
    """A book a year, one of half a year beside it, and the truth."""
    rng = np.random.default_rng([3522, 216])
    first = (pd.Timestamp(until) - pd.DateOffset(months=MONTHS)).date().replace(day=1)
    days = (until - first).days + 1
    count = int(MONTHS * max(PER_MONTH * scale, 12))
    offsets = sorted(int(day) for day in rng.integers(0, days, count))
    reports = [_report(rng, first + timedelta(days=day), until) for day in offsets]
    books: dict[str, list[list[Any]]] = {}
    for number, report in enumerate(reports, 7_500_001):
        for agency, state in zip(report["agencies"], report["states"], strict=True):
            row = _row(rng, number, report, agency, state)
            books.setdefault(f"{report['day'].year}.xlsx", []).append(row)
            if report["day"].year == until.year and report["day"].month <= 6:
                old = [*row]
                old[HEAD.index("Status Laporan")] = "Terverifikasi"
                books.setdefault(f"{until.year - 1}-{until.year} semester.xlsx", []).append(old)
    content = {
        name: {"Laporan": [["LAPORAN SP4N-LAPOR!"], ["Pemerintah Kabupaten Bojonegoro"], [], HEAD,
                           *rows]}
        for name, rows in books.items()
    }  # fmt: skip
    return content, _truth(reports)


def _report(rng: np.random.Generator, day: date, until: date) -> dict[str, Any]:
    codes = [*WEIGHT, "1.02.2", "7.01.15"]
    weights = np.array([WEIGHT.get(code, 3) for code in codes], dtype=float)
    picked = rng.choice(len(codes), size=2, replace=False, p=weights / weights.sum())
    agencies: list[str | None] = [codes[int(each)] for each in picked]
    agencies = agencies[: 2 if rng.random() < 0.07 else 1]
    if rng.random() < 0.08:
        agencies = [None]  # somebody else's
    done = min(0.95, 0.35 + (until - day).days / 220)
    states = []
    for _ in agencies:
        shelved = rng.random() < 0.07
        state = SHELVED[int(rng.integers(2))] if shelved else OPEN[int(rng.integers(4))]
        states.append("Selesai" if not shelved and rng.random() < done else state)
    homes = [area.code for area in children(regency().code)]
    home = homes[int(rng.integers(len(homes)))] if rng.random() < 0.45 else ""
    return {"day": day, "agencies": agencies, "states": states, "home": home}


def _row(
    rng: np.random.Generator, number: int, report: dict[str, Any], agency: str | None, state: str
) -> list[Any]:
    """One row as the export has it: a day in words, an agency's name in one of its spellings."""
    day, home = report["day"], report["home"]
    if agency is None:
        name = OTHERS[int(rng.integers(len(OTHERS)))]
    elif agency in SPELT:
        name = SPELT[agency]
    else:
        name = skpds()[agency].name
        name = (name, name.upper(), f"{name} Kabupaten Bojonegoro")[int(rng.integers(3))]
    place = areas()[home].name if home else ("", "-")[int(rng.integers(2))]
    return [
        number if rng.random() < 0.7 else str(number),
        f"{day.day} {WORDS[day.month - 1]} {day.year}",
        "Infrastruktur",
        "Judul contoh",
        "Isi contoh",
        ("Publik", "Anonim", "Rahasia")[int(rng.integers(3))],
        "Aplikasi",
        "Pemerintah Kabupaten Bojonegoro",
        name,
        state,
        "Tidak lengkap" if state in SHELVED else "",
        "Kab. Bojonegoro",
        place.upper() if rng.random() < 0.5 else place,
        "",
    ]


def _truth(reports: list[dict[str, Any]]) -> pd.DataFrame:
    """What the connector has to find: for the regency and each kecamatan by report, for each SKPD
    by what was given to it."""
    groups: dict[tuple[str, str, date], list[list[str]]] = {}
    for report in reports:
        if report["agencies"] == [None]:
            continue
        month = report["day"].replace(day=1)
        for area in {regency().code, report["home"] or regency().code}:
            groups.setdefault((area, "", month), []).append(report["states"])
        for agency, state in zip(report["agencies"], report["states"], strict=True):
            if agency:
                groups.setdefault((regency().code, agency, month), []).append([state])
    found = []
    for (area, skpd, month), told in groups.items():
        fit = [states for states in told if not set(states) <= set(SHELVED)]
        values = {
            "complaints": len(told),
            "complaints_open": sum(bool(set(states) & set(OPEN)) for states in told),
            "complaints_unanswered": sum(bool(set(states) & set(OPEN[:3])) for states in told),
            "complaints_shelved_share": 100
            * sum(bool(set(states) & set(SHELVED)) for states in told)
            / len(told),
        }
        if fit:
            solved = sum("Selesai" in states for states in fit)
            values["complaints_resolved_share"] = 100 * solved / len(fit)
        found += [
            (code, area, skpd, pd.Timestamp(month), float(value)) for code, value in values.items()
        ]
    return pd.DataFrame(found, columns=["indicator", "area", "skpd", "period", "value"])
