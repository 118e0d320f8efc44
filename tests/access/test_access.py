"""Persons and their keys, the right of every address, and the table that denies by default."""

import time
from datetime import UTC, datetime

import pytest
from flask import Flask, request
from itsdangerous import URLSafeTimedSerializer

from dashboard import access, store
from dashboard.access import RIGHTS, Right
from dashboard.settings import SettingsWrong, settings

NOW = datetime(2026, 11, 25, 5, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres_url")("store")
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A data folder of its own, with an empty store."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    monkeypatch.delenv("DASHBOARD_STORE_URL", raising=False)
    store.upgrade()
    yield tmp_path
    store.engine(settings().store_url).dispose()


def added(url, name="Siti", skpd="2.17", every=False):
    with store.writing(url) as db:
        return access.add(db, name, skpd, every, NOW)


def who(cookie):
    with Flask("x").test_request_context(headers={"Cookie": f"{access.COOKIE}={cookie}"}):
        with store.reading() as db:
            return access.current(db)


def test_a_key_opens_for_its_person_until_they_are_revoked(url):
    person, token = added(url)
    other, _ = added(url, "Budi")
    assert (person.added_at, person.revoked_at) == (NOW, None)
    with store.reading(url) as db:
        assert access.entering(db, token) == person
        assert access.entering(db, token + "x") is None
        assert access.entering(db, "") is None
    with store.writing(url) as db:
        assert access.revoke(db, person.number, NOW)
        assert not access.revoke(db, person.number, NOW)
    with store.reading(url) as db:
        assert access.entering(db, token) is None
        assert [p.revoked_at for p in access.persons(db)] == [NOW, None]


def test_only_a_hash_of_the_key_is_kept(here):
    _, token = added("")
    store.engine(settings().store_url).dispose()
    assert not [f for f in here.iterdir() if f.is_file() and token.encode() in f.read_bytes()]


def test_a_name_is_taken_until_its_person_is_revoked(here):
    person, _ = added("")
    with pytest.raises(ValueError, match="sudah ada"):
        added("", "SITI")
    with store.writing() as db:
        access.revoke(db, person.number, NOW)
    assert added("")[0].number != person.number
    with pytest.raises(ValueError, match="nama"):
        added("", "")


def test_a_session_names_its_person_and_ends_with_them(here):
    person, _ = added("")
    sealed = access.seal(person)
    assert who(sealed) == person
    with store.writing() as db:
        access.revoke(db, person.number, NOW)
    assert who(sealed) is None


def test_a_session_that_was_tampered_with_opens_nothing(here):
    sealed = access.seal(added("")[0])
    key = (here / "kunci-sesi").read_text()
    payload = URLSafeTimedSerializer(key, salt="sesi").loads(sealed)
    forged = URLSafeTimedSerializer("x" * 64, salt="sesi").dumps(payload)
    other = URLSafeTimedSerializer(key, salt="lain").dumps(payload)
    strange = URLSafeTimedSerializer(key, salt="sesi").dumps("1")
    for wrong in ("", "x", sealed[:-1], "A" + sealed, forged, other, strange):
        assert who(wrong) is None, wrong


def test_a_session_lasts_its_days_and_no_longer(here, monkeypatch):
    sealed = access.seal(added("")[0])
    began, day = time.time(), 24 * 3600
    monkeypatch.setattr(time, "time", lambda: began + access.DAYS * day - 60)
    assert who(sealed)
    monkeypatch.setattr(time, "time", lambda: began + access.DAYS * day + 60)
    assert who(sealed) is None


def test_another_store_with_the_same_numbers_knows_no_old_session(here):
    sealed = access.seal(added("")[0])
    with store.writing() as db:
        db.exec_driver_sql("DELETE FROM persons")
    assert added("")[0].number == 1
    assert who(sealed) is None


def test_the_signing_key_is_made_once_for_its_owner_only(here):
    assert not (here / "kunci-sesi").exists()
    person, _ = added("")
    access.seal(person)
    made = here / "kunci-sesi"
    first = made.read_text()
    access.seal(person)
    assert made.read_text() == first and len(first) == 64
    assert made.stat().st_mode & 0o777 == 0o600
    assert [f.name for f in here.iterdir() if f.name.startswith("kunci")] == ["kunci-sesi"]


def test_a_secret_from_outside_is_used_and_a_short_one_refused(here, monkeypatch):
    monkeypatch.setenv("DASHBOARD_SECRET", "s" * 40)
    person, _ = added("")
    sealed = access.seal(person)
    assert not (here / "kunci-sesi").exists()
    assert who(sealed) == person
    monkeypatch.setenv("DASHBOARD_SECRET", "t" * 40)
    assert who(sealed) is None
    with pytest.raises(SettingsWrong, match="DASHBOARD_SECRET"):
        settings({"DASHBOARD_SECRET": "pendek"})


def test_an_officer_writes_for_his_skpd_and_who_may_for_every_one():
    mine = access.Person(1, "Budi", "2.17", False, "", NOW, None)
    every = access.Person(2, "Siti", "2.16", True, "", NOW, None)
    assert access.may_write(mine, {"2.17"}) and access.may_write(every, {"2.17"})
    assert not access.may_write(mine, {"1.02"})
    assert not access.may_write(None, {"2.17"})


def test_every_address_of_the_app_has_its_right(app):
    endpoints = {rule.endpoint for rule in app.server.url_map.iter_rules()}
    assert endpoints - set(RIGHTS) == set(), "write their right into dashboard/access/_rights.py"
    assert set(RIGHTS) - endpoints == set(), "no such address any more"


def test_an_address_that_is_not_in_the_table_is_open_to_nobody():
    assert access.right_of("sesuatu") is Right.NOBODY


def test_every_address_that_takes_a_form_asks_for_one_of_ours(app):
    for rule in app.server.url_map.iter_rules():
        if rule.methods & {"POST", "PUT", "PATCH", "DELETE"}:
            read_only = rule.endpoint == "/_dash-update-component"
            assert RIGHTS[rule.endpoint] in (Right.SEND, Right.WRITE) or read_only


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, False),
        ({"Origin": "http://dasbor.example"}, True),
        ({"Origin": "https://dasbor.example"}, True),
        ({"Origin": "http://jahat.example"}, False),
        ({"Origin": "http://dasbor.example.jahat.example"}, False),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://dasbor.example"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
    ],
)
def test_only_a_page_of_ours_may_send_a_form(headers, ours):
    given = {"base_url": "http://dasbor.example", "headers": headers}
    with Flask("x").test_request_context("/", method="POST", **given):
        assert access.same_site(request) is ours


def test_many_failed_sign_ins_must_wait_and_others_need_not():
    attempts = access.Attempts()
    for second in range(10):
        assert not attempts.too_many("10.0.0.1", second)
        attempts.fail("10.0.0.1", second)
    assert attempts.too_many("10.0.0.1", 10)
    assert not attempts.too_many("10.0.0.2", 10)
    assert not attempts.too_many("10.0.0.1", 700)
