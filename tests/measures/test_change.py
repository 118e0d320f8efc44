"""Change since the last period and since a year ago."""

from datetime import date, timedelta

import pytest

from connectors import Indicator
from dashboard.measures import change, last_change, yearly_change


def facing(better, frequency="month", resets=""):
    return Indicator("x", "X", "%", frequency, better, (0, 100), resets=resets)


@pytest.mark.parametrize(
    ("better", "now", "good"),
    [
        ("higher", 6, True),
        ("higher", 4, False),
        ("lower", 6, False),
        ("lower", 4, True),
        ("higher", 5, None),
        ("none", 6, None),
        ("range", 6, None),
    ],
)
def test_a_change_is_good_by_its_direction_and_not_by_its_sign(better, now, good):
    assert change(now, 5, date(2025, 1, 1), facing(better)).good is good


@pytest.mark.parametrize(
    ("before", "now", "good"),
    [(6, 5, True), (5, 6, False), (0, 1, True), (6, 3, True), (2.5, 3, None), (1, 4, None)],
)
def test_where_a_range_is_best_good_is_what_comes_nearer_to_it(before, now, good):
    assert change(now, before, date(2025, 1, 1), facing("range"), (2, 3)).good is good


def test_the_change_since_a_year_ago_needs_that_very_period():
    points = [(date(2025, 9, 1), 4.0), (date(2025, 10, 1), 5.0), (date(2026, 9, 1), 3.0)]
    found = yearly_change(points, facing("lower"))
    assert (found.value, found.since, found.good) == (-1.0, date(2025, 9, 1), True)
    assert yearly_change(points[1:], facing("lower")) is None


def test_a_week_is_compared_with_the_week_of_the_same_number():
    first = date(2025, 1, 6)  # week 2
    points = [(first + timedelta(weeks=n), float(n)) for n in range(60)]
    found = yearly_change(points, facing("higher", "week"))
    assert found.since.isocalendar()[:2] == (2025, points[-1][0].isocalendar()[1])


@pytest.mark.parametrize(
    ("frequency", "period"), [("week", date(2026, 12, 28)), ("day", date(2024, 2, 29))]
)
def test_what_the_year_before_did_not_have_is_not_compared(frequency, period):
    points = [(period - timedelta(days=days), 1.0) for days in range(400, 0, -1)]
    assert yearly_change([*points, (period, 2.0)], facing("higher", frequency)) is None


def test_what_adds_up_from_january_is_not_compared_over_the_turn_of_the_year():
    points = [(date(2025, 12, 1), 80.0), (date(2026, 1, 1), 5.0), (date(2026, 2, 1), 11.0)]
    assert last_change(points[:2], facing("higher", resets="year")) is None
    assert last_change(points, facing("higher", resets="year")).value == 6.0
    assert last_change(points[:2], facing("higher")).value == -75.0


def test_one_value_has_not_changed():
    assert last_change([(date(2025, 1, 1), 1.0)], facing("higher")) is None
    assert yearly_change([], facing("higher")) is None
