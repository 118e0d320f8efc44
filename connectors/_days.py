"""Cells as agencies write them → days: `6 Jan 2026`, `Triwulan II 2026`, `2026-01-06`, `20251`."""

import re
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from connectors._facts import regency

BLANK = {"", "-", "–", "—", "n/a", "na", "nan", "none", "null", "tad", "..."}
ZERO_DAYS = {"00-00-0000", "00/00/0000"} | {
    f"{day}{time}" for day in ("0000-00-00", "0001-01-01") for time in ("", " 00:00:00")
}
EPOCH = re.compile(r"1\d{9}")  # seconds since 1970, from 2001 to 2033: LibreNMS, Zabbix
YEAR = re.compile(r"(\d{4})")
QUARTER = re.compile(r"(\d{4})[- ]?[QT]([1-4])|(?:triwulan|tw) (i{1,3}|iv|[1-4]) (\d{4})", re.I)
HALF = re.compile(r"(\d{4})[- ]?S([12])|semester (i{1,2}|[12]) (\d{4})", re.I)
ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]\d{1,2}:\d{2}.*)?")
SCHOOL = re.compile(r"(20\d{2})([12])")  # Dapodik's semester_id: 20251 begins in July 2025
SLASHED = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})(?: \d{1,2}[:.]\d{2}.*)?")
WORDED = re.compile(r"(?:(\d{1,2})[ -])?([a-z]+)[ -](\d{4})(?: \d{1,2}[:.]\d{2}.*)?", re.I)
MONTHS = {
    name: place
    for place, names in enumerate(
        [
            "januari jan january",
            "februari feb pebruari peb february",
            "maret mar mrt march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu agt ags aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nop nopember",
            "desember des dec december",
        ],
        1,
    )
    for name in names.split()
}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def is_blank(cell: Any) -> bool:
    """Whether the cell says that there is nothing: empty, a dash, «n/a»."""
    if cell is None or cell is pd.NaT or cell is pd.NA:
        return True
    if isinstance(cell, str):
        return cell.strip().casefold() in BLANK
    return isinstance(cell, float) and np.isnan(cell)


def no_day(cell: Any) -> bool:
    """Whether the cell names no day: blank, or the zeros that old databases write instead."""
    return is_blank(cell) or str(cell).strip() in ZERO_DAYS


def month(cell: Any) -> int:
    """A month by number or Indonesian name; ValueError when it is none."""
    text = str(cell).strip().casefold().removesuffix(".0")
    found = int(text) if text.isdecimal() else MONTHS.get(text, 0)
    if not 1 <= found <= 12:
        raise ValueError("bukan bulan")
    return found


def day(cell: Any) -> pd.Timestamp:
    """A day, or the first day of the month, quarter, half or year that the cell names."""
    if no_day(cell):
        return pd.NaT  # type: ignore[return-value]
    if isinstance(cell, datetime | date | np.datetime64):
        return pd.Timestamp(cell).tz_localize(None).normalize()
    text = re.sub(r"\s+", " ", str(cell).strip()).removesuffix(".0")
    if EPOCH.fullmatch(text):
        moment = pd.Timestamp(int(text), unit="s", tz="UTC").tz_convert(regency().timezone)
        return moment.tz_localize(None).normalize()
    if found := YEAR.fullmatch(text):
        return _made(found[1])
    if found := SCHOOL.fullmatch(text):
        return _made(found[1], 7) if found[2] == "1" else _made(int(found[1]) + 1)
    if found := QUARTER.fullmatch(text):
        part = found[2] or found[3].casefold()
        return _made(found[1] or found[4], int(ROMAN.get(part, part)) * 3 - 2)
    if found := HALF.fullmatch(text):
        part = found[2] or found[3].casefold()
        return _made(found[1] or found[4], int(ROMAN.get(part, part)) * 6 - 5)
    if found := ISO.fullmatch(text):
        return _made(found[1], found[2], found[3] or 1)
    if found := SLASHED.fullmatch(text):
        return _made(found[3], found[2], found[1] or 1)
    if (found := WORDED.fullmatch(text)) and found[2].casefold() in MONTHS:
        return _made(found[3], MONTHS[found[2].casefold()], found[1] or 1)
    raise ValueError("bukan tanggal")


def _made(year: Any, month: Any = 1, day: Any = 1) -> pd.Timestamp:
    try:
        return pd.Timestamp(datetime(int(year), int(month), int(day)))
    except ValueError as error:
        raise ValueError("bukan tanggal yang ada") from error
