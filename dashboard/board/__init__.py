"""The board: every indicator of an area with its standing, and what it says in words.

Pages, the brief and the wall all show it; here it is asked for, reckoned and put into words once.
"""

from dashboard.board import (
    aid,
    beside,
    changes,
    comparing,
    drafts,
    followups,
    lags,
    moved,
    one,
    origin,
    outlooks,
    peers,
    place,
    plan,
    problems,
    profile,
    programmes,
    sentences,
    telling,
    trail,
    words,
)
from dashboard.board._lines import Line, board
from dashboard.board._ranked import Problem, ranked

__all__ = [
    "Line",
    "Problem",
    "aid",
    "beside",
    "board",
    "changes",
    "comparing",
    "drafts",
    "followups",
    "lags",
    "moved",
    "one",
    "origin",
    "outlooks",
    "peers",
    "place",
    "plan",
    "problems",
    "profile",
    "programmes",
    "ranked",
    "sentences",
    "telling",
    "trail",
    "words",
]
