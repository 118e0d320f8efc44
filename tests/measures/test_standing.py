"""The state and all that a page says of the newest value."""

import dataclasses
from datetime import date

import pandas as pd
import pytest

from connectors import Indicator, regency
from dashboard.measures import State, standing

POVERTY = Indicator(
    "poverty", "Penduduk miskin", "%", "year", "lower", (0, 100), survey_month=3, lag_days=200
)
ABSORPTION = Indicator(
    "absorption", "Serapan", "%", "month", "higher", (0, 100), resets="year", lag_days=15
)
PLANS = [plan.code for plan in regency().plans]
SCALE = regency().scale
HISTORY = {
    2015: 15.71, 2016: 14.60, 2017: 14.34, 2018: 13.16, 2019: 12.38, 2020: 12.87,
    2021: 13.27, 2022: 12.21, 2023: 12.18, 2024: 11.69, 2025: 11.49,
}  # fmt: skip
IN_TIME = date(2026, 3, 1)


def rows(actuals, targets=(), plan="rpjmd-2025"):
    """A series: {period: value}, and [(period, lower, upper or None)]."""
    made = [(day(p), "actual", "", v, None) for p, v in dict(actuals).items()]
    made += [(day(p), "target", plan, low, high) for p, low, high in targets]
    frame = pd.DataFrame(made, columns=["period", "kind", "reference", "value", "upper"])
    return frame.astype({"period": "datetime64[ns]", "value": float, "upper": float})


def day(period):
    return pd.Timestamp(f"{period}-01-01" if isinstance(period, int) else f"{period}-01")


def stand(frame, entry=POVERTY, today=IN_TIME):
    return standing(frame, entry, today, PLANS, SCALE)


TARGETS = [(2025, 10.95, None), (2026, 10.55, None), (2029, 7.98, None)]


def test_a_missed_target_is_not_green_though_its_class_is_the_highest():
    found = stand(rows(HISTORY, TARGETS))
    assert found.state is State.BELOW_PATH
    assert found.achievement == pytest.approx(95.07, abs=0.01)
    assert found.achievement_class == "sangat tinggi"
    assert found.gap == pytest.approx(0.54)
    assert found.pace_needed == pytest.approx((11.49 - 7.98) / 4)
    assert found.best_pace == pytest.approx(14.34 - 13.16)
    assert found.since == date(2025, 1, 1)
    assert found.previous.value == pytest.approx(-0.20)
    assert found.previous.good


def test_a_target_that_was_met_is_reached():
    assert stand(rows({2024: 12.0, 2025: 10.95}, TARGETS)).state is State.REACHED


def test_more_than_the_best_pace_can_make_up_is_behind():
    frame = rows({2023: 12.0, 2024: 11.9, 2025: 11.8}, [(2025, 10.0, None), (2026, 9.0, None)])
    assert stand(frame).state is State.BEHIND


def test_moving_away_from_the_target_is_worsening():
    found = stand(rows({2023: 11.0, 2024: 11.2, 2025: 11.4}, TARGETS))
    assert found.state is State.WORSENING
    assert not found.previous.good


def test_a_value_older_than_promised_is_grey_and_keeps_its_last_judgement():
    found = stand(rows(HISTORY, TARGETS), today=date(2026, 11, 24))
    assert (found.state, found.last_state) == (State.STALE, State.BELOW_PATH)
    assert found.due == date(2026, 10, 17)


def test_without_a_target_or_a_value_it_is_grey():
    assert stand(rows(HISTORY)).state is State.NO_TARGET
    assert stand(rows({})).state is State.NO_VALUE
    assert stand(rows({}, TARGETS)).state is State.NO_VALUE


def test_a_target_of_the_past_judges_nothing_later():
    assert stand(rows({2025: 11.0}, [(2021, 12.3, None)])).state is State.NO_TARGET


def test_the_newest_plan_counts():
    frame = pd.concat(
        [rows({2025: 11.0}, [(2025, 11.5, None)], "rpd-2024"), rows({}, [(2025, 10.0, None)])]
    )
    assert stand(frame).target_lower == 10.0


def test_a_range_target_is_met_inside_it_and_keeps_both_ends():
    found = stand(rows({2024: 12.5, 2025: 12.0}, [(2025, 11.96, 12.30)]))
    assert found.state is State.REACHED
    assert (found.target_lower, found.target_upper) == (11.96, 12.30)


def test_between_two_targets_the_path_is_a_straight_line():
    targets = [(2025, 10.0, None), (2029, 6.0, None)]
    found = stand(rows({2025: 10.5, 2026: 10.2, 2027: 8.0}, targets), today=date(2028, 3, 1))
    assert found.path == pytest.approx(8.0)
    assert found.state is State.ON_PATH
    later = stand(rows({2025: 10.5, 2026: 10.2, 2027: 8.1}, targets), today=date(2028, 3, 1))
    assert later.state is not State.ON_PATH


def test_what_adds_up_from_january_is_judged_within_its_year():
    frame = rows({"2025-12": 80.0, "2026-01": 5.0, "2026-02": 11.0}, [("2026-12", 60.0, None)])
    found = stand(frame, ABSORPTION, date(2026, 3, 5))
    assert found.path == pytest.approx(10.0)
    assert found.state is State.ON_PATH
    january = stand(frame.iloc[[0, 1, 3]], ABSORPTION, date(2026, 2, 5))
    assert january.previous is None
    assert january.state is State.ON_PATH


def test_a_direction_that_nobody_set_is_not_judged():
    entry = dataclasses.replace(POVERTY, better="none")
    assert stand(rows(HISTORY, TARGETS), entry).state is State.NO_TARGET


@pytest.mark.parametrize(
    ("better", "value", "lower", "upper", "state", "percent"),
    [
        ("higher", 73.74, 73.54, None, State.REACHED, 100.27),  # IPM 2025
        ("higher", -5.54, 11.73, 12.17, State.BELOW_PATH, -47.23),  # pertumbuhan 2021
        ("higher", 2.45, 3.18, None, State.BELOW_PATH, 77.04),  # SPBE 2021
    ],
)
def test_real_figures_stand_as_they_should(better, value, lower, upper, state, percent):
    entry = dataclasses.replace(POVERTY, better=better, range=(-30, 100))
    found = stand(rows({2025: value}, [(2025, lower, upper)]), entry)
    assert found.state is state
    assert found.achievement == pytest.approx(percent, abs=0.01)


def test_what_was_withdrawn_and_what_else_was_published_do_not_count():
    frame = rows({2024: 11.0, 2025: 10.0}, TARGETS).assign(status="A")
    frame.loc[frame["value"] == 10.0, "status"] = "M"
    other = rows({2025: 99.0}).assign(kind="alternative", reference="press", status="A")
    found = stand(pd.concat([frame, other]), today=date(2025, 3, 1))
    assert (found.period, found.value) == (date(2024, 1, 1), 11.0)


def test_a_point_known_twice_is_no_reason_to_fall():
    frame = pd.concat([rows(HISTORY, TARGETS), rows({2025: 10.9}, [(2025, 10.95, None)])])
    found = stand(frame)
    assert (found.value, found.state) == (10.9, State.REACHED)


def test_an_empty_frame_of_any_type_has_no_value():
    frame = pd.DataFrame(columns=["period", "kind", "reference", "value", "upper", "status"])
    found = stand(frame)
    assert found.state is State.NO_VALUE
    assert found.value != found.value


def test_the_frame_is_left_alone():
    frame = rows(HISTORY, TARGETS)
    before = frame.copy()
    stand(frame)
    pd.testing.assert_frame_equal(frame, before)
