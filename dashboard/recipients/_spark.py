"""Spark as the engine of the verification: views of one session. Spark is installed by whoever has
such an engine; the dashboard itself needs it only in its tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pandas as pd

from dashboard.recipients._engine import DAY, TABLES, WHOLE, EngineWrong, records, said


@contextmanager
def spark(address: str) -> "Iterator[Spark]":
    """A session of the master `address` names: `spark:local[2]`, or `spark://host:7077`."""
    try:
        sql: Any = import_module("pyspark.sql")
    except ImportError as error:
        raise EngineWrong(
            "Mesin verifikasi Spark memerlukan pustaka pyspark dan Java; pasang keduanya, atau "
            "tulis DASHBOARD_VERIFY_ENGINE=duckdb"
        ) from error
    master = address if address.startswith("spark://") else address.removeprefix("spark:")
    builder = sql.SparkSession.builder.master(master).appName("data-makro")
    builder = builder.config("spark.ui.enabled", "false")
    if master.startswith("local"):  # nobody else has to reach it
        builder = builder.config("spark.driver.host", "127.0.0.1")
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
    builder = builder.config("spark.sql.shuffle.partitions", "8")
    session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    try:
        yield Spark(session)
    finally:
        session.stop()


class Spark:
    """One session of Spark."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def add(self, table: str, rows: pd.DataFrame) -> None:
        """See `Engine`."""
        kinds = {DAY: "DATE", WHOLE: "INT"}
        schema = ", ".join(
            f"`{name}` {kinds.get(kind, 'STRING')}" for name, kind in TABLES[table].items()
        )
        made = self.session.createDataFrame(records(table, rows), schema)
        if self.session.catalog.tableExists(table):
            made = self.session.table(table).unionByName(made)
        made.createOrReplaceTempView(table)

    def keep(self, statement: str) -> None:
        """See `Engine`."""
        made = self.session.sql(said(statement, "spark")).cache()
        made.createOrReplaceTempView(statement)

    def rows(self, statement: str) -> pd.DataFrame:
        """See `Engine`."""
        found = self.session.sql(said(statement, "spark"))
        return pd.DataFrame([tuple(row) for row in found.collect()], columns=found.columns)

    def drop(self, table: str) -> None:
        """See `Engine`."""
        self.session.catalog.dropTempView(table)
