"""Entries are added, never changed; what pages keep follows them."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from declared import SIHARGA
from recorded import recorded

import connectors
from connectors import source_of
from dashboard import store

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
ENTRY = store.FollowUpEntry(
    "rice", "35.22", "", NOON, 1, "Siti, Kominfo", "Bidang", date(2026, 12, 31), 10, "Mulai"
)
FACTS = SIHARGA | {
    "indicator": {
        "rice": {"title": "Beras", "unit": "Rp/kg", "frequency": "month", "better": "lower",
                 "range": [0, 99_999]}
    }
}  # fmt: skip
SOURCE = source_of("siharga", FACTS)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres_url")("store")
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


def write(url, *entries):
    with store.writing(url) as db:
        return [store.add_followup(db, entry) for entry in entries]


def read(url, until=None):
    with store.reading(url) as db:
        return store.followups(db, until)


def test_entries_come_back_as_they_were_written_in_order(url):
    later = dataclasses.replace(ENTRY, at=NOON + HOUR, progress=50, note="Baris\nkedua «…»")
    assert write(url, ENTRY, later) == [True, True]
    assert read(url) == [ENTRY, later]
    assert read(url, NOON) == [ENTRY]


def test_the_same_form_sent_twice_is_one_entry(url):
    again = dataclasses.replace(ENTRY, at=NOON + HOUR)
    assert write(url, ENTRY, again) == [True, False]
    assert len(read(url)) == 1


def test_moments_follow_each_other_even_when_a_clock_is_behind(url):
    early = dataclasses.replace(ENTRY, at=NOON - HOUR, progress=20)
    write(url, ENTRY, early)
    assert [entry.at for entry in read(url)] == [NOON, NOON + timedelta(microseconds=1)]


def test_what_pages_keep_is_asked_for_anew_after_an_entry(url):
    asked = []

    @store.kept
    def page(db):
        asked.append(1)
        return len(store.followups(db))

    def seen():
        with store.reading(url) as db:
            return page(db)

    assert (seen(), seen()) == (0, 0)
    write(url, ENTRY)
    assert (seen(), seen()) == (1, 1)
    assert len(asked) == 2


@pytest.mark.parametrize(
    "wrong",
    [{"progress": 101}, {"progress": -1}, {"note": "x" * 1001}, {"owner": ""}, {"claim": "batal"}],
)
def test_what_the_table_cannot_hold_is_refused(wrong):
    with pytest.raises(ValueError):
        dataclasses.replace(ENTRY, **wrong)


def test_the_longest_note_fits(url):
    longest = dataclasses.replace(ENTRY, note="é" * 1000, owner="é" * 120)
    write(url, longest)
    assert read(url) == [longest]


def test_every_vintage_is_told_in_the_order_of_its_recording(url):
    for hours, value in ((0, 100.0), (1, 90.0)):
        given = pd.DataFrame([["rice", "35.22", "2026-10-01", value]], columns=connectors.COLUMNS)
        given["period"] = pd.to_datetime(given["period"])
        recorded(url, SOURCE, connectors.check(given, SOURCE), NOON + hours * HOUR)
    with store.reading(url) as db:
        assert list(store.vintages(db, ["rice"], ["35.22"], [""])["value"]) == [100.0, 90.0]
        assert list(store.vintages(db, ["rice"], ["35.22"], [""], NOON)["value"]) == [100.0]
