"""The cells of Excel and CSV files as they stand, and where each stands: `berkas › lembar › D17`.

Offices put titles above a table, spread its header over merged cells, write one kecamatan for many
rows, and end with totals and footnotes. What is a table is told by `[layout]` of the .toml.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from connectors._cells import number
from connectors._contract import Source, SourceChanged, SourceUnreachable
from connectors._days import is_blank

LOOKED = 30  # rows in which a header is looked for
ENDINGS = (".csv", ".xlsx")
Cells = list[list[Any]]


@dataclass(frozen=True)
class Layout:
    """How the sheets of a source are laid out; every field is a key of `[layout]`."""

    pattern: str = "*"  # the files of the folder
    sheet: str = ""  # a sheet's name or pattern; empty: the first
    header: int = 0  # number of the header's (first) row; 0: look for the columns' names
    levels: int = 1  # rows of a header; `Pupuk` above `Urea` is the column `Pupuk › Urea`
    fill: Sequence[str] = ()  # columns written once for many rows
    months: str = ""  # a column of its own for each month: the column that their values make
    spread: str = (
        ""  # with `months`: a column whose words (`Luas panen`, `Produksi`) become columns
    )
    file_name: str = ""  # regular expression; its named groups are columns
    sheet_name: str = ""  # likewise, of the sheet's name
    totals: Sequence[str] = ("jumlah", "total", "sub total", "subtotal", "rata-rata")
    blank: Sequence[str] = ()  # what its writers put where nothing is known, such as `#N/A`
    decimal: str = ","
    encoding: str = "utf-8-sig"
    separator: str = ""  # of a CSV file; empty: what its first lines use most


def files_of(source: Source, layout: Layout, path: Path) -> list[Path]:
    """The files of the source, in order of their names. Raises SourceUnreachable for none."""
    if not path.is_dir():
        if path.exists():
            return [path]
        raise SourceUnreachable(
            f"{source.code}: berkas {path.name} tidak ditemukan; angka terakhir tetap dipakai. "
            "Minta berkas kepada pengelola dan letakkan di folder yang sama"
        )
    found = [each for each in path.iterdir() if not each.name.startswith((".", "~$"))]
    found = [each for each in found if fnmatch(each.name.casefold(), layout.pattern.casefold())]
    if old := sorted(each.name for each in found if each.suffix.casefold() == ".xls"):
        raise SourceChanged(
            f"{source.code}: {old[0]} berformat Excel lama (.xls); simpan sebagai .xlsx, "
            "lalu hapus yang lama"
        )
    found = sorted(each for each in found if each.suffix.casefold() in ENDINGS)
    if not found:
        raise SourceUnreachable(
            f"{source.code}: folder {path.name} tidak berisi berkas .csv atau .xlsx "
            f"({layout.pattern}); angka terakhir tetap dipakai"
        )
    return found


def sheets(source: Source, layout: Layout, file: Path) -> Iterator[tuple[str, Cells]]:
    """The name and the cells of each sheet that the layout means; a CSV file has one, named ""."""
    if file.suffix.casefold() == ".csv":
        yield "", _csv(source, layout, file)
        return
    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (BadZipFile, KeyError, EOFError, OSError, ValueError) as error:
        raise SourceUnreachable(
            f"{source.code}: {file.name} tidak dapat dibuka; mungkin belum selesai disalin, rusak, "
            "atau dikunci sandi. Salin ulang; angka terakhir tetap dipakai"
        ) from error
    try:
        names = [name for name in book.sheetnames if fnmatch(name, layout.sheet)]
        if not layout.sheet:
            names = book.sheetnames[:1]
        if not names:
            raise SourceChanged(
                f"{source.code}: {file.name}: lembar «{layout.sheet}» tidak ada; yang ada: "
                f"{', '.join(book.sheetnames[:8])}"
            )
        for name in names:
            yield name, [list(row) for row in book[name].iter_rows(values_only=True)]
    finally:
        book.close()


def _csv(source: Source, layout: Layout, file: Path) -> Cells:
    try:
        text = file.read_text(layout.encoding)
    except UnicodeDecodeError as error:
        raise SourceChanged(
            f"{source.code}: {file.name} tidak terbaca sebagai {layout.encoding}; simpan sebagai "
            "CSV UTF-8, atau tulis `encoding` di bawah [layout]"
        ) from error
    start = text[:4096]
    most = layout.separator or max(",;\t|", key=start.count)
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter=most)]


def header_row(source: Source, layout: Layout, wanted: Sequence[str], cells: Cells) -> int:
    """The position of the header's first row: the first that holds the columns `wanted`."""
    if layout.header:
        return layout.header - 1
    best, most = 0, -1
    for position in range(min(LOOKED, len(cells))):
        names = {plain_header(name) for name in titles(layout, cells, position)}
        held = sum(plain_header(name) in names for name in wanted)
        within = 0 < held == most and position - best < layout.levels  # the row above a header
        if held > most or within:
            best, most = position, held
    return best


def titles(layout: Layout, cells: Cells, position: int) -> list[str]:
    """The columns' names, read from the header's rows; those above spread to the right."""
    rows = cells[position : position + layout.levels]
    width = max((len(row) for row in rows), default=0)
    names = [[""] * width for _ in rows]
    for depth, row in enumerate(rows):
        said = ""
        parent: tuple[str, ...] = ()
        for column in range(width):
            cell = row[column] if column < len(row) else None
            above = tuple(names[upper][column] for upper in range(depth))
            if not is_blank(cell):
                said, parent = " ".join(str(cell).split()), above
            elif depth == len(rows) - 1 or above != parent:
                said = ""
            names[depth][column] = said
    return [" › ".join(filter(None, parts)) for parts in zip(*names, strict=True)]


def plain_header(name: Any) -> str:
    """A column's name without what differs only in writing."""
    return " ".join(str(name).split()).casefold()


def is_no_data(row: Sequence[Any], values: set[int], layout: Layout) -> bool:
    """Whether a row is blank, a total or a footnote. `values`: the places of the number columns."""
    filled = [place for place, cell in enumerate(row) if not is_blank(cell)]
    if not filled:
        return True
    first = row[filled[0]]
    if not isinstance(first, str):
        return False
    if is_total(row, layout):
        return True
    return len(filled) == 1 and filled[0] not in values and not _is_number(first)


def is_total(row: Sequence[Any], layout: Layout) -> bool:
    """Whether the first text of a row says that it adds up others."""
    first = next((cell for cell in row if not is_blank(cell)), None)
    words = "|".join(re.escape(word) for word in layout.totals)
    return bool(words) and bool(re.match(rf"\W*({words})\b", str(first).strip(), re.I))


def _is_number(cell: Any) -> bool:
    try:
        number(cell)
    except ValueError:
        return False
    return True


def cell_name(file: Path, sheet: str, row: int, column: int) -> str:
    """`Realisasi.xlsx › APBD › D17`; row and column count from 0."""
    parts = [file.name, sheet, f"{get_column_letter(column + 1)}{row + 1}"]
    return " › ".join(part for part in parts if part)


def named_in(pattern: str, name: str, source: Source) -> Mapping[str, str]:
    """The named groups of `pattern` in a file's or sheet's name."""
    if not pattern:
        return {}
    if found := re.search(pattern, name, re.I):
        return found.groupdict()
    raise SourceChanged(
        f"{source.code}: nama «{name}» tidak mengikuti pola {pattern}; ganti namanya, "
        f"atau sesuaikan connectors/{source.code}.toml"
    )
