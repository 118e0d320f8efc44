"""connectors → store: each source alone, whatever the others do."""

import dataclasses
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from declared import RICE, SIHARGA
from sqlalchemy import create_engine, text

from connectors import source_of
from dashboard import clock, store
from dashboard.refresh import refresh, waiting
from dashboard.settings import settings

pytestmark = pytest.mark.alone  # asks how long things take, or kills them midway

QUERY = "SELECT kode AS indicator, wilayah AS area, bulan AS period, harga AS value FROM harga"
FACTS = SIHARGA | {
    "query": [QUERY],
    "limit_s": 2,
    "ignored": {"GLP": "gula tidak dipantau lagi sejak 2023"},
}
GOOD = [("BRS", "35.22", "2026-09-01", 13_000), ("BRS", "35.22", "2026-10-01", 13_400)]


def source(code="siharga", **changes):
    facts = FACTS | {"database": f"{code.upper()}_URL"} | changes
    return source_of(code, facts | {"indicator": {f"rice_{code}": RICE}})


NUMBERS = "kode VARCHAR(9), wilayah VARCHAR(13), bulan DATE, harga INTEGER"


def agency(url, rows=GOOD, columns=NUMBERS):
    """An agency's database with one table of prices."""
    engine = create_engine(url)
    with engine.begin() as db:
        db.execute(text(f"CREATE TABLE harga ({columns})"))
        names = [column.split()[0] for column in columns.split(",")]
        marks = ", ".join(f":{name}" for name in names)
        if rows:
            given = [dict(zip(names, row, strict=True)) for row in rows]
            db.execute(text(f"INSERT INTO harga VALUES ({marks})"), given)
    engine.dispose()
    return url


DBMS = {"mariadb": "mysql", "postgres": "postgresql"}


def served(request, kind, name):
    """A reader's address of an agency's database on a server of that kind."""
    server = request.getfixturevalue(f"{kind}_server")
    return server.reader(agency(server.fresh(name)))


@pytest.fixture
def place(tmp_path):
    """The settings of a fresh store, and a function that adds an agency's address to them."""
    environ = {"DASHBOARD_DATA": str(tmp_path)}
    found = settings(environ)
    store.upgrade(found.store_url)
    yield lambda **addresses: dataclasses.replace(found, environ=environ | addresses)
    store.engine(found.store_url).dispose()


def prices(place, code="siharga"):
    with store.reading(place().store_url) as db:
        return list(store.latest(db, f"rice_{code}", "35.22")["value"])


def test_a_source_without_python_fills_the_store(place, tmp_path):
    url = agency(f"sqlite:///{tmp_path / 'a.db'}")
    (outcome,) = refresh([source()], place(SIHARGA_URL=url))
    assert (outcome.state, outcome.counts.new) == ("ok", 2)
    assert prices(place) == [13_000, 13_400]


def broken(tmp_path, name):
    """The address of an agency with one fault."""
    url = f"sqlite:///{tmp_path / name}.db"
    row = ("BRS", "35.22", "2026-10-01", 13_400)
    rows = {
        "text": [("BRS", "35.22", "2026-10-01", "1.2O5")],
        "twice": [row, row],
        "unknown code": [("BRS-BARU", "35.22", "2026-10-01", 13_400)],
        "unknown area": [("BRS", "35.99", "2026-10-01", 13_400)],
        "range": [("BRS", "35.22", "2026-10-01", 1)],
        "future": [("BRS", "35.22", "2226-10-02", 13_400)],
    }
    if name == "host":
        return "postgresql://reader:x@127.0.0.1:1/none"
    if name == "address":
        return "bukan alamat"
    if name == "file":
        return f"sqlite:///{tmp_path / 'nowhere.db'}"
    if name == "table":
        return _other(url)
    if name == "column":
        return agency(url, columns="kode TEXT, wilayah TEXT, bulan TEXT, tarif TEXT")
    return agency(
        url, rows[name], NUMBERS.replace("INTEGER", "TEXT") if name == "text" else NUMBERS
    )


