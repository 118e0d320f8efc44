"""`serve`: the pages, and the timer that refreshes each source at its interval."""

import argparse

import connectors
from dashboard import clock, demo, refresh, serve, store
from dashboard.commands._words import Commands, say, tell
from dashboard.settings import Settings


def add(commands: Commands) -> None:
    """The words it takes."""
    one = commands.add_parser("serve", help="sajikan dasbor dan tarik data menurut jadwal")
    one.set_defaults(command=run)


def run(asked: argparse.Namespace, found: Settings) -> int:
    """Fill an empty store, then serve until told to stop."""
    store.upgrade(found.store_url)
    if found.demo and not demo.built(found.stand_ins):
        say("Membangun basis data simulasi (sekali saja)…")
        demo.build(found.stand_ins, clock.today(clock.now()), progress=say)
    sources = connectors.sources()
    with store.writing(found.store_url) as db:
        store.enlist(db, list(sources), clock.now())  # one that is new is due at once
        empty = store.version(db) == 0
    if empty:
        say("Menarik data pertama kali…")
        refresh.refresh(list(sources.values()), found, progress=tell)
    return serve.serve(found, say)
