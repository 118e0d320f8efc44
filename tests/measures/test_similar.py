"""Which regencies are most alike."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures import similar

LONG_AGO = date(2000, 1, 1)
COLUMNS = ["indicator", "area", "period", "value"]


def frame_of(rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(period=pd.to_datetime(frame["period"].astype(str)))


VALUES = st.dictionaries(
    st.tuples(
        st.sampled_from(["poor", "jobs", "rice"]),
        st.sampled_from(["a", "b", "c", "d"]),
        st.integers(2021, 2023),
    ),
    st.integers(-50, 50),
    min_size=1,
).map(lambda known: frame_of([(*key, float(value)) for key, value in known.items()]))


def distances(frame, home, least=1):
    return {one.area: one.distance for one in similar(frame, home, LONG_AGO, least)}


@given(VALUES)
def test_a_is_as_far_from_b_as_b_from_a(frame):
    if {"a", "b"} <= set(frame["area"]):
        there, back = distances(frame, "a")["b"], distances(frame, "b")["a"]
        assert there == back or (math.isnan(there) and math.isnan(back))


@given(VALUES)
def test_a_regency_with_the_same_values_is_not_away_at_all(frame):
    twin = frame[frame["area"] == "a"].assign(area="twin")
    far = distances(pd.concat([frame, twin], ignore_index=True), "a").get("twin", 0.0)
    assert far == 0.0 or math.isnan(far)


@given(VALUES, st.sampled_from([0.001, 0.5, 3.0, 1000.0]), st.integers(-5, 5))
def test_another_unit_makes_nobody_more_alike(frame, factor, shift):
    changed = frame["indicator"] == "rice"
    other = frame.assign(value=frame["value"].where(~changed, frame["value"] * factor + shift))
    before, after = distances(frame, "a"), distances(other, "a")
    assert set(before) == set(after)
    for area, far in before.items():
        assert after[area] == pytest.approx(far, nan_ok=True, rel=1e-6, abs=1e-9)


@given(VALUES, st.integers(1, 4))
def test_nothing_is_said_on_too_little_and_the_nearest_come_first(frame, least):
    before = frame.copy()
    found = similar(frame, "a", LONG_AGO, least)
    known = [one.distance for one in found if one.distance == one.distance]
    assert known == sorted(known)
    assert all(math.isnan(one.distance) for one in found[len(known) :])
    for one in found:
        assert math.isnan(one.distance) == (len(one.on) < least)
        assert len({code for code, _ in one.on}) == len(one.on)
    pd.testing.assert_frame_equal(frame, before)


THREE = [("poor", area, 2023, value) for area, value in (("a", 1.0), ("b", 2.0), ("c", 3.0))]


def test_the_distance_is_in_standard_deviations():
    assert distances(frame_of(THREE), "a") == {"b": 1.0, "c": 2.0}


def test_it_is_told_what_a_distance_rests_on_and_of_which_period():
    older = [("jobs", area, 2022, value) for area, value in (("a", 1.0), ("b", 1.0), ("d", 4.0))]
    found = {one.area: one.on for one in similar(frame_of(THREE + older), "a", LONG_AGO, 1)}
    assert found["b"] == (("jobs", date(2022, 1, 1)), ("poor", date(2023, 1, 1)))
    assert found["d"] == (("jobs", date(2022, 1, 1)),)


def test_values_of_different_years_are_not_compared():
    rows = [("poor", "a", 2023, 1.0), ("poor", "b", 2022, 9.0), ("poor", "c", 2023, 3.0)]
    assert math.isnan(distances(frame_of(rows), "a")["b"])


def test_values_from_before_the_time_that_counts_do_not_count():
    (first, *_) = similar(frame_of(THREE), "a", date(2024, 1, 1), 1)
    assert first.on == ()


@pytest.mark.parametrize(
    "rows",
    [THREE[:2], [(code, area, year, 5.0) for code, area, year, _ in THREE]],
    ids=["only two know it", "the same everywhere"],
)
def test_an_indicator_that_tells_nothing_does_not_count(rows):
    assert all(one.on == () for one in similar(frame_of(rows), "a", LONG_AGO, 1))


def test_no_data_is_alike_to_nobody():
    assert similar(frame_of([]), "a", LONG_AGO, 1) == []
