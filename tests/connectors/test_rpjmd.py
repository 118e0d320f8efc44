"""The targets of the plans: by plan, ranges with both ends, gaps left open."""

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from pulling import pulled

import connectors

SOURCE = connectors.sources()["rpjmd"]
FOUND = Path(__file__).parents[3] / "shared" / "domain" / "rpjmd_targets.csv"


@pytest.fixture(scope="module")
def frame():
    return pulled(SOURCE)


def targets(frame, indicator):
    rows = frame[(frame["indicator"] == indicator) & (frame["kind"] == "target")]
    return {row.period.year: (row.value, row.upper) for row in rows.itertuples()}


def test_the_frame_is_as_expected(frame):
    path = Path(__file__).with_name("rpjmd.expected.csv")
    expected = pd.read_csv(path, parse_dates=["period"], dtype={"area": str})
    pd.testing.assert_frame_equal(frame[list(expected.columns)], expected, check_dtype=False)


def test_a_range_keeps_both_ends(frame):
    assert targets(frame, "poverty_rate")[2021] == (11.96, 12.30)
    assert pd.isna(targets(frame, "hdi")[2025][1])


def test_a_year_that_nobody_published_stays_open(frame):
    assert sorted(targets(frame, "poverty_rate")) == [2021, 2022, 2024, 2025, 2026, 2029]
    assert sorted(targets(frame, "unemployment_rate")) == [2021, 2025]


def test_a_target_belongs_to_the_series_of_its_own_method(frame):
    assert set(targets(frame, "hdi")) == {2025}
    assert set(targets(frame, "hdi_2014_method")) == {2021}
    assert "stunting_survey" not in set(frame["indicator"])


def test_every_target_names_a_plan_that_the_regency_has(frame):
    plans = {plan.code for plan in connectors.regency().plans}
    assert set(frame.loc[frame["kind"] == "target", "reference"]) <= plans


def test_what_was_read_otherwise_is_kept_beside(frame):
    other = frame[frame["kind"] == "alternative"]
    assert list(other["value"]) == [8.98]
    assert list(other["reference"]) == list(other["publication"]) != [""]
    assert targets(frame, "poverty_rate")[2026][0] == 10.55


def test_no_target_vanished_without_a_reason(frame):
    if not FOUND.exists():
        pytest.skip("the list of what was found stands beside the project's own checkout only")
    with FOUND.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    left = Counter(
        (
            int(row["year"]),
            *sorted((float(row["target_low"]), float(row["target_high"]))),
            row["source"],
        )
        for row in rows
        if f"{row['indicator']} {row['year']}" not in SOURCE.ignored
    )
    carried = Counter(
        (
            row.period.year,
            row.value,
            row.value if pd.isna(row.upper) else row.upper,
            row.publication,
        )
        for row in frame.itertuples()
    )
    assert left == carried
