"""A stand-in for e-PPGBM's exports: two years of weighing at the posyandu, with a known truth.

Children and what was measured of them last in a month are drawn first and counted; then their rows
are made, with what must not count: earlier measurements of the month, made-up NIKs, z-scores that
cannot be. The newest month is an Excel file for each kecamatan, the older ones a CSV file each.
Children are numbers; nobody is meant.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from connectors import children, regency

MONTHS = 24
CHILDREN = 24  # a kecamatan: a hundredth of the real number, or Excel takes too long
LEAST = 6
HEADERS = [
    "NIK", "Nama", "JK", "Tgl Lahir", "BB Lahir", "TB Lahir", "Nama Ortu", "Prov", "Kab/Kota",
    "Kec", "Pukesmas", "Desa/Kel", "Posyandu", "RT", "RW", "Alamat", "Usia Saat Ukur",
    "Tanggal Pengukuran", "Cara Ukur", "Berat", "Tinggi", "LiLA", "BB/U", "ZS BB/U", "TB/U",
    "ZS TB/U", "BB/TB", "ZS BB/TB", "Naik Berat Badan",
]  # fmt: skip
SCORES = {"ZS TB/U": (-6, 6), "ZS BB/U": (-6, 5), "ZS BB/TB": (-5, 5)}
UNKNOWN = np.array(["", "-", "#N/A", "Outlier"])
NO_NIK = np.array(["", "0000000000000000", "9999999999999999"])
RATES = {
    "stunting_rate_measured": "ZS TB/U",
    "underweight_rate_measured": "ZS BB/U",
    "wasting_rate_measured": "ZS BB/TB",
}


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, Any], pd.DataFrame]:
    """The files with data up to `until`, and the truth."""
    rng = np.random.default_rng([3522, 2400])
    kecamatan = children(regency().code)
    each = max(LEAST, int(CHILDREN * scale))
    size = each * len(kecamatan)
    persons = pd.DataFrame(
        {
            "area": np.repeat([area.code for area in kecamatan], each),
            "name": np.repeat([area.name for area in kecamatan], each),
            "height": rng.normal(-0.9, 1.1, size),
            "weight": rng.normal(-0.8, 1.0, size),
            "thin": rng.normal(-0.3, 1.0, size),
            "born": np.round(rng.normal(3.05, 0.42, size), 2),
            "posyandu": rng.integers(1, 6, size),
            "birthday": pd.Timestamp(until) - pd.to_timedelta(rng.integers(750, 1700, size), "D"),
        }
    )
    grams = rng.random(size) < 0.05
    persons["born"] = persons["born"].mask(grams, persons["born"] * 1000)
    persons["nik"] = 3522_990000_000000 + np.arange(size)
    persons["no_nik"] = np.where(rng.random(size) < 0.06, rng.integers(0, 3, size), -1)
    books: dict[str, Any] = {}
    told = []
    months = pd.period_range(end=pd.Timestamp(until), periods=MONTHS, freq="M")
    for month in months:
        seen = persons[rng.random(size) < 0.85].reset_index()
        if month == months[-3]:  # one kecamatan did not measure
            seen = seen[seen["area"] != kecamatan[4].code].reset_index(drop=True)
        drift = (month - months[0]).n * 0.01
        found = _measured(rng, seen, drift)
        last = 28 if month < months[-1] else until.day
        day = month.start_time + pd.to_timedelta(rng.integers(0, last, len(seen)), "D")
        told.append(found.assign(area=seen["area"], born=seen["born"], period=month.start_time))
        rows = _rows(seen, found, day)
        twice = seen.index[(rng.random(len(seen)) < 0.08) & (day > month.start_time)]
        first = _rows(seen.loc[twice], _measured(rng, seen.loc[twice], 0.0), day[twice] - DAY)
        rows = pd.concat([rows, first]).sort_values(["Kec", "Nama"], ignore_index=True)
        books |= _files(rows, month, month == months[-1])
    return books, _truth(pd.concat(told, ignore_index=True))


DAY = pd.Timedelta(days=1)


def _measured(rng: np.random.Generator, seen: pd.DataFrame, drift: float) -> pd.DataFrame:
    """Height and z-scores of one measurement each; nan where nothing that can be is written."""
    size = len(seen)
    found = pd.DataFrame(index=seen.index)
    for score, own in zip(SCORES, ("height", "weight", "thin"), strict=True):
        values = (seen[own] + drift + rng.normal(0, 0.25, size)).round(2)
        found[score] = values.mask(rng.random(size) < 0.02, np.round(rng.uniform(6.2, 12, size), 2))
        found[score] = found[score].mask(rng.random(size) < 0.01, -9.99)
        found[score] = found[score].mask(rng.random(size) < 0.02)
    found["Tinggi"] = np.round(rng.uniform(70, 105, size), 1)
    found["Tinggi"] = found["Tinggi"].mask(rng.random(size) < 0.03)
    return found


def _rows(seen: pd.DataFrame, found: pd.DataFrame, day: Any) -> pd.DataFrame:
    """The export's rows: everything is text, and what is not known is written in many ways."""
    number = seen["index"].to_numpy()
    rows = pd.DataFrame("", index=seen.index, columns=HEADERS)
    nik = seen["nik"].astype(str)
    rows["NIK"] = np.where(seen["no_nik"] < 0, nik, NO_NIK[seen["no_nik"]])
    rows["Nama"] = np.char.add("Anak ", number.astype(str))
    rows["JK"] = np.array(["L", "P"])[number % 2]
    rows["Tgl Lahir"] = seen["birthday"].dt.strftime("%Y-%m-%d")
    rows["BB Lahir"] = seen["born"].map("{:g}".format)
    rows["Prov"], rows["Kab/Kota"] = "JAWA TIMUR", "BOJONEGORO"
    rows["Kec"] = np.where(number % 3 == 0, seen["name"].str.upper(), "Kec. " + seen["name"])
    rows["Pukesmas"] = seen["name"].str.upper()
    rows["Posyandu"] = "MELATI " + seen["posyandu"].astype(str)
    rows["Usia Saat Ukur"] = "2 Tahun - 3 Bulan - 5 Hari"
    rows["Tanggal Pengukuran"] = pd.Series(day, index=seen.index).dt.strftime("%Y-%m-%d")
    rows["Cara Ukur"] = "Berdiri"
    for column in ("Tinggi", *SCORES):
        text = found[column].map("{:.2f}".format)
        rows[column] = np.where(found[column].isna(), UNKNOWN[number % 4], text)
    rows["TB/U"] = "Normal"  # labels are not to be trusted: the z-score tells
    return rows


