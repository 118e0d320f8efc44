"""Places among their peers: the ranks of a whole level, asked for once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection

import connectors
from connectors import Area, Indicator, areas, children, regency
from dashboard import measures, store

NAN = float("nan")
DISTRICT, VILLAGE = "district", "village"
FEWEST = 3  # places with a value; an order of two says nothing


@dataclass(frozen=True)
class Rank:
    """A place in an order: `rank` of `of`, `among` whom, and by how many it is `shared`."""

    rank: int
    of: int
    among: str = "kecamatan"
    shared: int = 1


@dataclass(frozen=True)
class Field:
    """All peers of a level: by (indicator, area) the ranks and the position; by indicator the
    period and the value of the whole."""

    ranks: Mapping[tuple[str, str], tuple[tuple[Rank, ...], float]]
    whole: Mapping[str, tuple[date, float]]


def beside(place: Area) -> tuple[Sequence[str], str]:
    """The peers that a place is ranked among, itself included, and the whole it is part of: the
    province for the regency (whose peers are its neighbours), else the regency."""
    home = regency()
    if place.code == home.code:
        return [home.code, *home.neighbours], home.province
    if place.level == VILLAGE:
        return [each.code for one in children(home.code) for each in children(one.code)], home.code
    return [each.code for each in children(home.code)], home.code


@store.kept
def field(db: Connection, level: str, moment: datetime | None) -> Field:
    """The peers of a level, in one query for all of them and every indicator."""
    home = areas()[regency().code]
    first: dict[str, Area] = {home.level: home}
    first |= {
        each.level: each for one in children(home.code) for each in (one, *children(one.code))
    }
    codes, whole = beside(first[level])
    frame = store.newest(db, list(connectors.indicators()), [*codes, whole], moment)
    better = {entry.code: entry.better for entry in connectors.indicators().values()}
    above = frame[frame["area"] == whole]
    mine = frame[frame["area"] != whole]
    names = {VILLAGE: "desa sekabupaten", home.level: "kabupaten sekitar"}
    orders = [(measures.peers(mine, better), names.get(level, "kecamatan"))]
    if level == VILLAGE:
        inside = mine.assign(parent=mine["area"].map(lambda code: areas()[code].parent))
        orders.insert(0, (measures.peers(inside, better, ["parent"]), "desa sekecamatan"))
    found: dict[tuple[str, str], tuple[tuple[Rank, ...], float]] = {}
    for order, among in orders:
        columns = [order[name].tolist() for name in ("indicator", "area", "rank", "of", "position")]
        for code, area, rank, of, position in zip(*columns, strict=True):
            ranks = found.get((code, area), ((), NAN))[0]
            if rank == rank and of >= FEWEST:
                ranks = (*ranks, Rank(int(rank), int(of), among))
            found[code, area] = (ranks, position)  # the last order is that of all the peers
    periods = above["period"].dt.date
    known = zip(above["indicator"], periods, above["value"], strict=True)
    return Field(found, {code: (period, value) for code, period, value in known})


def whole_of(
    db: Connection, entry: Indicator, places: pd.DataFrame, moment: datetime | None
) -> float:
    """The regency's value for the period that `places` are of; NaN when it has none."""
    period, value = field(db, DISTRICT, moment).whole.get(entry.code, (None, NAN))
    newest = places["period"].dropna().max()
    return value if period is not None and newest == pd.Timestamp(period) else NAN


@store.kept
def ranked_indicators(db: Connection, moment: datetime | None) -> Mapping[str, Sequence[str]]:
    """The indicators that are known for some kecamatan, by theme."""
    inside = {code for code, _ in field(db, DISTRICT, moment).ranks}
    themes: dict[str, list[str]] = {}
    for code, entry in connectors.indicators().items():
        if code in inside:
            themes.setdefault(entry.theme, []).append(code)
    return {theme: themes[theme] for theme in sorted(themes)}
