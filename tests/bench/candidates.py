"""Measures what `recipients._candidates` proposes at full size: of whom, how surely, how fast.

    python tests/bench/candidates.py

The claims are drawn anew from the stand-in, others than those that `linkage.py` learnt from.
"""

import sys
import threading
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[2]))

from linkage import UNTIL, lost, register, say  # noqa: E402

from dashboard import demo  # noqa: E402
from dashboard.recipients import _candidates  # noqa: E402
from dashboard.recipients._engine import in_memory  # noqa: E402


def measure(people, rows):
    """Recall is of the claims whose person is in the register; precision is of all."""
    there = rows["true_nik"].isin(set(people["nik"].astype(str))).sum()
    with in_memory() as db:
        register(db, people)
        del people
        watch = Watch()
        started = time.perf_counter()
        with watch:
            found = _candidates.candidates(db, rows)
        took = time.perf_counter() - started
        left = db.execute("SHOW TABLES").fetchall()
    say(
        f"{len(rows):,} claims, {there:,} of persons in the register: "
        f"{took:.1f} s, {watch.more:.0f} MiB more; left {left}"
    )
    told = rows.set_index("claim").loc[found["claim"]]
    found["right"] = found["nik"].to_numpy() == told["true_nik"].to_numpy(str)
    found["rank"] = found.groupby("claim").cumcount()
    first = found[found["rank"] == 0]
    for least in (0.0, 0.5, 0.9):
        ones, every = first[first["probability"] >= least], found[found["probability"] >= least]
        say(
            f"p>={least}: first: precision {ones['right'].mean():.4f} recall "
            f"{ones['right'].sum() / there:.4f}; top 3: recall "
            f"{every['right'].sum() / there:.4f} precision {every['right'].mean():.4f}"
        )
    bins = pd.cut(found["probability"], [0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1])
    say(
        found.groupby(bins, observed=True).agg(
            n=("right", "size"), said=("probability", "mean"), right=("right", "mean")
        )
    )
    best = first.set_index("claim")["right"].reindex(rows["claim"]).fillna(False).astype(bool)
    any_ = found.groupby("claim")["right"].any().reindex(rows["claim"]).fillna(False).astype(bool)
    rows = rows.assign(first=best.to_numpy(), top=any_.to_numpy())
    say(rows.groupby("reason")[["first", "top"]].mean().assign(n=rows["reason"].value_counts()))
    has = np.where(rows["kk"] != "", "kk ", "") + np.where(rows["born"].notna(), "lahir", "")
    say(rows.groupby(has)[["first", "top"]].mean().assign(n=pd.Series(has).value_counts()))
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
    measure(demo.people(UNTIL), lost([3522, 2], 700_000, 30_000))
