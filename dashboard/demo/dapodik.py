"""A stand-in for the office's copy of Dapodik: three school years, with a known truth.

The size of each class of each school and semester is drawn first and counted; then the rows are
made, with what must not count: deleted rows of every table, electives, staff, guest teachers,
madrasah, another regency, a semester that is only being prepared. Nobody has a name.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Integer, MetaData, SmallInteger, String, Table

from connectors import children, regency

SEMESTERS = 6
SCHOOLS = (5, 5, 5, 6, 6)  # of each kecamatan: three SD, two SMP
CLASSES = {5: 6, 6: 3}
PUPILS = (6, 26)  # in a class: a school has one usual size between these
TEACHER, STAFF = (4, 5, 13, 20, 92), (11, 40)
SHAPES: dict[str, str] = {
    "rekap_sekolah": "sekolah_id nama npsn status_sekolah bentuk_pendidikan_id kecamatan kabupaten "
    "propinsi kode_wilayah_kecamatan semester_id",
    "sekolah": "sekolah_id npsn soft_delete",
    "rombongan_belajar": "rombongan_belajar_id sekolah_id semester_id jenis_rombel soft_delete",
    "anggota_rombel": "rombongan_belajar_id peserta_didik_id soft_delete",
    "peserta_didik": "peserta_didik_id jenis_kelamin soft_delete",
    "ptk": "ptk_id jenis_ptk_id soft_delete",
    "ptk_terdaftar": "ptk_id sekolah_id tahun_ajaran_id ptk_induk soft_delete",
}
INTEGERS = {"jenis_ptk_id", "tahun_ajaran_id"}

metadata = MetaData()


def _column(table: str, name: str) -> Column[Any]:
    first = SHAPES[table].split()[0] == name and table in ("sekolah", "peserta_didik", "ptk")
    if name in ("soft_delete", "ptk_induk", "jenis_rombel"):
        return Column(name, SmallInteger)
    kind = Integer() if name in INTEGERS else String(60)
    return Column(name, kind, primary_key=first, index=name.endswith("_id") and not first)


for _name, _columns in SHAPES.items():
    Table(_name, metadata, *(_column(_name, each) for each in _columns.split()))


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables with the semesters up to `until`, and the truth; schools know no scale."""
    rng = np.random.default_rng([3522, 2003])
    semesters = _semesters(until)
    schools: list[dict[str, Any]] = [
        {"area": area.code, "name": area.name, "form": form}
        for area in children(regency().code)
        for form in SCHOOLS
    ]
    usual = rng.uniform(*PUPILS, len(schools)) * max(min(scale, 1.0), 0.25)
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in SHAPES}
    told = []
    for number, school in enumerate(schools):
        teachers = int(rng.integers(4, 12))
        _school(rows, number, school, semesters)
        _teachers(rows, number, teachers, semesters)
        for place, semester in enumerate(semesters):
            sizes = rng.poisson(usual[number], CLASSES[school["form"]]).clip(1, 90)
            _classes(rows, number, place, semester, sizes)
            told.append((school["area"], semester, int(sizes.sum()), len(sizes), teachers))
        _classes(rows, number, SEMESTERS, _next(semesters[-1]), sizes)
    _strangers(rows, len(schools), semesters)
    frames = {
        name: pd.DataFrame(each, columns=SHAPES[name].split()).drop_duplicates()
        for name, each in rows.items()
    }
    twice = frames["rekap_sekolah"].head(40)  # the recapitulation was run twice
    frames["rekap_sekolah"] = pd.concat([frames["rekap_sekolah"], twice])
    return frames, _truth(told)


def _semesters(until: date) -> list[str]:
    found = [f"{until.year}1" if until.month >= 7 else f"{until.year - 1}2"]
    while len(found) < SEMESTERS:
        year, half = int(found[0][:4]), found[0][4]
        found.insert(0, f"{year}1" if half == "2" else f"{year - 1}2")
    return found


def _next(semester: str) -> str:
    year, half = int(semester[:4]), semester[4]
    return f"{year}2" if half == "1" else f"{year + 1}1"


def _uuid(kind: int, number: int) -> str:
    return f"{kind:08x}-0000-4000-8000-{number:012x}"


