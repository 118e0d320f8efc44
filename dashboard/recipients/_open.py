"""Opens the recipients' database: SQLite in a file of its own, or PostgreSQL.

Deleted rows leave no bytes (`secure_delete`), nothing that is bound to a statement is repeated in
an error or a log (`hide_parameters`), and the file is its owner's alone.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, make_url, select
from sqlalchemy.exc import DBAPIError, OperationalError

from dashboard.databases import opened, unchanging, writers_queue
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
    return opened(url, BUSY_S, ("secure_delete = ON", "temp_store = MEMORY"), hidden=True)


@contextmanager
def reading(url: str = "") -> Iterator[Connection]:
    """A connection that sees one unchanging state. Raises NeverVerified, RecipientsUnusable."""
    place = url or settings().recipients_url
    file = _file(place)
    if file is not None and not file.exists():  # SQLite would make an empty one
        raise _never()
    with _explained(), unchanging(engine(place)).connect() as db:
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
    with _explained(), writers_queue(made):
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
    """Whether a verification has been recorded there. One that cannot be asked is taken to have
    been: whoever reads it then says what is wrong."""
    try:
        with reading(url) as db:
            return db.execute(select(runs.c.id).limit(1)).first() is not None
    except NeverVerified:
        return False
    except RecipientsUnusable:
        return True


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
