"""The budget of one year: what was planned and spent, by whom, and what a leader must read first.

The same indicators are SIMDA's until its last year and SIPD's after it; the store carries them as
one series, and the rows say which system they come from.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import pandas as pd
from sqlalchemy import Connection

from connectors import children, indicator, regency
from dashboard import figures, measures, store
from dashboard.board import words
from dashboard.parts import Number, origin_of

ABSORPTION = "apbd_absorption"
MONTHLY = (ABSORPTION, "apbd_budget", "apbd_spending", "physical_progress",
           "procurement_contracted", "procurement_packages", "procurement_contract_value",
           "procurement_savings", "works_behind_schedule", "village_budget", "village_spending",
           "village_absorption", "villages_with_budget", "village_funds_received",
           "capital_spending_share", "located_budget")  # fmt: skip
BY_OFFICE = (ABSORPTION, "apbd_budget", "physical_progress", "procurement_contracted",
             "procurement_packages")  # fmt: skip
BY_PLACE = ("located_budget", "works_behind_schedule")
LAST = 12  # the month that ends a budget year


@dataclass(frozen=True)
class Money:
    """What is known of the budget in `year` (frames with the columns of the store)."""

    year: int
    whole: pd.DataFrame  # the regency as a whole, every year
    offices: pd.DataFrame  # each SKPD
    places: pd.DataFrame  # each kecamatan

    def rows(self, code: str, kind: str = "actual", year: int = 0) -> pd.DataFrame:
        """The regency's values of one indicator in the year (or another one), in order."""
        return of(self.whole, code, kind, year or self.year)

    def newest(self, code: str) -> pd.Series | None:
        """The regency's newest actual value in the year; None when there is none."""
        rows = self.rows(code)
        return None if rows.empty else rows.iloc[-1]

    def plan(self, month: pd.Timestamp) -> float:
        """What the cash plan wanted spent by the end of `month`, in percent; NaN without a plan."""
        rows = self.rows(ABSORPTION, "target")
        return float(rows.loc[rows["period"] == month, "value"].max())

    @cached_property
    def beside(self) -> pd.DataFrame:
        """Each SKPD's newest absorption beside its cash plan, the latest first."""
        mine = [of(self.offices, ABSORPTION, kind, self.year) for kind in ("actual", "target")]
        return measures.beside_plan(*mine)

    @property
    def late(self) -> pd.DataFrame:
        """The SKPD that are more under their cash plan than the rule lets be."""
        beside = self.beside
        late: pd.DataFrame = beside[beside["gap"].round(1) < -regency().late_points]
        return late


def of(frame: pd.DataFrame, code: str, kind: str, year: int) -> pd.DataFrame:
    """The rows of one indicator, kind and year, in order of period."""
    mine = (frame["indicator"] == code) & (frame["kind"] == kind)
    found: pd.DataFrame = frame[mine & (frame["period"].dt.year == year)].sort_values("period")
    return found


@store.kept
def gathered(db: Connection, moment: datetime | None) -> Money:
    """Everything that the page is about, of every year; the newest year of the budget stands."""
    home = regency().code
    inside = [area.code for area in children(home)]
    whole = store.known(db, moment, MONTHLY, [home], "")
    offices = store.known(db, moment, BY_OFFICE, [home], None)
    places = store.known(db, moment, BY_PLACE, inside, "")
    known = years(whole)
    return Money(
        known[0] if known else 0, whole, offices[offices["skpd"] != ""], places
    )  # fmt: skip


def years(whole: pd.DataFrame) -> list[int]:
    """The years that have a page, newest first: those of the budget, or of procurement alone.

    A year in which only procurement has begun is not the newest one yet, so it comes last.
    """
    actual = whole[whole["kind"] == "actual"]
    spent = actual[actual["indicator"] == ABSORPTION]["period"].dt.year
    bought = actual[actual["indicator"] == "procurement_packages"]["period"].dt.year
    first = sorted(set(spent), reverse=True)
    return [*first, *sorted(set(bought) - set(first), reverse=True)]


def chosen(everything: Money, year: int) -> Money:
    """The same for another year; of SKPD and kecamatan only that year is kept."""

    def within(frame: pd.DataFrame) -> pd.DataFrame:
        mine: pd.DataFrame = frame[frame["period"].dt.year == year]
        return mine

    offices, places = within(everything.offices), within(everything.places)
    return replace(everything, year=year, offices=offices, places=places)


def rupiah(value: float) -> str:
    """An amount of rupiah in words: Rp 4,25 triliun."""
    return figures.quantity(value, "Rp")


def number(money: Money, code: str, label: str, note: str = "") -> Number:
    """One headline number of the year; without one it says so."""
    row = money.newest(code)
    if row is None:
        return Number(label, "–", f"belum ada untuk {money.year}")
    entry = indicator(code)
    address = origin_of(code, row["area"], "", row["period"].date())
    when = figures.period(row["period"].date(), entry)
    told = note or when
    return Number(
        label, words.amount(row["value"], entry), told, address, "", bool(row["simulated"])
    )
