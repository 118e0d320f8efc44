"""Everybody in the register's stand-in: residents in families, and who died, left or came.

The number of residents and events of each desa and month is drawn first, then the persons. The
register is some days older than the lists, as a replica is. Everything is made up; nobody is meant.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from connectors import areas
from dashboard.demo._families import CHILD, HEAD, OTHER, PARENT, Families, families
from dashboard.demo._naming import names
from dashboard.demo._numbers import first_registered, numbered

RESIDENTS = 1_360_000
YEARS = 5
LAG = 2  # days by which the register is older than the lists
# a month's events for each resident, about as East Java registers them
RATE = {"births": 0.0010, "deaths": 0.0007, "arrivals": 0.0009, "departures": 0.0010}
STATES = ("resident", "dead", "moved_out", "inactive")
RESIDENT, DEAD, MOVED, INACTIVE = range(4)
UNNAMED = 0.03  # deaths registered without a NIK: the register marks the person, and says not why
INACTIVE_SHARE = 200  # one in so many is marked inactive without any entry that says why
CAME_BEFORE = 0.04  # of the dead: the last arrival before their death was theirs
NAT = np.datetime64("NaT", "D")


@dataclass(frozen=True)
class Population:
    """The register on its last `day`. `persons` has a row a person with numbers for `nik`, `kk`,
    the desa's place in `desa` and the state's in `STATES`; `events` a row an event, with the desa,
    the day, and the person's row or −1."""

    day: date
    desa: tuple[str, ...]  # codes
    places: Any  # their four numbers
    residents: Any  # of each desa
    families: Any
    months: "pd.PeriodIndex"
    events: dict[str, pd.DataFrame]
    persons: pd.DataFrame


@lru_cache(maxsize=1)
def population(until: date, scale: float = 1.0) -> Population:
    """The register as it is when the lists end on `until`; the same day gives the same one."""
    rng = np.random.default_rng([3522, 12])
    day = until - timedelta(days=LAG)
    desa = tuple(area.code for area in areas().values() if area.level == "village")
    places = np.array([[int(part) for part in code.split(".")] for code in desa])
    weight = rng.gamma(6.0, 1.0, len(desa))
    residents = np.maximum((weight / weight.sum() * RESIDENTS * scale).astype(int), 4)
    months = pd.period_range(f"{day.year - YEARS + 1}-01", pd.Timestamp(day), freq="M")
    events = {code: _events(rng, residents * rate, months, day) for code, rate in RATE.items()}
    found = families(rng, residents)
    persons = _persons(rng, found, events, np.datetime64(day, "D"))
    _numbered(rng, persons, places, np.datetime64(day, "D"))
    return Population(day, desa, places, residents, found.count, months, events, persons)


def _events(
    rng: np.random.Generator, rate: Any, months: "pd.PeriodIndex", until: date
) -> pd.DataFrame:
    """Events of each desa on some days of each month, in order of desa and month."""
    counts = rng.poisson(np.repeat(rate[:, None], len(months), axis=1))
    desa = np.repeat(np.arange(len(rate)), counts.sum(axis=1))
    month = np.repeat(np.tile(np.arange(len(months)), len(rate)), counts.ravel())
    last = np.minimum(months.days_in_month.to_numpy(), 28)
    last[-1] = min(until.day, last[-1])
    starts = months.start_time.to_numpy().astype("datetime64[D]")
    days = starts[month] + (rng.random(len(month)) * last[month]).astype(int)
    return pd.DataFrame({"desa": desa, "month": month, "day": days, "person": -1})


