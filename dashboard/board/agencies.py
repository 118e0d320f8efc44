"""Every agency beside the others: its lights, its budget, its procurement, its data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection

import connectors
from connectors import Skpd, answering, regency, skpds
from dashboard import measures, store
from dashboard.board._lines import Line, board, line_of
from dashboard.board.keeping import Keeping, keeping
from dashboard.board.sentences import OFF
from dashboard.measures import State

ABSORPTION = "apbd_absorption"
PACKAGES, CONTRACTED = "procurement_packages", "procurement_contracted"
# What an agency is, by its code of Permendagri 90/2019: 4 the secretariats, 7 the kecamatan.
KINDS = {"dinas": "Dinas, badan, dan inspektorat", "kecamatan": "Kecamatan",
         "sekretariat": "Sekretariat", "vertikal": "Instansi pusat di daerah"}  # fmt: skip
SHARES = ("%", "nilai", "indeks", "rasio")  # what does not grow with the size of an agency


@dataclass(frozen=True)
class Agency:
    """One agency in numbers."""

    skpd: Skpd
    kind: str
    lights: Counter[State]  # of what it answers for, and of its own absorption
    own: Mapping[str, Line]  # its own absorption and procurement
    keeping: Keeping | None  # None: it owns no source

    @property
    def off(self) -> int:
        """Lights off their path."""
        return sum(self.lights[state] for state in OFF)

    @property
    def absorption(self) -> Line | None:
        """The line of its own budget absorption."""
        return self.own.get(ABSORPTION)

    @property
    def behind(self) -> float:
        """Points by which its absorption is behind its cash plan; 0 where it is not, or unknown."""
        gap = self.absorption.standing.gap if self.absorption else 0.0
        return gap if gap == gap else 0.0


def kind_of(code: str) -> str:
    """What kind of agency the code is of: a key of KINDS. A code without a number is of an office
    of the state, which keeps data of the regency but is no SKPD."""
    first = code.partition(".")[0]
    special = {"4": "sekretariat", "7": "kecamatan"}
    return special.get(first, "dinas") if first.isdigit() else "vertikal"


@store.kept
def own_numbers(db: Connection, moment: datetime | None, codes: tuple[str, ...]) -> pd.DataFrame:
    """What is known of each agency itself, actuals and targets: columns of `store.latest`."""
    return store.known(db, moment, codes, regency().code, tuple(skpds()))


def agencies(db: Connection, today: date, moment: datetime | None) -> list[Agency]:
    """Every agency, worst first: most lights off their path, then those whose lights are graver
    (worsening, behind, below), then furthest behind its cash plan, then by name."""
    lights: dict[str, Counter[State]] = defaultdict(Counter)
    for line in board(db, regency().code, today, moment):
        lights[answering(line.indicator)][line.standing.state] += 1
    own = _own(own_numbers(db, moment, (ABSORPTION, PACKAGES, CONTRACTED)), today)
    kept = keeping(db, today, moment)
    found = []
    for code, skpd in skpds().items():
        mine = own.get(code, {})
        if ABSORPTION in mine:
            lights[code][mine[ABSORPTION].standing.state] += 1
        found.append(Agency(skpd, kind_of(code), lights[code], mine, kept.get(code)))
    return sorted(found, key=_order)


def _order(agency: Agency) -> tuple[Any, ...]:
    graver = [-agency.lights[state] for state in OFF]  # which names the gravest first
    return (-agency.off, *graver, -agency.behind, agency.skpd.name)


def _own(frame: pd.DataFrame, today: date) -> dict[str, dict[str, Line]]:
    """The lines of each agency that have a value."""
    found: dict[str, dict[str, Line]] = defaultdict(dict)
    for (skpd, code), rows in frame.groupby(["skpd", "indicator"], sort=False):
        line = line_of(connectors.indicator(str(code)), rows, today)
        if line.newest is not None:
            found[str(skpd)][str(code)] = line
    return found


def places(
    db: Connection, skpd: str, codes: Iterable[str], moment: datetime | None
) -> dict[str, tuple[int, int]]:
    """The place of the agency among all that have a value for the same, newest period: indicator →
    (place, of how many). Only of shares with a better end: more packages are a larger office."""
    every = connectors.indicators().values()
    fair = tuple(entry.code for entry in every
                 if entry.unit in SHARES and entry.better in ("higher", "lower"))  # fmt: skip
    frame = own_numbers(db, moment, fair)
    found = {}
    for code in sorted(set(codes) & set(fair)):
        rows = frame[(frame["indicator"] == code) & (frame["kind"] == "actual")]
        newest = rows[rows["period"] == rows["period"].max()]
        ranked = measures.ranking(newest, connectors.indicator(code))
        mine = ranked[ranked["skpd"] == skpd]
        if len(mine) and len(ranked) > 1:
            found[code] = (int(mine.iloc[0]["rank"]), int(mine.iloc[0]["of"]))
    return found
