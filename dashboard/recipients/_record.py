"""Records what a run found of a list: the only hand that opens, closes and re-opens a finding."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, bindparam, func, insert, select, update

from dashboard.recipients._keeping import drop, same_key
from dashboard.recipients._kept import Found, Recorded, Run
from dashboard.recipients._open import take_turn
from dashboard.recipients._reasons import reasons
from dashboard.recipients._runs import add_run, is_known, last_runs
from dashboard.recipients._tables import findings, marks
from dashboard.recipients._totals import replace_totals
from dashboard.recipients._vault import Keys, match, seal, written

BATCH = 5_000  # rows a statement
LATE = "Hasil verifikasi yang dimulai lebih baru sudah dicatat; hasil ini tidak dipakai"
AGAIN = "Ditemukan lagi setelah sempat tidak terlihat di daftar."


@dataclass
class _Changes:
    """What a run says of the findings of its list, as rows of parameters."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    reopened: list[int] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    still: int = 0


def record(
    db: Connection,
    run: Run,
    found: Iterable[Found],
    keys: Keys,
    now: datetime,
    totals: pd.DataFrame | None = None,
) -> Recorded:
    """Record a run of one list in the caller's transaction; it ended `now`.

    Findings of the list that are not among `found` are closed; those of other lists are untouched.
    `totals` (area, period, measure, value) replace the list's. A run that was refused, that is
    recorded already, or that began before the newest recorded one, changes no finding and no total.

    Raises KeyLost when another key sealed what is there, and ValueError for what cannot be: a
    finding of another list or reason, or the stand-in's result over the register's.
    """
    take_turn(db, run.list)
    same_key(db, keys)
    if is_known(db, run):
        return Recorded()
    last = last_runs(db, "ok").get(run.list)
    if run.state == "ok" and last is not None and last.started_at > run.started_at:
        run = replace(run, state="refused", error=LATE)
    if run.state == "refused":
        add_run(db, run, now)
        return Recorded()
    if last is not None and run.simulated and not last.simulated:
        raise ValueError(f"{run.list}: hasil simulasi tidak boleh menimpa hasil sungguhan")
    if last is not None and last.simulated and not run.simulated:
        drop(db, findings.c.list == run.list)  # they are of persons whom the stand-in made up
    changes, number = _changes(db, run, found, keys), add_run(db, run, now)
    _write(db, changes, number, now)
    alive = [findings.c.list == run.list, findings.c.closed_at.is_(None)]
    db.execute(update(findings).where(*alive).values(seen_run=number))
    if totals is not None:
        replace_totals(db, run.list, totals)
    counts = (len(changes.new), changes.still, len(changes.closed), len(changes.reopened))
    return Recorded(*counts)


def _changes(db: Connection, run: Run, found: Iterable[Found], keys: Keys) -> _Changes:
    columns = (findings.c.id, findings.c.reason, findings.c.match, findings.c.content)
    rows = db.execute(select(*columns, findings.c.closed_at).where(findings.c.list == run.list))
    known = {(row.reason, bytes(row.match)): row for row in rows}
    changes, seen = _Changes(), set()
    for values, text in _rows(run, found, keys):
        which = (values["reason"], values["match"])
        seen.add(which)
        before = known.get(which)
        if before is None:
            changes.new.append(values | {"sealed": seal(keys, text, values["match"])})
            continue
        if bytes(before.content) != values["content"]:
            sealed = seal(keys, text, values["match"])
            changes.changed.append(values | {"sealed": sealed, "number": before.id})
        if before.closed_at is None:
            changes.still += 1
        else:
            changes.reopened.append(before.id)
    changes.closed = [
        row.id for which, row in known.items() if which not in seen and row.closed_at is None
    ]
    return changes


def _rows(run: Run, found: Iterable[Found], keys: Keys) -> Iterator[tuple[dict[str, Any], bytes]]:
    """The columns of each finding, and what is to be sealed of it."""
    known, alike = reasons(), Counter[tuple[str, str]]()
    for one in found:
        if one.list != run.list or one.reason not in known:
            raise ValueError(f"{run.list}: temuan daftar {one.list} dengan alasan {one.reason}")
        if one.paid is not None and type(one.paid) is not date:
            # A database would repeat in its own log what it was given instead of a day.
            raise ValueError(f"{run.list}: tanggal dibayar harus berupa date, atau None")
        alike[one.reason, one.match] += 1  # two rows of a list may be the same word for word
        place = str(alike[one.reason, one.match])
        text = written(one.person)
        amount = None if math.isnan(one.amount) else float(one.amount)
        told = {
            "list": one.list,
            "reason": one.reason,
            "severity": known[one.reason].severity,
            "kecamatan": one.kecamatan,
            "desa": one.desa,
            "paid": one.paid,
            "amount": amount,
        }
        content = match(keys, "content", *map(str, told.values()), text.decode())[:16]
        bound = match(keys, "finding", one.list, one.reason, one.match, place)
        yield told | {"match": bound, "content": content}, text


def _write(db: Connection, changes: _Changes, number: int, now: datetime) -> None:
    for rows in _batches(changes.new):
        db.execute(insert(findings), [row | {"opened_at": now, "seen_run": number} for row in rows])
    mine = findings.c.id == bindparam("number")
    change = update(findings).where(mine)
    columns = ("severity", "kecamatan", "desa", "paid", "amount", "content", "sealed")
    for rows in _batches(changes.changed):
        kept = [{name: row[name] for name in (*columns, "number")} for row in rows]
        db.execute(change.values({name: bindparam(name) for name in columns}), kept)
    for ids, moment in ((changes.closed, now), (changes.reopened, None)):
        for rows in _batches([{"number": each} for each in ids]):
            db.execute(change.values(closed_at=moment), rows)
    _open_again(db, changes.reopened, now)


def _open_again(db: Connection, numbers: list[int], now: datetime) -> None:
    """A correction that was seen in the list and then undone is no correction any more."""
    for part in _batches(numbers):
        newest = select(func.max(marks.c.id)).where(marks.c.finding.in_(part))
        last = select(marks.c.finding).where(marks.c.id.in_(newest.group_by(marks.c.finding)))
        undone = db.execute(last.where(marks.c.state == "corrected")).scalars().all()
        told = {"at": now, "person": 0, "by": "Verifikasi", "state": "open", "note": AGAIN}
        if undone:
            db.execute(insert(marks), [told | {"finding": each} for each in undone])


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
