"""Remembers to whom each brief was handed, and how far that went: nobody gets one twice."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, and_, delete, insert, select, update

from dashboard.store._runs import count_ending
from dashboard.store._tables import deliveries as table


@dataclass(frozen=True)
class Delivery:
    """One brief on its way to one address. States: waiting, sending, sent, uncertain, refused,
    given_up, skipped."""

    id: int
    brief_id: int
    channel: str  # mail, folder, webhook; plan: to whom is not known yet
    role: str  # whom the address stands for: pimpinan …
    address: str
    state: str
    tries: int
    asked_at: datetime  # put on its way; again, when it is sent again
    next_at: datetime | None  # of the next try; None when there is none
    ended_at: datetime | None
    said: str  # what went wrong last, in words


COLUMNS = [table.c[each.name] for each in fields(Delivery)]
ORDER = (table.c.next_at, table.c.id)


def hand_out(
    db: Connection,
    brief: int,
    wanted: Sequence[tuple[str, str, str]],
    now: datetime,
    state: str = "waiting",
    said: str = "",
) -> int:
    """Put a brief on its way to each (channel, role, address) that it is not on its way to yet, and
    return to how many."""
    if not {(channel, address) for channel, _, address in wanted} - _on_the_way(db, brief):
        return 0  # as on most turns; counted, each would have every page reckoned anew
    count_ending(db)
    known = _on_the_way(db, brief)
    before = len(known)
    going = {"brief_id": brief, "state": state, "tries": 0, "said": said, "asked_at": now}
    going |= {"next_at": now} if state == "waiting" else {"ended_at": now}
    for channel, role, address in wanted:
        if (channel, address) not in known:
            known.add((channel, address))
            values = {"channel": channel, "role": role, "address": address}
            db.execute(insert(table).values(**going, **values))
    return len(known) - before


def _on_the_way(db: Connection, brief: int) -> set[tuple[str, str]]:
    return {(each.channel, each.address) for each in deliveries(db, brief)}


def deliveries(db: Connection, brief: int | None = None, state: str = "") -> list[Delivery]:
    """Every delivery (of one brief; in one state), in the order they were asked for."""
    where = [] if brief is None else [table.c.brief_id == brief]
    where += [table.c.state == state] if state else []
    rows = db.execute(select(*COLUMNS).where(*where).order_by(table.c.id))
    return [Delivery(**row) for row in rows.mappings()]


def deliverable(db: Connection, now: datetime) -> list[Delivery]:
    """What may be tried now, longest due first."""
    where = and_(table.c.state == "waiting", table.c.next_at <= now)
    rows = db.execute(select(*COLUMNS).where(where).order_by(*ORDER))
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
    was: Sequence[str] = ("waiting", "sending"),
) -> bool:
    """How a try ended: `state` waiting goes on at `next_at`, any other is the end. False, and
    nothing is changed, when the delivery is in none of the states `was`: another had it meanwhile.
    """
    count_ending(db)
    values = {"state": state, "said": said, "next_at": next_at, "tries": table.c.tries + 1}
    values |= {"ended_at": None if state == "waiting" else now}
    mine = and_(table.c.id == number, table.c.state.in_(was))
    return db.execute(update(table).where(mine).values(**values)).rowcount == 1


def explain_waiting(
    db: Connection, said: str, next_at: datetime, numbers: Sequence[int] | None = None
) -> None:
    """Say why deliveries that wait (all, or these) still do; none of them was tried."""
    count_ending(db)
    where = [table.c.state == "waiting"]
    where += [] if numbers is None else [table.c.id.in_(numbers)]
    db.execute(update(table).where(*where).values(said=said, next_at=next_at))


def deliver_again(db: Connection, number: int, now: datetime) -> None:
    """Put a delivery that ended on its way once more, because a person asked for it."""
    count_ending(db)
    ended = and_(table.c.id == number, table.c.state.not_in(("waiting", "sending")))
    values = {"state": "waiting", "tries": 0, "asked_at": now, "next_at": now, "said": ""}
    db.execute(update(table).where(ended).values(**values, ended_at=None))


def withdraw(db: Connection, number: int) -> None:
    """Forget a delivery that stood for others, which are there now."""
    count_ending(db)
    db.execute(delete(table).where(table.c.id == number))
