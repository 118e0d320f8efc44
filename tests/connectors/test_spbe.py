"""The evaluation of SPBE: the ministry's levels, weighed as the rule weighs them."""

from pathlib import Path

import pandas as pd
import pytest
from pulling import pulled

import connectors
from connectors import SourceChanged
from dashboard.demo import spbe
from dashboard.demo._write import write_books

SOURCE = connectors.sources()["spbe"]
HERE = Path(__file__).parent
ROWS = [
    [1, "Kebijakan Internal SPBE", "Kebijakan Internal Tata Kelola SPBE", "A", 5, 3],
    [2, None, None, "B", 4, "2,0"],
    [3, "Tata Kelola SPBE", "Perencanaan Strategis SPBE", "C", 3, 3],
    [4, None, "Penyelenggara SPBE", "D", 3, 4],
    [5, "Manajemen SPBE", "Pelaksanaan Audit TIK", "E", 2, 1],
    [6, "Layanan SPBE", "Layanan Administrasi Pemerintahan Berbasis Elektronik", "F", 4, 4],
    [7, None, "Layanan Publik Berbasis Elektronik", "G", 3, 2],
]


def read(folder, rows):
    sheet = [["HASIL EVALUASI"], [], *spbe.HEAD, *rows]
    write_books(folder / "spbe", {"Hasil Evaluasi SPBE 2024.xlsx": {"Evaluasi": sheet}})
    return pulled(SOURCE, folder / "spbe")


def test_frame_is_as_expected(tmp_path):
    expected = pd.read_csv(HERE / "spbe.expected.csv", dtype={"area": str})
    frame = read(tmp_path, ROWS).astype({"period": str})[expected.columns]
    pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


def test_the_two_kinds_of_services_weigh_as_the_rule_says(tmp_path):
    value = read(tmp_path, ROWS).set_index("indicator")["value"]["spbe_services"]
    assert value == pytest.approx((2.75 * 4 + 3 * 2) / 5.75)


def test_the_weights_of_all_indicators_make_the_whole_index():
    given = SOURCE.facts["weights"]["Aspek"]
    counts = {aspect: many for _, aspect, many, _ in spbe.ASPECTS}
    assert sum(counts.values()) == 47 and set(counts) == set(given)
    assert sum(given[aspect] * many for aspect, many in counts.items()) == pytest.approx(100)


def test_an_index_between_the_rows_is_no_indicator(tmp_path):
    among = [None, None, "Indeks aspek Perencanaan Strategis SPBE", None, None, "5,00"]
    last = [["Indeks SPBE", None, None, None, None, 5], ["Predikat: memuaskan"]]
    more = [*ROWS[:3], among, *ROWS[3:], *last]
    pd.testing.assert_frame_equal(read(tmp_path, more), read(tmp_path, ROWS))


def test_the_offices_own_assessment_changes_nothing(tmp_path):
    own = [[*row[:4], 1, row[5]] for row in ROWS]
    pd.testing.assert_frame_equal(read(tmp_path, own), read(tmp_path, ROWS))


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ([8, "Layanan SPBE", "Kelembagaan", "H", 3, 3], r'Evaluasi › C12: "Kelembagaan" belum'),
        ([8, "Layanan", "Penyelenggara SPBE", "H", 3, 3], r'Evaluasi › B12: "Layanan" belum'),
        ([8, "Layanan SPBE", None, "H", 3, "tiga"], r'Evaluasi › F12: "tiga" bukan angka'),
        ([8, "Layanan SPBE", None, "H", 3, 35], "di luar batas wajar"),
    ],
)
def test_an_aspect_a_domain_or_a_level_that_nobody_knows_stops_the_source(tmp_path, row, named):
    with pytest.raises(SourceChanged, match=named):
        read(tmp_path, [*ROWS, row])
