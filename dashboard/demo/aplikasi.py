"""A stand-in for the Kominfo's register of applications: one workbook a year, 91 of them today.

Planted: one application that two SKPD share, a row typed twice, applications that were stopped,
SKPD written in full, short or capitals and once for all their rows, subtotals and a footnote.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from connectors import regency, skpds

YEARS = 3
GROWTH = 7  # registered more each year
DBMS = {"MySQL": 46, "PostgreSQL": 18, "SQL Server": 12, "Oracle": 6, "lain": 9}
LANGUAGES = ("PHP", "PHP (Laravel)", "Java", "C#", "Python", "JavaScript")
ORIGINS = ("SKPD", "Pusat", "Kominfo")
STOPPED = 5
SHARED = 6  # registered with a second SKPD
OPEN, DONE = "Belum", ("Dipertahankan", "Dikembangkan", "Digabung", "Dihentikan")
HEAD = (
    ["No", "Perangkat Daerah", "Kode", "Nama Aplikasi", "Asal", "Teknis", None, "Penempatan", None]
    + ["Terintegrasi", "Status", "Evaluasi Dewan TIK", None],
    [None] * 5 + ["Bahasa", "DBMS", "Server", "DRC", None, None, "Hasil", "Catatan"],
)
MERGED = [("F4:G4",), ("H4:I4",), ("L4:M4",)]


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, Any], pd.DataFrame]:
    """The workbooks up to `until`, and the truth; the register knows no scale."""
    rng = np.random.default_rng([3522, 216])
    books: dict[str, Any] = {}
    found: list[tuple[Any, ...]] = []
    applications = [_application(rng, each) for each in range(sum(DBMS.values()) + STOPPED)]
    for back in range(YEARS - 1, -1, -1):
        year = until.year - back
        known = [dict(each) for each in applications[: len(applications) - back * GROWTH]]
        for each in known:
            each["hosted"] = each["hosted"] if rng.random() < 0.9 else "Sewa"
            each["joined"] = str(rng.choice(["Ya", "Sebagian", "Belum"], p=_odds(back)))
            each["copied"] = ("Ada", "Tidak", "-")[int(rng.choice(3, p=_odds(back)))]
            each["judged"] = OPEN if rng.random() < 0.2 + back / 4 else str(rng.choice(DONE))
        sheets = {"Register": _sheet(known, year), "Register!merged": MERGED}
        books[f"Register Aplikasi {year}.xlsx"] = sheets
        found += _counted(known, year)
    columns = ["indicator", "skpd", "period", "value"]
    return books, pd.DataFrame(found, columns=columns).assign(area=regency().code)


def _odds(back: int) -> list[float]:
    return [0.55 - back / 8, 0.15, 0.3 + back / 8]


def _application(rng: np.random.Generator, number: int) -> dict[str, Any]:
    offices = [code for code in skpds() if code[0].isdecimal() and code[0] != "7"]
    live = number >= STOPPED
    kinds = [name for name, count in DBMS.items() for _ in range(count)]
    origin = str(rng.choice(ORIGINS, p=[0.5, 0.3, 0.2]))
    server = {"Pusat": "Pemerintah pusat", "SKPD": "Server sendiri"}.get(origin, "")
    users = rng.choice(offices, 1 + (live and number < STOPPED + SHARED), replace=False)
    return {
        "code": f"APP-{number + 1:03}",
        "users": [str(user) for user in users],
        "origin": origin,
        "language": str(rng.choice(LANGUAGES)),
        "dbms": kinds[(number - STOPPED) * 37 % len(kinds)],  # mixed: 37 and 91 share no factor
        "hosted": server if server and rng.random() < 0.7 else "Pusat data Kominfo",
        "status": "Aktif" if live else "Dihentikan",
    }


def _sheet(known: list[dict[str, Any]], year: int) -> list[list[Any]]:
    rows: list[list[Any]] = [
        ["REGISTER APLIKASI PEMERINTAH KABUPATEN BOJONEGORO"],
        [f"Keadaan tahun {year}, hasil evaluasi Dewan TIK"],
        [],
        *HEAD,
    ]
    number = 0
    for place, code in enumerate(skpds()):
        mine = [each for each in known if code in each["users"]]
        if not mine:
            continue
        name = skpds()[code].name
        shown: str | None = (name, name.upper(), skpds()[code].short, f" {name} ")[place % 4]
        mine += mine[:1] if place % 9 == 0 else []  # typed twice
        for each in mine:
            number += 1
            rows.append(
                [number, shown, each["code"], f"Aplikasi {each['code'][4:]}", each["origin"]]
                + [each["language"], each["dbms"], each["hosted"], each["copied"]]
                + [each["joined"].upper() if number % 5 == 0 else each["joined"]]
                + [each["status"], each["judged"], None]
            )
            shown = None
        rows.append([None, f"Jumlah {skpds()[code].short}", len(mine)])
    return [*rows, [], ["Catatan: aplikasi yang dipakai bersama ditulis pada tiap pemakainya"]]


def _counted(known: list[dict[str, Any]], year: int) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for skpd in ["", *sorted({user for each in known for user in each["users"]})]:
        mine = [each for each in known if not skpd or skpd in each["users"]]
        live = [each for each in mine if each["status"] == "Aktif"]
        doomed = [each for each in live if each["judged"] in DONE[2:]]
        counts: dict[str, float] = {
            "applications_registered": len(live),
            "applications_to_merge_or_stop": len(doomed),
        }
        shares = {
            "applications_integrated": [each["joined"] == "Ya" for each in live],
            "applications_in_data_centre": [each["hosted"][:10] == "Pusat data" for each in live],
            "applications_with_recovery_site": [each["copied"] == "Ada" for each in live],
            "applications_evaluated": [each["judged"] != OPEN for each in live],
        }
        if live:
            counts |= {code: 100 * sum(yes) / len(live) for code, yes in shares.items()}
        found += [(code, skpd, pd.Timestamp(year, 1, 1), value) for code, value in counts.items()]
    return found
