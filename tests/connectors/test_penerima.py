"""The totals of the verification, as it writes them: on its own SQLite and PostgreSQL."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from pulling import pulled

import connectors
from dashboard import recipients
from dashboard.recipients import Run, claim_lists
from dashboard.settings import settings

SOURCE = connectors.sources()["penerima"]
NOW = datetime(2026, 11, 24, tzinfo=UTC)
ROWS = [
    ("35.22", "2026-10-01", "claims", 40.0),
    ("35.22", "2026-10-01", "valid", 30.0),
    ("35.22", "2026-10-01", "at_risk", 5e6),
    ("35.22", "2026-10-01", "duplicate", 3.0),
    ("35.22.15", "2026-10-01", "claims", 8.0),
    ("35.22.15", "2026-10-01", "valid", 8.0),
    ("35.22.15.2001", "2026-10-01", "claims", 8.0),
]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request, tmp_path):
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_url")("totals")
    return f"sqlite:///{tmp_path / 'p.db'}"


def told(place, tmp_path, code="aladin", without=()):
    frame = pd.DataFrame(ROWS, columns=["area", "period", "measure", "value"])
    frame = frame[~frame["measure"].isin(without)]
    keys = recipients.keys(settings({"DASHBOARD_DATA": str(tmp_path)}), make=True)
    with recipients.writing(place) as db:
        recipients.record(db, Run(code, NOW), (), keys, NOW, frame)
    recipients.engine(place).dispose()
    found = pulled(SOURCE, place)
    return found.set_index(["indicator", "area"])["value"]


def test_shares_counts_and_rupiah_reach_the_store(place, tmp_path):
    found = told(place, tmp_path)
    assert found["valid_recipients_aladin", "35.22"] == 75
    assert found["valid_recipients_aladin", "35.22.15"] == 100
    assert found["recipients_checked_aladin", "35.22"] == 40
    assert found["recipients_doubled_aladin", "35.22"] == 3
    assert found["recipients_dead_aladin", "35.22"] == 0, "what holds of none is a nought"
    assert found["recipients_at_risk_aladin", "35.22"] == 5e6
    assert not [area for _, area in found.index if len(area) > len("35.22.15")], "no desa"


def test_a_health_service_pays_nothing(tmp_path):
    place = f"sqlite:///{tmp_path / 'p.db'}"
    found = told(place, tmp_path, "pasien_puskesmas", without=["at_risk"])
    assert not [code for code, _ in found.index if "risk" in code]


def test_every_list_has_its_indicators():
    codes = set(connectors.indicators())
    for code, one in claim_lists().items():
        assert f"valid_recipients_{code}" in codes
        assert (f"recipients_at_risk_{code}" in codes) == (one.kind == "aid")
        assert connectors.indicator(f"valid_recipients_{code}").skpd == one.skpd
