"""What is typed into the form of a follow-up."""

from datetime import date

import pytest

from dashboard.board import drafts

TODAY = date(2026, 11, 25)
GOOD = {"owner": "Bidang A", "due": "2026-12-31", "progress": "10", "note": "Rapat", "done": ""}


def faults(**wrong):
    return drafts.checked(drafts.typed(GOOD | wrong), TODAY, None)[1]


def test_a_good_form_is_a_draft():
    draft, wrong = drafts.checked(drafts.typed(GOOD | {"done": "1"}), TODAY, None)
    assert wrong == {}
    assert draft == drafts.Draft("Bidang A", date(2026, 12, 31), 10, "Rapat", True)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("owner", ""), ("owner", "x" * 121), ("due", ""), ("due", "31/12/2026"),
        ("due", "2026-11-24"), ("due", "2226-12-31"), ("progress", ""), ("progress", "101"),
        ("progress", "-1"), ("progress", "1e1"), ("progress", "٣"), ("note", "x" * 1001),
    ],
)  # fmt: skip
def test_each_wrong_field_is_named(field, text):
    assert set(faults(**{field: text})) == {field}


@pytest.mark.parametrize("field", ["note", "owner"])
@pytest.mark.parametrize(
    "number",
    ["3522990000000001", "3522 9900 0000 0001", "352299 000000 0001", "35.22.99.000000.0001"],
)
def test_a_number_like_a_nik_is_refused_and_the_law_named(field, number):
    assert "UU 27/2022" in faults(**{field: f"warga {number}."})[field]


@pytest.mark.parametrize(
    "text",
    ["2023 2024 2025 2026", "Rp 1.234.567.890.123", "081234567890 2026", "2026-11-25 2026-12-25",
     "No. 900/1234/412.211/2026", "12345678901234567"],
)  # fmt: skip
def test_other_numbers_are_no_nik(text):
    assert faults(note=text) == {}


def test_what_no_keyboard_types_is_left_out_and_lines_stay():
    typed = drafts.typed({"note": " satu\r\ndua\x00\x1b "})
    assert typed["note"] == "satu\ndua"
    assert typed["owner"] == ""
