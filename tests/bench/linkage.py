"""Teaches `recipients/_linkage.json` its m and u on the stand-in, and measures what it proposes.

    python tests/bench/linkage.py train     # writes the settings; a person looks at the difference
    python tests/bench/linkage.py           # precision, recall, calibration, time and memory

Both draw their own claims from the register's stand-in, with the published error model. m is
counted among claims whose person is known, u among claims and persons put together by chance. What
is too rare for chance (a NIK one digit off, a family card) is counted among all pairs found, which
hold every such pair. A level named «a: b» is one of those that are left after `a`, and its m and u
are shares of those only.
"""

import argparse
import json
import sys
import threading
import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard import demo
from dashboard.demo._claims import claims
from dashboard.recipients import _candidates, _near
from dashboard.recipients._engine import in_memory
from dashboard.recipients._written import cleaned

UNTIL = date(2026, 11, 20)
LOST = {"nik_missing", "nik_rounded", "nik_length", "nik_letters", "nik_region", "nik_date",
        "nik_serial", "nik_is_kk", "not_found", "not_yet", "name_differs"}  # fmt: skip
REGISTER = ("nik", "kk", "name", "sex", "born", "kecamatan", "desa", "state", "died", "left_on",
            "came_on")  # fmt: skip
EXHAUSTIVE = {"nik": (1, 2, 3), "kk": (1,)}  # levels of which every pair was found
CHANCE = 20_000_000  # pairs put together by chance


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
    rows = rows.merge(truth[["list", "claim", "reason"]], on=["list", "claim"])
    rows["nik"] = cleaned(rows["raw"], numbers_are_whole=False)["nik"]
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
    with in_memory() as db:
        register(db, people)
        _near.find(db, rows)
        near = gammas(db, made)
        place = pd.Series(np.arange(len(people)), index=people["nik"].astype(str))
        truth = rows["true_nik"].map(place)
        own = near["r"].to_numpy() == truth.to_numpy()[near["l"]]
        print(f"reached: {own.sum() / truth.notna().sum():.4f} of {truth.notna().sum()}",
              f"{len(near):,} pairs")
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
    learn(made, matches, near[~own], chance.rename("n").reset_index(), len(rows) * len(people))
    made["probability_two_random_records_match"] = 1e-6
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


def learn(made, matches, others, chance, every):
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
                near = others[others["gamma_nik"].between(count - 4, count - 2)]
                u[at] = (others[column] == gamma).sum()
        groups = [level["label_for_charts"].rpartition(":")[0] for level in levels[1:]]
        for group in set(groups):
            own = np.array([each == group for each in groups])
            m[own] = (m[own] + 0.5) / (m[own] + 0.5).sum()
            floor = 0.5 if u[own].sum() > 50 else 0.05
            u[own] = (u[own] + floor * drawn / max(drawn, 1)) / (u[own] + floor).sum()
        for level, ours, theirs in zip(levels[1:], m, u, strict=True):
            level["m_probability"] = float(f"{ours:.4g}")
            level["u_probability"] = float(f"{theirs:.4g}")
            print(f"{name:6} {level['label_for_charts']:50} {ours:.5f} {theirs:.3e}"
                  f" {np.log2(ours / theirs):7.2f}")


def measure(people, rows):
    with in_memory() as db:
        register(db, people)
        del people
        watch = Watch()
        started = time.perf_counter()
        with watch:
            found = _candidates.candidates(db, rows)
        took = time.perf_counter() - started
        left = db.execute("SHOW TABLES").fetchall()
    print(f"{len(rows):,} claims: {took:.1f} s, {watch.more:.0f} MiB more; left {left}")
    told = rows.set_index("claim").loc[found["claim"]]
    found["right"] = found["nik"].to_numpy() == told["true_nik"].to_numpy(str)
    found["rank"] = found.groupby("claim").cumcount()
    first = found[found["rank"] == 0]
    for least in (0.0, 0.5, 0.9):
        ones, every = first[first["probability"] >= least], found[found["probability"] >= least]
        print(f"p>={least}: first: precision {ones['right'].mean():.4f} recall "
              f"{ones['right'].sum() / len(rows):.4f}; top 3: recall "
              f"{every['right'].sum() / len(rows):.4f} precision {every['right'].mean():.4f}")
    bins = pd.cut(found["probability"], [0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1])
    print(found.groupby(bins, observed=True).agg(
        n=("right", "size"), said=("probability", "mean"), right=("right", "mean")))
    best = first.set_index("claim")["right"].reindex(rows["claim"]).fillna(False).astype(bool)
    any_ = found.groupby("claim")["right"].any().reindex(rows["claim"]).fillna(False).astype(bool)
    rows = rows.assign(first=best.to_numpy(), top=any_.to_numpy())
    print(rows.groupby("reason")[["first", "top"]].mean().assign(n=rows["reason"].value_counts()))
    has = np.where(rows["kk"] != "", "kk ", "") + np.where(rows["born"].notna(), "lahir", "")
    print(rows.groupby(has)[["first", "top"]].mean().assign(n=pd.Series(has).value_counts()))
    return found, rows


class Watch:
    """The most memory that this process held beyond what it held at first, in MiB."""

    def __enter__(self):
        self.first = self.most = self.now()
        self.going = True
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def __exit__(self, *_):
        self.going = False
        self.thread.join()
        self.more = self.most - self.first

    def look(self):
        while self.going:
            self.most = max(self.most, self.now())
            time.sleep(0.01)

    @staticmethod
    def now():
        text = Path("/proc/self/statm").read_text("ascii").split()[1]
        return int(text) * 4096 / 2**20


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="?", default="measure", choices=["measure", "train"])
    asked = parser.parse_args()
    everybody = demo.people(UNTIL)
    if asked.what == "train":
        train(everybody, lost([3522, 1], 400_000, 30_000))
    else:
        measure(everybody, lost([3522, 2], 600_000, 30_000))
