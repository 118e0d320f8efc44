"""What tests of forms share: a store of their own with persons, and a red light to write on."""

import sqlite3
from datetime import date, timedelta

import pandas as pd
from recorded import recorded

import connectors
from dashboard import access, clock, store

RED = "poverty_rate"  # answered by Bappeda, 5.01; published figures
OTHER = "unemployment_rate"  # answered by another SKPD
ADDRESS = f"/tindak-lanjut/{RED}"
OURS = {"Origin": "http://localhost"}
DUE = clock.today(clock.now()) + timedelta(days=60)
GOOD = {
    "owner": "Bidang Sosial",
    "due": DUE.isoformat(),
    "progress": "10",
    "note": "Rapat pertama",
}


def copied(data, folder):
    """A copy of a filled store; the address of the copy."""
    before, after = (sqlite3.connect(place / "dasbor.db") for place in (data, folder))
    with before, after:
        before.backup(after)
    before.close()
    after.close()
    return f"sqlite:///{folder / 'dasbor.db'}"


def person(url, name="Siti", skpd="5.01", every=False):
    """A new person; them and their key."""
    with store.writing(url) as db:
        return access.add(db, name, skpd, every, clock.now())


def learned(url, period, value):
    """The agency publishes one value more of the red light."""
    source = connectors.source_of_indicator(RED)
    frame = pd.DataFrame([[RED, "35.22", pd.Timestamp(period), value]], columns=connectors.COLUMNS)
    whole = connectors.check(frame, source)
    return recorded(url, source, whole, clock.now(), since=date.fromisoformat(period))
