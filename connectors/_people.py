"""Rows about persons, in our words: what the verification of recipients reads of a list.

Unlike a macro number, one row that is badly written stops nothing: it is what the verification is
there to find. What cannot be read is left empty and named in `attrs["unread"]`; a column that is
not there and a status that nobody declared stop the list, for then nobody knows what it says.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import text as sql

from connectors import _workbook
from connectors._cells import BadCells, number
from connectors._contract import Source
from connectors._days import day, is_blank
from connectors._engines import connected
from connectors._facts import areas, regency
from connectors._faults import explained
from connectors._places import known_below, plain
from connectors._read import pieces
from connectors._rows import Rows, Table, text

SEXES = {
    **dict.fromkeys(("1", "l", "lk", "m", "pria", "laki-laki", "laki laki", "lakilaki"), 1),
    **dict.fromkeys(("2", "p", "pr", "f", "w", "wanita", "perempuan"), 2),
}


def people(
    source: Source, address: str, status: str = "", given: Collection[str] = ()
) -> Iterator[pd.DataFrame]:
    """The rows of `source`, piece by piece, those whose column `status` says one of `given`.

    Columns: `nik`, `other_nik` as their cells stand; `row`, `kk`, `name`, `other_name` (str, ""
    where empty); `born`, `paid` (datetime64, NaT); `sex` (1 man, 2 woman, 0 unknown); `kecamatan`,
    `desa` (codes, "" unknown); `amount` (float, NaN); `place`: how a person finds the row.
    Raises SourceUnreachable or SourceChanged, as `pull` does, and never names a person.
    """
    with explained(source):
        for table in _tables(source, address):
            yield _told(table, source, status, {word.casefold() for word in given})


def _tables(source: Source, address: str) -> Iterator[Table]:
    if source.dbms == "files":
        yield _workbook.table(Path(address), source)
        return
    key = source.columns.get("row", "")
    with connected(address, source) as db:
        for query in source.query:
            for rows in pieces(db, sql(query)):
                names = rows[key].map(text).tolist() if key else list(range(1, len(rows) + 1))
                yield Table(rows, _keyed(key or "baris", names))


def _keyed(word: str, names: list[Any]) -> Callable[[int, str], str]:
    return lambda position, _: f"{word} {names[position]}"


def _told(table: Table, source: Source, status: str, given: set[str]) -> pd.DataFrame:
    bad = BadCells(source)
    rows = Rows(table, source, bad)
    for theirs in source.columns.values():
        rows.column(theirs)
    bad.found = list(map(_unquoted, bad.found))
    bad.refuse()  # a status that nobody declared
    if status:
        rows.rows = rows.rows[rows.words(status).isin(given)]
    cells = {ours: rows.rows[rows.column(theirs)] for ours, theirs in source.columns.items()}
    nothing = pd.Series(None, index=rows.rows.index, dtype=object)

    def read(ours: str, how: Callable[[Any], Any]) -> list[Any]:
        column = source.columns.get(ours, "")
        return bad.read(cells.get(ours, nothing), how, lambda at: table.named(at, column))

    found = pd.DataFrame(index=rows.rows.index)
    for ours in ("nik", "other_nik"):
        found[ours] = cells.get(ours, nothing).astype(object)
    for ours in ("row", "kk", "name", "other_name"):
        found[ours] = cells.get(ours, nothing).map(text).astype(object)
    for ours in ("born", "paid"):
        found[ours] = _days(cells.get(ours, nothing), partial(read, ours))
    found["sex"] = pd.array([each or 0 for each in read("sex", _sex)], dtype="int8")
    amounts = [float("nan") if each is None else each for each in read("amount", number)]
    found["amount"] = pd.array(amounts, dtype="float64").to_numpy()
    nik = source.columns["nik"]
    found["place"] = [table.named(at, nik) for at in found.index.tolist()]
    where = list(zip(cells.get("kecamatan", nothing), cells.get("desa", nothing), strict=True))
    placed = {pair: _placed(*pair) for pair in set(where)}
    found["kecamatan"] = [placed[pair][0] for pair in where]
    found["desa"] = [placed[pair][1] for pair in where]
    strange = {pair for pair in placed if not placed[pair][0] and not is_blank(pair[0])}
    unread = [
        f"{place}: kecamatan tidak dikenal"
        for pair, place in zip(where, found["place"], strict=True)
        if pair in strange
    ]
    found.attrs["unread"] = [*map(_unquoted, bad.found), *unread]
    return found.reset_index(drop=True)


def _unquoted(told: str) -> str:
    """A bad cell by its place alone: in a row that has slipped, any cell may hold a name."""
    return re.sub(r': ".*" ', ": ", told)


def _days(cells: "pd.Series[Any]", read: Callable[[Callable[[Any], Any]], list[Any]]) -> Any:
    if pd.api.types.is_datetime64_any_dtype(cells):
        return cells.dt.tz_localize(None).dt.normalize()
    return pd.to_datetime(pd.Series(read(day), dtype=object)).to_numpy("datetime64[us]")


def _sex(cell: Any) -> int:
    if is_blank(cell):
        return 0
    if (word := text(cell).casefold()) not in SEXES:
        raise ValueError("bukan jenis kelamin")
    return SEXES[word]


def _placed(kecamatan: Any, desa: Any) -> tuple[str, str]:
    """The codes of a kecamatan and a desa in it, named or coded; "" for one that is not known."""
    first = _code(kecamatan, regency().code)
    return first, _code(desa, first) if first else ""


def _code(cell: Any, within: str) -> str:
    if is_blank(cell):
        return ""
    digits = "".join(sign for sign in text(cell) if sign.isdecimal())
    dotted = ".".join(filter(None, (digits[:2], digits[2:4], digits[4:6], digits[6:])))
    if dotted in areas() and areas()[dotted].parent == within:
        return dotted
    return known_below(within).get(plain(cell), "")
