"""Opens the recipients' database: SQLite in a file of its own, or PostgreSQL.

Deleted rows leave no bytes (`secure_delete`), nothing that is bound to a statement is repeated in
an error or a log (`hide_parameters`), and the file is its owner's alone.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, make_url, select
from sqlalchemy.exc import DBAPIError, OperationalError

from dashboard.recipients._tables import VERSION, metadata, runs, version
from dashboard.settings import settings

BUSY_S = 60  # one writer at a time on SQLite; a run of fifty thousand findings takes seconds
LOCK = 352201  # of PostgreSQL: runs of one list take turns; 0 is the making of the tables
DELETED = "penerima_deleted"  # set in a connection's `info` when rows with persons were deleted


class RecipientsUnusable(Exception):
    """The recipients' database cannot be read or written; the sentence says what to do."""


class NeverVerified(RecipientsUnusable):
    """There is no recipients' database yet: no list was verified."""


@cache
def engine(url: str) -> Engine:
    """The engine of the database at `url`, one a process; connects at first use."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_timeout=BUSY_S, hide_parameters=True)
    made = create_engine(url, connect_args={"timeout": BUSY_S}, hide_parameters=True)
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


@contextmanager
def reading(url: str = "") -> Iterator[Connection]:
    """A connection that sees one unchanging state. Raises NeverVerified, RecipientsUnusable."""
    place = url or settings().recipients_url
    file = _file(place)
    if file is not None and not file.exists():  # SQLite would make an empty one
        raise _never()
    made = engine(place)
    if made.dialect.name == "postgresql":
        made = made.execution_options(isolation_level="REPEATABLE READ")
    with _explained(), made.connect() as db:
        _check(db.execute(select(version.c.version)).scalar())
        yield db


@contextmanager
def writing(url: str = "") -> Iterator[Connection]:
    """A transaction: all of it is kept, or none; makes the tables at first need.

    Raises RecipientsUnusable. No thread may open one inside another.
    """
    place = url or settings().recipients_url
    if (file := _file(place)) is not None:
        _made(file)
    made = engine(place).execution_options(writes=True)
    queue: AbstractContextManager[object] = nullcontext()
    if made.dialect.name == "sqlite":
        queue = _queue(place)
    with _explained(), queue:
        with made.begin() as db:
            prepare(db)
            yield db
            deleted = db.info.pop(DELETED, False)
        if deleted and made.dialect.name == "sqlite":
            _emptied(made)


def prepare(db: Connection) -> None:
    """Make the tables that are not there. Raises RecipientsUnusable for those of a newer program.

    PostgreSQL: two hosts may be first at the same moment.
    """
    if not inspect(db).has_table(version.name):
        take_turn(db, "")
        metadata.create_all(db)
        if db.execute(select(version.c.version)).scalar() is None:
            db.execute(insert(version).values(version=VERSION, key_sign=""))
    _check(db.execute(select(version.c.version)).scalar())


def take_turn(db: Connection, name: str) -> None:
    """Wait until no other transaction has the turn of this name; it ends with the transaction.

    A transaction on SQLite has every turn from its beginning.
    """
    if db.dialect.name == "postgresql":
        db.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (LOCK, name))


def _check(found: int | None) -> None:
    if found is None:
        raise _never()
    if found > VERSION:
        raise RecipientsUnusable(
            "Basis data penerima dibuat oleh versi dasbor yang lebih baru. Pasang versi terbaru, "
            "atau arahkan DASHBOARD_RECIPIENTS_URL ke basis data lain; data tidak diubah"
        )


def begun(url: str) -> bool:
    """Whether a verification has been recorded there. A database that cannot be asked has none."""
    try:
        with reading(url) as db:
            return db.execute(select(runs.c.id).limit(1)).first() is not None
    except (NeverVerified, RecipientsUnusable):
        return False


def _never() -> NeverVerified:
    return NeverVerified(
        "Belum ada daftar penerima yang diverifikasi; jalankan `python -m dashboard verify`"
    )


def _file(url: str) -> Path | None:
    place = make_url(url)
    return Path(place.database) if place.get_backend_name() == "sqlite" and place.database else None


def _made(file: Path) -> None:
    """The file, for its owner alone; SQLite gives its -wal and -shm the same mode."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError:
        raise RecipientsUnusable(
            "Basis data penerima tidak dapat dibuat atau ditulis; periksa hak tulis folder "
            "DASHBOARD_DATA dan berkasnya"
        ) from None


def _emptied(made: Engine) -> None:
    """Empty the write-ahead log: it holds pages as they were before rows were deleted."""
    with made.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _begin_sqlite(db: Connection) -> None:
    # See dashboard/store: a transaction that writes says so from the beginning, and waits its turn.
    options = db.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        db.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes", False) else "BEGIN")


def _prepare_sqlite(raw: sqlite3.Connection, _: Any) -> None:
    raw.isolation_level = None  # the driver leaves BEGIN to us
    pragmas = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON",
               "secure_delete = ON", "temp_store = MEMORY")  # fmt: skip
    for pragma in pragmas:
        raw.execute(f"PRAGMA {pragma}").close()


@cache
def _queue(url: str) -> "threading.Lock":
    return threading.Lock()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        if "no such" in said or "does not exist" in said:
            raise _never() from error
        if "full" in said or "No space" in said:
            reason = "kehabisan ruang disk; kosongkan ruang, data lama tetap utuh"
        elif "locked" in said:
            reason = "sedang dipakai proses lain terlalu lama; coba lagi sebentar"
        elif "not a database" in said or "malformed" in said:
            reason = "rusak; pulihkan dari cadangan, atau pindahkan berkasnya dan verifikasi lagi"
        elif isinstance(error, OperationalError):
            reason = "tidak dapat dipakai; periksa DASHBOARD_RECIPIENTS_URL, server, dan hak berkas"
        else:
            raise
        raise RecipientsUnusable(f"Basis data penerima {reason}") from error
