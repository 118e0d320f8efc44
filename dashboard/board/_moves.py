"""The lines of what moved, in words: a movement, a revision, a new number, an overdue one."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import numpy as np

from connectors import Indicator, answering, indicator, skpds
from dashboard import clock, figures
from dashboard.board import changes, words
from dashboard.board._lines import Line, source_of
from dashboard.measures import Move
from dashboard.parts import MoveItem, origin_of

TOLD = ("area", "skpd", "recorded_at", "simulated")
TONES = {True: ("good", "membaik"), False: ("bad", "memburuk"), None: ("", "")}
WHY = {
    "resets": "dengan setahun sebelumnya, sebab dihitung sejak Januari",
    "season": "dengan setahun sebelumnya, sebab geraknya musiman",
    "": "",
}


def given(entry: Indicator) -> dict[str, str]:
    """What the filters know a line by."""
    return {"skpd": answering(entry), "tema": slug(entry.theme)}


def slug(theme: str) -> str:
    """A theme as one word of an address."""
    return theme.lower().replace(" ", "-")


def movement(line: Line, move: Move) -> MoveItem:
    """One indicator that moved: old and new value, their periods, the light where it changed."""
    entry, moved = line.indicator, move.change.value
    tone, word = TONES[move.good]
    verb, sign = ("naik", "↑") if moved > 0 else ("turun", "↓") if moved < 0 else ("tetap", "=")
    rows = line.rows
    kinds, periods = rows["kind"].to_numpy(), rows["period"].to_numpy("datetime64[D]")
    place = int(((kinds == "actual") & (periods == np.datetime64(move.period))).nonzero()[0][-1])
    row: dict[str, Any] = {name: rows[name].iat[place] for name in TOLD}
    ends = (move.change.since, move.period)
    told = [
        (text, origin_of(entry.code, row["area"], row["skpd"], day))
        for day, text in zip(ends, changes.pair(move.before, move.value, entry), strict=True)
    ]
    when = " → ".join(figures.period(day, entry) for day in ends)
    return MoveItem(
        sign=sign,
        word=f"{verb}, {word}".removesuffix(", "),
        title=entry.title,
        tone=tone,
        href=_page(entry),
        told=told,
        change=f"{verb} {words.step(moved, entry)}" if moved else verb,
        note=f"{when}; dibandingkan {WHY[move.why]}" if move.why else when,
        states=(move.was, move.state) if move.was != move.state else None,
        who=words.answers(line),
        when=_day(row["recorded_at"]),
        simulated=bool(row["simulated"]),
        given=given(entry),
    )


def revision(row: Mapping[Any, Any]) -> MoveItem:
    """A value of `changes.recorded` that was revised or withdrawn: what it was, by whom, when."""
    entry = indicator(str(row["indicator"]))
    source = source_of(entry, row)
    before, value = float(row["before"]), float(row["value"])
    old, new = changes.pair(before, value, entry)
    address = origin_of(entry.code, row["area"], row["skpd"], row["period"].date())
    told = [(old, address), (new, address)]
    sign, word, change = "↺", "direvisi", "direvisi "
    if row["status"] == "M":
        sign, word, change, told = "×", "dicabut", "dicabut", told[:1]
    elif before == value:
        change, told = changes.status(row), told[:1]
    else:
        change += f"{'naik' if value > before else 'turun'} {words.step(value - before, entry)}"
    return MoveItem(
        sign=sign,
        word=word,
        title=entry.title,
        href=_page(entry),
        told=told,
        change=change,
        note=f"{figures.period(row['period'].date(), entry)}, menurut {source.title}",
        who=skpds()[source.owner].short,
        when=_day(row["recorded_at"]),
        simulated=bool(row["simulated"]),
        given=given(entry),
    )


def newcomer(row: Mapping[Any, Any], count: int, filled: bool) -> MoveItem:
    """The newest of the `count` values of an indicator that came; `filled` when it was known
    before, and changes because its period still ran."""
    entry = indicator(str(row["indicator"]))
    note = figures.period(row["period"].date(), entry)
    if filled:
        note += ", periode yang masih diisi"
    if count > 1:
        note += f", bersama {count - 1} periode lain"
    address = origin_of(entry.code, row["area"], row["skpd"], row["period"].date())
    return MoveItem(
        sign="+",
        word="data baru",
        title=entry.title,
        href=_page(entry),
        told=[(words.amount(float(row["value"]), entry), address)],
        note=note,
        who=skpds()[source_of(entry, row).owner].short,
        when=_day(row["recorded_at"]),
        simulated=bool(row["simulated"]),
        given=given(entry),
    )


def overdue(line: Line) -> MoveItem:
    """A number whose next one should be there by now."""
    entry, standing = line.indicator, line.standing
    due = f"seharusnya terbit {figures.day(standing.due)}" if standing.due else ""
    return MoveItem(
        sign="!",
        word="lewat umur",
        title=entry.title,
        tone="late",
        href=_page(entry),
        told=[(words.amount(standing.value, entry), line.address)],
        change=f"terakhir {words.period(standing, entry)}",
        note=f"Angka berikutnya {due}",
        who=words.answers(line),
        simulated=line.simulated,
        given=given(entry),
    )


def _page(entry: Indicator) -> str:
    return f"/indikator/{entry.code}"


def _day(moment: datetime | date) -> str:
    when = clock.local(moment).date() if isinstance(moment, datetime) else moment
    return figures.day(when)
