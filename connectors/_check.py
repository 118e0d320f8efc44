"""The check that every frame passes before it is stored."""

from datetime import date, datetime
from decimal import Decimal
from numbers import Real
from typing import Any, cast

import numpy as np
import pandas as pd

from connectors._contract import (
    COLUMNS,
    DEFAULTS,
    FRAME,
    KEY,
    KINDS,
    STATUSES,
    Source,
    SourceChanged,
)
from connectors._declared import accepted
from connectors._facts import areas, skpds

YEARS = (1900, 2200)  # wider than any plan, narrower than what nanoseconds can hold (1678–2261)
SHOWN = 3  # offending rows in a message


def check(frame: pd.DataFrame, source: Source, today: date = date.max) -> pd.DataFrame:
    """`frame` with every column of the contract, in order of its key.

    Raises SourceChanged, in Indonesian, with the source, the rule and the first three offending
    rows, for: a missing or unknown column, an unknown indicator or area, a wrong type, a value
    that is not a number, infinite or out of the indicator's range, a period that is not the first
    day of one, that begins after `today` (but for targets) or lies in a year that is another
    source's, an unknown kind or status, and two rows with one key.
    """
    if missing := [name for name in COLUMNS if name not in frame.columns]:
        raise SourceChanged(f"{source.code}: kolom {', '.join(missing)} tidak ada dalam hasil")
    if unknown := sorted(str(name) for name in frame.columns if name not in FRAME):
        raise SourceChanged(f"{source.code}: kolom {', '.join(unknown)} tidak dikenal")
    if twice := sorted(set(frame.columns[frame.columns.duplicated()])):
        raise SourceChanged(f"{source.code}: kolom {', '.join(twice)} ada dua kali dalam hasil")
    whole = frame.assign(**{name: value for name, value in DEFAULTS.items() if name not in frame})
    whole = whole[FRAME].reset_index(drop=True)
    _words(whole, source)
    _periods(whole, source, today)
    _values(whole, source)
    _refuse(whole, whole.duplicated(KEY, keep=False), source, "kunci ganda")
    return whole.sort_values(KEY, ignore_index=True)


def _words(frame: pd.DataFrame, source: Source) -> None:
    known = {
        "indicator": set(accepted(source)),
        "area": set(areas()),
        "skpd": {"", *skpds()},
        "kind": set(KINDS),
        "status": set(STATUSES),
    }
    for name in ("indicator", "area", "skpd", "kind", "reference", "status", "publication", "note"):
        wrong = ~frame[name].map(lambda value: isinstance(value, str)).astype(bool)
        _refuse(frame, wrong, source, f"{name} bukan teks")
    for name, words in known.items():
        _refuse(frame, ~frame[name].isin(words), source, f"{name} tidak dikenal")


def _periods(frame: pd.DataFrame, source: Source, today: date) -> None:
    kinds = (datetime, pd.Timestamp, np.datetime64)
    wrong = ~frame["period"].map(lambda value: isinstance(value, kinds)).astype(bool)
    _refuse(frame, wrong | frame["period"].isna(), source, "periode bukan tanggal")
    zoned = frame["period"].map(lambda value: getattr(value, "tzinfo", None) is not None)
    _refuse(frame, zoned.astype(bool), source, "periode memakai zona waktu")
    years = frame["period"].map(lambda value: pd.Timestamp(value).year).astype("int64")
    _refuse(frame, ~years.between(*YEARS), source, "periode di luar tahun yang wajar")
    mine = (source.first_year or YEARS[0], source.last_year or YEARS[1])
    _refuse(frame, ~years.between(*mine), source, f"periode di luar tahun sumber ini {mine}")
    frame["period"] = pd.to_datetime(frame["period"]).astype("datetime64[ns]")
    ahead = (frame["period"].dt.date > today) & (frame["kind"] != "target")
    _refuse(frame, ahead, source, f"periode setelah hari ini ({today})")
    frequency = frame["indicator"].map(
        {code: entry.frequency for code, entry in accepted(source).items()}
    )
    for name, rows in frame.groupby(frequency):
        first = first_days(cast("pd.Series[pd.Timestamp]", rows["period"]), str(name))
        wrong = (rows["period"] != first).reindex(frame.index, fill_value=False)
        _refuse(frame, wrong, source, "periode bukan hari pertama kurunnya")


def first_days(days: "pd.Series[pd.Timestamp]", frequency: str) -> "pd.Series[Any]":
    """The first day of the period in which each day lies."""
    if frequency == "semester":
        months = days.dt.month.where(days.dt.month == 1, (days.dt.month - 1) // 6 * 6 + 1)
        return pd.to_datetime(pd.DataFrame({"year": days.dt.year, "month": months, "day": 1}))
    names = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
    return days.dt.to_period(names[frequency]).dt.start_time


def _values(frame: pd.DataFrame, source: Source) -> None:
    for name in ("value", "upper"):
        numbers = frame[name].map(_number)
        _refuse(frame, numbers.isna() & frame[name].notna(), source, f"{name} bukan angka")
        frame[name] = numbers.astype("float64")
    withdrawn = frame["status"] == "M"
    _refuse(frame, frame["value"].isna() != withdrawn, source, "nilai kosong")
    _refuse(frame, np.isinf(frame["value"]) | np.isinf(frame["upper"]), source, "nilai tak hingga")
    limits = {code: entry.range for code, entry in accepted(source).items()}
    # Of no rows, pandas makes texts.
    low = frame["indicator"].map({code: limit[0] for code, limit in limits.items()}).astype(float)
    high = frame["indicator"].map({code: limit[1] for code, limit in limits.items()}).astype(float)
    for name in ("value", "upper"):
        outside = (frame[name] < low) | (frame[name] > high)
        _refuse(frame, outside, source, f"{name} di luar batas wajar indikator")


def _number(value: object) -> float:
    """The value as a float; nan when it is no number (text, truth, day) or beyond any float."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real | Decimal):
        return float("nan")
    try:
        return float(value)
    except OverflowError:
        return float("nan")


def _refuse(frame: pd.DataFrame, wrong: "pd.Series[bool]", source: Source, rule: str) -> None:
    if not wrong.any():
        return
    rows = frame[wrong]
    shown = "; ".join(
        f"{row.indicator} {row.area} {_day(row.period)} {row.kind} = {row.value}"
        for row in rows.head(SHOWN).itertuples()
    )
    more = f" (dan {len(rows) - SHOWN} baris lain)" if len(rows) > SHOWN else ""
    raise SourceChanged(f"{source.code}: {rule}: {shown}{more}")


def _day(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) and value == value else str(value)
