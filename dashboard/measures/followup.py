"""How a follow-up goes: people write, and only the data open and close.

A follow-up is closed while, and only while, the last word of the data is a good one: a fresh value
that is reached or on its path closes, any value off its path opens again. A claim that it is done
waits for the data, and the next period's value grants or denies it. Stale values close nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dashboard.measures.judged import Known


class Progress(StrEnum):
    """Where a follow-up is."""

    OPEN = "open"
    CLAIMED = "claimed"  # said to be done; the data do not say so yet
    CLOSED = "closed"


class Happening(StrEnum):
    """What can happen to it: a person writes, a day goes by, or the data speak."""

    BEGUN = "begun"
    UPDATED = "updated"
    CLAIMED = "claimed"
    UNCLAIMED = "unclaimed"
    OVERDUE = "overdue"
    CLOSED = "closed"
    REOPENED = "reopened"
    DENIED = "denied"


REOPENING = (Happening.REOPENED, Happening.DENIED)


@dataclass(frozen=True)
class Entry:
    """What a person wrote: all of what holds from then on."""

    at: datetime
    by: str
    owner: str
    due: date
    progress: int
    note: str = ""
    done: bool = False


@dataclass(frozen=True)
class Event:
    """One thing that happened, by an entry (`before` is the one before it) or by the data."""

    kind: Happening
    at: datetime
    entry: Entry | None = None
    before: Entry | None = None
    known: Known | None = None


@dataclass(frozen=True)
class Course:
    """All that happened to one follow-up, oldest first, and where it is now."""

    events: tuple[Event, ...]
    entry: Entry  # the newest
    progress: Progress
    since: datetime  # it is there since
    overdue: bool

    @property
    def reopened(self) -> int:
        """How often the data opened it again."""
        return sum(event.kind in REOPENING for event in self.events)


def course(
    entries: Sequence[Entry],
    judgements: Sequence[Known],
    end_of: Callable[[date], datetime],
    until: datetime,
) -> Course:
    """The course of a follow-up from its `entries` (oldest first, at least one) and the
    `judgements` of its indicator (oldest first), up to `until`.

    `end_of` gives the first moment after a day in the regency.
    """
    walk = _Walk(end_of, entries[0])
    told: list[Known | Entry] = [*judgements, *entries]  # of one moment, the data come first
    for item in sorted(told, key=lambda each: each.at):
        walk.lapse(item.at)
        if isinstance(item, Entry):
            walk.write(item)
        else:
            walk.learn(item)
    walk.lapse(until)
    overdue = walk.progress is Progress.OPEN and end_of(walk.entry.due) < until
    return Course(tuple(walk.events), walk.entry, walk.progress, walk.since, overdue)


@dataclass
class _Walk:
    end_of: Callable[[date], datetime]
    entry: Entry
    begun: bool = False
    progress: Progress = Progress.OPEN
    since: datetime = datetime.min
    events: list[Event] = field(default_factory=list)
    last: Known | None = None  # the last word of the data: good or off
    period: date = date.min  # the newest one known
    claimed: date = date.min  # the newest one known when it was said to be done
    lapsed: set[date] = field(default_factory=set)

    def write(self, entry: Entry) -> None:
        """A person writes; of a closed follow-up it is a note and changes nothing."""
        before = self.entry if self.begun else None
        kind = Happening.UPDATED
        if before is None:
            kind, self.begun, self.since = Happening.BEGUN, True, entry.at
        self.entry = entry
        turn = Progress.CLAIMED if entry.done else Progress.OPEN
        if self.progress not in (Progress.CLOSED, turn):
            if before is not None:
                kind = Happening.CLAIMED if entry.done else Happening.UNCLAIMED
            self.progress, self.since = turn, entry.at
        if entry.done:
            self.claimed = self.period
        self.events.append(Event(kind, entry.at, entry, before))
        self.settle(entry.at)

    def learn(self, known: Known) -> None:
        """The data say something."""
        self.period = known.period or self.period
        if known.good or known.off:
            self.last = known
            self.settle(known.at)

    def settle(self, at: datetime) -> None:
        """Let the last word of the data hold."""
        if not self.begun or self.last is None:
            return
        if self.last.good and self.progress is not Progress.CLOSED:
            self._turn(Happening.CLOSED, Progress.CLOSED, at)
        elif self.last.off and self.progress is Progress.CLOSED:
            self._turn(Happening.REOPENED, Progress.OPEN, at)
        elif self.progress is Progress.CLAIMED and (self.last.period or date.min) > self.claimed:
            self._turn(Happening.DENIED, Progress.OPEN, at)

    def lapse(self, at: datetime) -> None:
        """Say once of each due date that it went by while there was something to do."""
        due = self.entry.due
        end = self.end_of(due)
        if self.begun and self.progress is Progress.OPEN and end < at and due not in self.lapsed:
            self.lapsed.add(due)
            self.events.append(Event(Happening.OVERDUE, max(end, self.events[-1].at), self.entry))

    def _turn(self, kind: Happening, progress: Progress, at: datetime) -> None:
        self.progress, self.since = progress, at
        self.events.append(Event(kind, at, known=self.last))
