"""Weeks as ISO 8601 counts them, in the regency's time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.brief import week_named, week_of


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_in_its_week_and_the_week_is_called_by_its_name(day):
    week = week_of(day)
    assert week.first <= day <= week.last and week.first.weekday() == 0
    assert week_named(week.name) == week
    assert week.following.before == week and week.following.first == week.last + timedelta(days=1)


def test_a_week_ends_with_its_sunday_in_the_regency_not_in_greenwich():
    week = week_named("2026-W47")
    assert week.end == datetime(2026, 11, 22, 16, 59, 59, 999999, UTC)
    assert not week.is_over(week.end) and week.is_over(week.end + timedelta(microseconds=1))


@pytest.mark.parametrize(
    "name, days",
    [
        ("2026-W47", "16–22 November 2026"),
        ("2026-W49", "30 November–6 Desember 2026"),
        ("2026-W53", "28 Desember 2026–3 Januari 2027"),
        ("2021-W01", "4–10 Januari 2021"),
    ],
)
def test_the_days_of_a_week_in_words(name, days):
    assert week_named(name).days == days


@pytest.mark.parametrize(
    "name",
    ["", "2026", "2026-47", "2026W47", "2026-W00", "2026-W54", "2021-W53", "0001-W01", "9999-W52",
     "٢٠٢٦-W47", "x"],
)  # fmt: skip
def test_what_is_no_week_is_refused(name):
    with pytest.raises(ValueError):
        week_named(name)
