"""Which lines are problems, worst first, each with what makes it urgent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from connectors import PEOPLE, regency
from dashboard import measures
from dashboard.board._lines import Line


@dataclass(frozen=True)
class Problem:
    """A line that is off its path, or overdue with a target."""

    line: Line
    priority: measures.Priority
    people: Line | None  # counts the people affected; None: not known
    residents: Line | None  # counts the people of the area; None: not known


def ranked(lines: Sequence[Line], today: date) -> list[Problem]:
    """The problems among `lines`, all of one area, worst first."""
    by_code = {line.indicator.code: line for line in lines}
    residents = next(filter(_has_value, map(by_code.get, regency().residents)), None)
    found = []
    for line in lines:
        people = by_code.get(line.indicator.people)
        people = people if _has_value(people) else None
        priority = measures.priority(
            line.standing, line.indicator, today, counted(people), counted(residents)
        )
        if priority is not None:
            found.append(Problem(line, priority, people, residents))
    return sorted(found, key=lambda each: (*each.priority.order, each.line.indicator.code))


def _has_value(line: Line | None) -> bool:
    return line is not None and line.newest is not None


def counted(line: Line | None) -> float:
    """How many people the newest value of `line` counts; NaN where that is not known."""
    unit: Mapping[str, float] = PEOPLE
    if line is None or line.indicator.unit not in unit:
        return float("nan")
    return line.standing.value * unit[line.indicator.unit]
