"""Problems in words: what is wrong, where, since when, who answers, and why it stands there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from connectors import Indicator, answering, regency
from dashboard import figures, measures
from dashboard.board import followups, telling, words
from dashboard.board._ranked import Problem
from dashboard.board._worst import NOWHERE, Where, worst_places
from dashboard.measures import State
from dashboard.parts import ProblemItem, Reason

LEAST = 0.0005  # of a target; less is told as less than what can be written
DIRECTIONS = {
    State.WORSENING: "memburuk: perubahan terakhir menjauhi target",
    State.BEHIND: "tertinggal: tidak terkejar dengan laju terbaik selama ini",
    State.BELOW_PATH: "di bawah jalur: masih terkejar dengan laju terbaik selama ini",
}


def items(
    db: Connection, found: Sequence[Problem], today: date, moment: datetime | None
) -> list[ProblemItem]:
    """The problems `found` in words, in their order."""
    off = [each.line for each in found if not each.line.standing.stale]
    where = worst_places(db, off, moment) if off else {}
    made = [
        overdue(each, today)
        if each.line.standing.stale
        else told(each, where.get(each.line.indicator.code, NOWHERE), today)
        for each in found
    ]
    written, home = followups.followups(db, today, moment), regency().code
    return [
        replace(item, follow=followups.briefly(written.get((code, home, "")), code, home))
        if followups.may_begin(each.line)
        else item
        for item, each in zip(made, found, strict=True)
        for code in [each.line.indicator.code]
    ]


def keys(entry: Indicator) -> dict[str, str]:
    """What the filters know of an indicator: who answers, its mission, its programme."""
    return {
        "skpd": answering(entry),
        "misi": str(entry.mission or ""),
        "program": entry.programme,
    }


def told(problem: Problem, where: Where, today: date) -> ProblemItem:
    """What is off its path, in words."""
    line, priority = problem.line, problem.priority
    entry, standing = line.indicator, line.standing
    value, unit = words.apart(standing.value, entry)
    return ProblemItem(
        state=standing.state,
        title=entry.title,
        href=f"/indikator/{entry.code}",
        value_text=value,
        unit=unit,
        period_text=words.period(standing, entry),
        target_text=words.target(standing, entry),
        gap_text=words.gap(standing, entry),
        since_text=words.since(standing, entry),
        need_text=words.need(standing, entry),
        who_text=words.answers(line),
        who_href=f"/skpd/{answering(entry)}",
        age_text=words.age(standing, entry, today),
        simulated=line.simulated,
        origin=line.address,
        spark_svg=telling.spark(line),
        spots=where[1],
        where_text=where[0],
        reasons=reasons(problem),
        points_text=f"{figures.number(priority.points, 1)} dari 100",
        keys=keys(entry),
    )


def overdue(problem: Problem, today: date) -> ProblemItem:
    """What has a target but is too old to be judged, in words."""
    line, entry, standing = problem.line, problem.line.indicator, problem.line.standing
    due = figures.day(standing.due) if standing.due else "–"
    value, unit = words.apart(standing.value, entry)
    when = words.period(standing, entry)
    last = f"terakhir {words.amount(standing.value, entry)} ({when})"
    return ProblemItem(
        state=standing.state,
        title=entry.title,
        href=f"/indikator/{entry.code}",
        value_text=value,
        unit=unit,
        period_text=when,
        target_text=words.target(standing, entry),
        gap_text=f"seharusnya terbit {due}",
        since_text=words.age(standing, entry, today),
        need_text=f"{last}, {standing.last_state.word}",
        who_text=words.answers(line),
        who_href=f"/skpd/{answering(entry)}",
        age_text=words.age(standing, entry, today),
        simulated=line.simulated,
        origin=line.address,
        keys=keys(entry),
        state_text=f"lewat {figures.age(problem.priority.overdue)}",
    )


def reasons(problem: Problem) -> list[Reason]:
    """The parts of a problem's points, each with its reason."""
    line, one = problem.line, problem.priority
    way = DIRECTIONS[line.standing.state]
    if (
        line.standing.state is State.BELOW_PATH
        and line.standing.best_pace != line.standing.best_pace
    ):
        way = "di bawah jalur: laju terbaiknya belum diketahui"  # one value has no pace
    long = "baru pada periode ini"
    if one.days >= 1:
        long = f"{figures.age(int(one.days))} di luar jalur"
    share = f"{figures.number(100 * one.share, 1)} %" if one.share >= LEAST else "kurang dari 0,1 %"
    base = "1 % rentang wajarnya, karena targetnya mendekati nol" if one.floored else "target"
    people, address = "belum diketahui berapa warga yang terdampak", ""
    if one.affected == one.affected and problem.people is not None:
        counted = f"{figures.number(one.affected)} orang"
        period = words.period(problem.people.standing, problem.people.indicator)
        people, address = f"{counted} terdampak ({period})", problem.people.address
        if one.residents == one.residents:
            people += f" dari {figures.number(one.residents)} penduduk"
        else:
            people += "; banyaknya penduduk belum diketahui"
    return [
        Reason("Arah", one.direction, measures.DIRECTION_MOST, way),
        Reason("Jarak", one.gap, measures.GAP_MOST, f"{share} dari {base}", line.address),
        Reason("Lamanya", one.persistence, measures.PERSISTENCE_MOST, long),
        Reason("Warga terdampak", one.people, measures.PEOPLE_MOST, people, address),
    ]  # fmt: skip
