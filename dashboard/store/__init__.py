"""Remembers what the connectors read, and the moment each value became known (a vintage)."""

from dashboard.store._briefs import (
    Brief,
    brief,
    brief_contents,
    brief_file,
    brief_file_names,
    briefs,
    first_known,
    freeze,
    made,
    not_made,
)
from dashboard.store._deliveries import (
    Delivery,
    deliver_again,
    deliverable,
    delivered,
    deliveries,
    explain_waiting,
    hand_out,
    sending,
    withdraw,
)
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
from dashboard.store._open import StoreUnusable, engine, reading, settle, upgrade, writing
from dashboard.store._publish import Counts, publish
from dashboard.store._read import as_of, known, latest, newest_period, recorded, revisions, version
from dashboard.store._revised import revised
from dashboard.store._runs import Run, RunLost, fail, history, last_runs, last_whole, start
from dashboard.store._stage import stage
from dashboard.store._turns import claim, due, enlist, hold, next_due, release

__all__ = [
    "Brief",
    "Counts",
    "Delivery",
    "FollowUpEntry",
    "NOTE_MOST",
    "NotHeld",
    "OWNER_MOST",
    "Run",
    "RunLost",
    "StoreUnusable",
    "accept",
    "add_followup",
    "as_of",
    "brief",
    "brief_contents",
    "brief_file",
    "brief_file_names",
    "briefs",
    "claim",
    "deliver_again",
    "deliverable",
    "delivered",
    "deliveries",
    "due",
    "engine",
    "enlist",
    "explain_waiting",
    "fail",
    "first_known",
    "followups",
    "freeze",
    "hand_out",
    "held",
    "history",
    "hold",
    "hold_if_odd",
    "kept",
    "known",
    "last_runs",
    "last_whole",
    "latest",
    "made",
    "newest",
    "newest_period",
    "next_due",
    "not_made",
    "publish",
    "reading",
    "recorded",
    "reject",
    "release",
    "revised",
    "revisions",
    "sending",
    "settle",
    "stage",
    "start",
    "upgrade",
    "version",
    "vintages",
    "withdraw",
    "writing",
]
