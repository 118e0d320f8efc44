"""Whose turn it is to verify: one process at a time, once a day, again soon after a failure."""

from datetime import timedelta

import pytest

import connectors
from dashboard import clock, demo, recipients, refresh, store, verification
from dashboard.recipients import claim_lists
from dashboard.settings import settings

LIST = [claim_lists()["gayatri"]]


@pytest.fixture
def found(tmp_path):
    folder = tmp_path / "simulasi"
    folder.mkdir()
    today = clock.today(clock.now())
    demo.make(folder, connectors.sources()["dukcapil"], today, 0.002)
    demo.make_lists(folder, today, 0.002)
    made = settings({"DASHBOARD_DATA": str(tmp_path), "DASHBOARD_DEMO": "1"})
    store.upgrade(made.store_url)
    return made


def waiting(found, later=timedelta()):
    with store.reading(found.store_url) as db:
        return verification.waiting(db, found, clock.now() + later)


def test_lists_that_were_never_verified_wait_and_then_a_day_later(found):
    assert waiting(found)
    assert verification.verify(LIST, found, only_due=True)
    assert not waiting(found)
    assert verification.verify(LIST, found, only_due=True) == []
    assert waiting(found, timedelta(days=1, minutes=1))


def test_before_the_first_verification_its_totals_keep_no_timer_busy(found):
    with store.writing(found.store_url) as db:
        store.enlist(db, ["penerima"], clock.now())
    with store.reading(found.store_url) as db:
        assert refresh.waiting(db, found, clock.now()) == []
    verification.verify(LIST, found)
    with store.reading(found.store_url) as db:
        later = clock.now() + timedelta(days=1, minutes=1)
        assert refresh.waiting(db, found, later) == ["penerima"]


def test_another_process_that_is_at_it_is_not_disturbed(found):
    now = clock.now()
    with store.writing(found.store_url) as db:
        store.enlist(db, [verification.TURN], now)
        until = now + timedelta(hours=1)
        assert store.claim(db, verification.TURN, "other", now, until, only_due=False)
    assert not waiting(found)
    assert verification.verify(LIST, found) == []
    assert waiting(found, timedelta(hours=1, minutes=1)), "it was killed: its turn is over"


def test_one_that_failed_is_tried_again_in_an_hour_and_not_at_once(found):
    (found.stand_ins / "dukcapil.sqlite").unlink()
    (outcome,) = verification.verify(LIST, found)
    assert outcome.state == "refused" and "dukcapil" in outcome.error
    assert not waiting(found) and waiting(found, timedelta(hours=1, minutes=1))


def test_one_that_could_not_begin_is_not_tried_every_moment(found):
    key = {"DASHBOARD_DATA": str(found.data), "DASHBOARD_DEMO": "1"}
    verification.verify(LIST, found)
    with pytest.raises(recipients.KeyLost):
        verification.verify(LIST, settings(key | {"DASHBOARD_RECIPIENTS_KEY": "k" * 40}))
    assert not waiting(found)


def test_without_any_list_nothing_waits(tmp_path):
    bare = settings({"DASHBOARD_DATA": str(tmp_path)})
    store.upgrade(bare.store_url)
    assert not waiting(bare)


def test_the_totals_are_in_the_store_when_it_ends(found):
    assert refresh.address(connectors.sources()["penerima"], found) == ("", False)
    verification.verify(LIST, found)
    with store.reading(found.store_url) as db:
        rows = store.latest(db, "valid_recipients_gayatri", "35.22")
    assert len(rows) and rows["simulated"].all()
