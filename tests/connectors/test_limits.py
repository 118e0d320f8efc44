"""What does not end is ended: within the limit and a second, on the server as well."""

import gc
import socket
import threading
import time
from datetime import date

import pytest
from declared import SIMPUS
from sqlalchemy import create_engine, make_url

import connectors
from connectors import SourceUnreachable, source_of
from connectors._faults import explained

pytestmark = pytest.mark.alone  # asks how long things take, or kills them midway

WAIVED = {"writes": {"by": "Budi, Kabid", "on": date(2026, 11, 25), "why": "uji"}}
FACTS = SIMPUS | {
    "limit_s": 2,
}
SLEEP = {"mariadb": "SELECT SLEEP(60)", "postgres": "SELECT pg_sleep(60)"}
UNLIMITED = {"mariadb": "SET max_statement_time = 0", "postgres": "SET statement_timeout = 0"}
RUNS = {
    "mariadb": "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = '{who}'",
    "postgres": "SELECT count(*) FROM pg_stat_activity WHERE usename = '{who}'",
}


def source(kind="mariadb", **changes):
    dbms = {"mariadb": "mysql", "postgres": "postgresql"}.get(kind, "mysql")
    return source_of("simpus", FACTS | {"dbms": dbms} | changes)


class ProcessList:
    """Reads a server's process list with its owner's account, until told to stop."""

    def __init__(self, owner, statement):
        self.seen = []  # (seconds since the start, connections of the account)
        self.begun = time.monotonic()
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.read, args=(owner, statement))
        self.thread.start()

    def read(self, owner, statement):
        engine = create_engine(owner, isolation_level="AUTOCOMMIT")
        with engine.connect() as db:
            while not self.stopped.wait(0.01):
                count = db.exec_driver_sql(statement).scalar()
                self.seen.append((time.monotonic() - self.begun, count))
        engine.dispose()

    def stop(self):
        time.sleep(max(0, 3.3 - (time.monotonic() - self.begun)))  # beyond the limit and a second
        self.stopped.set()
        self.thread.join()
        return max(count for _, count in self.seen), max(when for when, count in self.seen if count)


@pytest.mark.parametrize("server_too", [True, False], ids=["server's limit", "client's alone"])
@pytest.mark.parametrize("kind", SLEEP)
def test_a_query_that_hangs_is_gone_from_the_process_list_in_time(request, kind, server_too):
    server = request.getfixturevalue(f"{kind}_server")
    owner = server.fresh("slow")
    reader = server.reader(owner)
    who = make_url(reader).username
    listed = ProcessList(owner, RUNS[kind].format(who=who))
    with pytest.raises(SourceUnreachable, match="tidak menjawab dalam 2 detik"):
        with explained(source(kind)), connectors.connected(reader, source(kind)) as db:
            if not server_too:
                db.exec_driver_sql(UNLIMITED[kind])
            db.exec_driver_sql(SLEEP[kind])
    ended = time.monotonic() - listed.begun
    most, last = listed.stop()
    assert 1 < ended < 3
    assert last < 3
    assert most <= 2


@pytest.mark.parametrize("kind", SLEEP)
def test_many_short_queries_do_not_add_up_beyond_the_limit(request, kind):
    server = request.getfixturevalue(f"{kind}_server")
    reader = server.reader(server.fresh("short"))
    begun = time.monotonic()
    with pytest.raises(SourceUnreachable, match="tidak menjawab dalam 2 detik"):
        with explained(source(kind)), connectors.connected(reader, source(kind)) as db:
            while True:
                db.exec_driver_sql(SLEEP[kind].replace("60", "0.3"))
    assert time.monotonic() - begun < 3


def test_a_sqlite_query_that_hangs_is_interrupted(tmp_path):
    create_engine(f"sqlite:///{tmp_path / 'x.db'}").connect().close()
    (tmp_path / "x.db").touch()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    begun = time.monotonic()
    with pytest.raises(SourceUnreachable, match="tidak menjawab dalam 1 detik"):
        of = source(limit_s=1)
        with explained(of), connectors.connected(f"sqlite:///{tmp_path / 'x.db'}", of) as db:
            db.exec_driver_sql(endless)
    assert time.monotonic() - begun < 2


@pytest.fixture
def silent():
    """A port that accepts and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]
    for thread in threading.enumerate():  # whoever was left behind now hears that it is over
        if thread.name == "connect-simpus":
            thread.join(10)
    gc.collect()  # oracledb leaves the closing of its socket to chance


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:rahasia@127.0.0.1:{port}/x",
        "mysql://u:rahasia@127.0.0.1:{port}/x",
        "mysql://u:rahasia@127.0.0.2:{port}/x",
        "oracle://u:rahasia@127.0.0.1:{port}/?service_name=X",
        "mssql://u:rahasia@127.0.0.1:{port}/x",
    ],
)
def test_a_server_that_accepts_and_is_silent_does_not_hold_us(silent, address):
    of = source(limit_s=1)
    begun = time.monotonic()
    with pytest.raises(SourceUnreachable) as fault:
        with explained(of), connectors.connected(address.format(port=silent), of):
            pytest.fail("nobody answered")
    assert time.monotonic() - begun < 2
    assert "rahasia" not in str(fault.value)


@pytest.mark.parametrize("kind", SLEEP)
def test_a_network_that_falls_silent_in_a_query_does_not_hold_us(request, kind):
    server = request.getfixturevalue(f"{kind}_server")
    with Relay(server.port) as relay:
        reader = make_url(server.reader(server.fresh("silence"))).set(port=relay.port)
        begun = time.monotonic()
        with pytest.raises(SourceUnreachable, match="tidak menjawab dalam 2 detik"):
            url = reader.render_as_string(hide_password=False)
            with explained(source(kind)), connectors.connected(url, source(kind)) as db:
                relay.silence()
                db.exec_driver_sql("SELECT 1")
        assert time.monotonic() - begun < 3


class Relay:
    """Carries bytes to a server until it falls silent, with the connections open."""

    def __init__(self, port):
        self.to = port
        self.quiet = threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.open = []

    def __enter__(self):
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listening.close()
        for line in self.open:
            line.close()

    def silence(self):
        self.quiet.set()

    def accept(self):
        while True:
            try:
                here, _ = self.listening.accept()
            except OSError:
                return
            there = socket.create_connection(("127.0.0.1", self.to))
            self.open += [here, there]
            for one, other in ((here, there), (there, here)):
                threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    def carry(self, one, other):
        try:
            while data := one.recv(65536):
                if not self.quiet.is_set():
                    other.sendall(data)
        except OSError:
            return


def test_a_connection_that_is_read_in_time_is_left_alone(mariadb_server):
    reader = mariadb_server.reader(mariadb_server.fresh("quick"))
    with connectors.connected(reader, source()) as db:
        assert db.exec_driver_sql("SELECT 1").scalar() == 1
    names = [thread.name for thread in threading.enumerate()]
    time.sleep(0.1)
    assert "limit-simpus" not in [thread.name for thread in threading.enumerate()], names
