"""One area beside others: the period to compare in, and the place in each."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import Indicator
from dashboard.measures import places, shared_period


def facing(better, unit="%"):
    return Indicator("x", "X", unit, "year", better, (0, 100))


def frame_of(known):
    """`known`: area → {year: value}."""
    rows = [(area, year, value) for area, years in known.items() for year, value in years.items()]
    frame = pd.DataFrame(rows, columns=["area", "period", "value"])
    return frame.assign(period=pd.to_datetime(frame["period"].astype(str)))


def year_of(known):
    found = shared_period(frame_of(known), "home")
    return None if found is None else found.year


OURS = {year: 1.0 for year in range(2010, 2026)}


@pytest.mark.parametrize(
    ("others", "year"),
    [
        ({"a": {2025: 1}, "b": {2025: 1}, "c": {2024: 1}}, 2025),
        ({"a": {2025: 1, 2024: 1}, "b": {2024: 1}, "c": {2024: 1}}, 2024),
        ({"a": {2025: 1}, "b": {2025: 1}, **{x: {2012: 1} for x in "cdefg"}}, 2025),
        ({x: {2012: 1} for x in "abc"}, 2012),
        ({"a": {2011: 1}, "b": {2010: 1}}, 2011),
        ({"a": {2030: 1}}, None),
        ({}, None),
    ],
    ids=["half know it", "more the year before", "old and many", "only old", "one each",
         "never the same", "nobody"],
)  # fmt: skip
def test_the_period_is_recent_and_known_to_enough(others, year):
    assert year_of({"home": OURS, **others}) == year


def test_without_an_own_value_there_is_no_period():
    assert year_of({"a": {2025: 1}, "b": {2025: 1}}) is None


KNOWN = st.dictionaries(
    st.sampled_from(["home", "a", "b", "c"]),
    st.dictionaries(st.integers(2020, 2023), st.integers(0, 4).map(float), max_size=4),
)


@given(KNOWN, st.sampled_from(["higher", "lower", "none"]))
def test_each_place_counts_who_is_better_among_those_known_then(known, better):
    found = places(frame_of(known), facing(better), "home")
    shared = [year for year in sorted(known.get("home", {}))
              if any(year in years for area, years in known.items() if area != "home")]  # fmt: skip
    assert [day.year for day in found["period"]] == shared
    for row in found.itertuples():
        values = [years[row.period.year] for years in known.values() if row.period.year in years]
        ahead = [v for v in values if (v < row.value if better == "lower" else v > row.value)]
        assert row.of == len(values)
        assert row.rank == 1 + len(ahead)
        assert row.ties == values.count(row.value) - 1


@given(KNOWN)
def test_the_period_that_is_compared_is_one_in_which_there_is_a_place(known):
    frame = frame_of(known)
    period = shared_period(frame, "home")
    found = set(places(frame, facing("lower"), "home")["period"])
    assert (period in found) if found else period is None
