"""What moved within a span: improved, worsened, revised, new, overdue, waiting for a decision.

What became known within the span is compared with what was known at its beginning
(`measures.moved`). Of an indicator of which nothing was known then, the data's own time counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from connectors import answering, indicator, indicators, regency
from dashboard import clock, measures, store
from dashboard.board import changes, words
from dashboard.board._lines import Line
from dashboard.board._moves import movement, newcomer, overdue, revision, slug
from dashboard.board.sentences import spelt
from dashboard.measures import Move
from dashboard.parts import MoveItem, Piece

DAYS = {"pekan": 7, "bulan": 30, "tahun": 365}  # the spans: name in the address → days


@dataclass(frozen=True)
class Moved:
    """Everything that moved, each kind biggest or newest first."""

    span: str
    first: date  # the span's first day
    last: date
    improved: Sequence[MoveItem] = ()
    worsened: Sequence[MoveItem] = ()
    neither: Sequence[MoveItem] = ()
    revised: Sequence[MoveItem] = ()
    new: Sequence[MoveItem] = ()
    late: Sequence[MoveItem] = ()  # fell due within the span
    older: Sequence[MoveItem] = ()  # fell due before it
    waiting: Sequence[tuple[str, str, str]] = ()
    failed: Sequence[tuple[str, str, str]] = ()
    loaded: int = 0  # indicators of which nothing was known at the beginning
    known: int = 0  # and of which something was
    running: int = 0  # whose newest period still runs and so is not compared
    left: Sequence[Line] = ()  # whose light left the path
    back: int = 0  # and how many came back to it
    skpds: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)


def moved(
    db: Connection, lines: Sequence[Line], span: str, today: date, moment: datetime | None
) -> Moved:
    """What moved in the `span` that ends with `moment`, or with `today`."""
    since = clock.end_of(today) - timedelta(days=DAYS[span])
    until, first = moment or clock.end_of(today), clock.today(since)
    begun = _begun(db, since, first)
    fresh = [line for line in lines if line.standing.period and line.indicator.code not in begun]
    found = [(line, move) for line in lines if (move := _move(line, today, begun, span))]
    found.sort(key=lambda each: (not (each[1].left or each[1].back), -abs(each[1].share),
                                 each[0].indicator.code))  # fmt: skip
    made = [(move.good, movement(line, move)) for line, move in found]
    rows = changes.recorded(db, since, until)
    rows = rows[~rows["indicator"].isin([line.indicator.code for line in fresh])]
    revised = changes.is_revised(rows, first)
    late = [(line.standing.due, overdue(line)) for line in lines if line.standing.stale]
    late.sort(key=lambda each: each[0] or today, reverse=True)
    entries = [line.indicator for line in lines]
    return Moved(
        span,
        first,
        today,
        improved=[item for good, item in made if good],
        worsened=[item for good, item in made if good is False],
        neither=[item for good, item in made if good is None],
        revised=[revision(row) for row in _newest_first(rows[revised])],
        new=_new(rows[~revised & (rows["status"] != "M")]),
        late=[item for due, item in late if due and due >= first],
        older=[item for due, item in late if not due or due < first],
        waiting=changes.waiting(db, until),
        failed=changes.failed(store.last_runs(db, until)),
        loaded=len(fresh),
        known=len(begun),
        running=sum(line.runs(today) for line in lines),
        left=[line for line, move in found if move.left],
        back=sum(move.back for _, move in found),
        skpds=_sorted({answering(line.indicator): words.answers(line) for line in lines}),
        themes=_sorted({slug(entry.theme): entry.theme for entry in entries if entry.theme}),
    )


def headline(found: Moved) -> list[Piece]:
    """The first sentence: how many improved and worsened, and what left its path."""
    better, worse = len(found.improved), len(found.worsened)
    when = "Menurut periodenya" if not found.known else f"Dalam {_spelt(found.span)} terakhir"
    if not better and not worse:
        told = [Piece(f"{when} tidak ada indikator yang membaik atau memburuk.")]
    else:
        counts = [f"{spelt(better)} indikator membaik"] * bool(better)
        counts += [f"{spelt(worse)} {'memburuk' if better else 'indikator memburuk'}"] * bool(worse)
        told = [Piece(f"{when} {' dan '.join(counts)}.")]
    if found.left:
        worst, rest = found.left[0], len(found.left) - 1
        others = f" dan {spelt(rest)} lain" if rest else ""
        text = f" {worst.indicator.short or worst.indicator.title}{others} keluar dari jalurnya"
        told += [Piece(text, worst=True, origin=worst.address), Piece(".")]
    if found.back:
        told.append(Piece(f" {spelt(found.back).capitalize()} kembali ke jalurnya."))
    if found.revised:
        told.append(Piece(f" {spelt(len(found.revised)).capitalize()} angka direvisi."))
    return told


def _spelt(span: str) -> str:
    return {"pekan": "sepekan", "bulan": "sebulan", "tahun": "setahun"}[span]


def _begun(db: Connection, since: datetime, first: date) -> dict[str, date | None]:
    """For each indicator that was known at the beginning its newest period that was over."""
    rows = store.as_of(db, since, list(indicators()), regency().code, "", ("actual",))
    found: dict[str, date | None] = {}
    for code, mine in rows.groupby("indicator"):
        entry = indicator(str(code))
        periods = [period.date() for period in mine["period"]]
        over = [period for period in periods if measures.is_over(period, entry, first)]
        found[entry.code] = max(over, default=None)
    return found


def _move(line: Line, today: date, begun: Mapping[str, date | None], span: str) -> Move | None:
    plans = [plan.code for plan in regency().plans]
    known = begun.get(line.indicator.code)
    return measures.moved(line.rows, line.indicator, today, known, plans, span == "tahun")


def _newest_first(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    return rows.sort_values(["recorded_at", "period"], ascending=False).to_dict("records")


def _new(rows: pd.DataFrame) -> list[MoveItem]:
    """Of each indicator the newest of the values that came."""
    counts = rows.groupby("indicator").size()
    newest = rows.sort_values("period").groupby("indicator").tail(1)
    filled = changes.is_replaced(newest)
    known = dict(zip(newest["indicator"], filled, strict=True))
    return [
        newcomer(row, int(counts[row["indicator"]]), bool(known[row["indicator"]]))
        for row in _newest_first(newest)
    ]


def _sorted(words_of: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(words_of.items(), key=lambda each: each[1]))
