"""Every claim list as its office keeps it, and what is true of each of its claims."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dashboard.demo._books import laid_out
from dashboard.demo._claims import SEED, drawn
from dashboard.demo._databases import databases, metadata, stored
from dashboard.demo._fill import fill_file
from dashboard.demo._lists import list_file, made
from dashboard.demo._people import population
from dashboard.demo._truth import truth
from dashboard.demo._written import Book


@dataclass(frozen=True)
class Shown:
    """Books by file name, tables by the variable of their database, claims by list; desa codes."""

    books: dict[str, dict[str, Any]]
    tables: dict[str, pd.DataFrame]
    claims: dict[str, pd.DataFrame]
    desa: tuple[str, ...]


@lru_cache(maxsize=1)
def shown(until: date, scale: float = 1.0) -> Shown:
    """The lists up to `until`; the same day gives the same ones."""
    found, claims = population(until, scale), drawn(until, scale)
    rng = np.random.default_rng([*SEED, 2])
    books: dict[str, dict[str, Any]] = {}
    told, tables = {}, {}
    for code, one in made().items():
        if one.programme:
            own, told[code] = laid_out(rng, found, one, claims[code])
            books |= own
    for database in databases():
        tables[database], own_claims = stored(rng, database, claims, found.desa)
        told |= own_claims
    return Shown(books, tables, {code: told[code] for code in made()}, found.desa)


def lists_truth(until: date, scale: float = 1.0) -> pd.DataFrame:
    """What a perfect verifier would find: `list`, `row`, `reason`, `true_nik`, a row a reason of a
    claim. `row` is how a person finds the claim, as the verification writes it: «Penerima Aladin
    2026.xlsx › Daftar › E17», «id 1234». A claim that is not there is valid and has no note."""
    whole = pd.concat(shown(until, scale).claims.values(), ignore_index=True)
    known = truth(Book(population(until, scale)), whole)
    rows = whole[["list", "claim", "row"]]
    return known.merge(rows, on=["list", "claim"])[["list", "row", "reason", "true_nik"]]


def make_lists(folder: Path, until: date, scale: float) -> None:
    """Make the databases of claim lists in `folder`; the books are those of the source `bansos`."""
    found = shown(until, scale)
    for database, frame in found.tables.items():
        shape = metadata(database)
        (table,) = shape.tables
        fill_file(list_file(folder, database), shape, {table: frame})


def forget() -> None:
    """Leave a million persons, in a process that may go on to serve."""
    for kept in (population, drawn, shown):
        kept.cache_clear()
