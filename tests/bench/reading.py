"""One way to read one table, in a process of its own: seconds and peak memory as JSON.

Run by `speed.py`: `python reading.py <way> <address> <statement>`. Modules, the connection and the
server's cache are warm before the first read; `first` is the read that a refresh makes, `again` the
same one more time, with the memory that the first had to ask the system for.
"""

import json
import resource
import sys
import time
from datetime import date

import pandas as pd
from sqlalchemy import text

from connectors import connected, pieces, rows_of, source_of

# The account that made the rows can write: let it, for this once.
WAIVED = {"writes": {"by": "bench", "on": date(2026, 11, 25), "why": "bench"}}
SOURCE = source_of(
    "bench",
    {"title": "", "owner": "2.16", "system": "Bench", "dbms": "mysql", "refresh": "daily",
     "rows_min": 1, "database": "BENCH_URL", "limit_s": 600, "waived": WAIVED},
)  # fmt: skip


def bare(db, statement):
    with db.connection.dbapi_connection.cursor() as cursor:
        cursor.execute(statement)
        return len(cursor.fetchall())


WAYS = {
    "ours": lambda db, statement: len(rows_of(db, statement)),
    "pieces": lambda db, statement: sum(map(len, pieces(db, statement))),
    "bare": bare,
    "pandas": lambda db, statement: len(pd.read_sql(text(statement), db)),
}


def measured(way, address, statement):
    found = {}
    with connected(address, SOURCE) as db:
        way(db, f"{statement} LIMIT 1000")
        for name in ("first", "again"):
            before = time.perf_counter()
            found["rows"] = way(db, statement)
            found[name] = time.perf_counter() - before
            found.setdefault("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(WAYS[sys.argv[1]], *sys.argv[2:])))
