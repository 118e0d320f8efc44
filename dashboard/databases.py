"""What the dashboard's own databases share: SQLite in a file, or PostgreSQL when many hosts do.

The store keeps observations and the recipients' part keeps persons, each in its own database and
behind its own door; how one is opened is the same.
"""

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    TypeDecorator,
    create_engine,
    event,
    make_url,
)

PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone, so the zone is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone: it would be read in whatever zone the server has."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} tidak memuat zona waktu")
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Moments come back in UTC."""
        return value if value is None else value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)


def opened(url: str, busy_s: int, pragmas: Sequence[str] = (), *, hidden: bool = False) -> Engine:
    """An engine for `url` that connects at first use and waits `busy_s` seconds for others.

    `pragmas`: of SQLite, besides our own. `hidden`: what is bound to a statement is never repeated
    in an error or a log.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_timeout=busy_s, hide_parameters=hidden)
    made = create_engine(url, connect_args={"timeout": busy_s}, hide_parameters=hidden)
    event.listen(made, "connect", lambda raw, _: _prepared(raw, (*PRAGMAS, *pragmas)))
    event.listen(made, "begin", _begun)
    return made


def unchanging(made: Engine) -> Engine:
    """The engine whose transactions see one state of the database."""
    if made.dialect.name == "postgresql":
        return made.execution_options(isolation_level="REPEATABLE READ")
    return made


def writers_queue(made: Engine) -> AbstractContextManager[object]:
    """On SQLite the threads of a process queue for writing: SQLite itself would have each of them
    sleep and try again, a tenth of a second at a time."""
    return _queue(str(made.url)) if made.dialect.name == "sqlite" else nullcontext()


@cache
def _queue(url: str) -> "threading.Lock":
    return threading.Lock()


def _begun(db: Connection) -> None:
    # A transaction that reads first and writes later would be refused at once when another writer
    # came between; one that says so from the beginning waits for its turn.
    options = db.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        db.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes", False) else "BEGIN")


def _prepared(raw: sqlite3.Connection, pragmas: Sequence[str]) -> None:
    # The driver's own transactions begin at the first write, so two reads of a page could see two
    # versions; with None it leaves BEGIN to us.
    raw.isolation_level = None
    for pragma in pragmas:
        raw.execute(f"PRAGMA {pragma}").close()
