"""Government by electronic means: applications, the kecamatan's network, and the SPBE index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection

from connectors import areas, children, indicator, regency
from dashboard import figures, measures, store
from dashboard.board import words
from dashboard.board._lines import Line, board
from dashboard.board.sentences import spelt
from dashboard.parts import Number, Piece

REGISTER = ("applications_registered", "applications_integrated", "applications_in_data_centre",
            "applications_with_recovery_site", "applications_evaluated",
            "applications_to_merge_or_stop")  # fmt: skip
NETWORK = ("links_down", "link_availability", "link_outages", "mean_repair_hours",
           "fibre_kecamatan")  # fmt: skip
DOMAINS = ("spbe_policy", "spbe_governance", "spbe_management", "spbe_services")
SPBE = ("spbe_index", *DOMAINS, "spbe_public_services", "spbe_mature_indicators")


@dataclass(frozen=True)
class Digital:
    """What is known of it: a line an indicator, the register by SKPD, the network by kecamatan."""

    lines: Mapping[str, Line]
    offices: pd.DataFrame  # of the register's newest year
    places: pd.DataFrame

    def newest(self, code: str) -> float:
        """The regency's newest value; NaN without one."""
        row = self.lines[code].newest if code in self.lines else None
        return float("nan") if row is None else float(row["value"])

    def place(self, code: str) -> pd.DataFrame:
        """The newest value of each kecamatan."""
        rows = self.places[self.places["indicator"] == code]
        newest: pd.DataFrame = rows[rows["period"] == rows["period"].max()]
        return newest

    @property
    def down(self) -> list[str]:
        """The names of the kecamatan whose link is down at the newest check."""
        rows = self.place("links_down")
        return [areas()[code].name for code in rows.loc[rows["value"] > 0, "area"]]


@store.kept
def gathered(db: Connection, today: date, moment: datetime | None) -> Digital:
    """Everything that the page is about."""
    home = regency().code
    inside = [area.code for area in children(home)]
    lines = board(db, home, today, moment, (*REGISTER, *NETWORK, *SPBE))
    known = {line.indicator.code: line for line in lines if line.newest is not None}
    offices = store.known(db, moment, REGISTER, home, None, ["actual"])
    places = store.known(db, moment, NETWORK, inside, "", ["actual"])
    offices = offices[offices["skpd"] != ""]
    return Digital(known, offices[offices["period"] == offices["period"].max()], places)


def predicate(value: float, decimals: int = 2) -> str:
    """The predicate of an SPBE value by the regency's rule, "" without a value.

    It is given to the value as it is printed: 3,499 is printed 3,50 and read as such.
    """
    return measures.achievement_class(round(value, decimals), regency().maturity)


def sentence(digital: Digital, today: date) -> list[Piece]:
    """The first sentence: what is down, then how far the applications are."""
    told = _network(digital, today)
    count, joined = digital.newest("applications_registered"), "applications_integrated"
    if count == count and joined in digital.lines:
        share = words.amount(digital.newest(joined), indicator(joined))
        text = f"{share} dari {figures.number(count)} aplikasi sudah terintegrasi."
        start = " " if told else ""
        told.append(Piece(start + text, origin=digital.lines[joined].address))
    return told or [Piece("Belum ada data SPBE, aplikasi, dan jaringan.")]


def _network(digital: Digital, today: date) -> list[Piece]:
    line = digital.lines.get("links_down")
    if line is None:
        return []
    count, address = int(line.standing.value), line.address
    when = moment_of(digital, today)
    if count <= 0:
        return [Piece(f"Semua tautan kecamatan hidup {when}.", origin=address)]
    places = digital.down
    named = f": {' dan '.join([', '.join(places[:-1]), places[-1]] if places[1:] else places)}"
    text = f"{spelt(count).capitalize()} tautan kecamatan mati {when}"
    return [Piece(text, True, address), Piece(f"{named if 0 < len(places) <= 4 else ''}.")]


def moment_of(digital: Digital, today: date) -> str:
    """Whether the last check of the links was today, or when it was."""
    row = digital.lines["links_down"].newest or {}
    day = row["period"].date()
    return "hari ini" if day == today else f"pada {figures.day(day)}"


def numbers(digital: Digital, codes: Sequence[str], today: date) -> list[Number]:
    """The newest value of each indicator with its period, and its change to the period before.

    A month that still runs has no change yet: what adds up in it would seem to fall.
    """
    made = []
    for code in codes:
        entry, line = indicator(code), digital.lines.get(code)
        if line is None:
            made.append(Number(entry.short or entry.title, "–", "belum ada data"))
            continue
        note, standing = words.period(line.standing, entry), line.standing
        change = words.change(standing, entry)
        if entry.frequency == "month" and line.runs(today):
            note += ", masih berjalan"
        elif change:
            note += f"; {change} dari {words.STEP[entry.frequency]} sebelumnya"
        made.append(Number(entry.short or entry.title, words.amount(standing.value, entry),
                           note, line.address, "", line.simulated))  # fmt: skip
    return made


def without(digital: Digital, code: str) -> int:
    """How many registered applications are not in the share that `code` tells of."""
    count, share = digital.newest("applications_registered"), digital.newest(code)
    return round(count * (1 - share / 100)) if count == count and share == share else 0
