"""connectors → store. One source failing never stops, slows or changes another."""

import logging
import os
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

import connectors
from connectors import INTERVALS, Source, SourceChanged, SourceUnreachable
from dashboard import clock, demo, recipients, store
from dashboard.settings import Settings

log = logging.getLogger(__name__)

AT_ONCE = 128  # sources side by side: they wait for agencies, not for our processor
AGAIN = timedelta(minutes=15)  # after a failure, or sooner when the source's own interval is
WHOLE_AGAIN = timedelta(days=30)
GRACE_S = 60  # beyond a source's own limit, before its thread is given up
FIRST_DAY = date(1900, 1, 1)
RECIPIENTS = "DASHBOARD_RECIPIENTS_URL"
OURS = (ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError,
        ValueError, SQLAlchemyError)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """How the refresh of one source ended."""

    source: str
    state: str  # ok, held (a person must decide), failed, busy (elsewhere), unset (no address)
    seconds: float = 0.0
    counts: store.Counts | None = None
    error: str = ""  # or the question of a run that is held
    simulated: bool = False
    hanging: bool = False  # its thread has not come back


def address(source: Source, settings: Settings) -> tuple[str, bool]:
    """Where the source is read, and whether that is a stand-in; "" when it has no address.

    Published figures have no address and are never simulated. What the verification adds up to is
    read from its own database, once it has run.
    """
    if source.database == RECIPIENTS:
        if not recipients.begun(settings.recipients_url):
            return "", False
        return settings.recipients_url, settings.stand_in_register
    if given := connectors.address_of(source, settings.environ):
        return given, False
    if source.database and settings.demo:
        return demo.address(settings.stand_ins, source.code), True
    return "", False


def waiting(db: Connection, settings: Settings, now: datetime) -> list[str]:
    """The sources whose turn has come: declared, and connected or with an address that is wrong."""
    known = connectors.sources()
    due = [known[code] for code in store.due(db, now) if code in known]
    return [source.code for source in due if any(_place(source, settings)) or not source.database]


def refresh(
    sources: Sequence[Source],
    settings: Settings,
    *,
    only_due: bool = False,
    whole: bool = False,
    progress: Callable[[Outcome], None] = lambda outcome: None,
    executor: Executor | None = None,
) -> list[Outcome]:
    """Refresh `sources` side by side and return how each ended, in the order given.

    `whole` asks for everything, not only for what is new or may still change. `progress` is called
    as each ends. A source that does not end within its limit and a minute is given up; its
    thread still holds the turn and, should it end after all, publishes all or nothing.
    """
    with store.writing(settings.store_url) as db:
        store.enlist(db, [source.code for source in sources], clock.now())
    pool = executor or ThreadPoolExecutor(AT_ONCE, "refresh")
    waiting = {pool.submit(one, source, settings, only_due, whole): source for source in sources}
    outcomes: dict[str, Outcome] = {}
    patience = max((source.limit_s for source in sources), default=0) + GRACE_S
    while waiting:
        done, _ = wait(waiting, timeout=patience, return_when=FIRST_COMPLETED)
        for future in done or list(waiting):
            source = waiting.pop(future)
            outcomes[source.code] = _ended(future, source)
            progress(outcomes[source.code])
    if executor is None:
        pool.shutdown(wait=False, cancel_futures=True)
    return [outcomes[source.code] for source in sources]


def _ended(future: "Future[Outcome]", source: Source) -> Outcome:
    if future.done():
        return future.result()
    error = f"{source.code}: belum selesai setelah {source.limit_s} detik; angka terakhir dipakai"
    return Outcome(source.code, "failed", source.limit_s, error=error, hanging=True)


def one(source: Source, settings: Settings, only_due: bool = False, whole: bool = False) -> Outcome:
    """Refresh one source: claim its turn, pull, publish. Nothing that is its fault is raised."""
    started = clock.now()
    place, simulated, wrong = _place(source, settings)
    if source.database and not place and not wrong:
        error = (
            f"{source.code}: belum disambungkan; isi {source.database} dengan alamat "
            f"{source.system}, lalu jalankan `python -m dashboard refresh {source.code}`"
        )
        return Outcome(source.code, "unset", error=error)
    until = started + timedelta(seconds=source.limit_s + 120)
    with store.writing(settings.store_url) as db:
        if not store.claim(db, source.code, who(), started, until, only_due=only_due):
            return Outcome(source.code, "busy", error=f"{source.code}: sedang ditarik proses lain")
        since = asked_from(db, source, simulated, started, whole)
        run = store.start(db, source, simulated, since, started)
    try:
        if wrong:
            raise SourceChanged(wrong)
        return _pulled(run, place, settings, started)
    except SourceUnreachable as error:
        return _failed(run, settings, started, "unreachable", str(error))
    except (SourceChanged, store.RunLost) as error:
        return _failed(run, settings, started, "changed", str(error))
    except store.StoreUnusable:
        with suppress(store.StoreUnusable), store.writing(settings.store_url) as db:
            store.release(db, source.code, who(), started)  # as soon as it can be written again
        raise
    except OURS:
        log.exception("refresh of %s broke", source.code)
        error_text = (
            f"{source.code}: kesalahan di dasbor sendiri; angka terakhir tetap dipakai. "
            "Kirim catatan operator kepada pengembang"
        )
        return _failed(run, settings, started, "ours", error_text)


def _place(source: Source, settings: Settings) -> tuple[str, bool, str]:
    """As `address`, with what is wrong with it, which is a fault of this source alone."""
    try:
        return *address(source, settings), ""
    except SourceChanged as error:
        return "", False, str(error)


def asked_from(
    db: Connection, source: Source, simulated: bool, now: datetime, whole: bool = False
) -> date:
    """The first day to ask the source for: what is new, and what may still change.

    Everything when nothing is known, when `whole` asks for it, and once a month, for what changed
    after all longer ago than the look-back; but never of a source that forgets what it knew.
    """
    newest = store.newest_period(db, source, simulated) if source.look_back_days else None
    if newest is None:
        return FIRST_DAY
    last = store.last_whole(db, source.code, simulated, FIRST_DAY)
    if not source.forgets and (whole or last is None or now - last >= WHOLE_AGAIN):
        return FIRST_DAY
    return max(FIRST_DAY, connectors.asked_since(source, newest))


def _pulled(run: store.Run, place: str, settings: Settings, started: datetime) -> Outcome:
    code = run.source.code
    for piece in connectors.pull(run.source, place, run.since, clock.today(started)):
        with store.writing(settings.store_url) as db:
            store.stage(db, run, piece)
    ended = clock.now()
    with store.writing(settings.store_url) as db:
        question = store.hold_if_odd(db, run, ended)
        counts = None if question else store.publish(db, run, ended)
        store.release(db, code, who(), started + INTERVALS[run.source.refresh])
    log.info("%s: %s", code, question or counts)
    state, seconds = "held" if question else "ok", (clock.now() - started).total_seconds()
    return Outcome(code, state, seconds, counts, question, simulated=run.simulated)


def _failed(
    run: store.Run, settings: Settings, started: datetime, kind: str, error: str
) -> Outcome:
    log.warning("%s", error)
    ended, source = clock.now(), run.source
    with store.writing(settings.store_url) as db:
        store.fail(db, run, kind, error, ended)
        again = started + min(AGAIN, INTERVALS[source.refresh])
        store.release(db, source.code, who(), again)
    return Outcome(source.code, "failed", (ended - started).total_seconds(), error=error)


def who() -> str:
    """Who holds a turn: this thread of this process of this host."""
    return f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"
