"""Whom a wrong NIK may mean: persons of the register, with a probability and what differs.

Probabilistic record linkage after Fellegi and Sunter, by Splink on DuckDB: `near.sql` picks the
pairs worth scoring, `_linkage.json` holds the model (how often each field agrees for the same
person, m, and by chance, u; `tests/bench/linkage.py` says how they were found), Splink scores. A
claim means one person at most, so the candidates of a claim share one probability: two namesakes
born on one day get less than half each. Nobody is linked here: an officer decides.
"""

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from splink import DuckDBAPI, Linker

from dashboard.recipients import _names
from dashboard.recipients._differs import differences
from dashboard.recipients._written import repaired

HERE = Path(__file__).parent
MOST = 3  # candidates of a claim
LEAST = 0.5  # of all that are proposed together: below, it is likelier none of them
AT_ONCE = 6_000  # claims: some 300 MB of pairs
LEAST_EACH = 0.1  # a namesake less likely than this is no help
COLUMNS = ["claim", "nik", "name", "kecamatan", "probability", "differs"]
OURS, THEIRS = "a_claims", "b_register"  # Splink sets the alphabetically first to the left
SCORED = ("id", "nik", "name", "key", "born", "sex", "kecamatan", "desa", "kk")


def candidates(db: duckdb.DuckDBPyConnection, lost: pd.DataFrame) -> pd.DataFrame:
    """Up to three persons for each of the claims `lost`, the likeliest first: `COLUMNS`.

    `db` holds the `register` and nothing else afterwards; `lost` has the columns of claims.
    """
    if lost.empty:
        return pd.DataFrame(columns=COLUMNS)
    parts = range(0, len(lost), AT_ONCE)
    return pd.concat([_proposed(db, lost.iloc[at : at + AT_ONCE]) for at in parts])[COLUMNS]


def _proposed(db: duckdb.DuckDBPyConnection, lost: pd.DataFrame) -> pd.DataFrame:
    try:
        scored = _scored(db, sought(lost))
    finally:
        made = db.execute("SELECT table_name, table_type FROM information_schema.tables").fetchall()
        for name, kind in made:
            if name != "register":
                db.execute(f'DROP {"VIEW" if kind == "VIEW" else "TABLE"} "{name}"')
    return _chosen(scored, lost)


def sought(lost: pd.DataFrame) -> pd.DataFrame:
    """The claims as the linkage compares them; every text is "" where the list does not say."""
    names = lost["name"].map(_names.bare)
    niks = lost["nik"].map(repaired)
    usable = niks.str.fullmatch(r"\d{15,17}")
    born = pd.to_datetime(lost["born"])
    known = born.notna()
    told = {
        "id": lost["claim"].astype(str),
        "raw": lost["nik"],
        "nik": niks.where(usable, ""),
        "name": names,
        "key": names.map(_names.key),
        "first": names.str.split(" ").str[0],
        "last": names.str.split(" ").str[-1],
        "born": born.dt.strftime("%Y%m%d").where(known, ""),
        "swapped": born.dt.strftime("%Y%d%m").where(known & (born.dt.day <= 12), ""),
        "sex": lost["sex"].astype("int32"),
        "kecamatan": lost["kecamatan"],
        "desa": lost["desa"],
        "kk": lost["kk"],
    }
    return pd.DataFrame({name: np.asarray(each, object) for name, each in told.items()}).astype(
        {"sex": "int32"}
    )


def _scored(db: duckdb.DuckDBPyConnection, claims: pd.DataFrame) -> pd.DataFrame:
    """Claim (`id`), person and the log2 of the odds of each pair, with the person's own facts."""
    _table(db, "sought", claims)
    db.execute(f"CREATE TABLE near_pairs AS {near()}")
    # Whose NIK it is as written is known already, and that is not who is meant.
    db.execute(
        "DELETE FROM near_pairs USING sought "
        "WHERE sought.id = near_pairs.id AND sought.raw = near_pairs.nik"
    )
    people = db.execute(
        "SELECT nik AS id, nik, name, STRFTIME(born, '%Y%m%d') AS born, sex, kecamatan, desa, kk "
        "FROM register WHERE nik IN (SELECT nik FROM near_pairs)"
    ).df()
    people["key"] = people["name"].map(_names.key).astype(object)
    _table(db, "people", people.fillna({"born": ""}))
    db.execute(
        f"CREATE TABLE pairs AS SELECT '{OURS}-__-' || id AS join_key_l, "
        f"'{THEIRS}-__-' || nik AS join_key_r, '0' AS match_key FROM near_pairs"
    )
    db.execute(
        "CREATE TABLE frequencies AS SELECT name, COUNT(*) / SUM(COUNT(*)) OVER () AS tf_name "
        "FROM register GROUP BY name"
    )
    api = DuckDBAPI(db)
    ours = api.register(_view(db, "sought"), dataset_display_name=OURS)
    theirs = api.register(_view(db, "people"), dataset_display_name=THEIRS)
    linker = Linker([ours, theirs], str(HERE / "_linkage.json"), log_level="ERROR")
    linker.table_management.register_term_frequency_lookup(api.register("frequencies"), "name")
    linker.table_management.register_blocked_pairs_for_predict(api.register("pairs"))
    predicted = linker.inference.predict(warning_mode="never")
    return db.execute(
        "SELECT s.unique_id_l AS id, p.nik, p.name, p.born, p.sex, p.kecamatan, p.desa, p.kk, "
        f"s.match_weight AS weight FROM {predicted.physical_name} AS s "
        "JOIN people AS p ON p.id = s.unique_id_r"
    ).df()


def _view(db: duckdb.DuckDBPyConnection, table: str) -> Any:
    return db.table(table).select(", ".join(SCORED).replace("id,", "id AS unique_id,", 1))


def _table(db: duckdb.DuckDBPyConnection, name: str, rows: pd.DataFrame) -> None:
    db.register("rows_in", rows)
    db.execute(f"CREATE TABLE {name} AS SELECT * FROM rows_in")
    db.unregister("rows_in")


def _chosen(scored: pd.DataFrame, lost: pd.DataFrame) -> pd.DataFrame:
    """The best of each claim, with their share of the odds and what differs."""
    odds = np.exp2(scored["weight"].clip(-60, 60))
    rows = scored.assign(claim=scored["id"].astype("int64"), odds=odds)
    # 1: it may be nobody in the register at all, which the prior odds already weigh.
    rows["probability"] = rows["odds"] / (1 + rows.groupby("claim")["odds"].transform("sum"))
    rows = rows[rows["probability"] >= LEAST_EACH]
    rows = rows.sort_values(["claim", "probability", "nik"], ascending=[True, False, True])
    rows = rows.groupby("claim").head(MOST)
    total = rows.groupby("claim")["probability"].transform("sum")
    rows = rows[total >= LEAST].merge(lost, on="claim", suffixes=("", "_ours"))
    rows["differs"] = [differences(dict(row)) for _, row in rows.iterrows()]
    return rows[COLUMNS].reset_index(drop=True)


@cache
def near() -> str:
    """The statement that finds the pairs."""
    return (HERE / "near.sql").read_text("utf-8")