def _other(url):
    engine = create_engine(url)
    with engine.begin() as db:
        db.execute(text("CREATE TABLE lain (kode TEXT)"))
    engine.dispose()
    return url


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("host", "tidak dapat dihubungi"),
        ("address", "tidak dapat dibaca"),
        ("file", "tidak dapat dihubungi"),
        ("table", "tabel harga tidak ada di"),
        ("column", "kolom harga tidak ada di"),
        ("text", "1.2O5"),
        ("twice", "kunci ganda"),
        ("unknown code", "BRS-BARU belum dikenal"),
        ("unknown area", "35.99"),
        ("range", "di luar batas wajar"),
        ("future", "periode di luar tahun"),
    ],
)
def test_a_fault_is_named_and_the_last_good_data_stay(place, tmp_path, fault, words):
    good = agency(f"sqlite:///{tmp_path / 'good.db'}")
    refresh([source()], place(SIHARGA_URL=good))
    bad = broken(tmp_path, fault)
    other = source("lain")
    (outcome, beside) = refresh([source(), other], place(SIHARGA_URL=bad, LAIN_URL=good))
    assert outcome.state == "failed"
    assert outcome.error.startswith("siharga: ")
    assert words in outcome.error
    assert prices(place) == [13_000, 13_400]
    assert beside.state == "ok"
    with store.reading(place().store_url) as db:
        run = store.last_runs(db).set_index("source").loc["siharga"]
    assert run["error"] == outcome.error
    assert run["ok_rows_seen"] == 2


def test_an_agencys_table_that_is_suddenly_empty_is_asked_about(place, tmp_path):
    refresh([source()], place(SIHARGA_URL=agency(f"sqlite:///{tmp_path / 'good.db'}")))
    empty = agency(f"sqlite:///{tmp_path / 'empty.db'}", rows=[])
    (outcome,) = refresh([source()], place(SIHARGA_URL=empty))
    assert outcome.state == "held"
    assert "biasanya 2 angka, kali ini 0" in outcome.error
    assert prices(place) == [13_000, 13_400]


def test_an_agencys_table_that_was_always_empty_fails(place, tmp_path):
    empty = agency(f"sqlite:///{tmp_path / 'empty.db'}", rows=[])
    (outcome,) = refresh([source()], place(SIHARGA_URL=empty))
    assert outcome.state == "failed"
    assert "hanya 0 baris, paling sedikit 1" in outcome.error


def test_a_source_without_an_address_is_told_apart_from_one_that_fails(place):
    (outcome,) = refresh([source()], place())
    assert outcome.state == "unset"
    assert "SIHARGA_URL" in outcome.error


def test_a_wrong_password_is_named_without_showing_it(place, request):
    url = served(request, "mariadb", "password")
    scheme, rest = url.split("://", 1)
    wrong = f"{scheme}://orang:rahasia@{rest.split('@', 1)[1]}"
    (outcome,) = refresh([source()], place(SIHARGA_URL=wrong))
    assert "menolak nama pengguna atau kata sandi" in outcome.error
    assert "rahasia" not in outcome.error


@pytest.mark.parametrize(
    ("kind", "sleep"), [("postgres", "pg_sleep(20)"), ("mariadb", "SLEEP(20)")]
)
def test_a_query_that_hangs_is_given_up_within_its_limit(place, request, kind, sleep):
    url = served(request, kind, "slow")
    slow = source(query=[f"{QUERY} WHERE {sleep} IS NOT NULL"], dbms=DBMS[kind])
    begun = time.monotonic()
    (outcome,) = refresh([slow], place(SIHARGA_URL=url))
    assert time.monotonic() - begun < slow.limit_s + 3
    assert "tidak menjawab dalam 2 detik" in outcome.error


@pytest.mark.parametrize("kind", ["postgres", "mariadb"])
def test_a_connection_cannot_write(place, request, kind):
    url = served(request, kind, "write")
    writes = source(query=["DELETE FROM harga RETURNING kode AS indicator"], dbms=DBMS[kind])
    (outcome,) = refresh([writes], place(SIHARGA_URL=url))
    assert outcome.state == "failed"
    refresh([source()], place(SIHARGA_URL=url))
    assert len(prices(place)) == 2


