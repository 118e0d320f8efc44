"""`accept`: publish a run that is held because of its size."""

import argparse

import connectors
from dashboard import clock, store
from dashboard.commands._words import Commands, say
from dashboard.settings import Settings


def add(commands: Commands) -> None:
    """The words it takes."""
    one = commands.add_parser("accept", help="terima penarikan yang ditahan")
    one.add_argument("run", type=int, metavar="NOMOR", help="nomor penarikan")
    one.set_defaults(command=run)


def run(asked: argparse.Namespace, found: Settings) -> int:
    """Publish the held run."""
    store.upgrade(found.store_url)
    with store.writing(found.store_url) as db:
        counts = store.accept(db, asked.run, connectors.sources(), clock.now())
    say(
        f"Penarikan {asked.run} diterima: {counts.seen} angka, {counts.new} baru, "
        f"{counts.revised} direvisi, {counts.withdrawn} dicabut"
    )
    return 0
