"""A year as it adds up: what is drawn of it, and what a screen reader says."""

import re

import pandas as pd
import pytest

from connectors import Indicator
from dashboard import figures

NAN = float("nan")
ENTRY = Indicator("x", "Serapan <APBD>", "%", "month", "higher", (0, 110), decimals=1,
                  resets="year")  # fmt: skip
MONEY = Indicator("y", "Belanja", "Rp", "month", "none", (0, 1e13), resets="year")


def rows(year, *values, step=1):
    days = [pd.Timestamp(year, 1 + place * step, 1) for place in range(len(values))]
    return pd.DataFrame({"period": pd.to_datetime(days), "value": values})


NONE = rows(2026)
FULL = rows(2025, *range(8, 104, 8))


def path_of(svg, kind):
    found = re.search(rf'<path class="{kind}" d="([^"]*)"', svg)
    return found[1] if found else ""


def test_this_year_the_plan_and_last_year_are_three_lines_with_their_names():
    drawn = figures.scurve(rows(2026, 5, 12, 20), rows(2026, *range(9, 117, 9)), FULL, ENTRY)
    assert path_of(drawn, "line").count("L") == 2
    assert path_of(drawn, "goal").count("L") == path_of(drawn, "other").count("L") == 11
    assert ">2026  20,0 %<" in drawn and ">Rencana  108,0 %<" in drawn and ">2025  96,0 %<" in drawn


def test_the_year_before_lies_under_the_same_months():
    drawn = figures.scurve(rows(2026, 5, 12), NONE, rows(2025, 5, 12), ENTRY)
    assert path_of(drawn, "line") == path_of(drawn, "other")


def test_a_missing_month_is_a_gap_and_a_lone_value_a_dot():
    drawn = figures.scurve(NONE, NONE, rows(2025, 5, NAN, 20, 30), ENTRY)
    assert path_of(drawn, "other").count("M") == 2
    assert drawn.count('class="dot other"') == 1
    without = rows(2025, 5, 9, 20, 30).drop(index=1)
    assert path_of(figures.scurve(NONE, NONE, without, ENTRY), "other") == path_of(drawn, "other")


@pytest.mark.parametrize(
    "values", [(5,), (5, 5, 5), (0, 0), (-3, -3), (-3, 4)], ids=str
)  # fmt: skip
def test_one_value_equal_values_and_negative_ones_are_drawn_within_the_picture(values):
    drawn = figures.scurve(rows(2026, *values), NONE, NONE, ENTRY)
    assert "nan" not in drawn
    heights = [float(y) for _, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", path_of(drawn, "line"))]
    assert len(heights) == len(values)
    assert all(0 < height < 360 for height in heights)
    assert drawn.count('class="dot"') == len(values)


def test_zero_is_on_the_axis():
    drawn = figures.scurve(rows(2026, 91, 92), NONE, NONE, ENTRY)
    assert 'text-anchor="end">0</text>' in drawn


def test_nothing_known_is_said():
    drawn = figures.scurve(NONE, NONE, NONE, ENTRY)
    assert "Belum ada data" in drawn and "path" not in drawn


def test_a_plan_alone_is_drawn():
    drawn = figures.scurve(NONE, rows(2026, 10, 20), NONE, ENTRY, plan_name="Anggaran kas")
    assert "Anggaran kas" in drawn and path_of(drawn, "goal") and not path_of(drawn, "line")


def test_a_screen_reader_hears_the_same_month_of_all_three():
    drawn = figures.scurve(rows(2026, 5, 12, 20), rows(2026, 9, 18, 27, 36), FULL, ENTRY)
    label = re.search(r'aria-label="([^"]*)"', drawn)[1]
    assert label == (
        "Serapan &lt;APBD&gt;, kumulatif; 2026 sampai Maret: 20,0 %; "
        "Rencana pada saat yang sama: 27,0 %; 2025 pada saat yang sama: 24,0 %."
    )


def test_large_amounts_are_read_in_their_own_unit():
    drawn = figures.scurve(rows(2026, 1e12, 2e12, 4e12), NONE, NONE, MONEY)
    assert ">Rp triliun<" in drawn and ">4<" in drawn and "Rp 4,00 triliun" in drawn


def test_quarters_stand_at_their_last_month():
    entry = Indicator("z", "Z", "%", "quarter", "higher", (0, 110), resets="year")
    drawn = figures.scurve(rows(2026, 10, 20, step=3), NONE, NONE, entry)
    march = figures.scurve(rows(2026, NAN, NAN, 10, NAN, NAN, 20), NONE, NONE, ENTRY)
    place = re.compile(r"[ML]([\d.]+) ")
    assert place.findall(path_of(drawn, "line")) == place.findall(path_of(march, "line"))


def test_a_name_from_data_is_escaped():
    drawn = figures.scurve(NONE, rows(2026, 1, 2), NONE, ENTRY, plan_name="<script>")
    assert "<script>" not in drawn
