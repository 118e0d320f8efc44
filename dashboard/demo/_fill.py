"""Writes generated tables into a database of any of the DBMS that a stand-in may use."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, MetaData, Table, create_engine, event, insert

CHUNK = 50_000


def fill(url: str, metadata: MetaData, frames: Mapping[str, pd.DataFrame]) -> None:
    """Make the tables of `metadata` at `url` and put the rows of `frames` into them."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":  # a stand-in can be made again: no journal, no waiting
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = OFF"))
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA journal_mode = OFF"))
    try:
        metadata.create_all(engine)
        with engine.begin() as db:
            for name, frame in frames.items():
                _load(db, metadata.tables[name], frame)
    finally:
        engine.dispose()


def fill_file(path: Path, metadata: MetaData, frames: Mapping[str, pd.DataFrame]) -> None:
    """`fill` a SQLite file that is there whole or not at all."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    fill(f"sqlite:///{part}", metadata, frames)
    os.replace(part, path)


def _load(db: Connection, table: Table, frame: pd.DataFrame) -> None:
    names = list(frame.columns)
    if db.dialect.name == "sqlite":
        marks = ", ".join("?" for _ in names)
        columns = ", ".join(f'"{name}"' for name in names)
        rows = list(zip(*(_texts(frame[name]) for name in names), strict=True))
        if rows:
            db.exec_driver_sql(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', rows)
        return
    plain = frame.astype(object).where(frame.notna(), None)
    for start in range(0, len(plain), CHUNK):
        part: list[Any] = plain.iloc[start : start + CHUNK].to_dict("records")
        db.execute(insert(table), part)


def _texts(column: "pd.Series[Any]") -> list[Any]:
    """A column as SQLite keeps it: days and times as the text that SQLAlchemy writes."""
    if not pd.api.types.is_datetime64_any_dtype(column):
        return list(column.tolist())
    known = column[column.notna()]
    if (known != known.dt.normalize()).any():
        return [None if pd.isna(time) else f"{time:%Y-%m-%d %H:%M:%S}.000000" for time in column]
    days = np.datetime_as_string(column.to_numpy().astype("datetime64[D]"))
    return [None if day == "NaT" else f"{day} 00:00:00.000000" for day in days.tolist()]
