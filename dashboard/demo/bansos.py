"""Stand-ins for the aid programmes' lists: three years of five programmes, with a known truth.

A list holds about one in forty of its recipients. Kecamatan are merged over their rows, amounts and
days are written in several ways, some receive twice, some were refused, and every kecamatan ends
with a sub total. The persons are numbered, nobody is meant.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from connectors import children, regency

YEARS = 3
# a year's recipients at full scale, and what one receives
PROGRAMMES = {
    "kartu petani mandiri": ("farmer_card_recipients", 480, 350_000),
    "kartu pedagang produktif": ("trader_card_recipients", 330, 450_000),
    "santunan duka": ("death_grants_paid", 330, 3_000_000),
    "aladin": ("house_repairs", 120, 20_000_000),
    "beasiswa": ("scholarship_recipients", 180, 4_500_000),
}
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember")  # fmt: skip
HEADS = ["No", "Kecamatan", "Desa", "Nama", "NIK", "Tanggal", "Nominal", "Status"]


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, dict[str, Any]], pd.DataFrame]:
    """The books with lists up to `until`, and the truth in the contract's shape."""
    rng = np.random.default_rng([3522, 401])
    books: dict[str, dict[str, Any]] = {}
    paid: list[tuple[str, str, str, pd.Timestamp, int]] = []
    for year in range(until.year - YEARS + 1, until.year + 1):
        for place, (programme, (code, total, amount)) in enumerate(PROGRAMMES.items()):
            count = max(int(total * scale), 30)
            last = until.timetuple().tm_yday if year == until.year else 365
            people = _people(rng, code, count, year * 10 + place, amount, (year, last))
            paid += [each[1:] for each in people if each[0]]
            books[f"Penerima {programme.title()} {year}.xlsx"] = _book(people, programme, year)
    return books, _truth(paid)


def _people(
    rng: np.random.Generator, code: str, count: int, first: int, amount: int, days: tuple[int, int]
) -> list[tuple[bool, str, str, str, pd.Timestamp, int]]:
    """(whether it was given, indicator, kecamatan, NIK, day, amount), in order of kecamatan."""
    below = [area.code for area in children(regency().code)]
    year, last = days
    found = []
    for number in range(count):
        area = below[int(rng.integers(0, len(below)))]
        times = 2 if rng.random() < 0.08 else 1  # in two parts
        given = bool(rng.random() < 0.9)
        for _ in range(times):
            day = pd.Timestamp(year, 1, 1) + pd.Timedelta(days=int(rng.integers(0, last)))
            found.append((given, code, area, f"352299{first:05}{number:05}", day, amount // times))
    return sorted(found, key=lambda each: each[2])


def _book(people: list[Any], programme: str, year: int) -> dict[str, Any]:
    names = {area.code: area.name for area in children(regency().code)}
    rows: list[list[Any]] = [
        [f"DAFTAR PENERIMA {programme.upper()}"],
        [f"KABUPATEN BOJONEGORO TAHUN ANGGARAN {year}"],
        [],
        HEADS,
    ]
    merged = [["A1:H1"], ["A2:H2"]]
    for code in dict.fromkeys(each[2] for each in people):
        own = [each for each in people if each[2] == code]
        start = len(rows) + 1
        for place, (given, _, _, nik, day, amount) in enumerate(own):
            name = (
                (f"KEC. {names[code].upper()}" if year % 2 else names[code]) if not place else None
            )
            written: Any = (
                f"{day.day} {MONTHS[day.month - 1]} {day.year}",
                day.to_pydatetime(),
                f"{day:%d/%m/%Y}",
            )[place % 3]
            money: Any = (amount, f"Rp {amount:,.0f},-".replace(",", ".").replace(".-", ",-"),
                          f"{amount:,.0f}".replace(",", "."))[place % 3]  # fmt: skip
            status = ("Cair", "Selesai ", "DISERAHKAN")[place % 3] if given else "Ditolak"
            person: Any = int(nik) if place % 2 and place == len(own) - 1 else nik
            rows.append([place + 1, name, "Desa", f"Warga {place + 1}", person, written, money,
                         status])  # fmt: skip
        if len(own) > 1:
            merged.append([f"B{start}:B{len(rows)}"])
        rows.append([None, "Sub Total", None, None, None, None, sum(each[5] for each in own), None])
    rows += [[None, "JUMLAH", None, None, None, None, sum(each[5] for each in people), None], [],
             ["Keterangan: daftar sementara, menunggu verifikasi"]]  # fmt: skip
    return {"Daftar": rows, "Daftar!merged": merged}


def _truth(paid: list[tuple[str, str, str, pd.Timestamp, int]]) -> pd.DataFrame:
    persons: dict[tuple[str, str, pd.Timestamp], set[str]] = {}
    money: dict[tuple[str, str, pd.Timestamp], int] = {}
    for code, kecamatan, nik, day, amount in paid:
        month, year = day.to_period("M").start_time, pd.Timestamp(day.year, 1, 1)
        for area in (kecamatan, regency().code):
            period = month if code == "death_grants_paid" else year
            persons.setdefault((code, area, period), set()).add(nik)
            key = ("aid_paid", area, month)
            money[key] = money.get(key, 0) + amount
    rows = [(*key, float(len(members))) for key, members in persons.items()]
    rows += [(*key, float(total)) for key, total in money.items()]
    return pd.DataFrame(rows, columns=["indicator", "area", "period", "value"])
