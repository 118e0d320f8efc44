"""Problems in words: what is wrong, where, since when, who answers, and why it stands there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection

from connectors import Indicator, answering, areas, children, regency, skpds
from dashboard import figures, measures
from dashboard.board import followups, telling, words
from dashboard.board._lines import Line
from dashboard.board._ranked import Problem
from dashboard.board.origin import known
from dashboard.measures import State
from dashboard.parts import ProblemItem, Reason, Spot, origin_of

LEAST = 0.0005  # of a target; less is told as less than what can be written
WORST = 3  # places named beside a problem
Where = tuple[str, list[Spot]]  # what the places are, or why there are none; the places
NOWHERE: Where = "Belum ada angka menurut kecamatan atau SKPD.", []
SUMS: Where = "Menurut kecamatan atau SKPD hanya ada jumlah, mengikuti besar masing-masing.", []
EQUAL: Where = "Menurut kecamatan atau SKPD tidak ada bedanya.", []
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


def worst_places(
    db: Connection, lines: Sequence[Line], moment: datetime | None
) -> dict[str, Where]:
    """For each line the three worst kecamatan, or else SKPD, of their newest period."""
    codes = [line.indicator.code for line in lines]
    home = regency().code
    below = known(db, moment, codes, [area.code for area in children(home)], "", ["actual"])
    beside = known(db, moment, codes, [home], None, ["actual"])
    by_code = dict(list(below.groupby("indicator")))
    offices = dict(list(beside[beside["skpd"] != ""].groupby("indicator")))
    found = {}
    for line in lines:
        code = line.indicator.code
        places = by_code.get(code, offices.get(code))
        if places is not None:
            found[code] = worst_of(line, places[places["period"] == places["period"].max()])
    return found


def worst_of(line: Line, places: pd.DataFrame) -> Where:
    """The three worst of `places`, all of one period.

    Where the regency's value is not like an average of theirs, it is their sum: then those with
    the most of something bad are named so, and nobody for having little of something good.
    """
    entry, standing = line.indicator, line.standing
    whole = line.rows[line.rows["kind"] == "actual"].set_index("period")["value"]
    home = float(whole.get(places["period"].iloc[0], float("nan")))
    if places["value"].nunique() < 2:
        return EQUAL
    word = "terburuk"
    if not measures.is_average(places["value"], home):
        if entry.better != "lower":
            return SUMS
        word = "terbanyak"
    ends = standing.target_lower, standing.target_upper
    far = [measures.gap(value, *ends, entry) for value in places["value"]]
    sign = -1 if entry.better == "higher" else 1  # those beyond the target differ too
    order = places.assign(far=far, side=sign * places["value"])
    worst = order.sort_values(["far", "side"], ascending=False).head(WORST)
    return word, [
        Spot(
            name=skpds()[row["skpd"]].short if row["skpd"] else areas()[row["area"]].name,
            value_text=words.amount(row["value"], entry),
            href=f"/indikator/{entry.code}#skpd"
            if row["skpd"]
            else f"/indikator/{entry.code}?wilayah={row['area']}",
            origin=origin_of(entry.code, row["area"], row["skpd"], row["period"].date()),
        )
        for row in worst.to_dict("records")
    ]
