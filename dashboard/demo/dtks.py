"""A stand-in for the downloads of SIKS-NG (DTKS), three half-years, with a known truth.

Households and persons are drawn as whole facts; in their rows some households have no rank, no
persons, or stand twice, KDDESA is whole or three digits, ages stand still, and a NIK is empty or
stands with several persons.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Column, MetaData, SmallInteger, String, Table

from connectors import children, regency

HOUSEHOLDS = 9_000  # a twentieth of what the regency has
DOWNLOADS = 3
ORDER = """
Margomulyo Ngraho Tambakrejo Ngambon Sekar Bubulan Gondang Temayang Sugihwaras Kedungadem
Kepohbaru Baureno Kanor Sumberrejo Balen Sukosewu Kapas Bojonegoro Trucuk Dander Ngasem
Gayam Kalitidu Malo Purwosari Padangan Kasiman Kedewan
""".split()
BETWEEN = {"Sekar": 41, "Gondang": 51, "Gayam": 191}  # split off later, so numbered in between
HOUSE = ("dinding", "atap", "lantai", "luas_lantai", "sta_lahan", "fasbab")
FLAGS = ("Ada_kks", "Ada_pbi", "Ada_kip", "Ada_pkh", "Ada_BPNT")

metadata = MetaData()
Table("krts", metadata, Column("periode", String(10)), Column("idbdt", BigInteger, index=True),
      Column("kdkab", String(4)), Column("percentile", SmallInteger),
      *(Column(name, SmallInteger) for name in HOUSE))  # fmt: skip
Table("arts", metadata, Column("periode", String(10)),
      *(Column(name, BigInteger, index=True) for name in ("IDBDT", "IDARTBDT")),
      *(Column(name, String(16)) for name in ("KDPROP", "KDKAB", "KDKEC", "KDDESA", "NIK")),
      Column("Nama", String(60)), Column("TglLahir", String(10)),
      *(Column(name, SmallInteger)
        for name in ("JnsKel", "Hub_KRT", "Umur", "Partisipasi_sekolah", *FLAGS)))  # fmt: skip


def codes() -> dict[str, str]:
    """The BPS code of each kecamatan, by its name."""
    found, number = {}, 0
    for name in ORDER:
        number += 0 if name in BETWEEN else 10
        found[name] = f"{BETWEEN.get(name, number):03}"
    return found


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables with data up to `until`, and the truth in the contract's shape."""
    rng = np.random.default_rng([3522, 106])
    first = pd.Timestamp(until.year, 1 if until.month < 7 else 7, 1)
    tables: dict[str, list[pd.DataFrame]] = {"krts": [], "arts": []}
    truth = []
    for back in reversed(range(DOWNLOADS)):
        period = first - pd.DateOffset(months=6 * back)
        households, persons = _drawn(rng, max(int(HOUSEHOLDS * scale), 400), period)
        truth.append(_truth(households, persons, period))
        loaded = f"{min(period + pd.Timedelta(days=40), pd.Timestamp(until)):%Y-%m-%d}"
        krts = households[["idbdt", "percentile", *HOUSE]].assign(periode=loaded, kdkab="3522")
        tables["krts"] += [krts, krts.iloc[::40]]  # some stand twice
        tables["arts"] += [_rows(each.assign(periode=loaded))
                           for each in (persons, persons.iloc[::50])]  # fmt: skip
    return {name: pd.concat(each, ignore_index=True) for name, each in tables.items()}, pd.concat(
        truth, ignore_index=True
    )


