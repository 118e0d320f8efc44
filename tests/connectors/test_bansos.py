"""Lists of recipients: merged kecamatan, totals, amounts and days as offices write them, no NIK."""

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from pulling import pulled

import connectors
from connectors import SourceChanged

SOURCE = connectors.sources()["bansos"]
HEADS = ["No", "Kecamatan", "Desa", "Nama", "NIK", "Tanggal", "Nominal", "Status"]
GRANTS = [
    [1, "KEC. KAPAS", "x", "Warga 1", "3522990000000001", "5 Maret 2026", "Rp 3.000.000,-", "Cair"],
    [2, None, "y", "Warga 2", 3522990000000002, "12/03/2026", 3_000_000, "Selesai "],
    [3, None, "y", "Warga 3", "3522990000000003", "2026-04-01", "3.000.000", "Ditolak"],
    [None, "Sub Total", None, None, None, None, 9_000_000, None],
    [1, "Balen", "z", "Warga 4", "3522990000000004", "1 April 2026", "Rp3.000.000", "diserahkan"],
    [None, "JUMLAH", None, None, None, None, 12_000_000, None],
    ["Keterangan: sementara"],
]
FARMERS = [
    [1, "Kapas", "x", "Warga 1", "3522990000000001", "2 Februari 2026", "Rp 350.000,-", "Cair"],
    [2, None, "x", "Warga 1", 3522990000000001, "9 Juni 2026", 350_000, "Cair"],
]


def book(folder, name, rows):
    made = Workbook()
    for line in [["DAFTAR PENERIMA"], [], HEADS, *rows]:
        made.active.append(line)
    made.save(folder / name)
    return folder


@pytest.fixture
def folder(tmp_path):
    book(tmp_path, "Penerima Santunan Duka 2026.xlsx", GRANTS)
    return book(tmp_path, "Penerima Kartu Petani Mandiri 2026.xlsx", FARMERS)


def changed(line, place, cell):
    rows = [list(each) for each in GRANTS]
    rows[line][place] = cell
    return rows


def test_the_frame_is_as_expected(folder):
    path = Path(__file__).with_name("bansos.expected.csv")
    expected = pd.read_csv(path, parse_dates=["period"], dtype={"area": str})
    frame = pulled(SOURCE, folder)[expected.columns]
    pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


def test_a_programme_whose_file_has_not_come_is_unknown_and_not_zero(folder):
    frame = pulled(SOURCE, folder)
    assert not set(frame["indicator"]) & {"house_repairs", "scholarship_recipients"}


def test_a_second_part_is_paid_but_no_second_recipient(folder):
    frame = pulled(SOURCE, folder)
    cards = frame[frame["indicator"] == "farmer_card_recipients"]
    assert set(cards["value"]) == {1.0}
    paid = frame[(frame["indicator"] == "aid_paid") & (frame["area"] == "35.22")]
    assert paid["value"].sum() == 9_000_000 + 700_000


@pytest.mark.parametrize(
    ("line", "place", "cell", "told"),
    [
        (0, 6, "tiga juta", r'Penerima Santunan Duka 2026.xlsx › Sheet › G4: "tiga juta"'),
        (1, 5, "31 Februari 2026", "F5: .* bukan tanggal yang ada"),
        (1, 5, None, "F5: tanggal kosong"),
        (0, 1, "Kec. Entah", "«Kec. Entah»"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_cell(folder, line, place, cell, told):
    book(folder, "Penerima Santunan Duka 2026.xlsx", changed(line, place, cell))
    with pytest.raises(SourceChanged, match=told):
        pulled(SOURCE, folder)


def test_no_nik_leaves_even_when_it_stands_in_a_wrong_column(folder):
    book(folder, "Penerima Santunan Duka 2026.xlsx", changed(0, 6, "3522990000000001x"))
    with pytest.raises(SourceChanged) as told:
        pulled(SOURCE, folder)
    assert "35229900" not in str(told.value)
    book(folder, "Penerima Santunan Duka 2026.xlsx", GRANTS)
    assert "352299" not in pulled(SOURCE, folder).to_csv()


def test_a_list_of_a_programme_nobody_knows_stops(folder):
    book(folder, "Penerima Domba Kesejahteraan 2026.xlsx", GRANTS)
    with pytest.raises(SourceChanged, match="«Penerima Domba Kesejahteraan 2026.xlsx»"):
        pulled(SOURCE, folder)


def test_other_files_of_the_folder_are_left_alone(folder):
    before = pulled(SOURCE, folder)
    book(folder, "Usulan santunan 2026.xlsx", changed(0, 6, "tiga juta"))
    pd.testing.assert_frame_equal(pulled(SOURCE, folder), before)
