"""The light, by its properties."""

import dataclasses
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import Indicator, regency
from dashboard.measures import State, priority, standing

POVERTY = Indicator(
    "poverty", "Penduduk miskin", "%", "year", "lower", (0, 100), survey_month=3, lag_days=200
)
PLANS = [plan.code for plan in regency().plans]
GREEN = (State.REACHED, State.ON_PATH)


def rows(actuals, targets):
    """A series: {year: value}, and [(year, lower, upper or None)]."""
    made = [(p, "actual", "", v, None) for p, v in actuals.items()]
    made += [(p, "target", "rpjmd-2025", low, high) for p, low, high in targets]
    frame = pd.DataFrame(made, columns=["period", "kind", "reference", "value", "upper"])
    frame["period"] = pd.to_datetime(frame["period"].astype(str) + "-01-01")
    return frame.astype({"value": float, "upper": float})


def stand(frame, entry=POVERTY, today=date(2026, 3, 1)):
    return standing(frame, entry, today, PLANS, regency().scale)


def urgency(found, entry=POVERTY):
    """The points of a standing that is a problem; 0 of another."""
    one = priority(found, entry, date(2026, 3, 1))
    return one.points if one else 0.0


def test_every_state_has_its_word():
    assert [state.word for state in State] == [
        "tercapai", "di jalur", "di bawah jalur", "tertinggal", "memburuk",
        "belum ada target", "belum ada data", "lewat umur",
    ]  # fmt: skip


NUMBERS = st.floats(0, 100).map(lambda number: round(number, 3))
VALUES = st.dictionaries(st.integers(2015, 2026), NUMBERS, min_size=1, max_size=8)
GOALS = st.dictionaries(st.integers(2015, 2030), NUMBERS, min_size=1, max_size=5)
BETTER = st.sampled_from(["higher", "lower"])


@given(VALUES, GOALS, BETTER)
def test_a_stale_value_is_never_green(values, goals, better):
    entry = dataclasses.replace(POVERTY, better=better)
    frame = rows(values, [(period, goal, None) for period, goal in goals.items()])
    assert stand(frame, entry, date(2040, 1, 1)).state not in GREEN


@given(VALUES, GOALS, BETTER)
def test_a_missed_target_of_its_own_period_is_never_green(values, goals, better):
    entry = dataclasses.replace(POVERTY, better=better)
    newest = max(values)
    goal = values[newest] + (1 if better == "higher" else -1)
    frame = rows(values, [(p, g, None) for p, g in (goals | {newest: goal}).items()])
    assert stand(frame, entry, date(newest, 6, 1)).last_state not in GREEN


@given(VALUES, GOALS, BETTER, st.floats(0.001, 1000))
def test_another_unit_changes_no_state(values, goals, better, factor):
    entry = dataclasses.replace(POVERTY, better=better, range=(0, 100))
    other = dataclasses.replace(entry, range=(0, 100 * factor))
    plain = rows(values, [(p, g, None) for p, g in goals.items()])
    scaled = plain.assign(value=plain["value"] * factor)
    there, here = stand(plain, entry), stand(scaled, other)
    assert (there.state, there.since) == (here.state, here.since)
    assert urgency(here, other) == pytest.approx(urgency(there, entry), abs=0.11)


@given(VALUES, GOALS)
def test_turning_signs_and_direction_round_changes_no_state(values, goals):
    plain = rows(values, [(p, g, None) for p, g in goals.items()])
    turned = plain.assign(value=-plain["value"])
    entry = dataclasses.replace(POVERTY, better="higher", range=(-100, 0))
    there, here = stand(plain), stand(turned, entry)
    assert (there.last_state, there.since) == (here.last_state, here.since)
    assert urgency(here, entry) == pytest.approx(urgency(there), abs=0.11)
