"""The regency beside others: which indicators can be compared, with whom, and in which period.

Only values of one and the same indicator stand beside each other: another method or survey is
another indicator here, never another line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection

import connectors
from connectors import Indicator, areas, regency
from dashboard import measures, store
from dashboard.measures import Likeness

GROUPS = {"tetangga": "Kabupaten tetangga", "mirip": "Kabupaten yang paling mirip"}


@dataclass(frozen=True)
class Field:
    """One indicator for the regency and everything that it is compared with."""

    entry: Indicator  # of what adds up over areas no value is better or worse
    rows: pd.DataFrame  # indicator, area, period, value, simulated …; one row an area and period
    peers: tuple[str, ...]  # the regencies it is compared with, whether they know a value or not
    period: pd.Timestamp | None  # in which it is compared

    def at(self, area: str, period: pd.Timestamp | None) -> float:
        """The value of an area in a period; NaN where it is not known."""
        mine = self.rows[(self.rows["area"] == area) & (self.rows["period"] == period)]
        return float(mine["value"].iloc[0]) if len(mine) else float("nan")

    def of(self, area: str) -> pd.DataFrame:
        """The values of one area, oldest first."""
        return self.rows[self.rows["area"] == area].sort_values("period")

    @property
    def regencies(self) -> pd.DataFrame:
        """The values of the regency and its peers, as precise as they are shown: what looks equal
        shares a place."""
        mine = self.rows[self.rows["area"].isin([regency().code, *self.peers])]
        return mine.assign(value=mine["value"].round(self.entry.decimals))

    @property
    def start(self) -> pd.Timestamp | None:
        """The first period of another area: from there on there is something to compare."""
        others = self.rows.loc[self.rows["area"] != regency().code, "period"]
        return pd.Timestamp(others.min()) if len(others) else None

    @property
    def periods(self) -> list[pd.Timestamp]:
        """The periods in which the regency can be compared with another, newest first."""
        known = measures.places(self.regencies, self.entry, regency().code)
        return sorted(known["period"], reverse=True)


@store.kept
def everywhere(db: Connection, moment: datetime | None) -> pd.DataFrame:
    """Every value of every indicator that the regency and at least one other regency, the province
    or the nation know."""
    home = regency()
    others = [area.code for area in areas().values() if area.level == "regency"]
    others = [code for code in (*others, home.province, home.nation) if code != home.code]
    theirs = store.known(db, moment, list(connectors.indicators()), others, "", ["actual"])
    mine = store.known(db, moment, sorted(set(theirs["indicator"])), home.code, "", ["actual"])
    shared = set(mine["indicator"])
    rows = pd.concat([mine, theirs[theirs["indicator"].isin(shared)]], ignore_index=True)
    # The store may know a point twice, from two sources: the row that comes last counts.
    return rows.drop_duplicates(["indicator", "area", "period"], keep="last", ignore_index=True)


def comparable(frame: pd.DataFrame) -> dict[str, Indicator]:
    """The indicators of `frame`, in the order of the sources."""
    known = set(frame["indicator"])
    return {code: entry for code, entry in connectors.indicators().items() if code in known}


def likenesses(frame: pd.DataFrame, today: date) -> list[Likeness]:
    """How alike each regency is of which anything is known, most alike first."""
    rule = regency().comparison
    inside = [code for code in frame["area"].unique() if areas()[code].level == "regency"]
    rows = frame[frame["indicator"].isin(rule.alike) & frame["area"].isin(inside)]
    return measures.similar(rows, regency().code, date(today.year - rule.years, 1, 1), rule.least)


def alike(found: Sequence[Likeness]) -> list[Likeness]:
    """The most alike regencies, as many as are shown."""
    known = [one for one in found if one.distance == one.distance]
    return known[: regency().comparison.most]


def peers(found: Sequence[Likeness], group: str) -> tuple[str, ...]:
    """The regencies to compare with: the neighbours, the most alike, or both."""
    near = regency().neighbours if group != "mirip" else ()
    like = tuple(one.area for one in alike(found)) if group != "tetangga" else ()
    return tuple(dict.fromkeys((*near, *like)))


def field(frame: pd.DataFrame, entry: Indicator, others: tuple[str, ...], asked: str = "") -> Field:
    """`entry` for the regency, `others`, the province and the nation, in the period `asked` (ISO
    day) or, where that cannot be compared, in the newest that can."""
    home = regency()
    codes = [home.code, *others, home.province, home.nation]
    rows = frame[(frame["indicator"] == entry.code) & frame["area"].isin(codes)]
    if measures.adds_up(entry):
        entry = replace(entry, better="none")
    made = Field(entry, rows, others, None)
    period = next((day for day in made.periods if day.date().isoformat() == asked), None)
    if period is None:
        period = measures.shared_period(made.regencies, home.code)
    if period is None:  # no other regency knows a period that the regency knows
        period = measures.shared_period(rows, home.code)
    return replace(made, period=period)


def ranked(made: Field) -> pd.DataFrame:
    """The regencies that are known in the period, best first, with `rank` and `of`."""
    rows = made.regencies
    return measures.ranking(rows[rows["period"] == made.period], made.entry)


def elsewhen(made: Field) -> pd.DataFrame:
    """The newest value of each peer that is not known in the period."""
    there = set(made.rows.loc[made.rows["period"] == made.period, "area"])
    rest = made.rows[made.rows["area"].isin(set(made.peers) - there)]
    newest = rest.sort_values("period").groupby("area", sort=False).tail(1)
    return newest.sort_values("period", ascending=False, kind="stable")


def unknown(made: Field) -> list[str]:
    """The peers of which no value is known at all."""
    known = set(made.rows["area"])
    return [code for code in made.peers if code not in known]


def common(made: Field, area: str) -> pd.Timestamp | None:
    """The period in which to compare with one area: that of the field, or else the newest that
    both know; None where there is none."""
    mine, theirs = (set(made.of(code)["period"]) for code in (regency().code, area))
    shared = mine & theirs
    if not shared:
        return None
    return made.period if made.period in shared else max(shared)


def short(code: str) -> str:
    """The name of an area as one says it: Tuban, Kota Kediri, Jawa Timur."""
    return areas()[code].name.removeprefix("Kabupaten ")


def unconnected(frame: pd.DataFrame) -> Mapping[str, str]:
    """The other regencies that the configuration names and of which nothing is known."""
    known = set(frame["area"])
    return {
        area.code: short(area.code)
        for area in areas().values()
        if area.level == "regency" and area.code not in known and area.code != regency().code
    }
