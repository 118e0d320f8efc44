"""What was printed beside what is known: revised since, and how one week differs from another.

Takes the rows that a brief keeps of its numbers (`dashboard.brief`): the newest value of each
indicator of the regency, or of one place or agency, as it was known then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection

import connectors
from connectors import Indicator
from dashboard import figures, measures, store
from dashboard.board import words
from dashboard.board.changes import pair
from dashboard.measures import State
from dashboard.parts import origin_of

Row: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Beside:
    """One indicator twice: in words, with the states where they differ."""

    entry: Indicator
    period: str
    before: str
    after: str
    origin: str
    at: datetime | None = None  # when the later one became known
    filled: bool = False  # its period still ran, so that it was to change
    states: tuple[State, State] | None = None  # before and after, where they differ


def revised(
    db: Connection, rows: Sequence[Row], day: date, moment: datetime | None = None
) -> list[Beside]:
    """The values printed on `day` that are known otherwise now or at `moment`, the latest revised
    first."""
    known = [row for row in rows if row["nilai"] is not None and _entry(row) is not None]
    if not known:
        return []
    codes, places, offices = (
        sorted({str(row[name]) for row in known}) for name in ("indikator", "wilayah", "skpd")
    )
    frame = store.known(db, moment, codes, places, offices, ("actual",))
    now = {
        (row["indicator"], row["area"], row["skpd"], row["period"].date()): row
        for row in frame.to_dict("records")
    }
    found = [_revised(row, now.get((*_key(row), date.fromisoformat(row["periode"]))), day)
             for row in known]  # fmt: skip
    told = [each for each in found if each is not None]
    first = datetime.min
    return sorted(told, key=lambda each: each.at.replace(tzinfo=None) if each.at else first,
                  reverse=True)  # fmt: skip


def _revised(row: Row, now: Mapping[Any, Any] | None, day: date) -> Beside | None:
    entry = connectors.indicator(str(row["indikator"]))
    period = date.fromisoformat(row["periode"])
    address = origin_of(entry.code, row["wilayah"], row["skpd"], period)
    when = figures.period(period, entry)
    if now is None:
        return Beside(entry, when, words.amount(row["nilai"], entry), "dicabut", address)
    value = float(now["value"])
    if value == row["nilai"]:
        return None
    before, after = pair(float(row["nilai"]), value, entry)
    filled = not measures.is_over(period, entry, day)
    return Beside(entry, when, before, after, address, now["recorded_at"], filled)


def differences(old: Sequence[Row], new: Sequence[Row]) -> list[Beside]:
    """The indicators whose newest value or state differs between two weeks, the latter first."""
    earlier = {_key(row): row for row in old}
    found = []
    for row in new:
        entry, was = _entry(row), earlier.get(_key(row))
        if entry is None or was is None or row["nilai"] is None or was["nilai"] is None:
            continue
        states = State(was["keadaan"]), State(row["keadaan"])
        same = (was["nilai"], was["periode"]) == (row["nilai"], row["periode"])
        if same and states[0] == states[1]:
            continue
        days = [date.fromisoformat(each["periode"]) for each in (was, row)]
        periods = [figures.period(day, entry) for day in days]
        before, after = pair(float(was["nilai"]), float(row["nilai"]), entry)
        when = periods[0] if periods[0] == periods[1] else " → ".join(periods)
        address = origin_of(entry.code, row["wilayah"], row["skpd"], days[1])
        turned = states if states[0] != states[1] else None
        found.append(Beside(entry, when, before, after, address, states=turned))
    return sorted(found, key=lambda each: (each.states is None, each.entry.title))


def _entry(row: Row) -> Indicator | None:
    """The indicator, while it is declared."""
    return connectors.indicators().get(str(row["indikator"]))


def _key(row: Row) -> Key:
    return str(row["indikator"]), str(row["wilayah"]), str(row["skpd"])
