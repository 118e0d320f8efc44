"""Cells as a server sends them, or as a driver gives them → columns a reader can rely on.

    numbers     float64 (DECIMAL too); int64 where all are whole and none is NULL; a boolean is 0, 1
    days        datetime64[us], the wall clock that the server shows; NaT for NULL and for what
                Python's own calendar lacks: year 0 and before, after 9999, MySQL's zero dates,
                PostgreSQL's «infinity»
    the rest    str, None for NULL; bytes are decoded, and UnicodeDecodeError says they are no text

Microseconds, and not nanoseconds, hold every one of those years.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import numpy as np
import pandas as pd

Kind = Literal["", "whole", "number", "day", "text"]  # "" is decided by the values

FIRST, LAST = np.datetime64("0001-01-01", "us"), np.datetime64("9999-12-31T23:59:59.999999", "us")
# As SQLAlchemy and SQLite itself write it; SQLite has no type for days.
DAY = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d(\.\d{1,6})?)?")
SHORT, DIGITS = 8, 18  # bytes of a word that are looked up as one number; digits that int64 holds


def frame(names: Sequence[str], columns: Sequence[Any]) -> pd.DataFrame:
    """Columns side by side; two may have one name. Names in lower case: Oracle's are capitals."""
    made = pd.DataFrame(dict(enumerate(columns)), copy=False)
    made.columns = pd.Index([name.lower() for name in names])
    return made


def texts(values: Any) -> "pd.Series[Any]":
    """An object column, which pandas would make its own string type with NaN for None."""
    return pd.Series(values, dtype=object)


def days(values: Any) -> Any:
    """ISO texts, in an array of bytes or str, as datetime64[us]; an empty one is NaT."""
    try:
        found = values.astype("datetime64[us]")
    except ValueError:  # one that is no day is enough, so each for itself
        words = pd.Series(values.astype("U"), dtype=object)
        parsed = pd.to_datetime(words, format="ISO8601", errors="coerce")
        found = parsed.astype("datetime64[us]").to_numpy()
    return np.where((found >= FIRST) & (found <= LAST), found, np.datetime64("NaT"))


class Cells:
    """The cells of many rows, in the bytes that they came in: found by numpy, not one by one."""

    def __init__(self, data: bytes, encoding: str) -> None:
        self.data = data
        self.encoding = encoding
        self.bytes: Any = np.frombuffer(data, np.uint8)
        self.ascii = data.decode("ascii") if data.isascii() else None

    def column(self, start: Any, end: Any, null: Any, kind: Kind) -> Any:
        """The column whose cells lie between `start` and `end`, NULL where `null`."""
        if kind == "text":
            return self.texts(start, end, null)
        if kind == "whole" and not null.any() and (found := self._digits(start, end)) is not None:
            return found
        words = self._fixed(start, np.where(null, start, end))
        if kind == "day":
            return days(words)
        if kind == "whole" and not null.any():
            try:
                return words.astype(np.int64)
            except OverflowError:  # BIGINT UNSIGNED
                return words.astype(np.float64)
        return np.where(null, b"nan", words).astype(np.float64)

    def texts(self, start: Any, end: Any, null: Any) -> "pd.Series[Any]":
        """The cells as str; short ones, which repeat themselves most often, once for all alike."""
        if len(start) and int((end - start).max()) <= SHORT and (self.ascii is not None):
            words = self._fixed(start, np.where(null, start, end), SHORT)
            codes, alike = pd.factorize(words.view(np.uint64))
            known = np.array([word.decode() for word in alike.view(f"S{SHORT}")], dtype=object)
            found = known[codes]
            found[null] = None
            return texts(found)
        spans = zip(start.tolist(), end.tolist(), strict=True)
        found = np.empty(len(start), dtype=object)
        if (whole := self.ascii) is not None:
            found[:] = [whole[a:b] for a, b in spans]
        else:
            found[:] = [self.data[a:b].decode(self.encoding) for a, b in spans]
        found[null] = None
        return texts(found)

    def _digits(self, start: Any, end: Any) -> Any:
        """Cells that are digits alone, few enough for int64; else None. Digit by digit from the
        right over all rows at once: numpy makes a number of Python's of each text."""
        length = end - start
        if not len(start) or length.min() < 1 or (width := int(length.max())) > DIGITS:
            return None
        found = np.zeros(len(start), np.int64)
        for place in range(width):
            digit = self.bytes[np.maximum(end - 1 - place, start)] - np.uint8(48)
            there = place < length
            if (digit[there] > 9).any():
                return None
            found += np.where(there, digit, 0) * np.int64(10**place)
        return found

    def _fixed(self, start: Any, end: Any, least: int = 1) -> Any:
        """The cells as an array of bytes, each as wide as the widest, or `least`."""
        length = end - start
        width = max(least, int(length.max(initial=0)))
        data = self.data + bytes(width)
        everywhere: Any = np.ndarray((len(self.data) + 1,), f"S{width}", data, 0, (1,))
        found = everywhere[start]  # at each byte begins one, so all of them cost no memory
        if (length < width).any():
            found.view(np.uint8).reshape(-1, width)[np.arange(width) >= length[:, None]] = 0
        return found


def column(values: Sequence[Any], kind: Kind = "") -> Any:
    """A column of Python objects, of the kind that the driver declared or that all of them are."""
    kinds = set(map(type, values)) - {type(None)}
    if kinds and all(issubclass(each, date) for each in kinds):
        naive = [v.replace(tzinfo=None) if getattr(v, "tzinfo", None) else v for v in values]
        return np.array(naive, dtype="datetime64[us]")
    if kinds and kinds <= {int, bool} and None not in values:
        try:
            return np.array(values, dtype=np.int64)
        except OverflowError:
            return np.array(values, dtype=np.float64)
    if kinds and kinds <= {int, bool, float, Decimal}:
        return np.array([np.nan if v is None else float(v) for v in values])
    if not kinds and kind:
        return np.full(len(values), np.nan if kind == "number" else np.datetime64("NaT", "us"))
    return texts([v if v is None or type(v) is str else _text(v) for v in values])


def sniffed(values: Sequence[Any], kind: Kind = "") -> Any:
    """As `column`, for SQLite: texts that are days, all of them, are a column of days."""
    given = [value for value in values if value is not None]
    if given and all(type(value) is str and DAY.fullmatch(value) for value in given):
        return days(np.array([value or "" for value in values]))
    return column(values, kind)


def _text(value: Any) -> str:
    return (
        bytes(value).decode() if isinstance(value, bytes | bytearray | memoryview) else str(value)
    )
