"""How long what is kept of a person is kept (UU 27/2022: no longer than needed), and by which key.

Deleting leaves nothing in SQLite's file (`secure_delete`, and its write-ahead log is emptied). In
PostgreSQL the bytes, sealed as they were, are overwritten when its autovacuum has been there.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, select, true, update

from connectors import regency
from dashboard.recipients._open import DELETED
from dashboard.recipients._tables import findings, marks, version
from dashboard.recipients._vault import KeyLost, Keys


def forget(db: Connection, now: datetime) -> int:
    """Delete the findings that closed more than `keep_findings_days` ago, with what was said of
    them; how many. Totals, runs and looks stay."""
    until = now - timedelta(days=regency().keep_findings_days)
    return drop(db, findings.c.closed_at < until)


def renew(db: Connection, keys: Keys) -> int:
    """Begin anew with these keys after the old ones were lost for good: every finding, which nobody
    can open any more, is deleted with its marks; how many. Totals, runs and looks stay."""
    gone = drop(db, true())
    db.execute(update(version).values(key_sign=keys.sign))
    return gone


def drop(db: Connection, which: ColumnElement[bool]) -> int:
    """Delete findings and what was said of them; how many."""
    db.execute(delete(marks).where(marks.c.finding.in_(select(findings.c.id).where(which))))
    gone = db.execute(delete(findings).where(which)).rowcount
    if gone:
        db.info[DELETED] = True
    return gone


def same_key(db: Connection, keys: Keys) -> None:
    """Raise KeyLost unless these keys sealed what is there; where nothing was, they will."""
    known = db.execute(select(version.c.key_sign)).scalar()
    if known == keys.sign:
        return
    # Two hosts may be first with keys of their own: the second waits here for the first, and sees.
    db.execute(update(version).where(version.c.key_sign == "").values(key_sign=keys.sign))
    if db.execute(select(version.c.key_sign)).scalar() != keys.sign:
        raise KeyLost
