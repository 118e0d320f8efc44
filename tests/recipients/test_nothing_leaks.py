"""A whole verification, from the agencies' databases to the pages: then everything that the program
wrote, printed, logged or served is searched for the persons who were in it."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from once import copy, once
from planted import draw_lists

ROOT = Path(__file__).parents[2]
TODAY, SCALE = date(2026, 11, 25), 0.01  # those of test_verify, so drawn once
WORD = "Kenariwati"  # put into the name of a thousand persons
LISTS = ("gtt_ptt", "lansia", "pasien_puskesmas", "aladin")


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The data folder after a verification, and all that it printed, every note switched on."""
    data = tmp_path_factory.mktemp("leaks")
    drawn = once(tmp_path_factory, "drawn", lambda folder: draw_lists(folder, TODAY, SCALE))
    folder = copy(drawn, data / "simulasi")
    for file in folder.glob("daftar_*.sqlite"):
        with closing(sqlite3.connect(file)) as db:
            (table,) = (row[0] for row in db.execute("SELECT name FROM sqlite_master"))
            db.execute(f"UPDATE {table} SET nama = nama || ' {WORD}' WHERE ROWID <= 400")
            db.commit()
    environ = {"PATH": os.environ["PATH"], "DASHBOARD_DATA": str(data), "DASHBOARD_DEMO": "1"}
    command = [sys.executable, "-m", "dashboard", "--verbose", "verify", *LISTS]
    told = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr.decode()[-2000:]
    return data, told.stdout + told.stderr


@pytest.fixture(scope="module")
def persons(ran):
    """Every NIK and KK of the register and of the lists, as bytes."""
    folder = ran[0] / "simulasi"
    found = set()
    with closing(sqlite3.connect(folder / "dukcapil.sqlite")) as db:
        for nik, kk in db.execute("SELECT nik, no_kk FROM biodata_wni"):
            found |= {str(nik).encode(), str(kk).encode()}
    for file in folder.glob("daftar_*.sqlite"):
        with closing(sqlite3.connect(file)) as db:
            (table,) = (row[0] for row in db.execute("SELECT name FROM sqlite_master"))
            rows = db.execute(f"SELECT nik FROM {table} WHERE nik IS NOT NULL")
            found |= {str(nik).encode() for (nik,) in rows if len(str(nik)) == 16}
    return found


def leaks(content, persons):
    numbers = {found for found in re.findall(rb"(?=(\d{16}))", content)}
    return sorted(numbers & persons)[:3], content.upper().count(WORD.upper().encode())


def test_the_search_would_find_them(ran, persons):
    agency = (ran[0] / "simulasi" / "daftar_gtt.sqlite").read_bytes()
    numbers, words = leaks(agency, persons)
    assert numbers and words > 100 and len(persons) > 10_000


def test_nothing_that_was_written_holds_a_person(ran, persons):
    data, _ = ran
    theirs = {"daftar_", "dukcapil.sqlite", "bansos"}  # the agencies' own databases and books
    ours = [
        path
        for path in data.rglob("*")
        if path.is_file()
        and not any(part.startswith(tuple(theirs)) for part in path.relative_to(data).parts)
    ]
    assert {"penerima.sqlite", "dasbor.db", "penerima.kunci"} <= {path.name for path in ours}
    for path in ours:
        assert leaks(path.read_bytes(), persons) == ([], 0), path.name


def test_nothing_that_was_printed_or_logged_holds_a_person(ran, persons):
    assert leaks(ran[1], persons) == ([], 0)


def test_no_page_serves_a_person(ran, persons, app, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(ran[0]))
    client = app.server.test_client()
    for path in ("/bantuan", *(f"/bantuan/{code}" for code in LISTS),
                 "/bantuan/lansia?kecamatan=35.22.15", "/sumber-data",
                 "/indikator/valid_recipients_lansia", "/asal/valid_recipients_lansia",
                 "/bantuan/lansia/temuan", "/cari.json", "/healthz"):  # fmt: skip
        assert leaks(client.get(path).data, persons) == ([], 0), path
