"""The published figures: one value for each point, and nothing lost."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pulling import pulled

import connectors
from connectors import SourceChanged, bps

SOURCE = connectors.sources()["bps"]
HERE = Path(__file__).parent
FOUND = HERE.parents[2] / "shared" / "domain" / "macro_series.csv"


@pytest.fixture(scope="module")
def frame():
    return pulled(SOURCE)


def chosen(frame, indicator, area, year):
    rows = frame[(frame["indicator"] == indicator) & (frame["area"] == area)]
    rows = rows[(rows["period"].dt.year == year) & (rows["kind"] == "actual")]
    assert len(rows) == 1
    return rows["value"].iloc[0]


@pytest.mark.parametrize(
    ("indicator", "area", "year", "value", "why"),
    [
        ("unemployment_rate", "35.22", 2021, 4.82, "4,28 is a digit swap"),
        ("grdp_growth", "35.22", 2021, -5.54, "−5,45 is a digit swap"),
        ("poverty_rate", "00", 2025, 8.47, "8,74 was printed and does not fit"),
        ("hdi", "35.22", 2022, 71.15, "the long form is a series of its own"),
        ("hdi_2014_method", "35.22", 2022, 70.12, "and so is the one before"),
        ("hdi", "35.22", 2025, 73.74, "73,54 was a projection"),
        ("poor_people", "35.22", 2024, 147.33, "BPS, and not the speech"),
        ("paddy_production", "35.22", 2021, 674_002, "final, and not provisional"),
        (
            "paddy_production",
            "35.22",
            2024,
            710_527,
            "final, though a government site has the other",
        ),
        ("paddy_production_office", "35.22", 2021, 787_723, "the office counts otherwise"),
        ("labour_participation", "35.22", 2023, 74.29, "72,16 is the value of 2022"),
        ("poverty_rate", "35.22", 2019, 12.38, "12,36 stands alone"),
        ("grdp_growth", "35.22", 2024, 1.67, "4,96 was a projection"),
        ("gini", "35.22", 2023, 0.283, "0,28 agrees and says less"),
        ("stunting_weighing", "35.22", 2022, 2.99, "by weighing"),
        ("stunting_survey", "35.22", 2022, 24.3, "by survey"),
    ],
)
def test_of_several_publications_one_value_is_chosen(frame, indicator, area, year, value, why):
    assert chosen(frame, indicator, area, year) == value, why


def test_the_chosen_figures_of_the_regency_are_as_expected(frame):
    columns = ["indicator", "period", "kind", "value", "status"]
    rows = frame[(frame["area"] == "35.22") & (frame["kind"] != "alternative")][columns]
    expected = pd.read_csv(HERE / "bps.expected.csv", parse_dates=["period"])
    pd.testing.assert_frame_equal(
        rows.reset_index(drop=True), expected, check_dtype=False, check_exact=False
    )


def test_what_was_chosen_is_never_a_projection(frame):
    assert "F" not in set(frame.loc[frame["kind"] == "actual", "status"])


def test_what_else_was_published_is_kept_with_its_publication(frame):
    others = frame[frame["kind"] == "alternative"]
    swapped = others[(others["indicator"] == "unemployment_rate") & (others["value"] == 4.28)]
    assert len(swapped) == 1
    assert (others["publication"] != "").all()
    said = zip(others["reference"], others["publication"], strict=True)
    assert all(reference.endswith(publication) for reference, publication in said)


def test_what_else_was_published_as_a_target_says_so(frame):
    others = frame[(frame["kind"] == "alternative") & frame["reference"].str.startswith("APBD")]
    assert dict(zip(others["value"], others["note"], strict=True)) == {
        904: "target APBD 2024; berbeda dari 950 menurut BPKAD",
        5455: "target APBD 2023; sumber lemah (halaman media sosial)",
    }


def test_a_target_and_an_actual_on_one_page_are_both_kept(frame):
    rows = frame[(frame["indicator"] == "revenue_realisation") & (frame["area"] == "35.22")]
    assert {5455, 6016} <= set(rows.loc[rows["kind"] == "alternative", "value"])


def test_only_what_a_publication_repeats_is_dropped_on_the_way(frame):
    with connectors.published(SOURCE).open(encoding="utf-8") as file:
        names = ("indicator", "area", "period", "kind", "reference", "publication")
        printed = {(*map(row.get, names), float(row["value"])) for row in csv.DictReader(file)}
    assert len(frame) == len(printed)


def test_a_publisher_that_nobody_declared_stops_the_refresh(tmp_path):
    text = connectors.published(SOURCE).read_text("utf-8").replace(",A,press,", ",A,blog,", 1)
    path = tmp_path / "bps.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceChanged, match="blog"):
        bps.fetch(path, SOURCE, date(1900, 1, 1))


@pytest.mark.parametrize(
    ("indicator", "first", "last"),
    [
        ("hdi", 2020, 9999),
        ("hdi_2014_method", 2010, 2022),
        ("hdi_old_method", 0, 2013),
        ("inflation_bappeda", 0, 2023),
    ],
)
def test_no_line_mixes_two_methods(frame, indicator, first, last):
    years = frame.loc[frame["indicator"] == indicator, "period"].dt.year
    assert len(years) and years.between(first, last).all()


def test_two_methods_of_one_year_stand_apart(frame):
    assert chosen(frame, "life_expectancy", "35.22", 2024) > 74
    assert chosen(frame, "life_expectancy_2014_method", "35.22", 2023) < 73
    ours = frame[(frame["indicator"] == "inflation") & (frame["area"] == "35.22")]
    assert ours["period"].min() >= pd.Timestamp(2024, 1, 1)


def test_every_figure_names_its_publication(frame):
    assert (frame["publication"] != "").all()


def test_an_old_figure_is_not_asked_for():
    late = pulled(SOURCE, since=date(2015, 1, 1))
    assert late["period"].min() >= pd.Timestamp(2015, 1, 1)


def test_nothing_that_was_found_vanished_without_a_reason():
    if not FOUND.exists():
        pytest.skip("the list of what was found stands beside the project's own checkout only")
    with FOUND.open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    with connectors.published(SOURCE).open(encoding="utf-8") as file:
        carried = Counter(point(row, "publication") for row in csv.DictReader(file))
    left = list(found)
    for row in found:
        if carried[point(row, "source")]:
            carried[point(row, "source")] -= 1
            left.remove(row)
    reasons = {reason_for(row) for row in left}
    assert None not in reasons, [row for row in left if reason_for(row) is None]
    assert reasons == set(SOURCE.ignored)
    assert not +carried


def point(row, address):
    """What a row of both lists says, whatever the indicator is called and the month stands for."""
    return row["area"], row["period"][:4], float(row["value"]), row[address]


def reason_for(row):
    names = (row["indicator"], f"{row['indicator']} {row['period']}")
    return next((name for name in names if name in SOURCE.ignored), None)
