"""The store when things break: a killed process, a full disk, a folder that cannot be written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard import store

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.alone  # asks how long things take, or kills them midway

WRITER = """
import os
import sys
from datetime import UTC, date, datetime
import pandas as pd
import connectors
from connectors import source_of
from dashboard import store
from dashboard.store import _publish

url = sys.argv[1]
source = source_of("s", {"title": "S", "owner": "5.01", "system": "S", "dbms": "mysql",
    "refresh": "daily", "rows_min": 1, "database": "S_URL", "indicator": {"x": {"title": "X",
    "unit": "", "frequency": "day", "better": "none", "range": [-1, 1e9]}}})
days = pd.date_range("2000-01-01", periods=3000, freq="D")

def slow(*arguments):
    print("written, not yet kept", flush=True)
    sys.stdin.read()

if "die" in sys.argv:
    _publish.supersede = slow  # the last step

def write(value):
    frame = pd.DataFrame({"indicator": "x", "area": "35.22", "period": days, "value": value})
    frame = connectors.check(frame, source)
    with store.writing(url) as db:
        print("begun", os.getpid(), flush=True)
        run = store.start(db, source, False, date(1900, 1, 1), datetime.now(UTC))
    for number in range(0, 3000, 1000):
        with store.writing(url) as db:
            store.stage(db, run, frame[number:number + 1000])
    with store.writing(url) as db:
        store.publish(db, run, datetime.now(UTC))

if "many" in sys.argv:
    for line in sys.stdin:  # each value by a process of its own, which need not start from nothing
        if not (child := os.fork()):
            write(float(line))
            os._exit(0)
        sys.stdin.readline()  # its number stays its own until then, even if it has ended
        os.waitpid(child, 0)
        print("ended", flush=True)
else:
    write(float(sys.argv[2]))
"""


def writer(url, value, *words):
    command = [sys.executable, "-c", WRITER, url, str(value), *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def values(url):
    with store.reading(url) as db:
        return store.latest(db, "x", "35.22")["value"]


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
def test_killing_the_process_leaves_all_of_a_refresh_or_none(backend, tmp_path, request):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    if backend == "postgresql":
        url = request.getfixturevalue("postgres_url")("killed")
    store.upgrade(url)
    with writer(url, 1) as first:
        first.communicate("")
    with writer(url, 2, "die") as second:
        assert second.stdout.readline().startswith("begun")
        assert second.stdout.readline().startswith("written")
        os.kill(second.pid, signal.SIGKILL)
        second.stdin.close()
    assert set(values(url)) == {1.0}
    assert len(values(url)) == 3000
    with writer(url, 3) as third:  # nothing that the dead one held is in the way
        third.communicate("")
    assert set(values(url)) == {3.0}
    with store.reading(url) as db:  # nor is anything left of what it had staged
        assert db.exec_driver_sql("SELECT count(*) FROM incoming").scalar() == 0
    store.engine(url).dispose()


def test_a_kill_at_any_point_leaves_all_or_none(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(url)
    ends = set()
    with writer(url, 0, "many") as processes:

        def begun(number):
            print(number, file=processes.stdin, flush=True)
            word, pid = processes.stdout.readline().split()
            assert word == "begun"
            return int(pid)

        def ended():
            print("go on", file=processes.stdin, flush=True)
            assert processes.stdout.readline() == "ended\n"

        for value in (100, 101):
            begun(value)
            before = time.monotonic()
            ended()
        whole_s = time.monotonic() - before  # of one that nobody kills, on this busy machine
        for number in range(1, 13):
            pid = begun(number)
            time.sleep(whole_s * number / 6)  # somewhere between the first piece and the end
            os.kill(pid, signal.SIGKILL)
            ended()
            assert len(set(values(url))) == 1
            assert len(values(url)) == 3000
            ends.add(number in set(values(url)))
        processes.stdin.close()
    assert ends == {True, False}
    store.engine(url).dispose()


def test_a_full_disk_is_said_and_loses_nothing(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(url)
    with writer(url, 1) as first:
        first.communicate("")
    with pytest.raises(store.StoreUnusable, match="ruang disk habis"), store.writing(url) as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar()
        db.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        db.exec_driver_sql("CREATE TABLE big AS SELECT * FROM observations")
    assert set(values(url)) == {1.0}
    store.engine(url).dispose()


def test_a_store_that_was_never_made_says_what_to_run(tmp_path):
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    with pytest.raises(store.StoreUnusable, match="dashboard refresh"), store.reading(url) as db:
        store.version(db)
    store.engine(url).dispose()


def test_a_file_that_is_no_store_is_said(tmp_path):
    (tmp_path / "folder.db").mkdir()
    url = f"sqlite:///{tmp_path / 'folder.db'}"
    with pytest.raises(store.StoreUnusable, match="dibuka"):
        store.upgrade(url)


def test_a_server_that_is_away_is_said():
    url = "postgresql+psycopg://nobody@127.0.0.1:1/none"
    with pytest.raises(store.StoreUnusable, match="DASHBOARD_STORE_URL"), store.reading(url):
        pass
