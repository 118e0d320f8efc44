"""A stand-in for the local mirror of SIPD (WP-SIPD): budget years with a known truth.

Sub-activities are drawn first, with their budget before and after the change, their spending and
progress month by month. Then their rows are made, with what must not count: old versions
(`active` 0), the years before (SIMDA's) and after (a draft), item lines of revenue, months that
were not filled in, a month that only some SKPD have filled in, the same tag and place twice.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Double, Integer, MetaData, String, Table

from connectors import children, regency, skpds, sources
from dashboard.demo.bpkad import PACE, PLAN, TOTAL, WEIGHT

EACH = 6  # sub-activities of an SKPD
LATEST = 6.9e12  # a year that nobody has published yet
TAGS = {"stunting": "Penurunan Stunting", "poverty": "Penanggulangan Kemiskinan Ekstrem"}
EVERYWHERE = "Semua Kecamatan"
YEARLY = ("active", "tahun_anggaran")


def _table(name: str, texts: tuple[str, ...], numbers: tuple[str, ...], *amounts: str) -> None:
    Table(
        name,
        metadata,
        *(Column(each, String(255)) for each in texts),
        *(Column(each, Integer) for each in numbers),
        *(Column(each, Double) for each in amounts),
    )


metadata = MetaData()
_table("data_unit", ("nama_skpd",), ("id_skpd", "id_unit", "is_skpd", *YEARLY))
_table("data_sub_keg_bl", ("kode_sbl", "nama_sub_skpd", "nama_sub_giat", "update_at"),
       ("id_skpd", "id_sub_skpd", *YEARLY), "pagu")  # fmt: skip
_table("data_rka", ("kode_sbl", "kode_akun"), YEARLY, "rincian", "rincian_murni")
_table("data_tag_sub_keg", ("kode_sbl", "namalabel"), YEARLY)
_table("data_lokasi_sub_keg", ("kode_sbl", "camatteks", "lurahteks"), ("idcamat", *YEARLY))
_table("data_rfk", ("kode_sbl",), ("id_skpd", "bulan", "tahun_anggaran"),
       "rak", "realisasi_anggaran", "realisasi_fisik")  # fmt: skip

Rows = dict[str, list[dict[str, Any]]]


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables with data up to `until`, and the truth; a budget knows no scale."""
    rng = np.random.default_rng([3522, 501])
    first = sources()["sipd"].first_year
    rows: Rows = {name: [] for name in metadata.tables}
    truth: list[tuple[Any, ...]] = []
    for year in range(first - 1, until.year + 2):
        drawn = [_activity(rng, year, code, n) for code in _offices() for n in range(EACH)]
        share = TOTAL.get(year, LATEST) * 0.95 / sum(one["first"].sum() for one in drawn)
        for one in drawn:
            one["first"], one["budget"] = (np.round(one[k] * share) for k in ("first", "budget"))
            one["spent"] = np.floor(one["spent"] * one["budget"].sum()).cumsum()
            one["plan"] = np.floor(PLAN.cumsum() * one["first"].sum() / 100)
        ended = 12 if until.year > year else until.month - 1
        _units(rows, year)
        for number, one in enumerate(drawn):
            _rows(rows, one, number, year)
            if year <= until.year:
                _reports(rows, one, number, year, ended)
        if first <= year <= until.year and ended:
            truth += _truth(drawn, year, ended)
    frames = {name: pd.DataFrame(each) for name, each in rows.items()}
    columns = ["indicator", "area", "skpd", "period", "kind", "reference", "value"]
    return frames, pd.DataFrame(truth, columns=columns)


def _offices() -> list[str]:
    return [code for code in skpds() if code[0].isdecimal()]


def _activity(rng: np.random.Generator, year: int, skpd: str, number: int) -> dict[str, Any]:
    """Shares of the year's budget for now; operating (5.1) before capital (5.2)."""
    weight = WEIGHT.get(skpd, 0.35 if skpd[0] == "7" else 0.9) * rng.dirichlet((2.0, 2.0))
    grown = weight * rng.uniform(1.0, 1.12)
    if number == EACH - 1 and rng.random() < 0.3:
        weight = weight * 0  # came with the changed budget
    unit = _offices().index(skpd) + 101
    diligence = np.random.default_rng([3522, unit]).uniform(0.8, 1.6)  # of an office, every year
    pace = PACE / 100 * rng.uniform(0.7, 1.15) * rng.uniform(0.85, 1.15, 12) * diligence
    pace *= rng.random(12) > 0.1  # in some months nothing is paid
    pace = np.diff(pace.cumsum().clip(0, 0.98), prepend=0)
    return {
        "code": f"{unit}.{unit}.{number + 1}.{year % 100}",
        "skpd": skpd,
        "first": weight,
        "budget": grown,
        "spent": pace,
        "physical": np.round((pace.cumsum() * rng.uniform(1.0, 1.1)).clip(0, 1) * 100, 1),
        "tag": {0: "stunting", 1: "poverty"}.get(int(rng.integers(0, 8)), ""),
        "places": [children(regency().code)[n] for n in rng.permutation(28)[: rng.integers(0, 5)]],
    }


def _units(rows: Rows, year: int) -> None:
    for number, code in enumerate(_offices(), 101):
        unit: dict[str, Any] = {"id_skpd": number, "id_unit": number, "tahun_anggaran": year}
        unit |= {"is_skpd": 1, "active": 1, "nama_skpd": skpds()[code].name.upper()}
        rows["data_unit"] += [unit, unit | {"active": 0, "nama_skpd": "NAMA LAMA"}]
        rows["data_unit"].append(unit | {"id_skpd": number + 500, "is_skpd": 0})  # a sub-unit


