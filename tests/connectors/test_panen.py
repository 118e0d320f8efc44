"""Harvest reports: a sheet a commodity, three rows a kecamatan, a column a month."""

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from pulling import pulled

import connectors
from connectors import SourceChanged

SOURCE = connectors.sources()["panen"]
HEAD = ["No", "Kecamatan", "Uraian", "Januari", "Februari", "Mar", "Jumlah"]
REPORT = [
    ["LAPORAN PANEN"],
    [],
    HEAD,
    [1, "KEC. KAPAS", "Luas Panen (ha)", 100, "50,5", "-", 150.5],
    [None, None, "Produktivitas (ku/ha)", 60, 60, None, 60],
    [None, None, "Produksi (ton)", "600", 300, None, 900],
    [2, "Sumberejo", "Luas panen (Ha)", 20, 0, None, 20],
    [None, None, "Produktivitas (ku/ha)", 50, None, None, 50],
    [None, None, "Produksi (ton)", 100, 0, None, 100],
    [None, "JUMLAH", "Luas Panen (ha)", 999, 999, 999, 999],
    [None, None, "Produktivitas (ku/ha)", 999, 999, 999, 999],
    [None, None, "Produksi (ton)", 999, 999, 999, 999],
    ["Sumber: petugas kecamatan"],
]
DRY = [HEAD, [1, "Kapas", "Luas Panen (ha)", 5, None, None, 5],
       [None, None, "Produksi (ton)", 30, None, None, 30]]  # fmt: skip


def write(folder, report=REPORT, name="Panen 2026.xlsx", **sheets):
    book = Workbook()
    book.remove(book.active)
    for sheet, rows in {"Padi": report, "Jagung": DRY, "Kedelai": DRY, **sheets}.items():
        page = book.create_sheet(sheet)
        for row in rows:
            page.append(row)
    book.save(folder / name)
    return folder


def values(folder):
    return pulled(SOURCE, folder)[["indicator", "area", "period", "value"]]


def otherwise(row, column, cell):
    rows = [list(each) for each in REPORT]
    rows[row][column] = cell
    return rows


def test_the_frame_is_as_reckoned_by_hand(tmp_path):
    expected = pd.read_csv(Path(__file__).with_name("panen.expected.csv"),
                           parse_dates=["period"], dtype={"area": str})  # fmt: skip
    found = values(write(tmp_path))
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_a_month_that_is_not_reported_has_no_value_and_none_harvested_is_zero(tmp_path):
    paddy = values(write(tmp_path)).set_index(["indicator", "area", "period"])["value"]
    assert pd.Timestamp(2026, 3, 1) not in paddy.index.get_level_values("period")
    assert paddy["paddy_harvest_reported", "35.22.12", "2026-02-01"].item() == 0
    assert ("paddy_yield_reported", "35.22.12", pd.Timestamp(2026, 2, 1)) not in paddy.index


def test_a_yield_is_of_those_who_reported_both_area_and_output(tmp_path):
    write(tmp_path, otherwise(8, 3, "-"))
    paddy = values(tmp_path).set_index(["indicator", "area", "period"])["value"]
    assert paddy["paddy_yield_reported", "35.22", "2026-01-01"].item() == 60
    assert paddy["paddy_harvest_reported", "35.22", "2026-01-01"].item() == 120


def test_a_total_over_merged_cells_is_left_out_with_all_its_rows(tmp_path):
    assert values(write(tmp_path))["value"].max() < 999


@pytest.mark.parametrize(
    ("row", "column", "cell", "told"),
    [
        (5, 3, "6OO", r'Panen 2026.xlsx › Padi › D6: "6OO" bukan angka'),
        (3, 4, "50,5 ha", r'Panen 2026.xlsx › Padi › E4: "50,5 ha" bukan angka'),
        (6, 1, "Sumberjo", "«Sumberjo»"),
        (2, 2, "Keterangan", "kolom «Uraian» tidak ada"),
        (5, 2, "Hasil", "Uraian «Hasil» belum dikenal"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, row, column, cell, told):
    write(tmp_path, otherwise(row, column, cell))
    with pytest.raises(SourceChanged, match=told):
        values(tmp_path)


def test_a_sheet_that_nobody_declared_stops_the_source_and_kinds_of_one_crop_add_up(tmp_path):
    before = values(write(tmp_path))
    write(tmp_path, **{"PADI LADANG": DRY})
    more = values(tmp_path).set_index(["indicator", "area", "period"])["value"]
    before = before.set_index(["indicator", "area", "period"])["value"]
    first = ("paddy_harvest_reported", "35.22.14", pd.Timestamp(2026, 1, 1))
    assert more[first] == before[first] + 5
    write(tmp_path, Rekap=DRY)
    with pytest.raises(SourceChanged, match="«Rekap» tidak mengikuti pola"):
        values(tmp_path)


def test_each_workbook_is_a_year(tmp_path):
    write(tmp_path)
    write(tmp_path, name="panen 2025 (final).xlsx")
    assert set(values(tmp_path)["period"].dt.year) == {2025, 2026}
