"""How each agency keeps its data: the sources it owns, what is overdue, what it revised."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

import connectors
from connectors import INTERVALS, Source, regency
from dashboard import clock, measures, store
from dashboard.board._lines import Line, board
from dashboard.measures import Condition, Discipline

WINDOW = timedelta(days=90)  # of reliability, as in the operator's room
YEAR = timedelta(days=365)
# shape and colour, and word; shapes mean the same as those of an indicator's state
LOOKS = {
    Condition.FRESH: ("reached", "segar"),
    Condition.LATE: ("below_path", "terlambat"),
    Condition.FAILED: ("behind", "gagal"),
    Condition.NEVER: ("no_value", "belum pernah ditarik"),
}


@dataclass(frozen=True)
class Kept:
    """One source of an agency."""

    source: Source
    condition: Condition
    ok: date | None  # day of its last good refresh
    reliability: float | None  # 0 to 100, over 90 days
    error: str = ""


@dataclass(frozen=True)
class Keeping:
    """What an agency keeps, and how well."""

    sources: tuple[Kept, ...]
    overdue: tuple[Line, ...]
    on_time: int  # indicators with a value that is not overdue
    revised: int  # values changed after their period had ended, within a year
    withdrawn: int
    discipline: Discipline


@store.kept
def keeping(db: Connection, today: date, moment: datetime | None) -> dict[str, Keeping]:
    """For each agency that owns a source what it keeps, as known now or at `moment`."""
    until = moment or clock.end_of(today)
    runs = {run["source"]: run for run in store.last_runs(db, moment).to_dict("records")}
    held = set() if moment else {run["source"] for run in store.held(db).to_dict("records")}
    history = store.history(db, until - WINDOW)
    history = history[history["ended_at"] <= until] if len(history) else history
    scores = measures.reliability(history, until - WINDOW, until)
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in board(db, regency().code, today, moment):
        if line.newest is not None:
            lines[line.source.owner].append(line)
    changed = _changed(db, until)
    owned: dict[str, list[Kept]] = defaultdict(list)
    for source in connectors.sources().values():
        run = dict(runs.get(source.code, {}))
        if source.code in held:
            run["state"] = "held"
        owned[source.owner].append(_kept(source, run, scores.get(source.code), today))
    return {
        owner: _keeping(tuple(sources), lines[owner], changed.get(owner, (0, 0)))
        for owner, sources in owned.items()
    }


def _kept(source: Source, run: Mapping[Any, Any], score: float | None, today: date) -> Kept:
    ok = run.get("ok_ended_at")
    day = clock.local(ok).date() if isinstance(ok, datetime) and ok == ok else None
    found = measures.condition(str(run.get("state", "")), day, today, INTERVALS[source.refresh])
    error = str(run.get("error") or "") if found is Condition.FAILED else ""
    return Kept(source, found, day, score, error.removeprefix(f"{source.code}: "))


def _keeping(sources: tuple[Kept, ...], lines: list[Line], changed: tuple[int, int]) -> Keeping:
    overdue = [line.standing.stale for line in lines]
    known = [each.reliability for each in sources if each.reliability is not None]
    return Keeping(
        sources,
        tuple(line for line in lines if line.standing.stale),
        len(lines) - sum(overdue),
        *changed,
        measures.discipline([each.condition for each in sources], known, overdue),
    )


def _changed(db: Connection, until: datetime) -> dict[str, tuple[int, int]]:
    """For each owner how many values were revised, and how many withdrawn, in the last year.

    A value that changes while its period still runs is no revision: it grows as it should.
    """
    entries, sources = connectors.indicators(), connectors.sources()
    seen: set[tuple[Any, ...]] = set()
    found: dict[str, tuple[int, int]] = {}
    for row in store.revised(db, until - YEAR, until, regency().code).to_dict("records"):
        entry, source = entries.get(row["indicator"]), sources.get(row["source"])
        gone = row["status"] == "M"
        point = (row["source"], row["indicator"], row["skpd"], row["period"], gone)
        if entry is None or source is None or point in seen:
            continue
        if clock.local(row["recorded_at"]).date() <= measures.period_end(row["period"], entry):
            continue
        seen.add(point)
        revised, withdrawn = found.get(source.owner, (0, 0))
        found[source.owner] = (revised + (not gone), withdrawn + gone)
    return found
