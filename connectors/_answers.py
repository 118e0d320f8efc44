"""A source that is a web service: pages of JSON over HTTPS, or the same answers saved as files.

The address is the service's own, with the key as its password (`https://:KUNCI@host/api`), so that
it is kept where every other password is. `[service]` of the .toml says what to ask and where the
rows lie in the answer.
"""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import pandas as pd

from connectors._contract import Source, SourceChanged, SourceUnreachable
from connectors._http import Web
from connectors._rows import Table
from connectors._shape import shaped

MOST_PAGES = 5_000
ROOT = "jawaban"


@dataclass(frozen=True)
class Question:
    """What to ask a service; every field is a key of `[service]`."""

    path: str = ""
    query: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""  # where the key goes: `query:NAME`, `header:NAME`, `bearer`; empty: basic
    rows: str = ""  # path to the list of rows, such as `data.1`; empty: the answer itself
    each: str = ""  # path to lists within a row (`data_proyek`); the row's own fields stay
    page: str = ""  # the query parameter that holds a page's number
    pages: str = ""  # path to the number of pages; empty: until a page is empty
    windows: tuple[str, ...] = ()  # parameters for the first and the last day; asked month by month
    pause_s: float = 0.0  # between two questions, for the service's quota
    good: Mapping[str, Any] = field(default_factory=dict)  # path -> what it says when all is well
    decimal: str = "."


@dataclass(frozen=True)
class Service:
    """A service that can be asked: its address, and what day it is there."""

    address: str
    today: date

    def answers(self, source: Source, since: date, **query: Any) -> Iterator[tuple[str, Any]]:
        """Every answer to the question of the .toml and `query`, each with how to name it.

        Raises SourceUnreachable (no answer, quota, server's fault) and SourceChanged (refused,
        not JSON, not what was agreed).
        """
        asked = Question(**{**source.service, "windows": tuple(source.service.get("windows", ()))})
        if "://" not in self.address:
            for file in _saved(source, Path(self.address)):
                yield file.name, _good(source, asked, _loaded(source, file))
            return
        with Web(self.address, source, asked.key) as web:
            for window in self._windows(asked, since):
                yield from self._paged(web, source, asked, {**asked.query, **query, **window})

    def _paged(
        self, web: Web, source: Source, asked: Question, query: Mapping[str, Any]
    ) -> Iterator[tuple[str, Any]]:
        for number in range(1, MOST_PAGES + 1):
            page = {asked.page: number} if asked.page else {}
            answer = _good(source, asked, web.get(asked.path, {**query, **page}))
            yield f"halaman {number}", answer
            if not asked.page:
                return
            last = at(answer, asked.pages) if asked.pages else None
            if (last is not None and number >= int(last)) or (
                last is None and not rows_of(answer, asked.rows)
            ):
                return
            time.sleep(asked.pause_s)
        raise SourceChanged(
            f"{source.code}: layanan tidak berhenti pada {MOST_PAGES} halaman; periksa "
            f"`page` dan `pages` dalam connectors/{source.code}.toml"
        )

    def _windows(self, asked: Question, since: date) -> Iterator[dict[str, str]]:
        if not asked.windows:
            yield {}
            return
        first, last = asked.windows
        end = pd.Timestamp(self.today)
        for month in pd.period_range(max(since, date(2000, 1, 1)), self.today, freq="M"):
            ends = min(month.end_time.normalize(), end)
            yield {first: f"{month.start_time:%Y-%m-%d}", last: f"{ends:%Y-%m-%d}"}


def fetch(db: Service, source: Source, since: date) -> pd.DataFrame:
    """The frame of all answers."""
    asked = source.service
    found: list[dict[str, Any]] = []
    places: list[str] = []
    for name, answer in db.answers(source, since):
        for place, row in flat(answer, str(asked.get("rows", "")), str(asked.get("each", ""))):
            found.append(row)
            places.append(f"{name} › {place}")
    columns = list(dict.fromkeys(key for row in found for key in row))
    rows = pd.DataFrame(found, columns=columns, dtype=object)
    named = lambda position, column: f"{places[position]} › {column}"  # noqa: E731
    return shaped([Table(rows, named, str(asked.get("decimal", ".")))], source)


def flat(answer: Any, rows: str, each: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with its place. Lists named in `each` are followed; their parents' fields stay."""
    for number, row in enumerate(rows_of(answer, rows)):
        for place, whole in _within(row, [step for step in each.split(".") if step]):
            yield f"{rows or ROOT}[{number}]{place}", whole


def _within(row: Mapping[str, Any], steps: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    plain = {key: value for key, value in row.items() if not isinstance(value, list | dict)}
    if not steps:
        yield "", plain
        return
    for number, inner in enumerate(row.get(steps[0]) or []):
        for place, whole in _within(inner, steps[1:]):
            yield f".{steps[0]}[{number}]{place}", plain | whole


def rows_of(answer: Any, path: str) -> list[dict[str, Any]]:
    """The list of rows at `path`; a lone row counts as a list of one."""
    found = at(answer, path)
    rows = found if isinstance(found, list) else [found] if isinstance(found, dict) else []
    return [row for row in rows if isinstance(row, dict)]


def at(answer: Any, path: str) -> Any:
    """What lies at `path` (names and numbers between dots); None when nothing does."""

    def step(inside: Any, name: str) -> Any:
        if isinstance(inside, list) and name.isdecimal() and int(name) < len(inside):
            return inside[int(name)]
        return inside.get(name) if isinstance(inside, dict) else None

    return reduce(step, path.split("."), answer) if path else answer


def _good(source: Source, asked: Question, answer: Any) -> Any:
    for path, wanted in asked.good.items():
        if (said := at(answer, path)) != wanted:
            raise SourceChanged(
                f"{source.code}: layanan menjawab {path} = {str(said)[:60]!r}, seharusnya "
                f"{wanted!r}; tanyakan kepada pengelola {source.system}"
            )
    if asked.rows and at(answer, asked.rows) is None:
        raise SourceChanged(
            f"{source.code}: jawaban layanan tidak memuat `{asked.rows}`; tanyakan perubahan "
            f"kepada pengelola {source.system}, lalu sesuaikan connectors/{source.code}.toml"
        )
    return answer


def _saved(source: Source, path: Path) -> list[Path]:
    found = sorted(path.glob("*.json")) if path.is_dir() else [path] if path.exists() else []
    if not found:
        raise SourceUnreachable(
            f"{source.code}: jawaban tersimpan di {path.name} tidak ada; angka terakhir dipakai"
        )
    return found


def _loaded(source: Source, file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except ValueError as error:  # of the encoding, or of the JSON
        raise SourceChanged(
            f"{source.code}: {file.name} bukan JSON yang utuh; minta ulang berkasnya"
        ) from error
