"""Ranking of areas."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from connectors import Indicator
from dashboard.measures import ranking

NAN = float("nan")


def facing(better):
    return Indicator("x", "X", "%", "year", better, (0, 100))


def test_ties_share_a_place_and_the_next_is_skipped():
    frame = pd.DataFrame({"area": list("abcde"), "value": [3.0, 5.0, 3.0, 1.0, NAN]})
    ranked = ranking(frame, facing("higher"))
    assert list(ranked["area"]) == ["b", "a", "c", "d", "e"]
    assert list(ranked["rank"])[:4] == [1, 2, 2, 4]
    assert pd.isna(ranked["rank"].iloc[4])
    assert set(ranked["of"]) == {4}


def test_lower_is_first_where_lower_is_better():
    frame = pd.DataFrame({"area": list("ab"), "value": [3.0, 5.0]})
    assert list(ranking(frame, facing("lower"))["area"]) == ["a", "b"]


def test_without_a_direction_the_highest_is_first():
    frame = pd.DataFrame({"area": list("ab"), "value": [3.0, 5.0]})
    assert list(ranking(frame, facing("none"))["area"]) == ["b", "a"]


def test_no_areas_give_no_places():
    frame = pd.DataFrame({"area": [], "value": []})
    assert list(ranking(frame, facing("higher")).columns) == ["area", "value", "rank", "of"]


VALUES = st.lists(st.one_of(st.just(NAN), st.integers(0, 5).map(float)), min_size=1, max_size=12)


@given(VALUES, st.sampled_from(["higher", "lower", "none"]))
def test_a_place_is_one_more_than_the_areas_that_are_better(values, better):
    frame = pd.DataFrame({"area": range(len(values)), "value": values})
    before = frame.copy()
    for row in ranking(frame, facing(better)).itertuples():
        if row.value != row.value:
            assert pd.isna(row.rank)
        elif better == "lower":
            assert row.rank == 1 + sum(value < row.value for value in values)
        else:
            assert row.rank == 1 + sum(value > row.value for value in values)
    pd.testing.assert_frame_equal(frame, before)