def _rows(rows: Rows, one: dict[str, Any], number: int, year: int) -> None:
    """The rows of one sub-activity, among them old versions."""
    owner = int(one["code"].split(".")[0])
    key = {"kode_sbl": one["code"], "active": 1, "tahun_anggaran": year}
    old = key | {"active": 0}
    total = one["budget"].sum()
    listed = {"id_skpd": owner, "id_sub_skpd": owner + 500 * (number % 2), "pagu": total}
    listed |= {"nama_sub_skpd": "Unit pelaksana", "nama_sub_giat": f"Subkegiatan {number}"}
    rows["data_sub_keg_bl"] += [key | listed, old | listed | {"pagu": 2_147_483_647.0}]
    for account, before, now in zip(("5.1.02", "5.2.05"), one["first"], one["budget"], strict=True):
        line = {"kode_akun": f"{account}.01.01.0001"}
        half = np.floor(now / 2)
        rows["data_rka"] += [
            key | line | {"rincian": half, "rincian_murni": before},
            key | line | {"rincian": now - half, "rincian_murni": 0.0},
            old | line | {"rincian": now * 3, "rincian_murni": before},
        ]
    if number % 9 == 0:
        revenue = {"kode_akun": "4.1.01.01.01.0001", "rincian": 1e9, "rincian_murni": 1e9}
        rows["data_rka"].append(key | revenue)
    if one["tag"]:
        tag = {"namalabel": TAGS[one["tag"]]}
        rows["data_tag_sub_keg"] += [key | tag, key | tag, old | {"namalabel": TAGS["stunting"]}]
    for place in one["places"]:
        named = {"camatteks": place.name.upper(), "lurahteks": "Desa A", "idcamat": number}
        rows["data_lokasi_sub_keg"] += [key | named, key | named | {"lurahteks": "Desa B"}]
    nowhere = {"camatteks": EVERYWHERE, "lurahteks": None, "idcamat": None}
    rows["data_lokasi_sub_keg"] += [key | nowhere, old | nowhere | {"camatteks": "Kapas"}]


def _reports(rows: Rows, one: dict[str, Any], number: int, year: int, ended: int) -> None:
    """The monthly reports of one sub-activity; of months to come only the cash plan is there."""
    owner = int(one["code"].split(".")[0])
    some = owner % 3 == 0  # these SKPD have begun to fill in the month that still runs
    for month in range(1, 13):
        known = month <= ended or (month == ended + 1 and some)
        if month > 1 and one["spent"][month - 1] == one["spent"][month - 2]:
            known = False  # nothing new, so nobody filled it in
        rows["data_rfk"].append(
            {
                "kode_sbl": one["code"],
                "id_skpd": owner + 500 * (number % 2),
                "bulan": month,
                "tahun_anggaran": year,
                "rak": one["plan"][month - 1],
                "realisasi_anggaran": one["spent"][month - 1] if known else None,
                "realisasi_fisik": one["physical"][month - 1] if known else None,
            }
        )


def _truth(drawn: list[dict[str, Any]], year: int, ended: int) -> list[tuple[Any, ...]]:
    """What the connector has to find in one year, counted sub-activity by sub-activity."""
    found: list[tuple[Any, ...]] = []
    home, january = regency().code, pd.Timestamp(year, 1, 1)
    changed = sources()["sipd"].facts["changed"].get(str(year), 1)

    def add(code: str, period: pd.Timestamp, value: Any, skpd: str, plan: str = "") -> None:
        kind = "target" if plan else "actual"
        found.append((code, home, skpd, period, kind, plan, float(value)))

    for skpd in ["", *_offices()]:
        own = [one for one in drawn if skpd in ("", one["skpd"])]
        for month in range(1, 13):
            which = "first" if min(month, ended) < changed else "budget"
            budget = sum(one[which].sum() for one in own)
            period = pd.Timestamp(year, month, 1)
            plan = sum(one["plan"][month - 1] for one in own)
            add("apbd_absorption", period, round(100 * plan / budget, 2), skpd, "Anggaran kas")
            if month > ended:
                continue
            spent = sum(one["spent"][month - 1] for one in own)
            done = sum(one["physical"][month - 1] * one[which].sum() for one in own)
            add("apbd_budget", period, budget, skpd)
            add("apbd_spending", period, spent, skpd)
            add("apbd_absorption", period, round(100 * spent / budget, 2), skpd)
            add("physical_progress", period, round(done / budget, 2), skpd)
        whole = sum(one["budget"].sum() for one in own)
        capital = sum(one["budget"][1] for one in own)
        add("capital_spending_share", january, round(100 * capital / whole, 2), skpd)
        for tag in TAGS:
            tagged = [one["budget"].sum() for one in own if one["tag"] == tag]
            if tagged:
                add(f"{tag}_tagged_budget", january, sum(tagged), skpd)
    placed = {area.code: 0.0 for area in children(home)}
    for one in drawn:
        for area in one["places"]:
            placed[area.code] += one["budget"].sum() / len(one["places"])
    placed[home] = sum(placed.values())
    rows = [("located_budget", area, "", january, "actual", "", placed[area]) for area in placed]
    return found + [row for row in rows if row[-1]]
