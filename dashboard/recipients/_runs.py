"""The verifications themselves: one row a list and run."""

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from dashboard.recipients._kept import Run
from dashboard.recipients._tables import runs


def last_runs(db: Connection, state: str = "") -> dict[str, Run]:
    """The newest run of each list; with a state, the newest that ended so."""
    last = select(runs.c.list, func.max(runs.c.started_at).label("newest")).group_by(runs.c.list)
    newest = (last.where(runs.c.state == state) if state else last).subquery()
    same = (runs.c.list == newest.c.list) & (runs.c.started_at == newest.c.newest)
    rows = db.execute(select(runs).join(newest, same)).mappings()
    return {row["list"]: Run(number=row["id"], **{k: row[k] for k in row if k != "id"})
            for row in rows}  # fmt: skip


def is_known(db: Connection, run: Run) -> bool:
    """Whether this run is recorded already."""
    mine = [runs.c.list == run.list, runs.c.started_at == run.started_at]
    return db.execute(select(runs.c.id).where(*mine)).first() is not None


def add_run(db: Connection, run: Run, now: datetime) -> int:
    """Add a run that ended `now`; its number."""
    values = asdict(replace(run, ended_at=now))
    del values["number"]
    made = db.execute(insert(runs).values(**values))
    return int(made.inserted_primary_key[0])  # type: ignore[index]
