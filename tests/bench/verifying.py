"""The promises of the verification at full size, side by side in one run: `make bench`."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROUNDS = 3
WAYS = ("ours", "sql", "pandas", "nik")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("claims")
    run("make", made)
    return made


def run(way, folder):
    command = [sys.executable, Path(__file__).with_name("claims.py"), way, str(folder)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environ, stdout=-1, check=True, text=True).stdout


def test_every_rule_costs_little_more_than_five_by_hand(folder, capsys):
    rounds = [{way: json.loads(run(way, folder)) for way in WAYS} for _ in range(ROUNDS)]
    rounds[0]["splink"] = json.loads(run("splink", folder))
    seconds = {
        way: statistics.median(each[way]["seconds"] for each in rounds if way in each)
        for way in (*WAYS, "splink")
    }
    lines = ["\n400,000 claims, 1.36 million residents"]
    for way, median in seconds.items():
        more = {k: v for k, v in rounds[0][way].items() if k not in ("seconds", "peak")}
        lines.append(f"  {way:8} {median:6.2f} s  peak {rounds[0][way]['peak']:6.0f} MB  {more}")
    with capsys.disabled():
        sys.stdout.write("\n".join(lines) + "\n")
    # 25 rules, and names by Python's rules
    assert seconds["ours"] <= 6 * seconds["sql"]
    assert seconds["ours"] <= 0.8 * seconds["pandas"]
    assert seconds["nik"] < seconds["pandas"], "a million NIK"
    found = rounds[0]["ours"]
    assert found["precision"] >= 0.99 and found["recall"] >= 0.99
