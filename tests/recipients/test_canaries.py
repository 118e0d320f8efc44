"""A thousand made-up persons are recorded, marked, looked at and forgotten; then everything that
was written, logged, raised or shown is searched for them."""

import base64
import logging
import os
import sqlite3
import traceback
from datetime import timedelta

import pytest
from found import DAY, NOON, OTHER, SITI, found, run

from dashboard import recipients
from dashboard.recipients import Candidate, Sealed
from dashboard.settings import settings

MIDDLE = "99009977"  # of every canary's NIK: what a mask must hide is the same in all
WORD = "Kenariwati"  # in every canary's name
DAYS = timedelta(days=200)


def canary(number, **changes):
    nik, name = f"3522{MIDDLE}{number:04d}", f"{WORD} Ke{number}"
    other = Candidate(f"3522{MIDDLE}{number + 5000}", f"Calon {WORD}", "35.22.15", 0.9, (name,))
    person = Sealed(nik, name, f"id {nik}", (f"nama: {name.upper()}",), (other,))
    return found(number, match=nik, person=person, **changes)


def forms(word):
    """The ways in which a word may stand in a file."""
    plain = word.encode()
    yield from (plain, plain[::-1], word.encode("utf-16-le"), plain.hex().encode())
    yield plain.hex().upper().encode()
    yield plain.upper()
    for before in range(3):  # base64 writes a word in three ways, by where it begins
        inside = base64.b64encode(b"\0" * before + plain)
        yield inside[-(-before * 8 // 6) :].rstrip(b"=")[:-1]
    yield plain.upper().hex().encode()


FORMS = {form: word for word in (MIDDLE, WORD) for form in forms(word)}


def seen_in(content):
    return [form for form in FORMS if form in content]


def files(folder):
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    """The data folder, the database's address, and the folders where it writes."""
    folders, url = [tmp_path], f"sqlite:///{tmp_path / 'penerima.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")("penerima")
        folders.append(request.getfixturevalue("postgres_server").folder)
    yield tmp_path, url, folders
    recipients.engine(url).dispose()


@pytest.mark.parametrize("form", FORMS)
def test_the_search_finds_a_canary_however_it_is_written(form):
    assert seen_in(b"abc" + form + b"def")


@pytest.mark.parametrize("before", range(3))
def test_the_search_finds_a_canary_inside_base64(before):
    text = b"x" * before + f'{{"nik":"3522{MIDDLE}0001","name":"{WORD}"}}'.encode()
    assert {FORMS[form] for form in seen_in(base64.b64encode(text))} == {MIDDLE, WORD}
    assert {FORMS[form] for form in seen_in(base64.urlsafe_b64encode(text))} == {MIDDLE, WORD}


def wrongs(url, keys, number):
    """Whatever may go wrong with a person at hand, each as something to call."""
    who = f"3522{MIDDLE}0001"

    def record(row, key=keys, day=9):
        with recipients.writing(url) as db:
            recipients.record(db, run(day), [row], key, NOON + day * DAY)

    def write(act, *given):
        with recipients.writing(url) as db:
            act(db, *given, NOON)

    def read(key):
        with recipients.reading(url) as db:
            recipients.findings(db, key, "aladin")

    yield lambda: record(canary(1, list="lansia"))
    yield lambda: record(canary(1, reason="tak_ada"))
    yield lambda: record(canary(1), OTHER)
    yield lambda: record(canary(1, amount=WORD))
    yield lambda: record(canary(2001, desa=None))  # the database refuses it
    yield lambda: record(canary(2002, paid=WORD))
    yield lambda: read(OTHER)
    yield lambda: write(recipients.look, OTHER, number, *SITI, "mencocokkan dengan KTP")
    yield lambda: write(recipients.look, keys, number, *SITI, f"melihat {who}")
    yield lambda: write(recipients.look, keys, 0, *SITI, "mencocokkan dengan KTP")
    yield lambda: write(recipients.mark, number, "corrected", f"NIK {who}", *SITI)
    yield lambda: write(recipients.mark, number, f"{WORD}", "", *SITI)
    yield lambda: write(recipients.mark, number, "corrected", WORD * 200, *SITI)
    yield lambda: write(recipients.log_download, "aladin", 1, *SITI, who)


def test_no_canary_is_in_a_file_a_log_an_error_or_a_page(place, caplog):
    folder, url, written = place
    for name in ("sqlalchemy", "sqlalchemy.engine", "psycopg", "dashboard"):
        caplog.set_level(logging.DEBUG, logger=name)
    caplog.set_level(logging.DEBUG)
    keys = recipients.keys(settings({"DASHBOARD_DATA": str(folder)}), make=True)
    rows, said = [canary(number) for number in range(1000)], []
    with recipients.writing(url) as db:
        said.append(repr(recipients.record(db, run(0), rows, keys, NOON)))
    with recipients.reading(url) as db:
        shown = recipients.findings(db, keys, "aladin", limit=2000)
    assert len(shown) == 1000 and shown[0].masked.nik.startswith("3522••••••••")
    with recipients.writing(url) as db:
        for each in shown[:500]:
            recipients.mark(db, each.number, "corrected", "sudah ditulis ulang", *SITI, NOON)
            person = recipients.look(db, keys, each.number, *SITI, "mencocokkan dengan KTP", NOON)
            assert WORD in person.name and MIDDLE in person.nik
            said.append(repr(person))
        recipients.log_download(db, "aladin", 1000, *SITI, "daftar kerja", NOON)
        said += [repr(shown), str([vars(each.masked) for each in shown]), repr(rows), repr(keys)]
        said += [str(vars(each)) for each in recipients.looked(db, limit=2000)]
    said += raised(wrongs(url, keys, shown[0].number))
    with recipients.writing(url) as db:
        recipients.record(db, run(1), rows[500:], keys, NOON + DAY)
        assert recipients.forget(db, NOON + DAYS) == 500

    recipients.engine(url).dispose()  # SQLite has written its log into the file by now
    checked = [path for each in written for path, content in files(each) if not seen_in(content)]
    assert sorted(checked) == sorted(path for each in written for path, _ in files(each))
    assert "penerima.kunci" in {path.name for path in checked}
    assert not seen_in(caplog.text.encode())
    assert "INSERT INTO recipients_findings" in caplog.text  # the log was on
    assert not [form for form in seen_in("\n".join(said).encode())]


def raised(acts):
    """What each error says, with all that led to it."""
    for act in acts:
        with pytest.raises(Exception) as told:  # noqa: B017, PT011
            act()
        yield "".join(traceback.format_exception(told.value)) + repr(told.value)
        yield str([repr(each) for each in told.value.args])


def test_a_broken_database_says_what_to_do_and_no_canary(tmp_path):
    url = f"sqlite:///{tmp_path / 'penerima.db'}"
    keys = recipients.keys(settings({"DASHBOARD_DATA": str(tmp_path)}), make=True)
    with recipients.writing(url) as db:
        recipients.record(db, run(0), [canary(n) for n in range(50)], keys, NOON)
    recipients.engine(url).dispose()
    (tmp_path / "penerima.db").write_bytes(os.urandom(8192))
    with pytest.raises(recipients.RecipientsUnusable, match="rusak") as told:
        with recipients.writing(url) as db:
            recipients.record(db, run(1), [canary(1)], keys, NOON)
    assert not seen_in("".join(traceback.format_exception(told.value)).encode())
    recipients.engine(url).dispose()


def test_what_was_changed_in_the_database_is_not_shown(place):
    folder, url, _ = place
    keys = recipients.keys(settings({"DASHBOARD_DATA": str(folder)}), make=True)
    with recipients.writing(url) as db:
        recipients.record(db, run(0), [canary(1), canary(2)], keys, NOON)
        one, two = recipients.findings(db, keys, "aladin")
        table = recipients._tables.findings
        other = table.select().where(table.c.id == two.number)
        sealed = db.execute(other).mappings().one()["sealed"]
        db.execute(table.update().where(table.c.id == one.number).values(sealed=sealed))
    with recipients.reading(url) as db, pytest.raises(recipients.KeyLost):
        recipients.findings(db, keys, "aladin")


def test_what_is_forgotten_leaves_no_byte_even_under_seal(tmp_path):
    url = f"sqlite:///{tmp_path / 'penerima.db'}"
    keys = recipients.keys(settings({"DASHBOARD_DATA": str(tmp_path)}), make=True)
    with recipients.writing(url) as db:
        recipients.record(db, run(0), [canary(n) for n in range(300)], keys, NOON)
        table = recipients._tables.findings
        seals = [bytes(row.sealed) for row in db.execute(table.select())]
    with recipients.writing(url) as db:
        recipients.record(db, run(1), [canary(n) for n in range(100)], keys, NOON + DAY)
        assert recipients.forget(db, NOON + DAYS) == 200
    content = b"".join(content for _, content in files(tmp_path))  # -wal is there, too
    there = [seal for seal in seals if seal[13:45] in content]
    assert there == [seal for number, seal in enumerate(seals) if number < 100]
    assert len(there) == 100
    recipients.engine(url).dispose()


def test_the_files_are_their_owners_alone(tmp_path):
    url = f"sqlite:///{tmp_path / 'sub' / 'penerima.db'}"
    old = os.umask(0)
    try:
        with recipients.writing(url) as db:
            assert db.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
            assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        with sqlite3.connect(tmp_path / "sub" / "penerima.db") as raw:
            assert raw.execute("SELECT count(*) FROM recipients_looks").fetchone() == (0,)
        raw.close()
    finally:
        os.umask(old)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "sub").iterdir()}
    assert modes and set(modes.values()) == {0o600}
    recipients.engine(url).dispose()
