"""Stand-in SKPD systems with a known truth, for a first look and for tests.

One generator for each system, named as its source, from a fixed seed: the same day gives the same
stand-in, in the form in which the real system gives its data. Whatever comes from them is marked
«data simulasi» wherever it is shown.

    draw(until, scale) -> (content, truth)      scale: size of the population, 1 is the regency's

The truth is a frame as the contract has it, counted otherwise than the connector counts. The
content is, by what the source is: tables by name, with `metadata` that makes them; Excel and CSV
files by name, each with its sheets' rows; JSON answers by name. A system with a database a fiscal
year has `draw(year, until)` instead.
"""

import importlib
import pkgutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pandas as pd

from connectors import Source, sources
from dashboard.demo._claims import claims
from dashboard.demo._fill import fill, fill_file
from dashboard.demo._lists import list_address
from dashboard.demo._people import Population, population
from dashboard.demo._roll import people
from dashboard.demo._shown import forget, lists_truth, make_lists
from dashboard.demo._write import write_answers, write_books

LISTS = "daftar.built"  # stands there when the claim lists' databases are made
SYSTEMS = tuple(
    sorted(each.name for each in pkgutil.iter_modules(__path__) if not each.name.startswith("_"))
)


def generator(code: str) -> ModuleType:
    """The module that makes the stand-in of a source."""
    return importlib.import_module(f"dashboard.demo.{code}")


def address(folder: Path, code: str) -> str:
    """The address of the stand-in for a source; "" when it has none."""
    if code not in SYSTEMS:
        return ""
    if sources()[code].dbms in ("files", "service"):
        return str(folder / code)
    year = "-{year}" if sources()[code].yearly else ""
    return f"sqlite:///{folder / f'{code}{year}.sqlite'}"


def built(folder: Path) -> bool:
    """Whether every stand-in is there. One that is newer than the folder's build is not."""
    marks = [f"{code}.built" for code in SYSTEMS if code in sources()]
    return all((folder / mark).exists() for mark in (*marks, LISTS))


def build(
    folder: Path, until: date, *, scale: float = 1.0, progress: Callable[[str], None]
) -> pd.DataFrame:
    """Make every stand-in in `folder` with data up to `until`, and return the known truth.

    Files appear whole or not at all, so a build that was killed is simply done again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    truths = []
    for code in filter(sources().__contains__, SYSTEMS):  # a .toml may be broken
        progress(f"  {sources()[code].system}…")
        truths.append(make(folder, sources()[code], until, scale))
        (folder / f"{code}.built").touch()
    progress("  Daftar penerima dan pasien…")
    make_lists(folder, until, scale)
    (folder / LISTS).touch()
    forget()
    return pd.concat(truths, ignore_index=True)


def make(folder: Path, source: Source, until: date, scale: float) -> pd.DataFrame:
    """Make the stand-in of one source in `folder`; return its truth."""
    module = generator(source.code)
    if source.yearly:
        truths = []
        for year in range(source.first_year, min(source.last_year or until.year, until.year) + 1):
            tables, truth = module.draw(year, until)
            fill_file(folder / f"{source.code}-{year}.sqlite", module.metadata, tables)
            truths.append(truth)
        whole: pd.DataFrame = pd.concat(truths, ignore_index=True)
        return whole
    content, found = module.draw(until, scale)
    if source.dbms == "files":
        write_books(folder / source.code, content)
    elif source.dbms == "service":
        write_answers(folder / source.code, content)
    else:
        fill_file(folder / f"{source.code}.sqlite", module.metadata, content)
    return pd.DataFrame(found)


__all__ = ["SYSTEMS", "Population", "address", "build", "built", "claims", "fill", "forget",
           "generator", "list_address", "lists_truth", "make", "make_lists", "people",
           "population"]  # fmt: skip
