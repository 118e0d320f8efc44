"""e-RDKK: whose land is counted once, and what stops a file. Cards are made up (352299…)."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from pulling import pulled

import connectors
from connectors import SourceChanged
from dashboard.demo.erdkk import BLOCK, SEASONS, WHO

SOURCE = connectors.sources()["erdkk"]
HEADS = [*WHO, *(f"{name} {season}" for season in SEASONS for name in BLOCK)]
KAPAS, DANDER = "3522142018", "3522062001"
ONE, TWO = "3522990000000001", "3522990000000002"


def plot(card, desa, *areas, urea=100, npk=50, shop="K1", crop="PADI"):
    """A row of the export; `areas` is the land of each season, fed with 100 kg of urea or so."""
    row = dict.fromkeys(HEADS) | {"Kode Desa": desa, "KTP": card, "Kode Kios Pengecer": shop}
    row |= {"Nama Penyuluh": "Penyuluh 1", "Nama Petani": "Petani 1"}
    for season, land in zip(SEASONS, areas, strict=True):
        amounts = (crop, land, urea if land else 0, npk if land else 0, 10 if land else 0, 0)
        row |= {f"{name} {season}": cell for name, cell in zip(BLOCK, amounts, strict=True)}
    return row


PLOTS = [
    plot(ONE, KAPAS, 0.4, 0.4, 0.2),
    plot(ONE, DANDER, 0.3, 0, 0),
    plot(TWO, KAPAS, 0.25, 0.25, 0),
    plot(TWO, KAPAS, 0.5, 0, 0, shop="K2"),
]


def write(folder, rows, name="RDKK 2026 Kapas.xlsx", heads=HEADS):
    book = Workbook()
    book.active.append(["e-RDKK"])
    book.active.append(heads)
    for row in rows:
        book.active.append([row[head] for head in heads])
    book.save(folder / name)
    return folder


def values(folder):
    return pulled(SOURCE, folder)[["indicator", "area", "period", "value"]]


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path, PLOTS)


def test_the_frame_is_as_reckoned_by_hand(folder):
    expected = pd.read_csv(Path(__file__).with_name("erdkk.expected.csv"),
                           parse_dates=["period"], dtype={"area": str})  # fmt: skip
    pd.testing.assert_frame_equal(values(folder), expected, check_dtype=False)


@pytest.mark.parametrize(
    "card", [float(ONE), f"{ONE}.0", int(ONE), f"'{ONE}", f" {ONE} ", "3522 9900 0000 0001"]
)
def test_a_card_is_the_same_card_however_excel_keeps_it(folder, card):
    before = values(folder)
    write(folder, [PLOTS[0], PLOTS[1] | {"KTP": card}, *PLOTS[2:]])
    pd.testing.assert_frame_equal(values(folder), before)


@pytest.mark.parametrize("desa", [int(KAPAS), float(KAPAS), "35.22.14.2018"])
def test_a_code_of_a_desa_is_read_however_it_is_written(folder, desa):
    before = values(folder)
    write(folder, [PLOTS[0] | {"Kode Desa": desa}, *PLOTS[1:]])
    pd.testing.assert_frame_equal(values(folder), before)


def test_an_export_saved_twice_counts_once_and_two_equal_plots_count_twice(folder):
    before = values(folder)
    shutil.copy(folder / "RDKK 2026 Kapas.xlsx", folder / "RDKK 2026 Kapas (1).xlsx")
    pd.testing.assert_frame_equal(values(folder), before)
    write(folder, [*PLOTS, PLOTS[0]], "RDKK 2026 Kapas.xlsx")
    land = values(folder).set_index(["indicator", "area"])["value"]
    assert land["fertiliser_land", "35.22.14"] == pytest.approx(0.4 * 2 + 0.75)


def test_a_farmer_who_plants_nothing_is_dropped(folder):
    before = values(folder)
    idle = plot("3522990000000009", KAPAS, 0, 0, 0, crop=None)
    write(folder, [*PLOTS, idle])
    pd.testing.assert_frame_equal(values(folder), before)


def test_columns_are_found_by_their_names_and_not_their_places(folder):
    before = values(folder)
    heads = [head for head in HEADS if "Organik" not in head]
    write(folder, PLOTS, heads=[*reversed(heads), "Pupuk ZA (Kg) MT1"][:-1])
    pd.testing.assert_frame_equal(values(folder), before)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"Luas Lahan (Ha) MT2": 4}, r"Kapas.xlsx › Sheet › U3: lebih dari 2 ha"),
        ({"Luas Lahan (Ha) MT2": "0,4O"}, r'U3: "0,4O" bukan angka'),
        ({"KTP": "3,52299E+15"}, r"H3: KTP bukan 16 angka"),
        ({"KTP": None}, r"H3: KTP bukan 16 angka"),
        ({"Kode Desa": "352214"}, r"B3: bukan kode desa"),
        ({"Kode Desa": "3522149999"}, "«3522149999»"),
    ],
)
def test_a_cell_that_cannot_be_right_is_named(folder, changed, told):
    write(folder, [PLOTS[0] | changed, *PLOTS[1:]])
    with pytest.raises(SourceChanged, match=told):
        values(folder)


@pytest.mark.parametrize("card", ["3522 9900 0000 00", "35229900000000", 352299000000001.0])
def test_a_card_number_is_in_no_message(folder, card):
    write(folder, [PLOTS[0] | {"KTP": card}, *PLOTS[1:]])
    with pytest.raises(SourceChanged) as told:
        values(folder)
    assert "3522" not in str(told.value) and "Petani" not in str(told.value)


def test_a_file_without_its_year_is_told(folder):
    write(folder, PLOTS, "RDKK Kapas.xlsx")
    with pytest.raises(SourceChanged, match="«RDKK Kapas.xlsx» tidak mengikuti pola"):
        values(folder)
