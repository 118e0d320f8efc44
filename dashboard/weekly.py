"""Closes weeks when their time has come, keeps the draft of the running one, and sends them on.

Like a refresh it is claimed in the store, so that one host does it, once, however many there are.
"""

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from dashboard import brief, clock, handing, refresh, schedule, store
from dashboard.brief import Asked
from dashboard.delivery import Plan
from dashboard.printing import Made, closed, drafted
from dashboard.settings import Settings
from dashboard.store import Brief

log = logging.getLogger(__name__)

TURN = "laporan"
MOST = timedelta(minutes=10)  # longer, and another host may take the turn
DRAFT = timedelta(minutes=15)  # the draft of the running week is not made more often
MISSED = "pekan ini tertutup terlambat dan laporan yang lebih baru sudah ada; lihat arsip"
SOONEST = timedelta(minutes=1)  # no turn follows another sooner, but to close a week
AGAIN = timedelta(hours=1)  # after a turn that broke
OURS = "kesalahan di dasbor sendiri; kirim catatan operator kepada pengembang"


def waiting(db: Connection, now: datetime) -> bool:
    """Whether there is something to close, to draft or to send."""
    turns = store.next_due(db)
    return store.first_known(db) is not None and (TURN not in turns or TURN in store.due(db, now))


def work(settings: Settings, now: datetime) -> list[Made]:
    """Close every week whose time has come, renew the draft, send what is to be sent."""
    store.upgrade(settings.store_url)
    with store.writing(settings.store_url) as db:
        store.enlist(db, [TURN], now)
        if not store.claim(db, TURN, refresh.who(), now, now + MOST, only_due=True):
            return []
    after, began = now + AGAIN, time.monotonic()
    try:
        plan = schedule.planned(settings)
        made = close(settings, plan, now)  # first: no paper waits for a mail server that stalls
        send_on(settings, plan, made, now)
        moment = now + timedelta(seconds=time.monotonic() - began)
        handing.hand_out(settings, moment, link=lambda one: link(settings, one))
        after = _next(settings, clock.now())
    finally:
        with store.writing(settings.store_url) as db:
            store.release(db, TURN, refresh.who(), after)
    return made


def close(settings: Settings, plan: Plan, now: datetime) -> list[Made]:
    """Close the weeks that are due, oldest first, and renew the draft of the running one."""
    with store.reading(settings.store_url) as db:
        due = schedule.due(db, plan, now)
        draft = _wants_draft(db, now)
    asked = [Asked(week, scope, True, settings.public_url) for week, scope in due]
    if draft:
        week = brief.week_of(clock.today(now))
        asked.append(Asked(week, "", False, settings.public_url))
    return [_made(settings, one, now) for one in asked]


def _made(settings: Settings, asked: Asked, now: datetime) -> Made:
    """One brief. A fault of ours in it is in the log, and neither other weeks nor what is to be
    sent wait for it."""
    try:
        return (closed if asked.final else drafted)(settings, asked, now)
    except store.StoreUnusable:
        raise
    except Exception:  # the one edge where a brief is caught
        log.exception("brief %s %s broke", asked.week.name, asked.scope)
        return Made(asked.week.name, asked.scope, asked.final, error=OURS)


def send_on(settings: Settings, plan: Plan, made: Sequence[Made], now: datetime) -> None:
    """Put the paper of the last week on its way to whom the plan names. Of an older one that was
    missed, the paper is in the archive: nobody is sent a pile of them."""
    with store.writing(settings.store_url) as db:
        caught_up = {one.week for one in made if one.final}
        for one in store.briefs(db, None):
            week = brief.week_named(one.week)
            if not (one.final and one.sha256 and schedule.release(week, plan) <= now):
                continue
            if schedule.release(week.following, plan) > now:
                handing.enlist(settings, db, one.id, one.scope, now)
            elif one.week in caught_up:
                store.hand_out(db, one.id, plan.wanted(one.scope), now, "skipped", MISSED)


def link(settings: Settings, one: Brief) -> str:
    """Where a brief is read on the web."""
    return Asked(brief.week_named(one.week), one.scope, True, settings.public_url).address


def _wants_draft(db: Connection, now: datetime) -> bool:
    week = brief.week_of(clock.today(now))
    known = store.brief(db, week.name)
    if known is None:
        return True
    return not known.final and now - known.frozen_at >= DRAFT and known.until < _newest(db, now)


def _newest(db: Connection, now: datetime) -> datetime:
    ended = store.last_runs(db, now)["ok_ended_at"].dropna()
    return now if ended.empty else datetime.fromisoformat(str(ended.max()))


def _next(settings: Settings, now: datetime) -> datetime:
    """When the turn comes again: the next hour to close a week, the next try of a delivery, or
    the next draft."""
    at = schedule.closing(schedule.planned(settings), now)
    with store.reading(settings.store_url) as db:
        waits = [one.next_at for one in store.deliveries(db) if one.next_at is not None]
    tries = [max(each, now + SOONEST) for each in waits]  # another host may be at one that is due
    return min([at, now + DRAFT, *tries])
