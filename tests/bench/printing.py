"""The promises of the weekly brief: as fast as a browser is not, and ten years without a miss."""

import json
import os
import random
import statistics
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from points import actual, goal, keep
from servers import dashboard_of

from dashboard import brief, schedule, store, weekly
from dashboard.brief import Week
from dashboard.delivery import Plan
from dashboard.settings import settings

ROOT = Path(__file__).parents[2]
ROUNDS = 5
WEEKS = 520
CODES = ("poverty_rate", "unemployment_rate", "hdi", "gini", "stunting_survey")


def run(*words, **environ):
    command = [sys.executable, Path(__file__).with_name("paper.py"), *words]
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **environ}
    return json.loads(subprocess.run(command, env=whole, stdout=-1, check=True, text=True).stdout)


def test_eight_pages_are_there_before_a_browser_has_printed_one(data, tmp_path, capsys):
    kept = str(tmp_path / "isi.json")
    place = {"DASHBOARD_DATA": str(data), "DASHBOARD_DEMO": "1"}
    with dashboard_of(**place) as address:
        rounds = [
            {"ours": run("ours", kept, **place), "typst": run("typst", kept),
             "browser": run("browser", address)}
            for _ in range(ROUNDS)
        ]  # fmt: skip
    seconds = {way: statistics.median(each[way]["seconds"] for each in rounds) for way in rounds[0]}
    ours = rounds[0]["ours"]
    with capsys.disabled():
        sys.stdout.write(
            f"\neight pages from an open store to the checked PDF {seconds['ours']:.2f} s, "
            f"{ours['grown']:.0f} MB more than the open store, {ours['peak']:.0f} MB in all; "
            f"Typst alone {seconds['typst']:.2f} s; one page by Chromium "
            f"{seconds['browser']:.2f} s\n"
        )
    assert seconds["ours"] < seconds["browser"]
    assert ours["grown"] < 200


def test_ten_years_of_late_and_revised_data_without_a_miss(tmp_path, capsys):
    found = settings({"DASHBOARD_DATA": str(tmp_path), "DASHBOARD_PUBLIC_URL": "https://contoh.id"})
    store.upgrade(found.store_url)
    chance = random.Random(520)
    now = first = datetime(2026, 1, 8, 3, tzinfo=UTC)
    keep(found.store_url, "bps", values(chance), now)
    keep(found.store_url, "rpjmd", [goal(code, 2025, 10.0) for code in CODES], now)
    week, made, errors = brief.week_of(now.date()), [], []
    while schedule.release(Week(week.first + timedelta(weeks=WEEKS - 1)), Plan()) > now:
        for _ in range(chance.randrange(3)):  # late, revised, or none at all
            at = now + timedelta(seconds=chance.randrange(7 * 86400))
            keep(found.store_url, "bps", values(chance), at)
        now += timedelta(days=chance.choice([3, 7, 7, 7, 18]), seconds=chance.randrange(86400))
        with store.writing(found.store_url) as db:
            store.enlist(db, [weekly.TURN], now)
            store.claim(db, weekly.TURN, "uji", now, now, only_due=False)
            store.release(db, weekly.TURN, "uji", now)
        for one in weekly.work(found, now):
            made += [one.week] if one.final else []
            errors += [one.error] if one.error else []
    wanted = []
    while schedule.release(week, Plan()) <= now:
        wanted.append(week.name)
        week = week.following
    with capsys.disabled():
        sys.stdout.write(f"\n{len(made)} weeks closed since {first:%Y-%m-%d}, to {now:%Y-%m-%d}\n")
    assert errors == [] and made == wanted and len(made) >= WEEKS
    with store.reading(found.store_url) as db:
        assert all(one.sha256 for one in store.briefs(db))


def values(chance):
    """A year's figures, each somewhere near ten."""
    return [actual(code, year, round(chance.uniform(8, 12), 2))
            for code in CODES for year in range(2019, 2026)]  # fmt: skip
