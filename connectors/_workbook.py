"""A source that is a CSV or Excel file, or a folder of them: its .toml says how to read it.

Files are read anew each time and whole: a file with one bad cell gives nothing until it is mended,
for half of a report would be taken for all of it.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from connectors._contract import Source, SourceChanged
from connectors._days import MONTHS, is_blank
from connectors._declared import accepted
from connectors._rows import Table
from connectors._shape import shaped, wanted
from connectors._sheets import (
    Cells,
    Layout,
    cell_name,
    files_of,
    header_row,
    is_no_data,
    is_total,
    named_in,
    plain_header,
    sheets,
    titles,
)

WHERE = "\0where"  # no sheet's column can be named so


def fetch(db: Path, source: Source, since: date) -> pd.DataFrame:
    """The frame of all the files; `since` is left to who asks, for a file is read whole."""
    return shaped([table(db, source)], source)


def table(path: Path, source: Source) -> Table:
    """The rows of every file and sheet, one below the other, with their cells as they stand."""
    layout = Layout(**source.layout)
    frames = [
        _sheet(source, layout, file, name, cells)
        for file in files_of(source, layout, path)
        for name, cells in sheets(source, layout, file)
    ]
    rows = pd.concat(frames, ignore_index=True)
    places = rows.pop(WHERE).tolist()

    def named(position: int, column: str) -> str:
        file, sheet, row, columns = places[position]
        place = columns.get(column, 0)
        row, place = place if isinstance(place, tuple) else (row, place)
        return cell_name(file, sheet, row, place)

    return Table(rows, named, layout.decimal)


def _sheet(source: Source, layout: Layout, file: Path, name: str, cells: Cells) -> pd.DataFrame:
    asked = wanted(source)
    if layout.spread:  # what the values name stands below the header, in this column
        asked = [*source.columns.values(), *layout.fill, layout.spread]
    start = header_row(source, layout, asked, cells)
    heads = titles(layout, cells, start)
    columns: dict[str, int] = {}
    for place, head in enumerate(heads):
        if head:
            columns.setdefault(head, place)
    if not columns:
        where = cell_name(file, name, start, 0)
        raise SourceChanged(f"{source.code}: {where}: judul kolom tidak ditemukan; isi [layout]")
    body = cells[start + layout.levels :]
    numbers = {columns[head] for head in columns if _holds_numbers(source, layout, head)}
    filled = {columns[head] for head in columns if _is_filled(layout, head)}
    rows = list(_data(layout, body, numbers, filled))
    first = start + layout.levels
    frame = pd.DataFrame(
        {
            head: pd.Series(
                [row[place] if place < len(row) else None for _, row in rows], dtype=object
            )
            for head, place in columns.items()
        }
    )
    frame = frame.mask(frame.isin(list(layout.blank)), None) if layout.blank else frame
    places = [(file, name, first + position, columns) for position, _ in rows]
    frame[WHERE] = pd.Series(places, dtype=object)
    for merged in [head for head in columns if _is_filled(layout, head)]:
        frame[merged] = frame[merged].mask(frame[merged].map(is_blank).astype(bool)).ffill()
    groups = named_in(layout.file_name, file.name, source)
    frame = frame.assign(**groups, **named_in(layout.sheet_name, name, source))
    if not layout.months:
        return frame
    long = _by_month(frame, layout)
    return _spread(long, source, layout) if layout.spread else long


def _is_filled(layout: Layout, head: str) -> bool:
    return plain_header(head) in {plain_header(theirs) for theirs in layout.fill}


def _data(
    layout: Layout, body: Cells, numbers: set[int], filled: set[int]
) -> Iterator[tuple[int, list[Any]]]:
    """The rows that are data, with their places; a total over merged cells has several rows."""
    within_total = False
    for place, row in enumerate(body):
        if any(not is_blank(cell) for column, cell in enumerate(row) if column in filled):
            within_total = False
        within_total |= bool(filled) and is_total(row, layout)
        if not within_total and not is_no_data(row, numbers, layout):
            yield place, row


def _holds_numbers(source: Source, layout: Layout, head: str) -> bool:
    """Whether a lone text in this column is a bad number and no footnote."""
    if layout.months and head.casefold() in MONTHS:
        return True
    read = [source.columns.get(name, name) for name in ("value", "upper")]
    read += list(accepted(source))
    for spec in source.values.values():
        read += [spec] if isinstance(spec, str) else [spec[k] for k in ("sum", "over") if k in spec]
    return plain_header(head) in {plain_header(name) for name in read}


def _by_month(frame: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """A row a month, where the sheet has a column a month."""
    months = [head for head in frame.columns if str(head).casefold() in MONTHS]
    others = [head for head in frame.columns if head not in months]
    long = frame.melt(others, months, var_name="month", value_name=layout.months)
    places = [
        (*place[:3], place[3] | {layout.months: place[3][month]})
        for place, month in zip(long[WHERE], long["month"], strict=True)
    ]
    long[WHERE] = pd.Series(places, dtype=object)
    return long


def _spread(frame: pd.DataFrame, source: Source, layout: Layout) -> pd.DataFrame:
    """One row where several rows tell in turn of the same place and month, each of one measure."""
    asked = {plain_header(name) for name in wanted(source)} - {plain_header(layout.spread)}
    keys = [each for each in frame.columns if plain_header(each) in asked and each != layout.months]
    named = [each for each in frame.columns if plain_header(each) == plain_header(layout.spread)]
    if not named:
        raise SourceChanged(f"{source.code}: kolom «{layout.spread}» tidak ada; sesuaikan [layout]")
    (measure,) = named
    known = {plain_header(name) for name in (*wanted(source), *source.ignored)}
    if unknown := sorted({str(each) for each in frame[measure] if plain_header(each) not in known}):
        raise SourceChanged(
            f"{source.code}: {measure} «{'», «'.join(unknown[:3])}» belum dikenal; sesuaikan "
            f"[values], atau tulis di bawah `ignored` dalam connectors/{source.code}.toml"
        )
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for cells in frame.to_dict("records"):
        *where, row, columns = cells[WHERE]
        key = tuple(cells[name] for name in keys)
        name = plain_header(cells[measure])
        if name in found.get(key, {}):  # told twice: a row of its own, for whoever adds up
            key = (*key, row)
        whole = found.setdefault(
            key, {each: cells[each] for each in keys} | {WHERE: (*where, row, dict(columns))}
        )
        whole[name] = cells[layout.months]
        whole[WHERE][-1][name] = (row, columns[layout.months])
    return pd.DataFrame(list(found.values()), dtype=object)
