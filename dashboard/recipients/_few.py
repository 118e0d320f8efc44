"""Hides in a table of desa what would point to a few persons, also by subtraction.

A desa with a count of 1 to 4 is hidden, its whole row: rupiah tell how many claims there are, and
two of claims, valid and not valid tell the third. 0 is shown, it is nobody.

Whoever knows the kecamatan's total reckons a single hidden row from the others, so the next
smallest is hidden with it; the same where all that are hidden have 1 claim, or all 4. Every row
that is as small as that one is hidden, too: so nothing but the values decides what is hidden, the
hidden rows may stand in any order, and how they were chosen tells nobody which is which. (Tried
over every table of 3 desa with up to 12 claims and of 4 with up to 6, against a reader who knows
this rule: no count under 5 can be reckoned. A kecamatan of one single desa cannot be helped.)
"""

from collections.abc import Sequence

import pandas as pd

FEW = 5  # a count under it, and over 0, is hidden
COUNTS = ["claims", "valid", "failing"]
COLUMNS = ["area", "claims", "valid", "share", "amount", "at_risk"]


def suppressed(rows: pd.DataFrame) -> pd.DataFrame:
    """`rows`, one a desa: area, claims, valid, failing, amount, at_risk, with nothing hidden; the
    result has `COLUMNS`: None for what is hidden, and for the share where there is no claim."""
    claims, valid, failing = ([round(each) for each in rows[name]] for name in COUNTS)
    known = hidden(claims, valid, failing)
    shares = [v / c if c else None for v, c in zip(valid, claims, strict=True)]
    told = {
        "area": rows["area"].tolist(),
        "claims": _without(claims, known),
        "valid": _without(valid, known),
        "share": _without(shares, known),
        "amount": _without(rows["amount"], known),
        "at_risk": _without(rows["at_risk"], known),
    }
    return pd.DataFrame(told, dtype=object)[COLUMNS]


def hidden(claims: Sequence[int], valid: Sequence[int], failing: Sequence[int]) -> list[bool]:
    """For each desa whether its row is hidden."""
    rows = zip(claims, valid, failing, strict=True)
    found = [any(0 < each < FEW for each in (c, v, c - v, f)) for c, v, f in rows]
    while any(found) and not all(found) and _plain(claims, found):
        left = [each for each, is_hidden in zip(claims, found, strict=True) if not is_hidden]
        smallest = min(filter(None, left), default=0)
        found = [was or each == smallest for was, each in zip(found, claims, strict=True)]
    return found


def _plain(claims: Sequence[int], found: Sequence[bool]) -> bool:
    """Whether the hidden rows can be reckoned from their sum: one alone, or all 1, or all 4."""
    behind = [each for each, is_hidden in zip(claims, found, strict=True) if is_hidden]
    return len(behind) == 1 or set(behind) in ({1}, {FEW - 1})


def _without(values: "Sequence[object] | pd.Series[float]", found: Sequence[bool]) -> list[object]:
    return [None if is_hidden else each for each, is_hidden in zip(values, found, strict=True)]
