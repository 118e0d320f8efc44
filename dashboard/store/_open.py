"""Opens the store: SQLite in a file by default, PostgreSQL when many hosts share it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from dashboard.settings import settings

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_S = 300  # one writer at a time on SQLite; a first load of ten million rows takes a minute


class StoreUnusable(Exception):
    """The store cannot be read or written; the sentence says why and what to do."""


@cache
def engine(url: str) -> Engine:
    """The engine of the store at `url`, one a process; connects at first use."""
    place = make_url(url)
    if place.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_timeout=BUSY_S)
    if place.database:
        folder = Path(place.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnusable(
                f"Folder {folder} tidak dapat dibuat; periksa DASHBOARD_DATA dan hak tulisnya"
            ) from error
    made = create_engine(url, connect_args={"timeout": BUSY_S})
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    return made


def _begin_sqlite(db: Connection) -> None:
    # A transaction that reads first and writes later would be refused at once when another writer
    # came between; one that says so from the beginning waits for its turn.
    writes = db.get_execution_options().get("writes", False)
    db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_sqlite(raw: sqlite3.Connection, _: Any) -> None:
    # The driver's own transactions begin at the first write, so two reads of a page could see two
    # versions; with None it leaves BEGIN to us.
    raw.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        raw.execute(f"PRAGMA {pragma}").close()


@contextmanager
def reading(url: str = "") -> Iterator[Connection]:
    """A connection that sees one unchanging state of the store. Raises StoreUnusable."""
    made = engine(url or settings().store_url)
    if made.dialect.name == "postgresql":
        made = made.execution_options(isolation_level="REPEATABLE READ")
    with _explained(), made.connect() as db:
        yield db


@contextmanager
def writing(url: str = "") -> Iterator[Connection]:
    """A transaction: all of it is kept, or none. Raises StoreUnusable.

    On SQLite the threads of a process queue for it: SQLite itself would have each of them sleep
    and try again, a tenth of a second at a time. So no thread may open one inside another.
    """
    place = url or settings().store_url
    made = engine(place).execution_options(writes=True)
    queue: AbstractContextManager[object] = nullcontext()
    if made.dialect.name == "sqlite":
        queue = _queue(place)
    with _explained(), queue, made.begin() as db:
        yield db


@cache
def _queue(url: str) -> "threading.Lock":
    return threading.Lock()


def upgrade(url: str = "") -> None:
    """Bring the store's schema to this version. Raises StoreUnusable for a newer store."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with reading(url) as db:
        if MigrationContext.configure(db).get_current_revision() == newest:
            return
    with writing(url) as db:
        if db.dialect.name == "postgresql":  # two hosts may start at the same moment
            db.exec_driver_sql("SELECT pg_advisory_xact_lock(352200)")
        config.attributes["connection"] = db
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreUnusable(
                "Penyimpanan data dibuat oleh versi dasbor yang lebih baru. Pasang versi terbaru, "
                "atau arahkan DASHBOARD_STORE_URL ke penyimpanan lain; data tidak diubah"
            ) from error


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        if "full" in said or "No space" in said:
            reason = "ruang disk habis; kosongkan ruang, data lama tetap utuh"
        elif "locked" in said:
            reason = "sedang dipakai proses lain terlalu lama; coba lagi sebentar"
        elif "no such" in said or "does not exist" in said:
            reason = "belum disiapkan; jalankan `python -m dashboard refresh`"
        elif "readonly" in said or "unable to open" in said:
            reason = "tidak dapat ditulis atau dibuka; periksa hak berkas dan folder DASHBOARD_DATA"
        elif isinstance(error, OperationalError):
            reason = "tidak dapat dihubungi; periksa DASHBOARD_STORE_URL dan servernya"
        else:
            raise
        raise StoreUnusable(f"Penyimpanan data {reason}") from error
