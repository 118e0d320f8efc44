"""One agency: what it answers for, what is known of itself, and both in a sentence."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection

from connectors import Area, Skpd, answering, areas, regency, skpds
from dashboard import figures
from dashboard.board import words
from dashboard.board._lines import Line, board
from dashboard.board._ranked import ranked
from dashboard.board.agencies import ABSORPTION, places
from dashboard.board.keeping import Keeping, keeping
from dashboard.board.sentences import GREEN, OFF
from dashboard.measures import State
from dashboard.parts import Piece

ORDER = (*OFF, State.STALE, *GREEN, State.NO_TARGET, State.NO_VALUE)


@dataclass(frozen=True)
class Card:
    """What the scorecard of one agency shows."""

    skpd: Skpd
    answers: Sequence[Line]  # for the whole regency, worst first
    own: Mapping[str, Line]  # numbers of the agency itself, by indicator
    places: Mapping[str, tuple[int, int]]  # of those among all SKPD
    keeping: Keeping | None

    @property
    def lights(self) -> Counter[State]:
        """The states of what it answers for, and of its own absorption."""
        budget = [self.own[ABSORPTION]] if ABSORPTION in self.own else []
        return Counter(line.standing.state for line in (*self.answers, *budget))

    @property
    def systems(self) -> dict[str, list[Line]]:
        """Its own numbers by the system that they come from."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.own.values():
            found[line.source.title].append(line)
        return found


def card(db: Connection, code: str, today: date, moment: datetime | None) -> Card:
    """The scorecard of the agency `code`, as known now or at `moment`."""
    home = regency().code
    lines = board(db, home, today, moment)
    mine = [line for line in lines if answering(line.indicator) == code]
    ranks = {each.line.indicator.code: n for n, each in enumerate(ranked(lines, today))}
    worst = sorted(
        mine,
        key=lambda line: (
            ranks.get(line.indicator.code, len(lines)),
            ORDER.index(line.standing.state),
        ),
    )
    own = {
        line.indicator.code: line
        for line in board(db, home, today, moment, None, code)
        if line.newest is not None
    }
    found = places(db, code, own, moment)
    return Card(skpds()[code], worst, own, found, keeping(db, today, moment).get(code))


def opening(card: Card) -> list[Piece]:
    """One to three sentences: what it answers for, what is worst of it, and its budget."""
    if not card.answers and not card.own:
        if card.keeping is None:
            return [Piece("Belum ada data tentang instansi ini.")]
        return [
            Piece(
                "Tidak menjawab indikator tingkat kabupaten, dan belum ada angka tentang "
                f"instansi ini sendiri; memegang {len(card.keeping.sources)} sumber data."
            )
        ]
    told = [*_answering(card), *_budget(card)]
    return told or [Piece("Belum ada anggaran atau indikator bertarget yang dapat dinilai.")]


def _answering(card: Card) -> list[Piece]:
    if not card.answers:
        return [Piece("Tidak menjawab indikator tingkat kabupaten. ")]
    judged = [line for line in card.answers if line.standing.state in (*GREEN, *OFF)]
    if not judged:
        return [Piece(f"Menjawab {len(card.answers)} indikator, belum ada yang dapat dinilai "
                      "terhadap target. ")]  # fmt: skip
    off = sum(line.standing.state in OFF for line in judged)
    green = len(judged) - off
    opening = (f"Menjawab {len(card.answers)} indikator; {len(judged)} dapat dinilai terhadap "
               "target")  # fmt: skip
    if not off:
        whole = ", semuanya" if green > 1 else " dan sudah"
        return [Piece(f"{opening}{whole} tercapai atau di jalur. ")]
    told = f"{opening}, {'tidak satu pun' if off > 1 else 'tidak'} di jalur"
    if green:
        told = f"{opening}: {green} tercapai atau di jalur, {off} di luar jalur"
    line = next(line for line in judged if line.standing.state in OFF)
    name = line.indicator.short or line.indicator.title
    worst = f"{name} {line.standing.state.word}, {words.gap(line.standing, line.indicator)}"
    return [Piece(f"{told}; terberat "), Piece(worst, True, line.address), Piece(". ")]


def _budget(card: Card) -> list[Piece]:
    line = card.own.get(ABSORPTION)
    if line is None:
        return []
    standing, entry = line.standing, line.indicator
    value = words.amount(standing.value, entry)
    told = f"Anggarannya terserap {value} sampai {words.period(standing, entry)}"
    judged = standing.last_state
    if judged in OFF:
        told += f", {words.step(standing.gap, entry)} di bawah {plan_of(line).lower()}"
    elif judged in GREEN:
        told += f", sesuai {plan_of(line).lower()}"
    if ABSORPTION in card.places:
        told += ", ke-{} dari {} SKPD".format(*card.places[ABSORPTION])
    return [Piece(f"{told}.", False, line.address)]


def plan_of(line: Line) -> str:
    """What the targets of a line are called: its plan, by the name that the source gives it."""
    return line.standing.target_reference or "Target"


def year(line: Line, plan: Line | None, size: tuple[int, int]) -> str:
    """This year, what was planned, and last year of a number that adds up from January. The plan
    is the line's own targets, or the newest year of another line."""
    empty = line.rows.iloc[:0]
    actual = line.rows[line.rows["kind"] == "actual"]
    wanted, name = line.rows[line.rows["kind"] == "target"], plan_of(line)
    if plan is not None:
        wanted, name = plan.rows[plan.rows["kind"] == "actual"], plan.indicator.title
    this = actual["period"].dt.year.max()
    before = actual[actual["period"].dt.year == this - 1] if len(actual) else empty
    return figures.scurve(
        actual, _of(wanted, this), before, line.indicator, plan_name=name, size=size
    )


def _of(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    return rows[rows["period"].dt.year == year] if len(rows) else rows


def territory(skpd: Skpd) -> Area | None:
    """The kecamatan that an agency governs, found by its name; None for any other agency."""
    for area in areas().values():
        if area.parent == regency().code and skpd.name == f"Kecamatan {area.name}":
            return area
    return None
