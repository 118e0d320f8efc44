"""A stand-in for SIAK: every resident of 430 desa, with a known truth.

The number of residents, families and events of each desa and month is drawn first; then persons
and entries are made, among them those that must not count (FLAG_STATUS other than 0). Numbers are
made up, and names come from two short lists: nobody is meant.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Column, DateTime, MetaData, SmallInteger, String, Table

from connectors import areas, regency
from dashboard.demo._register import certified, whole

RESIDENTS = 1_340_000
YEARS = 5
GIVEN = np.array(["Contoh", "Misal", "Andai", "Umpama", "Ibarat", "Teladan", "Peraga", "Model"])
FAMILY = np.array(["Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan"])
# a month's events for each resident, about as East Java registers them
RATE = {"births": 0.0010, "deaths": 0.0007, "arrivals": 0.0009, "departures": 0.0010}
PLACE = ("no_prop", "no_kab", "no_kec", "no_kel")

metadata = MetaData()
Table("biodata_wni", metadata, Column("nik", BigInteger, primary_key=True, autoincrement=False),
      Column("no_kk", BigInteger), Column("nama_lgkp", String(60)),
      Column("jenis_klmin", SmallInteger), Column("tgl_lhr", DateTime),
      Column("stat_hbkel", SmallInteger), Column("akta_lhr", SmallInteger),
      *(Column(name, SmallInteger) for name in PLACE),
      Column("flag_status", SmallInteger), Column("tgl_entri", DateTime),
      Column("tgl_ubah", DateTime))  # fmt: skip
Table("t5_stt_agr_penduduk", metadata, Column("no_kec", SmallInteger), Column("bln", DateTime),
      Column("dak_lk", BigInteger), Column("dak_lp", BigInteger))  # fmt: skip
for _name, _number in (("capil_lahir", "bayi_no"), ("capil_mati", "mati_no")):
    Table(_name, metadata, Column(_number, String(30)), Column("plpr_tgl_lapor", DateTime),
          Column("adm_no_kec", SmallInteger), Column("adm_no_kel", SmallInteger))  # fmt: skip
for _name in ("pindah_detail", "datang_detail"):
    Table(_name, metadata, Column("nik", BigInteger), Column("created_date", DateTime))


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables with data up to `until`, and the truth in the contract's shape."""
    rng = np.random.default_rng([3522, 12])
    desa = [area for area in areas().values() if area.level == "village"]
    places = np.array([[int(part) for part in area.code.split(".")] for area in desa])
    weight = rng.gamma(6.0, 1.0, len(desa))
    residents = np.maximum((weight / weight.sum() * RESIDENTS * scale).astype(int), 4)
    persons, families = _persons(rng, places, residents, until)
    months = pd.period_range(f"{until.year - YEARS + 1}-01", pd.Timestamp(until), freq="M")
    tables = {"biodata_wni": persons}
    truth = [
        _counts("population", desa, residents, until),
        _counts("families", desa, families, until),
    ]
    for code, rate in RATE.items():
        counts = rng.poisson(residents[:, None] * rate, (len(desa), len(months)))
        table, found = _events(rng, code, counts, months, places, persons, until)
        tables[table.attrs["name"]] = table
        truth.append(found)
    aggregate, found = _aggregate(rng, places, residents, months)
    tables["t5_stt_agr_penduduk"] = aggregate
    known = whole(pd.concat([*truth, found], ignore_index=True))
    return tables, pd.concat([known, certified(persons, until)], ignore_index=True)


