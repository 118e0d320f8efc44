"""Layout pieces shared by pages. No callbacks."""

from dashboard.parts._beside import Rival, rivals, verdict
from dashboard.parts._board import (
    ChangeItem,
    Piece,
    changes_list,
    said,
    sentence,
    state_counts,
    state_label,
)
from dashboard.parts._cards import CardFacts, cards
from dashboard.parts._filters import Choice, filters, keyed
from dashboard.parts._first_paint import to_html
from dashboard.parts._followups import (
    FollowItem,
    TrailEntry,
    follow_list,
    progress,
    trail_list,
)
from dashboard.parts._forms import Field, form
from dashboard.parts._lags import LagItem, lag_list
from dashboard.parts._mark import mark
from dashboard.parts._moves import MoveItem, moves
from dashboard.parts._numbers import Number, numbers
from dashboard.parts._origin import counted, origin_of, value
from dashboard.parts._page import MISSING, columns, empty, notice, page, section, simulated
from dashboard.parts._places import crumbs, judged, shades, ways
from dashboard.parts._problem_list import problem_list
from dashboard.parts._problems import ProblemItem, Reason, Spot, attention_list, none_fits
from dashboard.parts._room import NeedItem, Part, needs_list, parts_of, word_counts
from dashboard.parts._tables import (
    Place,
    Tile,
    folded,
    link,
    paging,
    provenance,
    ranking,
    table,
    tile_map,
)

__all__ = [
    "CardFacts",
    "ChangeItem",
    "Choice",
    "Field",
    "FollowItem",
    "LagItem",
    "MISSING",
    "MoveItem",
    "NeedItem",
    "Number",
    "Part",
    "Piece",
    "Place",
    "ProblemItem",
    "Reason",
    "Rival",
    "Spot",
    "Tile",
    "TrailEntry",
    "attention_list",
    "cards",
    "changes_list",
    "columns",
    "counted",
    "crumbs",
    "empty",
    "filters",
    "folded",
    "follow_list",
    "form",
    "judged",
    "keyed",
    "lag_list",
    "link",
    "mark",
    "moves",
    "needs_list",
    "none_fits",
    "notice",
    "numbers",
    "origin_of",
    "page",
    "paging",
    "parts_of",
    "problem_list",
    "progress",
    "provenance",
    "ranking",
    "rivals",
    "said",
    "section",
    "sentence",
    "shades",
    "simulated",
    "state_counts",
    "state_label",
    "table",
    "tile_map",
    "to_html",
    "trail_list",
    "value",
    "verdict",
    "ways",
    "word_counts",
]
