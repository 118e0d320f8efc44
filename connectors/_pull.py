"""Opens a source, lets its `fetch` read, checks what came: the one way from an agency to us."""

import importlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import make_url, text

from connectors import _answers, _query, _workbook
from connectors._check import check
from connectors._contract import Source, SourceChanged
from connectors._declared import sources
from connectors._engines import connected
from connectors._facts import HERE
from connectors._faults import explained

Fetch = Callable[[Any, Source, date], pd.DataFrame | Iterator[pd.DataFrame]]


def fetcher(source: Source) -> Fetch:
    """The function that reads the source: its own `.py`, or the reader of its kind."""
    if (HERE / f"{source.code}.py").exists():
        fetch: Fetch = importlib.import_module(f"connectors.{source.code}").fetch
        return fetch
    readers: dict[str, Fetch] = {"files": _workbook.fetch, "service": _answers.fetch}
    return readers.get(source.dbms, _query.fetch)


def published(source: Source) -> Path:
    """The file of published figures that the project itself carries for this source."""
    return HERE / source.files


def addresses(source: Source, address: str, since: date, today: date) -> list[str]:
    """The databases behind one address: one, or one for each fiscal year from `since` on that the
    source holds; never none."""
    if not source.yearly:
        return [address]
    if "{year}" not in address:
        raise SourceChanged(
            f"{source.code}: alamat dalam {source.database} harus memuat {{year}}, "
            "karena sistem ini memakai satu basis data setiap tahun anggaran"
        )
    last = min(source.last_year or today.year, today.year)
    first = max(source.first_year, min(since.year, last))
    return [address.replace("{year}", str(year)) for year in range(first, last + 1)]


def pull(source: Source, address: str, since: date, today: date) -> Iterator[pd.DataFrame]:
    """What the source knows from `since` on, piece by piece, each checked against the contract.

    `address` is a database address, a folder or file, or a web address; "" for published figures.
    Raises SourceUnreachable or SourceChanged, and nothing else for a fault that is the source's;
    whoever takes the pieces keeps none of them when it does. Two pieces may hold the same key.
    """
    fetch = fetcher(source)
    with explained(source):
        for place in addresses(source, address, since, today):
            for piece in _pieces(fetch, place, source, since, today):
                frame = check(piece, source, today)
                yield frame[frame["period"] >= pd.Timestamp(since)]


def _pieces(
    fetch: Fetch, place: str, source: Source, since: date, today: date
) -> Iterator[pd.DataFrame]:
    if source.dbms == "service":
        yield from _each(fetch(_answers.Service(place, today), source, since))
    elif source.dbms == "files":
        yield from _each(fetch(Path(place or published(source)), source, since))
    else:
        with connected(place, source) as db:
            yield from _each(fetch(db, source, since))


def _each(found: pd.DataFrame | Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """A connector gives one frame, or one after the other when they would not fit in memory."""
    return iter([found]) if isinstance(found, pd.DataFrame) else found


def statements_of(source: Source) -> dict[str, Any]:
    """What is asked of a database, by name; {} for files, services, and what is found out there."""
    if source.query:
        return {f"kueri {number}": text(each) for number, each in enumerate(source.query, 1)}
    if source.dbms in ("files", "service"):
        return {}
    module = importlib.import_module(f"connectors.{source.code}")
    if hasattr(module, "statements"):
        return dict(module.statements(source))
    return dict(getattr(module, "STATEMENTS", {}))


@cache
def origin(source: str) -> str:
    """How the numbers of a source are asked for: its statements in its DBMS's own words, the
    question to its service, or its files."""
    found = sources()[source]
    if found.query:
        return "\n\n".join(each.strip() for each in found.query)
    if found.dbms == "service":
        return _answers.told(found)
    if found.dbms == "files":
        return f"connectors/{found.files}" if found.files else f"berkas di {found.database}"
    dialect = make_url(f"{found.dbms}://").get_dialect()()
    asked = statements_of(found).items()
    return "\n\n".join(f"-- {name}\n{each.compile(dialect=dialect)}" for name, each in asked)
