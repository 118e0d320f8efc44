"""The week as an Excel workbook beside the PDF."""

import io

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from connectors import indicators
from dashboard import brief
from dashboard.brief._workbook import COLUMNS, themes


def opened(contents):
    return openpyxl.load_workbook(io.BytesIO(brief.workbook(contents)))


def test_one_sheet_a_theme_after_the_summary(weekly):
    contents, _ = weekly
    book = opened(contents)
    known = {indicators()[row["indikator"]].theme for row in contents["data"]}
    assert book.sheetnames[0] == "Ringkasan"
    assert len(book.sheetnames) - 1 == len(known - {""}) + ("" in known)
    told = [row[0] for row in book["Ringkasan"].values]
    assert contents["paper"]["code"] in told and contents["paper"]["title"] in told


def test_every_number_of_the_week_is_there_as_a_number(weekly):
    contents, _ = weekly
    book = opened(contents)
    found = {}
    for sheet in book.worksheets[1:]:
        head, *rows = sheet.values
        assert list(head) == [title for title, _, _ in COLUMNS]
        assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref
        found |= {row[-1]: row for row in rows}
    assert len(found) == len(contents["data"])
    value = dict(zip((title for title, _, _ in COLUMNS), found["poverty_rate"], strict=True))
    assert value["Nilai"] == 11.49 and value["Satuan"] == "%" and value["Keadaan"] == "lewat umur"
    assert f"{value['Periode']:%Y}" == "2025"


@given(st.text(max_size=60))
@example("\ufffe")
@settings(max_examples=30)
def test_no_name_becomes_a_formula_or_breaks_the_book(name):
    row = {"indikator": "hdi", "judul": f"={name}", "periode": "", "nilai": None, "satuan": "",
           "desimal": 0, "target": None, "keadaan": "no_value", "penjawab": name, "sumber": "bps",
           "simulasi": True}  # fmt: skip
    paper = dict.fromkeys(("title", "data", "code", "address", "badge"), name)
    contents = {"paper": paper, "pages": [{"blocks": []}], "data": [row]}
    sheet = opened(contents).worksheets[1]
    assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)


def test_an_indicator_that_is_no_longer_declared_is_still_there():
    row = {"indikator": "tidak_ada_lagi"}
    assert themes([row]) == {"Lain-lain": [row]}
