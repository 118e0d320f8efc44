"""One delivery: tried once, and how that ended."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from connectors import regency
from dashboard import clock, delivery, figures, store
from dashboard.handing._again import how
from dashboard.handing._parcel import parcel
from dashboard.settings import Settings
from dashboard.store import Brief, Delivery

log = logging.getLogger(__name__)

RETRY = [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 15)]  # from then on the last one
GIVE_UP = timedelta(days=3)


class Taken(Exception):
    """Another process has the delivery by now."""


@dataclass(frozen=True)
class Turn:
    """What the tries of one turn share."""

    settings: Settings
    plan: delivery.Plan
    briefs: Mapping[int, Brief]
    link: Callable[[Brief], str]
    began: datetime
    clock: float  # what `time.monotonic` said then

    def moment(self) -> datetime:
        """Now."""
        return self.began + timedelta(seconds=time.monotonic() - self.clock)


def skipped(db: Connection, turn: Turn, one: Delivery) -> bool:
    """Whether the plan no longer names this one, which then ends."""
    brief = turn.briefs[one.brief_id]
    wanted = {(channel, address) for channel, _, address in turn.plan.wanted(brief.scope)}
    if (one.channel, one.address) in wanted:
        return False
    said = (
        f"{one.address} tidak ada lagi dalam rencana pengiriman, jadi tidak dikirimi. Bila keliru, "
        f"tulis lagi di berkas itu, lalu {how(brief, one.address)}"
    )
    return store.delivered(db, one.id, "skipped", said, turn.began, was=["waiting"])


def tried(turn: Turn, one: Delivery) -> bool:
    """Try once and keep how it ended; whether it was taken. No transaction is open meanwhile."""
    url, brief, committed = turn.settings.store_url, turn.briefs[one.brief_id], False

    def committing() -> None:
        nonlocal committed
        with store.writing(url) as db:
            if not store.sending(db, one.id):
                raise Taken
        committed = True
        store.settle(url)

    state, said = "sent", ""
    try:
        with store.reading(url) as db:
            made = parcel(db, brief, turn.link(brief))
        delivery.send(turn.plan, made, one.channel, one.address, committing)
    except Taken:
        return False
    except delivery.NotYet as error:
        state, said = "waiting", str(error)
    except delivery.Refused as error:
        state, said = "refused", f"{error}. Perbaiki, lalu kirim lagi: {how(brief, one.address)}"
    except delivery.Uncertain as error:
        state = "uncertain"
        said = (
            f"{error}. Tanyakan kepada penerimanya atau lihat log server surat; bila belum ada: "
            f"{how(brief, one.address)}"
        )
    _keep(turn, one, state, said, committed)
    return state == "sent"


def _keep(turn: Turn, one: Delivery, state: str, said: str, committed: bool) -> None:
    moment, next_at = turn.moment(), None
    if state == "waiting" and moment - one.asked_at >= GIVE_UP:
        state = "given_up"
        again = how(turn.briefs[one.brief_id], one.address)
        said = f"Tidak dicoba lagi setelah {GIVE_UP.days} hari. {said}. Perbaiki, lalu: {again}"
    elif state == "waiting":
        next_at = moment + RETRY[min(one.tries, len(RETRY) - 1)]
        when = figures.clock(clock.local(next_at), regency().zone)
        said = f"{said}. Dicoba lagi sendiri {when}"
    # One that another process called uncertain meanwhile is certain now.
    was = ["sending", "uncertain"] if committed else ["waiting"]
    with store.writing(turn.settings.store_url) as db:
        store.delivered(db, one.id, state, said, moment, next_at, was)
    log.info("delivery %s (%s): %s", one.id, one.channel, state)  # `said` may name a person
