"""NIK as people and programs write them → text of digits, and what happened to them on the way.

Excel keeps 15 digits of a number: the sixteenth becomes a 0, and a cell too narrow is copied as
3,522E+15. A database keeps all 16. What is only wrapped in signs is unwrapped; what has lost digits
is never guessed.
"""

import math
import re
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd

from dashboard.recipients._nik import DIGITS, structure

# Blanks of every kind and marks of direction that come with a copied text; dots, quotes, slashes,
# hyphens and dashes; the = of ="3522…", with which a CSV file holds off Excel's rounding.
SIGN = (
    r"[\s\u00a0\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060\ufeff"
    r".,'`´‘’\"“”/_=\-]"
)
SIGNS = re.compile(f"{SIGN}+")
AROUND = re.compile(f"^{SIGN}+|{SIGN}+$")
SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+?\d{1,2}")
WRITTEN_FLOAT = re.compile(r"(\d{10,})[.,]0+")
LOOKALIKES = str.maketrans("OoQDlI|iZzSsB", "0000111122558")
WHOLE = 2**53  # up to here a float holds every whole number
WOMAN = 2  # as `structure` tells the sex


def cleaned(cells: "pd.Series[Any]", *, numbers_are_whole: bool) -> pd.DataFrame:
    """`nik` (text, "" where there is none), `how` ("nik_written" when signs or a number had to be
    unwrapped) and `fault` ("nik_rounded" when digits are lost) of each cell, with its index.

    `numbers_are_whole`: the cells come from a database, whose numbers keep all their digits.
    """
    found = cells.to_numpy(object)
    odd = np.fromiter((not _plain(cell) for cell in found.tolist()), bool, len(found))
    columns = {"nik": found.copy(), "how": np.full(len(found), "", object)}
    columns["fault"] = columns["how"].copy()
    for at in np.flatnonzero(odd).tolist():
        told = _odd(found[at], numbers_are_whole)
        for name, each in zip(columns, told, strict=True):
            columns[name][at] = each
    return pd.DataFrame(
        {name: pd.Series(each, cells.index, object) for name, each in columns.items()}
    )


def _plain(cell: Any) -> bool:
    return isinstance(cell, str) and len(cell) == DIGITS and cell.isascii() and cell.isdigit()


def _odd(cell: Any, whole: bool) -> tuple[str, str, str]:
    if cell is None or cell is pd.NA or cell is pd.NaT or isinstance(cell, bool | np.bool_):
        return "", "", ""
    if isinstance(cell, Real | Decimal):
        return _number(cell, whole)
    text = cell.decode("ascii", "replace") if isinstance(cell, bytes) else str(cell)
    if whole:
        text = text.rstrip(" ")  # with which a database fills up a CHAR(20)
    bare = AROUND.sub("", text)
    if SCIENTIFIC.fullmatch(bare):
        return "", "", "nik_rounded"
    if written := WRITTEN_FLOAT.fullmatch(bare):  # 3522010101900001.0
        # In a file it has been a float, and before that perhaps a number of Excel.
        return (written[1], "nik_written", "") if whole else _number(float(written[1]), whole)
    plain = SIGNS.sub("", text)
    return plain, "nik_written" if plain != text and plain else "", ""


def _number(cell: Any, whole: bool) -> tuple[str, str, str]:
    if not (cell.is_finite() if isinstance(cell, Decimal) else math.isfinite(cell)):
        return "", "", ""
    if cell != int(cell) or cell < 0:
        return str(cell), "", ""
    with np.errstate(over="ignore"):  # beyond the largest float there is no next one
        sparse = isinstance(cell, float | np.floating) and np.spacing(cell) > 1
    if sparse:
        return "", "", "nik_rounded"  # the next number that it could be is further than 1 away
    text = str(int(cell))
    if not whole and len(text) >= DIGITS and text.endswith("0"):
        return "", "", "nik_rounded"  # what Excel leaves of a sixteenth digit
    exact = whole and isinstance(cell, Integral | Decimal)
    return text, "" if exact else "nik_written", ""


def repaired(nik: str) -> str:
    """The text with letters that look like digits as digits: to look for candidates, and never
    taken for the NIK itself."""
    return nik.translate(LOOKALIKES)


def wrong_column(rows: pd.DataFrame, column: str) -> str:
    """The column that holds the NIK when most of `column` that is filled is something else; or "".

    The number of a family card has the form of a man's NIK, and an heir's NIK is one: where
    `column` is only badly written, `kk` and `other_nik` are not taken for it.
    """
    judged = _judged(rows[column])
    strange = judged["fault"].isin(["nik_length", "nik_letters", "nik_region"])
    if judged.empty or strange.mean() <= 0.5:
        return ""
    passing = {}
    for name in rows.columns.difference([column, "other_nik"], sort=False):
        if rows[name].dtype == object or isinstance(rows[name].dtype, pd.StringDtype):
            judged = _judged(rows[name])
            if not judged.empty and (judged["fault"] == "").mean() > 0.5:
                passing[str(name)] = bool((judged["sex"] == WOMAN).any())
    women = [name for name, some in passing.items() if some]
    return next(iter(women or [name for name in passing if name != "kk"]), "")


def _judged(cells: "pd.Series[Any]") -> pd.DataFrame:
    """The structure of the cells that are not empty, whatever today is."""
    niks = cleaned(cells, numbers_are_whole=True)["nik"]
    return structure(niks[niks != ""], pd.Timestamp.max.date())
