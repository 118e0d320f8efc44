"""Findings that tests make up: no person has these NIKs."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd

from dashboard import recipients
from dashboard.recipients import Candidate, Found, Keys, Run, Sealed

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
DAY = timedelta(days=1)
KEYS = Keys(b"s" * 32, b"m" * 32)
OTHER = Keys(b"t" * 32, b"n" * 32)
SITI = (7, "Siti Rahma, Dinas Sosial")  # the officer


def nik(number):
    return f"352299{number:06d}{number % 9999 + 1:04d}"


def found(number=1, reason="not_found", list="aladin", **changes):
    candidate = Candidate(nik(number + 500_000), f"Calon Ke{number}", "35.22.15", 0.9, ("nama",))
    person = Sealed(nik(number), f"Orang Ke{number}", f"daftar.xlsx › D{number}", (), (candidate,))
    facts = {
        "list": list,
        "reason": reason,
        "kecamatan": "35.22.15",
        "desa": "35.22.15.2001",
        "paid": date(2026, 3, 5),
        "amount": 1_000_000.0,
        "match": nik(number),
        "person": person,
    }
    return Found(**facts | changes)


def run(day=0, list="aladin", **changes):
    return Run(list, NOON + day * DAY, **changes)


def totals(*rows):
    columns = ["area", "measure", "value", "period"]
    return pd.DataFrame([(*row, "2026-03-01")[:4] for row in rows], columns=columns)


def record(url, day, rows, keys=KEYS, sums=None, **changes):
    """Record a run of `day` that takes ten minutes; what it changed, as a plain tuple."""
    one = run(day, **changes)
    ended = one.started_at + timedelta(minutes=10)
    with recipients.writing(url) as db:
        done = recipients.record(db, one, rows, keys, ended, sums)
    return (done.new, done.still, done.closed, done.reopened)


def listed(url, list="aladin", keys=KEYS, **asked):
    with recipients.reading(url) as db:
        return recipients.findings(db, keys, list, **asked)


def marked(url, number, state, note="", at=NOON):
    with recipients.writing(url) as db:
        return recipients.mark(db, number, state, note, *SITI, at)
