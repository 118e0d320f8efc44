"""The newest value of many series at once, now and as known then."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from recorded import recorded

import connectors
from dashboard import store

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
LATER = NOON + timedelta(days=30)
PLACES = ["35.22.01", "35.22.02"]


def keep(url, rows, when=NOON, simulated=False, code="jalan"):
    names = ["area", "period", "value"]
    frame = pd.DataFrame(rows, columns=names).assign(
        indicator="road_good_condition", skpd="", kind="actual", reference="", upper=float("nan"),
        status="A", publication="", note="",
    )  # fmt: skip
    frame["period"] = pd.to_datetime(frame["period"])
    source = connectors.sources()[code]
    recorded(url, source, frame[connectors.FRAME], when, simulated=simulated)


@pytest.fixture
def url(store_url):
    store.upgrade(store_url)
    yield store_url
    store.engine(store_url).dispose()


def newest(url, moment=None):
    with store.reading(url) as db:
        frame = store.newest(db, ["road_good_condition"], PLACES, moment)
    return {row.area: (row.period.year, row.value) for row in frame.itertuples()}


both = pytest.mark.parametrize("store_url", ["sqlite", "postgresql"], indirect=True)
FIRST = [("35.22.01", "2024-01-01", 70.0), ("35.22.01", "2025-01-01", 71.0),
         ("35.22.02", "2024-01-01", 60.0), ("35.22", "2025-01-01", 65.0)]  # fmt: skip


@both
def test_each_place_has_its_newest_value_and_others_are_left_out(url):
    keep(url, FIRST)
    assert newest(url) == {"35.22.01": (2025, 71.0), "35.22.02": (2024, 60.0)}


@both
def test_a_revision_counts_and_a_withdrawn_value_lets_the_one_before_count(url):
    keep(url, FIRST)
    keep(url, [("35.22.01", "2024-01-01", 72.5), FIRST[2], FIRST[3]], LATER)
    assert newest(url)["35.22.01"] == (2024, 72.5)
    assert newest(url, NOON)["35.22.01"] == (2025, 71.0)
    assert newest(url, NOON - timedelta(days=1)) == {}


def test_of_two_sources_an_agency_goes_before_a_stand_in(url):
    keep(url, [FIRST[1]])
    keep(url, [("35.22.01", "2025-01-01", 50.0)], simulated=True, code="panen")
    assert newest(url)["35.22.01"] == (2025, 71.0)
