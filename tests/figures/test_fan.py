"""The fan: assertions on what is drawn."""

import re

import pytest

from connectors import Indicator
from dashboard.figures import fan

ENTRY = Indicator("x", "X", "%", "year", "lower", (0, 100), decimals=2)
VALUES = {2020: 12.0, 2021: 11.5, 2023: 11.0}
AHEAD = [(2024, 10.5, 10.0, 11.0), (2025, 10.2, 9.0, 11.4)]


def test_line_band_and_target_are_drawn_with_their_numbers():
    drawn = fan(VALUES, AHEAD, [(2025, 8.0, 8.0)], ENTRY, "Kemiskinan")
    assert drawn.count('class="band"') == drawn.count('class="tock"') == 1
    assert ">10,2<" in drawn and ">8,00<" in drawn
    assert re.findall(r">(20\d\d)<", drawn) == ["2020", "2025", "2023"]


def test_a_missing_year_is_a_gap():
    path = re.search(r'class="line" d="([^"]+)"', fan(VALUES, [], [], ENTRY, ""))[1]
    assert path.count("M") == 2 and path.count("L") == 1


def test_without_an_outlook_the_newest_value_is_named():
    drawn = fan(VALUES, [], [], ENTRY, "")
    assert "band" not in drawn and ">11,00<" in drawn


def test_a_range_target_is_a_bar_and_names_the_end_that_counts():
    drawn = fan(VALUES, [], [(2021, 11.0, 11.3)], ENTRY, "")
    assert 'class="span"' in drawn and 'class="tock"' not in drawn and ">11,30<" in drawn


@pytest.mark.parametrize("values", [{}, {2025: 4.0}, {2024: 4.0, 2025: 4.0}])
def test_none_one_or_equal_values_draw_something_finite(values):
    drawn = fan(values, [], [], ENTRY, "")
    assert "nan" not in drawn and "inf" not in drawn
    assert ("Belum ada data" in drawn) == (not values)


def test_numbers_that_would_touch_are_moved_apart():
    drawn = fan({2024: 9.0, 2025: 9.0}, [], [(2025, 9.01, 9.01)], ENTRY, "")
    places = [float(y) for y in re.findall(r'class="end \w+" x="[^"]+" y="([^"]+)"', drawn)]
    assert abs(places[0] - places[1]) >= 17


def test_what_comes_from_data_is_escaped():
    assert "<b>" not in fan(VALUES, [], [], ENTRY, "<b>")
