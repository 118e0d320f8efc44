"""A source that is only a .toml: its queries ask, `[columns]` and `[values]` say what came.

Dates and places are left to `_shape`, so a query needs no function of one DBMS alone.
"""

from collections.abc import Iterator
from datetime import date

import pandas as pd
from sqlalchemy import Connection, text

from connectors._contract import Source
from connectors._read import pieces
from connectors._rows import Table
from connectors._shape import shaped


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame | Iterator[pd.DataFrame]:
    """Run each query of the .toml, with `:since` where it stands in the text.

    Where each row is a value, rows come piece by piece and never all at once. Where values are
    reckoned from many rows, a query gives all of them: let the server add up (GROUP BY).
    """
    if source.values or source.combine:
        tables = [pd.concat(_asked(db, query, since), ignore_index=True) for query in source.query]
        return shaped([Table(rows, _named) for rows in tables], source)
    return (
        shaped([Table(rows, _named)], source)
        for query in source.query
        for rows in _asked(db, query, since)
    )


def _asked(db: Connection, query: str, since: date) -> Iterator[pd.DataFrame]:
    return pieces(db, text(query), {"since": since} if ":since" in query else {})


def _named(position: int, column: str) -> str:
    return f"baris {position + 1} › {column}"
