"""Whose turn it is to refresh a source: one host at a time, each source once."""

from datetime import datetime

from sqlalchemy import Connection, insert, or_, select, update

from dashboard.store._runs import count_ending
from dashboard.store._tables import turns


def enlist(db: Connection, sources: list[str], now: datetime) -> None:
    """Give every source a turn; one that is new is due at once."""
    if not (new := _unlisted(db, sources)):
        return
    count_ending(db)  # takes the writer's turn: of two hosts that begin at once one is first
    for source in new & _unlisted(db, sources):
        db.execute(insert(turns).values(source=source, due_at=now, claimed_by=""))


def _unlisted(db: Connection, sources: list[str]) -> set[str]:
    return set(sources) - set(db.execute(select(turns.c.source)).scalars())


def due(db: Connection, now: datetime) -> list[str]:
    """The sources whose turn has come and that nobody is refreshing, longest due first."""
    free = or_(turns.c.claimed_until.is_(None), turns.c.claimed_until < now)
    statement = select(turns.c.source).where(turns.c.due_at <= now, free)
    return list(db.execute(statement.order_by(turns.c.due_at, turns.c.source)).scalars())


def claim(
    db: Connection, source: str, who: str, now: datetime, until: datetime, *, only_due: bool
) -> bool:
    """Take the source's turn until `until`; False when another process has it, or had it just now.

    One UPDATE decides, so of two hosts that ask at the same moment one gets it.
    """
    free = or_(turns.c.claimed_until.is_(None), turns.c.claimed_until < now)
    where = [turns.c.source == source, free]
    if only_due:
        where.append(turns.c.due_at <= now)
    taken = db.execute(update(turns).where(*where).values(claimed_by=who, claimed_until=until))
    return taken.rowcount == 1


def hold(db: Connection, source: str, who: str, until: datetime) -> bool:
    """Keep the turn until later; False when another process took it meanwhile."""
    mine = update(turns).where(turns.c.source == source, turns.c.claimed_by == who)
    return db.execute(mine.values(claimed_until=until)).rowcount == 1


def release(db: Connection, source: str, who: str, next_due: datetime) -> None:
    """Give the turn back and say when the next one is."""
    db.execute(
        update(turns)
        .where(turns.c.source == source, turns.c.claimed_by == who)
        .values(claimed_until=None, claimed_by="", due_at=next_due)
    )


def next_due(db: Connection) -> dict[str, datetime]:
    """When each source is due next."""
    return {row.source: row.due_at for row in db.execute(select(turns.c.source, turns.c.due_at))}
