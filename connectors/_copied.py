"""Rows from PostgreSQL: `COPY (…) TO STDOUT` on the connection that is there.

COPY sends each row as one line, and many lines are parsed at once; psycopg would make a Python
object of each cell. It works in a read-only transaction, on a replica, and under every limit of the
connection. The text format and not CSV: it writes NULL as `\\N` and nothing else so, a tab only
between cells and a line end only after a row.
"""

import re
import select
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from psycopg import ClientCursor, Error
from psycopg.errors import error_from_result
from psycopg.generators import execute, fetch_many
from psycopg.pq import ExecStatus
from sqlalchemy import Connection

from connectors._columns import Cells, Kind, column, days, frame, texts

BOOLEAN, BYTES, ZONED = 16, 17, 1184
KINDS: dict[int, Kind] = {
    **dict.fromkeys((20, 21, 23, 26), "whole"),  # int8, int2, int4, oid
    **dict.fromkeys((700, 701, 1700), "number"),  # float4, float8, numeric
    **dict.fromkeys((1082, 1114), "day"),  # date, timestamp
}
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
    try:
        _begin(raw, f"COPY (\n{words}\n) TO STDOUT")
        first = more = True
        while more:
            block, more = _block(raw, size)
            if block or first:
                yield _frame(block, names, types, raw.info.encoding)
            first = False
    except Error:
        raise
    except BaseException:  # whoever read has turned away: what is under way can only be cut
        raw.close()
        raise


def _begin(raw: Any, words: str) -> None:
    """Ask for the rows; they wait on the line until they are taken."""
    with raw.lock:
        raw.pgconn.send_query(words.encode(raw.info.encoding))
        _well(raw, raw.wait(execute(raw.pgconn)))


def _block(raw: Any, size: int) -> tuple[bytes, bool]:
    """The next `size` lines, and whether there may be more.

    psycopg's own `Copy` takes each line through a generator of its own, four times as slow.
    """
    take, block = raw.pgconn.get_copy_data, bytearray()
    waiting = select.poll()
    waiting.register(raw.fileno(), select.POLLIN)
    with raw.lock:
        while size:
            length, line = take(1)
            if length > 0:
                block += line
                size -= 1
            elif length == 0:
                waiting.poll()
                raw.pgconn.consume_input()
            else:
                _well(raw, raw.wait(fetch_many(raw.pgconn)))
                return bytes(block), False
    return bytes(block), True


def _well(raw: Any, results: Any) -> None:
    for result in results:
        if result.status not in (ExecStatus.COPY_OUT, ExecStatus.COMMAND_OK):
            raise error_from_result(result, encoding=raw.info.encoding)


def _frame(lines: bytes, names: Any, types: Any, encoding: str) -> pd.DataFrame:
    cells = Cells(lines, encoding)
    marks = np.flatnonzero(cells.bytes - TAB < 2).reshape(-1, len(names))  # tabs and line ends
    before = np.concatenate([[-1], marks.ravel()])[:-1].reshape(marks.shape)
    escapes = b"\\" in lines and lines.count(b"\\") != lines.count(b"\\N")
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
