"""A stand-in for SIMPEG: the civil servants of every SKPD, with a known truth.

Persons are drawn first and counted; then their rows are made, with what must not count: retired and
dismissed staff, honorer in a table of their own, codes that lost their zero, a sex written in many
ways, birth dates that are none. They are numbers; nobody is meant.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Date, DateTime, Integer, MetaData, String, Table

from connectors import regency, skpds

PEOPLE, LEAST = 12_500, 400
WEIGHT = {"1.01": 120, "1.02": 35, "1.02.2": 12, "4.01": 5}
STANDING = {1: 70, 71: 14, 2: 1, 3: 1, 15: 1, 72: 1, 99: 8, 98: 2, 66: 1, 20: 1}
ACTIVE = {1, 2, 3, 4, 13, 15, 71}
LEVELS = np.array([15, 30, 35, 40, 45, 0])  # SLTA, D III, D IV, S1, S2, not known
SEXES = (("L", "1", "Laki-laki"), ("P", "2", "PEREMPUAN"))
JOBS = {1: None, 2: 60, 3: 58}  # jabatan and its retirement age; the first is empty: 58

metadata = MetaData()
Table("pegawai", metadata, Column("ID", Integer, primary_key=True, autoincrement=False),
      Column("NIP_BARU", String(18)), Column("NAMA", String(60)), Column("TGL_LAHIR", Date),
      Column("JENIS_KELAMIN", String(12)), Column("KEDUDUKAN_HUKUM_ID", String(2)),
      Column("ESELON_ID", String(2)), Column("TINGKAT_PENDIDIKAN_ID", String(2)),
      Column("JABATAN_ID", Integer), Column("UNIT_KERJA_ID", Integer),
      Column("TGL_UBAH", DateTime))  # fmt: skip
Table("unit_kerja", metadata, Column("ID", Integer, primary_key=True, autoincrement=False),
      Column("NAMA", String(120)), Column("SKPD_ID", Integer))  # fmt: skip
Table("jabatan", metadata, Column("ID", Integer, primary_key=True, autoincrement=False),
      Column("NAMA", String(60)), Column("BUP", Integer))  # fmt: skip
Table("honorer", metadata, Column("ID", Integer, primary_key=True, autoincrement=False),
      Column("NAMA", String(60)), Column("UNIT_KERJA_ID", Integer))  # fmt: skip


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables as they stand on `until`, and the truth."""
    rng = np.random.default_rng([3522, 503])
    offices = [code for code in skpds() if code != "bps"]
    weights = np.array([WEIGHT.get(code, 1.0) for code in offices])
    size = max(LEAST, int(PEOPLE * scale))
    odds = np.array(list(STANDING.values())) / sum(STANDING.values())
    now = pd.Timestamp(until)
    people = pd.DataFrame(
        {
            "office": rng.choice(len(offices), size, p=weights / weights.sum()),
            "standing": rng.choice(list(STANDING), size, p=odds),
            "woman": rng.random(size) < 0.52,
            "echelon": rng.choice([0, 99, 21, 22, 31, 32, 41, 42], size,
                                  p=[0.3, 0.5, 0.01, 0.02, 0.03, 0.04, 0.05, 0.05]),
            "level": rng.choice(LEVELS, size, p=[0.14, 0.12, 0.03, 0.56, 0.12, 0.03]),
            "job": rng.choice(list(JOBS), size, p=[0.25, 0.55, 0.2]),
            "born": now - pd.to_timedelta(rng.integers(24 * 365, 61 * 365, size), "D"),
            "lodged": rng.random(size) < 0.98,  # the others: their unit was dissolved
        }
    )  # fmt: skip
    people["born"] = people["born"].mask(rng.random(size) < 0.01, pd.Timestamp(1900, 1, 1))
    return _tables(rng, people, offices, now), _truth(people, offices, now)


def _tables(
    rng: np.random.Generator, people: pd.DataFrame, offices: list[str], now: pd.Timestamp
) -> dict[str, pd.DataFrame]:
    size, count = len(people), len(offices)
    number = np.arange(size)
    bare = rng.random(size) < 0.3  # passed through Excel once: the zero is lost
    codes = people["standing"].astype(str)
    echelon = people["echelon"].astype(str).mask(people["echelon"] == 0)
    woman = people["woman"].astype(int).to_numpy()
    inner = rng.integers(0, 2, size) * count  # the SKPD itself or a unit below it
    touched = now - pd.to_timedelta(rng.integers(0, 900, size), "D")
    rows = pd.DataFrame(
        {
            "ID": number + 1,
            "NIP_BARU": np.char.add("99", np.char.zfill(number.astype(str), 16)),
            "NAMA": np.char.add("Pegawai ", number.astype(str)),
            "TGL_LAHIR": people["born"],
            "JENIS_KELAMIN": np.array(SEXES)[woman, number % 3],
            "KEDUDUKAN_HUKUM_ID": codes.where(bare, codes.str.zfill(2)),
            "ESELON_ID": echelon,
            "TINGKAT_PENDIDIKAN_ID": people["level"].astype(str).str.zfill(2),
            "JABATAN_ID": people["job"],
            "UNIT_KERJA_ID": (people["office"] + 1 + inner).where(people["lodged"], 9_999),
            "TGL_UBAH": touched.where(number > 0, now),
        }
    )
    names = [skpds()[code].name for code in offices]
    units = [(place + 1, name.upper() if place % 2 else name, place + 1)
             for place, name in enumerate(names)]  # fmt: skip
    units += [(place + 1 + count, f"Bidang {place}", place + 1) for place in range(count)]
    return {
        "pegawai": rows,
        "unit_kerja": pd.DataFrame(units, columns=["ID", "NAMA", "SKPD_ID"]),
        "jabatan": pd.DataFrame(
            [(each, f"Jabatan {each}", age) for each, age in JOBS.items()],
            columns=["ID", "NAMA", "BUP"],
        ),
        "honorer": pd.DataFrame(
            [(each, f"Honorer {each}", each % count + 1) for each in range(1, 200)],
            columns=["ID", "NAMA", "UNIT_KERJA_ID"],
        ),
    }


def _truth(people: pd.DataFrame, offices: list[str], now: pd.Timestamp) -> pd.DataFrame:
    """What the connector has to find, counted person by person."""
    found: list[tuple[str, str, float]] = []
    homes = people["office"].map(dict(enumerate(offices))).where(people["lodged"], "")
    month = now.to_period("M")
    for skpd in ["", *offices]:
        mine = people if skpd == "" else people[homes == skpd]
        own = mine[mine["standing"].isin(ACTIVE)]
        if mine.empty:
            continue
        ages = own["job"].map(JOBS).fillna(58).astype(int)
        left = [
            (born.year + age - month.year) * 12 + born.month - month.month
            for born, age in zip(own["born"], ages, strict=True)
        ]
        values: dict[str, Any] = {
            "active_civil_servants": len(own),
            "contract_civil_servants": (own["standing"] == 71).sum(),
            "retiring_within_year": sum(1 <= months <= 12 for months in left),
        }
        high = own[own["echelon"].isin([21, 22, 31, 32]) & (own["standing"] != 71)]
        told = own[own["level"] > 0]
        if len(high):
            values["women_in_echelon_share"] = 100 * high["woman"].mean()
        if len(told):
            values["graduate_civil_servants_share"] = 100 * (told["level"] >= 35).mean()
        found += [(code, skpd, float(value)) for code, value in values.items()]
    frame = pd.DataFrame(found, columns=["indicator", "skpd", "value"])
    return frame.assign(area=regency().code, period=month.start_time)
