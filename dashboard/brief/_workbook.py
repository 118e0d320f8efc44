"""The week's numbers as an Excel workbook: what the paper says, then one sheet a theme."""

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from connectors import indicators
from dashboard.brief._contents import Contents
from dashboard.brief._data import Row
from dashboard.brief._spoken import spoken
from dashboard.measures import State

REST = "Lain-lain"
# Title, width and the row's own name of each column.
COLUMNS = (("Indikator", 52, "judul"), ("Periode", 12, "periode"), ("Nilai", 18, "nilai"),
           ("Satuan", 14, "satuan"), ("Target", 18, "target"), ("Keadaan", 18, "keadaan"),
           ("Penjawab", 20, "penjawab"), ("Sumber", 16, "sumber"),
           ("Data simulasi", 14, "simulasi"), ("Kode", 34, "indikator"))  # fmt: skip
# What XML 1.0, and so no workbook, may hold; openpyxl itself stops at some of it only.
UNWRITTEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNNAMED = str.maketrans({sign: "-" for sign in "[]:*?/\\"})  # what no sheet may be called
NAME_MOST = 31


def workbook(contents: Contents) -> bytes:
    """The contents of a brief as the bytes of an .xlsx."""
    book = Workbook(write_only=True)
    first = book.create_sheet("Ringkasan")
    first.column_dimensions["A"].width = 120
    for text in summary(contents):
        first.append([_text(first, text)])
    for theme, rows in themes(contents["data"]).items():
        sheet = book.create_sheet(theme)
        sheet.freeze_panes = "B2"
        for place, (_, width, _) in enumerate(COLUMNS):
            sheet.column_dimensions[chr(ord("A") + place)].width = width
        sheet.append([_head(sheet, title) for title, _, _ in COLUMNS])
        for row in rows:
            sheet.append([_cell(sheet, row, name) for _, _, name in COLUMNS])
        sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(COLUMNS) - 1)}{len(rows) + 1}"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def summary(contents: Contents) -> Iterator[str]:
    """What the first sheet says: which week, its code, and the words of the first page."""
    paper = contents["paper"]
    yield from (paper["title"], paper["data"], paper["code"], paper["address"], paper["badge"])
    for block in contents["pages"][0]["blocks"]:
        if block["kind"] == "text":
            yield "".join(spoken(block))


def themes(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The rows by the theme of their indicator, in the order of the themes."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        entry = indicators().get(row["indikator"])
        theme = (entry.theme if entry else "") or REST
        found[theme.translate(UNNAMED)[:NAME_MOST]].append(row)
    return dict(sorted(found.items()))


def _cell(sheet: Any, row: Row, name: str) -> Any:
    value = row[name]
    if name == "keadaan":
        return _text(sheet, State(value).word)
    if name == "simulasi":
        return _text(sheet, "simulasi" if value else "")
    if name == "periode" and value:
        cell = WriteOnlyCell(sheet, value=datetime.fromisoformat(value))
        cell.number_format = "yyyy-mm-dd"
        return cell
    if value is None or isinstance(value, str):
        return _text(sheet, value or "")
    cell = WriteOnlyCell(sheet, value=value)
    decimals = "." + "0" * row["desimal"] if row["desimal"] else ""
    cell.number_format = f"#,##0{decimals}"
    return cell


def _text(sheet: Any, text: str) -> Any:
    """A cell that holds a text, of what a workbook may hold, and never a formula."""
    cell = WriteOnlyCell(sheet, value=UNWRITTEN.sub("", text))
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _head(sheet: Any, title: str) -> Any:
    cell = _text(sheet, title)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E9F1F2")
    return cell
