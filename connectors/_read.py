"""Rows of a statement as frames, piece by piece."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection

PIECE = 100_000


def pieces(
    db: Connection, statement: Any, params: Mapping[str, Any] | None = None, size: int = PIECE
) -> Iterator[pd.DataFrame]:
    """Placeholder until the reader lands."""
    found = db.execute(statement, dict(params or {}))
    yield pd.DataFrame(found.all(), columns=[name.lower() for name in found.keys()])


def table(db: Connection, statement: Any, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """Every row."""
    return pd.concat(list(pieces(db, statement, params)), ignore_index=True)
