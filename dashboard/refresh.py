"""connectors → store. One source failing never stops, slows or changes another."""

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd
from sqlalchemy.exc import SQLAlchemyError

import connectors
from connectors import Source, SourceChanged, SourceUnreachable
from dashboard import clock, demo, store
from dashboard.settings import Settings

log = logging.getLogger(__name__)

AT_ONCE = 32  # sources side by side: they wait for agencies, not for our processor
INTERVAL = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=28),
}
AGAIN = timedelta(minutes=15)  # after a failure, or sooner when the source's own interval is
GRACE_S = 60  # beyond a source's own limit, before its thread is given up
FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True)
class Outcome:
    """How the refresh of one source ended."""

    source: str
    state: str  # ok, failed, busy (another process is at it), unset (no address)
    seconds: float = 0.0
    counts: store.Counts | None = None
    error: str = ""
    simulated: bool = False
    hanging: bool = False  # its thread has not come back


def address(source: Source, settings: Settings) -> tuple[str, bool]:
    """Where the source is read, and whether that is a stand-in; "" when it has no address.

    Published figures have no address and are never simulated.
    """
    if given := connectors.address_of(source, settings.environ):
        return given, False
    if source.database and settings.demo:
        return demo.address(settings.stand_ins, source.code), True
    return "", False


def refresh(
    sources: Sequence[Source],
    settings: Settings,
    *,
    only_due: bool = False,
    progress: Callable[[Outcome], None] = lambda outcome: None,
    executor: Executor | None = None,
) -> list[Outcome]:
    """Refresh `sources` side by side and return how each ended, in the order given.

    `progress` is called as each ends. A source that does not end within its limit and a minute is
    given up; its thread still holds the turn and, should it end after all, records all or nothing.
    """
    with store.writing(settings.store_url) as db:
        store.enlist(db, [source.code for source in sources], clock.now())
    pool = executor or ThreadPoolExecutor(AT_ONCE, "refresh")
    waiting = {pool.submit(one, source, settings, only_due): source for source in sources}
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


def one(source: Source, settings: Settings, only_due: bool = False) -> Outcome:
    """Refresh one source: claim its turn, pull, record. Nothing that is its fault is raised."""
    started = clock.now()
    place, simulated = address(source, settings)
    if source.database and not place:
        error = (
            f"{source.code}: belum disambungkan; isi {source.database} dengan alamat "
            f"{source.system}, lalu jalankan `python -m dashboard refresh {source.code}`"
        )
        return Outcome(source.code, "unset", error=error)
    with _turn(source, settings, started, only_due) as mine:
        if not mine:
            return Outcome(source.code, "busy", error=f"{source.code}: sedang ditarik proses lain")
        with store.writing(settings.store_url) as db:
            run = store.start(db, source.code, simulated, started)
        try:
            pieces = list(connectors.pull(source, place, FIRST_DAY, clock.today(started)))
            frame = pd.concat(pieces, ignore_index=True)
            with store.writing(settings.store_url) as db:
                counts = store.record(
                    db,
                    run,
                    frame,
                    source,
                    simulated=simulated,
                    since=FIRST_DAY,
                    now=clock.now(),
                )
        except SourceUnreachable as error:
            return _failed(source, settings, run, started, "unreachable", str(error))
        except SourceChanged as error:
            return _failed(source, settings, run, started, "changed", str(error))
        except (ArithmeticError, LookupError, TypeError, ValueError, SQLAlchemyError):
            log.exception("refresh of %s broke", source.code)
            error_text = (
                f"{source.code}: kesalahan di dasbor sendiri; angka terakhir tetap dipakai. "
                "Kirim catatan operator kepada pengembang"
            )
            return _failed(source, settings, run, started, "ours", error_text)
    seconds = (clock.now() - started).total_seconds()
    log.info("%s: %s", source.code, counts)
    return Outcome(source.code, "ok", seconds, counts, simulated=simulated)


def _failed(
    source: Source, settings: Settings, run: int, started: datetime, kind: str, error: str
) -> Outcome:
    log.warning("%s", error)
    ended = clock.now()
    with store.writing(settings.store_url) as db:
        store.fail(db, run, kind, error, ended)
    return Outcome(source.code, "failed", (ended - started).total_seconds(), error=error)


@contextmanager
def _turn(source: Source, settings: Settings, now: datetime, only_due: bool) -> Iterator[bool]:
    """Hold the source's turn, so that no other process or host refreshes it meanwhile."""
    who = f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"
    until = now + timedelta(seconds=source.limit_s + 120)
    with store.writing(settings.store_url) as db:
        mine = store.claim(db, source.code, who, now, until, only_due=only_due)
    if not mine:
        yield False
        return
    try:
        yield True
    finally:
        with store.writing(settings.store_url) as db:
            failed = store.last_state(db, source.code) != "ok"
            step = min(AGAIN, INTERVAL[source.refresh]) if failed else INTERVAL[source.refresh]
            store.release(db, source.code, who, now + step)