def _persons(
    rng: np.random.Generator, places: Any, residents: Any, until: date
) -> tuple[pd.DataFrame, Any]:
    """Every person: the residents of each desa, and one in twenty more who left or died."""
    gone = np.maximum(residents // 20, 1)
    count = residents + gone
    where = np.repeat(np.arange(len(places)), count)
    total = int(count.sum())
    order = np.arange(total) - np.repeat(np.cumsum(count) - count, count)
    resident = order < residents[where]
    sex = rng.integers(1, 3, total)
    born = pd.Timestamp(until) - pd.to_timedelta(rng.integers(0, 29_000, total), unit="D")
    grown = pd.Timestamp(until) - pd.DateOffset(years=18)
    family = order // 3  # three to a family; the last one of a desa may be smaller
    kk = (where + 1) * 10_000_000 + np.where(resident, family, 5_000_000 + order)
    entered = pd.Timestamp(until) - pd.to_timedelta(rng.integers(1, 5000, total), unit="D")
    touched = pd.Series(entered).where(rng.random(total) < 0.5)
    touched.iloc[0] = pd.Timestamp(until)
    frame = pd.DataFrame(
        {
            "nik": 3522_000000_000000 + np.arange(1, total + 1),
            "no_kk": 3522_000000_000000 + kk,
            "nama_lgkp": np.char.add(
                np.char.add(GIVEN[rng.integers(0, 8, total)], " "),
                FAMILY[rng.integers(0, 8, total)],
            ),
            "jenis_klmin": sex,
            "tgl_lhr": born,
            "stat_hbkel": np.where(order % 3 == 0, 1, np.where(order % 3 == 1, 3, 4)),
            # 1 has a certificate, 2 has none: the older a child, the likelier; of adults only some
            "akta_lhr": np.where(rng.random(total) < np.where(born > grown, 0.93, 0.4), 1, 2),
            **{name: places[where, place] for place, name in enumerate(PLACE)},
            "flag_status": np.where(resident, 0, rng.integers(1, 5, total)),
            "tgl_entri": entered,
            "tgl_ubah": touched,
        }
    )
    return frame, -(-residents // 3)


def _counts(code: str, desa: list[Any], counts: Any, until: date) -> pd.DataFrame:
    period = pd.Timestamp(until).to_period("M").start_time
    rows = {"indicator": code, "area": [area.code for area in desa], "period": period}
    return pd.DataFrame({**rows, "value": counts.astype(float)})


def _events(
    rng: np.random.Generator,
    code: str,
    counts: Any,
    months: "pd.PeriodIndex",
    places: Any,
    persons: pd.DataFrame,
    until: date,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row an event, on some day of its month, and the number of each desa and month."""
    desa, month = (
        index.repeat(counts.ravel())
        for index in (
            pd.Index(np.repeat(np.arange(len(places)), len(months))),
            pd.Index(np.tile(np.arange(len(months)), len(places))),
        )
    )
    last = np.minimum(months.days_in_month.to_numpy(), 28)
    last[-1] = until.day
    starts = months.start_time
    days = starts[month] + pd.to_timedelta((rng.random(len(month)) * last[month]).astype(int), "D")
    if code in ("births", "deaths"):
        name, number = ("capil_lahir", "bayi_no") if code == "births" else ("capil_mati", "mati_no")
        table = pd.DataFrame(
            {
                number: np.arange(len(days)).astype(str),
                "plpr_tgl_lapor": days,
                "adm_no_kec": places[desa, 2],
                "adm_no_kel": places[desa, 3],
            }
        )
    else:
        name = "datang_detail" if code == "arrivals" else "pindah_detail"
        first = persons.groupby(list(PLACE), sort=False)["nik"].first().to_numpy()
        table = pd.DataFrame({"nik": first[desa], "created_date": days})
    table.attrs["name"] = name
    codes = np.array([f"{p[0]}.{p[1]}.{p[2]:02}.{p[3]:04}" for p in places])
    found = pd.DataFrame({"area": codes[desa], "period": starts[month]})
    found = found.value_counts().rename("value").astype(float).reset_index()
    return table, found.assign(indicator=code)


def _aggregate(
    rng: np.random.Generator, places: Any, residents: Any, months: "pd.PeriodIndex"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The register's own monthly aggregate by kecamatan, growing to today's number."""
    kec = pd.Series(residents).groupby(places[:, 2]).sum()
    growth = np.linspace(0.975, 1.0, len(months))
    numbers = np.round(kec.to_numpy()[:, None] * growth).astype(int)
    men = np.floor(numbers * rng.uniform(0.49, 0.51, (len(kec), 1))).astype(int)
    which, month = np.indices(numbers.shape)
    table = pd.DataFrame(
        {
            "no_kec": kec.index.to_numpy()[which.ravel()],
            "bln": months.start_time[month.ravel()],
            "dak_lk": men.ravel(),
            "dak_lp": (numbers - men).ravel(),
        }
    )
    found = pd.DataFrame(
        {
            "indicator": "population_history",
            "area": [f"{regency().code}.{number:02}" for number in table["no_kec"]],
            "period": table["bln"],
            "value": numbers.ravel().astype(float),
        }
    )
    return table, found
