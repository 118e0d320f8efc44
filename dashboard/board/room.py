"""The operator's room: how each source is, what is broken, whom to call, what is unread."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from connectors import INTERVALS, Source, regency, skpds
from dashboard import measures, store

WINDOW = timedelta(days=90)  # of the reliability score
SHOWN = 30  # runs in the trend of durations
LATE = 2  # intervals without a good refresh, after which a source is late

# word -> shape and colour; shapes mean the same as those of an indicator's state
LOOKS = {
    "segar": "reached",
    "sedang ditarik": "on_path",
    "gagal, data masih segar": "below_path",
    "menunggu keputusan": "below_path",
    "terlambat": "below_path",
    "gagal": "behind",
    "belum pernah berhasil": "behind",
    "belum ditarik": "no_value",
    "belum disambungkan": "no_value",
}
NEEDS = ("menunggu keputusan", "gagal", "belum pernah berhasil", "gagal, data masih segar",
         "terlambat")  # fmt: skip


@dataclass(frozen=True)
class SourceLine:
    """One source in words and numbers."""

    source: Source
    reach: str  # connected, file, simulated, unset
    word: str
    error: str = ""
    run: int = 0  # the run that waits for a decision
    failing_since: datetime | None = None
    ok_at: datetime | None = None
    due_at: datetime | None = None
    rows: int = 0
    seconds: tuple[float, ...] = ()
    reliability: float | None = None

    @property
    def who(self) -> str:
        """Whom to call."""
        return self.source.contact or skpds()[self.source.owner].name


@dataclass(frozen=True)
class Room:
    """Every source, those that need somebody first, and how much of the regency is read."""

    lines: Sequence[SourceLine]
    coverage: Mapping[str, int] = field(default_factory=dict)  # reach → applications; ready; none

    @property
    def needy(self) -> list[SourceLine]:
        """The sources that somebody must look after, most urgent first."""
        found = [line for line in self.lines if line.word in NEEDS]
        return sorted(found, key=lambda line: NEEDS.index(line.word))

    @property
    def counts(self) -> Counter[str]:
        """How many sources are in each state."""
        return Counter(line.word for line in self.lines)


def room(
    db: Connection, sources: Sequence[Source], reach: Mapping[str, str], now: datetime
) -> Room:
    """The room at `now`. `reach`: how each source is read (connected, file, simulated, unset)."""
    newest = {run["source"]: run for run in store.last_runs(db).to_dict("records")}
    held = {run["source"]: run for run in store.held(db).to_dict("records")}
    due = store.next_due(db)
    history = store.history(db, now - WINDOW)
    scores = measures.reliability(history, now - WINDOW, now)
    lines = [
        _line(
            source,
            reach[source.code],
            newest.get(source.code, {}),
            held.get(source.code, {}),
            history[history["source"] == source.code],
            due.get(source.code),
            scores.get(source.code),
            now,
        )
        for source in sources
    ]
    return Room(lines, coverage([(line.source, line.reach) for line in lines]))


def _line(
    source: Source,
    reach: str,
    run: Mapping[Any, Any],
    held: Mapping[Any, Any],
    history: pd.DataFrame,
    due: datetime | None,
    score: float | None,
    now: datetime,
) -> SourceLine:
    good = history[history["state"] == "ok"].tail(SHOWN)
    spans = pd.to_timedelta(good["ended_at"] - good["started_at"])
    ok_at = _moment(run.get("ok_ended_at"))
    word = _word(source, reach, run, bool(held), ok_at, now)
    return SourceLine(
        source,
        reach,
        word,
        error=str(held.get("question") or run.get("error") or ""),
        run=int(held.get("run", 0)),
        failing_since=_since(history) if word in NEEDS else None,
        ok_at=ok_at,
        due_at=due if reach != "unset" else None,
        rows=int(run.get("ok_rows_seen") or 0) if ok_at else 0,
        seconds=tuple(spans.dt.total_seconds()),
        reliability=score,
    )


def _word(
    source: Source,
    reach: str,
    run: Mapping[Any, Any],
    held: bool,
    ok_at: datetime | None,
    now: datetime,
) -> str:
    if reach == "unset":
        return "belum disambungkan"
    if held:
        return "menunggu keputusan"
    state = run.get("state", "never")
    late = ok_at is None or now - ok_at > LATE * INTERVALS[source.refresh]
    if state in ("failed", "interrupted"):
        if ok_at is None:
            return "belum pernah berhasil"
        return "gagal" if late else "gagal, data masih segar"
    if state == "running" and ok_at is None:
        return "sedang ditarik"
    if ok_at is None:
        return "belum ditarik"
    return "terlambat" if late else "segar"


def _since(history: pd.DataFrame) -> datetime | None:
    """When the unbroken row of bad runs at the end began."""
    bad: datetime | None = None
    for state, moment in zip(history["state"][::-1], history["ended_at"][::-1], strict=True):
        if state == "ok":
            break
        bad = moment
    return bad


def coverage(read: Sequence[tuple[Source, str]]) -> dict[str, int]:
    """How many of the registered applications are read, by how each source is reached: connected,
    file, ready (a connector without an address yet), none."""
    found = Counter[str]()
    for source, reach in read:
        found[reach] += source.applications
    known = {name: found[name] for name in ("connected", "file")}
    known["ready"] = found["simulated"] + found["unset"]
    return known | {"none": max(regency().applications - sum(known.values()), 0)}


def _moment(value: Any) -> datetime | None:
    return None if value is None or value != value else value
