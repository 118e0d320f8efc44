"""Holds what comes in a suddenly different size until a person says whether it is right."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection, and_, delete, func, or_, select, tuple_, update

from connectors import Source, SourceChanged
from dashboard.store._publish import Counts, publish
from dashboard.store._read import newest_vintage
from dashboard.store._runs import Run, RunLost, count_ending, supersede
from dashboard.store._tables import incoming, observations, runs, series

FACTOR = 10  # so many times more, or fewer, is no growth but a fault, or a new beginning
ENOUGH = 10  # known points; below, a source that is being filled grows by such factors


class NotHeld(Exception):
    """The run does not wait for a decision; the sentence says why."""


def hold_if_odd(db: Connection, run: Run, now: datetime) -> str:
    """Hold the staged `run` when its size is odd; return the question to a person, or "".

    Compared are actual points from the run's `since` on: those staged, and those known of the same
    source, both simulated or both not. Raises SourceChanged when nothing is known yet and fewer
    rows came than the source promises.
    """
    rows = db.execute(select(runs.c.rows_seen).where(runs.c.id == run.number)).scalar_one()
    given, known = _given(db, run), _known(db, run)
    code = run.source.code
    if not known:
        if rows < run.source.rows_min:
            raise SourceChanged(
                f"{code}: hanya {rows} baris, paling sedikit {run.source.rows_min}; periksa apakah "
                "tabel sumber kosong atau terpotong"
            )
        return ""
    odd = given * FACTOR <= known or given >= known * FACTOR
    if given and (known < ENOUGH or not odd):
        return ""
    question = (
        f"{code}: biasanya {_number(known)} angka, kali ini {_number(given)}; angka terakhir tetap "
        f"dipakai. Bila benar: `python -m dashboard accept {run.number}`; bila salah: "
        f"`python -m dashboard reject {run.number}`"
    )
    count_ending(db)
    values = {"rows_held": given, "rows_known": known, "error": question, "ended_at": now}
    going = update(runs).where(runs.c.id == run.number, runs.c.state == "running")
    if db.execute(going.values(state="held", **values)).rowcount != 1:
        raise RunLost(run)
    supersede(db, run)
    return question


def accept(db: Connection, number: int, known: Mapping[str, Source], now: datetime) -> Counts:
    """Publish the held run `number` of one of the `known` sources. Raises NotHeld."""
    count_ending(db)  # nobody else decides meanwhile
    code = _waiting(db, number)
    if code not in known:
        raise NotHeld(f"Penarikan {number} adalah milik sumber {code}, yang sudah tidak ada")
    row = db.execute(select(runs).where(runs.c.id == number)).one()
    return publish(db, Run(number, known[code], row.simulated, row.since), now)


def reject(db: Connection, number: int) -> str:
    """Throw away what the held run `number` brought; return its source. Raises NotHeld."""
    count_ending(db)
    code = _waiting(db, number)
    db.execute(delete(incoming).where(incoming.c.run_id == number))
    db.execute(update(runs).where(runs.c.id == number).values(state="rejected", error=""))
    return code


def held(db: Connection, until: datetime | None = None) -> pd.DataFrame:
    """The runs that wait for a decision, or waited for one at `until`, oldest first.

    Of a past moment those are told that wait still or were accepted later; when a run was rejected
    or superseded is not known. Columns: run, source, started_at, since, rows_held, rows_known,
    question ("" once decided).
    """
    columns = [runs.c.id.label("run"), *(runs.c[name] for name in TOLD)]
    statement = select(*columns, runs.c.error.label("question"))
    waiting = runs.c.state == "held"
    if until is not None:
        later = select(observations.c.run_id).where(observations.c.recorded_at > until)
        accepted = and_(runs.c.state == "ok", runs.c.rows_known > 0, runs.c.id.in_(later))
        waiting = and_(or_(waiting, accepted), runs.c.ended_at <= until)
    found = db.execute(statement.where(waiting).order_by(runs.c.id))
    return pd.DataFrame(found.mappings().all(), columns=list(found.keys()))


TOLD = ("source", "started_at", "since", "rows_held", "rows_known")
WORDS = {
    "running": "masih berjalan",
    "ok": "sudah masuk",
    "failed": "gagal, jadi tidak ada yang ditahan",
    "interrupted": "terputus, jadi tidak ada yang ditahan",
    "superseded": "sudah digantikan penarikan yang lebih baru",
    "rejected": "sudah ditolak",
}


def _waiting(db: Connection, number: int) -> str:
    row = db.execute(select(runs.c.source, runs.c.state).where(runs.c.id == number)).one_or_none()
    if row is not None and row.state == "held":
        return str(row.source)
    waiting = [f"{each.run} ({each.source})" for each in held(db).itertuples()]
    said = f"Penarikan {number} " + (f"({row.source}) {WORDS[row.state]}" if row else "tidak ada")
    raise NotHeld(f"{said}. Yang menunggu keputusan: {', '.join(waiting) or 'tidak ada'}")


def _given(db: Connection, run: Run) -> int:
    statement = (
        select(func.count())
        .select_from(incoming)
        .join(series, series.c.id == incoming.c.series_id)
        .where(incoming.c.run_id == run.number, incoming.c.status != "M")
    )
    return int(db.execute(statement.where(series.c.kind == "actual")).scalar_one())


def _known(db: Connection, run: Run) -> int:
    """The actual points that a run of this size is compared with; of a snapshot its newest."""
    mine = [
        series.c.source == run.source.code,
        series.c.simulated == run.simulated,
        series.c.kind == "actual",
        observations.c.period >= run.since,
        observations.c.status != "M",
        newest_vintage(),
    ]
    snapshots = [entry.code for entry in run.source.indicators if entry.snapshot]
    joined = observations.join(series, series.c.id == observations.c.series_id)
    last = (
        select(series.c.indicator, func.max(observations.c.period))
        .select_from(joined)
        .where(*mine, series.c.indicator.in_(snapshots))
        .group_by(series.c.indicator)
        .correlate(None)
    )
    here = tuple_(series.c.indicator, observations.c.period).in_(last)
    statement = select(func.count()).select_from(joined).where(*mine)
    return int(
        db.execute(statement.where(or_(series.c.indicator.not_in(snapshots), here))).scalar_one()
    )


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
