"""The store remembers: on SQLite and on PostgreSQL, with the same words."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from alembic import command
from alembic.config import Config
from declared import SIHARGA
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recorded import LONG_AGO, recorded

import connectors
from connectors import source_of
from dashboard import store
from dashboard.store._open import MIGRATIONS

FACTS = SIHARGA | {
    "indicator": {
        "rice": {
            "title": "Harga beras",
            "unit": "Rp/kg",
            "frequency": "month",
            "better": "lower",
            "range": [0, 99_999],
        },
        "stock": {
            "title": "Stok beras",
            "unit": "ton",
            "frequency": "month",
            "better": "higher",
            "range": [0, 99_999],
            "snapshot": True,
        },
    },
}
SOURCE = source_of("siharga", FACTS)
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        place = f"sqlite:///{tmp_path / 'store.db'}"
    else:
        place = request.getfixturevalue("postgres_url")("store")
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


def frame(*rows):
    given = pd.DataFrame(rows, columns=connectors.COLUMNS)
    given["period"] = pd.to_datetime(given["period"])
    return connectors.check(given, SOURCE)


def keep(url, given, when, *, since=LONG_AGO, simulated=False):
    return recorded(url, SOURCE, given, when, since=since, simulated=simulated)


def known(url, *, at=None, indicator="rice"):
    with store.reading(url) as db:
        if at is None:
            rows = store.latest(db, indicator, None)
        else:
            rows = store.as_of(db, at, indicator, None)
    return {(row.area, f"{row.period:%Y-%m}"): row.value for row in rows.itertuples()}


def version(url):
    with store.reading(url) as db:
        return store.version(db)


FIRST = ("rice", "35.22.15", "2026-09-01", 13_000.0)
SECOND = ("rice", "35.22.15", "2026-10-01", 13_500.0)


def test_what_is_recorded_is_known(url):
    counts = keep(url, frame(FIRST, SECOND), NOON)
    assert (counts.seen, counts.new, counts.revised, counts.withdrawn) == (2, 2, 0, 0)
    assert known(url) == {("35.22.15", "2026-09"): 13_000.0, ("35.22.15", "2026-10"): 13_500.0}


def test_an_unchanged_value_adds_nothing_and_leaves_the_version(url):
    keep(url, frame(FIRST), NOON)
    before = version(url)
    counts = keep(url, frame(FIRST), NOON + HOUR)
    assert (counts.new, counts.revised, counts.withdrawn) == (0, 0, 0)
    assert version(url) == before


def test_every_change_of_data_changes_the_version(url):
    seen = [version(url)]
    for value in (1.0, 2.0, 3.0):
        keep(url, frame(("rice", "35.22.15", "2026-09-01", value)), NOON + HOUR * value)
        seen.append(version(url))
    assert len(set(seen)) == len(seen)


def test_a_revision_leaves_the_past_as_it_was_known(url):
    keep(url, frame(FIRST), NOON)
    keep(url, frame(("rice", "35.22.15", "2026-09-01", 12_900.0)), NOON + HOUR)
    assert known(url, at=NOON + HOUR / 2) == {("35.22.15", "2026-09"): 13_000.0}
    assert known(url) == {("35.22.15", "2026-09"): 12_900.0}
    assert known(url, at=NOON - HOUR) == {}


def test_revisions_tell_old_and_new(url):
    keep(url, frame(FIRST, SECOND), NOON)
    keep(url, frame(("rice", "35.22.15", "2026-09-01", 12_900.0), SECOND), NOON + HOUR)
    with store.reading(url) as db:
        vintages = store.revisions(db, "rice", "35.22.15")
    assert list(vintages["value"]) == [13_000.0, 12_900.0]


def test_a_value_that_the_agency_withdraws_becomes_a_row_that_says_so(url):
    keep(url, frame(FIRST, SECOND), NOON)
    counts = keep(url, frame(FIRST), NOON + HOUR)
    assert counts.withdrawn == 1
    assert known(url) == {("35.22.15", "2026-09"): 13_000.0}
    assert len(known(url, at=NOON)) == 2
    with store.reading(url) as db:
        assert list(store.revisions(db, "rice", "35.22.15")["status"]) == ["A", "M"]


def test_a_withdrawn_value_may_come_back(url):
    for rows, hours in (([FIRST, SECOND], 0), ([FIRST], 1), ([FIRST, SECOND], 2)):
        keep(url, frame(*rows), NOON + HOUR * hours)
    assert len(known(url)) == 2


def test_what_was_not_asked_for_is_not_withdrawn(url):
    keep(url, frame(FIRST, SECOND), NOON)
    assert keep(url, frame(SECOND), NOON + HOUR, since=date(2026, 10, 1)).withdrawn == 0
    assert len(known(url)) == 2


def test_a_snapshot_keeps_its_earlier_periods(url):
    keep(url, frame(("stock", "35.22", "2026-09-01", 10.0)), NOON)
    keep(url, frame(("stock", "35.22", "2026-10-01", 11.0)), NOON + HOUR)
    assert len(known(url, indicator="stock")) == 2


def test_simulated_values_leave_when_the_real_ones_come(url):
    keep(url, frame(FIRST, SECOND), NOON, simulated=True)
    keep(url, frame(SECOND), NOON + HOUR, since=date(2026, 10, 1))
    with store.reading(url) as db:
        rows = store.latest(db, "rice", None)
        assert not rows["simulated"].any()
        assert len(rows) == 1
        assert store.as_of(db, NOON, "rice", None)["simulated"].all()


def test_a_clock_that_was_set_back_does_not_reorder_what_was_learnt(url):
    keep(url, frame(FIRST), NOON)
    keep(url, frame(("rice", "35.22.15", "2026-09-01", 12_900.0)), NOON - HOUR)
    assert known(url) == {("35.22.15", "2026-09"): 12_900.0}


def test_what_changed_between_two_moments_is_told_with_what_it_replaced(url):
    keep(url, frame(("rice", "35.22", "2026-09-01", 13_000.0)), NOON)
    rows = [("rice", "35.22", "2026-09-01", 12_900.0), ("rice", "35.22", "2026-10-01", 1.0)]
    keep(url, frame(*rows), NOON + HOUR)
    with store.reading(url) as db:
        changed = store.recorded(db, NOON, NOON + HOUR, "35.22").sort_values("period")
    assert list(changed["value"]) == [12_900.0, 1.0]
    assert changed["before"].iloc[0] == 13_000.0
    assert pd.isna(changed["before"].iloc[1])


def test_an_error_while_recording_leaves_everything_as_it_was(url):
    keep(url, frame(FIRST), NOON)
    before = version(url)
    with store.writing(url) as db:
        run = store.start(db, SOURCE, False, LONG_AGO, NOON + HOUR)
        store.stage(db, run, frame(FIRST, SECOND))
    with pytest.raises(ZeroDivisionError), store.writing(url) as db:
        store.publish(db, run, NOON + HOUR)
        raise ZeroDivisionError
    assert (known(url), version(url)) == ({("35.22.15", "2026-09"): 13_000.0}, before)


def test_a_run_that_never_ended_is_called_interrupted(url):
    with store.writing(url) as db:
        store.start(db, SOURCE, False, LONG_AGO, NOON)
        store.start(db, SOURCE, False, LONG_AGO, NOON + HOUR)
    with store.reading(url) as db:
        assert list(store.last_runs(db)["state"]) == ["running"]
        assert list(store.history(db, NOON)["state"]) == ["interrupted"]


def test_a_failed_run_keeps_the_last_good_one_in_sight(url):
    keep(url, frame(FIRST), NOON)
    with store.writing(url) as db:
        run = store.start(db, SOURCE, False, LONG_AGO, NOON + HOUR)
        store.fail(db, run, "unreachable", "siharga: tidak dapat dihubungi", NOON + HOUR)
    with store.reading(url) as db:
        row = store.last_runs(db).iloc[0]
    assert (row["state"], row["ok_ended_at"], row["ok_rows_seen"]) == ("failed", NOON, 1)


def test_only_one_of_two_hosts_gets_a_turn(url):
    with store.writing(url) as db:
        store.enlist(db, ["siharga"], NOON)
        assert store.due(db, NOON) == ["siharga"]
        assert store.claim(db, "siharga", "host-1", NOON, NOON + HOUR, only_due=True)
        assert not store.claim(db, "siharga", "host-2", NOON, NOON + HOUR, only_due=True)
        store.release(db, "siharga", "host-1", NOON + HOUR)
        assert store.due(db, NOON) == []
        assert not store.claim(db, "siharga", "host-2", NOON, NOON + HOUR, only_due=True)
        assert store.next_due(db) == {"siharga": NOON + HOUR}


def test_the_turn_of_a_host_that_died_is_free_again_after_its_time(url):
    with store.writing(url) as db:
        store.enlist(db, ["siharga"], NOON)
        assert store.claim(db, "siharga", "host-1", NOON, NOON + HOUR, only_due=True)
        assert store.claim(db, "siharga", "host-2", NOON + 2 * HOUR, NOON + 3 * HOUR, only_due=True)


def test_a_moment_without_a_zone_is_refused(url):
    with pytest.raises(Exception, match="zona waktu"), store.writing(url) as db:
        store.start(db, SOURCE, False, LONG_AGO, NOON.replace(tzinfo=None))


def test_upgrading_twice_changes_nothing(url):
    keep(url, frame(FIRST), NOON)
    store.upgrade(url)
    assert len(known(url)) == 1


@pytest.mark.parametrize("store_url", ["sqlite", "postgresql"], indirect=True)
def test_a_store_of_the_first_version_keeps_what_it_knows(store_url):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.writing(store_url) as db:
        config.attributes["connection"] = db
        command.upgrade(config, "0001")
        for statement in (
            "INSERT INTO runs VALUES (1, 'siharga', false, '2026-11-20 05:00:00+00', "
            "'2026-11-20 05:00:00+00', 'ok', 1, 1, 0, 0, '', '')",
            "INSERT INTO series VALUES (1, 'siharga', 'rice', '35.22.15', '', 'actual', '', false)",
            "INSERT INTO observations VALUES (1, '2026-09-01', '2026-11-20 05:00:00', 13000.0, "
            "NULL, 'A', '', '', 1)",
            "UPDATE state SET version = 1",
        ):
            db.exec_driver_sql(statement.replace("+00", "") if "sqlite" in store_url else statement)
    store.upgrade(store_url)
    assert known(store_url) == {("35.22.15", "2026-09"): 13_000.0}
    with store.reading(store_url) as db:
        assert list(store.last_runs(db)["state"]) == ["ok"]
        assert store.held(db).empty
    store.engine(store_url).dispose()


def test_a_store_from_a_newer_version_is_refused_and_left_alone(url):
    with store.writing(url) as db:
        db.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(store.StoreUnusable, match="lebih baru"):
        store.upgrade(url)


def test_a_result_is_kept_until_the_data_change(url):
    calls = []

    @store.kept
    def count(db, word):
        calls.append(word)
        return len(calls)

    keep(url, frame(FIRST), NOON)
    with store.reading(url) as db:
        assert [count(db, "a"), count(db, "a"), count(db, "b")] == [1, 1, 2]
    keep(url, frame(SECOND), NOON + HOUR)
    with store.reading(url) as db:
        assert count(db, "a") == 3


VALUES = st.lists(st.integers(0, 9), min_size=1, max_size=4)


@given(st.lists(VALUES, min_size=1, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_was_refreshed_each_moment_still_knows_what_it_knew(tmp_path_factory, history):
    url = f"sqlite:///{tmp_path_factory.mktemp('history') / 'store.db'}"
    store.upgrade(url)
    for hour, values in enumerate(history):
        rows = [
            ("rice", "35.22.15", date(2026, 1 + month, 1), float(value))
            for month, value in enumerate(values)
        ]
        keep(url, frame(*rows), NOON + HOUR * hour)
    for hour, values in enumerate(history):
        then = known(url, at=NOON + HOUR * hour)
        assert [then[("35.22.15", f"2026-{1 + month:02}")] for month in range(len(values))] == [
            float(value) for value in values
        ]
        assert len(then) == len(values)
    store.engine(url).dispose()
