"""The check that every frame passes: what it refuses, in which words, and what it leaves alone."""

import re
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from declared import SIHARGA
from hypothesis import given
from hypothesis import strategies as st

import connectors
from connectors import FRAME, KEY, SourceChanged, check, source_of

ENTRY = {"title": "Harga", "unit": "Rp/kg", "better": "lower", "range": [0, 100]}
FREQUENCIES = ("day", "week", "month", "quarter", "semester", "year")
FACTS = SIHARGA | {
    "indicator": {f"price_{word}": ENTRY | {"frequency": word} for word in FREQUENCIES},
}
SOURCE = source_of("siharga", FACTS)


def frame(others=(), **columns):
    """Two good rows, with some columns otherwise."""
    good = {
        "indicator": ["price_month"] * 2,
        "area": ["35.22.15", "35.22"],
        "period": pd.to_datetime(["2026-01-01", "2026-02-01"]),
        "value": [2.0, 1.0],
    }
    return pd.DataFrame(good | dict(others) | columns)


def column(*values):
    return pd.Series(values, dtype=object)


def days(text):
    return pd.to_datetime([text] * 2)


def test_a_good_frame_comes_back_with_every_column_in_order_of_its_key():
    passed = check(frame(), SOURCE)
    assert list(passed.columns) == FRAME
    assert list(passed["area"]) == ["35.22", "35.22.15"]
    assert list(passed["value"]) == [1.0, 2.0]
    assert set(passed["kind"]) == {"actual"} and set(passed["status"]) == {"A"}
    assert passed["upper"].isna().all()


def test_the_frame_that_was_given_is_left_alone():
    given_frame = frame(value=[2, 1])
    before = given_frame.copy()
    check(given_frame, SOURCE)
    pd.testing.assert_frame_equal(given_frame, before)


@pytest.mark.parametrize("numbers", [[2, 1], [Decimal(2), Decimal(1)], pd.array([2, 1], "Int64")])
def test_numbers_of_every_driver_become_floats(numbers):
    passed = check(frame(value=numbers), SOURCE)
    assert passed["value"].dtype == "float64" and list(passed["value"]) == [1.0, 2.0]


@pytest.mark.parametrize(
    ("columns", "rule"),
    [
        ({"indicator": ["price_month", "beras"]}, "indicator tidak dikenal"),
        ({"indicator": [None, "price_month"]}, "indicator bukan teks"),
        ({"area": ["35.22", "35.22.99"]}, "area tidak dikenal"),
        ({"area": [35.22, 35.23]}, "area bukan teks"),
        ({"kind": ["actual", "plan"]}, "kind tidak dikenal"),
        ({"status": ["A", "Z"]}, "status tidak dikenal"),
        ({"note": ["", None]}, "note bukan teks"),
        ({"value": ["1", "2"]}, "value bukan angka"),
        ({"value": column("seribu", 2.0)}, "value bukan angka"),
        ({"value": [True, False]}, "value bukan angka"),
        ({"value": days("2026-01-01")}, "value bukan angka"),
        ({"value": [date(2026, 1, 1)] * 2}, "value bukan angka"),
        ({"value": column([1], 2.0)}, "value bukan angka"),
        ({"upper": column("12", None)}, "upper bukan angka"),
        ({"value": [float("nan"), 1.0]}, "nilai kosong"),
        ({"value": column(None, 1.0)}, "nilai kosong"),
        ({"value": [1.0, 2.0], "status": ["M", "A"]}, "nilai kosong"),
        ({"value": [1.0, -np.inf]}, "nilai tak hingga"),
        ({"upper": [np.inf, 1.0]}, "nilai tak hingga"),
        ({"value": [100.1, 1.0]}, "value di luar batas wajar"),
        ({"value": [-0.1, 1.0]}, "value di luar batas wajar"),
        ({"upper": [101.0, 1.0]}, "upper di luar batas wajar"),
        ({"period": ["2026-01-01", "2026-02-01"]}, "periode bukan tanggal"),
        ({"period": [2026, 2026]}, "periode bukan tanggal"),
        ({"period": pd.to_datetime(["2026-01-01", None])}, "periode bukan tanggal"),
        ({"period": pd.period_range("2026-01", "2026-02", freq="M")}, "periode bukan tanggal"),
        ({"area": ["35.22"] * 2, "period": days("2026-01-01")}, "kunci ganda"),
    ],
)
def test_a_wrong_frame_is_refused_with_the_source_the_rule_and_the_row(columns, rule):
    with pytest.raises(SourceChanged, match=rf"^siharga: {rule}.*: .*35\.2[23]"):
        check(frame(**columns), SOURCE)


