"""JSON that lies in layers → rows: what stands where in an answer."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any


def flat(rows: Sequence[Mapping[str, Any]], each: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with its place. Lists named in `each` are followed and their parents' fields stay;
    a field that both have is named `list.field` for the inner one. A row without a list stays."""
    steps = [step for step in each.split(".") if step]
    for number, row in enumerate(rows):
        for place, whole in _within(row, steps):
            yield f"[{number}]{place}", whole


def _within(row: Mapping[str, Any], steps: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    plain = {key: value for key, value in row.items() if not isinstance(value, list | dict)}
    if not steps or not rows_of(row, steps[0]):
        yield "", plain
        return
    step, *rest = steps
    for number, inner in enumerate(rows_of(row, step)):
        for place, whole in _within(inner, rest):
            named = {f"{step}.{key}" if key in plain else key: whole[key] for key in whole}
            yield f".{step}[{number}]{place}", plain | named


def rows_of(answer: Any, path: str) -> list[dict[str, Any]]:
    """The list of rows at `path`; a lone row counts as a list of one, anything else as none."""
    found = at(answer, path)
    rows = found if isinstance(found, list) else [found]
    return [row for row in rows if isinstance(row, dict)]


def at(answer: Any, path: str) -> Any:
    """What lies at `path` (names and numbers between dots); None when nothing does."""

    def step(inside: Any, name: str) -> Any:
        if isinstance(inside, list) and name.isdecimal() and int(name) < len(inside):
            return inside[int(name)]
        return inside.get(name) if isinstance(inside, dict) else None

    return reduce(step, path.split("."), answer) if path else answer
