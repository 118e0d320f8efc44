"""The speed promises, as ratios measured side by side in one run: `make bench`.

No part of `make test`: its name begins with no `test_`, so pytest takes it only by its path.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine

ROOT = Path(__file__).parents[2]
ROWS = 1_000_000
ROUNDS = 5
STATEMENT = "SELECT name, place, day, amount, quantity, extra FROM seen"
CREATE = (
    "CREATE TABLE seen (name varchar(60), place varchar(20), day date, amount numeric(19,2), "
    "quantity integer, extra integer)"
)
FILL = (
    "INSERT INTO seen SELECT CONCAT('Belanja kegiatan nomor ', n), CONCAT('35.22.', n % 28), "
    "{day}, n * 1234.57, n, CASE WHEN n % 3 = 0 THEN NULL ELSE n END FROM {numbers}"
)
SERVERS = {
    "mariadb": {
        "day": "DATE_ADD('2020-01-01', INTERVAL (n % 2000) DAY)",
        "numbers": f"(SELECT seq AS n FROM seq_1_to_{ROWS}) AS numbers",
    },
    "postgres": {
        "day": "date '2020-01-01' + (n % 2000)",
        "numbers": f"generate_series(1, {ROWS}) AS numbers(n)",
    },
}


@pytest.fixture(params=SERVERS)
def filled(request):
    address = request.getfixturevalue(f"{request.param}_url")("bench")
    engine = create_engine(address)
    with engine.begin() as db:
        db.exec_driver_sql(CREATE)
        db.exec_driver_sql(FILL.format(**SERVERS[request.param]).replace("%", "%%"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.exec_driver_sql("ANALYZE seen" if "post" in address else "ANALYZE TABLE seen")
    engine.dispose()
    return request.param, address


def measured(way, address):
    """One reading, in a process of its own."""
    command = [sys.executable, Path(__file__).with_name("reading.py"), way, address, STATEMENT]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = json.loads(subprocess.run(command, env=environ, stdout=-1, check=True).stdout)
    assert found["rows"] == ROWS
    return found


def test_reading_is_as_fast_as_the_bare_driver_and_streaming_as_small(filled, capsys):
    kind, address = filled
    ways = ("ours", "bare", "pandas", "pieces")
    rounds = [{way: measured(way, address) for way in ways} for _ in range(ROUNDS)]

    def median(way, what):
        return statistics.median(each[way][what] for each in rounds)

    def ratio(way, what):
        return statistics.median(each[way][what] / each["ours"][what] for each in rounds)

    lines = [f"\n{kind}, {ROWS:,} rows      first read         again      peak"]
    for way in ways:
        times = [f"{median(way, w):6.2f} s {ratio(way, w):4.2f}x" for w in ("first", "again")]
        lines.append(f"  {way:15} {'  '.join(times)} {median(way, 'peak'):6.0f} MB")
    with capsys.disabled():
        sys.stdout.write("\n".join(lines) + "\n")
    assert median("pieces", "peak") < median("ours", "peak") * 0.75
    assert ratio("pandas", "again") >= 1
    assert ratio("bare", "again") >= 1
