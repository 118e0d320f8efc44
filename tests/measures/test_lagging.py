"""How one area stands among its like: rates are compared, sums only where more is bad."""

import dataclasses

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from connectors import Indicator
from dashboard.measures import is_average, lagging

STUNTING = Indicator("stunting", "Stunting", "%", "month", "lower", (0, 100), decimals=1)
CASES = Indicator("cases", "Balita stunting", "balita", "month", "lower", (0, 10_000))
ROADS = Indicator("roads", "Jalan mantap", "%", "year", "higher", (0, 100), decimals=1)


def places(*values):
    return pd.DataFrame({"area": [f"k{n}" for n in range(len(values))], "value": values})


TEN = places(*[float(n) for n in range(1, 11)])


def test_the_last_three_and_what_is_worse_than_the_whole_are_told_apart():
    worst, middle = lagging(TEN, 5.0, "k9", STUNTING), lagging(TEN, 5.0, "k5", STUNTING)
    assert (worst.rank, worst.of, worst.last, worst.worse) == (10, 10, True, True)
    assert (middle.rank, middle.last, middle.worse) == (6, False, True)
    assert middle.share == 1.0 / 5.0
    assert lagging(TEN, 5.0, "k4", STUNTING) is None  # as good as the whole
    assert (worst.after, middle.after) == (0, 4)


def test_the_direction_decides_who_is_last():
    assert lagging(TEN, 5.0, "k0", ROADS).last
    assert lagging(TEN, 5.0, "k9", ROADS) is None


def test_a_sum_is_compared_only_where_more_of_it_is_bad():
    most = lagging(TEN, 55.0, "k9", CASES)
    assert most.total and most.last and not most.worse and most.share == 0
    assert lagging(TEN, 55.0, "k5", CASES) is None
    assert lagging(TEN, 55.0, "k0", ROADS) is None


def test_equal_values_have_no_last_and_ties_share_the_better_place():
    assert lagging(places(*[4.0] * 10), 4.0, "k0", STUNTING) is None
    tied = lagging(places(1.0, 1, 1, 1, 1, 1, 9, 9, 9, 9), 5.0, "k9", STUNTING)
    assert (tied.rank, tied.last, tied.worse) == (7, False, True)
    pair = lagging(places(*range(8), 9, 9), 4.0, "k8", STUNTING)
    assert (pair.rank, pair.last, pair.after) == (9, True, 0)  # each of the two is the worst


def test_nothing_is_said_where_it_cannot_be_known():
    assert lagging(TEN, float("nan"), "k9", STUNTING) is None
    assert lagging(TEN, 5.0, "elsewhere", STUNTING) is None
    assert lagging(places(1.0, float("nan")), 0.5, "k1", STUNTING) is None
    for better in ("range", "none"):
        assert lagging(TEN, 5.0, "k9", dataclasses.replace(STUNTING, better=better)) is None


def test_among_few_nobody_is_one_of_the_last_three():
    assert not lagging(places(1.0, 2.0, 3.0), 2.0, "k2", STUNTING).last


def test_a_difference_that_rounding_hides_is_none():
    assert lagging(places(1.0, 5.01, *[9.0] * 8), 5.0, "k1", STUNTING) is None


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=40))
def test_the_sum_of_amounts_is_never_taken_for_an_average(values):
    assert not is_average(values, sum(values))


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(1, 1000)), min_size=2, max_size=40))
def test_a_weighted_mean_of_different_values_is_an_average(pairs):
    values = [value for value, _ in pairs]
    mean = sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)
    if max(values) - min(values) > 1e-6:
        assert is_average(values, mean)
