"""A store with weeks behind it: the filled one, known three weeks earlier, and revised since."""

import shutil
import sqlite3
from datetime import timedelta

import pandas as pd
import pytest
from recorded import recorded

import connectors
from dashboard import brief, clock, store
from dashboard.settings import settings

EARLIER = timedelta(days=24)
REVISED = ("complaints", "road_good_condition", "births")  # of the sources' own numbers


@pytest.fixture(scope="session")
def history(data, tmp_path_factory):
    """The settings of a store whose observations are three weeks old, some of them revised."""
    folder = tmp_path_factory.mktemp("history")
    with sqlite3.connect(data / "dasbor.db") as old, sqlite3.connect(folder / "dasbor.db") as new:
        old.backup(new)
        for table, column in (("observations", "recorded_at"), ("runs", "started_at"),
                              ("runs", "ended_at")):  # fmt: skip
            new.execute(
                f"UPDATE {table} SET {column} = strftime('%Y-%m-%d %H:%M:%f000', {column}, ?)",
                (f"-{EARLIER.days} days",),
            )
        for table in ("deliveries", "brief_codes", "brief_files", "briefs", "turns"):
            new.execute(f"DELETE FROM {table}")
    found = settings({"DASHBOARD_DATA": str(folder), "DASHBOARD_DEMO": "1",
                      "DASHBOARD_PUBLIC_URL": "https://data.contoh.go.id"})  # fmt: skip
    week = brief.week_of(clock.today(clock.now())).before
    revise(found.store_url, week.end - timedelta(days=3))
    return found


def revise(url, moment):
    """Give the newest two values of some indicators others, as known at `moment`."""
    for code in REVISED:
        source = connectors.source_of_indicator(code)
        with store.reading(url) as db:
            known = store.latest(db, code, None, None, ("actual",))
        mine = known[known["source"] == source.code]
        newest = mine[mine["period"] >= sorted(mine["period"].unique())[-2]]
        changed = newest.assign(value=newest["value"] * 0.9)[connectors.FRAME]
        since = changed["period"].min().date()
        recorded(url, source, pd.DataFrame(changed), moment, since=since, simulated=True)


@pytest.fixture
def own(history, tmp_path):
    """Settings of a copy of that store, for a test that writes into it."""
    shutil.copy(history.data / "dasbor.db", tmp_path / "dasbor.db")
    return settings(dict(history.environ) | {"DASHBOARD_DATA": str(tmp_path)})


@pytest.fixture(scope="session")
def weekly(history):
    """What the last closed week says, fitted to its paper, and the PDF."""
    week = brief.week_of(clock.today(clock.now())).before
    asked = brief.Asked(week, "", True, history.public_url)
    with store.reading(history.store_url) as db:
        return brief.fitted(brief.contents(db, asked, week.end), asked)
