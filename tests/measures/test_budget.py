"""The budget of a year against its plan."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import measures


def rows(skpd, *values, first=1):
    days = [pd.Timestamp(2026, first + place, 1) for place in range(len(values))]
    return pd.DataFrame({"skpd": skpd, "period": pd.to_datetime(days), "value": values})


NONE = rows("x")


def test_the_pace_that_a_plan_still_needs_and_the_one_so_far():
    pace = measures.yearly_pace(budget=1200.0, spent=500.0, goal=90.0, month=10)
    assert pace == measures.Pace(left=700.0, months=2, needed=290.0, mean=50.0)


def test_a_plan_that_is_already_met_needs_nothing_more():
    assert measures.yearly_pace(1000, 800, 70, 11).needed == 0


def test_without_a_plan_or_a_month_left_no_pace_is_named():
    for goal, month in ((float("nan"), 6), (90.0, 12)):
        needed = measures.yearly_pace(1000, 100, goal, month).needed
        assert needed != needed


@given(st.floats(0, 1e13), st.floats(0, 1e13), st.floats(0, 100), st.integers(1, 11))
def test_the_pace_times_the_months_is_what_is_missing(budget, spent, goal, month):
    pace = measures.yearly_pace(budget, spent, goal, month)
    assert pace.left >= 0 and pace.needed >= 0
    missing = max(goal * budget / 100 - spent, 0)
    assert pace.needed * pace.months == pytest.approx(missing, rel=1e-9, abs=1e-3)


def test_the_latest_against_its_plan_comes_first_and_who_has_none_comes_last():
    actual = pd.concat([rows("a", 10, 20), rows("b", 5, 30), rows("c", 1, 2)])
    plan = pd.concat([rows("a", 15, 25), rows("b", 10, 45)])
    beside = measures.beside_plan(actual, plan)
    assert list(beside["skpd"]) == ["b", "a", "c"]
    assert list(beside["gap"][:2]) == [-15, -5]
    assert beside["gap"].isna().tolist() == [False, False, True]


def test_who_reports_an_earlier_month_is_judged_by_the_plan_of_that_month():
    beside = measures.beside_plan(rows("a", 10), rows("a", 12, 40))
    assert (beside["plan"][0], beside["gap"][0]) == (12, -2)


def test_a_plan_of_nothing_is_a_plan():
    assert measures.beside_plan(rows("a", 3), rows("a", 0))["gap"][0] == 3


def test_without_any_value_there_is_no_row():
    assert measures.beside_plan(NONE, rows("a", 5)).empty
    assert measures.beside_plan(rows("a", 5), NONE)["gap"].isna().all()


def test_packages_that_were_announced_long_ago_and_have_no_contract_wait():
    told, done = rows("a", 4, 6, 9, 9), rows("a", 0, 1, 3, 3)
    assert measures.waiting(told, done, 3) == {"a": 1}
    assert measures.waiting(told, done, 2) == {"a": 3}


def test_an_skpd_that_never_contracted_anything_waits_with_all_its_old_packages():
    assert measures.waiting(rows("a", 4, 4, 4, 5), NONE, 3) == {"a": 4}


def test_nothing_waits_before_the_months_are_over_nor_without_packages():
    assert measures.waiting(rows("a", 4, 6), rows("a", 0, 0), 3) == {}
    assert measures.waiting(NONE, NONE, 3) == {}


def test_more_contracts_than_packages_of_then_is_no_negative_wait():
    assert measures.waiting(rows("a", 1, 5, 5, 5), rows("a", 0, 0, 4, 4), 3) == {}
