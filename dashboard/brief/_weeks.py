"""Weeks as ISO 8601 counts them, in the regency's time: Monday to Sunday, «2026-W47»."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dashboard import clock, figures

NAME = re.compile(r"([1-9]\d{3})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Week:
    """One week, by its Monday."""

    first: date

    @property
    def name(self) -> str:
        """«2026-W47»."""
        year, week, _ = self.first.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=6)

    @property
    def end(self) -> datetime:
        """The last moment of its Sunday: what a closed week tells is what was known then."""
        return clock.end_of(self.last) - timedelta(microseconds=1)

    @property
    def following(self) -> "Week":
        """The week after it."""
        return Week(self.first + timedelta(days=7))

    @property
    def before(self) -> "Week":
        """The week before it."""
        return Week(self.first - timedelta(days=7))

    @property
    def title(self) -> str:
        """«Pekan 47 tahun 2026»."""
        year, week, _ = self.first.isocalendar()
        return f"Pekan {week} tahun {year}"

    @property
    def days(self) -> str:
        """«16–22 November 2026», «28 Desember 2026–3 Januari 2027»."""
        last = figures.day(self.last)
        if self.first.month == self.last.month:
            return f"{self.first.day}–{last}"
        if self.first.year == self.last.year:
            return f"{figures.day(self.first).rpartition(' ')[0]}–{last}"
        return f"{figures.day(self.first)}–{last}"

    def is_over(self, now: datetime) -> bool:
        """Whether its Sunday has ended."""
        return now > self.end


def week_of(day: date) -> Week:
    """The week that a day lies in."""
    return Week(day - timedelta(days=day.weekday()))


def week_named(name: str) -> Week:
    """The week called «2026-W47». ValueError for anything else, a week 54 too, and the last of the
    calendar, which has no Sunday."""
    found = NAME.fullmatch(name)
    if not found or name == "9999-W52":
        raise ValueError(name)
    return Week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
