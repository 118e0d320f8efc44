"""Distance to a target, the pace it needs, and the best pace of the past."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import Indicator
from dashboard.measures import best_pace, gap, next_period, pace_needed, periods_between

NUMBERS = st.floats(-100, 100).map(lambda number: round(number, 3))


def facing(better, frequency="year", resets=""):
    return Indicator("x", "X", "%", frequency, better, (0, 100), resets=resets)


@pytest.mark.parametrize(
    ("better", "value", "missing"),
    [("higher", 4, 1), ("higher", 9, 0), ("lower", 9, 2), ("lower", 4, 0), ("range", 4, 1)],
)
def test_the_gap_is_what_is_missing(better, value, missing):
    assert gap(value, 5, 7, facing(better)) == missing


def test_the_best_pace_spreads_a_step_over_the_periods_it_took():
    points = [(date(2020, 1, 1), 10.0), (date(2022, 1, 1), 7.0), (date(2023, 1, 1), 6.0)]
    assert best_pace(points, facing("lower")) == 1.5
    assert best_pace(points, facing("higher")) == 0.0
    assert pd.isna(best_pace(points[:1], facing("lower")))


@given(NUMBERS, NUMBERS, st.floats(0, 50))
def test_turning_signs_and_direction_round_leaves_the_same_gap(value, lower, width):
    upper = lower + width
    there = gap(value, lower, upper, facing("higher"))
    assert gap(-value, -upper, -lower, facing("lower")) == there


@given(NUMBERS, NUMBERS, st.sampled_from(["higher", "lower", "range"]))
def test_a_gap_is_never_less_than_nothing(value, target, better):
    assert gap(value, target, float("nan"), facing(better)) >= 0


def test_the_pace_needed_shares_the_gap_among_the_periods_left():
    assert pace_needed(6.0, 3) == 2.0
    assert pace_needed(6.0, 0) == 6.0


def test_where_a_range_is_best_a_pace_is_what_came_nearer_to_it():
    points = [(date(2022, 1, 1), 9.0), (date(2023, 1, 1), 7.0), (date(2024, 1, 1), 6.0)]
    assert best_pace(points, facing("range"), (2, 3)) == 2.0
    assert best_pace(points[::-1], facing("range"), (2, 3)) == 0.0
    assert pd.isna(best_pace(points, facing("range")))


def test_the_turn_of_the_year_is_no_pace_of_what_adds_up_from_january():
    points = [(date(2025, 12, 1), 80.0), (date(2026, 1, 1), 5.0), (date(2026, 2, 1), 11.0)]
    assert best_pace(points, facing("higher", "month", "year")) == 6.0
    assert pd.isna(best_pace(points[:2], facing("lower", "month", "year")))


@given(
    st.integers(0, 30),
    st.sampled_from(["day", "week", "month", "quarter", "semester", "year"]),
)
def test_periods_are_counted_as_they_follow_each_other(count, frequency):
    entry = facing("higher", frequency)
    start = end = date(2024, 1, 1)
    for _ in range(count):
        end = next_period(end, entry)
    assert periods_between(start, end, entry) == count
    assert periods_between(start, start - timedelta(days=400), entry) == 0
