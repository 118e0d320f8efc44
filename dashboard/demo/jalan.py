"""A stand-in for the book of roads and bridges: five yearly surveys, and the works of three years.

Planted: two rounds of survey in a year of which the first must not count, roads of the province
and the desa, roads and bridges struck from the book, stretches not surveyed, conditions by word and
by letter, kecamatan in capitals, short or in another spelling, works that were cancelled.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Integer, MetaData, Numeric, String, Table

from connectors import children, regency

YEARS, WORKS = 5, 3
ROADS = 11  # a kecamatan
WORDS = {"Baik": "B", "Sedang": "S", "Rusak Ringan": "RR", "Rusak Berat": "RB"}
OTHER = ("PROVINSI", "DESA", "KABUPATEN")
SPELT = {"Sumberrejo": "SUMBEREJO", "Bojonegoro": "Bojonegoro Kota"}
SHAPES: dict[str, tuple[str, ...]] = {
    "ruas_jalan": ("id_ruas", "nama_ruas", "status_jalan", "dihapus"),
    "kondisi_jalan": ("id_ruas", "tahun", "putaran", "kecamatan", "kondisi", "panjang_m"),
    "jembatan": ("id_jembatan", "id_ruas", "kecamatan", "dihapus"),
    "kondisi_jembatan": ("id_jembatan", "tahun", "putaran", "kondisi"),
    "paket_pekerjaan": ("id_paket", "tahun_anggaran", "kecamatan", "nilai_kontrak", "dibatalkan"),
    "kemajuan_paket": ("id_paket", "tahun", "bulan", "rencana", "fisik"),
}
TEXTS = {"nama_ruas", "status_jalan", "kecamatan", "kondisi"}
AMOUNTS = {"panjang_m", "nilai_kontrak", "rencana", "fisik"}


def _kind(column: str) -> Any:
    if column in TEXTS:
        return String(60)
    return Numeric(19, 2, asdecimal=False) if column in AMOUNTS else Integer()


metadata = MetaData()
for _name, _columns in SHAPES.items():
    Table(_name, metadata, *(Column(each, _kind(each)) for each in _columns))

Facts = list[dict[str, Any]]


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables up to `until`, and the truth; roads know no scale."""
    rng = np.random.default_rng([3522, 103])
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in SHAPES}
    facts: Facts = []
    for area in children(regency().code):
        for _ in range(ROADS):
            _road(rng, rows, facts, area.code, area.name, until.year)
        for year in range(until.year - WORKS + 1, until.year + 1):
            for _ in range(int(rng.integers(2, 5))):
                _work(rng, rows, facts, (area.code, area.name), pd.Timestamp(year, 1, 1), until)
    frames = {name: pd.DataFrame(each, columns=SHAPES[name]) for name, each in rows.items()}
    return frames, _truth(facts)


def _road(
    rng: np.random.Generator, rows: Any, facts: Facts, area: str, name: str, newest: int
) -> None:
    number = len(rows["ruas_jalan"]) + 1
    status, struck = str(rng.choice(OTHER, p=[0.06, 0.06, 0.88])), int(rng.random() < 0.04)
    rows["ruas_jalan"].append((number, f"Ruas {number}", status, struck))
    bridge = number if rng.random() < 0.5 else 0
    gone = int(rng.random() < 0.05)
    spelt = (name.upper(), f"Kec. {name}", SPELT.get(name, name))[number % 3]
    if bridge:
        rows["jembatan"].append((bridge, number, spelt, gone))
    metres = [float(rng.integers(300, 1400)) for _ in range(3)]
    for year in range(newest - YEARS + 1, newest + 1):
        good = 0.5 + 0.06 * (year - newest + YEARS)
        odds = [good * 0.65, good * 0.35, (1 - good) * 0.6, (1 - good) * 0.4]
        rounds = 2 if rng.random() < 0.3 else 1
        for turn in range(1, rounds + 1):
            for length in metres:
                state = str(rng.choice(list(WORDS), p=odds)) if rng.random() < 0.97 else ""
                shown = (state, state.upper(), WORDS.get(state, ""))[number % 3] or None
                rows["kondisi_jalan"].append((number, year, turn, spelt, shown, length))
                if turn == rounds and status == "KABUPATEN" and not struck:
                    facts.append(
                        _fact("road", area, pd.Timestamp(year, 1, 1), state, length / 1000)
                    )
            state = str(rng.choice(list(WORDS), p=odds))
            if bridge:
                rows["kondisi_jembatan"].append((bridge, year, turn, WORDS[state]))
                if turn == rounds and status == "KABUPATEN" and not gone:
                    facts.append(_fact("bridge", area, pd.Timestamp(year, 1, 1), state, 1.0))


def _work(
    rng: np.random.Generator,
    rows: Any,
    facts: Facts,
    place: tuple[str, str],
    start: pd.Timestamp,
    until: date,
) -> None:
    number, (area, name) = len(rows["paket_pekerjaan"]) + 1, place
    worth = float(np.round(np.exp(rng.normal(21.0, 0.8)), -3))
    cancelled = int(rng.random() < 0.05)
    rows["paket_pekerjaan"].append((number, start.year, name.upper(), worth, cancelled))
    first, slow = int(rng.integers(3, 8)), rng.random() < 0.2
    for month in range(first, 13):
        day = start + pd.DateOffset(months=month - 1)
        if day > pd.Timestamp(until):
            break
        planned = round(100 * (month - first + 1) / (13 - first), 2)
        done = round(planned * (0.75 if slow else float(rng.uniform(0.93, 1.0))), 2)
        rows["kemajuan_paket"].append((number, start.year, month, planned, done))
        if not cancelled:
            facts.append(
                _fact("work", area, day, "late" if planned - done > 10 else "", worth, done)
            )


def _fact(
    kind: str, area: str, period: pd.Timestamp, state: str, size: float, done: float = 0.0
) -> dict[str, Any]:
    return dict(kind=kind, area=area, period=period, state=state, size=size, done=done)


def _truth(facts: Facts) -> pd.DataFrame:
    frame = pd.DataFrame(facts)
    both = pd.concat([frame, frame.assign(area=regency().code)])
    found: list[tuple[Any, ...]] = []
    for (kind, area, period), rows in both.groupby(["kind", "area", "period"]):
        size = rows.groupby("state")["size"].sum()
        known = float(size.drop("", errors="ignore").sum())
        part = {word: float(size.get(word, 0.0)) for word in WORDS}
        if kind == "road":
            values = {"road_length": float(size.sum()), "road_heavily_damaged": part["Rusak Berat"]}
            if known:
                values["road_good_condition"] = 100 * (part["Baik"] + part["Sedang"]) / known
        elif kind == "bridge":
            values = {"bridges_good": 100 * part["Baik"] / known}
        else:
            weighed = float((rows["size"] * rows["done"]).sum())
            late = float((rows["state"] == "late").sum())
            values = {
                "works_physical_progress": weighed / float(rows["size"].sum()),
                "works_behind_schedule": late,
            }
        found += [(code, area, period, value) for code, value in values.items()]
    return pd.DataFrame(found, columns=["indicator", "area", "period", "value"])
