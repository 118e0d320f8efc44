"""One place: where it belongs, and every indicator there beside its peers and the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

import connectors
from connectors import Area, areas, children, regency
from dashboard import measures, store
from dashboard.board import words
from dashboard.board._lines import Line, board
from dashboard.board._ranked import ranked
from dashboard.board.peers import NAN, Rank, field
from dashboard.parts import origin_of


@dataclass(frozen=True)
class Kin:
    """Where a place stands among the others: what it is in, its neighbours in the list, its own."""

    above: tuple[Area, ...]  # from the regency down, without the place itself
    before: Area | None
    after: Area | None
    below: tuple[Area, ...]


@dataclass(frozen=True)
class Seen:
    """One indicator at a place. Numbers are NaN where they are not known or not comparable."""

    line: Line
    ranks: tuple[Rank, ...]  # nearest peers first; empty without peers of the same period
    position: float  # among all its peers, 1 (the best) to −1; see `measures.peers`
    whole: float  # the value of the area that it is compared with
    versus: measures.Versus
    small: bool  # too few cases to be judged by
    urgent: int = -1  # place among the problems there, 0 the worst; -1: none

    @property
    def judged(self) -> bool:
        """Whether it is a rate with a direction, on enough cases: one may call it good or bad."""
        entry = self.line.indicator
        directed = entry.better in ("higher", "lower") and not measures.adds_up(entry)
        return directed and not self.small and not self.line.standing.stale


def within(code: str) -> Area | None:
    """The place with this code when it is the regency or lies in it; else None."""
    place = areas().get(code)
    home = regency().code
    return place if place and (code == home or code.startswith(f"{home}.")) else None


def called(place: Area) -> str:
    """A place as one says it: «Kecamatan Ngasem», «Kabupaten Bojonegoro»."""
    kind = place.kind.capitalize()
    return place.name if place.name.startswith(kind) else f"{kind} {place.name}"


def kin(place: Area) -> Kin:
    """The places around `place`."""
    home = regency().code
    if place.code == home:
        return Kin((), None, None, children(home))
    above = [areas()[place.parent]]
    while above[0].code != home:
        above.insert(0, areas()[above[0].parent])
    beside = children(place.parent)
    at = beside.index(place)
    before = beside[at - 1] if at else None
    after = beside[at + 1] if at + 1 < len(beside) else None
    return Kin(tuple(above), before, after, children(place.code))


def profile(db: Connection, place: Area, today: date, moment: datetime | None) -> list[Seen]:
    """Every indicator that has a value at `place`, in the sources' order."""
    peers = field(db, place.level, moment)
    lines = [each for each in board(db, place.code, today, moment) if each.newest is not None]
    values = {line.indicator.code: line.standing for line in lines}
    worst = [each.line.indicator.code for each in ranked(lines, today)]
    found = []
    for line in lines:
        entry, standing = line.indicator, line.standing
        period, whole = peers.whole.get(entry.code, (None, NAN))
        whole = whole if period == standing.period else NAN
        cases = values.get(entry.out_of)
        out_of = cases.value if cases and cases.period == standing.period else NAN
        ranks, position = peers.ranks.get((entry.code, place.code), ((), NAN))
        found.append(
            Seen(
                line=line,
                ranks=ranks,
                position=position,
                whole=whole,
                versus=measures.versus(standing.value, whole, entry),
                small=measures.is_small(standing.value, out_of, entry),
                urgent=worst.index(entry.code) if entry.code in worst else -1,
            )
        )
    return found


def people(seen: Sequence[Seen]) -> Seen | None:
    """The number of inhabitants, from the first source that has it."""
    by_code = {each.line.indicator.code: each for each in seen}
    return next((by_code[code] for code in regency().residents if code in by_code), None)


def inhabitants(
    db: Connection, places: Sequence[Area], moment: datetime | None
) -> dict[str, tuple[str, str]]:
    """How many live in each of `places`, in words and with its origin, where that is known."""
    frame = store.newest(db, regency().residents, [each.code for each in places], moment)
    found: dict[str, tuple[str, str]] = {}
    for code in reversed(regency().residents):
        rows = frame[frame["indicator"] == code]
        for area, value in zip(rows["area"], rows["value"], strict=True):
            told = words.amount(value, connectors.indicator(code))
            found[area] = (told, origin_of(code, area))
    return found
