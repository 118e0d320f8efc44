"""A table in the agency's words: finds our columns in it, and reads places, days and numbers."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from connectors._cells import BadCells, shown
from connectors._contract import DEFAULTS, Source, SourceChanged
from connectors._days import is_blank, month, no_day
from connectors._facts import regency
from connectors._places import coded, located, skpd_named

Named = Callable[[int, str], str]  # (position of a row, their column) → how a person finds the cell
PLACES = ("area", "kecamatan", "desa", "skpd")
TIMES = ("period", "year", "month", "quarter")
TEXTS = ("kind", "reference", "status", "publication", "note")
OURS = (*PLACES, *TIMES, "indicator", "value", "upper", *TEXTS)

MADE_UP = re.compile(r"(\d)\1{7,}")


@dataclass(frozen=True)
class Table:
    """Rows as they came, indexed 0…n−1, with the agency's own column names."""

    rows: pd.DataFrame
    named: Named
    decimal: str = ","  # the sign that its texts use for decimals


class Rows:
    """The agency's rows, with the way from our words to theirs. `bad` gathers what is unreadable:
    ask it to `refuse()` when everything has been read."""

    def __init__(self, table: Table, source: Source, bad: BadCells) -> None:
        self.rows, self.named, self.decimal = table.rows, table.named, table.decimal
        self.source, self.bad = source, bad
        self.headers = {header(name): str(name) for name in self.rows.columns}
        declared = {
            ours: self.headers[header(theirs)]
            for ours, theirs in source.columns.items()
            if self.has(theirs)
        }
        same = {ours: self.headers[ours] for ours in OURS if ours in self.headers}
        if "kecamatan" in source.columns:  # whoever names the kecamatan alone wants no desa
            same.pop("desa", None)
        self.ours = same | declared
        for ours in ("skpd", "kecamatan", "area") if source.ignored else ():
            if ours in self.ours:  # what others answer for, or what is no place of the regency
                self.rows = self.rows[~self.cells(ours).map(text).isin(source.ignored)]
        for theirs, words in source.known.items():
            if self.has(theirs):
                self.words(theirs, words)

    def has(self, theirs: str) -> bool:
        """Whether their column is among the rows'."""
        return header(theirs) in self.headers

    def column(self, theirs: str) -> str:
        """Their column as it stands in the rows, found whatever its case and spacing."""
        if header(theirs) not in self.headers:
            there = ", ".join(str(name) for name in self.rows.columns[:12])
            raise SourceChanged(
                f"{self.source.code}: kolom «{theirs}» tidak ada; yang ada: {there}. Sesuaikan "
                f"judul kolom atau connectors/{self.source.code}.toml"
            )
        return self.headers[header(theirs)]

    def words(self, theirs: str, listed: Iterable[Any] = ()) -> "pd.Series[str]":
        """The cells of their column as words in small letters; where some are `listed`, any other
        is a bad cell, told once a word."""
        column = self.column(theirs)
        words: pd.Series[str] = self.rows[column].map(text).str.casefold()
        if known := {str(word).casefold() for word in listed}:
            for position in words[~words.isin(known)].drop_duplicates().index:
                cell = shown(text(self.rows.loc[position, column]))
                told = f'{self.where(column)(position)}: "{cell}" belum dikenal'
                self.bad.found.append(f"{told} di [known]" if theirs in self.source.known else told)
        return words

    def where(self, column: str) -> Callable[[int], str]:
        """How a person finds the cells of one of their columns."""
        return lambda position: self.named(position, column)

    def cells(self, ours: str) -> "pd.Series[Any]":
        """The cells of one of our columns."""
        cells: pd.Series[Any] = self.rows[self.ours[ours]]
        return cells

    def numbers(self, theirs: str) -> "pd.Series[float]":
        """The cells of their column as numbers."""
        column = self.column(theirs)
        return self.bad.numbers(self.rows[column], self.where(column), self.decimal)

    def identities(self, named: str | Sequence[str | Sequence[str]]) -> "pd.Series[Any]":
        """What tells the things apart that the rows are about, as text; "" where it is not known.

        It is one column, or the first of several that is filled (`["NIK", ["Nama", "Lahir"]]`);
        an inner list is columns that only together tell it. A number whose digits are all the same
        is one that was made up to fill the cell, so it tells nothing.
        """
        found = pd.Series("", index=self.rows.index, dtype=object)
        for part in [named] if isinstance(named, str) else named:
            columns = [part] if isinstance(part, str) else part
            texts = [self.rows[self.column(each)].map(text).str.casefold() for each in columns]
            told = [(cells != "") & ~cells.str.fullmatch(MADE_UP) for cells in texts]
            joined = pd.Series(map("\0".join, zip(*texts, strict=True)), index=found.index)
            found = found.where(found != "", joined.where(pd.concat(told, axis=1).all(axis=1), ""))
        return found

    @cached_property
    def keys(self) -> pd.DataFrame:
        """Area, SKPD and day of each row, and the texts that go with it."""
        for theirs in self.source.columns.values():
            self.column(theirs)
        keys = pd.DataFrame({"area": self._area(), "skpd": "", "day": self._day()})
        if "skpd" in self.ours:
            keys["skpd"] = skpd_named(self.source, self.cells("skpd").map(text))
        for ours in TEXTS:
            if ours in self.ours:
                keys[ours] = self.cells(ours).map(text).replace("", DEFAULTS[ours])
        return keys

    def _area(self) -> "pd.Series[Any]":
        home = pd.Series(regency().code, index=self.rows.index, dtype=object)
        if "area" in self.ours:
            return coded(self.source, self.cells("area"))
        if "kecamatan" not in self.ours:
            return home
        known = ~self.cells("kecamatan").map(is_blank).astype(bool)
        home[known] = located(self.source, self.cells("kecamatan")[known])
        if "desa" in self.ours:
            known &= ~self.cells("desa").map(is_blank).astype(bool)
            named = [self.cells(name)[known] for name in ("kecamatan", "desa")]
            home[known] = located(self.source, *named)
        return home

    def _day(self) -> "pd.Series[pd.Timestamp]":
        if "period" in self.ours:
            column = self.ours["period"]
        elif "year" in self.ours:
            column = self.ours["year"]
        else:
            raise SourceChanged(f"{self.source.code}: tidak ada kolom `period` atau `year`")
        cells = self.rows[column]
        days = self.bad.days(cells, self.where(column))
        for position in cells.index[cells.map(no_day).astype(bool)]:
            self.bad.found.append(f"{self.where(column)(position)}: tanggal kosong")
        for ours, length in (("month", 1), ("quarter", 3)):
            if "period" not in self.ours and ours in self.ours:
                where = self.where(self.ours[ours])
                read = self.bad.read(self.cells(ours), month, where)
                months = [(int(each or 1) - 1) * length + 1 for each in read]
                parts = {"year": days.dt.year.fillna(1970), "month": months, "day": 1}
                return pd.to_datetime(pd.DataFrame(parts).astype(int)).where(days.notna())
        return days


def header(name: Any) -> str:
    """A column's name without what differs only in writing."""
    return " ".join(str(name).split()).casefold()


def text(cell: Any) -> str:
    """The cell as a text; a code 21 stays «21» where blanks beside it made the column floats."""
    if is_blank(cell):
        return ""
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole else str(cell).strip()


def names_in(named: Any) -> list[str]:
    """Every name in a name, a list of names, or a list of such lists."""
    return (
        [named] if isinstance(named, str) else [name for part in named for name in names_in(part)]
    )
