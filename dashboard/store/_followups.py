"""Remembers what officers write on a red light: entries are added, never changed.

Nothing here says whether a follow-up is open; `dashboard.measures` derives that from the data.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta

import pandas as pd
from sqlalchemy import Connection, func, insert, select

from dashboard.store._read import LINE, _chosen, _frame, _rows
from dashboard.store._runs import count_ending
from dashboard.store._tables import followups as table
from dashboard.store._tables import observations

OWNER_MOST = 120  # characters
NOTE_MOST = 1000
CLAIMS = ("", "done")


@dataclass(frozen=True)
class FollowUpEntry:
    """One entry: all of what holds from `at` on. ValueError for what the table cannot hold."""

    indicator: str
    area: str
    skpd: str
    at: datetime
    person: int  # number of who wrote it
    by: str  # their name and office
    owner: str  # who is to do it
    due: date
    progress: int  # percent
    note: str = ""
    claim: str = ""  # done: the writer holds it to be done; the data decide

    def __post_init__(self) -> None:
        # SQLite would take any length and PostgreSQL stop at it: both are told alike here.
        if not (0 < len(self.owner) <= OWNER_MOST and len(self.note) <= NOTE_MOST):
            raise ValueError(f"{self.indicator}: panjang penanggung jawab atau catatan")
        if not 0 <= self.progress <= 100 or self.claim not in CLAIMS:
            raise ValueError(f"{self.indicator}: kemajuan {self.progress}, {self.claim!r}")


NAMES = [each.name for each in fields(FollowUpEntry)]


def add_followup(db: Connection, entry: FollowUpEntry) -> bool:
    """Add an entry; False when it says nothing new, as when a form was sent twice.

    Its moment is `entry.at`, or a hair after the newest one, should this host's clock be behind.
    """
    count_ending(db)  # takes the writer's turn, so that moments follow each other
    mine = [table.c[name] == getattr(entry, name) for name in ("indicator", "area", "skpd")]
    row = db.execute(select(*(table.c[n] for n in NAMES)).where(*mine).order_by(table.c.id.desc()))
    last = row.mappings().first()
    if last is not None and FollowUpEntry(**(dict(last) | {"at": entry.at})) == entry:
        return False
    newest = db.execute(select(func.max(table.c.at))).scalar()
    moment = max(entry.at, newest + timedelta(microseconds=1)) if newest else entry.at
    db.execute(insert(table).values(**(asdict(entry) | {"at": moment})))
    return True


def followups(db: Connection, until: datetime | None = None) -> list[FollowUpEntry]:
    """Every entry, oldest first; with `until`, those that were there then."""
    seen = [table.c.at <= until] if until is not None else []
    statement = select(*(table.c[name] for name in NAMES)).where(*seen).order_by(table.c.id)
    return [FollowUpEntry(**row) for row in db.execute(statement).mappings()]


def vintages(
    db: Connection,
    indicators: Sequence[str],
    areas: Sequence[str],
    skpds: Sequence[str],
    until: datetime | None = None,
) -> pd.DataFrame:
    """Every value that was ever known of actuals and targets, in the order they were recorded.

    Columns of `latest`; a withdrawn value is a row of status M without a value.
    """
    where = _chosen(indicators, areas, skpds, ("actual", "target"))
    if until is not None:
        where.append(observations.c.recorded_at <= until)
    order = (observations.c.recorded_at, *LINE, observations.c.period)
    return _frame(db, _rows().where(*where).order_by(*order))
