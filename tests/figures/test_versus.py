"""One area beside others, drawn: assertions on what is drawn."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import Indicator
from dashboard import figures
from dashboard.figures import Strand
from dashboard.figures._axis import honest, spread

ENTRY = Indicator("x", "Miskin", "%", "year", "lower", (0, 100), decimals=2)
NAN = float("nan")


def strand(name, kind, values):
    days = pd.to_datetime([str(year) for year in values])
    return Strand(name, kind, pd.DataFrame({"period": days, "value": list(values.values())}))


HOME = strand("Bojonegoro", "home", {2022: 12.2, 2023: 12.1, 2024: 11.7, 2025: 11.5})
EAST = strand("Jawa Timur", "province", {2024: 9.8, 2025: 9.5})
TUBAN = strand("Tuban <x>", "peer", {2019: 14.6, 2021: 16.3, 2022: 15.0, 2024: 14.4})


def group(svg, kind):
    return re.search(rf'<g class="strand {kind}">(.*?)</g>', svg)[1]


def test_a_year_without_a_value_is_a_gap_and_a_lone_year_a_dot():
    drawn = group(figures.versus([HOME, TUBAN], ENTRY), "peer")
    assert drawn.count("<path") == 1  # 2021 to 2022
    assert drawn.count("<circle") == 2  # 2019 and 2024
    assert "Tuban &lt;x&gt;" in drawn


def test_the_own_line_is_drawn_last_and_bears_its_points():
    svg = figures.versus([HOME, TUBAN, EAST], ENTRY)
    kinds = re.findall(r'class="strand (\w+)"', svg)
    assert kinds == ["peer", "province", "home"]
    assert group(svg, "home").count("<circle") == 4


def test_all_share_one_scale():
    both = figures.versus([HOME, strand("Z", "peer", {2025: 11.5})], ENTRY)
    end = re.findall(r'cy="([\d.]+)"', group(both, "home"))[-1]
    assert re.findall(r'cy="([\d.]+)"', group(both, "peer")) == [end]


def test_an_axis_that_leaves_zero_out_says_so():
    assert "Sumbu mulai dari 11,4, bukan dari nol" in figures.versus([HOME], ENTRY)
    wide = figures.versus([HOME, strand("Z", "peer", {2025: 2.0})], ENTRY)
    assert "Sumbu mulai" not in wide and 'class="grid zero"' in wide


def test_a_line_that_ended_earlier_says_when():
    svg = figures.versus([HOME, strand("Z", "peer", {2023: 9.0, 2024: 10.0})], ENTRY)
    assert "Z 10,00 (2024)" in svg and "Bojonegoro 11,50<" in svg


def test_a_line_that_ended_long_ago_bears_no_name_far_from_it():
    ages = strand("Z", "peer", {2009: 9.0, 2010: 10.0})
    svg = figures.versus([HOME, ages], ENTRY)
    assert 'class="end peer"' not in svg and "<title>Z: " in svg


def test_the_narrow_form_names_only_the_own_line_the_province_and_the_nation():
    svg = figures.versus([HOME, EAST, TUBAN], ENTRY, size=(360, 300))
    assert re.findall(r'class="end (\w+)"', svg) == ["province", "home"]


def test_no_value_at_all_is_said():
    assert "Belum ada data" in figures.versus([], ENTRY)
    assert "Belum ada data" in figures.versus([strand("Z", "home", {2025: NAN})], ENTRY)


@pytest.mark.parametrize("value", [0.0, -3.0, 5.0])
def test_one_point_or_equal_values_are_drawn(value):
    one = strand("Z", "home", {2025: value})
    assert "nan" not in figures.versus([one, strand("Y", "peer", {2025: value})], ENTRY)


def test_the_labels_do_not_overlap_and_stay_in_order():
    same = [strand(f"A{place}", "peer", {2025: 10.0 + place / 100}) for place in range(8)]
    svg = figures.versus([HOME, *same], ENTRY)
    places = sorted(float(y) for y in re.findall(r'class="end \w+" x="[\d.]+" y="([\d.]+)"', svg))
    assert all(b - a >= 16.9 for a, b in zip(places, places[1:], strict=False))


@given(st.lists(st.floats(0, 400), max_size=12))
def test_labels_are_moved_apart_within_the_picture_and_keep_their_order(wanted):
    placed = spread(wanted, 0, 400, 17)
    for one, other in zip(sorted(placed), sorted(placed)[1:], strict=False):
        assert other - one >= 16.99
    for a, x in zip(wanted, placed, strict=True):
        assert -0.01 <= x <= 400.01
        assert all(x <= y for b, y in zip(wanted, placed, strict=True) if a < b)


HUNDREDTHS = st.integers(0, 10**8).map(lambda number: number / 100)


@given(HUNDREDTHS, HUNDREDTHS)
def test_an_axis_starts_at_zero_unless_half_of_it_would_be_empty(one, other):
    low, high = min(one, other), max(one, other)
    steps = honest(low, high, 4)
    assert steps[0] <= low and steps[-1] >= high * 0.999999
    if low <= high / 2:
        assert steps[0] == 0


def test_places_on_a_strip_follow_the_values():
    marks = [figures.strip(value, (0, 10), {"province": 5.0}, "home") for value in (0, 5, 10, 99)]
    assert [re.search(r'cx="([\d.]+)%', mark)[1] for mark in marks] == [
        "2.00", "50.00", "98.00", "98.00"]  # fmt: skip
    assert 'class="province" x1="50.00%"' in marks[0]
    assert "circle" not in figures.strip(NAN, (0, 10), {})
    assert "hollow" in figures.strip(1, (0, 10), {}, "peer", True)


def test_a_common_scale_holds_all_values():
    assert figures.common_scale([8.4, 14.1, NAN]) == (8, 16)
    assert figures.common_scale([2.0, 14.1])[0] == 0
    assert figures.common_scale([]) == (0, 1)


def test_a_place_among_those_known_is_filled_and_so_are_those_it_is_shared_with():
    assert re.findall(r'class="(\w+)"', figures.place(2, 4))[1:] == ["free", "own", "free", "free"]
    assert figures.place(2, 4, ties=1).count('"own"') == 2
