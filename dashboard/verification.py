"""Verifies lists whose turn it is, and carries what they add up to into the store.

The one hand between the registers of persons and the observations: what goes on from here are
counts. Like a refresh, a verification is claimed in the store, so that one host does it.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

import connectors
from connectors import SourceChanged
from dashboard import clock, demo, recipients, refresh, store
from dashboard.recipients import ClaimList, Outcome
from dashboard.settings import Settings

TURN = "verifikasi"
TOTALS = "penerima"  # the source that reads the totals
EVERY = timedelta(days=1)
AGAIN = timedelta(hours=1)  # after one that could not be done
MOST = timedelta(hours=2)  # longer, and another host may take the turn


class CannotVerify(Exception):
    """Nothing can be verified; the sentence says why and what to do."""


def waiting(db: Connection, settings: Settings, now: datetime) -> bool:
    """Whether lists are connected and their turn has come."""
    turns = store.next_due(db)
    return (TURN not in turns or TURN in store.due(db, now)) and any(addresses(settings).values())


def addresses(settings: Settings) -> dict[str, str]:
    """The address of every list that has one. Real lists are verified against a real register, and
    stand-ins against a stand-in: mixed, they would call everybody unknown."""
    lists = recipients.claim_lists()
    if settings.stand_in_register:
        return {code: demo.list_address(settings.stand_ins, code) for code in lists}
    try:
        return {
            code: connectors.address_of(one.source, settings.environ) for code, one in lists.items()
        }
    except SourceChanged as error:
        raise CannotVerify(str(error)) from error


def verify(
    chosen: Sequence[ClaimList],
    settings: Settings,
    progress: Callable[[str, int], None] = lambda what, rows: None,
    *,
    only_due: bool = False,
) -> list[Outcome]:
    """Verify `chosen` and tell how each ended; nothing when another process is at it, or, with
    `only_due`, when their turn has not come. Raises CannotVerify without a register."""
    now = clock.now()
    store.upgrade(settings.store_url)
    with store.writing(settings.store_url) as db:
        store.enlist(db, [TURN], now)
        if not store.claim(db, TURN, refresh.who(), now, now + MOST, only_due=only_due):
            return []
    after = AGAIN
    try:
        setup = _setup(settings)
        outcomes = recipients.verify(chosen, addresses(settings), setup, now, progress)
        refresh.refresh([connectors.sources()[TOTALS]], settings)
        if all(outcome.state == "ok" for outcome in outcomes):
            after = EVERY
    finally:
        with store.writing(settings.store_url) as db:
            store.release(db, TURN, refresh.who(), now + after)
    return outcomes


def _setup(settings: Settings) -> recipients.Setup:
    register, simulated = refresh.address(connectors.sources()["dukcapil"], settings)
    if not register:
        raise CannotVerify(
            "Register penduduk belum disambungkan; isi SIAK_URL, lalu jalankan lagi "
            "`python -m dashboard verify`"
        )
    return recipients.Setup(
        register,
        settings.verify_engine,
        settings.recipients_url,
        recipients.keys(settings, make=True),
        simulated,
    )
