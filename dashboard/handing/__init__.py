"""Takes briefs out of the store, has them carried to whoever is to get them, keeps how it went."""

from dashboard.handing._again import CannotSend, send_again
from dashboard.handing._list import UNKNOWN, enlist
from dashboard.handing._turn import hand_out, waiting

__all__ = ["UNKNOWN", "CannotSend", "enlist", "hand_out", "send_again", "waiting"]
