"""Whom a claim may mean whose NIK is missing, wrong or another person's: proposals, never a link.

Splink weighs each pair of a claim and a person (Fellegi and Sunter): what agrees and what differs,
each by how often it does between the two records of one person (m) and between two people (u).
`_linkage.json` holds both; nothing is learnt here. What one comparison has told another does not
tell again: its levels are split, and their m and u are shares of what the first has left.

Splink's probability is of one pair. Two namesakes born on the same day would both be certain. Here
the persons who may be meant share what there is, beside the chance that it is somebody else.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
from splink import DuckDBAPI, Linker

from dashboard.recipients import _near
from dashboard.recipients._differs import differs

SETTINGS = Path(__file__).with_name("_linkage.json")
COLUMNS = ("claim", "nik", "name", "kecamatan", "probability", "differs")
MOST = 3  # that an officer compares at a glance
PROPOSED = 0.5  # of those proposed together: below, it is likelier none of them
LEAST = 0.1  # of each: who is one of ten alike is not told apart by a proposal
ELSEWHERE = 0.1  # odds that the person is not in the register, or shares nothing exact with it
SLIGHT = (
    -7.0
)  # pairs with odds below 1 to 128 are left out: together they are still next to nothing

SHARED = f"""
WITH weighed AS (
    SELECT unique_id_l AS l, unique_id_r AS r, pow(2, match_weight) AS odds FROM near_weighed
), shared AS (
    SELECT l, r, odds / ({ELSEWHERE} + sum(odds) OVER (PARTITION BY l)) AS probability FROM weighed
), first AS (
    SELECT s.l, s.r, s.probability, g.nik
    FROM shared AS s
    JOIN register AS g ON g.rowid = s.r
    WHERE s.probability >= {LEAST}
    QUALIFY row_number() OVER (PARTITION BY s.l ORDER BY s.probability DESC, g.nik) <= {MOST}
), proposed AS (
    SELECT * FROM first QUALIFY sum(probability) OVER (PARTITION BY l) >= {PROPOSED}
)
SELECT
    s.l, s.probability, g.nik, g.name, g.kecamatan, g.desa, g.born, g.sex, g.kk,
    w.nik AS their_nik, w.kk AS their_kk
FROM proposed AS s
JOIN register AS g ON g.rowid = s.r
JOIN near_lost AS w ON w.l = s.l
ORDER BY s.l, s.probability DESC, g.nik
"""


def candidates(db: duckdb.DuckDBPyConnection, lost: pd.DataFrame) -> pd.DataFrame:
    """The persons whom each claim of `lost` may mean, at most `MOST` each, the likeliest first.

    `db` holds the table `register`, as `_register.py` makes it, and nothing is left in it; `lost`
    has the columns of `_claims.claims`. Columns: `claim`, `nik`, `name`, `kecamatan`, `probability`
    (of a claim's persons at most 1 together) and `differs` (a tuple of phrases).
    """
    (residents,) = db.execute("SELECT count(*) FROM register").fetchone() or (0,)
    if lost.empty or not residents:
        return pd.DataFrame({name: [] for name in COLUMNS})
    try:
        _near.find(db, lost)
        weigh(db, settings(residents))
        found = db.execute(SHARED).df()
    finally:
        _near.forget(db)
        db.execute("DROP TABLE IF EXISTS near_weighed")
    rows = lost.reset_index(drop=True).loc[found["l"]].reset_index(drop=True)
    found["claim"] = rows["claim"]
    found["differs"] = differs(rows, found)
    return found[list(COLUMNS)]


@cache
def _trained() -> str:
    return SETTINGS.read_text("utf-8")


def settings(residents: int) -> dict[str, Any]:
    """Splink's settings for a register of so many persons, of whom any is as likely at first.

    A family has as many members in a small register as in a large one, so the chance that somebody
    at random is one of them, the u of a family card, goes with the size.
    """
    made: dict[str, Any] = json.loads(_trained())
    first = 1 / max(residents, 2)
    smaller = first / made["probability_two_random_records_match"]
    made["probability_two_random_records_match"] = first
    (family,) = (one for one in made["comparisons"] if one["output_column_name"] == "kk")
    for level in family["comparison_levels"]:
        if level["sql_condition"].startswith('"kk_l" = "kk_r"'):
            level["u_probability"] = min(level["u_probability"] * smaller, 0.5)
    return made


def weigh(db: duckdb.DuckDBPyConnection, made: dict[str, Any], least: float = SLIGHT) -> None:
    """Let Splink weigh the pairs of `near_blocked` into the table `near_weighed`; without those of
    a weight (the logarithm to base 2 of the odds) below `least`."""
    splink = DuckDBAPI(db)
    sides = [splink.register(name, table_name=name) for name in ("near_claims", "near_people")]
    linker = Linker(sides, made, log_level=None)
    tables = linker.table_management
    tables.register_term_frequency_lookup(splink.register("near_frequencies"), "key")
    tables.register_blocked_pairs_for_predict(splink.register("near_blocked"))
    try:
        # "never": that nothing is trained in this session is meant so
        weighed = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        db.execute(f"CREATE TABLE near_weighed AS FROM {weighed.physical_name}")
    finally:
        splink.delete_tables_created_by_splink_from_db()
