"""Remembers what the connectors read, and the moment each value became known (a vintage)."""

from dashboard.store._kept import kept
from dashboard.store._open import StoreUnusable, engine, reading, upgrade, writing
from dashboard.store._read import as_of, latest, recorded, revisions, version
from dashboard.store._runs import fail, last_runs, last_state, start
from dashboard.store._turns import claim, due, enlist, next_due, release
from dashboard.store._write import Counts, record

__all__ = [
    "Counts",
    "StoreUnusable",
    "as_of",
    "claim",
    "due",
    "engine",
    "enlist",
    "fail",
    "kept",
    "last_runs",
    "last_state",
    "latest",
    "next_due",
    "reading",
    "record",
    "recorded",
    "release",
    "revisions",
    "start",
    "upgrade",
    "version",
    "writing",
]
