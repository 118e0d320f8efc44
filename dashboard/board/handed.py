"""How the last weekly brief is: closed, on paper, and with whom. What is not right says what to do.

A person's address is shown without its first part: the page is open to whoever reaches the server.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from connectors import regency
from dashboard import clock, figures, store
from dashboard.parts import NeedItem, Piece
from dashboard.store import Brief, Delivery

LATE = timedelta(minutes=15)  # after its hour a week must be closed, and sent or explained
WAYS = {"mail": "surat", "folder": "folder", "webhook": "webhook", "plan": "rencana pengiriman"}
# state → shape and word; shapes mean the same as those of an indicator's state
LOOKS = {
    "sent": ("reached", "terkirim"),
    "waiting": ("below_path", "menunggu"),
    "sending": ("on_path", "sedang dikirim"),
    "uncertain": ("behind", "tidak pasti"),
    "refused": ("behind", "ditolak"),
    "given_up": ("behind", "tidak terkirim"),
    "skipped": ("no_value", "dilewati"),
}
MAILBOX = re.compile(r"[^\s@<>«»()\[\],;:`]+@[^\s@<>«»()\[\],;:`]+")
NEEDY = ("refused", "given_up", "uncertain", "waiting")


@dataclass(frozen=True)
class Handed:
    """The last week that was closed, where its deliveries are, and what needs somebody."""

    last: Brief | None
    deliveries: Sequence[Delivery]
    needs: Sequence[NeedItem]
    due: datetime | None = None  # when the next week is closed


def handed(
    db: Connection,
    missing: Sequence[tuple[str, str]],
    unknown: Sequence[str],
    due: datetime | None,
    now: datetime,
) -> Handed:
    """How the briefs are at `now`; `missing` are those (week, scope) whose hour has come and that
    have no paper, `unknown` the scopes of the plan that name nothing, `due` is when the next is
    closed."""
    papers = store.briefs(db, None)
    by_number = {one.id: one for one in papers}
    last = next((one for one in papers if one.final and not one.scope), None)
    every = store.deliveries(db)
    mine = [one for one in every if last and by_number[one.brief_id].week == last.week]
    # What did not arrive of a week before is past mending: a newer brief is with them.
    open_ones = [one for one in every if one in mine or one.state == "waiting"]
    needs = [_unmade(one) for one in papers if one.error]
    failed = {(one.week, one.scope) for one in papers if one.error}
    needs += [_late(week, scope) for week, scope in missing if (week, scope) not in failed]
    needs += [_unknown(scope) for scope in unknown]
    needs += [
        _unsent(one, by_number[one.brief_id])
        for one in open_ones
        if one.state in NEEDY and (one.said or now - one.asked_at > LATE)
    ]
    return Handed(last, mine, needs, due)


def sentence(found: Handed) -> list[Piece]:
    """The last brief in a sentence."""
    if found.last is None:
        told = "Belum ada pekan yang ditutup."
        if found.due is not None:
            told += f" Yang pertama ditutup {when(found.due)}."
        return [Piece(told)]
    told = f"Laporan {found.last.week} ditutup {when(found.last.frozen_at)}"
    if not found.last.sha256:
        return [Piece(told), Piece(", tetapi kertasnya belum terbit", worst=True), Piece(".")]
    counts = Counter(one.state for one in found.deliveries)
    if not counts:
        return [Piece(f"{told}; tidak ada penerima dalam rencana pengiriman.")]
    sent = counts["sent"]
    pieces = [Piece(f"{told}; {sent} dari {len(found.deliveries)} pengiriman selesai")]
    wrong = sum(counts[state] for state in NEEDY)
    if wrong:
        pieces.append(Piece(f", {wrong} belum", worst=True))
    return [*pieces, Piece(".")]


def _unmade(one: Brief) -> NeedItem:
    return NeedItem(
        "behind",
        "tidak terbit",
        f"Laporan {_name(one)}",
        f"Kertasnya tidak lolos pemeriksaan, jadi tidak dikirim: {one.error}.",
        [_command(one.week, one.scope)],
        "Kominfo",
        f"sejak {when(one.frozen_at)}",
    )


def _late(week: str, scope: str) -> NeedItem:
    return NeedItem(
        "behind",
        "belum terbit",
        f"Laporan {week} {scope}".rstrip(),
        "Jamnya sudah lewat, tetapi laporannya belum dibuat. Lihat catatan dasbor.",
        [_command(week, scope)],
        "Kominfo",
        "",
    )


def _command(week: str, scope: str) -> str:
    """What makes a brief by hand: of the regency, or of one place or agency."""
    kind, _, code = scope.partition("-")
    return f"python -m dashboard brief --week {week}{f' --{kind} {code}' if scope else ''}"


def _unknown(scope: str) -> NeedItem:
    return NeedItem(
        "behind",
        "tidak dikenal",
        f"«{scope}» dalam rencana pengiriman",
        "Tidak ada wilayah atau SKPD dengan nama itu, jadi laporannya tidak dibuat. Tulis seperti "
        "area-35.22.15 atau skpd-1.02, dengan kode dari halaman Wilayah atau SKPD.",
        [],
        "Kominfo",
        "",
    )


def _unsent(one: Delivery, brief: Brief) -> NeedItem:
    shape, word = LOOKS[one.state]
    place = hidden(one.address)
    # Every address in it: a server names others too, and the plan one that is written wrong.
    said = MAILBOX.sub(lambda found: hidden(found[0]), one.said) or "Belum sempat dicoba."
    tries = f", {one.tries} kali dicoba" if one.tries else ""
    return NeedItem(
        shape,
        word,
        f"Laporan {_name(brief)} kepada {one.role}",
        f"{WAYS[one.channel].capitalize()} ke {place}{tries}. {said}".rstrip(".") + ".",
        [],
        "Kominfo",
        f"sejak {when(one.asked_at)}",
    )


def _name(one: Brief) -> str:
    return f"{one.week} {one.scope}".strip()


def hidden(address: str) -> str:
    """An address without what stands before its @."""
    name, sign, place = address.partition("@")
    return f"{name[:1]}…{sign}{place}" if sign else address


def when(moment: datetime) -> str:
    """A moment as the regency's clocks show it."""
    return figures.clock(clock.local(moment), regency().zone)
