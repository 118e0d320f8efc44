"""Ranks among peers, a part against its whole, and which numbers stand on few cases."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import connectors
from connectors import Indicator
from dashboard import measures

RATE = Indicator("rate", "Angka", "%", "year", "lower", (0, 100), decimals=1)
COUNT = Indicator("count", "Jumlah", "jiwa", "year", "none", (0, 1e6))
values = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 2))
many = st.lists(values, min_size=1, max_size=30)


def field(numbers, code="rate", period="2026-01-01"):
    frame = pd.DataFrame({"area": [f"a{n}" for n in range(len(numbers))], "value": numbers})
    return frame.assign(indicator=code, period=pd.Timestamp(period))


def ranked(numbers, better="lower", **more):
    return measures.peers(field(numbers, **more), {"rate": better})


@given(many, st.sampled_from(["higher", "lower", "none", "range"]))
def test_ranks_are_those_of_the_ranking_of_one_indicator(numbers, better):
    entry = Indicator("rate", "Angka", "%", "year", better, (0, 100))
    wanted = measures.ranking(field(numbers), entry).set_index("area")["rank"]
    found = ranked(numbers, better).set_index("area")["rank"]
    assert found.to_dict() == wanted.to_dict()


@given(many)
def test_positions_lie_between_the_best_and_the_worst_and_sum_to_nothing(numbers):
    found = ranked(numbers)["position"]
    assert found.between(-1, 1).all()
    assert abs(found.sum()) < 1e-6


@given(many)
def test_another_direction_turns_the_positions_around(numbers):
    up, down = ranked(numbers, "higher")["position"], ranked(numbers, "lower")["position"]
    assert (up + down).abs().max() < 1e-9


@given(st.integers(2, 30), values)
def test_where_all_are_equal_nobody_stands_out(count, value):
    found = ranked([value] * count)
    assert set(found["rank"]) == {1} and set(found["position"]) == {0}


def test_the_only_best_is_at_one_and_the_only_worst_at_minus_one():
    assert ranked([5.0, 1.0, 3.0])["position"].tolist() == [-1, 1, 0]


def test_only_values_of_the_newest_period_are_compared():
    late = pd.concat([field([1.0, 2.0]), field([9.0], period="2025-01-01").assign(area="late")])
    found = measures.peers(late.reset_index(drop=True), {"rate": "lower"}).set_index("area")
    assert math.isnan(found.loc["late", "rank"]) and math.isnan(found.loc["late", "position"])
    assert found.loc["a0", "of"] == 2


def test_indicators_and_groups_are_ranked_by_themselves():
    frame = pd.concat([field([1.0, 2.0, 3.0, 4.0]), field([7.0] * 4, code="count")])
    frame = frame.assign(parent=["x", "x", "y", "y"] * 2).reset_index(drop=True)
    found = measures.peers(frame, {"rate": "lower"}, ["parent"])
    assert found["rank"].tolist() == [1, 2, 1, 2, 1, 1, 1, 1]
    assert set(found["of"]) == {2}


def test_no_peers_no_ranks():
    assert measures.peers(field([]), {}).empty


@pytest.mark.parametrize(
    ("unit", "out_of", "adds"),
    [("jiwa", "", True), ("Rp", "", True), ("km", "", True), ("%", "", False),
     ("Rp/kg", "", False), ("laki-laki per 100 perempuan", "", False), ("indeks", "", False),
     ("tahun", "", False), ("Rp", "business_numbers_issued", False)],
)  # fmt: skip
def test_the_unit_tells_a_count_from_a_rate(unit, out_of, adds):
    entry = Indicator("x", "X", unit, "year", "none", (0, 1), out_of=out_of)
    assert measures.adds_up(entry) is adds


def test_a_count_is_a_share_of_the_whole_and_never_good_or_bad():
    found = measures.versus(50, 200, COUNT)
    assert (found.share, found.good) == (25, None)
    assert math.isnan(measures.versus(0, 0, COUNT).share)


def test_a_rate_is_apart_from_the_whole_and_good_by_its_direction():
    found = measures.versus(9.5, 11.0, RATE)
    assert (found.apart, found.good) == (-1.5, True)
    assert measures.versus(11.001, 11.0, RATE).good is None  # less than one can see
    assert math.isnan(measures.versus(math.nan, 11.0, RATE).apart)


@given(values, values)
def test_what_is_good_for_one_direction_is_bad_for_the_other(value, whole):
    other = Indicator("rate", "Angka", "%", "year", "higher", (0, 100), decimals=1)
    one, two = measures.versus(value, whole, RATE).good, measures.versus(value, whole, other).good
    assert (one is None and two is None) or one is not two


@pytest.mark.parametrize(
    ("value", "out_of", "small"),
    [(20.0, 29, True), (20.0, 149, True), (20.0, 150, False), (90.0, 34, False),
     (20.0, math.nan, False), (math.nan, 10, False), (0.0, 500, True)],
)  # fmt: skip
def test_a_rate_is_small_when_it_rests_on_fewer_than_thirty_cases(value, out_of, small):
    assert measures.is_small(value, out_of, RATE) is small


def test_a_count_below_five_is_small_but_money_and_places_are_not():
    assert measures.is_small(4, math.nan, COUNT)
    assert not measures.is_small(5, math.nan, COUNT)
    for unit, decimals in (("Rp", 0), ("km", 1), ("desa", 0)):
        entry = Indicator("x", "X", unit, "year", "none", (0, 1), decimals=decimals)
        assert not measures.is_small(1, math.nan, entry)


@given(many)
def test_fifths_rise_with_the_values_and_equal_values_share_one(numbers):
    pairs = sorted(zip(numbers, measures.fifths(pd.Series(numbers)), strict=True))
    assert [shade for _, shade in pairs] == sorted(shade for _, shade in pairs)
    assert len({value for value, _ in pairs}) >= len({shade for _, shade in pairs})


def test_the_fifths_have_bounds_and_what_is_missing_has_none():
    assert measures.fifths(pd.Series([9.0, math.nan, 1.0])) == [4, -1, 2]
    assert measures.bounds_of([1.0, 2.0, 9.0, 0.0], [0, 0, 4, -1]) == [
        (0, 1.0, 2.0, 2),
        (4, 9.0, 9.0, 1),
    ]


def test_what_a_rate_rests_on_is_a_count_of_the_same_frequency():
    for entry in connectors.indicators().values():
        if entry.out_of:
            cases = connectors.indicator(entry.out_of)
            assert measures.adds_up(cases) and cases.frequency == entry.frequency, entry.code