@pytest.mark.parametrize("limit", [0.0, 100.0])
def test_both_ends_of_the_range_are_inside_it(limit):
    assert limit in set(check(frame(value=[limit, 1.0]), SOURCE)["value"])


FIRST_DAYS = {
    "day": (["2026-01-01", "2026-11-24"], ["2026-01-01 07:00"]),
    "week": (["2026-01-05", "2025-12-29"], ["2026-01-01", "2026-01-04", "2026-01-05 07:00"]),
    "month": (["2026-01-01", "2026-12-01"], ["2026-01-02", "2026-01-31"]),
    "quarter": (["2026-01-01", "2026-10-01"], ["2026-02-01", "2026-04-02", "2026-12-01"]),
    "semester": (["2026-01-01", "2026-07-01"], ["2026-04-01", "2026-06-30", "2026-07-02"]),
    "year": (["2026-01-01"], ["2026-07-01", "2026-01-02", "2026-12-31"]),
}


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_a_period_is_the_first_day_of_its_own_frequency(frequency):
    right, wrong = FIRST_DAYS[frequency]
    for day in right:
        assert len(check(frame(indicator=f"price_{frequency}", period=days(day)), SOURCE)) == 2
    for day in wrong:
        with pytest.raises(SourceChanged, match="periode bukan hari pertama kurunnya"):
            check(frame(indicator=f"price_{frequency}", period=days(day)), SOURCE)


@pytest.mark.parametrize("name", connectors.COLUMNS)
def test_a_missing_column_is_named(name):
    with pytest.raises(SourceChanged, match=f"^siharga: kolom {name} tidak ada"):
        check(frame().drop(columns=name), SOURCE)


def test_an_unknown_column_is_named():
    with pytest.raises(SourceChanged, match="^siharga: kolom harga tidak dikenal"):
        check(frame(harga=1.0), SOURCE)


def test_three_rows_are_shown_and_the_others_counted():
    wrong = pd.concat([frame(area=["x1", "x2"]), frame(area=["x3", "x4"]), frame(area="x5")])
    with pytest.raises(SourceChanged) as refused:
        check(wrong, SOURCE)
    assert re.findall(r"x\d", str(refused.value)) == ["x1", "x2", "x3"]
    assert str(refused.value).endswith("x3 2026-01-01 actual = 2.0 (dan 3 baris lain)")


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param(
            {"period": days("2026-01-01").tz_localize("Asia/Jakarta")}, id="a period with a zone"
        ),
        pytest.param({"period": column(*[datetime(9999, 1, 1)] * 2)}, id="the year 9999"),
        pytest.param({"value": column(np.True_, 1.0)}, id="truth of numpy"),
        pytest.param({"value": column(b"1", 1.0)}, id="bytes"),
        pytest.param({"value": column(10**400, 1.0)}, id="a number beyond floats"),
        pytest.param({0: [1, 2]}, id="a column without a name"),
    ],
)
def test_a_strange_frame_is_the_sources_fault_and_not_ours(columns):
    with pytest.raises(SourceChanged, match="^siharga: "):
        check(frame(columns), SOURCE)


POINTS = st.tuples(
    st.sampled_from(["price_month", "price_year"]),
    st.sampled_from(sorted(connectors.areas())),
    st.sampled_from([pd.Timestamp(year, 1, 1) for year in range(2019, 2027)]),
    st.sampled_from(["actual", "target", "alternative"]),
)


@given(
    st.dictionaries(POINTS, st.floats(0, 100, allow_nan=False), min_size=1, max_size=20),
    st.randoms(),
)
def test_a_valid_frame_passes_with_its_values_unchanged_in_whatever_order(points, shuffler):
    rows = [(*point, value) for point, value in points.items()]
    shuffler.shuffle(rows)
    names = ["indicator", "area", "period", "kind"]
    passed = check(pd.DataFrame(rows, columns=[*names, "value"]), SOURCE)
    found = zip(*(passed[name] for name in names), strict=True)
    assert dict(zip(found, passed["value"], strict=True)) == points
    assert passed[KEY].equals(passed[KEY].sort_values(KEY, ignore_index=True))
