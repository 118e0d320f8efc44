"""Keeps the printed snapshots: what was said of a week, as data, and the paper made of it.

Once a final one is on paper its contents never change, so it can be made again and compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from dashboard.store._runs import count_ending
from dashboard.store._tables import brief_codes, brief_files, runs
from dashboard.store._tables import briefs as table


@dataclass(frozen=True)
class Brief:
    """One printed snapshot. `week` is an ISO week (2026-W47); `scope` is empty for the regency."""

    id: int
    week: str
    scope: str
    final: bool  # not the draft of a week that still runs
    until: datetime  # its data are those known then
    frozen_at: datetime
    code: str  # printed on each page
    sha256: str  # of the PDF; empty until it is made
    made_at: datetime | None
    error: str  # why it could not be made; empty when it could


HEAD = [table.c[each.name] for each in fields(Brief)]


def freeze(
    db: Connection,
    week: str,
    scope: str,
    final: bool,
    until: datetime,
    contents: str,
    code: str,
    now: datetime,
) -> int | None:
    """Keep the contents of a week and return the brief's number; None when the week is final and
    on paper already, which stays as it is. A draft is replaced, with its files."""
    count_ending(db)  # takes the writer's turn: of two that close a week, one does
    known = db.execute(
        select(table.c.id, table.c.final, table.c.sha256).where(
            table.c.week == week, table.c.scope == scope
        )
    ).one_or_none()
    values = {"final": final, "until": until, "contents": contents, "code": code,
              "frozen_at": now, "sha256": "", "made_at": None, "error": ""}  # fmt: skip
    if known is not None and known.final and (known.sha256 or not final):
        return None
    if known is None:
        added = db.execute(insert(table).values(week=week, scope=scope, **values))
        number = int(added.inserted_primary_key[0])  # type: ignore[index]
    else:
        number = int(known.id)
        db.execute(delete(brief_files).where(brief_files.c.brief_id == number))
        db.execute(update(table).where(table.c.id == number).values(**values))
    if code_known(db, code) is None:
        db.execute(insert(brief_codes).values(code=code, brief_id=number, at=now))
    return number


def code_known(db: Connection, code: str) -> tuple[int, datetime] | None:
    """The brief that a code was printed on, and when; None for a code that is not ours."""
    where = brief_codes.c.code == code
    row = db.execute(select(brief_codes.c.brief_id, brief_codes.c.at).where(where)).one_or_none()
    return None if row is None else (int(row.brief_id), row.at)


def made(
    db: Connection, number: int, sha256: str, files: Mapping[str, bytes], now: datetime
) -> None:
    """Keep the paper made of a brief: `files` by name (pdf, xlsx, png-1 …); all or none."""
    count_ending(db)
    db.execute(delete(brief_files).where(brief_files.c.brief_id == number))
    rows = [{"brief_id": number, "name": name, "body": body} for name, body in files.items()]
    db.execute(insert(brief_files), rows)
    done = {"sha256": sha256, "made_at": now, "error": ""}
    db.execute(update(table).where(table.c.id == number).values(**done))


def not_made(db: Connection, number: int, error: str) -> None:
    """Remember why the paper of a brief could not be made."""
    count_ending(db)
    db.execute(update(table).where(table.c.id == number).values(error=error))


def briefs(db: Connection, scope: str | None = "") -> list[Brief]:
    """The snapshots of one scope (of every one with None), the newest week first."""
    where = [] if scope is None else [table.c.scope == scope]
    rows = db.execute(select(*HEAD).where(*where).order_by(table.c.week.desc(), table.c.scope))
    return [Brief(**row) for row in rows.mappings()]


def brief(db: Connection, week: str, scope: str = "") -> Brief | None:
    """The snapshot of one week; None when there is none."""
    rows = db.execute(select(*HEAD).where(table.c.week == week, table.c.scope == scope))
    row = rows.mappings().one_or_none()
    return None if row is None else Brief(**row)


def brief_contents(db: Connection, number: int) -> str:
    """What a brief says, as JSON."""
    return str(db.execute(select(table.c.contents).where(table.c.id == number)).scalar_one())


def brief_file(db: Connection, number: int, name: str) -> bytes | None:
    """A file of a brief; None when it has none of this name."""
    where = brief_files.c.brief_id == number, brief_files.c.name == name
    body = db.execute(select(brief_files.c.body).where(*where)).scalar_one_or_none()
    return None if body is None else bytes(body)


def brief_file_names(db: Connection, number: int) -> list[str]:
    """The names of a brief's files."""
    where = brief_files.c.brief_id == number
    return sorted(db.execute(select(brief_files.c.name).where(where)).scalars())


def first_known(db: Connection) -> datetime | None:
    """When the first refresh that brought data ended; None before there was one."""
    return db.execute(select(func.min(runs.c.ended_at)).where(runs.c.state == "ok")).scalar()
