"""A source that is a CSV or Excel file, or a folder of them: its .toml says how to read it.

Files are read anew each time and whole: a file with one bad cell gives nothing until it is mended,
for half of a report would be taken for all of it.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from connectors._contract import Source, SourceChanged
from connectors._days import MONTHS, is_blank
from connectors._facts import accepted
from connectors._rows import Table
from connectors._shape import shaped, wanted
from connectors._sheets import (
    Layout,
    cell_name,
    files_of,
    header_row,
    is_no_data,
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
        return cell_name(file, sheet, row, columns.get(column, 0))

    return Table(rows, named, layout.decimal)


def _sheet(source: Source, layout: Layout, file: Path, name: str, cells: Any) -> pd.DataFrame:
    start = header_row(source, layout, wanted(source), cells)
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
    rows = [row for row in enumerate(body) if not is_no_data(row[1], numbers, layout)]
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
    for theirs in layout.fill:
        for merged in [each for each in columns if plain_header(each) == plain_header(theirs)]:
            frame[merged] = frame[merged].mask(frame[merged].map(is_blank).astype(bool)).ffill()
    groups = named_in(layout.file_name, file.name, source)
    frame = frame.assign(**groups, **named_in(layout.sheet_name, name, source))
    return _by_month(frame, layout) if layout.months else frame


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
