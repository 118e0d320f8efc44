"""A stand-in for OpenSID with many villages: families, their log and aid, with a known truth.

Families are drawn first and counted in plain Python; then come their rows, with what must not
count: the dead, moved and invalid, events entered twice or taken back, programmes that have ended,
members of groups, zero dates, and weights in kilograms or grams.
"""

from collections import Counter
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Date, DateTime, Integer, MetaData, String, Table

from connectors import areas

FAMILIES = 4_500  # the villages that have begun; a family of three
FIRST_BIRTHS = 2021
FATES = (
    0.9,
    0.94,
    0.97,
    0.99,
    1.0,
)  # up to which a member lives here, died, moved, left, is invalid
PROGRAMMES = (  # nama, sasaran, status, and whether it runs
    ("BLT Dana Desa", 2, 1, True), ("BPNT", 2, 1, True), ("Lansia", 1, 1, True),
    ("Bedah rumah", 3, 1, True), ("Poktan", 4, 1, True), ("BLT 2022", 2, 1, False),
    ("Jamkesda", 1, 0, True),
)  # fmt: skip


def _make(name: str, texts: str, numbers: str, days: str = "", stamps: str = "") -> None:
    made: list[Column[Any]] = [Column("id", Integer, primary_key=True, autoincrement=False)]
    made += [Column(each, Integer, index=each.startswith("id_")) for each in numbers.split()]
    made += [Column(each, String(100), index=each in ("nik", "no_kk")) for each in texts.split()]
    made += [Column(each, Date) for each in days.split()]
    made += [Column(each, DateTime) for each in stamps.split()]
    Table(name, metadata, *made)


metadata = MetaData()
_make("config", "nama_desa kode_desa", "")
_make("tweb_penduduk", "nama nik berat_lahir", "config_id id_kk kk_level id_rtm sex status_dasar",
      "tanggallahir", "updated_at")  # fmt: skip
_make("tweb_keluarga", "no_kk", "config_id nik_kepala")
_make("tweb_rtm", "no_kk", "config_id nik_kepala")
_make(
    "log_penduduk", "", "config_id id_pend kode_peristiwa", "", "tgl_lapor tgl_peristiwa created_at"
)
_make("program", "nama", "config_id sasaran status", "sdate edate")
_make("program_peserta", "peserta", "config_id program_id")


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables with data up to `until`, and the truth in the contract's shape."""
    rng = np.random.default_rng([3522, 214])
    villages = [area for area in areas().values() if area.kind == "desa"][::4]
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in metadata.tables}
    count: Counter[tuple[str, str, pd.Timestamp]] = Counter()
    month = pd.Timestamp(until.year, until.month, 1)
    for number, (name, target, status, runs) in enumerate(PROGRAMMES, 1):
        end = "0000-00-00" if number % 2 else f"{until.year}-12-31"
        rows["program"].append((number, None, target, status, name, "2022-01-05",
                                end if runs else "2022-12-31"))  # fmt: skip
    for place, village in enumerate(villages, 1):
        code = village.code if place % 2 else village.code.replace(".", "")
        rows["config"].append((place, village.name, code))
        for _ in range(max(int(FAMILIES * scale / len(villages) * rng.uniform(0.7, 1.3)), 2)):
            _family(rows, rng, count, place, village.code, until, month)
    stamp = f"{until} 08:00:00"
    rows["tweb_penduduk"][0] = (*rows["tweb_penduduk"][0][:-1], stamp)
    frames = {
        name: pd.DataFrame(each, columns=[column.name for column in metadata.tables[name].columns])
        for name, each in rows.items()
    }
    return frames, _truth(count)


