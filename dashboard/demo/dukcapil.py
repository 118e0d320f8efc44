"""A stand-in for SIAK: every resident of 430 desa, with a known truth.

Who they are is drawn in `_people`; among them are those that must not count (FLAG_STATUS other than
0). Numbers and names are made up: nobody is meant. The columns of CAPIL_MATI that hold the NIK and
the day of death are assumed, as connectors/dukcapil.toml says.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Column, DateTime, MetaData, SmallInteger, String, Table

from connectors import regency
from dashboard.demo._people import RESIDENT, Population, population
from dashboard.demo._register import certified, whole

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
    _died = [Column("mati_nik", BigInteger), Column("mati_tgl_mati", DateTime)]
    Table(_name, metadata, Column(_number, String(30)), Column("plpr_tgl_lapor", DateTime),
          Column("adm_no_kec", SmallInteger), Column("adm_no_kel", SmallInteger),
          *(_died if _name == "capil_mati" else ()))  # fmt: skip
Table("pindah_detail", metadata, Column("nik", BigInteger), Column("created_date", DateTime))
Table("datang_detail", metadata, Column("no_datang", String(30)), Column("nik", BigInteger),
      Column("created_date", DateTime))  # fmt: skip
Table("datang_header", metadata, Column("no_datang", String(30)),
      Column("klasifikasi_pindah", SmallInteger))  # fmt: skip


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables up to some days before `until`, and the truth in the contract's shape."""
    found = population(until, scale)
    rng = np.random.default_rng([3522, 13])
    persons = _biodata(rng, found)
    aggregate, history = _aggregate(rng, found)
    tables = {
        "biodata_wni": persons,
        "t5_stt_agr_penduduk": aggregate,
        "capil_lahir": _registered(found, "births", "bayi_no"),
        "capil_mati": _registered(found, "deaths", "mati_no"),
        "pindah_detail": _moves(found, "departures"),
        **_arrivals(found),
    }
    counted = [
        _counts("population", found, found.residents),
        _counts("families", found, found.families),
        *(_happened(found, code) for code in found.events),
    ]
    known = whole(pd.concat([*counted, history], ignore_index=True))
    return tables, pd.concat([known, certified(persons, found.day)], ignore_index=True)


def _biodata(rng: np.random.Generator, found: Population) -> pd.DataFrame:
    """Every person's row. 1 has a certificate, 2 has none: of adults only some have one."""
    persons, total = found.persons, len(found.persons)
    grown = pd.Timestamp(found.day) - pd.DateOffset(years=18)
    entered = persons["entered"].to_numpy()
    since = (np.datetime64(found.day) - entered.astype("M8[D]")).astype(int)
    touched = pd.Series(entered + (rng.random(total) * since).astype(int).astype("m8[D]"))
    touched = touched.where(rng.random(total) < 0.5)
    touched.iloc[0] = pd.Timestamp(found.day)
    young = (persons["born"] > grown).to_numpy()
    resident = (persons["state"] == RESIDENT).to_numpy()
    place = found.places[persons["desa"]]
    return pd.DataFrame(
        {
            "nik": persons["nik"],
            "no_kk": persons["kk"],
            "nama_lgkp": persons["name"],
            "jenis_klmin": persons["sex"],
            "tgl_lhr": persons["born"],
            "stat_hbkel": persons["role"],
            "akta_lhr": np.where(rng.random(total) < np.where(young, 0.93, 0.4), 1, 2),
            **{name: place[:, number] for number, name in enumerate(PLACE)},
            "flag_status": np.where(resident, 0, rng.integers(1, 5, total)),
            "tgl_entri": entered,
            "tgl_ubah": touched,
        }
    )


def _registered(found: Population, code: str, number: str) -> pd.DataFrame:
    """One row for each birth or death; of a death whose it was, where that was written down."""
    events = found.events[code]
    place = found.places[events["desa"]]
    rows = {
        number: np.arange(len(events)).astype(str),
        "plpr_tgl_lapor": events["day"],
        "adm_no_kec": place[:, 2],
        "adm_no_kel": place[:, 3],
    }
    if code == "deaths":
        person = events["person"].to_numpy()
        nik = found.persons["nik"].to_numpy()[person].astype(object)
        rows["mati_nik"] = pd.Series(np.where(person < 0, None, nik), dtype=object)
        rows["mati_tgl_mati"] = found.persons["died"].to_numpy()[person]
        rows["mati_tgl_mati"][person < 0] = np.datetime64("NaT")
    return pd.DataFrame(rows)


def _moves(found: Population, code: str) -> pd.DataFrame:
    events = found.events[code]
    nik = found.persons["nik"].to_numpy()[events["person"]]
    return pd.DataFrame({"nik": nik, "created_date": events["day"]})


def _arrivals(found: Population) -> dict[str, pd.DataFrame]:
    """Who came, each by an application of their own; all from another regency or province."""
    detail = _moves(found, "arrivals")
    number = np.arange(len(detail)).astype(str)
    header = pd.DataFrame(
        {"no_datang": number, "klasifikasi_pindah": 4 + np.arange(len(detail)) % 2}
    )
    return {"datang_detail": detail.assign(no_datang=number), "datang_header": header}


def _counts(code: str, found: Population, counts: Any) -> pd.DataFrame:
    period = pd.Timestamp(found.day).to_period("M").start_time
    rows = {"indicator": code, "area": list(found.desa), "period": period}
    return pd.DataFrame({**rows, "value": counts.astype(float)})


def _happened(found: Population, code: str) -> pd.DataFrame:
    """The number of events of each desa and month."""
    events = found.events[code]
    place = {"area": np.array(found.desa)[events["desa"]]}
    rows = pd.DataFrame(place | {"period": found.months.start_time[events["month"]]})
    counts: pd.DataFrame = rows.value_counts().rename("value").astype(float).reset_index()
    return counts.assign(indicator=code)


def _aggregate(rng: np.random.Generator, found: Population) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The register's own monthly aggregate by kecamatan, growing to today's number."""
    kec = pd.Series(found.residents).groupby(found.places[:, 2]).sum()
    growth = np.linspace(0.975, 1.0, len(found.months))
    numbers = np.round(kec.to_numpy()[:, None] * growth).astype(int)
    men = np.floor(numbers * rng.uniform(0.49, 0.51, (len(kec), 1))).astype(int)
    which, month = np.indices(numbers.shape)
    table = pd.DataFrame(
        {
            "no_kec": kec.index.to_numpy()[which.ravel()],
            "bln": found.months.start_time[month.ravel()],
            "dak_lk": men.ravel(),
            "dak_lp": (numbers - men).ravel(),
        }
    )
    history = pd.DataFrame(
        {
            "indicator": "population_history",
            "area": [f"{regency().code}.{number:02}" for number in table["no_kec"]],
            "period": table["bln"],
            "value": numbers.ravel().astype(float),
        }
    )
    return table, history
