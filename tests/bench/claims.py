"""Verifies 400,000 claims against 1.36 million residents in one way; prints seconds and peak.

`python tests/bench/claims.py make FOLDER` draws them once; `… ours FOLDER` and so on measure a way,
each in a process of its own: `ours` (every rule), `sql` and `pandas` (five of the rules by hand, as
a good engineer would), `splink` (candidates for 30,000 claims), `nik` (a million NIK).
"""

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

UNTIL, COUNT, LOST = date(2026, 11, 25), 400_000, 30_000
# Unknown, dead, another name, twice in a programme, in several programmes.
SQL = """
WITH seen AS (
    SELECT c.list, c.claim, c.nik, c.paid, c.name, r.nik AS found, r.died, r.name AS theirs,
        COUNT(*) OVER (PARTITION BY c.list, c.nik, YEAR(c.paid)) AS times
    FROM claims AS c LEFT JOIN register AS r ON r.nik = c.nik
), many AS (SELECT nik FROM claims GROUP BY nik HAVING COUNT(DISTINCT list) > 1)
SELECT COUNT(*) FILTER (found IS NULL), COUNT(*) FILTER (died < paid),
    COUNT(*) FILTER (JARO_WINKLER_SIMILARITY(UPPER(name), theirs) < 0.8),
    COUNT(*) FILTER (times > 1), COUNT(*) FILTER (m.nik IS NOT NULL)
FROM seen LEFT JOIN many AS m ON m.nik = seen.nik
"""


def make(folder):
    """Draw the register and the claims, with what is true of them, into files."""
    from dashboard import demo

    found = demo.population(UNTIL, 1.0)
    claims, truth = demo.claims(found, COUNT, np.random.default_rng(5))
    for column in ("nik", "other_nik"):  # numbers among texts, which a file of columns cannot hold
        cells = claims[column].tolist()
        claims[f"{column}_number"] = [not isinstance(cell, str | None) for cell in cells]
        claims[column] = [None if cell is None else str(cell) for cell in cells]
    claims.to_parquet(folder / "claims.parquet")
    truth.to_parquet(folder / "truth.parquet")
    demo.people(UNTIL, 1.0).to_parquet(folder / "register.parquet")


def loaded(folder):
    """The register and the claims; NIK as they are cleaned and judged, which is timed elsewhere."""
    from dashboard.recipients import claim_lists
    from dashboard.recipients._claims import _checked

    claims = pd.read_parquet(folder / "claims.parquet")
    for column in ("nik", "other_nik"):
        pairs = zip(claims[column], claims[f"{column}_number"], strict=True)
        cells = [float(cell) if number else cell for cell, number in pairs]
        claims[column] = pd.Series(cells, dtype=object)
    parts = []
    for code, rows in claims.groupby("list", sort=False):
        whole = claim_lists()[str(code)].source.dbms != "files"
        rows = _checked(rows, "nik", "", UNTIL, whole)
        parts.append(_checked(rows, "other_nik", "other_", UNTIL, whole))
    return pd.read_parquet(folder / "register.parquet"), pd.concat(parts, ignore_index=True)


def with_engine(folder):
    """Our engine with the register, the lists and their claims."""
    from dashboard.recipients import claim_lists
    from dashboard.recipients._engine import Duck, in_memory
    from dashboard.recipients._judge import prepared

    register, claims = loaded(folder)
    opened = in_memory()
    db = opened.__enter__()
    db.register("frame", register)
    days = ", ".join(f"CAST({name} AS DATE) AS {name}" for name in ("born", "died", "left_on",
                                                                    "came_on"))  # fmt: skip
    db.execute(f"CREATE TABLE register AS SELECT * REPLACE ({days}) FROM frame")
    db.unregister("frame")
    lists = [one for code, one in claim_lists().items() if (claims["list"] == code).any()]
    ready = [
        prepared(one, claims[claims["list"] == one.code].reset_index(drop=True), date(2026, 11, 23))
        for one in lists
    ]
    return opened, Duck(db), lists, ready, claims


def ours(folder):
    from dashboard.recipients._judge import judged

    opened, made, lists, ready, _ = with_engine(folder)
    for frame in ready:  # as the claims of the other ways, handed over before the clock starts
        made.add("claims", frame)
    started = time.perf_counter()
    told = judged(made, lists, [])
    seconds = time.perf_counter() - started
    truth = pd.read_parquet(folder / "truth.parquet")
    keys = ["list", "claim", "reason"]
    found, known = (set(map(tuple, each[keys].to_numpy())) for each in (told, truth))
    opened.__exit__(None, None, None)
    both = len(found & known)
    return seconds, {"precision": both / len(found), "recall": both / len(known)}


def sql(folder):
    opened, made, _, ready, _ = with_engine(folder)
    for frame in ready:
        made.add("claims", frame)
    started = time.perf_counter()
    made.db.execute(SQL).fetchall()
    seconds = time.perf_counter() - started
    opened.__exit__(None, None, None)
    return seconds, {}


def pandas(folder):
    from rapidfuzz.distance import JaroWinkler

    register, claims = loaded(folder)
    started = time.perf_counter()
    seen = claims.merge(register[["nik", "name", "died"]], "left", "nik", suffixes=("", "_theirs"))
    known = seen[seen["name_theirs"].notna()]
    pairs = zip(known["name"].str.upper(), known["name_theirs"], strict=True)
    alike = [JaroWinkler.similarity(a, b) < 0.8 for a, b in pairs]
    years = pd.to_datetime(seen["paid"]).dt.year
    times = seen.groupby(["list", "nik", years])["claim"].transform("size") > 1
    many = seen.groupby("nik")["list"].transform("nunique") > 1
    dead = pd.to_datetime(known["died"]) < pd.to_datetime(known["paid"])
    counts = [int(each) for each in (len(seen) - len(known), sum(alike), times.sum(), many.sum())]
    return time.perf_counter() - started, {"counts": [*counts, int(dead.sum())]}


def splink(folder):
    from dashboard.recipients._candidates import candidates

    opened, made, _, _, claims = with_engine(folder)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lost = claims.sample(LOST, random_state=1).reset_index(drop=True)
    spoilt = [nik[:9] + str((int(nik[9]) + 3) % 10) + nik[10:] if len(nik) == 16 and nik.isdigit()
              else nik for nik in lost["nik"]]  # fmt: skip
    lost = lost.assign(claim=range(LOST), nik=spoilt)
    started = time.perf_counter()
    found = candidates(made.db, lost)
    seconds = time.perf_counter() - started
    opened.__exit__(None, None, None)
    return seconds, {"proposed": int(found["claim"].nunique()), "before": before}


def nik(folder):
    from dashboard.recipients._nik import structure

    niks = pd.read_parquet(folder / "register.parquet", columns=["nik"])["nik"].head(1_000_000)
    started = time.perf_counter()
    structure(niks.astype(object), UNTIL)
    return time.perf_counter() - started, {"rows": len(niks)}


if __name__ == "__main__":
    way, folder = sys.argv[1], Path(sys.argv[2])
    if way == "make":
        make(folder)
    else:
        seconds, more = {"ours": ours, "sql": sql, "pandas": pandas, "splink": splink,
                         "nik": nik}[way](folder)  # fmt: skip
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(json.dumps({"seconds": seconds, "peak": peak, **more}))
