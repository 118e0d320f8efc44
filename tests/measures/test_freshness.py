"""How old a value is, and when the next one was promised."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import Indicator
from dashboard.measures import age_days, due, is_stale, next_period, period_end

MONTHLY = Indicator("m", "M", "%", "month", "lower", (0, 100), lag_days=10)
SUSENAS = Indicator("p", "P", "%", "year", "lower", (0, 100), survey_month=3, lag_days=200)


@pytest.mark.parametrize(
    ("frequency", "period", "end", "following"),
    [
        ("day", date(2026, 2, 28), date(2026, 2, 28), date(2026, 3, 1)),
        ("week", date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 23)),
        ("month", date(2024, 2, 1), date(2024, 2, 29), date(2024, 3, 1)),
        ("quarter", date(2025, 10, 1), date(2025, 12, 31), date(2026, 1, 1)),
        ("semester", date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 1)),
        ("year", date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)),
    ],
)
def test_each_frequency_knows_its_end_and_what_follows(frequency, period, end, following):
    entry = Indicator("x", "X", "", frequency, "none", (0, 1))
    assert period_end(period, entry) == end
    assert next_period(period, entry) == following


def test_a_value_is_stale_from_the_day_after_the_next_was_promised():
    september = date(2026, 9, 1)
    assert due(september, MONTHLY) == date(2026, 11, 10)
    assert not is_stale(september, MONTHLY, date(2026, 11, 10))
    assert is_stale(september, MONTHLY, date(2026, 11, 11))
    assert age_days(september, MONTHLY, date(2026, 10, 5)) == 5


def test_a_yearly_survey_ends_with_its_month():
    assert period_end(date(2025, 1, 1), SUSENAS) == date(2025, 3, 31)
    assert due(date(2025, 1, 1), SUSENAS) == date(2026, 3, 31) + timedelta(days=200)


@pytest.mark.parametrize("month", [2, 12])
def test_a_survey_month_may_be_the_shortest_or_the_last(month):
    entry = Indicator("x", "X", "%", "year", "lower", (0, 100), survey_month=month)
    assert period_end(date(2024, 1, 1), entry) == date(2024, month, {2: 29, 12: 31}[month])


@given(
    st.integers(2000, 2090),
    st.integers(1, 12),
    st.sampled_from(["day", "week", "month", "quarter", "semester", "year"]),
)
def test_a_period_ends_the_day_before_the_next_begins(year, month, frequency):
    entry = Indicator("x", "X", "", frequency, "none", (0, 1))
    first = date(year, month, 1)
    assert period_end(first, entry) + timedelta(days=1) == next_period(first, entry) > first
