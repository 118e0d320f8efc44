"""The path: where a value should be by now."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import Indicator
from dashboard.measures import State, Target, aim, best_pace, judge, path_at

PLAN = "rpjmd-2025"
PERIODS = {"day": 365, "month": 12, "quarter": 4, "semester": 2}
LAST = {
    "day": date(2026, 12, 31),
    "month": date(2026, 12, 1),
    "quarter": date(2026, 10, 1),
    "semester": date(2026, 7, 1),
}


def facing(better, frequency="year", resets=""):
    return Indicator("x", "X", "%", frequency, better, (0, 100), resets=resets)


def year(number):
    return date(number, 1, 1)


def target(when, lower, upper=None, plan=PLAN):
    return Target(when, lower, lower if upper is None else upper, plan)


def judged(points, targets, entry):
    points = [(year(number), value) for number, value in points]
    return judge(points, targets, entry, [PLAN])


@given(
    st.integers(2, 15),
    st.data(),
    st.integers(0, 10_000).map(lambda n: n / 100),
    st.integers(0, 10_000).map(lambda n: n / 100),
)
def test_a_value_as_printed_on_its_path_is_on_it(whole, data, begun, end):
    done = data.draw(st.integers(1, whole - 1))
    value = round(begun + (end - begun) * done / whole, 12)
    entry = facing("lower" if end < begun else "higher")
    targets = [target(year(2020), begun), target(year(2020 + whole), end)]
    found = judged([(2020, begun), (2020 + done, value)], targets, entry)
    assert found.state in (State.ON_PATH, State.REACHED)
    assert found.gap == 0


def test_a_pace_that_was_reached_before_is_not_out_of_reach():
    entry = facing("lower")
    targets = [target(year(2024), 0.95), target(year(2025), 0.9)]
    points = [(2021, 1.0), (2022, 0.9), (2023, 0.9), (2024, 1.0)]
    dates = [(year(number), value) for number, value in points]
    assert 1.0 - 0.9 == pytest.approx(best_pace(dates, entry))
    calm = [(2021, 1.2), (2022, 1.1), (2024, 1.0)]
    assert judged(calm, targets, entry).state is State.BELOW_PATH


@pytest.mark.parametrize("frequency", PERIODS)
def test_what_adds_up_from_january_has_its_share_in_its_first_period(frequency):
    entry = facing("higher", frequency, "year")
    goal = target(LAST[frequency], 80.0)
    january = year(2026)
    first = path_at(january, goal, [(january, 1.0)], [goal], entry)
    assert first == pytest.approx(80 / PERIODS[frequency])
    last = path_at(LAST[frequency], goal, [(LAST[frequency], 1.0)], [goal], entry)
    assert last == 80.0


def test_a_path_that_began_beyond_its_target_asks_for_no_more_than_the_target():
    found = judged([(2024, 10.0), (2025, 11.2)], [target(year(2026), 11.0)], facing("lower"))
    assert found.path == 11.0
    assert found.gap == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("value", "state"),
    [(7.0, State.BELOW_PATH), (6.0, State.ON_PATH), (5.0, State.ON_PATH), (2.5, State.REACHED)],
)
def test_nearer_to_a_range_than_its_path_is_not_off_it(value, state):
    goal = target(year(2026), 2.0, 3.0)
    found = judged([(2023, 15.0), (2024, 9.0), (2025, value)], [goal], facing("range"))
    assert found.state is state


def test_a_range_is_approached_from_either_side():
    goal = target(year(2026), 20.0, 30.0)
    points = [(year(2024), 10.0), (year(2025), 15.0)]
    assert path_at(year(2025), goal, points, [goal], facing("range")) == 15.0
    points = [(year(2024), 40.0), (year(2025), 36.0)]
    assert path_at(year(2025), goal, points, [goal], facing("range")) == 35.0


VALUES = st.floats(0, 100).map(lambda number: round(number, 3))


@given(VALUES, VALUES, VALUES, VALUES, st.sampled_from(["higher", "lower"]))
def test_a_better_value_is_never_further_from_its_path(begun, one, other, end, better):
    entry = facing(better)
    worse, good = sorted((one, other), reverse=better == "lower")
    goal = target(year(2026), end)
    short = [
        aim([(year(2024), begun), (year(2025), value)], [goal], entry, [PLAN]).short
        for value in (worse, good)
    ]
    assert short[0] >= short[1]


@given(VALUES, VALUES, VALUES, st.sampled_from(["higher", "lower", "range"]))
def test_what_is_missing_to_the_path_is_never_more_than_to_the_target(begun, value, end, better):
    entry = facing(better)
    found = aim(
        [(year(2024), begun), (year(2025), value)], [target(year(2027), end)], entry, [PLAN]
    )
    assert 0 <= found.short <= found.missing


def test_a_hair_short_of_its_own_target_is_still_short_of_it():
    found = judged(
        [(2024, 9.0), (2025, 9.9999999999)], [target(year(2025), 10.0)], facing("higher")
    )
    assert found.state is State.BELOW_PATH
