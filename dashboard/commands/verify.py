"""`verify`: check every recipient against the population register."""

import argparse
from collections.abc import Mapping, Sequence

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from dashboard import recipients, verification
from dashboard.commands._words import Commands, Refused, console, say
from dashboard.recipients import ClaimList, Outcome
from dashboard.settings import Settings

SHOWN = 3  # unreadable cells of a list
STATES = {"ok": "terverifikasi", "refused": "ditolak", "unset": "belum diatur"}


def add(commands: Commands) -> None:
    """The words it takes."""
    about = "verifikasi NIK penerima; status keluar = jumlah daftar yang tidak dapat diverifikasi"
    one = commands.add_parser("verify", help=about, description=about)
    one.add_argument("list", nargs="*", help="kode daftar; tanpa kode: semua yang tersambung")
    one.add_argument("--due", action="store_true", help="hanya bila sudah waktunya")
    one.add_argument(
        "--new-key",
        action="store_true",
        help="mulai dengan kunci baru setelah yang lama hilang: tanda petugas tidak ikut",
    )
    one.set_defaults(command=run)


def run(asked: argparse.Namespace, found: Settings) -> int:
    """Verify lists; the exit status is the number that could not be verified."""
    lists = recipients.claim_lists()
    if unknown := [code for code in asked.list if code not in lists]:
        raise Refused(f"Daftar {', '.join(unknown)} tidak ada; yang ada: {', '.join(lists)}")
    places = verification.addresses(found)
    chosen = [lists[code] for code in asked.list or lists if asked.list or places.get(code)]
    if not chosen:
        raise Refused("Belum ada daftar penerima yang tersambung; lihat docs/penerima.md")
    if asked.new_key:
        with recipients.writing(found.recipients_url) as db:
            gone = recipients.renew(db, recipients.keys(found, make=True))
        say(f"  – {gone} temuan dengan kunci lama dihapus")
    outcomes = verified(chosen, found, asked.due)
    if not outcomes:
        say("Belum waktunya, atau sedang dikerjakan proses lain")
        return 0
    console.print(summary(outcomes, lists))
    for outcome in outcomes:
        if outcome.error:
            say(f"  ✗ {outcome.error}")
        elif outcome.unread:
            shown = "; ".join(outcome.unread[:SHOWN])
            say(f"  – {outcome.list}: {len(outcome.unread)} sel tidak terbaca ({shown})")
    return sum(outcome.state != "ok" for outcome in outcomes)


def verified(chosen: Sequence[ClaimList], found: Settings, only_due: bool) -> list[Outcome]:
    """The outcomes, with a line on the terminal for each thing that is being read."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"),
               TextColumn("{task.completed:.0f} baris"), TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        tasks = {}

        def progress(what: str, rows: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=None)
            bar.advance(tasks[what], rows)

        return verification.verify(chosen, found, progress, only_due=only_due)


def summary(outcomes: Sequence[Outcome], lists: Mapping[str, ClaimList]) -> Table:
    """The table at the end of a verification."""
    table = Table(title="Hasil verifikasi")
    for name in ("Daftar", "Hasil", "Baris", "Valid", "Rp berisiko", "Baru", "Selesai"):
        table.add_column(name, justify="left" if name in ("Daftar", "Hasil") else "right")
    for one in outcomes:
        share = f"{100 * one.valid / one.claims:.1f} %".replace(".", ",") if one.claims else "–"
        kept = one.recorded
        numbers = (str(one.claims), share, f"{one.at_risk:,.0f}".replace(",", "."),
                   str(kept.new if kept else 0), str(kept.closed if kept else 0))  # fmt: skip
        table.add_row(lists[one.list].title, STATES[one.state], *numbers)
    return table