def _persons(
    rng: np.random.Generator, found: Families, events: dict[str, pd.DataFrame], day: Any
) -> pd.DataFrame:
    """The residents, then who died, then who left, then the inactive; without numbers as yet."""
    living = len(found.where)
    dead, left = events["deaths"], events["departures"]
    unmarked = np.repeat(np.arange(len(found.count)), _inactive(found))
    where = np.r_[found.where, dead["desa"], left["desa"], unmarked]
    state = np.repeat([RESIDENT, DEAD, MOVED, INACTIVE], [living, len(dead), len(left),
                                                         len(unmarked)])  # fmt: skip
    total, gone = len(where), where[living:]
    family = np.r_[found.family, found.first[gone] + _below(rng, found.count[gone])]
    died, left_on = np.full(total, NAT), np.full(total, NAT)
    lag = rng.exponential(12, len(dead)) + (rng.random(len(dead)) < 0.05) * rng.uniform(0, 300)
    died[state == DEAD] = dead["day"].to_numpy().astype("M8[D]") - lag.astype(int)
    left_on[state == MOVED] = left["day"].to_numpy().astype("M8[D]")
    age = np.r_[found.age, _ages(rng, state[living:])]
    ends = np.where(np.isnat(died), np.where(np.isnat(left_on), day, left_on), died)
    born = ends - (age * 365.25).astype(int)
    role = np.r_[found.role, np.where(age[living:] > 50, PARENT, CHILD)]
    movers = np.flatnonzero(state == MOVED)
    pairs = movers[rng.random(len(movers)) < 0.5]  # with a family card of their own
    family[pairs] = int(found.count.sum()) + where[pairs] * 10_000 + np.arange(len(pairs)) // 2
    role[pairs] = np.where(np.arange(len(pairs)) % 2, OTHER, HEAD)
    dead["person"] = np.flatnonzero(state == DEAD)
    left["person"] = movers
    came_on = _arrived(rng, found, events, died, born)
    unnamed = np.flatnonzero(rng.random(len(dead)) < UNNAMED)
    state[living + unnamed], died[living + unnamed] = INACTIVE, NAT
    dead.loc[unnamed, "person"] = -1
    sex = np.r_[found.sex, rng.integers(1, 3, total - living)]
    age_now = (day - born).astype(int) / 365.25
    return pd.DataFrame({"desa": where, "family": family, "role": role, "sex": sex.astype("i1"),
                         "born": born, "state": state.astype("i1"), "died": died,
                         "left_on": left_on, "came_on": came_on,
                         "name": pd.Series(names(rng, sex, age_now), dtype=object)})  # fmt: skip


def _inactive(found: Families) -> Any:
    return np.maximum(np.bincount(found.where) // INACTIVE_SHARE, 1)


def _below(rng: np.random.Generator, count: Any) -> Any:
    return (rng.random(len(count)) * count).astype(int)


def _ages(rng: np.random.Generator, state: Any) -> Any:
    """The age at which who is no resident any more died, left or was marked."""
    total = len(state)
    dead = np.where(rng.random(total) < 0.78, rng.normal(70, 11, total), rng.uniform(0, 95, total))
    left = np.abs(rng.normal(29, 14, total))
    drawn = np.where(state == DEAD, dead, np.where(state == MOVED, left, rng.uniform(0, 90, total)))
    return np.clip(drawn, 0.1, 94.0) + rng.random(total)


def _arrived(
    rng: np.random.Generator, found: Families, events: dict[str, pd.DataFrame], died: Any, born: Any
) -> Any:
    """The day on which each person came, if one is recorded. Families come together; a few of the
    dead came shortly before they died. Nobody comes before the birth."""
    desa = events["arrivals"]["desa"].to_numpy()
    days = events["arrivals"]["day"].to_numpy().astype("M8[D]").astype(int)
    key = desa * 100_000 + days
    order = np.argsort(key, kind="stable")
    who = np.flatnonzero(rng.random(len(events["deaths"])) < CAME_BEFORE)
    dead = events["deaths"]["person"].to_numpy()[who]
    last = events["deaths"]["desa"].to_numpy()[who] * 100_000 + died[dead].astype(int) - 7
    place = np.searchsorted(key[order], last) - 1
    row = order[place]
    fits = (place >= 0) & (last - key[row] < 150)
    rows, first = np.unique(row[fits], return_index=True)
    person = np.full(len(desa), -1)
    person[rows] = dead[fits][first]
    rest = np.flatnonzero(person < 0)
    rank = np.arange(len(rest)) - np.searchsorted(desa[rest], desa[rest])
    count = np.bincount(found.where)
    person[rest] = (np.cumsum(count) - count)[desa[rest]] + rank % count[desa[rest]]
    events["arrivals"]["person"] = person
    came = np.full(len(died), NAT)
    came[person] = days.astype("M8[D]")
    earliest = born.astype(int)
    np.minimum.at(earliest, person, days - 30)
    born[:] = earliest.astype("M8[D]")
    return came


def _numbered(rng: np.random.Generator, persons: pd.DataFrame, places: Any, day: Any) -> None:
    """Give the persons their numbers `nik` and `kk`, and the day of their entry."""
    region = places[:, 0] * 10_000 + places[:, 1] * 100 + places[:, 2]
    where, born = persons["desa"].to_numpy(), persons["born"].to_numpy().astype("M8[D]")
    own = region[where]
    first = first_registered(rng, own, persons["came_on"].notna().to_numpy(), np.unique(region))
    _, one, family = np.unique(persons["family"], return_index=True, return_inverse=True)
    issued = day - rng.integers(1, 6500, len(one))
    woman = np.r_[persons["sex"].to_numpy() == 2, np.zeros(len(one), dtype=bool)]
    numbers = numbered(np.r_[first, own[one]], np.r_[born, issued], woman)
    persons["nik"], persons["kk"] = numbers[: len(persons)], numbers[len(persons) :][family]
    entered = np.maximum(day - rng.integers(1, 5000, len(persons)), born + 30)
    persons["entered"] = np.minimum(entered, day)
