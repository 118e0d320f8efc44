"""Which of Oracle's drivers is used: tried with the driver itself, no server was at hand."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPEN = """
import os, sys, threading
import oracledb
from connectors import SourceChanged, SourceUnreachable, connected, source_of
from connectors._faults import explained
of = source_of("siak", {"title": "SIAK", "owner": "2.12", "system": "SIAK", "dbms": "oracle",
    "refresh": "daily", "rows_min": 1, "limit_s": 2, "database": "SIAK_URL", "query": ["x"],
    "indicator": {}})
def opened(address="oracle://u:s3kr1t@127.0.0.1:1/?service_name=X"):
    try:
        with explained(of), connected(address, of):
            print("open")
    except (SourceChanged, SourceUnreachable) as fault:
        print(type(fault).__name__, fault)
"""


def run(code, **environ):
    """A process of its own: the driver's mode is fixed for as long as one lives."""
    done = subprocess.run(
        [sys.executable, "-c", OPEN + code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout.splitlines()


def test_thin_is_used_where_nothing_is_said():
    said = run("opened(); opened(); print(oracledb.is_thin_mode())")
    assert said[0].startswith("SourceUnreachable siak: SIAK tidak dapat dihubungi")
    assert said[1:] == [said[0], "True"]


def test_thick_is_tried_where_it_is_asked_for_and_the_sentence_says_what_to_install():
    said = run("opened()", DASHBOARD_ORACLE_CLIENT="/nowhere")
    assert said[0].startswith("SourceChanged siak: Oracle Instant Client tidak dapat dipakai")
    assert "Instant Client 19" in said[0]
    assert "s3kr1t" not in said[0]


def test_a_server_before_12_1_is_answered_with_what_to_install():
    (said,) = run("""
class Old:
    def __init__(self, *words, **named):
        raise oracledb.NotSupportedError("DPY-3010: connections to this database server version")
oracledb.connect = Old
opened()
""")
    assert said.startswith("SourceChanged siak: server Oracle ini lebih tua dari 12.1")
    assert "DASHBOARD_ORACLE_CLIENT" in said


def test_a_silent_listener_holds_up_no_other_oracle_source():
    said = run("""
import socket, time
silent = socket.create_server(("127.0.0.1", 0))
address = f"oracle://u:s3kr1t@127.0.0.1:{silent.getsockname()[1]}/?service_name=X"
held = threading.Thread(target=opened, args=(address,))
held.start()
time.sleep(0.5)
begun = time.monotonic()
opened()
print(time.monotonic() - begun < 1)
held.join()
sys.stdout.flush()
os._exit(0)
""")
    assert said[0].startswith("SourceUnreachable siak: SIAK tidak dapat dihubungi")
    assert said[1] == "True"
    assert said[2].startswith("SourceUnreachable siak: SIAK tidak")
    assert "dalam 2 detik" in said[2]


def test_tcps_and_the_service_reach_the_driver():
    (said,) = run("""
def connect(**named):
    print(sorted((k, v) for k, v in named.items() if k != "password"))
    raise oracledb.OperationalError("DPY-6005: cannot connect to database")
oracledb.connect = connect
from connectors._engines import engine_of
try:
    engine_of("oracle://u:p@10.0.0.1:2484/?service_name=X&protocol=tcps", of).connect()
except Exception:
    pass
""")
    assert "('protocol', 'tcps')" in said
    assert "('service_name', 'X')" in said
    assert "('ssl_server_dn_match', True)" in said
    assert "('host', '10.0.0.1'), ('port', 2484)" in said
