"""A plan beside its results: what it wants of each year, what came, and how that is judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import connectors
from connectors import Document, Goal, Mission, Plan, regency
from dashboard import measures
from dashboard.board import sentences, words
from dashboard.board._lines import Line
from dashboard.board.outlooks import targets_of, values_of
from dashboard.measures import Standing, State
from dashboard.parts import Piece, origin_of

ORDINALS = ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan",
            "kesembilan", "kesepuluh")  # fmt: skip


@dataclass(frozen=True)
class Year:
    """One year of a plan for one indicator, in words. `percent` is NaN where it is not known."""

    year: int
    target: str
    value: str
    percent: float
    grade: str
    origin: str


@dataclass(frozen=True)
class Aimed:
    """An indicator that a plan sets targets for, judged by that plan alone."""

    line: Line
    standing: Standing
    state: State
    years: tuple[Year, ...]
    now: int  # the year that is judged


def document(plan: Plan) -> Document:
    """What is publicly known of the plan's text."""
    return connectors.documents().get(plan.code, Document(plan.code))


def aimed(lines: Sequence[Line], plan: Plan, today: date) -> list[Aimed]:
    """The lines that the plan sets targets for, in the order of the lines.

    Each is judged by its newest value; where that is later than the plan's last target, by the
    value of that target's year or the last one before it.
    """
    found = []
    for line in lines:
        targets = targets_of(line, plan)
        if not targets:
            continue
        rows = line.rows
        mine = rows[(rows["kind"] == "target") & (rows["reference"] == plan.code)]
        last = max(target.period for target in targets)
        actual = rows[(rows["kind"] == "actual") & (rows["period"].dt.date <= last)]
        judged = measures.standing(
            rows.loc[[*actual.index, *mine.index]], line.indicator, today, [plan.code],
            regency().scale,
        )  # fmt: skip
        over = plan.last_year < today.year or last.year < today.year
        state = judged.last_state if over and judged.stale else judged.state
        now = (judged.period or last).year
        found.append(Aimed(line, judged, state, years(line, plan), now))
    return found


def years(line: Line, plan: Plan) -> tuple[Year, ...]:
    """Each year of the plan: target, value, achievement and class."""
    entry = line.indicator
    values = {day.year: (day, value) for day, value in values_of(line).items()}
    wanted = {target.period.year: target for target in targets_of(line, plan)}
    place = line.rows.iloc[0]
    made = []
    for year in range(plan.first_year, plan.last_year + 1):
        day, value = values.get(year, (None, float("nan")))
        target = wanted.get(year)
        text, percent = "", float("nan")
        if target is not None:
            percent = measures.achievement(value, *target.ends, entry)
            text = words.ends(*target.ends, entry)
        grade = measures.achievement_class(percent, regency().scale)
        address = origin_of(entry.code, place["area"], place["skpd"], day) if day else line.address
        amount = words.amount(value, entry) if day else ""
        made.append(Year(year, text, amount, percent, grade, address))
    return tuple(made)


def mission_of(line: Line, document: Document, newest: bool) -> int:
    """The number of the mission that an indicator belongs to: that of a goal that names it, or, in
    the newest plan, its own; 0 without one."""
    for mission in document.missions:
        if any(line.indicator.code in goal.indicators for goal in mission.goals):
            return mission.number
    numbers = {mission.number for mission in document.missions}
    return line.indicator.mission if newest and line.indicator.mission in numbers else 0


def heading(mission: Mission) -> str:
    """«Misi pertama: …»."""
    return f"Misi {ORDINALS[mission.number - 1]}: {mission.title}"


def by_goal(mission: Mission, found: Sequence[Aimed]) -> list[tuple[Goal | None, list[Aimed]]]:
    """The mission's indicators under their goals; last those that no goal names."""
    named = {code for goal in mission.goals for code in goal.indicators}
    made: list[tuple[Goal | None, list[Aimed]]] = [
        (goal, [one for one in found if one.line.indicator.code in goal.indicators])
        for goal in mission.goals
    ]
    rest = [one for one in found if one.line.indicator.code not in named]
    return [*made, (None, rest)] if rest else made


def first_sentence(found: Sequence[Aimed], plan: Plan, today: date) -> list[Piece]:
    """How much of the plan is on its way, and what is worst."""
    if not found:
        return [Piece(f"Belum ada target {plan.title} yang ditemukan beserta datanya.")]
    green = sum(one.state in sentences.GREEN for one in found)
    told = [
        Piece(
            f"{plan.title}: {sentences.spelt(green)} dari {sentences.spelt(len(found))} indikator "
            "bertarget tercapai atau di jalurnya."
        )
    ]
    off = [one for one in found if one.state in sentences.OFF]
    if off:
        one = min(off, key=lambda each: order(each, today))
        entry = one.line.indicator
        when = words.period(one.standing, entry)
        text = f" {entry.title} {one.state.word}: {words.gap(one.standing, entry)} pada {when}"
        told += [Piece(text, True, one.line.address), Piece(".")]
    late = sum(one.state is State.STALE for one in found)
    if late:
        told.append(Piece(f" {sentences.spelt(late).capitalize()} angka sudah lewat umur."))
    return told


def order(one: Aimed, today: date) -> tuple[bool, float, float]:
    """Sorts what is off its path as the problems are sorted, worst first."""
    found = measures.priority(one.standing, one.line.indicator, today)
    return found.order if found else (True, 0.0, 0.0)
