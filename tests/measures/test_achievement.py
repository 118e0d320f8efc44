"""Achievement and its class: exact rules, so tested by their properties."""

import dataclasses
import math

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from connectors import Class, Indicator, regency
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


@given(NUMBERS, st.floats(0, 50), DIRECTIONS)
def test_at_the_ends_of_a_range_it_does_not_jump(lower, width, better):
    entry, upper, step = facing(better), lower + width, 1e-7
    for end in (lower, upper):
        for value in (end - step, end, end + step):
            assert achievement(value, lower, upper, entry) == pytest.approx(100, abs=1e-4)


@given(NUMBERS, DIRECTIONS)
def test_at_a_target_of_zero_it_does_not_jump(value, better):
    entry = facing(better)
    here = achievement(value, 0.0, NAN, entry)
    for target in (-1e-7, 1e-7):
        assert achievement(value, target, NAN, entry) == pytest.approx(here, abs=1e-4)


@given(st.floats(0, 50), st.floats(0, 50), NUMBERS, st.floats(0, 50), st.sampled_from([1, -1]))
def test_where_a_range_is_best_further_out_never_achieves_more(one, other, lower, width, side):
    entry, upper = facing("range"), lower + width
    end = upper if side > 0 else lower
    near, far = sorted((one, other))
    percents = [achievement(end + side * out, lower, upper, entry) for out in (0, near, far)]
    assert percents[0] == 100
    assert percents == sorted(percents, reverse=True)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, st.one_of(st.just(NAN), st.floats(0, 50)))), DIRECTIONS)
def test_a_column_is_reckoned_as_its_numbers_are(rows, better):
    entry = facing(better)
    frame = pd.DataFrame(rows, columns=["value", "lower", "width"], dtype=float)
    upper = frame["lower"] + frame["width"]
    before = frame.copy()
    found = achievement(frame["value"], frame["lower"], upper, entry)
    assert list(found) == [achievement(v, low, low + width, entry) for v, low, width in rows]
    pd.testing.assert_frame_equal(frame, before)


def test_a_column_may_have_one_target_and_lack_values():
    found = achievement(pd.Series([5.0, NAN], index=[7, 8]), 10.0, NAN, facing("higher"))
    assert list(found.index) == [7, 8]
    assert found[7] == 50.0
    assert math.isnan(found[8])


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


def test_a_scale_that_ends_at_zero_has_a_class_below_it_too():
    scale = (Class(50, "cukup"), Class(0, "kurang"))
    assert achievement_class(-47, scale) == "kurang"


def test_the_order_of_the_scale_does_not_matter():
    turned = tuple(reversed(regency().scale))
    assert achievement_class(95, turned) == "sangat tinggi"
