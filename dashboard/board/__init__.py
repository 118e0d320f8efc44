"""The board: every indicator of an area with its standing, and what it says in words.

Pages, the brief and the wall all show it; here it is asked for, reckoned and put into words once.
"""

from dashboard.board import (
    beside,
    changes,
    comparing,
    moved,
    one,
    origin,
    outlooks,
    peers,
    place,
    plan,
    profile,
    programmes,
    sentences,
    telling,
    words,
)
from dashboard.board._lines import Line, board

__all__ = [
    "Line",
    "beside",
    "board",
    "changes",
    "comparing",
    "moved",
    "one",
    "origin",
    "outlooks",
    "peers",
    "place",
    "plan",
    "profile",
    "programmes",
    "sentences",
    "telling",
    "words",
]
