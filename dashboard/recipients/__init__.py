"""Verifies recipients against the population register. Personal data stays behind this door."""

from dashboard.recipients._asked import CLOSED, asked
from dashboard.recipients._engine import EngineWrong
from dashboard.recipients._findings import count_findings, finding, findings
from dashboard.recipients._keeping import forget, renew
from dashboard.recipients._kept import (
    STATES,
    Candidate,
    Finding,
    Found,
    Look,
    Mark,
    Recorded,
    Run,
    Sealed,
)
from dashboard.recipients._lists import ClaimList, Rules, claim_lists
from dashboard.recipients._looks import PURPOSE_LEAST, log_download, look, looked
from dashboard.recipients._marks import mark, marks
from dashboard.recipients._masks import masked_name, masked_nik
from dashboard.recipients._open import (
    NeverVerified,
    RecipientsUnusable,
    begun,
    engine,
    reading,
    writing,
)
from dashboard.recipients._reasons import Reason, reasons
from dashboard.recipients._record import record
from dashboard.recipients._runs import last_runs
from dashboard.recipients._tables import NOTE_MOST, PURPOSE_MOST
from dashboard.recipients._totals import desa_totals, reason_totals, replace_totals, totals
from dashboard.recipients._vault import KeyLost, Keys, keys
from dashboard.recipients._verify import Outcome, Setup, verify
from dashboard.recipients._workbook import MOST as WORKBOOK_MOST
from dashboard.recipients._workbook import STATES as STATE_WORDS
from dashboard.recipients._workbook import Taken, likely, office, workbook

__all__ = [
    "CLOSED",
    "NOTE_MOST",
    "PURPOSE_LEAST",
    "PURPOSE_MOST",
    "STATES",
    "Candidate",
    "ClaimList",
    "EngineWrong",
    "Finding",
    "Found",
    "KeyLost",
    "Keys",
    "Look",
    "Mark",
    "NeverVerified",
    "Outcome",
    "Reason",
    "RecipientsUnusable",
    "STATE_WORDS",
    "Taken",
    "WORKBOOK_MOST",
    "Recorded",
    "Rules",
    "Run",
    "Sealed",
    "Setup",
    "asked",
    "begun",
    "claim_lists",
    "count_findings",
    "desa_totals",
    "engine",
    "finding",
    "findings",
    "forget",
    "keys",
    "last_runs",
    "likely",
    "log_download",
    "look",
    "looked",
    "mark",
    "marks",
    "masked_name",
    "masked_nik",
    "office",
    "reading",
    "reason_totals",
    "reasons",
    "record",
    "renew",
    "replace_totals",
    "totals",
    "verify",
    "workbook",
    "writing",
]