def _files(rows: pd.DataFrame, month: Any, newest: bool) -> dict[str, Any]:
    if not newest:
        return {f"eppgbm {month}.csv": {"": [HEADERS, *rows.to_numpy().tolist()]}}
    made = {}
    rows = rows.assign(where=rows["Kec"].str.removeprefix("Kec. ").str.title())
    for name, mine in rows.groupby("where"):
        lines = mine[HEADERS].to_numpy().tolist()
        title = [["LAPORAN STATUS GIZI BALITA"], [f"Kecamatan {name}, {month}"], []]
        note = [["Jumlah", len(lines)], ["Dicetak dari e-PPGBM"]]
        made[f"eppgbm {month} {name}.xlsx"] = {"Sheet1": [*title, HEADERS, *lines, *note]}
    return made


def _truth(told: pd.DataFrame) -> pd.DataFrame:
    """What the connector has to find, counted from the last measurements as they were drawn."""
    both = pd.concat([told, told.assign(area=regency().code)], ignore_index=True)
    groups = both.groupby(["area", "period"])
    height = both["ZS TB/U"]
    found: dict[str, Any] = {
        "toddlers_measured": groups["Tinggi"].count(),
        "stunted_toddlers": ((height >= -6) & (height < -2))
        .groupby([both["area"], both["period"]])
        .sum(),
    }
    for code, score in RATES.items():
        good = both[both[score].between(*SCORES[score])]
        found[code] = 100 * good.assign(n=good[score] < -2).groupby(["area", "period"])["n"].mean()
    known = both[both["born"].between(0.5, 6)]
    found["low_birth_weight_share"] = (
        100 * known.assign(n=known["born"] < 2.5).groupby(["area", "period"])["n"].mean()
    )
    frames = [
        values.astype(float).rename("value").reset_index().assign(indicator=code)
        for code, values in found.items()
    ]
    truth: pd.DataFrame = pd.concat(frames, ignore_index=True)
    return truth
