"""NIK as people and programs write them → text of digits, and what happened to them on the way.

Excel keeps 15 digits of a number: the sixteenth becomes a 0, and a cell too narrow is copied as
3,522E+15. A database keeps all 16. What is only wrapped in signs is unwrapped; what has lost digits
is never guessed.
"""

import re
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd

from dashboard.recipients._nik import DIGITS, structure

SIGNS = re.compile(r"[\s\u00a0\u200b\ufeff.,'`´‘’\"“”/_\-]+")
SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+?\d{1,2}")
WRITTEN_FLOAT = re.compile(r"\d{10,}[.,]0+")
LOOKALIKES = str.maketrans("OoQDlI|iZzSsB", "0000111122558")
WHOLE = 2**53  # up to here a float holds every whole number


def cleaned(cells: "pd.Series[Any]", *, numbers_are_whole: bool) -> pd.DataFrame:
    """`nik` (text, "" where there is none), `how` ("nik_written" when signs or a number had to be
    unwrapped) and `fault` ("nik_rounded" when digits are lost) of each cell, with its index.

    `numbers_are_whole`: the cells come from a database, whose numbers keep all their digits.
    """
    texts, how, fault = [], [], []
    for cell in cells.tolist():
        if isinstance(cell, str) and len(cell) == DIGITS and cell.isascii() and cell.isdigit():
            told = (cell, "", "")
        else:
            told = _odd(cell, numbers_are_whole)
        texts.append(told[0])
        how.append(told[1])
        fault.append(told[2])
    columns = {"nik": texts, "how": how, "fault": fault}
    made = {
        name: pd.Series(each, dtype=object, index=cells.index) for name, each in columns.items()
    }
    return pd.DataFrame(made)


def _odd(cell: Any, whole: bool) -> tuple[str, str, str]:
    if cell is None or cell is pd.NA or cell is pd.NaT or isinstance(cell, bool | np.bool_):
        return "", "", ""
    if isinstance(cell, Real | Decimal):
        return _number(cell, whole)
    text = str(cell).strip()
    if SCIENTIFIC.fullmatch(text):
        return "", "", "nik_rounded"
    if WRITTEN_FLOAT.fullmatch(text):  # 3522010101900001.0
        return re.split("[.,]", text)[0], "nik_written", ""
    plain = SIGNS.sub("", text)
    return plain, "nik_written" if plain != text and plain else "", ""


def _number(cell: Any, whole: bool) -> tuple[str, str, str]:
    if cell != cell:
        return "", "", ""
    if cell != int(cell) or cell < 0:
        return str(cell), "", ""
    text = str(int(cell))
    if isinstance(cell, float) and cell >= WHOLE:
        return "", "", "nik_rounded"
    if not whole and len(text) >= DIGITS and text.endswith("0"):
        return "", "", "nik_rounded"  # what Excel leaves of a sixteenth digit
    exact = whole and isinstance(cell, Integral | Decimal)
    return text, "" if exact else "nik_written", ""


def repaired(nik: str) -> str:
    """The text with letters that look like digits as digits: to look for candidates, and never
    taken for the NIK itself."""
    return nik.translate(LOOKALIKES)


def wrong_column(rows: pd.DataFrame, column: str) -> str:
    """The column that holds the NIK when `column` mostly holds something else; or ""."""
    if _share(rows[column], empty=1.0) > 0.5:
        return ""
    others = [name for name in rows.columns if name != column and rows[name].dtype == object]
    return next((name for name in others if _share(rows[name]) > 0.5), "")


def _share(cells: "pd.Series[Any]", empty: float = 0.0) -> float:
    """How many of the cells that are not empty have the shape of a NIK; `empty` when all are."""
    niks = cleaned(cells, numbers_are_whole=True)["nik"]
    filled = niks[niks != ""]
    if filled.empty:
        return empty
    faults = structure(filled, pd.Timestamp.max.date())["fault"]
    return float((~faults.isin(["nik_length", "nik_letters", "nik_region"])).mean())
