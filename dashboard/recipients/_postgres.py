"""PostgreSQL as the engine of the verification: temporary tables of one session."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
import psycopg

from dashboard.recipients._engine import TABLES, EngineWrong, records, said


@contextmanager
def postgres(address: str) -> "Iterator[Postgres]":
    """A session at `address`; everything it made is gone at its end."""
    plain = address.replace("postgresql+psycopg://", "postgresql://")
    try:
        db = psycopg.connect(plain, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError:
        raise EngineWrong(
            "Mesin verifikasi PostgreSQL tidak dapat dihubungi; periksa DASHBOARD_VERIFY_ENGINE"
        ) from None
    with db:
        yield Postgres(db)


class Postgres:
    """One session of PostgreSQL."""

    def __init__(self, db: "psycopg.Connection[Any]") -> None:
        self.db = db
        self.made: set[str] = set()

    def add(self, table: str, rows: pd.DataFrame) -> None:
        """See `Engine`."""
        if table not in self.made:
            columns = ", ".join(f"{name} {kind}" for name, kind in TABLES[table].items())
            self._do(f"CREATE TEMPORARY TABLE {table} ({columns})")
            self.made.add(table)
        names = ", ".join(TABLES[table])
        with (
            self.db.cursor() as cursor,
            cursor.copy(_sql(f"COPY {table} ({names}) FROM STDIN")) as copy,
        ):
            for row in records(table, rows):
                copy.write_row(row)

    def keep(self, statement: str) -> None:
        """See `Engine`."""
        for table in sorted(self.made):
            self._do(f"ANALYZE {table}")
        self.drop(statement)
        self._do(f"CREATE TEMPORARY TABLE {statement} AS {said(statement, 'postgres')}")
        self.made.add(statement)

    def rows(self, statement: str) -> pd.DataFrame:
        """See `Engine`."""
        with self.db.cursor() as cursor:
            cursor.execute(_sql(said(statement, "postgres")))
            names = [each.name for each in cursor.description or ()]
            return pd.DataFrame(cursor.fetchall(), columns=names)

    def drop(self, table: str) -> None:
        """See `Engine`."""
        self._do(f"DROP TABLE IF EXISTS pg_temp.{table}")
        self.made.discard(table)

    def _do(self, statement: str) -> None:
        self.db.execute(_sql(statement))


def _sql(statement: str) -> Any:
    return statement  # psycopg's types want a literal; ours come from our own files
