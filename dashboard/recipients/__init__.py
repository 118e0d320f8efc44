"""Verifies recipients against the population register. Personal data stays behind this door."""

from dashboard.recipients._lists import ClaimList, Rules, claim_lists
from dashboard.recipients._reasons import Reason, reasons

__all__ = ["ClaimList", "Reason", "Rules", "claim_lists", "reasons"]