def _drawn(
    rng: np.random.Generator, total: int, period: pd.Timestamp
) -> tuple[pd.DataFrame, pd.DataFrame]:
    names = [area.name for area in children(regency().code)]
    households = pd.DataFrame({"idbdt": 3522_000_000 + np.arange(total)})
    households["kecamatan"] = [names[place % len(names)] for place in range(total)]
    unranked = rng.random(total) < 0.08
    rank = [None if none else int(each)
            for each, none in zip(rng.integers(0, 75, total), unranked, strict=True)]  # fmt: skip
    households["percentile"] = pd.Series(rank, dtype=object)
    for name, top in zip(HOUSE, (8, 11, 11, 60, 4, 5), strict=True):
        households[name] = rng.integers(1, top, total)
    households["known"] = rng.random(total) > 0.03  # the rest has no persons in the download
    size = rng.integers(1, 6, total) * households["known"].to_numpy()
    persons = households.loc[households.index.repeat(size), ["idbdt", "kecamatan"]]
    persons = persons.reset_index(drop=True)
    number = persons.groupby("idbdt").cumcount()
    count = len(persons)
    persons["person"] = 9_000_000 + np.arange(count)
    persons["head"] = np.where(number == 0, 1, 3)
    persons["sex"] = np.where(rng.random(count) < np.where(number == 0, 0.18, 0.5), 2, 1)
    persons["age"] = np.where(number == 0, 45, rng.integers(0, 30, count))
    persons["born"] = [f"{period.year - age}-0{1 + age % 9}-15" for age in persons["age"]]
    persons["school"] = rng.choice([0, 1, 2], count, p=[0.06, 0.8, 0.14])
    for name in FLAGS:
        persons[name] = np.where(rng.random(count) < 0.2, 1, 2)
    return households, persons


def _rows(persons: pd.DataFrame) -> pd.DataFrame:
    """The persons as the download writes them."""
    code = persons["kecamatan"].map(codes())
    whole = persons["person"] % 2 == 0
    desa = pd.Series(np.where(whole, "3522" + code + "004", "004"), index=persons.index)
    return pd.DataFrame({
        "periode": persons["periode"], "IDBDT": persons["idbdt"], "IDARTBDT": persons["person"],
        "KDPROP": "35", "KDKAB": "22", "KDKEC": code, "KDDESA": desa,
        "NIK": np.where(persons["person"] % 5 == 0, "", "3522990000000001"),
        "Nama": "Warga " + persons["person"].astype(str), "TglLahir": persons["born"],
        "JnsKel": persons["sex"], "Hub_KRT": persons["head"], "Umur": persons["age"] - 4,
        "Partisipasi_sekolah": persons["school"], **{name: persons[name] for name in FLAGS},
    })  # fmt: skip


def _truth(households: pd.DataFrame, persons: pd.DataFrame, period: pd.Timestamp) -> pd.DataFrame:
    found: dict[tuple[str, str], int] = {}
    area = {each.name: each.code for each in children(regency().code)}
    members: dict[int, list[Any]] = {}
    for row in persons.itertuples():
        members.setdefault(int(row.idbdt), []).append(row)  # type: ignore[arg-type]
    for house in households.itertuples():
        rank: Any = house.percentile
        if rank is None or rank > 40:
            continue
        inside = members.get(int(house.idbdt), [])  # type: ignore[arg-type]
        bad = (house.dinding in range(2, 8) or house.atap in range(5, 11)
               or house.lantai in range(6, 11) or house.luas_lantai in range(8))  # fmt: skip
        aided = any(each.Ada_pkh == 1 or each.Ada_BPNT == 1 or each.Ada_pbi == 1
                    or each.Ada_kip == 1 for each in inside)  # fmt: skip
        facts = {
            "registered_poor_households": 1,
            "registered_poor_persons": len(inside),
            "out_of_school_poor": sum(
                each.school != 1 and each.age in range(7, 19) for each in inside
            ),
            "unfit_housing": bad and house.sta_lahan == 1 and house.fasbab == 4,
            "poorest_without_aid": bool(inside) and rank <= 10 and not aided,
            "female_headed_poor_households": any(e.head == 1 and e.sex == 2 for e in inside),
        }
        for place in {regency().code, *([area[str(house.kecamatan)]] if inside else [])}:
            for code, number in facts.items():
                found[code, place] = found.get((code, place), 0) + int(number)
    rows = [(code, place, period, float(number)) for (code, place), number in found.items()]
    return pd.DataFrame(rows, columns=["indicator", "area", "period", "value"])
