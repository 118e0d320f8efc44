"""The operator's room: each source in the right words, and how much of the regency is read."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from declared import SIHARGA
from recorded import recorded

import connectors
from connectors import source_of
from dashboard import store
from dashboard.board.room import Room, room

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FACTS = SIHARGA
ENTRY = {"title": "X", "unit": "", "frequency": "month", "better": "none", "range": [0, 1e9]}
SOURCE = source_of("siharga", FACTS | {"indicator": {"x": ENTRY}})


@pytest.fixture
def url(tmp_path):
    """The address of a fresh store."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(url)
    yield url
    store.engine(url).dispose()


def good(url, moment, months=12):
    periods = pd.date_range("2025-01-01", periods=months, freq="MS")
    frame = pd.DataFrame({"indicator": "x", "area": "35.22", "period": periods, "value": 1.0})
    recorded(url, SOURCE, connectors.check(frame, SOURCE), moment)


def bad(url, moment, error="siharga: tabel harga tidak ada"):
    with store.writing(url) as db:
        run = store.start(db, SOURCE, False, date(1900, 1, 1), moment)
        store.fail(db, run, "changed", error, moment)


def held(url, moment):
    with store.writing(url) as db:
        run = store.start(db, SOURCE, False, date(1900, 1, 1), moment)
        store.hold_if_odd(db, run, moment)
    return run.number


def line(url, reach="connected"):
    with store.reading(url) as db:
        (found,) = room(db, [SOURCE], {"siharga": reach}, NOW).lines
    return found


def test_a_source_that_came_in_today_is_fresh(url):
    good(url, NOW - HOUR)
    found = line(url)
    assert (found.word, found.rows, found.error) == ("segar", 12, "")
    assert found.ok_at == NOW - HOUR


def test_a_source_without_a_good_refresh_for_two_intervals_is_late(url):
    good(url, NOW - 2 * DAY - HOUR)
    assert line(url).word == "terlambat"


def test_a_failure_says_since_when_and_whether_the_data_are_still_fresh(url):
    good(url, NOW - DAY)
    bad(url, NOW - 5 * HOUR)
    bad(url, NOW - HOUR)
    found = line(url)
    assert found.word == "gagal, data masih segar"
    assert found.failing_since == NOW - 5 * HOUR
    assert "tabel harga" in found.error


def test_a_failure_on_old_data_is_worse(url):
    good(url, NOW - 10 * DAY)
    bad(url, NOW - HOUR)
    assert line(url).word == "gagal"


def test_a_source_that_never_came_in_is_told_so(url):
    assert line(url).word == "belum ditarik"
    bad(url, NOW - HOUR)
    assert line(url).word == "belum pernah berhasil"
    assert line(url, "unset").word == "belum disambungkan"


def test_a_held_run_waits_for_a_decision_with_its_number(url):
    good(url, NOW - DAY)
    number = held(url, NOW - HOUR)
    found = line(url)
    assert (found.word, found.run) == ("menunggu keputusan", number)
    assert f"accept {number}" in found.error


def test_the_score_counts_the_time_after_good_refreshes(url):
    good(url, NOW - 10 * DAY)
    bad(url, NOW - 4 * DAY)
    assert line(url).reliability == pytest.approx(60)


def test_those_that_need_somebody_most_come_first(url):
    sources = [source_of(code, FACTS | {"indicator": {}}) for code in ("a", "b")]
    reach = {"siharga": "connected", "a": "unset", "b": "simulated"}
    good(url, NOW - DAY)
    held(url, NOW - HOUR)
    with store.reading(url) as db:
        found = room(db, [*sources, SOURCE], reach, NOW)
    assert [each.source.code for each in found.needy] == ["siharga"]
    assert found.counts["belum disambungkan"] == 1


def test_the_coverage_counts_applications_and_not_sources(url):
    two = source_of("a", FACTS | {"applications": 2})
    none = source_of("b", FACTS | {"applications": 0})
    reach = {"siharga": "connected", "a": "file", "b": "file"}
    with store.reading(url) as db:
        found: Room = room(db, [SOURCE, two, none], reach, NOW)
    whole = connectors.regency().applications
    assert found.coverage == {"connected": 1, "file": 2, "ready": 0, "none": whole - 3}


def test_a_connector_without_an_address_is_ready_and_not_missing(url):
    sources = [source_of(code, FACTS | {"indicator": {}}) for code in ("a", "b")]
    with store.reading(url) as db:
        found = room(db, sources, {"a": "unset", "b": "simulated"}, NOW)
    assert found.coverage["ready"] == 2
    assert found.coverage["none"] == connectors.regency().applications - 2
