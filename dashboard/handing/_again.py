"""Sends again what a person asks for; the only way in which anything goes a second time."""

from datetime import datetime

from sqlalchemy import Connection

from dashboard import store
from dashboard.store import Brief

ENDED = ("uncertain", "refused", "given_up", "skipped")


class CannotSend(Exception):
    """What was asked for cannot be sent again; the sentence says why and what to do."""


def send_again(
    db: Connection,
    week: str,
    address: str,
    now: datetime,
    scope: str | None = None,
    *,
    even_sent: bool = False,
) -> int:
    """Put what did not reach an address in a week (of one scope) on its way once more; how many.

    What was taken goes again only with `even_sent`. Raises CannotSend.
    """
    briefs = [brief.id for brief in store.briefs(db, scope) if brief.week == week]
    found = [one for number in briefs for one in store.deliveries(db, number)]
    mine = [one for one in found if one.address.casefold() == address.strip().casefold()]
    allowed = {*ENDED, "sent"} if even_sent else {*ENDED}
    again = [one for one in mine if one.state in allowed]
    if not mine:
        raise CannotSend(
            f"{address} bukan penerima laporan {week}; lihat minggu dan alamatnya di /sumber-data"
        )
    if not again and {one.state for one in mine} == {"sent"}:
        raise CannotSend(f"Laporan {week} sudah diterima {address}, jadi tidak dikirim lagi")
    if not again:
        raise CannotSend(
            f"Laporan {week} untuk {address} masih dalam perjalanan; lihat hasilnya di /sumber-data"
        )
    for one in again:
        store.deliver_again(db, one.id, now)
    return len(again)


def how(brief: Brief, address: str) -> str:
    """What an operator types."""
    return f"`python -m dashboard brief --week {brief.week} --send-again {address}`"
