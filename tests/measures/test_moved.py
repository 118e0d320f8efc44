"""What moved: the newest period that is over, beside the one that was newest before."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import Indicator
from dashboard.measures import State, is_over, is_seasonal, moved

POVERTY = Indicator("poverty", "Penduduk miskin", "%", "year", "lower", (0, 100), lag_days=200)
CASES = Indicator("cases", "Kasus", "kasus", "month", "lower", (0, 1000), lag_days=30)
HARVEST = Indicator("harvest", "Panen", "ton", "month", "higher", (0, 1000), lag_days=30)
SPENT = Indicator("spent", "Serapan", "%", "month", "higher", (0, 100), resets="year", lag_days=15)
PEOPLE = Indicator("people", "Penduduk", "jiwa", "month", "none", (0, 9999), snapshot=True)
TODAY = date(2026, 11, 25)


def day(text):
    return date.fromisoformat(f"{text}-01-01" if isinstance(text, int) else f"{text}-01")


def rows(actuals, targets=()):
    made = [(day(p), "actual", "", v) for p, v in dict(actuals).items()]
    made += [(day(p), "target", "rpjmd-2025", v) for p, v in dict(targets).items()]
    frame = pd.DataFrame(made, columns=["period", "kind", "reference", "value"])
    frame["period"] = pd.to_datetime(frame["period"])
    return frame.assign(upper=float("nan"))


def move(actuals, entry, known=None, targets=(), yearly=False, today=TODAY):
    known = None if known is None else day(known)
    return moved(rows(actuals, targets), entry, today, known, ["rpjmd-2025"], yearly)


def test_the_newest_period_is_compared_with_the_one_that_was_newest_at_the_beginning():
    found = move({"2026-08": 9, "2026-09": 5, "2026-10": 4}, CASES, known="2026-08")
    assert (found.before, found.value) == (9, 4)
    assert (found.change.since, found.period) == (day("2026-08"), day("2026-10"))
    assert found.good is True
    assert found.share == pytest.approx(-5 / 10)  # 10: one percent of the range's width


def test_what_became_known_of_no_new_period_is_no_movement():
    assert move({"2026-09": 5, "2026-10": 4}, CASES, known="2026-10") is None


def test_a_value_that_did_not_change_has_not_moved():
    assert move({"2026-09": 5, "2026-10": 5}, CASES, known="2026-09") is None


def test_a_period_that_still_runs_is_not_compared():
    found = move({"2026-09": 5, "2026-10": 4, "2026-11": 1}, CASES, known="2026-09")
    assert (found.before, found.value) == (5, 4)
    assert not is_over(day("2026-11"), CASES, date(2026, 11, 30))
    assert is_over(day("2026-11"), CASES, date(2026, 12, 1))


def test_a_stock_that_is_read_as_it_stands_needs_not_wait_for_its_month_to_end():
    found = move({"2026-10": 5, "2026-11": 7}, PEOPLE, known="2026-10")
    assert (found.value, found.good) == (7, None)


def test_of_a_first_load_the_period_before_counts():
    found = move({2024: 11.69, 2025: 11.49}, POVERTY, today=date(2026, 5, 1))
    assert (found.before, found.value, found.good) == (11.69, 11.49, True)


def test_of_a_first_load_a_year_is_compared_with_the_same_period_before():
    months = {"2025-10": 3, "2026-09": 9, "2026-10": 4}
    assert move(months, CASES, yearly=True).before == 3
    assert move({"2026-09": 9, "2026-10": 4}, CASES, yearly=True) is None


def test_of_a_first_load_what_is_overdue_says_nothing_of_the_present():
    assert move({2022: 12.2, 2023: 12.1}, POVERTY) is None
    assert move({2022: 12.2, 2023: 12.1}, POVERTY, known=2022).good is True  # it came now


def test_the_base_is_taken_as_it_is_known_now():
    before = move({"2026-09": 5.0, "2026-10": 4}, CASES, known="2026-09")
    revised = move({"2026-09": 3.0, "2026-10": 4}, CASES, known="2026-09")
    assert (before.good, revised.good) == (True, False)


def test_a_base_that_was_withdrawn_gives_way_to_the_one_before():
    assert move({"2026-08": 9, "2026-10": 4}, CASES, known="2026-09").before == 9
    assert move({"2026-10": 4}, CASES, known="2026-09") is None


def test_what_adds_up_from_january_is_compared_with_a_year_before():
    months = {"2025-10": 50.0, "2026-09": 35.0, "2026-10": 43.0}
    found = move(months, SPENT, known="2026-09")
    assert (found.before, found.good, found.why) == (50, False, "resets")
    assert move({"2026-09": 35.0, "2026-10": 43.0}, SPENT, known="2026-09") is None


def test_a_step_of_the_season_is_compared_with_a_year_before():
    months = {"2024-09": 80, "2024-10": 40, "2025-09": 90, "2025-10": 40, "2026-09": 85,
              "2026-10": 44}  # fmt: skip
    found = move(months, HARVEST, known="2026-09")
    assert (found.before, found.good, found.why) == (40, True, "season")


@pytest.mark.parametrize(
    ("earlier", "usual"),
    [
        ({}, False),
        ({"2025-09": 90, "2025-10": 40}, False),  # once is no custom
        ({"2024-09": 80, "2024-10": 40, "2025-09": 90, "2025-10": 91}, False),
        ({"2024-09": 80, "2024-10": 70, "2025-09": 90, "2025-10": 40}, False),  # far smaller
        ({"2024-09": 80, "2024-10": 40, "2025-09": 90, "2025-10": 40}, True),
        ({"2023-09": 80, "2023-10": 90, "2024-09": 80, "2024-10": 40, "2025-09": 90,
          "2025-10": 40}, False),
    ],
)  # fmt: skip
def test_a_step_is_the_seasons_when_it_came_in_each_of_two_years_or_more(earlier, usual):
    points = sorted((day(p), v) for p, v in (earlier | {"2026-09": 85, "2026-10": 44}).items())
    assert is_seasonal(points, day("2026-09"), HARVEST) is usual


def test_a_year_has_no_season():
    points = [(day(y), v) for y, v in {2022: 9, 2023: 7, 2024: 5, 2025: 3}.items()]
    assert not is_seasonal(points, day(2024), POVERTY)
    months = [(day(f"{y}-10"), v) for y, v in {2023: 9, 2024: 7, 2025: 5, 2026: 3}.items()]
    assert not is_seasonal(months, day("2025-10"), HARVEST)


def test_the_light_is_told_before_and_after():
    found = move({2024: 10.9, 2025: 11.2}, POVERTY, known=2024, targets={2024: 11, 2025: 10.5})
    assert (found.was, found.state) == (State.REACHED, State.WORSENING)
    assert found.left and not found.back
    again = move({2024: 11.2, 2025: 10.2}, POVERTY, known=2024, targets={2024: 11, 2025: 10.5})
    assert again.back and not again.left


def test_a_value_that_improved_may_still_leave_its_path():
    found = move({2024: 10.9, 2025: 10.8}, POVERTY, known=2024, targets={2024: 11, 2025: 10.5})
    assert found.good is True and found.left


def test_an_equal_value_that_no_longer_suffices_has_worsened():
    found = move({2024: 10.9, 2025: 10.9}, POVERTY, known=2024, targets={2024: 11, 2025: 10.5})
    assert (found.change.value, found.good) == (0, False)


values = st.floats(0, 1000, allow_nan=False)


@given(before=values, now=values, entry=st.sampled_from([CASES, HARVEST]))
def test_good_is_what_the_direction_calls_good_and_the_way_back_is_its_opposite(before, now, entry):
    there = move({"2026-09": before, "2026-10": now}, entry, known="2026-09")
    back = move({"2026-09": now, "2026-10": before}, entry, known="2026-09")
    if before == now:
        assert there is None and back is None
    else:
        assert there.good is ((now > before) is (entry.better == "higher"))
        assert back.good is not there.good


def test_no_value_is_no_movement():
    assert move({}, CASES) is None
    assert move({"2026-11": 1}, CASES, known="2026-09") is None
