"""What a comparison says, in words: differences, directions, places in an order."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from connectors import Indicator, regency
from dashboard import figures, measures
from dashboard.board import words
from dashboard.board.beside import Field, common, ranked, short
from dashboard.parts import Piece, origin_of


@dataclass(frozen=True)
class Difference:
    """The regency against one area, in the period that both know."""

    area: str
    text: str  # 1,99 poin di atas Jawa Timur
    verdict: str  # lebih baik, lebih buruk, sama; "" where nothing can be judged
    period: str
    origin: str


def verdict(mine: float, other: float, entry: Indicator) -> str:
    """Whether `mine` is better than `other`, as precise as they are shown."""
    mine, other = (round(value, entry.decimals) for value in (mine, other))
    if mine == other:
        return "sama"
    good = measures.change(mine, other, date.min, entry).good
    return "" if good is None else "lebih baik" if good else "lebih buruk"


def difference(made: Field, area: str) -> Difference | None:
    """The regency against `area`; None where they share no period. Of what adds up, its share."""
    period = common(made, area)
    if period is None:
        return None
    entry, home = made.entry, regency().code
    mine, other = made.at(home, period), made.at(area, period)
    name = short(area)
    judged = verdict(mine, other, entry)
    if measures.adds_up(entry):
        share = measures.versus(mine, other, entry).share
        text = f"{figures.number(share, 1)} % dari {name}"
        judged = ""
    elif judged == "sama":
        text = f"sama dengan {name}"
    else:
        side = "di atas" if mine > other else "di bawah"
        text = f"{words.step(mine - other, entry)} {side} {name}"
    when = figures.period(period.date(), entry)
    return Difference(area, text, judged, when, origin_of(entry.code, area, "", period.date()))


def standing(made: Field) -> str:
    """The place of the regency in the period: ke-4 dari 6 kabupaten; "" where it is alone."""
    rows = ranked(made)
    mine = rows[rows["area"] == regency().code]
    if mine.empty or len(rows) < 2:
        return ""
    return place(int(mine["rank"].iloc[0]), len(rows), _ties(rows, mine))


def _ties(rows: pd.DataFrame, mine: pd.DataFrame) -> int:
    return int((rows["rank"] == mine["rank"].iloc[0]).sum()) - 1


def place(rank: int, of: int, ties: int = 0) -> str:
    """A place in words: ke-4 dari 6 kabupaten, bersama 1 lain."""
    shared = f", bersama {ties} lain" if ties else ""
    return f"ke-{rank} dari {of} kabupaten{shared}"


def _placed(made: Field) -> str:
    """The place as a sentence ends with it: terbaik ke-4 dari 6 kabupaten, terakhir dari 3."""
    rows = ranked(made)
    mine = rows[rows["area"] == regency().code]
    rank, of, ties = int(mine["rank"].iloc[0]), len(rows), _ties(rows, mine)
    first = order(made.entry)
    last = {"terbaik": "terburuk", "terbesar": "terkecil"}[first]
    if ties + 1 == of:
        return f"sama dengan {ties} kabupaten lain"
    if not ties and rank in (1, of):
        return f"{first if rank == 1 else last} dari {of} kabupaten"
    return f"{first} {place(rank, of, ties)}"


def order(entry: Indicator) -> str:
    """In which order areas are ranked."""
    return "terbaik" if entry.better in ("higher", "lower") else "terbesar"


def opening(made: Field) -> list[Piece]:
    """The first sentence: the value, against the province and the nation, and its place."""
    entry, home = made.entry, regency()
    if made.period is None:
        return [Piece(f"{entry.title}: belum ada periode yang sama untuk dibandingkan.")]
    value = words.amount(made.at(home.code, made.period), entry)
    when = figures.period(made.period.date(), entry)
    own = origin_of(entry.code, home.code, "", made.period.date())
    told = [Piece(f"{entry.title} {short(home.code)} {value} pada {when}", False, own)]
    found = [difference(made, code) for code in (home.province, home.nation)]
    against = [one for one in found if one is not None]
    verdicts = {one.verdict for one in against}
    alike = len(verdicts) == 1 and verdicts <= {"lebih baik", "lebih buruk"}
    joint = ": "
    for one in against:
        text = one.text if one.period == when else f"{one.text} ({one.period})"
        if not alike and one.verdict in ("lebih baik", "lebih buruk"):
            text += f", {one.verdict}"
        told += [Piece(joint), Piece(text, one.verdict == "lebih buruk", one.origin)]
        joint = " dan "
    if alike:
        both = ", keduanya" if len(against) > 1 else ","
        told.append(Piece(f"{both} {against[0].verdict}", verdicts == {"lebih buruk"}))
    told.append(Piece(f"; {_placed(made)}." if standing(made) else "."))
    return [replace(piece, text=piece.text.replace(" %", "\u00a0%")) for piece in told]
