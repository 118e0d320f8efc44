"""Which rows count, and how much: the `where`, `among` and `weight` of a .toml's `[values]`."""

import operator
from collections.abc import Mapping
from typing import Any

import pandas as pd

from connectors._rows import Rows

LIMITS = {"least": operator.ge, "above": operator.gt, "most": operator.le, "below": operator.lt}


def kept(table: Rows, conditions: Mapping[str, Any]) -> "pd.Series[bool]":
    """The rows that meet every condition: one of some words, or a number within limits."""
    result = pd.Series(True, index=table.rows.index)
    for theirs, wanted in conditions.items():
        if isinstance(wanted, Mapping):
            numbers = table.numbers(theirs)
            for name, limit in wanted.items():
                result &= LIMITS[name](numbers, limit)
        else:
            result &= table.words(theirs).isin([str(word).casefold() for word in wanted])
    return result


def weights(table: Rows, theirs: str) -> "pd.Series[float]":
    """How much each row counts: the number in their column, or what `[facts.weights]` gives for
    its word; a word without a weight is a bad cell."""
    given = table.source.facts.get("weights", {}).get(theirs)
    if given is None:
        return table.numbers(theirs)
    by_word = {word.casefold(): weight for word, weight in given.items()}
    return table.words(theirs, ["", *by_word]).map(by_word).astype("float64")
