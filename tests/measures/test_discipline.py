"""How well an agency keeps its data: the condition of a source, and the score."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures import Condition, condition, discipline

TODAY = date(2026, 11, 25)
DAY, WEEK, HOUR = timedelta(days=1), timedelta(days=7), timedelta(hours=1)
CONDITIONS = st.lists(st.sampled_from(list(Condition)))
SHARES = st.lists(st.floats(0, 100))


@pytest.mark.parametrize(
    ("state", "days", "interval", "found"),
    [
        ("ok", 0, DAY, "fresh"),
        ("ok", 2, DAY, "fresh"),
        ("ok", 3, DAY, "late"),
        ("ok", 1, HOUR, "fresh"),
        ("ok", 3, HOUR, "late"),
        ("ok", 14, WEEK, "fresh"),
        ("ok", 15, WEEK, "late"),
        ("failed", 0, DAY, "failed"),
        ("interrupted", 0, DAY, "failed"),
        ("held", 0, DAY, "failed"),
        ("running", 1, DAY, "fresh"),
    ],
)
def test_a_source_is_late_after_two_intervals_and_failed_when_its_last_run_was(
    state, days, interval, found
):
    assert condition(state, TODAY - timedelta(days=days), TODAY, interval) == found


def test_a_source_that_never_gave_anything_is_not_held_against_anybody():
    assert condition("failed", None, TODAY, DAY) is Condition.NEVER
    found = discipline([Condition.FRESH, Condition.NEVER], [100.0], [False])
    assert found.fresh == found.score == 100


def test_the_score_is_the_mean_of_its_three_parts():
    found = discipline([Condition.FRESH, Condition.LATE], [90.0, 70.0], [False, False, True, True])
    assert (found.fresh, found.reliability, found.on_time) == (50, 80, 50)
    assert found.score == 60


def test_what_is_not_there_is_left_out_of_the_mean():
    found = discipline([Condition.FRESH], [50.0], [])
    assert found.on_time != found.on_time
    assert found.score == 75
    assert discipline([], [], []).score != discipline([], [], []).score


@given(CONDITIONS, SHARES, st.lists(st.booleans()))
def test_a_score_lies_between_nothing_and_a_hundred(conditions, shares, overdue):
    score = discipline(conditions, shares, overdue).score
    assert score != score or -1e-9 <= score <= 100 + 1e-9


@given(CONDITIONS, SHARES, st.lists(st.booleans(), min_size=1))
def test_one_more_overdue_indicator_never_raises_the_score(conditions, shares, overdue):
    before = discipline(conditions, shares, overdue).score
    assert discipline(conditions, shares, [*overdue, True]).score <= before + 1e-9
