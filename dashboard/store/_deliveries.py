"""Remembers to whom each brief was handed, and how far that went: nobody gets one twice."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, and_, insert, select, update

from dashboard.store._runs import count_ending
from dashboard.store._tables import deliveries as table


@dataclass(frozen=True)
class Delivery:
    """One brief on its way to one address. States: waiting, sending, sent, uncertain, refused,
    given_up, skipped."""

    id: int
    brief_id: int
    channel: str  # mail, folder, webhook
    role: str  # whom the address stands for: pimpinan …
    address: str
    state: str
    tries: int
    next_at: datetime | None  # of the next try; None when there is none
    ended_at: datetime | None
    said: str  # what went wrong last, in words


COLUMNS = [table.c[each.name] for each in fields(Delivery)]


def hand_out(
    db: Connection,
    brief: int,
    wanted: Sequence[tuple[str, str, str]],
    now: datetime,
    state: str = "waiting",
    said: str = "",
) -> None:
    """Put a brief on its way to each (channel, role, address) that it is not on its way to yet."""
    count_ending(db)
    known = {(each.channel, each.address) for each in deliveries(db, brief)}
    going = {"brief_id": brief, "state": state, "tries": 0, "said": said}
    going |= {"next_at": now} if state == "waiting" else {"ended_at": now}
    for channel, role, address in wanted:
        if (channel, address) not in known:
            known.add((channel, address))
            values = {"channel": channel, "role": role, "address": address}
            db.execute(insert(table).values(**going, **values))


def deliveries(db: Connection, brief: int | None = None) -> list[Delivery]:
    """Every delivery (of one brief), in the order they were asked for."""
    where = [] if brief is None else [table.c.brief_id == brief]
    rows = db.execute(select(*COLUMNS).where(*where).order_by(table.c.id))
    return [Delivery(**row) for row in rows.mappings()]


def deliverable(db: Connection, now: datetime) -> list[Delivery]:
    """What may be tried now, longest due first."""
    where = and_(table.c.state == "waiting", table.c.next_at <= now)
    rows = db.execute(select(*COLUMNS).where(where).order_by(table.c.next_at, table.c.id))
    return [Delivery(**row) for row in rows.mappings()]


def sending(db: Connection, number: int) -> bool:
    """Mark a delivery as one that the other side may have from now on; False when it no longer
    waits. Committed before the last byte goes out, it is what keeps it from going twice."""
    mine = and_(table.c.id == number, table.c.state == "waiting")
    return db.execute(update(table).where(mine).values(state="sending")).rowcount == 1


def delivered(
    db: Connection,
    number: int,
    state: str,
    said: str,
    now: datetime,
    next_at: datetime | None = None,
) -> None:
    """How a try ended: `state` waiting goes on at `next_at`, any other is the end."""
    count_ending(db)
    values = {"state": state, "said": said, "next_at": next_at, "tries": table.c.tries + 1}
    values |= {} if state == "waiting" else {"ended_at": now}
    db.execute(update(table).where(table.c.id == number).values(**values))
