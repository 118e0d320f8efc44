"""`verify`: check every recipient against the population register."""

import argparse
from collections.abc import Mapping, Sequence

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

import connectors
from connectors import SourceChanged
from dashboard import clock, demo, recipients, refresh, store
from dashboard.commands._words import Commands, Refused, console, say
from dashboard.recipients import ClaimList, Outcome
from dashboard.settings import Settings

SHOWN = 3  # unreadable cells of a list


def add(commands: Commands) -> None:
    """The words it takes."""
    about = "verifikasi NIK penerima; status keluar = jumlah daftar yang tidak dapat diverifikasi"
    one = commands.add_parser("verify", help=about, description=about)
    one.add_argument("list", nargs="*", help="kode daftar; tanpa kode: semua yang tersambung")
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
    places = addresses(found)
    chosen = [lists[code] for code in asked.list or lists if asked.list or places.get(code)]
    if not chosen:
        raise Refused("Belum ada daftar penerima yang tersambung; lihat docs/penerima.md")
    if asked.new_key:
        with recipients.writing(found.recipients_url) as db:
            gone = recipients.renew(db, recipients.keys(found, make=True))
        say(f"  – {gone} temuan dengan kunci lama dihapus")
    outcomes = verified(chosen, places, found)
    console.print(summary(outcomes, lists))
    for outcome in outcomes:
        if outcome.error:
            say(f"  ✗ {outcome.error}")
        elif outcome.unread:
            shown = "; ".join(outcome.unread[:SHOWN])
            say(f"  – {outcome.list}: {len(outcome.unread)} sel tidak terbaca ({shown})")
    store.upgrade(found.store_url)
    refresh.one(connectors.sources()["penerima"], found)
    return sum(outcome.state != "ok" for outcome in outcomes)


def verified(
    chosen: Sequence[ClaimList], places: Mapping[str, str], found: Settings
) -> list[Outcome]:
    """The outcomes, with a line for each thing that is being read."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"),
               TextColumn("{task.completed:.0f} baris"), TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        tasks = {}

        def progress(what: str, rows: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=None)
            bar.advance(tasks[what], rows)

        return recipients.verify(chosen, places, setup(found), clock.now(), progress)


def setup(found: Settings) -> recipients.Setup:
    """Where the verification works. Raises Refused without a register."""
    register, simulated = refresh.address(connectors.sources()["dukcapil"], found)
    if not register:
        raise Refused(
            "Register penduduk belum disambungkan; isi SIAK_URL, lalu jalankan lagi "
            "`python -m dashboard verify`"
        )
    keys = recipients.keys(found, make=True)
    return recipients.Setup(register, found.verify_engine, found.recipients_url, keys, simulated)


def addresses(found: Settings) -> dict[str, str]:
    """The address of every list that has one. Real lists are verified against a real register, and
    stand-ins against a stand-in: mixed, they would call everybody unknown."""
    places = {}
    for code, one in recipients.claim_lists().items():
        if found.stand_in_register:
            places[code] = demo.list_address(found.stand_ins, code)
            continue
        try:
            places[code] = connectors.address_of(one.source, found.environ)
        except SourceChanged as error:
            raise Refused(str(error)) from error
    return places


def summary(outcomes: Sequence[Outcome], lists: Mapping[str, ClaimList]) -> Table:
    """The table at the end of a verification."""
    table = Table(title="Hasil verifikasi")
    for name in ("Daftar", "Hasil", "Baris", "Valid", "Rp berisiko", "Baru", "Selesai"):
        table.add_column(name, justify="left" if name in ("Daftar", "Hasil") else "right")
    words = {"ok": "terverifikasi", "refused": "ditolak", "unset": "belum diatur"}
    for one in outcomes:
        share = f"{100 * one.valid / one.claims:.1f} %".replace(".", ",") if one.claims else "–"
        kept = one.recorded
        numbers = (str(one.claims), share, f"{one.at_risk:,.0f}".replace(",", "."),
                   str(kept.new if kept else 0), str(kept.closed if kept else 0))  # fmt: skip
        table.add_row(lists[one.list].title, words[one.state], *numbers)
    return table
