"""To whom a brief was handed, as the store remembers it, on both stores."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from dashboard import store
from dashboard.store._runs import stamp

NOW = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
WANTED = [("mail", "pimpinan", "bupati@contoh.go.id"), ("folder", "arsip", "/srv/laporan")]

both_stores = pytest.mark.parametrize("store_url", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def brief(store_url):
    """A brief that was handed to `WANTED`."""
    store.upgrade(store_url)
    with store.writing(store_url) as db:
        number = store.freeze(db, "2026-W47", "", True, NOW, "{}", "kode", NOW)
        assert store.hand_out(db, number, WANTED, NOW) == 2
    return number


def ways(url, **how):
    with store.reading(url) as db:
        return store.deliveries(db, **how)


@both_stores
def test_nobody_is_put_on_the_list_twice(store_url, brief):
    with store.writing(store_url) as db:
        assert store.hand_out(db, brief, [*WANTED, ("mail", "lain", WANTED[0][2])], LATER) == 0
        assert store.hand_out(db, brief, [("mail", "a", "b@c"), ("mail", "d", "b@c")], LATER) == 1
    assert [one.asked_at for one in ways(store_url)] == [NOW, NOW, LATER]


def test_who_asks_again_for_nothing_new_leaves_the_pages_that_are_kept(store_url, brief):
    with store.reading(store_url) as db:
        before = stamp(db)
    with store.writing(store_url) as db:
        assert store.hand_out(db, brief, WANTED, LATER) == 0
        assert store.hand_out(db, brief, [], LATER) == 0
    with store.reading(store_url) as db:
        assert stamp(db) == before


@both_stores
def test_one_that_waits_can_be_sent_by_one_alone(store_url, brief):
    (first, _) = ways(store_url)
    with store.writing(store_url) as db:
        assert store.sending(db, first.id)
    with store.writing(store_url) as db:
        assert not store.sending(db, first.id)
        assert first.id not in [one.id for one in store.deliverable(db, LATER)]
    assert [one.id for one in ways(store_url, state="sending")] == [first.id]


@both_stores
def test_an_end_is_kept_only_of_one_that_is_still_where_we_left_it(store_url, brief):
    (first, second) = ways(store_url)
    with store.writing(store_url) as db:
        assert store.delivered(db, first.id, "sent", "", LATER, was=["waiting"])
        assert not store.delivered(db, first.id, "waiting", "x", LATER, LATER, was=["waiting"])
        assert store.delivered(db, second.id, "waiting", "nanti", NOW, LATER)
    (first, second) = ways(store_url)
    assert (first.state, first.tries, first.ended_at, first.next_at) == ("sent", 1, LATER, None)
    assert (second.state, second.tries, second.ended_at) == ("waiting", 1, None)
    with store.reading(store_url) as db:
        assert store.deliverable(db, NOW) == []
        assert [one.id for one in store.deliverable(db, LATER)] == [second.id]


@both_stores
def test_what_waits_says_why_and_what_ended_is_left_alone(store_url, brief):
    (first, second) = ways(store_url)
    with store.writing(store_url) as db:
        store.delivered(db, first.id, "refused", "tidak ada kotak", NOW)
        store.explain_waiting(db, "rencana salah", LATER)
    (first, second) = ways(store_url)
    assert (first.said, second.said) == ("tidak ada kotak", "rencana salah")
    assert second.tries == 0 and second.next_at == LATER


@both_stores
def test_one_that_ended_goes_again_from_the_beginning(store_url, brief):
    (first, second) = ways(store_url)
    with store.writing(store_url) as db:
        store.delivered(db, first.id, "uncertain", "mungkin", NOW)
        store.deliver_again(db, first.id, LATER)
        store.sending(db, second.id)
        store.deliver_again(db, second.id, LATER)
    (first, second) = ways(store_url)
    assert (first.state, first.tries, first.asked_at) == ("waiting", 0, LATER)
    assert first.ended_at is None and first.next_at == LATER
    assert second.state == "sending"  # it may be on the line this moment


@both_stores
def test_what_stood_for_others_goes(store_url, brief):
    with store.writing(store_url) as db:
        store.withdraw(db, store.deliveries(db)[0].id)
    assert [one.channel for one in ways(store_url)] == ["folder"]


@both_stores
def test_a_turn_is_kept_by_who_has_it_alone(store_url):
    store.upgrade(store_url)
    with store.writing(store_url) as db:
        store.enlist(db, ["pengiriman"], NOW)
        assert store.claim(db, "pengiriman", "satu", NOW, LATER, only_due=False)
        assert store.hold(db, "pengiriman", "satu", LATER + timedelta(hours=1))
        assert not store.hold(db, "pengiriman", "dua", LATER)
        after = LATER + timedelta(minutes=1)
        assert not store.claim(db, "pengiriman", "dua", after, after, only_due=False)


@both_stores
def test_what_was_committed_can_be_brought_to_the_disk(store_url, brief):
    store.settle(store_url)


def test_a_log_that_is_not_there_is_settled_already_and_one_that_cannot_be_is_said(tmp_path):
    url = f"sqlite:///{tmp_path / 'x.db'}"
    store.settle(url)
    (tmp_path / "x.db-wal").mkdir()
    with pytest.raises(store.StoreUnusable, match="sampai ke disk"):
        store.settle(url)


@both_stores
def test_two_hosts_that_begin_at_once_give_each_turn_once(store_url):
    store.upgrade(store_url)
    began = threading.Event()

    def other():
        with store.writing(store_url) as db:
            began.set()
            store.enlist(db, ["laporan"], NOW)

    with store.writing(store_url) as db:
        store.enlist(db, ["laporan"], NOW)
        second = ThreadPoolExecutor(1).submit(other)
        began.wait(0.5)  # on SQLite it does not begin while we write
        time.sleep(0.2)
    second.result(10)
    with store.reading(store_url) as db:
        assert store.next_due(db) == {"laporan": NOW}
