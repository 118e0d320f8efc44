"""The priority programmes: which are known, and what the store holds of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import connectors
from connectors import Programme, regency, skpds
from dashboard.board import sentences, words
from dashboard.board._lines import Line
from dashboard.parts import Piece

MONEY = ("Rp", "ribu Rp", "Rp juta", "Rp miliar")
RECIPIENTS = "penerima"  # whether its recipients are valid is told apart from its results
WORK = ("works_", "procurement_")  # how the indicators of contracts and works are called


@dataclass(frozen=True)
class Held:
    """A programme with the indicators that carry its code, by what they tell."""

    programme: Programme
    results: tuple[Line, ...] = ()
    money: tuple[Line, ...] = ()
    work: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything the store holds of it."""
        return (*self.results, *self.money, *self.work)


def held(lines: Sequence[Line]) -> list[Held]:
    """Each known programme with its lines that have a value; the confirmed ones first."""
    found = []
    for programme in connectors.programmes().values():
        mine = [
            line
            for line in lines
            if line.indicator.programme == programme.code
            and line.newest is not None
            and line.source.code != RECIPIENTS
        ]
        money = [line for line in mine if line.indicator.unit in MONEY]
        work = [line for line in mine if line.indicator.code.startswith(WORK)]
        rest = [line for line in mine if line not in money and line not in work]
        found.append(Held(programme, tuple(rest), tuple(money), tuple(work)))
    return sorted(found, key=lambda one: not one.programme.confirmed)


def overall(lines: Sequence[Line]) -> list[Line]:
    """What is paid for priority programmes together: money of their theme without a programme."""
    theme = {line.indicator.theme for one in held(lines) for line in one.money}
    return [
        line
        for line in lines
        if line.indicator.theme in theme
        and line.indicator.unit in MONEY
        and line.newest is not None
        and not line.indicator.programme
    ]


def first_sentence() -> list[Piece]:
    """How much of the official list is known."""
    every, known = regency().priorities, connectors.programmes().values()
    sure = sum(programme.confirmed for programme in known)
    unsure = len(known) - sure
    opening = f"{sentences.spelt(sure).capitalize()} dari {every} program prioritas dipastikan"
    more = f"; {sentences.spelt(unsure)} lagi diberitakan tanpa kepastian" if unsure else ""
    return [Piece(f"{opening} oleh publikasi{more}; selebihnya belum terisi.")]


def unfilled() -> int:
    """How many of the official list no publication confirms."""
    sure = sum(programme.confirmed for programme in connectors.programmes().values())
    return max(regency().priorities - sure, 0)


def who(one: Held) -> str:
    """The SKPD that answer for the programme's indicators."""
    names = {skpds()[connectors.answering(line.indicator)].short for line in one.lines}
    return ", ".join(sorted(names))


def main_line(one: Held) -> Line | None:
    """The indicator that stands for the programme in a list: a result that is not overdue, and has
    a direction, first."""
    ranked = sorted(
        one.results, key=lambda line: (line.standing.stale, line.indicator.better == "none")
    )
    return next(iter((*ranked, *one.money, *one.work)), None)


def told(line: Line, today: date) -> str:
    """A value with its period, as a list shows it."""
    value = words.amount(line.standing.value, line.indicator)
    running = ", berjalan" if still_runs(line, line.standing.period, today) else ""
    return f"{value} · {words.period(line.standing, line.indicator)}{running}"


def still_runs(line: Line, period: date | None, today: date) -> bool:
    """Whether a year that adds up from January is not over: its number is not yet a year's."""
    entry = line.indicator
    yearly = bool(entry.resets) and entry.frequency == "year"
    return yearly and period is not None and period.year == today.year
