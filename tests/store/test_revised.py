"""What was changed after it had been known, and what was not."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from declared import SIHARGA
from recorded import recorded

import connectors
from connectors import source_of
from dashboard import store

RICE = {"title": "Harga beras", "unit": "Rp/kg", "frequency": "month", "better": "lower",
        "range": [0, 99_999]}  # fmt: skip
SOURCE = source_of("siharga", SIHARGA | {"indicator": {"rice": RICE}})
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres_url")("store")
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


def keep(url, value, when, area="35.22"):
    rows = pd.DataFrame(
        {"indicator": "rice", "area": [area], "period": "2026-09-01", "value": value}
    ).astype({"period": "datetime64[ns]"})
    recorded(url, SOURCE, connectors.check(rows, SOURCE), when)


def found(url, since, until, area="35.22"):
    with store.reading(url) as db:
        return store.revised(db, since, until, area)


def test_a_first_value_is_no_revision_and_a_changed_one_is(url):
    keep(url, 13_000.0, NOON)
    assert found(url, NOON - DAY, NOON + DAY).empty
    keep(url, 13_000.0, NOON + DAY)
    assert found(url, NOON - DAY, NOON + 2 * DAY).empty
    keep(url, 13_100.0, NOON + 2 * DAY)
    rows = found(url, NOON - DAY, NOON + 3 * DAY)
    assert [(row.source, row.indicator, row.status) for row in rows.itertuples()] == [
        ("siharga", "rice", "A")
    ]


def test_only_what_changed_within_the_span_and_the_area_counts(url):
    keep(url, 13_000.0, NOON)
    keep(url, 13_100.0, NOON + 2 * DAY)
    assert found(url, NOON + 3 * DAY, NOON + 4 * DAY).empty
    assert found(url, NOON - DAY, NOON + DAY).empty
    assert found(url, NOON - DAY, NOON + 3 * DAY, "35.22.15").empty


def test_a_withdrawal_is_told_as_one(url):
    keep(url, 13_000.0, NOON)
    keep(url, 9_000.0, NOON + DAY, area="35.22.15")  # no longer speaks of the regency
    assert list(found(url, NOON, NOON + 2 * DAY)["status"]) == ["M"]
