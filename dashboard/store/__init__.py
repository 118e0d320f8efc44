"""Remembers what the connectors read, and the moment each value became known (a vintage)."""

from dashboard.store._followups import (
    NOTE_MOST,
    OWNER_MOST,
    FollowUpEntry,
    add_followup,
    followups,
    vintages,
)
from dashboard.store._held import NotHeld, accept, held, hold_if_odd, reject
from dashboard.store._kept import kept
from dashboard.store._newest import newest
from dashboard.store._open import StoreUnusable, engine, reading, upgrade, writing
from dashboard.store._publish import Counts, publish
from dashboard.store._read import as_of, known, latest, newest_period, recorded, revisions, version
from dashboard.store._revised import revised
from dashboard.store._runs import Run, RunLost, fail, history, last_runs, last_whole, start
from dashboard.store._stage import stage
from dashboard.store._turns import claim, due, enlist, next_due, release

__all__ = [
    "NOTE_MOST",
    "OWNER_MOST",
    "Counts",
    "FollowUpEntry",
    "NotHeld",
    "Run",
    "RunLost",
    "StoreUnusable",
    "accept",
    "add_followup",
    "as_of",
    "claim",
    "due",
    "engine",
    "enlist",
    "fail",
    "followups",
    "held",
    "history",
    "hold_if_odd",
    "kept",
    "known",
    "last_runs",
    "last_whole",
    "latest",
    "newest",
    "newest_period",
    "next_due",
    "publish",
    "reading",
    "recorded",
    "reject",
    "release",
    "revised",
    "revisions",
    "stage",
    "start",
    "upgrade",
    "version",
    "vintages",
    "writing",
]
