"""Writes a generated stand-in as the files in which an agency gives its data."""

import csv
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries

Rows = Sequence[Sequence[Any]]
Book = Mapping[str, Rows]  # sheet → rows; the sheet `name!merged` lists its merged ranges


def write_books(folder: Path, books: Mapping[str, Book]) -> None:
    """Excel (`.xlsx`) and CSV files (`.csv`, one sheet, semicolons), as a folder that is there
    whole or not at all."""
    _whole(
        folder, books, lambda path, book: (_csv if path.suffix == ".csv" else _excel)(path, book)
    )


def write_answers(folder: Path, answers: Mapping[str, Any]) -> None:
    """The JSON answers of a web service, one file each."""
    _whole(folder, answers, lambda path, answer: _json(path, answer))


def _whole(folder: Path, content: Mapping[str, Any], write: Callable[[Path, Any], None]) -> None:
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name, each in content.items():
        write(part / name, each)
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(part, folder)


def _excel(path: Path, book: Book) -> None:
    made = Workbook(write_only=True)
    for name, rows in book.items():
        if name.endswith("!merged"):
            continue
        sheet = made.create_sheet(name)
        for (merged,) in book.get(f"{name}!merged", ()):
            range_boundaries(merged)  # refuses a range that is none
            sheet.merged_cells.ranges.add(merged)
        for row in rows:
            sheet.append(list(row))
    made.save(path)


def _csv(path: Path, book: Book) -> None:
    (rows,) = book.values()
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def _json(path: Path, answer: Any) -> None:
    path.write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
