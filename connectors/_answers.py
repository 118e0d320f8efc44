"""A source that is a web service: pages of JSON over HTTPS, or the same answers saved as files.

The address is the service's own, with the key as its password (see `_http`), or a file or folder.
`[service]` of the .toml says what to ask and where the rows lie in the answer.
"""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from connectors._contract import Source, SourceChanged, SourceUnreachable
from connectors._http import Web
from connectors._nested import at, flat, rows_of
from connectors._rows import Table
from connectors._shape import shaped, wanted

MOST_PAGES = 5_000
ROOT = "jawaban"
Answers = Iterator[tuple[str, Any]]  # each with how a person finds it


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
    windows: Sequence[str] = ()  # parameters for the first and the last day; asked month by month
    begins: date = date(2000, 1, 1)  # the first day that is asked for, month by month
    pause_s: float = 0.0  # before each question, for the service's quota
    good: Mapping[str, Any] = field(default_factory=dict)  # path -> what it says when all is well
    decimal: str = "."

    def __post_init__(self) -> None:
        where, _, name = self.key.partition(":")
        if where not in ("query", "header") if name else self.key not in ("", "bearer"):
            raise ValueError(f"key = {self.key!r}; tulis query:NAMA, header:NAMA, atau bearer")


@dataclass(frozen=True)
class Service:
    """A service that can be asked: its address, what day it is there, and since when we ask."""

    address: str = field(repr=False)  # it holds the key
    today: date
    began: float = field(default_factory=time.monotonic, repr=False, compare=False)

    def answers(self, source: Source, since: date, asked: Question | None = None) -> Answers:
        """Every answer to the question (that of the .toml), or every file saved of them.

        Raises SourceUnreachable (no answer in the source's time, quota, server's fault) and
        SourceChanged (refused, not JSON, not what was agreed).
        """
        asked = asked or question(source)
        if "://" not in self.address:
            for file in _saved(source, Path(self.address)):
                yield file.name, _good(source, asked, _loaded(source, file))
            return
        web = Web(self.address, source, asked.key, self.began + source.limit_s)
        for window in self._windows(asked, since):
            yield from self._paged(web, asked, window)

    def _paged(self, web: Web, asked: Question, window: Mapping[str, str]) -> Answers:
        source = web.source
        for number in range(1, MOST_PAGES + 1):
            time.sleep(asked.pause_s)
            page = {asked.page: number} if asked.page else {}
            answer = _good(source, asked, web.get(asked.path, {**asked.query, **window, **page}))
            yield " ".join([*window.values(), f"halaman {number}"]), answer
            if not asked.page or number >= _pages(source, asked, answer, number):
                return
        raise SourceChanged(
            f"{source.code}: layanan tidak berhenti pada {MOST_PAGES} halaman; periksa "
            f"`page` dan `pages` dalam connectors/{source.code}.toml"
        )

    def _windows(self, asked: Question, since: date) -> Iterator[dict[str, str]]:
        if not asked.windows:
            yield {}
            return
        first, last = asked.windows
        for month in pd.period_range(max(since, asked.begins), self.today, freq="M"):
            end = min(month.end_time.date(), self.today)
            yield {first: f"{month.start_time:%Y-%m-%d}", last: f"{end:%Y-%m-%d}"}


def fetch(db: Service, source: Source, since: date) -> pd.DataFrame:
    """The frame of all answers."""
    return shaped([table(db, source, since)], source)


def question(source: Source, **more: Any) -> Question:
    """The question of the .toml, with `more` in the place of what it says."""
    return Question(**{**source.service, **more})


def told(source: Source) -> str:
    """The question for people: `GET izin?sampai=…`."""
    asked = question(source)
    names = [*asked.query.items(), *((name, "…") for name in (*asked.windows, asked.page) if name)]
    query = "&".join(f"{name}={value}" for name, value in names)
    return f"GET {asked.path}?{query}" if query else f"GET {asked.path}"


def table(db: Service, source: Source, since: date) -> Table:
    """The rows of every answer, one below the other, with their cells as they stand."""
    asked = question(source)
    found: list[dict[str, Any]] = []
    places: list[str] = []
    for name, answer in db.answers(source, since, asked):
        for place, row in flat(rows_of(answer, asked.rows), asked.each):
            found.append(row)
            places.append(f"{name} › {asked.rows or ROOT}{place}")
    columns = dict.fromkeys(key for row in found for key in row) or dict.fromkeys(wanted(source))
    rows = pd.DataFrame(found, columns=list(columns), dtype=object)
    return Table(rows, lambda at, column: f"{places[at]} › {column}", asked.decimal)


def _good(source: Source, asked: Question, answer: Any) -> Any:
    """The answer, when it says that all is well and has its rows where they were agreed."""
    for path, agreed in asked.good.items():
        if at(answer, path) != agreed:
            raise SourceChanged(  # what it says instead is not repeated: it may quote our key
                f"{source.code}: `{path}` dalam jawaban layanan bukan {agreed!r}; kunci mungkin "
                f"tidak berlaku, atau layanan berubah. Tanyakan kepada pengelola {source.system}"
            )
    rows = at(answer, asked.rows)
    listed = rows if isinstance(rows, list) else [rows]
    if not all(isinstance(row, dict) for row in listed):
        raise SourceChanged(
            f"{source.code}: `{asked.rows or ROOT}` dalam jawaban layanan bukan daftar baris; "
            f"tanyakan perubahan kepada pengelola {source.system}, lalu sesuaikan "
            f"connectors/{source.code}.toml"
        )
    return answer


def _pages(source: Source, asked: Question, answer: Any, number: int) -> int:
    """How many pages there are, as far as the answer to page `number` tells."""
    if not asked.pages:
        return number + 1 if rows_of(answer, asked.rows) else number
    said = at(answer, asked.pages)
    if isinstance(said, bool) or not str(said).isdecimal():
        raise SourceChanged(
            f"{source.code}: `{asked.pages}` dalam jawaban layanan bukan banyaknya halaman; "
            f"sesuaikan connectors/{source.code}.toml"
        )
    return int(said)


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
    except (ValueError, RecursionError):  # of the encoding, or of the JSON
        raise SourceChanged(
            f"{source.code}: {file.name} bukan JSON yang utuh; minta ulang berkasnya"
        ) from None
