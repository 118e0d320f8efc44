"""The structure of a NIK, against an oracle that asks Python's own calendar, one by one."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.recipients import _nik
from dashboard.recipients._nik import structure

FIRST, LAST = "352215", "0001"


@cache
def listed():
    path = Path(_nik.__file__).with_name("_regions.csv")
    return {row["code"] for row in csv.DictReader(path.read_text("utf-8").splitlines())}


@cache
def born(day, month, year, today):
    """Day of birth and sex by the rule, or None: tried with the calendar, not reckoned."""
    sex = 2 if day > 40 else 1
    for century in (2000, 1900):
        try:
            found = date(century + year, month, day - 40 * (sex == 2))
        except ValueError:
            continue
        if found <= today:
            return found, sex
    return None


def judged(texts, today=date(2026, 11, 25)):
    return structure(pd.Series(texts, dtype=object), today)


@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2024, 2, 29), date(2000, 1, 1)])
def test_every_day_code_month_and_year_is_read_as_the_calendar_has_it(today):
    parts = [(d, m, y) for d in range(100) for m in range(100) for y in range(100)]
    found = judged([f"{FIRST}{d:02}{m:02}{y:02}{LAST}" for d, m, y in parts], today)
    expected = [born(d, m, y, today) if m <= 12 else None for d, m, y in parts]
    good = np.array([each is not None for each in expected])
    assert (found["fault"].to_numpy() == np.where(good, "", "nik_date")).all()
    days = pd.to_datetime([each[0] for each in expected if each])
    assert (found.loc[good, "born"].to_numpy() == days.to_numpy()).all()
    assert (found["sex"].to_numpy() == [each[1] if each else 0 for each in expected]).all()
    assert found.loc[~good, "born"].isna().all()


def test_there_are_62_day_codes():
    found = judged([f"{FIRST}{day:02}0180{LAST}" for day in range(100)])
    legal = {day for day, fault in enumerate(found["fault"]) if not fault}
    assert legal == {*range(1, 32), *range(41, 72)}


def test_every_regency_code_is_known_or_refused():
    codes = [f"{number:04}" for number in range(10_000)]
    found = judged([f"{code}15010180{LAST}" for code in codes])
    known = [code in listed() for code in codes]
    assert sum(known) > 500
    assert (found["fault"] == ["" if each else "nik_region" for each in known]).all()


def test_every_kecamatan_of_a_known_regency_is_known_or_noted():
    codes = [f"3522{number:02}" for number in range(100)]
    found = judged([f"{code}010180{LAST}" for code in codes])
    assert (found["fault"] == "").all(), "a code older than 2018 may be missing in the lists"
    noted = ["" if code in listed() else "nik_district" for code in codes]
    assert (found["warning"] == noted).all()


@pytest.mark.parametrize("province", ["65", "92", "93", "95", "96", "31", "94"])
def test_provinces_that_other_tools_refuse_are_taken(province):
    regency = next(code for code in sorted(listed()) if len(code) == 4 and code[:2] == province)
    assert judged([f"{regency}01010180{LAST}"])["fault"].tolist() == [""]


def test_the_serial_begins_at_one():
    found = judged([f"{FIRST}010180{serial:04}" for serial in range(10_000)])
    assert found["fault"].tolist() == ["nik_serial", *[""] * 9_999]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "nik_missing"),
        (None, "nik_missing"),
        (float("nan"), "nik_missing"),
        ("352215010180000", "nik_length"),
        ("35221501018000011", "nik_length"),
        ("35221501018O0001", "nik_letters"),
        ("352215010180000l", "nik_letters"),
        ("٣٥٢٢١٥٠١٠١٨٠٠٠٠١", "nik_letters"),
        ("352215010180000\ud800", "nik_letters"),
        ("352215010180000/", "nik_letters"),
        ("352215010180000:", "nik_letters"),
        ("0000150101800001", "nik_region"),
        ("3522153202800001", "nik_date"),
        ("3522150113800001", "nik_date"),
        ("3522150101800000", "nik_serial"),
    ],
)
def test_the_first_fault_that_applies_is_told(written, fault):
    assert judged([written])["fault"].tolist() == [fault]


def test_a_child_born_today_is_no_centenarian():
    found = judged([f"{FIRST}251126{LAST}", f"{FIRST}261126{LAST}"])
    assert found["born"].dt.year.tolist() == [2026, 1926]


@pytest.mark.parametrize("today", [date(1999, 12, 31), date(2000, 2, 28), date(2000, 2, 29)])
def test_no_century_has_a_day_that_is_still_to_come(today):
    parts = [(29, 2, 0), (28, 2, 0), (31, 12, 99), (1, 1, 0), (1, 3, 0)]
    found = judged([f"{FIRST}{d:02}{m:02}{y:02}{LAST}" for d, m, y in parts], today)
    expected = [born(*part, today) for part in parts]
    days = [each and each[0] for each in expected]
    assert [None if pd.isna(each) else each.date() for each in found["born"]] == days
    assert (found["fault"] == ["" if each else "nik_date" for each in days]).all()


def test_on_a_leap_day_nobody_was_yet_born_the_day_after():
    found = judged([f"{FIRST}{day}{LAST}" for day in ("290224", "010324")], date(2024, 2, 29))
    assert found["born"].dt.strftime("%Y-%m-%d").tolist() == ["2024-02-29", "1924-03-01"]


def by_rule(text, today=date(2026, 11, 25)):
    """Fault, warning, day of birth and sex of one text, said one after another as in the papers."""
    if not text:
        return "nik_missing", "", None, 0
    if len(text) != 16:
        return "nik_length", "", None, 0
    if set(text) - set("0123456789"):
        return "nik_letters", "", None, 0
    if text[:4] not in listed():
        return "nik_region", "", None, 0
    told = born(*(int(text[at : at + 2]) for at in (6, 8, 10)), today)
    if told is None:
        return "nik_date", "", None, 0
    if text.endswith("0000"):
        return "nik_serial", "", None, 0
    return "", "" if text[:6] in listed() else "nik_district", *told


REGIONS = st.sampled_from(["352215", "352299", "110101", "965101", "000001", "350000"])
NEAR = st.builds(
    lambda region, rest: region + rest,
    REGIONS,
    st.from_regex(r"[0-7][0-9][01][0-9][0-9]{2}(0000|[0-9]{4})", fullmatch=True),
)
# characters() without a codec gives surrogates too
ODD = st.one_of(st.text(st.characters(), max_size=18), st.text("0123456789Ol. ", max_size=18))


@given(st.lists(st.one_of(NEAR, ODD, st.none())), st.sampled_from(["object", "str"]))
def test_whatever_is_written_gets_one_answer_in_its_place(texts, dtype):
    if dtype == "str":  # Arrow holds no half of a surrogate pair
        texts = [text and text.encode("utf-8", "replace").decode() for text in texts]
    index = pd.Index(range(100, 100 + len(texts)))
    found = structure(pd.Series(texts, dtype=dtype, index=index), date(2026, 11, 25))
    assert found.index.equals(index)
    told = [
        (row.fault, row.warning, None if pd.isna(row.born) else row.born.date(), row.sex)
        for row in found.itertuples()
    ]
    assert told == [by_rule(text) for text in texts]


def test_an_index_that_repeats_itself_stays():
    found = structure(pd.Series([f"{FIRST}010180{LAST}", "x"], index=[7, 7]), date(2026, 11, 25))
    assert found.index.tolist() == [7, 7] and found["fault"].tolist() == ["", "nik_length"]


def test_the_columns_are_of_the_same_kind_with_and_without_rows():
    kinds = [judged(texts).dtypes.astype(str).to_dict() for texts in ([], [f"{FIRST}010180{LAST}"])]
    assert kinds[0] == kinds[1]
    assert kinds[0] == {"fault": "object", "warning": "object", "born": "datetime64[s]",
                        "sex": "int8"}  # fmt: skip


@pytest.mark.parametrize("dtype", ["str", "object", "string[python]", "string[pyarrow]"])
def test_every_kind_of_text_column_is_taken(dtype):
    found = structure(pd.Series([f"{FIRST}410180{LAST}", None], dtype=dtype), date(2026, 11, 25))
    assert found["fault"].tolist() == ["", "nik_missing"] and found["sex"].tolist() == [2, 0]