def _family(
    rows: dict[str, list[tuple[Any, ...]]],
    rng: np.random.Generator,
    count: Counter[tuple[str, str, pd.Timestamp]],
    place: int,
    area: str,
    until: date,
    month: pd.Timestamp,
) -> None:
    family = len(rows["tweb_keluarga"]) + 1
    household = len(rows["tweb_rtm"]) + 1
    head = len(rows["tweb_penduduk"]) + 1
    number = f"35229900{family:08}"
    rows["tweb_keluarga"].append((family, place, head, number))
    rows["tweb_rtm"].append((household, place, head, f"RT{number}"))
    kecamatan = area[:8]

    def happened(person: int, kind: int, again: bool, counts: bool) -> None:
        day = pd.Timestamp(until) - pd.Timedelta(days=int(rng.integers(0, 700)))
        zero = rng.random() < 0.1  # then the day of entry counts
        told = "0000-00-00 00:00:00" if zero else f"{day:%Y-%m-%d} 09:15:00"
        for later in range(2 if again else 1):
            entered = f"{day + pd.Timedelta(hours=later):%Y-%m-%d} 1{later}:00:00"
            rows["log_penduduk"].append((len(rows["log_penduduk"]) + 1, place, person, kind, told,
                                         "0000-00-00 00:00:00", entered))  # fmt: skip
        if counts:
            code = "village_births_reported" if kind == 1 else "village_deaths_reported"
            count[code, area, day.to_period("M").start_time] += 1

    for member in range(1, 4):
        person = len(rows["tweb_penduduk"]) + 1
        child = member == 3
        drawn = int(np.searchsorted(FATES, rng.random()))
        status = 1 if member == 1 else (1, 2, 3, 6, 9)[drawn]
        age = int(rng.integers(0, (until.year - FIRST_BIRTHS) * 365)) if child else 12_000
        born = pd.Timestamp(until) - pd.Timedelta(days=age)
        weight = ""
        if child and born.year >= FIRST_BIRTHS:
            kilograms = round(float(rng.normal(3.0, 0.42)), 1)
            forms = [f"{kilograms}", f"{kilograms}".replace(".", ","), f"{kilograms * 1000:.0f}",
                     f"{kilograms} kg", "", "0", "99"]  # fmt: skip
            chosen = int(rng.integers(0, len(forms)))
            weight = forms[chosen]
            if chosen < 4 and status != 9:
                year = pd.Timestamp(born.year, 1, 1)
                count["weighed", kecamatan, year] += 1
                count["light", kecamatan, year] += kilograms < 2.5
            happened(person, 1, rng.random() < 0.1, status != 9)
        if status == 2:
            happened(person, 2, rng.random() < 0.2, True)
        elif status == 1 and member == 2 and rng.random() < 0.05:
            happened(person, 2, False, False)  # a death that was taken back
        count["village_register_residents", area, month] += status == 1
        rows["tweb_penduduk"].append((
            person, place, family, member, household, 1 + member % 2, status, f"Warga {person}",
            f"352299{person:010}", weight, f"{born:%Y-%m-%d}", f"{until.year - 1}-11-03 07:00:00",
        ))  # fmt: skip
    joined = [each for each in range(1, len(PROGRAMMES) + 1) if rng.random() < 0.18]
    for programme in joined:
        target = PROGRAMMES[programme - 1][1]
        member_of = {1: f"352299{head:010}", 2: number, 3: f"RT{number}", 4: str(programme)}[target]
        for _ in range(1 + (rng.random() < 0.05)):  # some were entered twice
            rows["program_peserta"].append(
                (len(rows["program_peserta"]) + 1, place, programme, member_of)
            )
    running = [each for each in joined if each in (1, 2, 3, 4)]
    count["aided_families", kecamatan, month] += bool(running)
    count["aid_overlap_families", kecamatan, month] += len(running) > 1


def _truth(count: Counter[tuple[str, str, pd.Timestamp]]) -> pd.DataFrame:
    total: Counter[tuple[str, str, pd.Timestamp]] = Counter()
    for (code, area, period), number in count.items():
        for length in (13, 8, 5):
            if length <= len(area):
                total[code, area[:length], period] += number
    found = []
    for (code, area, period), number in total.items():
        if code == "weighed":
            share = 100 * total["light", area, period] / number
            found.append(("village_low_birth_weight_share", area, period, share))
        elif code != "light" and not (code == "aided_families" and not number):
            if code == "aid_overlap_families" and not total["aided_families", area, period]:
                continue
            found.append((code, area, period, float(number)))
    return pd.DataFrame(found, columns=["indicator", "area", "period", "value"])
