"""The paper: the same to the byte everywhere, for archives and for everybody, with its data."""

import csv
import ctypes
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import brief
from dashboard.brief._blocks import PRINTED, cell, listed, table, words
from dashboard.brief._contents import Asked, assembled
from dashboard.brief._data import COLUMNS
from dashboard.brief._read_back import faults, pages

ROOT = Path(__file__).parents[2]
AGAIN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from dashboard import brief
Path(sys.argv[3]).write_bytes(brief.typeset(brief.loaded(Path(sys.argv[2]).read_text("utf-8"))))
"""


def of_one_page(*blocks):
    """Contents of one page with these blocks."""
    asked = Asked(brief.week_named("2026-W47"), "", True, "https://data.contoh.go.id")
    page = {"title": "Uji", "aside": "", "blocks": list(blocks)}
    return assembled(asked, asked.week.end, "Uji", [page], [], False), asked


def test_eight_pages_say_what_was_frozen(weekly):
    contents, pdf = weekly
    assert len(contents["pages"]) == 8
    assert faults(pdf, contents) == []


def test_twenty_times_the_same_bytes(weekly):
    contents, pdf = weekly
    assert {hashlib.sha256(brief.typeset(contents)).hexdigest() for _ in range(20)} == {
        hashlib.sha256(pdf).hexdigest()
    }


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "America/Lima"])
def test_the_same_bytes_in_another_folder_time_zone_and_language(weekly, tmp_path, zone):
    contents, pdf = weekly
    (tmp_path / "isi.json").write_text(brief.dumped(contents), "utf-8")
    environ = dict(os.environ) | {"TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-c", AGAIN, str(ROOT), "isi.json", "lagi.pdf"]
    subprocess.run(command, cwd=tmp_path, env=environ, check=True)
    assert (tmp_path / "lagi.pdf").read_bytes() == pdf


def test_what_was_stored_gives_the_same_bytes(weekly):
    contents, pdf = weekly
    assert brief.typeset(brief.loaded(brief.dumped(contents))) == pdf


def test_it_is_for_archives_tagged_titled_and_in_indonesian(weekly):
    contents, pdf = weekly
    assert b"<pdfaid:part>3</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    with pypdfium2.PdfDocument(pdf) as document:
        assert document.get_metadata_dict()["Title"] == contents["paper"]["title"]
        assert pdfium.FPDFCatalog_IsTagged(document.raw)
        size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, size)
        assert bytes(buffer).decode("utf-16-le").strip("\0").startswith("id")


def test_every_letter_is_in_a_font_that_comes_along_and_is_ten_points_or_more(weekly):
    with pypdfium2.PdfDocument(weekly[1]) as document:
        for page in document:
            for each in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(each.raw)
                assert pdfium.FPDFFont_GetIsEmbedded(font) == 1
                size = ctypes.c_float()
                pdfium.FPDFTextObj_GetFontSize(each.raw, size)
                assert size.value * each.get_matrix().d >= 9.95


def test_the_numbers_of_the_week_come_along_as_csv(weekly):
    contents, pdf = weekly
    with pypdfium2.PdfDocument(pdf) as document:
        body = bytes(document.get_attachment(0).get_data()).decode()
    rows = list(csv.DictReader(io.StringIO(body)))
    assert len(rows) == len(contents["data"]) > 150
    assert tuple(rows[0]) == COLUMNS
    row = next(row for row in rows if row["indikator"] == "poverty_rate")
    assert (row["nilai"], row["periode"]) == ("11.49", "2025-01-01")


def test_the_pictures_of_its_pages_are_small_enough_for_a_slow_link(weekly):
    pictures = brief.previews(weekly[1])
    assert len(pictures) == 8
    assert all(each.startswith(b"\x89PNG") and 8_000 < len(each) < 64_000 for each in pictures)


def test_no_browser_and_no_other_process_makes_it(weekly, monkeypatch):
    def refused(*_args, **_kwargs):
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", refused)
    assert brief.typeset(weekly[0]) == weekly[1]


def test_every_sign_that_is_let_through_can_be_printed():
    pieces = [piece.split("-") for piece in split(PRINTED)]
    signs = "".join(
        chr(code)
        for first, *last in pieces
        for code in range(ord(first), ord(last[0] if last else first) + 1)
        if not chr(code).isspace()
    )
    rows = [("•", signs[at : at + 40], "") for at in range(0, len(signs), 40)]
    contents, asked = of_one_page(listed(rows, "", 99))
    fitted, pdf = brief.fitted(contents, asked)
    assert faults(pdf, fitted) == []


def split(ranges):
    """«a-cx» → «a-c», «x»."""
    while ranges:
        size = 3 if ranges[1:2] == "-" else 1
        yield ranges[:size]
        ranges = ranges[size:]


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=400)), min_size=1, max_size=8))
@settings(max_examples=40)
def test_whatever_a_name_holds_is_printed_and_read_back(rows):
    block = table([("Nama", "1fr", "left"), ("Isi", "60mm", "right")],
                  [[cell(name, bold=True), cell(text, text)] for name, text in rows])  # fmt: skip
    contents, asked = of_one_page(block, listed([("•", text, name) for name, text in rows], "", 9))
    fitted, pdf = brief.fitted(contents, asked)
    assert faults(pdf, fitted) == []


def test_signs_that_no_font_has_are_shown_as_missing_and_long_ones_end():
    assert words("Desa 漢字 🌾") == "Desa □□ □"
    assert words("x" * 1000).endswith("…") and len(words("x" * 1000).replace("\u200b", "")) == 300
    assert words("Rp 1,2 triliun; 11,49 %") == "Rp\u00a01,2\u00a0triliun; 11,49\u00a0%"


def test_a_page_with_too_many_rows_says_how_many_are_left_out():
    rows = [[cell(f"Masalah {place}", "catatan")] for place in range(300)]
    block = table([("Masalah", "1fr", "left")], rows, "", 300, "Permasalahan")
    contents, asked = of_one_page(block)
    fitted, pdf = brief.fitted(contents, asked)
    shown = len(fitted["pages"][0]["blocks"][0]["rows"])
    assert 10 < shown < 300
    assert f"dan{300 - shown}lagidihalamanPermasalahan" in next(pages(pdf)).words
    assert faults(pdf, fitted) == []
    assert fitted["paper"]["code"] != contents["paper"]["code"]


def test_what_does_not_fit_at_all_is_said():
    block = listed([("•", "kata " * 58, "kata " * 58)] * 2, "", 9)
    contents, asked = of_one_page(*[block] * 20)
    with pytest.raises(brief.CannotTypeset, match="«Uji» tidak muat"):
        brief.fitted(contents, asked)
