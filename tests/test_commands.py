"""The command line: what it prints, what it exits with, and one clear sentence for each fault."""

import csv
import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from types import SimpleNamespace

import pytest
from terminal import ROOT, run

import connectors
from dashboard import demo, recipients, store
from dashboard.__main__ import main


@pytest.fixture
def here(monkeypatch, capsys, caplog):
    """What `run` gives, from a command in this process: a start costs more than most commands.

    One of each command is a process here or in `operated`, for what only a process shows.
    """

    def carried_out(*words, **environ):
        capsys.readouterr()
        caplog.clear()
        with monkeypatch.context() as patch:
            for name in set(os.environ) - {"PATH"}:
                patch.delenv(name)
            for name, value in ({"COLUMNS": "160"} | environ).items():
                patch.setenv(name, value)
            status = main(words)
        said = capsys.readouterr()
        return SimpleNamespace(returncode=status, stdout=said.out, stderr=said.err + caplog.text)

    return carried_out


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = str(tmp_path_factory.mktemp("commands"))
    done = run("refresh", "bps", "rpjmd", DASHBOARD_DATA=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_a_refresh_ends_with_a_table(filled, here):
    done = here("refresh", "bps", DASHBOARD_DATA=filled)
    assert "Hasil penarikan" in done.stdout
    assert "berhasil" in done.stdout
    assert "663" in done.stdout


def test_the_exit_status_is_the_number_of_sources_that_failed(tmp_path):
    wrong = {
        "DASHBOARD_DATA": str(tmp_path),
        "SPSE_URL": "postgresql://x:rahasia@127.0.0.1:1/epns",
        "SIAK_URL": "oracle://x:rahasia@127.0.0.1:1/?service_name=SIAK",
    }
    done = run("refresh", **wrong)
    assert done.returncode == 2
    assert "lpse: SPSE tidak dapat dihubungi" in done.stdout
    assert "dukcapil: SIAK tidak dapat dihubungi" in done.stdout
    assert "bpkad: belum disambungkan; isi SIMDA_URL" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert "rahasia" not in done.stdout + done.stderr


def test_a_server_that_is_away_is_told_for_sql_server_too(tmp_path):
    url = "mssql://x:rahasia@127.0.0.1:1/Simda_{year}"
    done = run("refresh", "bpkad", DASHBOARD_DATA=str(tmp_path), SIMDA_URL=url)
    assert done.returncode == 1
    assert "bpkad: SIMDA Keuangan tidak dapat dihubungi" in done.stdout
    assert "rahasia" not in done.stdout + done.stderr


def test_an_address_without_its_year_is_told(tmp_path, here):
    url = "mssql://x:rahasia@127.0.0.1:1/Simda"
    done = here("refresh", "bpkad", DASHBOARD_DATA=str(tmp_path), SIMDA_URL=url)
    assert done.returncode == 1
    assert "harus memuat {year}" in done.stdout


def test_show_prints_a_series_as_csv(filled):
    done = run("show", "poverty_rate", "--csv", DASHBOARD_DATA=filled)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    columns = ["indicator", "area", "period", "kind", "value", "status", "recorded_at"]
    assert list(rows[0]) == columns
    actual = {row["period"]: row["value"] for row in rows if row["kind"] == "actual"}
    assert actual["2025-01-01"] == "11.49"
    targets = [row["value"] for row in rows if row["kind"] == "target"]
    assert {"11.96", "12.3"} <= set(targets)  # both ends of a range


def test_show_knows_what_was_known_then(filled, here):
    past = here("show", "hdi", "--as-of", "2020-01-01", "--csv", DASHBOARD_DATA=filled)
    assert len(past.stdout.splitlines()) == 1
    now = here("show", "hdi", "--area", "35", "--csv", DASHBOARD_DATA=filled)
    assert ",35,2025-01-01,actual,76.13,A," in now.stdout


def test_show_prints_a_table_for_people(filled, here):
    done = here("show", "hdi", DASHBOARD_DATA=filled)
    assert "Indeks pembangunan manusia" in done.stdout
    assert "73.74" in done.stdout


@pytest.mark.parametrize(
    ("words", "environ", "sentence"),
    [
        (["refresh", "salah"], {}, "Sumber salah tidak ada; yang ada: "),
        (["show", "salah"], {}, "Indikator salah tidak ada"),
        (["show", "hdi", "--area", "99"], {}, "Wilayah 99 tidak ada"),
        (["show", "hdi", "--as-of", "kemarin"], {}, "--as-of kemarin tidak terbaca"),
        (["refresh"], {"DASHBOARD_STORE_URL": "x"}, "DASHBOARD_STORE_URL tidak terbaca"),
        (["serve"], {"DASHBOARD_PORT": "delapan"}, "DASHBOARD_PORT=delapan bukan bilangan"),
        (["refresh", "bps"], {"DASHBOARD_DATA": "/proc/none"}, "tidak dapat dibuat"),
    ],
)
def test_a_wrong_word_gets_one_sentence(filled, here, words, environ, sentence):
    done = here(*words, **({"DASHBOARD_DATA": filled} | environ))
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_store_from_a_newer_version_is_refused(tmp_path, here):
    assert here("refresh", "rpjmd", DASHBOARD_DATA=str(tmp_path)).returncode == 0
    with closing(sqlite3.connect(tmp_path / "dasbor.db")) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    done = here("refresh", "rpjmd", DASHBOARD_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "versi dasbor yang lebih baru" in done.stderr


def test_demo_builds_every_stand_in_and_tells_its_progress(operated):
    said = json.loads((operated / "said.json").read_text("utf-8"))
    assert "SIAK…" in said["demo"]
    names = {path.name for path in (operated / "data" / "simulasi").iterdir()}
    assert names >= {
        "bpkad-2022.sqlite",
        "bpkad-2023.sqlite",
        "sipd.sqlite",
        "lpse.sqlite",
        "dukcapil.sqlite",
    }
    assert said["refresh"].count("(simulasi)") == len(demo.SYSTEMS)


def test_everything_is_refreshed_and_verified_from_the_stand_ins(operated):
    said = json.loads((operated / "said.json").read_text("utf-8"))
    results = re.findall(r"^│ (\w+) +│ (\w[\w ]*)", said["refresh"], re.M)
    states = {source: word.strip() for source, word in results}
    assert states.pop("penerima") == "belum diatur"  # nothing has been verified yet
    assert states == dict.fromkeys(set(connectors.sources()) - {"penerima"}, "berhasil")
    assert said["verify"].count("terverifikasi") == len(recipients.claim_lists())


def test_a_port_in_use_is_told(filled):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("serve", DASHBOARD_DATA=filled, DASHBOARD_PORT=port)
    assert done.returncode == 1
    assert "tidak dapat dipakai" in done.stderr


def test_serving_refreshes_what_is_due_and_ends_when_told(tmp_path):
    from servers import free_port

    environ = {"PATH": os.environ["PATH"], "DASHBOARD_DATA": str(tmp_path)}
    environ["DASHBOARD_PORT"] = str(free_port())
    command = [sys.executable, "-m", "dashboard", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as web:
        line = ""
        while "http://" not in line:
            line = web.stdout.readline()
        with sqlite3.connect(tmp_path / "dasbor.db") as db:
            # One is due, one is new, one is no longer declared; the others have no address.
            db.execute(
                "UPDATE turns SET due_at = '2020-01-01 00:00:00.000000' WHERE source = 'bps'"
            )
            db.execute(
                "INSERT INTO turns VALUES ('hilang', '2020-01-01 00:00:00.000000', NULL, '')"
            )
            before = db.execute("SELECT count(*) FROM runs WHERE source = 'bps'").fetchone()[0]
        until = time.monotonic() + 30
        after = before
        while after == before and time.monotonic() < until:
            time.sleep(0.5)
            after = db.execute("SELECT count(*) FROM runs WHERE source = 'bps'").fetchone()[0]
        db.close()
        assert after == before + 1
        port = environ["DASHBOARD_PORT"]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
        web.send_signal(signal.SIGTERM)
        assert web.wait(30) == 0


def test_everything_works_on_a_store_in_postgresql(app, data, postgres_url, here, monkeypatch):
    url = postgres_url("whole")
    environ = {
        "DASHBOARD_DATA": str(data),
        "DASHBOARD_DEMO": "1",
        "DASHBOARD_STORE_URL": url,
    }
    done = here("refresh", **environ)
    assert done.returncode == 0, done.stdout + done.stderr
    again = here("refresh", "bps", **environ)
    assert again.returncode == 0
    shown = here("show", "poverty_rate", "--csv", **environ)
    assert ",35.22,2025-01-01,actual,11.49,A," in shown.stdout
    monkeypatch.setenv("DASHBOARD_STORE_URL", url)
    client = app.server.test_client()
    for path in ("/", "/indikator", "/indikator/apbd_absorption", "/sumber-data", "/healthz"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "Penyimpanan data" not in answer.text, path
    store.engine(url).dispose()


def test_a_person_is_added_listed_and_revoked(tmp_path, here):
    place = {"DASHBOARD_DATA": str(tmp_path)}
    done = run("user", "add", "Siti  Aminah", "--skpd", "2.16", "--all",
               "--address", "https://dasbor.example/", **place)  # fmt: skip
    assert done.returncode == 0, done.stderr
    link = re.search(r"https://dasbor\.example/masuk#(\S{43})\s", done.stdout)
    assert link and "Siti Aminah (Kominfo)" in done.stdout
    listed = here("user", "list", **place).stdout
    assert "semua SKPD" in listed and link[1] not in listed
    assert "sudah ada" in here("user", "add", "siti aminah", "--skpd", "2.16", **place).stderr
    assert "SKPD 9.99 tidak ada" in here("user", "add", "Budi", "--skpd", "9.99", **place).stderr
    assert here("user", "revoke", "1", **place).returncode == 0
    again = here("user", "revoke", "1", **place)
    assert again.returncode == 1 and "sudah dicabut" in again.stderr
