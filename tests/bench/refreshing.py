"""What a refresh promises to cost: as ratios and differences, measured side by side."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

import connectors
from connectors import areas, source_of
from dashboard import store
from dashboard.refresh import refresh
from dashboard.settings import settings

ROOT = Path(__file__).parents[2]
FACTS = {
    "title": "S",
    "owner": "5.01",
    "system": "S",
    "dbms": "mysql",
    "refresh": "daily",
    "rows_min": 1,
}
ENTRY = {"title": "X", "unit": "", "frequency": "month", "better": "none", "range": [0, 1e9]}


def staged(tmp_path, rows):
    """What tests/bench/staging.py measured in a process of its own."""
    url = f"sqlite:///{tmp_path / str(rows)}.db"
    command = [sys.executable, "tests/bench/staging.py", url, str(rows), "first"]
    return json.loads(subprocess.check_output(command, cwd=ROOT))


def test_ten_times_the_rows_need_no_more_memory(tmp_path):
    small, large = staged(tmp_path, 100_000), staged(tmp_path, 1_000_000)
    assert (small["first"]["new"], large["first"]["new"]) == (100_000, 1_000_000)
    assert large["peak"] < 1.15 * small["peak"]


@pytest.mark.parametrize("store_url", ["sqlite", "postgresql"], indirect=True)
def test_ninety_slow_sources_cost_less_than_a_second_more_than_quick_ones(
    store_url, tmp_path, monkeypatch
):
    sources = [
        source_of(f"s{n}", FACTS | {"database": f"S{n}_URL", "indicator": {f"x{n}": ENTRY}})
        for n in range(90)
    ]
    environ = {f"S{n}_URL": "x" for n in range(90)} | {"DASHBOARD_DATA": str(tmp_path)}
    found = settings(environ | {"DASHBOARD_STORE_URL": store_url})
    store.upgrade(store_url)
    waits, value = 0.0, 0.0

    def pull(source, address, since, today):
        time.sleep(waits)
        yield pd.DataFrame({"area": list(areas())[:100]}).assign(
            **{"indicator": source.indicators[0].code, "skpd": "", "kind": "actual"},
            **{"reference": "", "period": pd.Timestamp("2026-01-01").as_unit("ns")},
            **{"value": value, "upper": float("nan"), "status": "A", "publication": "", "note": ""},
        )[connectors.FRAME]

    monkeypatch.setattr(connectors, "pull", pull)
    took = {}
    for number, seconds in enumerate((0.0, 0.0, 0.2, 0.0, 0.2)):  # the first one fills the store
        waits, value = seconds, float(number)
        begun = time.monotonic()
        outcomes = refresh(sources, found)
        took.setdefault(seconds, []).append(time.monotonic() - begun)
        assert {outcome.state for outcome in outcomes} == {"ok"}
    store.engine(store_url).dispose()
    assert min(took[0.2]) - min(took[0.0][1:]) < 1, took
