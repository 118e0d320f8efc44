"""The order of problems: what makes one urgent, and that more of it is never less so."""

import dataclasses
import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import Indicator
from dashboard.measures import Standing, State, priority

POVERTY = Indicator(
    "poverty", "Penduduk miskin", "%", "year", "lower", (0, 100), survey_month=3, lag_days=200
)
TODAY = date(2026, 3, 1)
OFF = Standing(
    "poverty",
    period=date(2025, 1, 1),
    value=11.49,
    target_period=date(2025, 1, 1),
    target_lower=10.0,
    target_upper=10.0,
    gap=1.0,
    state=State.BELOW_PATH,
    last_state=State.BELOW_PATH,
    since=date(2024, 1, 1),
    due=date(2026, 10, 17),
)
amounts = st.floats(0, 1e12) | st.just(float("nan"))
states = st.sampled_from([State.WORSENING, State.BEHIND, State.BELOW_PATH])
betters = st.sampled_from(["higher", "lower", "range"])
targets = st.floats(-1e6, 1e6)


def rank(standing=OFF, today=TODAY, people=float("nan"), residents=float("nan"), **changed):
    return priority(dataclasses.replace(standing, **changed), POVERTY, today, people, residents)


def test_the_points_are_what_the_page_says_of_them():
    found = rank(people=99.0, residents=9_999.0)
    assert found.direction == 15
    assert found.gap == 15.0  # a tenth of the target: half of 30
    assert found.persistence == pytest.approx(15 * (700 / 365.25) / (700 / 365.25 + 1), abs=0.05)
    assert found.people == 7.5  # a hundred of ten thousand: half of the zeros
    assert found.points == pytest.approx(15 + 15 + 9.9 + 7.5)
    assert found.share == pytest.approx(0.1) and not found.floored
    assert found.days == 700  # since the end of March 2024


def test_people_that_nobody_counted_bring_no_points():
    for unknown in (rank(people=5.0), rank(residents=5.0), rank(people=5.0, residents=0.0)):
        assert unknown.people == 0
    assert rank(people=1e9, residents=10.0).people == 15


def test_a_target_of_zero_divides_by_what_the_range_allows():
    found = rank(target_lower=0.0, target_upper=0.0)
    assert found.floored and found.share == pytest.approx(1.0)
    negative = rank(target_lower=-10.0, target_upper=-10.0)
    assert not negative.floored and negative.share == pytest.approx(0.1)


def test_what_is_on_its_path_or_cannot_be_judged_is_no_problem():
    for state in (State.REACHED, State.ON_PATH, State.NO_TARGET, State.NO_VALUE):
        assert rank(state=state) is None
    assert rank(state=State.STALE, target_period=None) is None
    assert rank(target_period=None) is None


def test_what_is_overdue_has_no_points_and_comes_last_the_longest_overdue_first():
    least = rank(gap=1e-9, since=None)
    late = rank(state=State.STALE, due=TODAY - timedelta(days=1))
    later = rank(state=State.STALE, due=TODAY - timedelta(days=90))
    assert late.points == 0 and later.overdue == 90
    assert sorted([late, later, least], key=lambda one: one.order) == [least, later, late]


@given(states, amounts, amounts, amounts, targets, st.integers(0, 40_000), betters)
def test_points_are_bounded_and_are_numbers(state, gap, people, residents, target, days, better):
    entry = dataclasses.replace(POVERTY, better=better)
    ends = {"target_lower": target, "target_upper": target}
    one = dataclasses.replace(OFF, state=state, gap=gap, **ends)
    found = priority(one, entry, TODAY + timedelta(days=days), people, residents)
    assert 0 <= found.points <= 100
    for points, most in zip(
        (found.direction, found.gap, found.persistence, found.people), (40, 30, 15, 15), strict=True
    ):
        assert 0 <= points <= most
    assert not any(math.isnan(part) for part in found.order[1:2])


@given(states, st.floats(0, 1e9), st.floats(0, 1e9), targets)
def test_within_a_state_more_gap_is_never_less_urgent(state, one, other, target):
    ends = {"target_lower": target, "target_upper": target, "state": state}
    small, large = sorted([one, other])
    assert rank(gap=large, **ends).order <= rank(gap=small, **ends).order


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_longer_off_the_path_is_never_less_urgent(one, other):
    short, long = sorted([one, other])
    days = [rank(today=TODAY + timedelta(days=each)).order for each in (short, long)]
    assert days[1] <= days[0]


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0, 1e9))
def test_more_people_are_never_less_urgent(one, other, residents):
    few, many = sorted([one, other])
    assert (
        rank(people=many, residents=residents).order <= rank(people=few, residents=residents).order
    )


@given(amounts, amounts, st.integers(1, 20_000))
def test_nothing_overdue_ever_comes_before_what_can_be_judged(gap, people, days):
    judged = rank(gap=gap, people=people, residents=1e6)
    late = rank(state=State.STALE, due=TODAY - timedelta(days=days))
    assert judged.order < late.order


def test_with_all_else_alike_worsening_comes_before_behind_and_that_before_below_the_path():
    found = [rank(state=state) for state in (State.BELOW_PATH, State.WORSENING, State.BEHIND)]
    order = sorted(found, key=lambda one: one.order)
    assert [one.direction for one in order] == [40, 30, 15]
