"""Hides in a table of desa what would point to a few persons, also by subtraction.

A count of 1 to 4 is hidden; 0 is shown, it is nobody. Whoever knows the kecamatan's total reckons
a single hidden cell from the others, so another one is hidden with it: the next smallest, and every
cell that is as small, so that which of the hidden ones is which cannot be told from how they were
chosen. The same where the hidden ones together leave no choice: all of them 1, or all of them 4.
"""

from typing import Any

import pandas as pd

FEW = 5  # a count under it, and over 0, is hidden
COLUMNS = ["area", "claims", "valid", "share", "amount", "at_risk"]


def suppressed(rows: pd.DataFrame) -> pd.DataFrame:
    """`rows`, one a desa: area, claims, valid, failing, amount, at_risk, with nothing hidden; the
    result has `COLUMNS`, and None for what is.

    Two blocks: claims with their amount; valid, share and at_risk, which are hidden together when
    one of valid, not valid and failing is a few, and wherever the claims are.
    """
    claims, valid = rows["claims"].astype(int), rows["valid"].astype(int)
    doubted = claims - valid
    first = _hidden(_few(claims), [claims], claims)
    few = first | _few(valid) | _few(doubted) | _few(rows["failing"].astype(int))
    second = _hidden(few, [valid, doubted], claims)
    told = pd.DataFrame({"area": rows["area"]})
    told["claims"] = _without(claims, first)
    told["valid"] = _without(valid, second)
    told["share"] = _without(valid / claims.where(claims > 0), second | (claims == 0))
    told["amount"] = _without(rows["amount"], first)
    told["at_risk"] = _without(rows["at_risk"], second)
    return told[COLUMNS]


def _few(counts: Any) -> Any:
    return (counts > 0) & (counts < FEW)


def _hidden(few: Any, counts: list[Any], size: Any) -> Any:
    """The rows to hide: the few, and the next by size where they alone could be reckoned."""
    hidden = few.copy()
    while hidden.any() and not hidden.all() and _plain(hidden, counts):
        left = size[~hidden]
        hidden |= ~hidden & (size == (left[left > 0].min() if (left > 0).any() else 0))
    return hidden


def _plain(hidden: Any, counts: list[Any]) -> bool:
    """Whether the hidden rows can be reckoned from their sum: one alone, or all 1, or all 4."""
    alike = [set(each[hidden]) for each in counts]
    return int(hidden.sum()) == 1 or any(each in ({1}, {FEW - 1}) for each in alike)


def _without(values: Any, hidden: Any) -> Any:
    return values.astype(object).where(~hidden, None)
