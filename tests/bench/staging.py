"""Stages and publishes so many made-up rows in pieces; prints seconds and the process's peak.

`python tests/bench/staging.py sqlite:////tmp/store.db 10000000 first again`, from the project's
folder: once when all is new, then when nothing is.
"""

import json
import resource
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

import connectors  # noqa: E402
from connectors import source_of  # noqa: E402
from dashboard import store  # noqa: E402

FACTS = {"title": "X", "unit": "", "frequency": "day", "better": "none", "range": [-1, 1e9]}
SOURCE = source_of(
    "s",
    {
        "title": "S",
        "owner": "5.01",
        "system": "S",
        "dbms": "mysql",
        "refresh": "daily",
        "rows_min": 1,
        "database": "S_URL",
        "indicator": {f"x{number}": FACTS for number in range(10)},
    },
)
PIECE = 50_000
AREAS = [area.code for area in connectors.areas().values()][:400]


def pieces(rows):
    """`rows` observations: ten indicators of 400 areas, a day after another."""
    codes = np.array([entry.code for entry in SOURCE.indicators])
    for first in range(0, rows, PIECE):
        place = np.arange(first, min(first + PIECE, rows))
        day, line = np.divmod(place, len(codes) * len(AREAS))
        yield pd.DataFrame(
            {
                "indicator": codes[line % len(codes)],
                "area": np.array(AREAS)[line // len(codes)],
                "skpd": "",
                "period": np.datetime64("2000-01-01", "ns") + day * np.timedelta64(1, "D"),
                "kind": "actual",
                "reference": "",
                "value": place * 0.5,
                "upper": float("nan"),
                "status": "A",
                "publication": "",
                "note": "",
            }
        )


def main(url, rows, *names):
    """One refresh for each of `names`."""
    store.upgrade(url)
    told = {"rows": rows}
    for name in names:
        with store.writing(url) as db:
            run = store.start(db, SOURCE, False, date(1900, 1, 1), datetime.now(UTC))
        begun = time.monotonic()
        for piece in pieces(rows):
            with store.writing(url) as db:
                store.stage(db, run, piece)
        staged = time.monotonic()
        with store.writing(url) as db:
            question = store.hold_if_odd(db, run, datetime.now(UTC))
            compared = time.monotonic()
            counts = store.publish(db, run, datetime.now(UTC))
        ended = time.monotonic()
        told[name] = {
            "stage": round(staged - begun, 1),
            "compare": round(compared - staged, 1),
            "publish": round(ended - compared, 1),
            "new": counts.new,
            "question": question,
        }
        told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps(told))


main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