def _school(rows: Any, number: int, school: dict[str, Any], semesters: list[str]) -> None:
    own = _uuid(1, number)
    rows["sekolah"].append((own, f"{20500000 + number}", 0))
    for semester in semesters:
        place = f"Kec. {school['name']}" if number % 4 else f"Kec. {school['name'].upper()}  "
        rows["rekap_sekolah"].append(
            (own, f"Sekolah {number}", f"{20500000 + number}", "1", str(school["form"]), place,
             "Kab. Bojonegoro", "Prov. Jawa Timur", "052200  ", semester)
        )  # fmt: skip


def _teachers(rows: Any, number: int, teachers: int, semesters: list[str]) -> None:
    own = _uuid(1, number)
    years = sorted({int(semester[:4]) for semester in semesters})
    for each in range(teachers + 4):  # the last four: staff, deleted, left the school, a guest
        extra = each - teachers
        person = _uuid(2, number * 100 + each)
        kind = STAFF[number % 2] if extra == 0 else TEACHER[each % len(TEACHER)]
        rows["ptk"].append((person, kind, int(extra == 1)))
        for year in years:
            rows["ptk_terdaftar"].append((person, own, year, int(extra != 3), int(extra == 2)))


def _classes(rows: Any, number: int, place: int, semester: str, sizes: Any) -> None:
    own = _uuid(1, number)
    for order, size in enumerate(sizes):
        room = _uuid(3, (number * 10 + place) * 100 + order)
        first = number * 10_000 + order * 100
        pupils = [_uuid(4, first + each) for each in range(size)]
        rows["rombongan_belajar"].append((room, own, semester, 1, 0))
        rows["anggota_rombel"] += [(room, pupil, 0) for pupil in pupils]
        rows["peserta_didik"] += [(pupil, "L", 0) for pupil in pupils]
        if order:
            continue
        gone, left = _uuid(4, number * 10_000 + 9_900), _uuid(4, number * 10_000 + 9_901)
        rows["peserta_didik"] += [(gone, "P", 1), (left, "P", 0)]
        rows["anggota_rombel"] += [(room, gone, 0), (room, left, 1)]
        for extra, kind, deleted in ((90, 16, 0), (91, 51, 0), (92, 1, 1)):
            other = _uuid(3, (number * 10 + place) * 100 + extra)
            rows["rombongan_belajar"].append((other, own, semester, kind, deleted))
            rows["anggota_rombel"] += [(other, pupil, 0) for pupil in (pupils[0], left)]


def _strangers(rows: Any, count: int, semesters: list[str]) -> None:
    """A deleted school, a madrasah, an SMA and a school of another regency, each with a class."""
    forms = (("5", "Kab. Bojonegoro", 1), ("9", "Kab. Bojonegoro", 0), ("13", "Kab. Bojonegoro", 0),
             ("5", "Kab. Tuban", 0))  # fmt: skip
    for number, (form, regency_, deleted) in enumerate(forms, count):
        rows["sekolah"].append((_uuid(1, number), f"{20500000 + number}", deleted))
        for place, semester in enumerate(semesters):
            rows["rekap_sekolah"].append(
                (_uuid(1, number), f"Sekolah {number}", f"{20500000 + number}", "1", form,
                 "Kec. Kapas", regency_, "Prov. Jawa Timur", "052200  ", semester)
            )  # fmt: skip
            _classes(rows, number, place, semester, np.array([20]))
        _teachers(rows, number, 5, semesters)


def _truth(told: list[tuple[Any, ...]]) -> pd.DataFrame:
    """What the connector has to find, added up from the classes as they were drawn."""
    frame = pd.DataFrame(told, columns=["area", "semester", "pupils", "classes", "teachers"])
    frame["period"] = [
        pd.Timestamp(int(each[:4]), 7, 1)
        if each[4] == "1"
        else pd.Timestamp(int(each[:4]) + 1, 1, 1)
        for each in frame.pop("semester")
    ]
    frame["schools"], frame["small_schools"] = 1, (frame["pupils"] < 60).astype(int)
    both = pd.concat([frame, frame.assign(area=regency().code)])
    sums = both.groupby(["area", "period"]).sum().astype(float)
    sums["pupils_per_class"] = sums["pupils"] / sums.pop("classes")
    sums["pupil_teacher_ratio"] = sums["pupils"] / sums["teachers"]
    return sums.reset_index().melt(["area", "period"], var_name="indicator")
