"""One turn of handing out: everything that is due is tried, side by side, and its end is kept.

One process at a time does it: the turn is claimed in the store and kept by renewing it. A letter is
marked as `sending` right before what cannot be taken back; one that is found so when a turn begins
may have arrived, so it is never sent again by itself.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from dashboard import delivery, refresh, store
from dashboard.handing._again import how
from dashboard.handing._list import SOON, expand, plan_now
from dashboard.handing._one import Turn, skipped, tried
from dashboard.settings import Settings
from dashboard.store import Brief, Delivery, StoreUnusable

log = logging.getLogger(__name__)

TURN = "pengiriman"
LEASE = timedelta(minutes=5)  # after a crash nobody delivers for so long
RENEW_S = 60
BEGIN_S = 9 * 60  # a try that has not begun by then is left to the next turn
AT_ONCE = 4  # a mail server lets one sender open only some lines
OURS = "kesalahan di dasbor sendiri; kirim catatan operator kepada pengembang"
PUT_OFF = "Belum sempat dicoba, sebab yang lain terlalu lama menunggu jawaban; dicoba berikutnya"


def no_link(_brief: Brief) -> str:
    """A brief that can be read nowhere on the web."""
    return ""


def waiting(db: Connection, now: datetime) -> bool:
    """Whether something is to be tried, or explained, and nobody is at it."""
    if TURN in store.next_due(db) and TURN not in store.due(db, now):
        return False
    return bool(store.deliverable(db, now) or store.deliveries(db, state="sending"))


def hand_out(
    settings: Settings,
    now: datetime,
    *,
    link: Callable[[Brief], str] = no_link,
    limits: delivery.Limits | None = None,
) -> int:
    """Try everything that is due; how many were taken. Nothing when another process is at it.

    `link`: where a brief can be read on the web. What goes wrong with one delivery stays with it.
    Raises StoreUnusable when how a try ended could not be kept.
    """
    url, began = settings.store_url, time.monotonic()
    with store.reading(url) as db:
        if not waiting(db, now):
            return 0
    with store.writing(url) as db:
        store.enlist(db, [TURN], now)
        if not store.claim(db, TURN, refresh.who(), now, now + LEASE, only_due=False):
            return 0
    try:
        with store.writing(url) as db:
            briefs = {brief.id: brief for brief in store.briefs(db, None)}
            _interrupted(db, briefs, now)
            plan = plan_now(db, settings, now)
            if plan is None:
                return 0
            plan = replace(plan, limits=limits or plan.limits)
            expand(db, plan, briefs, now)
            turn = Turn(settings, plan, briefs, link, now, began)
            due = [one for one in store.deliverable(db, now) if not skipped(db, turn, one)]
        return _Round(turn, due).sent()
    finally:
        with store.writing(url) as db:
            store.release(db, TURN, refresh.who(), now)


def _interrupted(db: Connection, briefs: Mapping[int, Brief], now: datetime) -> None:
    """What was being sent when a process ended may have arrived."""
    for one in store.deliveries(db, state="sending"):
        said = (
            "Pengiriman terputus (mesin atau prosesnya berhenti) sebelum jawaban server surat "
            "tercatat, jadi surat mungkin sudah sampai. Tanyakan kepada penerimanya atau lihat "
            f"log server surat; bila belum ada: {how(briefs[one.brief_id], one.address)}"
        )
        store.delivered(db, one.id, "uncertain", said, now, was=["sending"])


class _Round:
    """The tries of one turn, each in a thread of its own."""

    def __init__(self, turn: Turn, due: Sequence[Delivery]) -> None:
        self.turn, self.taken = turn, 0
        self.unkept: StoreUnusable | None = None
        self.renewed = time.monotonic()
        self.pool = ThreadPoolExecutor(AT_ONCE, "handing")
        self.running = {self.pool.submit(tried, turn, one): one for one in due}

    def sent(self) -> int:
        """Wait for all of them; how many were taken."""
        try:
            while self.running:
                done, _ = wait(self.running, timeout=RENEW_S, return_when=FIRST_COMPLETED)
                for future in done:
                    self._ended(future, self.running.pop(future))
                lost = not self._renew()
                if lost or time.monotonic() - self.turn.clock > BEGIN_S:
                    self._put_off(explain=not lost)
        finally:
            self.pool.shutdown(cancel_futures=True)
        if self.unkept:
            raise self.unkept
        return self.taken

    def _renew(self) -> bool:
        """Keep the turn; False when another process has it."""
        if time.monotonic() - self.renewed < RENEW_S:
            return True
        self.renewed = time.monotonic()
        with store.writing(self.turn.settings.store_url) as db:
            return store.hold(db, TURN, refresh.who(), self.turn.moment() + LEASE)

    def _put_off(self, *, explain: bool) -> None:
        left = {future: one.id for future, one in self.running.items() if future.cancel()}
        for future in left:
            del self.running[future]
        if explain and left:
            with store.writing(self.turn.settings.store_url) as db:
                store.explain_waiting(db, PUT_OFF, self.turn.moment(), list(left.values()))

    def _ended(self, future: "Future[bool]", one: Delivery) -> None:
        error = future.exception()
        if error is None:
            self.taken += future.result()
            return
        log.error("delivery %s broke", one.id, exc_info=error)
        if isinstance(error, StoreUnusable):
            self.unkept = error
            return
        moment = self.turn.moment()
        with store.writing(self.turn.settings.store_url) as db:  # one that is `sending` stays so
            store.delivered(db, one.id, "waiting", f"Laporan belum terkirim: {OURS}", moment,
                            moment + 15 * SOON, was=["waiting"])  # fmt: skip
