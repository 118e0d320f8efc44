"""The satisfaction survey: nine elements, weighed by respondents, whatever is written beside."""

from pathlib import Path

import pandas as pd
import pytest
from pulling import pulled

import connectors
from connectors import SourceChanged
from dashboard.demo import skm
from dashboard.demo._write import write_books

SOURCE = connectors.sources()["skm"]
HERE = Path(__file__).parent
GOOD, POOR = ["3,60"] * 9, ["3,00"] * 8 + ["2,50"]
TOP = ["No", "Perangkat Daerah", "Unit layanan", "Jumlah responden", "Nilai rata-rata unsur"]


def head(order=range(9)):
    names = [f"U{place} {skm.ELEMENTS[each]}" for place, each in enumerate(order, 1)]
    return [[*TOP, *[None] * 8, "Nilai SKM", "Mutu"], [None] * 4 + names]


ROWS = [
    [1, "Dinas Kesehatan", "Loket", 100, *GOOD, "90", "A"],
    [2, None, "Farmasi", 300, *POOR, "80", "B"],
    [3, "Kecamatan Kapas", "Loket", 50, *GOOD, "90", "A"],
    [4, "Dishub", "Loket", None, *["-"] * 9, None, None],
]


def read(folder, rows, order=range(9)):
    sheet = [["REKAPITULASI"], [], *head(order), *rows]
    write_books(folder / "skm", {"Rekap SKM 2026.xlsx": {"Semester I 2026": sheet}})
    return pulled(SOURCE, folder / "skm")


def test_frame_is_as_expected(tmp_path):
    expected = pd.read_csv(HERE / "skm.expected.csv", dtype={"skpd": str}).fillna("")
    frame = read(tmp_path, ROWS).astype({"period": str})[expected.columns]
    pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


def test_the_weakest_element_is_named_whatever_number_it_bears(tmp_path):
    swapped = [[*row[:11], row[12], row[11], *row[13:]] for row in ROWS]
    frame = read(tmp_path, swapped, [*range(7), 8, 7])
    pd.testing.assert_frame_equal(frame, read(tmp_path, ROWS))
    weak = frame[frame["indicator"] == "weakest_service_element"].set_index("skpd")["note"]
    assert weak[""] == weak["1.02"] == "unsur penanganan pengaduan"


def test_books_that_number_the_elements_otherwise_are_read_together(tmp_path):
    swapped = [[*row[:11], row[12], row[11], *row[13:]] for row in ROWS]
    books = {
        f"Rekap SKM {year}.xlsx": {f"Semester I {year}": [*head(order), *rows]}
        for year, order, rows in ((2025, range(9), ROWS), (2026, [*range(7), 8, 7], swapped))
    }
    write_books(tmp_path / "skm", books)
    frame = pulled(SOURCE, tmp_path / "skm")
    years = [each.reset_index(drop=True) for _, each in frame.groupby("period")]
    pd.testing.assert_frame_equal(years[0].assign(period=0), years[1].assign(period=0))


@pytest.mark.parametrize(
    "more",
    [
        [[5, "Kec. Kapas", "LOKET", 50, *GOOD, "1", "D"]],  # written again, as it stands
        [[None, "Rata-rata", None, None, *["1,00"] * 9]],
        [[], ["Sumber: Bagian Organisasi"]],
        [[5, "Setda", "Loket", 0, *["-"] * 9]],
    ],
)
def test_a_repeated_unit_a_mean_a_footnote_and_an_unsurveyed_unit_change_nothing(tmp_path, more):
    pd.testing.assert_frame_equal(read(tmp_path, [*ROWS, *more]), read(tmp_path, ROWS))


def test_a_unit_at_the_very_limit_of_good_is_good_when_rounded(tmp_path):
    scores = [*[3.064] * 8, 3.066]  # 76,6056 is 76,61
    frame = read(tmp_path, [[1, "Setda", "Loket", 10, *scores]])
    below = frame[frame["indicator"] == "service_units_below_good"]["value"]
    assert list(below) == [0, 0]
    frame = read(tmp_path, [[1, "Setda", "Loket", 10, *scores[:8], 3.064]])
    assert list(frame[frame["indicator"] == "service_units_below_good"]["value"]) == [1, 1]


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ([5, "Setda", "A", 10, *GOOD[:8], "86,5"], "M9: nilai «Penanganan pengaduan» kosong atau"),
        ([5, "Setda", "A", 10, *GOOD[:8], None], "di luar 1–4"),
        ([5, "Setda", "A", 10, *GOOD[:8], "3.421"], "di luar 1–4"),
        ([5, "Setda", "A", "sepuluh", *GOOD], r'D9: "sepuluh" bukan angka'),
        ([5, "Dinas Anu", "A", 10, *GOOD], "«Dinas Anu» tidak dikenal"),
    ],
)
def test_a_score_or_an_skpd_that_cannot_be_stops_the_source_and_is_named(tmp_path, row, named):
    with pytest.raises(SourceChanged, match=named):
        read(tmp_path, [*ROWS, row])


def test_an_element_that_is_gone_is_named(tmp_path):
    with pytest.raises(SourceChanged, match="kolom unsur «Penanganan pengaduan» tidak ada"):
        read(tmp_path, [row[:12] for row in ROWS], range(8))
