"""A stand-in for SPSE: five budget years of tenders, with a known truth.

Packages are drawn first and counted in plain Python; then their rows are made, with what must not
count: closed tenders that were held again, second buyers and funds of one package, prices of 0.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, DateTime, MetaData, Numeric, String, Table

from connectors import regency, skpds

YEARS = 5
PER_YEAR = 420
WEIGHT = {"1.03": 30, "1.03.2": 12, "1.04": 14, "1.01": 10, "1.02": 8, "1.02.2": 5, "4.01": 4}
SHAPES: dict[str, tuple[str, ...]] = {
    "paket": ("pkt_id", "pkt_pagu", "pkt_hps", "pkt_status"),
    "lelang_seleksi": ("lls_id", "pkt_id", "lls_status", "lls_versi_lelang"),
    "paket_satker": ("pkt_id", "stk_id"),
    "satuan_kerja": ("stk_id",),
    "anggaran": ("ang_id", "ang_tahun"),
    "paket_anggaran": ("pkt_id", "ang_id"),
    "kontrak": ("kontrak_id", "lls_id", "kontrak_nilai"),
    "evaluasi": ("eva_id", "lls_id", "eva_versi", "eva_jenis"),
    "nilai_evaluasi": ("eva_id", "psr_id", "nev_lulus", "nev_harga", "nev_harga_terkoreksi"),
    "peserta": ("psr_id", "lls_id", "psr_harga", "psr_harga_terkoreksi"),
    "paket_sirup": ("id", "tahun"),
}
DATES = {"paket": "pkt_tgl_buat", "lelang_seleksi": "lls_tgl_setuju", "kontrak": "kontrak_tanggal"}
KEYS = {
    "pkt_id": "paket",
    "lls_id": "lelang_seleksi",
    "stk_id": "satuan_kerja",
    "ang_id": "anggaran",
    "eva_id": "evaluasi",
    "psr_id": "peserta",
}
NAMES = {"paket": "pkt_nama", "satuan_kerja": "stk_nama", "kontrak": "kontrak_no"}

metadata = MetaData()
for _name, _numbers in SHAPES.items():
    _made: list[Column[Any]] = [
        Column(
            each,
            Numeric(19, 2, asdecimal=False),
            primary_key=KEYS.get(each) == _name,
            index=each in KEYS,
            autoincrement=False,
        )
        for each in _numbers
    ]
    if _name in NAMES:
        _made.append(Column(NAMES[_name], String(255)))
    if _name in DATES:
        _made.append(Column(DATES[_name], DateTime))
    Table(_name, metadata, *_made)


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables with data up to `until`, and the truth; tenders know no scale."""
    rng = np.random.default_rng([3522, 77])
    offices = [code for code in skpds() if code[0].isdecimal() and code[0] != "7"]
    weights = np.array([WEIGHT.get(code, 1.0) for code in offices])
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in SHAPES}
    for number, code in enumerate(offices, 1):
        name = skpds()[code].name  # offices write their own names in capitals or not
        rows["satuan_kerja"].append((number, name.upper() if number % 3 else name))
    packages: list[dict[str, Any]] = []
    limit = pd.Timestamp(until) + pd.Timedelta(days=1)
    for year in range(until.year - YEARS + 1, until.year + 1):
        rows["anggaran"] += [(year * 10 + part, year) for part in (1, 2)]
        for _ in range(PER_YEAR):
            rows["paket_sirup"].append((len(rows["paket_sirup"]) + 1, year))
            made = _package(rng, year, offices, weights)
            if made["announced"] < limit:
                packages.append(made)
                _rows(rows, rng, made, len(packages), offices, limit)
    frames = {
        name: pd.DataFrame(each, columns=[column.name for column in metadata.tables[name].columns])
        for name, each in rows.items()
    }
    return frames, _truth(packages, until, limit)


def _package(
    rng: np.random.Generator, year: int, offices: list[str], weights: "np.ndarray[Any, Any]"
) -> dict[str, Any]:
    announced = pd.Timestamp(year, 1, 1) + pd.Timedelta(days=int(rng.gamma(3.0, 38)) - 25)
    ceiling = float(np.round(np.exp(rng.normal(20.3, 1.0)), -3))
    estimate = float(np.round(ceiling * rng.uniform(0.95, 1.0)))
    won = float(np.round(estimate * rng.uniform(0.8, 0.995)))
    signed = announced + pd.Timedelta(days=int(rng.integers(25, 75)))
    return {
        "year": year,
        "office": offices[int(rng.choice(len(offices), p=weights / weights.sum()))],
        "announced": announced,
        "signed": signed if rng.random() < 0.93 else pd.NaT,
        "ceiling": ceiling,
        "estimate": estimate,
        "won": won,
        "priced": bool(rng.random() < 0.97),
    }


