"""The structure of a NIK, judged for a whole column at once.

A NIK is 16 digits, PPKKCC DDMMYY SSSS: province, regency and kecamatan of first registration; the
day of birth, with 40 added to the day for a woman; a serial from 0001. It has no check digit, and
it never changes: who moves keeps it, and a region that was divided or renamed keeps its old code in
the NIK of whoever was registered then. (Source: Dukcapil Klaten, «Arti 16 digit nomor induk
kependudukan».) `_regions.csv` holds the codes of five lists from 2018 to 2026, with the first and
the last in which each stands. Older kecamatan are missing there, so an unknown kecamatan of a known
regency is worth a note only; an unknown regency is a fault.

The year has two digits. It is read as 20YY when that day is real and not after `today`, else as
19YY. So the oldest whom a NIK can tell is not yet a hundred, and whoever is a hundred or older
looks like a child: for a birth date or an age, ask the register or the list, never the NIK.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

DIGITS = 16
WOMAN = 40  # added to the day
LAST_DAY = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
NO_DAY = np.datetime64("NaT", "D")
FAULTS = np.array(
    ["", "nik_missing", "nik_length", "nik_letters", "nik_region", "nik_date", "nik_serial"], object
)
MISSING, LENGTH, LETTERS, REGION, DATE, SERIAL = range(1, len(FAULTS))
WARNINGS = np.array(["", "nik_district"], object)


def structure(niks: "pd.Series[Any]", today: date) -> pd.DataFrame:
    """What the digits of each NIK say, in the order and with the index of `niks` (text).

    Columns: `fault`, the first that applies of nik_missing, nik_length, nik_letters, nik_region,
    nik_date, nik_serial, or ""; `warning`, nik_district for a kecamatan that no list knows, or "";
    `born` (datetime64, NaT where faulty); `sex` (1 man, 2 woman, 0 where faulty).
    """
    cells = niks.to_numpy(object)
    empty = pd.isna(cells)
    texts = (np.where(empty, "", cells) if empty.any() else cells).tolist()
    count = len(texts)
    length = np.fromiter(map(len, texts), np.int64, count)
    fault = np.where(length == 0, MISSING, LENGTH).astype(np.int8)
    whole = np.flatnonzero(length == DIGITS)
    joined = "".join(texts if len(whole) == count else [texts[place] for place in whole])
    # A sign of another script, and half a surrogate pair too, becomes one «?»: no digit. An error
    # here would carry every NIK of the column with it.
    signs = np.frombuffer(joined.encode("ascii", "replace"), np.uint8).reshape(-1, DIGITS)
    digits = np.ascontiguousarray(signs.T) - np.uint8(ord("0"))  # what lies below wraps around
    plain = digits.max(axis=0) <= 9
    fault[whole[~plain]] = LETTERS
    if not plain.all():
        digits, whole = digits[:, plain], whole[plain]
    told, unknown, born, sex = _read(digits, today)
    fault[whole] = told
    well = told == 0
    good = whole[well]
    warning = np.zeros(count, np.int8)
    warning[good] = unknown[well]
    days, sexes = np.full(count, NO_DAY), np.zeros(count, np.int8)
    days[good], sexes[good] = born[well], sex[well]
    columns = {
        "fault": pd.Series(FAULTS[fault], niks.index, object),
        "warning": pd.Series(WARNINGS[warning], niks.index, object),
        "born": days.astype("M8[s]"),
        "sex": sexes,
    }
    return pd.DataFrame(columns, index=niks.index)


def _read(digits: Any, today: date) -> tuple[Any, Any, Any, Any]:
    """Fault, whether the kecamatan is unknown, day of birth and sex; `digits`: a row a place."""
    regencies, kecamatan = regions()
    day, month, year = (_number(digits, at, 2) for at in (6, 8, 10))
    woman = day > WOMAN
    day = day - WOMAN * woman
    newest = today.year * 10_000 + today.month * 100 + today.day
    recent = _possible(2000 + year, month, day, newest)
    year = np.where(recent, 2000 + year, 1900 + year)
    real = recent | _possible(year, month, day, newest)
    fault = np.zeros(digits.shape[1], np.int8)  # the last that is written is the first that applies
    fault[_number(digits, 12, 4) == 0] = SERIAL
    fault[~real] = DATE
    fault[~regencies[_number(digits, 0, 4)]] = REGION
    months = (year - 1970).astype("M8[Y]").astype("M8[M]") + np.where(real, month - 1, 0)
    born = months.astype("M8[D]") + np.where(real, day - 1, 0)
    return fault, ~kecamatan[_number(digits, 0, 6)], born, np.where(woman, 2, 1).astype(np.int8)


def _number(digits: Any, start: int, width: int) -> Any:
    """The number that `width` digits from `start` on write."""
    found = digits[start].astype(np.int32)
    for place in range(start + 1, start + width):
        found = found * 10 + digits[place]
    return found


def _possible(year: Any, month: Any, day: Any, newest: int) -> Any:
    """Whether the calendar has the day, and it is not after `newest` (yyyymmdd). (2000 is a leap
    year, 1900 is none.)"""
    last = LAST_DAY[np.where(month <= 12, month, 0)]
    leap = (year % 4 == 0) & (year != 1900)
    real = (day >= 1) & (day <= np.where((month == 2) & ~leap, 28, last))
    return real & (year * 10_000 + month * 100 + day <= newest)


@cache
def regions() -> tuple[Any, Any]:
    """Whether a code of a regency (4 digits) and of a kecamatan (6) stands in any list."""
    regencies, kecamatan = np.zeros(10_000, bool), np.zeros(1_000_000, bool)
    with Path(__file__).with_name("_regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = {4: regencies, 6: kecamatan}.get(len(row["code"]))
            if known is not None:
                known[int(row["code"])] = True
    return regencies, kecamatan
