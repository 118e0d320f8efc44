"""Teaches `recipients/_linkage.json` its m and u on the stand-in, some three minutes at full size.

python tests/bench/linkage.py # writes the settings; a person looks at the difference

The claims are drawn from the register's stand-in, with the published error model. m is counted
among claims whose person is known, u among claims and persons put together by chance. What is too
rare for chance (a NIK one digit off, a family card) is counted among all pairs found, which hold
every such pair. A level named «a: b» is one of those that are left after `a`, and its m and u are
shares of those only.
"""

import json
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard import demo
from dashboard.demo import claims
from dashboard.recipients import _candidates, _near
from dashboard.recipients._engine import in_memory
from dashboard.recipients._written import cleaned

UNTIL = date(2026, 11, 20)
LOST = {"nik_missing", "nik_rounded", "nik_length", "nik_letters", "nik_region", "nik_date",
        "nik_serial", "nik_is_kk", "not_found", "not_yet", "name_differs"}  # fmt: skip
REGISTER = ("nik", "kk", "name", "sex", "born", "kecamatan", "desa", "state", "died", "left_on",
            "came_on")  # fmt: skip
EXHAUSTIVE = {"nik": (1, 2, 3), "kk": (2,)}  # levels of which every pair was found
TWINS = 0.01  # of all persons live with a twin: 12 in 1,000 births are of twins, who grow up
ALIKE = 2.8e-5  # of people put together by chance, born on one day: the level «sama» of `born`
CHANCE = 20_000_000  # pairs put together by chance
# The stand-in's lists never err in the place, and those of its few claims without any word of the
# name right are too few to count the sex: taken for as good as lists are.
ASSUMED = {("place", "NIK dari kecamatan yang sama"): [0.93, 0.04, 0.03],
           ("place", ""): [0.93, 0.04, 0.03], ("sex", ""): [0.99, 0.01]}  # fmt: skip


def say(*parts):
    sys.stdout.write(" ".join(map(str, parts)) + "\n")


def register(db, people):
    kinds = {"sex": "INTEGER", **dict.fromkeys(("born", "died", "left_on", "came_on"), "DATE")}
    columns = ", ".join(f"{name} {kinds.get(name, 'VARCHAR')}" for name in REGISTER)
    db.execute(f"CREATE TABLE register ({columns})")
    db.register("piece", people)
    db.execute(f"INSERT INTO register SELECT {', '.join(REGISTER)} FROM piece")
    db.unregister("piece")


def lost(seed, count, most):
    """Claims without a person, each record once, with `true_nik` and the reasons."""
    found = demo.population(UNTIL)
    rows, truth = claims(found, count, np.random.default_rng(seed))
    truth = truth[truth["reason"].isin(LOST)].drop_duplicates(["list", "claim"])
    rows = rows.merge(truth[["list", "claim", "reason", "true_nik"]], on=["list", "claim"])
    rows["nik"] = cleaned(rows["nik"], numbers_are_whole=False)["nik"]
    rows = rows.drop_duplicates(["list", "true_nik", "nik", "name"])
    rows = rows.sample(frac=1, random_state=1).head(most).reset_index(drop=True)
    return rows.assign(claim=np.arange(len(rows)))


def gammas(db, made):
    """The level of each comparison for the pairs of `near_blocked`."""
    _candidates.weigh(db, made | {"retain_matching_columns": True}, least=-1000)
    names = ", ".join(f"gamma_{one['output_column_name']}" for one in made["comparisons"])
    found = db.execute(f"SELECT unique_id_l AS l, unique_id_r AS r, {names} FROM near_weighed").df()
    db.execute("DROP TABLE near_weighed")
    return found


