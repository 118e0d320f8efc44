"""The persons who may write, each with a key of their own; only a hash of the key is kept.

The key is 256 random bits, so a plain SHA-256 suffices: nobody can try them through.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Integer,
    MetaData,
    String,
    Table,
    insert,
    select,
    update,
)

NAME_MOST = 120  # characters

# The store's migrations make it, beside the other tables.
table = Table(
    "persons",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", String(NAME_MOST), nullable=False),
    Column("skpd", String(20), nullable=False),
    Column("every", Boolean, nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
)


@dataclass(frozen=True)
class Person:
    """A person. `skpd` is their office; `every` is set when they may write for every SKPD."""

    number: int
    name: str
    skpd: str
    every: bool
    token_hash: str
    added_at: datetime
    revoked_at: datetime | None


def add(db: Connection, name: str, skpd: str, every: bool, now: datetime) -> tuple[Person, str]:
    """Add a person; they and their key, which is told this once. ValueError for a name that is
    taken, empty or too long."""
    known = {person.name.casefold() for person in persons(db) if not person.revoked_at}
    if not 0 < len(name) <= NAME_MOST:
        raise ValueError(f"nama harus 1 sampai {NAME_MOST} huruf")
    if name.casefold() in known:
        raise ValueError(f"{name} sudah ada; cabut dulu bila kuncinya perlu diganti")
    token = secrets.token_urlsafe(32)
    values = {"name": name, "skpd": skpd, "every": every, "token_hash": _hash(token)}
    made = db.execute(insert(table).values(added_at=now.astimezone(UTC), **values))
    number = int(made.inserted_primary_key[0])  # type: ignore[index]
    return next(person for person in persons(db) if person.number == number), token


def persons(db: Connection) -> list[Person]:
    """Everybody, those who were revoked too, in the order they were added."""
    rows = db.execute(select(table).order_by(table.c.id))
    return [
        Person(
            number=row.id,
            name=row.name,
            skpd=row.skpd,
            every=row.every,
            token_hash=row.token_hash,
            added_at=_moment(row.added_at),
            revoked_at=_moment(row.revoked_at) if row.revoked_at else None,
        )
        for row in rows
    ]


def revoke(db: Connection, number: int, now: datetime) -> bool:
    """Take a person's access away, at once; False when there is none to take."""
    mine = [table.c.id == number, table.c.revoked_at.is_(None)]
    done = db.execute(update(table).where(*mine).values(revoked_at=now.astimezone(UTC)))
    return done.rowcount == 1


def entering(db: Connection, token: str) -> Person | None:
    """The person whose key it is. Every key is compared, each in constant time."""
    given, found = _hash(token), None
    for person in persons(db):
        if hmac.compare_digest(given, person.token_hash) and person.revoked_at is None:
            found = person
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _moment(value: datetime) -> datetime:
    """SQLite keeps no zone; what was put in was UTC."""
    return value.replace(tzinfo=value.tzinfo or UTC)
