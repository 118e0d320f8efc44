"""NIK as they are written: unwrapped where nothing is lost, named where digits are."""

import sys
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.recipients._written import cleaned, repaired, wrong_column

NIK = "3522150101800001"


def told(cell, whole=False):
    row = cleaned(pd.Series([cell], dtype=object), numbers_are_whole=whole).iloc[0]
    return row["nik"], row["how"], row["fault"]


@pytest.mark.parametrize(
    "written",
    ["3522 1501 0180 0001", "35.22.15.010180.0001", "'3522150101800001", "3522150101800001 ",
     "\u00a03522150101800001", '"3522150101800001"', "3522-1501-0180-0001", "3522150101800001.0",
     "`3522150101800001", '="3522150101800001"', "\u202a3522150101800001\u202c",
     "3522\u20111501\u20130180\u20140001", "3522150101800001\u200e", "3522\u00ad150101800001",
     "\t3522150101800001\r\n"],
)  # fmt: skip
def test_signs_around_the_digits_are_unwrapped(written):
    assert told(written) == (NIK, "nik_written", "")


def test_what_a_database_fills_a_text_up_with_was_written_by_nobody():
    assert told(f"{NIK}    ", whole=True) == (NIK, "", "")
    assert told(f" {NIK}", whole=True) == (NIK, "nik_written", "")
    assert told(NIK.encode(), whole=True) == (NIK, "", "")


@pytest.mark.parametrize("written", ["3.522E+15", "3,52215E+15", "3.52215010180E15", "3,5e+15",
                                     "'3.522E+15", '"3,522E+15"', " 3.522E+15\u00a0"])  # fmt: skip
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


@pytest.mark.parametrize(
    "cell", [3522150101800000, 3522150101800010.0, 3522150101800010, 9101010101800010,
             "3522150101800000.0", "3522150101800010,00", "9201010101800002.0"]
)  # fmt: skip
def test_the_sixteenth_digit_that_excel_dropped_is_not_guessed(cell):
    assert told(cell) == ("", "", "nik_rounded")


@pytest.mark.parametrize("cell", [9.2e15, float(2**53), np.float32(3522150101800001)])
def test_a_float_that_is_too_large_to_be_whole_is_rounded(cell):
    assert told(cell, whole=True) == ("", "", "nik_rounded")


def test_the_largest_float_that_is_whole_is_taken():
    assert told(float(2**53 - 1), whole=True) == ("9007199254740991", "nik_written", "")


def test_a_database_s_decimal_written_as_text_is_whole():
    assert told("9201010101800010.00", whole=True) == ("9201010101800010", "nik_written", "")


@pytest.mark.parametrize(
    "cell",
    [None, "", "   ", "-", "'", float("nan"), pd.NaT, pd.NA, True, float("inf"),
     Decimal("Infinity"), Decimal("NaN"), Decimal("sNaN")],
)  # fmt: skip
def test_an_empty_cell_is_no_nik(cell):
    assert told(cell) == ("", "", "")


@pytest.mark.parametrize("written", ["352215010180000", "35221501018000011", "35221501O1800001"])
def test_what_is_wrong_stays_as_it_was_written(written):
    assert told(written) == (written, "", "")


def test_lost_leading_zeros_are_not_put_back():
    assert told(352215010180001, whole=True)[0] == "352215010180001"


def test_letters_that_look_like_digits_are_repaired_for_the_search_only():
    assert repaired("352215O10l8OOOO1") == "3522150101800001"


CELLS = st.one_of(
    st.text(st.characters(), max_size=20),
    st.text("0123456789.,'E+- Ol", max_size=20),
    st.integers(-(10**18), 10**18),
    st.floats(),
    st.decimals(-(10**18), 10**18, allow_nan=True),
    st.sampled_from([None, NIK, "3522154101800002", pd.NaT, pd.NA, np.int64(NIK), b"352215"]),
)


