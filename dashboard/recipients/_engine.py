"""Where the exact part is reckoned: DuckDB in this process, or an engine that is already there.

The statements of `exact.sql` are the same on all; sqlglot says them in the engine's words. Nothing
personal is left behind: DuckDB lives in memory and may not touch a disk, PostgreSQL's tables are
temporary and go with the session, Spark's views go with its session.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

if TYPE_CHECKING:  # a page that shows findings needs no engine, and no memory for one
    from duckdb import DuckDBPyConnection

MEMORY = "8GB"  # ten times what a regency of 1.4 million needs; nothing is put on a disk
EXACT = Path(__file__).with_name("exact.sql")
DAY, TEXT, WHOLE = "DATE", "VARCHAR", "INTEGER"
PERSON = {"nik": TEXT, "kk": TEXT, "name": TEXT, "sex": WHOLE, "born": DAY, "kecamatan": TEXT,
          "desa": TEXT, "active": WHOLE}  # fmt: skip
EVENT = {"nik": TEXT, "day": DAY}
CLAIM = {"list": TEXT, "claim": WHOLE, "nik": TEXT, "fault": TEXT, "how": TEXT, "warning": TEXT,
         "name": TEXT, "born": DAY, "sex": WHOLE, "kk": TEXT, "paid": DAY, "bucket": WHOLE,
         "year": WHOLE, "parts": WHOLE, "household": WHOLE, "deceased": WHOLE, "resident_by": DAY,
         "late": WHOLE, "other_nik": TEXT, "other_fault": TEXT, "other_name": TEXT}  # fmt: skip
VERDICT = {"list": TEXT, "claim": WHOLE, "nik_name": TEXT, "other_name": TEXT}
TABLES: Mapping[str, Mapping[str, str]] = {
    "persons": PERSON,
    **dict.fromkeys(("deaths", "departures", "arrivals"), EVENT),
    "claims": CLAIM,
    "verdicts": VERDICT,
    "excludes": {"list": TEXT, "other": TEXT},
}


class EngineWrong(Exception):
    """The engine cannot be used; the sentence says which setting and what to write."""


class Engine(Protocol):
    """What the verification asks of an engine."""

    def add(self, table: str, rows: pd.DataFrame) -> None:
        """Put rows into one of `TABLES`, made at its first rows."""

    def keep(self, statement: str) -> None:
        """Reckon a statement of `exact.sql` and keep its rows as a table of its name."""

    def rows(self, statement: str) -> pd.DataFrame:
        """The rows of a statement of `exact.sql`."""

    def drop(self, table: str) -> None:
        """Forget a table."""


@cache
def statements() -> Mapping[str, str]:
    """The statements of `exact.sql`, by name."""
    parts = re.split(r"^-- name: (\w+)\n", EXACT.read_text("utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@cache
def said(name: str, dialect: str) -> str:
    """A statement in the words of an engine."""
    if dialect == "duckdb":
        return statements()[name]
    import sqlglot

    return sqlglot.transpile(statements()[name], read="duckdb", write=dialect)[0]


@contextmanager
def engine(address: str) -> Iterator[Engine]:
    """The engine at `address`: "duckdb", `postgresql://…`, or `spark:local[2]`, `spark://…`."""
    if address == "duckdb":
        with in_memory() as db:
            yield Duck(db)
    elif address.startswith("postgresql"):
        from dashboard.recipients._postgres import postgres

        with postgres(address) as made:
            yield made
    elif address.startswith("spark"):
        from dashboard.recipients._spark import spark

        with spark(address) as made:
            yield made
    else:
        raise EngineWrong(
            "DASHBOARD_VERIFY_ENGINE tidak dikenal; tulis duckdb, postgresql://…, atau spark://…"
        )


@contextmanager
def in_memory() -> "Iterator[DuckDBPyConnection]":
    """A DuckDB that can neither read nor write a file: what it holds is gone with it.

    Raises EngineWrong for a register that needs more than `MEMORY`.
    """
    import duckdb

    db = duckdb.connect(":memory:")
    try:
        for setting in (f"memory_limit = '{MEMORY}'", "temp_directory = ''",
                        "enable_external_access = false", "enable_progress_bar = false",
                        "lock_configuration = true"):  # fmt: skip
            db.execute(f"SET {setting}")
        yield db
    except duckdb.OutOfMemoryException:
        raise EngineWrong(
            f"Register dan daftar tidak muat dalam {MEMORY} memori; jalankan verifikasi di mesin "
            "yang sudah ada dengan DASHBOARD_VERIFY_ENGINE=postgresql://… atau spark://…"
        ) from None
    finally:
        db.close()


class Duck:
    """DuckDB in this process."""

    def __init__(self, db: "DuckDBPyConnection") -> None:
        self.db = db

    def add(self, table: str, rows: pd.DataFrame) -> None:
        """See `Engine`."""
        columns = ", ".join(f"{name} {kind}" for name, kind in TABLES[table].items())
        names = ", ".join(TABLES[table])
        self.db.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
        self.db.register("piece", rows)
        self.db.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM piece")
        self.db.unregister("piece")

    def keep(self, statement: str) -> None:
        """See `Engine`."""
        self.db.execute(f"CREATE OR REPLACE TABLE {statement} AS {statements()[statement]}")

    def rows(self, statement: str) -> pd.DataFrame:
        """See `Engine`."""
        return self.db.execute(statements()[statement]).df()

    def drop(self, table: str) -> None:
        """See `Engine`."""
        self.db.execute(f"DROP TABLE IF EXISTS {table}")


def records(table: str, rows: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The rows as plain Python values in the order of the table's columns, None for nothing."""
    columns: list[list[Any]] = []
    for name, kind in TABLES[table].items():
        column = rows[name]
        if kind == DAY:
            days = pd.to_datetime(column)
            columns.append([None if pd.isna(each) else each.date() for each in days])
        elif kind == WHOLE:
            columns.append([int(each) for each in column])
        else:
            columns.append([str(each) for each in column])
    return list(zip(*columns, strict=True))
