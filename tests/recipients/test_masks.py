"""Masks show little, and the same little whatever is behind them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.recipients import Candidate, Sealed, masked_name, masked_nik
from dashboard.recipients._masks import masked

DIGITS = st.text("0123456789", min_size=16, max_size=16)


def test_a_nik_shows_its_first_and_last_four_digits():
    assert masked_nik("3522150107901234") == "3522••••••••1234"


@given(DIGITS, st.text("0123456789", min_size=8, max_size=8))
def test_neither_the_day_of_birth_nor_the_rest_changes_a_masked_nik(nik, other):
    assert masked_nik(nik[:4] + other + nik[12:]) == masked_nik(nik)


@given(st.text(max_size=40).filter(lambda text: not re.fullmatch("[0-9]{16}", text)))
def test_of_any_other_text_a_quarter_is_shown_and_never_more_than_four_signs(text):
    shown = masked_nik(text)
    assert len(shown) == len(text)
    behind = [a for a, b in zip(text, shown, strict=True) if b != "•"]
    assert len(behind) <= min(4, len(text) / 4)
    assert text.startswith("".join(behind))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("352", "•••"),
        ("352215010790123", "352" + "•" * 12),
        ("35221501079012345", "3522" + "•" * 13),
        ("3.522E+15", "3." + "•" * 7),
        (
            "３５２２１５０１０７９０１２３４",
            "３５２２" + "•" * 12,
        ),  # digits, but not those of a NIK
    ],
)
def test_what_is_no_nik_shows_less(text, shown):
    assert masked_nik(text) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Siti Aminah", "S••• A•••••"),
        ("M. Ali", "M• A••"),
        ("A", "A"),
        ("3522 1501 0790 1234", "•••• •••• •••• ••••"),
        ("", ""),
    ],
)
def test_a_name_shows_its_initials(name, shown):
    assert masked_name(name) == shown


@given(st.text(max_size=60))
def test_of_each_word_one_letter_is_shown_and_no_digit(name):
    shown = masked_name(name)
    assert len(shown) == len(name)
    assert not re.search(r"\d", shown)
    for word, mask in zip(re.findall(r"\S+", name), re.findall(r"\S+", shown), strict=True):
        assert mask[0] in (word[0], "•") and set(mask[1:]) <= {"•"}


def test_what_differs_and_the_place_say_neither_name_nor_number_nor_day_of_birth():
    other = Candidate("3522150107905678", "Budi Hartono", "35.22.15", 0.8, ("bukan siti aminah",))
    person = Sealed(
        "3522150107901234", "Siti Aminah", "id 3522150107901234, no_rm 001234567890",
        ("nama: SITI AMINAH / Budi Hartono", "lahir 1-07-1990", "KK 3522150107",
         "meninggal 12 Maret 2026"), (other,),
    )  # fmt: skip
    shown = masked(person)
    assert shown.place == "id 3522••••••••1234, no_rm ••••••••••••"
    assert shown.differs == (
        "nama: S••• A••••• / B••• H••••••", "lahir •-••-••••", "KK ••••••••••",
        "meninggal 12 Maret 2026",
    )  # fmt: skip
    assert shown.candidates[0].nik == "3522••••••••5678"
    assert shown.candidates[0].name == "B••• H••••••"
    assert shown.candidates[0].differs == ("bukan S••• A•••••",)
    assert (shown.candidates[0].probability, shown.candidates[0].kecamatan) == (0.8, "35.22.15")
    place = "Penerima Aladin 2026-11-25.xlsx › Daftar › D17"
    assert masked(Sealed("", "", place)).place == place


def test_no_repr_shows_a_person():
    person = Sealed("3522150107901234", "Siti Aminah", "D17", ("Siti",), ())
    other = Candidate("3522150107901234", "Siti Aminah", "35.22.15", 0.9)
    for each in (person, other):
        assert "Siti" not in repr(each) and "3522150107901234" not in repr(each)