def train(people, rows):
    made = _candidates.settings(len(people))
    rng = np.random.default_rng(7)
    _near.SPENT = {}  # its tables are needed again for pairs put together by chance
    with in_memory() as db:
        register(db, people)
        _near.find(db, rows)
        near = gammas(db, made)
        place = pd.Series(np.arange(len(people)), index=people["nik"].astype(str))
        truth = rows["true_nik"].map(place)
        own = near["r"].to_numpy() == truth.to_numpy()[near["l"]]
        say(
            f"reached: {own.sum() / truth.notna().sum():.4f} of {truth.notna().sum()}",
            f"{len(near):,} pairs",
        )
        known = np.flatnonzero(truth.notna())
        matches = paired(db, made, pd.DataFrame({"l": known, "r": truth[known].astype(int)}))
        chance = []
        for _ in range(20):
            size = CHANCE // 20
            pairs = pd.DataFrame({"l": rng.integers(0, len(rows), size),
                                  "r": rng.integers(0, len(people), size)})  # fmt: skip
            one = paired(db, made, pairs.drop_duplicates())
            one = one[one["r"].to_numpy() != truth.to_numpy()[one["l"]]]
            chance.append(one.drop(columns=["l", "r"]).value_counts())
        _near.forget(db)
    chance = pd.concat(chance).groupby(level=list(range(len(made["comparisons"])))).sum()
    learn(made, matches, near[~own], chance.rename("n").reset_index(), len(rows), len(people))
    made["probability_two_random_records_match"] = 1 / len(people)
    _candidates.SETTINGS.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")


def paired(db, made, pairs):
    for table in ("near_blocked", "near_people", "near_pairs"):
        db.execute(f"DROP TABLE {table}")
    db.register("piece", pairs)
    db.execute("CREATE TABLE near_pairs AS SELECT l, r FROM piece")
    db.unregister("piece")
    for table in ("near_people", "near_blocked"):
        db.execute(f"CREATE TABLE {table} AS {_near.statements()[table]}")
    return gammas(db, made)


def learn(made, matches, others, chance, rows, people):
    every = rows * people
    for one in made["comparisons"]:
        name = one["output_column_name"]
        column, levels = f"gamma_{name}", one["comparison_levels"]
        count = len(levels) - 1  # of gammas, the null level aside; the first level has the highest
        rare = EXHAUSTIVE.get(name, ())
        m, u = np.zeros(count), np.zeros(count)
        drawn = chance["n"].sum()
        for at in range(count):
            gamma = count - 1 - at
            m[at] = (matches[column] == gamma).sum()
            u[at] = chance.loc[chance[column] == gamma, "n"].sum()
            if at + 1 in rare:
                u[at] = (others[column] == gamma).sum() * drawn / every
            if name == "born" and at in (2, 3):  # pairs whose NIK is so near are all found
                u[at] = (others[column] == gamma).sum()
        groups = [level["label_for_charts"].rpartition(":")[0] for level in levels[1:]]
        for group in set(groups):
            own = np.array([each == group for each in groups])
            m[own] = ASSUMED.get((name, group), at_least(m[own] / max(m[own].sum(), 1)))
            u[own] = (u[own] + 0.5) / (u[own] + 0.5).sum()
        if name == "kk":  # of those born on one day, one in a hundred has a twin in the family
            same = (matches[column] > 0).sum() / (matches[column] >= 0).sum()
            m[:], u[0] = (same, same, 1 - same), TWINS / (people * ALIKE)
        for level, ours, theirs in zip(levels[1:], m, u, strict=True):
            level["m_probability"] = float(f"{ours:.4g}")
            level["u_probability"] = float(f"{theirs:.4g}")
            say(
                f"{name:6} {level['label_for_charts']:50} {ours:.5f} {theirs:.3e}"
                f" {np.log2(ours / theirs):7.2f}"
            )


def at_least(shares, least=0.001):
    """No field is so well kept that it never differs: the stand-in's errors are not all."""
    raised = np.maximum(shares, least)
    return raised / raised.sum()


if __name__ == "__main__":
    train(demo.people(UNTIL), lost([3522, 1], 400_000, 30_000))
