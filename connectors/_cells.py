"""Cells as agencies write them → numbers; `_days` reads days.

Offices write `1.234,5` and `6 Jan 2026`, machines `1234.5` and `2026-01-06`. A text that could mean
two things (`1.234`) is read as Indonesian; what cannot be read is reported, never guessed.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from connectors._contract import Source, SourceChanged
from connectors._days import day, is_blank

Where = Callable[[int], str]  # position of a row → how a person finds the cell
SHOWN = 5  # bad cells in a message
INDONESIAN = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?|[+-]?\d+,\d+")
AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")  # 1.234: a thousand, or one and a bit
POINTED = re.compile(r"[+-]?\d+\.(\d{1,2}|\d{4,})|[+-]?0\.\d+")  # a decimal point, surely
PLAIN = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
SCIENTIFIC = re.compile(r"[+-]?\d+,\d+[eE][+-]?\d+")


def shown(cell: Any) -> str:
    """The cell for a message: short, and without what could be somebody's number."""
    text = re.sub(r"\d{9,}", lambda found: "•" * len(found[0]), str(cell).strip())
    return text if len(text) <= 40 else f"{text[:39]}…"


def number(cell: Any, decimal: str = ",", doubt: bool = False) -> float:
    """The cell as a number; nan when blank; ValueError when it is none.

    `decimal` is how its writers mark decimals; with `,` a text such as 1.234 is a thousand, unless
    `doubt`: then the same column also holds decimal points, and nobody can say.
    """
    if is_blank(cell):
        return float("nan")
    if isinstance(cell, bool | np.bool_):
        raise ValueError("bukan angka")
    if isinstance(cell, Real | Decimal):
        return float(cell)
    text = re.sub(r"[\s\u00a0]", "", str(cell)).removeprefix("Rp").removesuffix("%")
    text = text.removeprefix(".").removesuffix(",-")
    negative = text.startswith("(") and text.endswith(")")
    text = text.strip("()") if negative else text
    if decimal == "," and doubt and AMBIGUOUS.fullmatch(text):
        raise ValueError("dapat berarti ribuan atau pecahan; tulis sebagai angka")
    if decimal == "," and INDONESIAN.fullmatch(text) and not POINTED.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif decimal == "," and SCIENTIFIC.fullmatch(text):
        text = text.replace(",", ".")
    elif not PLAIN.fullmatch(text):
        raise ValueError("bukan angka")
    return -float(text) if negative else float(text)


class BadCells:
    """Gathers the cells that cannot be read, so that a person can mend them all at once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[str] = []

    def read(self, cells: "pd.Series[Any]", how: Callable[[Any], Any], where: Where) -> list[Any]:
        """Each cell through `how`; each different cell is read once. A bad one becomes None.

        The index of `cells` is the position that `where` is asked for.
        """
        known: dict[Any, Any] = {}
        result = []
        for position, cell in zip(cells.index.tolist(), cells.tolist(), strict=True):
            key = (type(cell), cell)
            if key not in known:
                try:
                    known[key] = how(cell)
                except ValueError as error:
                    known[key] = error
            value = known[key]
            if isinstance(value, ValueError):
                self.found.append(f'{where(position)}: "{shown(cell)}" {value}')
                value = None
            result.append(value)
        return result

    def numbers(
        self, cells: "pd.Series[Any]", where: Where, decimal: str = ","
    ) -> "pd.Series[float]":
        """The cells as floats, nan where blank. `decimal`: the sign that their writers use."""
        if pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
            return cells.astype("float64")
        pointed = cells.map(lambda c: isinstance(c, str) and bool(POINTED.fullmatch(c.strip())))
        doubt = bool(pointed.any())
        read = self.read(cells, lambda cell: number(cell, decimal, doubt), where)
        return pd.Series(read, index=cells.index, dtype="float64")

    def days(self, cells: "pd.Series[Any]", where: Where) -> "pd.Series[pd.Timestamp]":
        """The cells as days, NaT where blank."""
        if pd.api.types.is_datetime64_any_dtype(cells):
            days: pd.Series[pd.Timestamp] = cells.dt.tz_localize(None).dt.normalize()
            return days
        read: Sequence[Any] = self.read(cells, day, where)
        return pd.Series(pd.to_datetime(pd.Series(read, dtype=object)).array, index=cells.index)

    def refuse(self) -> None:
        """Raise SourceChanged when there was a bad cell."""
        if not self.found:
            return
        more = f" (dan {len(self.found) - SHOWN} sel lain)" if len(self.found) > SHOWN else ""
        raise SourceChanged(
            f"{self.source.code}: {'; '.join(self.found[:SHOWN])}{more}. "
            "Perbaiki di sumbernya; angka terakhir tetap dipakai"
        )
