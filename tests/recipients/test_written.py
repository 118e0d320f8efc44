"""NIK as they are written: unwrapped where nothing is lost, named where digits are."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from dashboard.recipients._written import cleaned, repaired, wrong_column

NIK = "3522150101800001"


def told(cell, whole=False):
    row = cleaned(pd.Series([cell], dtype=object), numbers_are_whole=whole).iloc[0]
    return row["nik"], row["how"], row["fault"]


@pytest.mark.parametrize(
    "written",
    ["3522 1501 0180 0001", "35.22.15.010180.0001", "'3522150101800001", "3522150101800001 ",
     "\u00a03522150101800001", '"3522150101800001"', "3522-1501-0180-0001", "3522150101800001.0",
     "`3522150101800001"],
)  # fmt: skip
def test_signs_around_the_digits_are_unwrapped(written):
    how = "" if written == NIK else "nik_written"
    assert told(written) == (NIK, how, "")


@pytest.mark.parametrize("written", ["3.522E+15", "3,52215E+15", "3.52215010180E15", "3,5e+15"])
def test_scientific_notation_has_lost_digits(written):
    assert told(written) == ("", "", "nik_rounded")


@pytest.mark.parametrize(
    "cell", [3522150101800001, 3522150101800001.0, Decimal(NIK), np.int64(NIK)]
)
def test_a_number_with_all_its_digits_is_taken(cell):
    assert told(cell) == (NIK, "nik_written", "")


def test_a_database_keeps_all_digits_of_a_number():
    assert told(3522150101800001, whole=True) == (NIK, "", "")
    assert told(3522150101800010, whole=True) == ("3522150101800010", "", "")


@pytest.mark.parametrize("cell", [3522150101800000, 3522150101800010.0])
def test_the_sixteenth_digit_that_excel_dropped_is_not_guessed(cell):
    assert told(cell) == ("", "", "nik_rounded")


def test_a_float_that_is_too_large_to_be_whole_is_rounded():
    assert told(9.2e15, whole=True) == ("", "", "nik_rounded")


@pytest.mark.parametrize("cell", [None, "", "   ", float("nan"), pd.NaT, True])
def test_an_empty_cell_is_no_nik(cell):
    assert told(cell) == ("", "", "")


@pytest.mark.parametrize("written", ["352215010180000", "35221501018000011", "35221501O1800001"])
def test_what_is_wrong_stays_as_it_was_written(written):
    assert told(written) == (written, "", "")


def test_lost_leading_zeros_are_not_put_back():
    assert told(352215010180001, whole=True)[0] == "352215010180001"


def test_letters_that_look_like_digits_are_repaired_for_the_search_only():
    assert repaired("352215O10l8OOOO1") == "3522150101800001"


def rows(**columns):
    return pd.DataFrame({name: pd.Series(each, dtype=object) for name, each in columns.items()})


def test_a_nik_in_another_column_is_found():
    found = rows(nik=["Siti", "Budi", None], name=[NIK, "3522154101800002", "3522150202800003"])
    assert wrong_column(found, "nik") == "name"


def test_a_column_with_some_bad_niks_is_still_the_column():
    found = rows(nik=[NIK, "x", "3522154101800002"], name=["Siti", "Budi", "Tono"])
    assert wrong_column(found, "nik") == ""
    assert wrong_column(rows(nik=[None, None], name=["Siti", "Budi"]), "nik") == ""
