"""What became known lately, in a few lines: revisions, withdrawals, new data, what went wrong."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from connectors import (
    Indicator,
    indicator,
    indicators,
    regency,
    skpds,
    source_of_indicator,
    sources,
)
from dashboard import clock, figures, measures, store
from dashboard.board import words
from dashboard.board.origin import KIND_WORDS
from dashboard.parts import ChangeItem, origin_of

FEW = 4  # first loads that are told one by one
SHOWN = 8  # changes listed one by one
FINEST = 6  # decimals by which two values are told apart


def recent(db: Connection, since: datetime, until: datetime) -> list[ChangeItem]:
    """What became known after `since`, revisions first; then what waits for a person's decision,
    what failed, and what was loaded for the first time."""
    runs = store.last_runs(db, until)
    fresh = set(runs.loc[runs["first_ok_at"] > pd.Timestamp(since), "source"])
    rows = recorded(db, since, until)
    rows = ranked(rows[~rows["source"].isin(fresh)], clock.today(since))
    shown: list[Any] = rows.head(SHOWN).to_dict("records")
    items = [_change(row) for row in shown]
    if len(rows) > SHOWN:
        items.append(ChangeItem("new", f"dan {len(rows) - SHOWN} perubahan lain", "", ""))
    items += [ChangeItem("held", *told) for told in waiting(db, until)]
    items += [ChangeItem("late", *told) for told in failed(runs)]
    return items + _first_loads(runs[runs["source"].isin(fresh & set(sources()))])


def waiting(db: Connection, until: datetime) -> list[tuple[str, str, str]]:
    """The runs that wait for a person's decision: what is asked, since when, whom to ask."""
    return _told(store.held(db, until), "menunggu keputusan")


def failed(runs: pd.DataFrame) -> list[tuple[str, str, str]]:
    """The sources whose newest of `runs` (`store.last_runs`) failed: what, since when, who."""
    return _told(runs[runs["state"] == "failed"], "gagal ditarik")


def _told(runs: pd.DataFrame, what: str) -> list[tuple[str, str, str]]:
    """Each of `runs` whose source is still declared: what became of it, when, whom to ask."""
    told = []
    for run in runs.to_dict("records"):
        source = sources().get(run["source"])
        if source is not None:
            text = f"{source.title} {what}; angka terakhir tetap dipakai"
            day = figures.day(clock.local(run["started_at"]).date())
            told.append((text, day, skpds()[source.owner].short))
    return told


def recorded(db: Connection, since: datetime, until: datetime) -> pd.DataFrame:
    """`store.recorded` of the regency as a whole, but for rows in which a reader sees no change."""
    rows = store.recorded(db, since, until, regency().code)
    same = (rows["value"] == rows["before"]) & (rows["status"] == rows["before_status"])
    return rows[rows["indicator"].isin(list(indicators())) & ~same]


def is_replaced(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Of each of `store.recorded`, whether there was a value of the same point before."""
    return rows["before_status"].notna() & (rows["before_status"] != "M")


def is_revised(rows: pd.DataFrame, day: date) -> "pd.Series[bool]":
    """Of each of `store.recorded`, whether it revised or withdrew a value of a period that was
    over at `day`. A period that still ran was only being filled."""
    over = [
        measures.is_over(period.date(), indicator(code), day)
        for period, code in zip(rows["period"], rows["indicator"], strict=True)
    ]
    return is_replaced(rows) & pd.Series(over, index=rows.index, dtype=bool)


def ranked(rows: pd.DataFrame, day: date) -> pd.DataFrame:
    """Revisions first, then withdrawals, then the newest period of each series that is new or was
    still being filled at `day`."""
    revised = is_revised(rows, day)
    order = (~revised).astype(int) + ((rows["status"] == "M") & revised) * 0.5
    filled = rows[~revised & (rows["status"] != "M")].sort_values("period")
    keep = rows.index.isin(filled.groupby("indicator").tail(1).index) | revised
    return rows.assign(order=order)[keep].sort_values(["order", "period"], ascending=[True, False])


def pair(before: float, value: float, entry: Indicator) -> tuple[str, str]:
    """Two values with their unit, with as many decimals as tell them apart."""
    old, new = words.amount(before, entry), words.amount(value, entry)
    decimals = entry.decimals
    while old == new and before != value and decimals < FINEST:
        decimals += 1
        old = figures.quantity(before, entry.unit, decimals)
        new = figures.quantity(value, entry.unit, decimals)
    return old, new


def status(row: Mapping[str, Any]) -> str:
    """A value that stayed as its status changed: kini tetap, semula sementara (11,49 %)."""
    now, was = (KIND_WORDS.get(row[name], row[name]) for name in ("status", "before_status"))
    number = words.amount(float(row["value"]), indicator(str(row["indicator"])))
    return f"kini {now}, semula {was} ({number})"


def _first_loads(runs: pd.DataFrame) -> list[ChangeItem]:
    """The sources that came in for the first time: each, or all of them in one line."""
    if len(runs) > FEW:
        count = figures.number(runs["ok_rows_seen"].sum())
        text = f"{len(runs)} sumber dimuat pertama kali, {count} angka"
        day = clock.local(runs["started_at"].max()).date()
        return [ChangeItem("new", text, figures.day(day), "")]
    return [
        ChangeItem(
            "new",
            f"Dimuat pertama kali: {sources()[run['source']].title}, "
            f"{figures.number(run['ok_rows_seen'])} angka",
            figures.day(clock.local(run["started_at"]).date()),
            skpds()[sources()[run["source"]].owner].short,
        )
        for run in runs.to_dict("records")
    ]


def _change(row: Mapping[str, Any]) -> ChangeItem:
    entry = indicator(str(row["indicator"]))
    source = source_of_indicator(entry.code)
    when = figures.period(row["period"].date(), entry)
    name, who = entry.short or entry.title, skpds()[source.owner].short
    value, before = float(row["value"]), float(row["before"])
    day = figures.day(clock.local(row["recorded_at"]).date())
    address = origin_of(entry.code, row["area"], row["skpd"], row["period"].date())
    if row["status"] == "M":
        old = words.amount(before, entry)
        return ChangeItem("withdrawn", f"Dicabut: {name} {when} ({old})", day, who, address)
    if row["order"] < 1:
        if before == value:
            return ChangeItem("revised", f"{name} {when} {status(row)}", day, who, address)
        old, new = pair(before, value, entry)
        return ChangeItem("revised", f"Direvisi: {name} {when} {old} → {new}", day, who, address)
    return ChangeItem("new", f"{name} {when}: {words.amount(value, entry)}", day, who, address)
