"""A work list as a workbook: what Excel gets is text, masked, and reckons nothing."""

import io
from html import escape
from xml.etree import ElementTree

import openpyxl
import pytest
from found import KEYS, NOON, found, listed, marked, record
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard import recipients
from dashboard.recipients import Candidate, Sealed, Taken, _workbook

LIST = recipients.claim_lists()["aladin"]
TAKEN = Taken("Siti, Dinas", "memperbaiki daftar", NOON)


@given(st.text())
@example("\ufffe")
def test_no_text_begins_a_formula_or_holds_what_a_workbook_may_not(text):
    told = _workbook.harmless(text)
    assert not told.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    ElementTree.fromstring(f"<t>{escape(told)}</t>")  # which refuses what XML may not hold


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1"])
def test_a_formula_is_told_with_a_quote_before_it(text):
    assert _workbook.harmless(text) == "'" + text.replace("\x00", "")


@pytest.mark.parametrize(
    ("probability", "told"),
    [(0.5, "50 %"), (0.99, "99 %"), (0.9999999, "lebih dari 99 %"), (1.0, "lebih dari 99 %")],
)
def test_a_probability_claims_no_certainty(probability, told):
    assert recipients.likely(probability) == told


@pytest.fixture
def url(tmp_path):
    place = f"sqlite:///{tmp_path / 'p.db'}"
    yield place
    recipients.engine(place).dispose()


def read(rows, taken=TAKEN):
    return openpyxl.load_workbook(io.BytesIO(recipients.workbook(LIST, rows, taken)))


def test_a_row_tells_where_what_who_and_whom_it_may_mean(url):
    candidates = tuple(
        Candidate(f"352299000000{n:04d}", f"Budi Ke{n}", "35.22.15", 0.8, ("satu angka",))
        for n in range(5)
    )
    person = Sealed("3522990000000099", "Budi", "=berkas.xlsx › D4", ("lahir lain",), candidates)
    record(url, 0, [found(1, person=person), found(2, reason="household", amount=float("nan"))])
    marked(url, 1, "rejected", "+register salah")
    book = read(listed(url))
    head, first, second = book["Temuan"].iter_rows(values_only=True)
    told = dict(zip(head, first, strict=True))
    assert told["NIK (tersamar)"] == "3522••••••••0099" and told["Nama (tersamar)"] == "B•••"
    assert told["Letak dalam daftar"] == "'=berkas.xlsx › D4" and told["Nilai (Rp)"] == 1_000_000
    assert told["Tanggal"] == "2026-03-05" and told["Kecamatan"] == "Bojonegoro"
    assert told["Calon 3"].endswith("peluang 80 % · satu angka")
    assert told["Status"] == "Register yang keliru" and told["Catatan"] == "'+register salah"
    assert dict(zip(head, second, strict=True))["Nilai (Rp)"] is None
    assert all(book["Temuan"].column_dimensions[name].width > 8 for name in "ABCDEFGT")


def test_an_empty_list_is_a_workbook_with_its_head(url):
    record(url, 0, [])
    assert read(listed(url, keys=KEYS))["Temuan"].max_row == 1


def test_a_workbook_of_stand_ins_says_so():
    for simulated in (True, False):
        book = read([], Taken("Siti", "memperbaiki daftar", NOON, simulated))
        told = [cell.value for row in book["Keterangan"] for cell in row]
        assert ("Data simulasi" in told) is simulated
