"""A stand-in for SIMPUS: three years of visits at 36 puskesmas, with a known truth.

Visits and their diagnoses are drawn first and counted; then their rows are made, split by month as
the release has it, with what must not count: queues, visits without an end, a whole table left
from before the split, codes in other writing, dummy dates. Persons are numbers; nobody is meant.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, DateTime, Integer, MetaData, Numeric, String, Table

from connectors import regency, sources

MONTHS = 36
VISITS = 45  # a puskesmas and month: a twentieth of the real number, or the build takes too long
LEAST = 6
# ICD-10 with a dot, as it is written or mistyped, and how often
CODES = np.array(
    ["I10", "i10 ", "I11.9", "A09", "a09.0", "A06.0", "A01.0", "J06.9", "J00", "E11.9", "K30",
     "M79.1", "R51", "L30.9"]
)  # fmt: skip
ODDS = np.array([14, 3, 1, 6, 1, 1, 1, 18, 8, 8, 14, 12, 8, 5]) / 100
CLINICS = np.array(["POLI UMUM", "POLI GIGI", "POLI KIA", "POLI LANSIA", "POLI MTBS"])
KINDS = np.array(["Baru", "BARU", "Lama", "lama ", ""])
SINGLE = 10  # place of a puskesmas that is the only one of its kecamatan, and sent nothing once

metadata = MetaData()
SPLIT = ["", *(f"_{month:02}" for month in range(1, 13))]
for _end in SPLIT:
    Table(
        f"tbpasienrj{_end}", metadata,
        Column("IdPasienrj", Integer, primary_key=True, autoincrement=False),
        Column("NoRegistrasi", String(40)), Column("TanggalRegistrasi", DateTime),
        Column("NoCM", String(20)), Column("NamaPasien", String(60)),
        Column("JenisKelamin", String(1)), Column("UmurTahun", Integer),
        Column("PoliPertama", String(30)), Column("Asuransi", String(30)),
        Column("StatusKunjungan", String(10)), Column("StatusPelayanan", String(20)),
        Column("StatusPulang", String(5)), Column("TarifKarcis", Numeric(12, 2, asdecimal=False)),
    )  # fmt: skip
    Table(
        f"tbdiagnosapasien{_end}", metadata, Column("NoRegistrasi", String(40)),
        Column("TanggalDiagnosa", DateTime), Column("KodeDiagnosa", String(10)),
    )  # fmt: skip
Table("tbpasienperpegawai_01", metadata, Column("NoRegistrasi", String(40)))


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables with data up to `until`, and the truth."""
    rng = np.random.default_rng([3522, 102])
    places = list(sources()["simpus"].facts["puskesmas"].items())
    months = pd.period_range(end=pd.Timestamp(until), periods=MONTHS, freq="M")
    drawn = rng.poisson(max(LEAST, VISITS * scale), (len(places), MONTHS))
    drawn[SINGLE, MONTHS // 2] = 0
    where, when = (index.ravel().repeat(drawn.ravel()) for index in np.indices(drawn.shape))
    last = np.minimum(months.days_in_month.to_numpy(), 28)
    last[-1] = until.day
    size = len(where)
    days = months.start_time[when] + pd.to_timedelta(
        (rng.random(size) * last[when]).astype(int), "D"
    )
    visits = pd.DataFrame(
        {
            "area": np.array([area for _, area in places])[where],
            "period": months.start_time[when],
            "day": days,
            "kind": rng.choice(5, size, p=[0.3, 0.1, 0.4, 0.15, 0.05]),
            "state": rng.choice(4, size, p=[0.85, 0.1, 0.03, 0.02]),
            "first": rng.choice(len(CODES), size, p=ODDS),
            "second": np.where(rng.random(size) < 0.3, rng.choice(len(CODES), size, p=ODDS), -1),
        }
    )
    code = np.array([code for code, _ in places])[where]
    code = np.where(rng.random(size) < 0.05, np.char.lower(code), code)
    visits["number"] = np.char.add(code, np.char.zfill(np.arange(size).astype(str), 9))
    return _tables(rng, visits), _truth(visits)


def _tables(rng: np.random.Generator, visits: pd.DataFrame) -> dict[str, pd.DataFrame]:
    size = len(visits)
    persons = rng.integers(1, 90_000, size).astype(str)
    rows = pd.DataFrame(
        {
            "IdPasienrj": np.arange(size) + 1,
            "NoRegistrasi": visits["number"],
            "TanggalRegistrasi": visits["day"],
            "NoCM": np.char.zfill(persons, 8),
            "NamaPasien": np.char.add("Warga ", persons),
            "JenisKelamin": np.array(["L", "P"])[rng.integers(0, 2, size)],
            "UmurTahun": rng.integers(0, 85, size),
            "PoliPertama": CLINICS[rng.integers(0, len(CLINICS), size)],
            "Asuransi": np.array(["BPJS PBI", "BPJS Non PBI", "Umum"])[rng.integers(0, 3, size)],
            "StatusKunjungan": KINDS[visits["kind"]],
            # 0 served, 1 served by a release that leaves the state empty, 2 in the queue, 3 no end
            "StatusPelayanan": np.array(["Sudah", None, "ANTRI", "Sudah"])[visits["state"]],
            "StatusPulang": np.array(["1", "4", "1", None])[visits["state"]],
            "TarifKarcis": 10_000.0,
        }
    )
    treated = visits[visits["state"] < 2]
    both = pd.concat([treated["first"], treated.loc[treated["second"] >= 0, "second"]])
    found = visits.loc[both.index, ["number", "day"]].set_axis(DIAGNOSED[:2], axis=1)
    found[DIAGNOSED[2]] = CODES[both]
    tables = {"tbpasienperpegawai_01": rows[["NoRegistrasi"]].head(50)}
    newest = visits["day"].max().month
    for stem, whole, day in (
        ("tbpasienrj", rows, "TanggalRegistrasi"),
        ("tbdiagnosapasien", found, "TanggalDiagnosa"),
    ):
        month = whole[day].dt.month
        for number in range(1, 13):
            tables[f"{stem}_{number:02}"] = whole[month == number]
        dummy = whole.head(20).assign(**{day: pd.Timestamp(1900, 1, 1)})
        if "IdPasienrj" in dummy:
            dummy["IdPasienrj"] += size
        tables[stem] = pd.concat([whole[month == newest], dummy])  # from before the split
    return tables


DIAGNOSED = ["NoRegistrasi", "TanggalDiagnosa", "KodeDiagnosa"]


def _truth(visits: pd.DataFrame) -> pd.DataFrame:
    """What the connector has to find, counted from the visits as they were drawn."""
    both = pd.concat([visits, visits.assign(area=regency().code)], ignore_index=True)
    served = both[both["state"] < 2]
    key = ["area", "period"]
    found: dict[str, Any] = {
        "outpatient_visits": both.assign(n=both["state"] < 2).groupby(key)["n"].sum()
    }
    told = served[served["kind"] < 4]
    found["new_visit_share"] = 100 * told.assign(n=told["kind"] < 2).groupby(key)["n"].mean()
    for code, letters in {"hypertension_cases": "I", "diarrhoea_cases": "A", "ari_cases": "J",
                          "diabetes_cases": "E"}.items():  # fmt: skip
        mine = [n for n, icd in enumerate(CODES) if icd[0].upper() == letters and "A01" not in icd]
        has = served["first"].isin(mine) | served["second"].isin(mine)
        found[code] = served.assign(n=has).groupby(key)["n"].sum()
    frames = [
        values.astype(float).rename("value").reset_index().assign(indicator=code)
        for code, values in found.items()
    ]
    truth: pd.DataFrame = pd.concat(frames, ignore_index=True)
    return truth
