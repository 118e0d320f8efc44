"""Rows from PostgreSQL: `COPY (…) TO STDOUT` on the connection that is there.

COPY sends each row as one line, and many lines are parsed at once; psycopg would make a Python
object of each cell. It works in a read-only transaction, on a replica, and under every limit of the
connection. The text format and not CSV: it writes NULL as `\\N` and nothing else so, a tab only
between cells and a line end only after a row.
"""

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Any

import numpy as np
import pandas as pd
from psycopg import ClientCursor, Error
from sqlalchemy import Connection

from connectors._columns import Cells, Kind, column, days, frame, texts

BOOLEAN, BYTES, ZONED = 16, 17, 1184
KINDS: dict[int, Kind] = {
    **dict.fromkeys((20, 21, 23, 26), "whole"),  # int8, int2, int4, oid
    **dict.fromkeys((700, 701, 1700), "number"),  # float4, float8, numeric
    **dict.fromkeys((1082, 1114), "day"),  # date, timestamp
}
STEP = 250
TAB, BACKSLASH, N = np.uint8(9), ord("\\"), ord("N")
ESCAPED = re.compile(r"\\(.)", re.S)
MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
OFFSET = re.compile(r"[+-]\d\d(:\d\d)*$")


def copied(db: Connection, sql: str, params: Any, size: int) -> Iterator[pd.DataFrame]:
    """The rows of one statement on a psycopg connection, `size` of them at a time."""
    raw: Any = db.connection.dbapi_connection
    if not str(raw.info.parameter_status("DateStyle")).startswith("ISO"):
        db.exec_driver_sql("SET DateStyle TO ISO")
    words = ClientCursor(raw).mogrify(sql, params).rstrip().rstrip(";")
    asked = f"SELECT * FROM (\n{words}\n) AS asked LIMIT 0".replace("%", "%%")
    described: Any = db.exec_driver_sql(asked).cursor
    names, types = zip(
        *((each.name, each.type_code) for each in described.description), strict=True
    )
    with raw.cursor() as cursor, cursor.copy(f"COPY (\n{words}\n) TO STDOUT") as lines:
        try:
            rows = iter(lines)
            block = _joined(rows, size)
            while True:
                read = _frame(block, names, types, raw.info.encoding)
                raw.lock.release()  # else whoever asks it something now waits for ever
                try:
                    yield read
                finally:
                    raw.lock.acquire()
                if not (block := _joined(rows, size)):
                    return
        except Error:
            raise
        except BaseException:  # else psycopg would open another connection to cancel this one
            raw.close()
            raise


def _joined(rows: Iterator[bytes], size: int) -> bytes:
    # In small steps, for libpq keeps memory of its own for each row that is not joined yet.
    steps = (b"".join(islice(rows, min(STEP, size - done))) for done in range(0, size, STEP))
    return b"".join(takewhile(bool, steps))


def _frame(lines: bytes, names: Any, types: Any, encoding: str) -> pd.DataFrame:
    cells = Cells(lines, encoding)
    marks = np.flatnonzero(cells.bytes - TAB < 2).reshape(-1, len(names))  # tabs and line ends
    before = np.concatenate([[-1], marks.ravel()])[:-1].reshape(marks.shape)
    escapes = lines.count(b"\\") != lines.count(b"\\N")
    columns = []
    for place, code in enumerate(types):
        start, end = before[:, place] + 1, marks[:, place].copy()
        null = (end - start == 2) & (cells.bytes[start] == BACKSLASH)
        null[null] = cells.bytes[start[null] + 1] == N
        if code in KINDS:
            columns.append(cells.column(start, end, null, KINDS[code]))
        else:
            columns.append(_read(cells.texts(start, end, null), code, escapes))
    return frame(names, columns)


def _read(words: Any, code: int, escapes: bool) -> Any:
    """A column of texts as what it means."""
    if code == BOOLEAN:
        return column([None if word is None else word == "t" for word in words], "number")
    if code == ZONED:
        return days(np.array([OFFSET.sub("", word or "") for word in words]))
    if escapes:
        words = [word and ESCAPED.sub(_meant, word) for word in words]
    if code == BYTES:
        words = [word and bytes.fromhex(word[2:]).decode() for word in words]
    return texts(words)


def _meant(escape: re.Match[str]) -> str:
    return MEANT.get(escape[1], escape[1])
