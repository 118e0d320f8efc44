"""Which rows count, and how much: the `where`, `among` and `weight` of a .toml's `[values]`."""

import operator
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from connectors._cells import shown
from connectors._rows import Rows, text

LIMITS = {"least": operator.ge, "above": operator.gt, "most": operator.le, "below": operator.lt}


def kept(table: Rows, conditions: Mapping[str, Any]) -> "pd.Series[bool]":
    """The rows that meet every condition: one of some words, or a number within limits.

    Where `[facts.words]` lists all the words of a column, any other is a bad cell.
    """
    result = pd.Series(True, index=table.rows.index)
    for theirs, wanted in conditions.items():
        if isinstance(wanted, Mapping):
            numbers = table.numbers(theirs)
            for name, limit in wanted.items():
                result &= LIMITS[name](numbers, limit)
        else:
            result &= _words(table, theirs).isin([str(word).casefold() for word in wanted])
    return result


def weights(table: Rows, theirs: str) -> "pd.Series[float]":
    """How much each row counts: the number in their column, or what `[facts.weights]` gives for
    its word; a word without a weight is a bad cell."""
    given = table.source.facts.get("weights", {}).get(theirs)
    if given is None:
        return table.numbers(theirs)
    by_word = {word.casefold(): weight for word, weight in given.items()}
    return _words(table, theirs, by_word).map(by_word).astype("float64")


def _words(table: Rows, theirs: str, listed: Iterable[str] = ()) -> "pd.Series[str]":
    """The cells of their column as words in small letters; those nobody listed are bad cells."""
    column = table.column(theirs)
    words: pd.Series[str] = table.rows[column].map(text).str.casefold()
    known = {
        word.casefold() for word in listed or table.source.facts.get("words", {}).get(theirs, ())
    }
    for position in words.index[~words.isin({"", *known})] if known else ():
        told = f'{table.where(column)(position)}: "{shown(table.rows.loc[position, column])}" '
        if f"{told}belum dikenal" not in table.bad.found:
            table.bad.found.append(f"{told}belum dikenal")
    return words