def _rows(
    rows: dict[str, list[tuple[object, ...]]],
    rng: np.random.Generator,
    made: dict[str, Any],
    number: int,
    offices: list[str],
    limit: pd.Timestamp,
) -> None:
    """The rows of one package, among them some that must not be counted twice."""
    name = f"Paket {number}"
    buyer = offices.index(made["office"]) + 1
    rows["paket"].append((number, made["ceiling"], made["estimate"], 1, name, made["announced"]))
    rows["paket_satker"].append((number, buyer))
    if buyer < len(offices) and rng.random() < 0.1:
        rows["paket_satker"].append((number, buyer + 1))
    rows["paket_anggaran"].append((number, made["year"] * 10 + 1))
    if rng.random() < 0.2:
        rows["paket_anggaran"].append((number, made["year"] * 10 + 2))
    tender = number * 10 + 1
    if rng.random() < 0.12:
        early = made["announced"] - pd.Timedelta(days=30)
        rows["lelang_seleksi"].append((tender, number, 2, 1, early))
        tender += 1
    rows["lelang_seleksi"].append((tender, number, 1, tender % 10, made["announced"]))
    if pd.isna(made["signed"]) or made["signed"] >= limit:
        return
    rows["kontrak"].append((number, tender, made["won"], f"K-{number}", made["signed"]))
    rows["peserta"] += [
        (number * 2, tender, made["won"], 0.0),
        (number * 2 + 1, tender, made["won"] * 1.05, 0.0),
    ]
    versions = 2 if rng.random() < 0.15 else 1
    for version in range(1, versions + 1):
        judged = number * 10 + version
        rows["evaluasi"].append((judged, tender, version, 4))
        price = made["won"] if version == versions else made["won"] * 1.1
        corrected = price if number % 2 else 0.0
        if not made["priced"]:
            price = corrected = 0.0
        rows["nilai_evaluasi"].append((judged, number * 2, 1, price, corrected))
        rows["nilai_evaluasi"].append((judged, number * 2 + 1, 0, made["won"] * 0.5, 0.0))
    if not made["priced"]:
        rows["peserta"][-2] = (number * 2, tender, 0.0, 0.0)


def _truth(packages: list[dict[str, Any]], until: date, limit: pd.Timestamp) -> pd.DataFrame:
    """What the connector has to find, counted package by package."""
    found: list[tuple[Any, ...]] = []
    newest = max(
        stamp
        for made in packages
        for stamp in (made["announced"], made["signed"])
        if not pd.isna(stamp) and stamp < limit
    )
    for year in sorted({made["year"] for made in packages}):
        mine = [made for made in packages if made["year"] == year]
        found.append(
            (
                "procurement_contracted",
                "",
                pd.Timestamp(year, 12, 1),
                "target",
                f"RUP {year}",
                float(PER_YEAR),
            )
        )
        for skpd in ["", *sorted({made["office"] for made in mine})]:
            own = [made for made in mine if skpd in ("", made["office"])]
            for month in range(1, 13):
                first = pd.Timestamp(year, month, 1)
                if first > newest:
                    break
                end = first + pd.offsets.MonthBegin()
                told = [made for made in own if made["announced"] < end]
                done = [made for made in own if made["signed"] < min(end, limit)]
                priced = [made for made in done if made["priced"]]
                values = {
                    "procurement_packages": float(len(told)),
                    "procurement_ceiling": sum(made["ceiling"] for made in told),
                    "procurement_contracted": float(len(done)),
                    "procurement_contract_value": sum(made["won"] for made in done),
                }
                if priced:
                    estimate = sum(made["estimate"] for made in priced)
                    saved = 1 - sum(made["won"] for made in priced) / estimate
                    values["procurement_savings"] = round(100 * saved, 2)
                found += [
                    (code, skpd, first, "actual", "", value) for code, value in values.items()
                ]
    columns = ["indicator", "skpd", "period", "kind", "reference", "value"]
    return pd.DataFrame(found, columns=columns).assign(area=regency().code)
