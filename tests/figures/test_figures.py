"""Numbers in Indonesian, marks and trends: assertions on what is drawn, never on pictures."""

import re
from datetime import date, datetime

import pandas as pd
import pytest

from connectors import Indicator
from dashboard import figures

NAN = float("nan")
ENTRY = Indicator(
    "x", "Penduduk <miskin>", "%", "year", "lower", (0, 100), decimals=2, survey_month=3
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1234.5, 1, "1.234,5"), (-0.2, 2, "−0,20"), (0, 0, "0"), (-0.001, 2, "0,00"), (NAN, 2, "–")],
)
def test_numbers_are_written_as_in_indonesia(value, decimals, text):
    assert figures.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.2, "+0,20"), (-0.2, "−0,20"), (0.0, "0,00"), (0.001, "0,00")]
)
def test_a_change_has_its_sign(value, text):
    assert figures.signed(value, 2) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (11.49, "%", "11,49 %"),
        (1.2e12, "Rp", "Rp 1,20 triliun"),
        (-6.58e9, "Rp", "Rp −6,58 miliar"),
        (312.4e9, "Rp", "Rp 312,4 miliar"),
        (8206.2, "Rp miliar", "Rp 8,21 triliun"),
        (11_796, "ribu Rp", "Rp 11,80 juta"),
        (471_457, "Rp/kapita/bulan", "Rp 471.457,00/kapita/bulan"),
        (73.74, "indeks", "73,74"),
        (NAN, "%", "–"),
    ],
)
def test_amounts_carry_their_unit(value, unit, text):
    assert figures.quantity(value, unit, 2) == text


@pytest.mark.parametrize(
    ("frequency", "first", "text"),
    [
        ("day", date(2026, 11, 24), "24 November 2026"),
        ("week", date(2026, 11, 16), "pekan 47 2026"),
        ("month", date(2025, 3, 1), "Maret 2025"),
        ("quarter", date(2025, 4, 1), "Triwulan II 2025"),
        ("quarter", date(2025, 10, 1), "Triwulan IV 2025"),
        ("semester", date(2025, 7, 1), "Semester II 2025"),
        ("year", date(2025, 1, 1), "2025"),
    ],
)
def test_periods_are_said_in_words(frequency, first, text):
    assert figures.period(first, Indicator("x", "X", "", frequency, "none", (0, 1))) == text


def test_a_yearly_survey_names_its_month():
    assert figures.period(date(2025, 1, 1), ENTRY) == "Maret 2025"


def test_a_moment_is_short():
    assert figures.clock(datetime(2026, 11, 24, 21, 5), "WIB") == "24 Nov 2026, 21.05 WIB"


@pytest.mark.parametrize(
    ("days", "text"),
    [(0, "hari ini"), (3, "3 hari"), (59, "59 hari"), (500, "16 bulan"), (1100, "3 tahun")],
)
def test_age_is_told_in_the_largest_honest_unit(days, text):
    assert figures.age(days) == text


def path_of(svg):
    return re.search(r'class="line" d="([^"]*)"', svg)[1]


def test_a_gap_in_the_values_is_a_gap_in_the_line():
    assert path_of(figures.sparkline([1, 2, NAN, 3])).count("M") == 2


def test_equal_values_lie_in_the_middle():
    assert re.findall(r" ([\d.]+)", path_of(figures.sparkline([5, 5]))) == ["28.0", "28.0"]


def test_one_value_is_a_dot_in_the_middle():
    assert 'cx="120.0"' in figures.sparkline([5])


def test_no_value_is_an_empty_mark():
    assert "path" not in figures.sparkline([])
    assert "path" not in figures.sparkline([NAN])


def test_a_higher_value_stands_higher():
    low, high = re.findall(r" ([\d.]+)", path_of(figures.sparkline([-1, 3])))
    assert float(high) < float(low)


def test_values_stand_at_their_own_time():
    path = path_of(figures.sparkline([1, 2, 3], places=[0, 1, 10]))
    first, second, third = (float(x) for x in re.findall(r"[ML]([\d.]+)", path))
    assert (second - first) * 9 == pytest.approx(third - second, rel=0.01)


def test_the_states_have_shapes_of_their_own():
    states = ["reached", "on_path", "below_path", "behind", "worsening", "stale"]
    assert len({figures.shape(state) for state in states}) == 6
    assert figures.shape("no_target") == figures.shape("stale")


SERIES = pd.DataFrame(
    {"period": pd.to_datetime(["2024-01-01", "2025-01-01"]), "value": [11.69, 11.49]}
)
TARGETS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2025-01-01", "2026-01-01"]),
        "value": [10.95, 10.0],
        "upper": [NAN, 10.55],
        "reference": "rpjmd-2025",
    }
)
NONE = TARGETS.iloc[:0]


def test_a_trend_draws_values_targets_and_others_and_escapes_names():
    svg = figures.trend(SERIES, TARGETS, {"Jawa & Timur": SERIES}, ENTRY)
    assert "Penduduk &lt;miskin&gt;" in svg
    assert "Jawa &amp; Timur 11,49 %" in svg
    assert svg.count('class="dot"') == 2
    assert 'class="tock"' in svg
    assert 'class="span"' in svg


def test_no_data_is_said_aloud():
    assert "Belum ada data" in figures.trend(SERIES.iloc[:0], NONE, {}, ENTRY)


@pytest.mark.parametrize("values", [[5.0], [5.0, 5.0], [-3.0, 0.0], [0.0, 0.0], [1e13, 2e13]])
def test_odd_series_are_drawn_within_the_frame(values):
    periods = pd.to_datetime([f"{2020 + place}-01-01" for place in range(len(values))])
    svg = figures.trend(pd.DataFrame({"period": periods, "value": values}), NONE, {}, ENTRY)
    heights = [float(y) for y in re.findall(r'cy="([\d.-]+)"', svg)]
    assert len(heights) == len(values)
    assert all(0 <= height <= 400 for height in heights)


def test_what_adds_up_from_january_starts_a_new_line_each_year():
    entry = Indicator("x", "X", "%", "month", "higher", (0, 100), resets="year")
    periods = pd.date_range("2025-11-01", periods=4, freq="MS")
    rows = pd.DataFrame({"period": periods, "value": [60.0, 80.0, 2.0, 5.0]})
    assert path_of(figures.trend(rows, NONE, {}, entry)).count("M") == 2


def test_a_plotly_figure_speaks_indonesian():
    figure = figures.trend_figure(SERIES, TARGETS, {}, ENTRY)
    assert figure["layout"]["separators"] == ",."
    assert figure["data"][-1]["text"] == ["Maret 2024: 11,69 %", "Maret 2025: 11,49 %"]


def test_the_frames_are_left_alone():
    before = SERIES.copy(), TARGETS.copy()
    figures.trend(SERIES, TARGETS, {"x": SERIES}, ENTRY)
    figures.trend_figure(SERIES, TARGETS, {"x": SERIES}, ENTRY)
    pd.testing.assert_frame_equal(SERIES, before[0])
    pd.testing.assert_frame_equal(TARGETS, before[1])
