"""Achievement and its class: exact rules, so tested by their properties."""

import dataclasses
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from connectors import Indicator, regency
from dashboard.measures import achievement, achievement_class, floor

NAN = float("nan")
ENTRY = Indicator("x", "X", "%", "year", "higher", (-100.0, 100.0))
NUMBERS = st.floats(-100, 100).map(lambda number: round(number, 6))
DIRECTIONS = st.sampled_from(["higher", "lower", "range"])


def facing(better, low=-100.0, high=100.0):
    return dataclasses.replace(ENTRY, better=better, range=(low, high))


@pytest.mark.parametrize(
    ("better", "value", "lower", "upper", "percent"),
    [
        ("higher", 73.74, 73.54, NAN, 100.27),  # IPM 2025
        ("lower", 11.49, 10.95, NAN, 95.07),  # kemiskinan 2025
        ("lower", 13.27, 11.96, 12.30, 92.11),  # kemiskinan 2021, against the looser end
        ("higher", -5.54, 11.73, 12.17, -47.23),  # pertumbuhan 2021
        ("higher", 2.45, 3.18, NAN, 77.04),  # SPBE 2021
        ("range", 6.5, 7, 8, 92.86),
        ("range", 9, 7, 8, 87.5),  # the example of Permenpan RB 8/2021
        ("range", 7.5, 7, 8, 100),
    ],
)
def test_known_cases(better, value, lower, upper, percent):
    assert achievement(value, lower, upper, facing(better)) == pytest.approx(percent, abs=0.01)


@given(st.floats(1, 100), st.floats(0, 100))
def test_for_a_positive_target_it_is_the_formula_of_the_lkjip(target, value):
    assume(value != target and target >= floor(ENTRY))
    assert achievement(value, target, NAN, facing("higher")) == pytest.approx(value / target * 100)
    lower = achievement(value, target, NAN, facing("lower"))
    assert lower == pytest.approx((2 * target - value) / target * 100, abs=1e-6)


@given(NUMBERS, NUMBERS, st.floats(0.001, 1000), DIRECTIONS)
def test_another_unit_changes_nothing(value, target, factor, better):
    plain = achievement(value, target, NAN, facing(better))
    scaled = facing(better, -100 * factor, 100 * factor)
    assert achievement(value * factor, target * factor, NAN, scaled) == pytest.approx(
        plain, rel=1e-6, abs=1e-6
    )


@given(NUMBERS, NUMBERS)
def test_turning_signs_and_direction_round_changes_nothing(value, target):
    there = achievement(value, target, NAN, facing("higher"))
    assert achievement(-value, -target, NAN, facing("lower")) == pytest.approx(there)


@given(NUMBERS, NUMBERS, NUMBERS, st.floats(0, 50), st.sampled_from(["higher", "lower"]))
def test_a_better_value_never_achieves_less(one, other, target, width, better):
    worse, good = sorted((one, other), reverse=better == "lower")
    entry = facing(better)
    upper = target + width
    assert achievement(worse, target, upper, entry) <= achievement(good, target, upper, entry)


@given(NUMBERS, NUMBERS, st.floats(0, 50), DIRECTIONS)
def test_a_hair_more_or_less_changes_it_by_no_more_than_a_hair(value, target, width, better):
    entry = facing(better)
    step = 1e-7
    here = achievement(value, target, target + width, entry)
    for moved in (value + step, value - step):
        assert achievement(moved, target, target + width, entry) == pytest.approx(here, abs=1e-4)


@given(NUMBERS, DIRECTIONS)
def test_a_target_of_zero_gives_a_number(value, better):
    assert math.isfinite(achievement(value, 0.0, NAN, facing(better)))


def test_without_a_value_or_a_target_there_is_none():
    assert math.isnan(achievement(NAN, 1, NAN, ENTRY))
    assert math.isnan(achievement(1, NAN, NAN, ENTRY))


@given(st.floats(allow_nan=False))
def test_every_achievement_has_exactly_one_class(percent):
    scale = regency().scale
    name = achievement_class(percent, scale)
    assert sum(name == step.name for step in scale) == 1


@pytest.mark.parametrize(
    ("percent", "name"),
    [
        (120, "sangat tinggi"),
        (91, "sangat tinggi"),
        (90.5, "tinggi"),
        (75.4, "sedang"),
        (65.9, "rendah"),
        (50.5, "sangat rendah"),
        (-47, "sangat rendah"),
        (NAN, ""),
    ],
)
def test_the_gaps_between_the_bands_are_closed(percent, name):
    assert achievement_class(percent, regency().scale) == name
