"""`refresh`: pull sources into the store."""

import argparse
import os
import sys
from collections.abc import Sequence

from rich.table import Table

import connectors
from dashboard import refresh, store
from dashboard.commands._words import Commands, console, named, say, tell
from dashboard.settings import Settings

STATES = {
    "ok": "berhasil",
    "held": "ditahan",
    "failed": "gagal",
    "busy": "sedang ditarik",
    "unset": "belum diatur",
}


def add(commands: Commands) -> None:
    """The words it takes."""
    about = "tarik data dari sumber; status keluar = jumlah sumber yang gagal atau ditahan"
    one = commands.add_parser("refresh", help=about, description=about)
    one.add_argument("code", nargs="*", help="kode sumber; tanpa kode: semuanya")
    one.add_argument("--due", action="store_true", help="hanya yang sudah waktunya")
    one.add_argument(
        "--all", action="store_true", help="minta seluruh data, bukan hanya yang baru atau berubah"
    )
    one.set_defaults(command=run)


def run(asked: argparse.Namespace, found: Settings) -> int:
    """Refresh sources; the exit status is the number that an operator must look at."""
    chosen = named(asked.code) or list(connectors.sources().values())
    broken = {} if asked.code else connectors.broken()
    store.upgrade(found.store_url)
    outcomes = refresh.refresh(chosen, found, only_due=asked.due, whole=asked.all, progress=tell)
    console.print(summary(outcomes))
    wrong = {"failed", "held"} | ({"unset"} if asked.code else set())
    failed = sum(outcome.state in wrong for outcome in outcomes) + len(broken)
    for told in broken.values():
        say(f"  ✗ {told}")
    if any(outcome.hanging for outcome in outcomes):
        sys.stdout.flush()
        os._exit(failed)  # a driver that never returns must not hold the command
    return failed


def summary(outcomes: Sequence[refresh.Outcome]) -> Table:
    """The table at the end of a refresh."""
    table = Table(title="Hasil penarikan")
    for name in ("Sumber", "Hasil", "Angka", "Baru", "Direvisi", "Dicabut", "Detik"):
        table.add_column(name, justify="left" if name in ("Sumber", "Hasil") else "right")
    for outcome in outcomes:
        counts = outcome.counts or store.Counts(0)
        word = STATES[outcome.state] + (" (simulasi)" if outcome.simulated else "")
        numbers = (counts.seen, counts.new, counts.revised, counts.withdrawn)
        table.add_row(outcome.source, word, *map(str, numbers), f"{outcome.seconds:.1f}")
    return table