@given(st.lists(CELLS), st.booleans())
@example([sys.float_info.max, np.finfo(np.float32).max], False)
def test_whatever_stands_in_a_cell_gets_one_answer_in_its_place(cells, whole):
    index = pd.Index(range(7, 7 + len(cells)))
    found = cleaned(pd.Series(cells, dtype=object, index=index), numbers_are_whole=whole)
    assert found.index.equals(index)
    assert all(isinstance(nik, str) for nik in found["nik"])
    assert set(found["how"]) <= {"", "nik_written"} and set(found["fault"]) <= {"", "nik_rounded"}
    assert (found.loc[found["fault"] != "", ["nik", "how"]] == "").all(axis=None)
    alone = [told(cell, whole) for cell in cells]
    assert list(found.itertuples(index=False, name=None)) == alone


@given(st.lists(CELLS, min_size=1))
def test_the_cells_as_they_were_stay(cells):
    before = pd.Series(cells, dtype=object)
    kept = list(before)
    cleaned(before, numbers_are_whole=False)
    assert all(now is then for now, then in zip(before, kept, strict=True))


@pytest.mark.parametrize("dtype", ["str", "string[python]", "string[pyarrow]", "int64", "Int64"])
def test_every_kind_of_column_is_taken(dtype):
    found = cleaned(pd.Series([NIK, NIK]).astype(dtype), numbers_are_whole=True)
    assert found["nik"].tolist() == [NIK, NIK] and found["how"].tolist() == ["", ""]


def rows(**columns):
    return pd.DataFrame({name: pd.Series(each, dtype=object) for name, each in columns.items()})


def test_a_nik_in_another_column_is_found():
    found = rows(nik=["Siti", "Budi", None], name=[NIK, "3522154101800002", "3522150202800003"])
    assert wrong_column(found, "nik") == "name"


def test_a_column_with_some_bad_niks_is_still_the_column():
    found = rows(nik=[NIK, "x", "3522154101800002"], name=["Siti", "Budi", "Tono"])
    assert wrong_column(found, "nik") == ""
    assert wrong_column(rows(nik=[None, None], name=["Siti", "Budi"]), "nik") == ""


def test_a_column_that_is_half_niks_is_still_the_column():
    assert wrong_column(rows(nik=["Siti", NIK], name=["3522154101800002"] * 2), "nik") == ""


@pytest.mark.parametrize("dtype", ["object", "str"])
def test_a_nik_is_found_in_every_kind_of_text_column(dtype):
    found = rows(nik=["Siti", "Budi"], name=[NIK, "3522154101800002"], amount=[1.0, 2.0])
    assert wrong_column(found.astype({"nik": dtype, "name": dtype}), "nik") == "name"


CARDS = ["3522150101100001", "3522151203090002", "3522152507180003"]


def test_the_numbers_of_family_cards_are_not_taken_for_the_niks():
    short = ["352215010180001"] * 3
    assert wrong_column(rows(nik=short, kk=CARDS), "nik") == ""
    women = ["3522154101800002"] * 3
    assert wrong_column(rows(nik=["Siti", "Budi", "Tono"], kk=CARDS, name=women), "nik") == "name"


def test_niks_in_the_column_of_the_family_card_are_found():
    found = rows(nik=["Siti", "Budi"], kk=["3522154101800002", NIK])
    assert wrong_column(found, "nik") == "kk"


def test_the_heirs_niks_are_not_taken_for_the_niks():
    found = rows(nik=["352215010180001"] * 2, other_nik=["3522154101800002", NIK])
    assert wrong_column(found, "nik") == ""


def test_a_column_of_cells_that_lost_their_digits_is_no_other_column():
    found = rows(nik=["3.522E+15"] * 3, name=["Siti", "Budi", "Tono"])
    assert wrong_column(found, "nik") == ""


def test_no_rows_have_no_wrong_column():
    assert wrong_column(rows(nik=[], name=[]), "nik") == ""
