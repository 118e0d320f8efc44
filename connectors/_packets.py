"""Rows from MySQL and MariaDB: the driver reads the packets, we take them apart by columns.

pymysql takes each row apart cell by cell, in Python, which is nearly all the time that a long read
takes; with lighter decoders it stays slower than its own `fetchall`. So a row stays the packet that
it came in, and a whole piece of them is parsed at once. In a packet the cells follow one another,
each behind its length; 251 stands for NULL, 252 to 254 say how many bytes the length itself has:
https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response_text_resultset_row.html
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from pymysql.constants import FIELD_TYPE as TYPE
from pymysql.cursors import SSCursor
from pymysql.err import ProgrammingError
from pymysql.protocol import MysqlPacket

from connectors._columns import Cells, Kind, column, frame

WHOLE = {TYPE.TINY, TYPE.SHORT, TYPE.INT24, TYPE.LONG, TYPE.LONGLONG, TYPE.YEAR}
NUMBERS = {TYPE.FLOAT, TYPE.DOUBLE, TYPE.DECIMAL, TYPE.NEWDECIMAL}
DAYS = {TYPE.DATE, TYPE.NEWDATE, TYPE.DATETIME, TYPE.TIMESTAMP}
KINDS: dict[int, Kind] = {
    **dict.fromkeys(WHOLE, "whole"),
    **dict.fromkeys(NUMBERS, "number"),
    **dict.fromkeys(DAYS, "day"),
}
NULL, WIDE = 251, {252: 2, 253: 3, 254: 8}


def unpacked(raw: Any, sql: str, params: Any, size: int) -> Iterator[pd.DataFrame]:
    """The rows of one statement on a pymysql connection, unbuffered, `size` of them at a time.

    After a stop halfway the connection must be closed: MySQL cannot be told to send no more.
    """
    cursor = raw.cursor(SSCursor)
    try:
        cursor.execute(sql, params)
        result = cursor._result
        result._read_row_from_packet = MysqlPacket.get_all_data
        rows = cursor.fetchmany(size)
        while True:
            yield _frame(rows, cursor.description, raw.encoding)
            if len(rows) < size:
                return
            if raw._result is not result:  # the driver threw the rest of ours away
                raise ProgrammingError("another statement ran before the rows were read")
            if not (rows := cursor.fetchmany(size)):
                return
    finally:
        if cursor._result:  # else closing the cursor would first read all that is still to come
            cursor._result.unbuffered_active = False
        cursor.close()


def _frame(rows: Any, description: Any, encoding: str) -> pd.DataFrame:
    cells = Cells(b"".join(rows), encoding)
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    at = np.cumsum(lengths) - lengths
    columns = []
    for _, code, *_ in description:
        start, at, null = _found(cells.bytes, at)
        if code == TYPE.BIT:
            spans = zip(start.tolist(), at.tolist(), strict=True)
            bits = [int.from_bytes(cells.data[a:b]) for a, b in spans]
            whole = [None if gone else each for each, gone in zip(bits, null, strict=True)]
            columns.append(column(whole, "number"))
        else:
            columns.append(cells.column(start, at, null, KINDS.get(code, "text")))
    return frame([name for name, *_ in description], columns)


def _found(buffer: Any, at: Any) -> tuple[Any, Any, Any]:
    """Where the contents of the cells at `at` begin and end, and which of them are NULL."""
    first = buffer[at]
    length, start, null = first.astype(np.int64), at + 1, first == NULL
    length[null] = 0
    for mark, width in WIDE.items() if (first > NULL).any() else ():
        chosen = first == mark
        where = start[chosen]
        length[chosen] = sum(buffer[where + i].astype(np.int64) << 8 * i for i in range(width))
        start[chosen] += width
    return start, start + length, null
