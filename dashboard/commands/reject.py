"""`reject`: throw away a run that is held because of its size."""

import argparse

from dashboard import store
from dashboard.commands._words import Commands, say
from dashboard.settings import Settings


def add(commands: Commands) -> None:
    """The words it takes."""
    one = commands.add_parser("reject", help="tolak penarikan yang ditahan")
    one.add_argument("run", type=int, metavar="NOMOR", help="nomor penarikan")
    one.set_defaults(command=run)


def run(asked: argparse.Namespace, found: Settings) -> int:
    """Throw the held run away."""
    store.upgrade(found.store_url)
    with store.writing(found.store_url) as db:
        code = store.reject(db, asked.run)
    say(
        f"Penarikan {asked.run} ditolak; angka terakhir {code} tetap dipakai. Bila sumbernya "
        "belum diperbaiki, penarikan berikutnya bertanya lagi"
    )
    return 0
