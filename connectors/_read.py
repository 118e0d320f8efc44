"""The one way to read an agency's rows: in pieces of bounded memory, typed the same on every DBMS.

Everything runs on the connection that `connected` opened, so its limits, its read-only session and
its TLS hold. `_columns.py` says which types come out, `tests/bench/` how fast.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Executable, text
from sqlalchemy.exc import DBAPIError

from connectors._columns import Kind, column, frame, sniffed
from connectors._copied import copied
from connectors._packets import unpacked

SIZE = 100_000  # rows: some 50 MB with their frame
SMALL = 20_000  # faster than larger ones, which fit in no cache
NONE: Mapping[str, Any] = MappingProxyType({})


def rows_of(
    db: Connection, statement: str | Executable, params: Mapping[str, Any] = NONE
) -> pd.DataFrame:
    """All rows of one statement; columns in lower case, their types as in `_columns.py`."""
    # SQLite's columns have the type of their values, so it is asked for all of them at once.
    size = 2**31 - 1 if db.dialect.name == "sqlite" else SMALL
    frames = list(pieces(db, statement, params, size))
    return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def pieces(
    db: Connection,
    statement: str | Executable,
    params: Mapping[str, Any] = NONE,
    size: int = SIZE,
) -> Iterator[pd.DataFrame]:
    """The rows of one statement, at most `size` in a frame; without rows one empty frame.

    Whole numbers are float64 in a piece that holds a NULL, int64 in one that holds none. One
    statement at a time on a connection; after a failure or a stop halfway it may be closed. Let a
    `for` hold the iterator, or close it before the connection, which cannot go while rows come.
    What the driver raises comes out as DBAPIError, bytes that are no text as UnicodeDecodeError.
    """
    asked: Any = text(statement) if isinstance(statement, str) else statement
    reader = READERS.get(db.dialect.name, _fetched)
    driver, raw = db.dialect.loaded_dbapi, db.connection.dbapi_connection
    ended = False
    try:
        yield from reader(db, asked, params, size)
        ended = True
    except driver.Error as error:
        lost = db.dialect.is_disconnect(error, raw, None)
        raise DBAPIError.instance(
            str(asked), None, error, driver.Error, True, lost, db.dialect
        ) from error
    finally:
        # What is still under way on it could only be read to its end.
        if not ended and reader is not _fetched and not db.closed:
            db.invalidate()


def _copied(
    db: Connection, statement: Any, params: Mapping[str, Any], size: int
) -> Iterator[pd.DataFrame]:
    return copied(db, *_bound(db, statement, params), size)


def _unpacked(
    db: Connection, statement: Any, params: Mapping[str, Any], size: int
) -> Iterator[pd.DataFrame]:
    return unpacked(db.connection.dbapi_connection, *_bound(db, statement, params), size)


def _bound(db: Connection, statement: Any, params: Mapping[str, Any]) -> tuple[str, Any]:
    """The statement in the DBMS's words, and its parameters as its driver takes them."""
    state = statement.compile(dialect=db.dialect).construct_expanded_state(dict(params))
    sent = {
        name: state.processors[name](value) if name in state.processors else value
        for name, value in state.parameters.items()
    }
    if state.positiontup is None:
        return state.statement, sent
    return state.statement, tuple(sent[name] for name in state.positiontup)


def _fetched(
    db: Connection, statement: Any, params: Mapping[str, Any], size: int
) -> Iterator[pd.DataFrame]:
    """Any other DBMS: the driver's own cursor, which holds no more than it was asked for."""
    with db.execute(statement, dict(params)) as result:
        cursor: Any = result.cursor
        names = [each[0] for each in cursor.description]
        kinds = [_kind(each[1], db.dialect.loaded_dbapi) for each in cursor.description]
        made = sniffed if db.dialect.name == "sqlite" else column
        rows = cursor.fetchmany(size)
        while True:
            columns = zip(*rows, strict=True) if rows else [()] * len(names)
            yield frame(names, list(map(made, columns, kinds)))
            if len(rows) < size or not (rows := cursor.fetchmany(size)):
                return


def _kind(code: Any, driver: Any) -> Kind:
    """What a driver declares a column to be: a Python type (SQL Server), or a code of its own."""
    if isinstance(code, type):
        numeric = issubclass(code, int | float | Decimal)
        return "number" if numeric else "day" if issubclass(code, date) else ""
    if code is None:
        return ""
    return "number" if code == driver.NUMBER else "day" if code == driver.DATETIME else ""


READERS = {"postgresql": _copied, "mysql": _unpacked, "mariadb": _unpacked}
