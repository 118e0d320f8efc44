"""Payments to GTT and PTT: a column a month, merged kecamatan, dashes for unpaid months."""

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from pulling import pulled

import connectors
from connectors import SourceChanged

SOURCE = connectors.sources()["gtt"]
HEADS = ["No", "Kecamatan", "Jenjang", "Penerima", "Januari", "Februari", "Maret", "Jumlah"]
ROWS = [
    [1, "Kecamatan Kapas", "TK", 10, "-", None, "Rp11.000.000", 11_000_000],
    [None, None, "SD", 20, "-", None, 22_000_000, 22_000_000],
    [2, "Sumberejo", "SD", "5", "-", 1_000_000, "5.500.000", 6_500_000],
    ["JUMLAH", None, None, 35, 0, 1_000_000, 38_500_000, 39_500_000],
]


def book(folder, rows, name="Rekap Insentif GTT PTT 2026.xlsx", sheet="Rekap"):
    made = Workbook()
    made.active.title = sheet
    for line in [["REKAPITULASI INSENTIF"], ["Tahun 2026"], [], HEADS, *rows]:
        made.active.append(line)
    made.save(folder / name)
    return folder


def test_the_frame_is_as_expected(tmp_path):
    path = Path(__file__).with_name("gtt.expected.csv")
    expected = pd.read_csv(path, parse_dates=["period"], dtype={"area": str})
    frame = pulled(SOURCE, book(tmp_path, ROWS))[expected.columns]
    pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


def test_the_column_and_the_row_of_totals_count_nowhere(tmp_path):
    before = pulled(SOURCE, book(tmp_path, ROWS))
    wrong = [[*line[:-1], 1] for line in ROWS[:-1]] + [["JUMLAH", None, None, 1, 1, 1, 1, 1]]
    pd.testing.assert_frame_equal(pulled(SOURCE, book(tmp_path, wrong)), before)


def test_a_month_without_payment_has_no_value(tmp_path):
    frame = pulled(SOURCE, book(tmp_path, ROWS))
    assert set(frame["period"].dt.month) == {2, 3}


@pytest.mark.parametrize(
    ("name", "sheet", "row", "told"),
    [
        (
            "Rekap insentif baru.xlsx",
            "Rekap",
            ROWS[0],
            "«Rekap insentif baru.xlsx» tidak mengikuti pola",
        ),
        ("Rekap insentif 2026.xlsx", "Data", ROWS[0], "lembar «Rekap» tidak ada"),
        ("Rekap insentif 2026.xlsx", "Rekap", [1, "Entah", "SD", 5, "-", 1, 1, 2], "«Entah»"),
        ("Rekap insentif 2026.xlsx", "Rekap", [1, "Balen", "SD", 5, "x", 1, 1, 2], 'E5: "x"'),
    ],
)
def test_what_is_not_as_agreed_is_named(tmp_path, name, sheet, row, told):
    with pytest.raises(SourceChanged, match=told):
        pulled(SOURCE, book(tmp_path, [row], name, sheet))