def test_many_slow_sources_are_refreshed_side_by_side(place, request):
    url = served(request, "postgres", "many")
    waits = [f"{QUERY} WHERE pg_sleep(0.5) IS NOT NULL"]
    sources = [source(f"s{number}", query=waits) for number in range(8)]
    addresses = {f"S{number}_URL": url for number in range(8)}
    begun = time.monotonic()
    outcomes = refresh(sources, place(**addresses))
    assert all(outcome.state == "ok" for outcome in outcomes)
    assert time.monotonic() - begun < 8  # two rows each wait: 8 s one after another


def test_two_hosts_on_one_store_refresh_a_source_once(place, tmp_path, request):
    store_url = request.getfixturevalue("postgres_url")("hosts")
    store.upgrade(store_url)
    url = agency(f"sqlite:///{tmp_path / 'a.db'}")
    found = dataclasses.replace(place(SIHARGA_URL=url), store_url=store_url)
    with store.writing(store_url) as db:
        store.enlist(db, ["siharga"], clock.now())
    states = []
    hosts = [
        threading.Thread(
            target=lambda: states.extend(
                outcome.state for outcome in refresh([source()], found, only_due=True)
            )
        )
        for _ in range(4)
    ]
    for host in hosts:
        host.start()
    for host in hosts:
        host.join()
    assert sorted(states) == ["busy", "busy", "busy", "ok"]
    with store.reading(store_url) as db:
        assert store.due(db, clock.now()) == []
        assert store.due(db, clock.now() + timedelta(days=1, hours=1)) == ["siharga"]
    store.engine(store_url).dispose()


def test_a_failed_source_is_tried_again_soon(place):
    (outcome,) = refresh([source()], place(SIHARGA_URL="sqlite:////nowhere/x.db"))
    assert outcome.state == "failed"
    with store.reading(place().store_url) as db:
        soon = store.next_due(db)["siharga"] - clock.now()
    assert timedelta(minutes=10) < soon < timedelta(minutes=16)


def test_a_driver_that_never_returns_does_not_hold_the_command(tmp_path):
    code = """
import sys, threading
from dashboard import refresh
refresh.connectors.pull = lambda *a: threading.Event().wait()
refresh.GRACE_S = -55  # bps has a limit of 60 seconds
from dashboard.__main__ import main
sys.exit(main(["refresh", "bps"]))
"""
    environ = {"DASHBOARD_DATA": str(tmp_path), "PATH": "/usr/bin"}
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environ,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "belum selesai" in done.stdout
    assert time.monotonic() - begun < 60


def test_an_address_in_a_file_that_others_may_read_fails_that_source_alone(place, tmp_path):
    good = agency(f"sqlite:///{tmp_path / 'good.db'}")
    secret = tmp_path / "rahasia"
    secret.write_text("mysql://pembaca:SANDI@127.0.0.1/x")
    secret.chmod(0o644)
    found = place(SIHARGA_URL_FILE=str(secret), LAIN_URL=good)
    outcome, beside = refresh([source(), source("lain")], found)
    assert (outcome.state, beside.state) == ("failed", "ok")
    assert "chmod 600" in outcome.error and "SANDI" not in outcome.error


def test_only_what_is_declared_and_connected_waits_for_its_turn(place, tmp_path, monkeypatch):
    known = {code: source(code) for code in ("siharga", "lain", "rusak")}
    monkeypatch.setattr("connectors.sources", lambda: known)
    secret = tmp_path / "rahasia"
    secret.write_text("mysql://x")
    secret.chmod(0o644)
    found = place(SIHARGA_URL="sqlite:///x.db", RUSAK_URL_FILE=str(secret))
    with store.writing(found.store_url) as db:
        store.enlist(db, [*known, "hilang"], clock.now())
    with store.reading(found.store_url) as db:
        assert set(waiting(db, found, clock.now())) == {"siharga", "rusak"}
