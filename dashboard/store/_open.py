"""Opens the store: SQLite in a file by default, PostgreSQL when many hosts share it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from dashboard.databases import opened, unchanging, writers_queue
from dashboard.settings import settings

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_S = 300  # one writer at a time on SQLite; a first load of ten million rows takes a minute


class StoreUnusable(Exception):
    """The store cannot be read or written; the sentence says why and what to do."""


@cache
def engine(url: str) -> Engine:
    """The engine of the store at `url`, one a process; connects at first use."""
    place = make_url(url)
    if place.get_backend_name() == "sqlite" and place.database:
        folder = Path(place.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnusable(
                f"Folder {folder} tidak dapat dibuat; periksa DASHBOARD_DATA dan hak tulisnya"
            ) from error
    return opened(url, BUSY_S)


@contextmanager
def reading(url: str = "") -> Iterator[Connection]:
    """A connection that sees one unchanging state of the store. Raises StoreUnusable."""
    made = unchanging(engine(url or settings().store_url))
    with _explained(), made.connect() as db:
        yield db


@contextmanager
def writing(url: str = "") -> Iterator[Connection]:
    """A transaction: all of it is kept, or none. Raises StoreUnusable.

    The threads of a process may queue for it, so no thread may open one inside another.
    """
    made = engine(url or settings().store_url).execution_options(writes=True)
    with _explained(), writers_queue(made), made.begin() as db:
        yield db


def settle(url: str = "") -> None:
    """Have the disk keep what was committed so far, through a power cut too: SQLite's log is synced
    only now and then. Raises StoreUnusable."""
    place = make_url(url or settings().store_url)
    if place.get_backend_name() != "sqlite" or not place.database:
        return
    try:
        with open(f"{place.database}-wal", "rb") as log:
            os.fsync(log.fileno())
    except FileNotFoundError:
        return  # it was brought into the database, and synced for that
    except OSError as error:
        raise StoreUnusable(
            "Penyimpanan data tidak dapat ditulis sampai ke disk; periksa disk dan ruangnya"
        ) from error


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
