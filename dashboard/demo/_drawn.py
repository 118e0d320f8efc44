"""Who is named in a claim list's stand-in by right, and when each is paid."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.demo._families import HEAD
from dashboard.demo._lists import Made
from dashboard.demo._people import DEAD, RESIDENT, Population

PAID_ON, AGAIN_ON = 25, 27  # the days of a month on which a monthly list pays, and pays twice
HALF_YEAR = 150  # days between two parts


def records(
    rng: np.random.Generator, found: Population, one: Made, size: int, until: date
) -> pd.DataFrame:
    """The records of a list: `person` (row of the register), `paid` (the first day), `end` (the day
    after which a monthly list pays no more), `extra` (paid once, on that day)."""
    last = np.datetime64(until, "D")
    parts, taken = [], np.zeros(len(found.persons), dtype=bool)
    for year in range(until.year - one.years + 1, until.year + 1):
        start = np.datetime64(f"{year}-01-01")
        end = min(last, np.datetime64(f"{year}-12-31"))
        person = _chosen(rng, found, one, taken, (size, start, end))
        if one.per == "once":
            taken[person] = True
        days = int((end - start).astype(int)) + 1
        paid = start + (rng.random(len(person)) * days).astype(int)
        if one.deceased:
            died = found.persons["died"].to_numpy()[person].astype("M8[D]")
            paid = np.minimum(died + rng.integers(5, 60, len(person)), end)
        parts.append(pd.DataFrame({"person": person, "paid": paid}))
    rows = pd.concat(parts, ignore_index=True).assign(extra=False)
    if one.per == "month":
        rows["paid"] = np.datetime64(f"{until.year - one.years + 1}-01-01")
    return rows.astype({"paid": "M8[s]"}).assign(end=pd.Timestamp(until).as_unit("s"))


def payments(rng: np.random.Generator, one: Made, rows: pd.DataFrame) -> pd.DataFrame:
    """One row a payment: `record` (row of `rows`) and `paid`, in order of the records."""
    paid = rows["paid"].to_numpy().astype("M8[D]")
    extra = rows["extra"].to_numpy()
    if one.per == "month":
        return _monthly(rows, paid, extra)
    record = np.arange(len(rows))
    twice = (rng.random(len(rows)) < one.twice) | (extra & (one.parts > 1))
    year = paid.astype("M8[Y]")
    last = np.minimum((year + 1).astype("M8[D]") - 1, rows["end"].to_numpy().astype("M8[D]"))
    second = np.where(paid + HALF_YEAR <= last, paid + HALF_YEAR, paid - HALF_YEAR)
    twice &= second >= year.astype("M8[D]")
    whole = pd.DataFrame(
        {"record": np.r_[record, record[twice]], "paid": np.r_[paid, second[twice]]}
    )
    return whole.sort_values(["record", "paid"], ignore_index=True)


def _monthly(rows: pd.DataFrame, paid: Any, extra: Any) -> pd.DataFrame:
    """Every month from the first to the last, on one day; what is extra on its own day."""
    end = rows["end"].to_numpy().astype("M8[D]")
    first = paid.astype("M8[M]").astype(int)
    months = np.maximum((end - (PAID_ON - 1)).astype("M8[M]").astype(int) - first + 1, 0)
    months = np.where(extra, 1, months)
    record = np.repeat(np.arange(len(rows)), months)
    place = np.arange(len(record)) - np.repeat(np.cumsum(months) - months, months)
    usual = (first[record] + place).astype("M8[M]").astype("M8[D]") + (PAID_ON - 1)
    return pd.DataFrame({"record": record, "paid": np.where(extra[record], paid[record], usual)})


def _chosen(
    rng: np.random.Generator, found: Population, one: Made, taken: Any, asked: tuple[int, Any, Any]
) -> Any:
    """Different persons who may receive; one of a family where only one may."""
    size, start, end = asked
    persons = found.persons
    age = (start - persons["born"].to_numpy().astype("M8[D]")).astype(int) / 365.25
    fits = (age >= one.ages[0]) & (age < one.ages[1] + 1) & ~taken
    if one.deceased:
        died = persons["died"].to_numpy().astype("M8[D]")
        fits &= (persons["state"] == DEAD).to_numpy() & (died >= start - 4) & (died < end - 5)
    else:
        fits &= (persons["state"] == RESIDENT).to_numpy()
    if one.code == "aladin":
        fits &= (persons["role"] == HEAD).to_numpy()
    if one.excludes:  # by chance nobody receives both
        fits &= np.arange(len(persons)) % 2 == (one.code < one.excludes)
    chosen = rng.permutation(np.flatnonzero(fits))
    if one.household:
        family = persons["family"].to_numpy()
        before = np.isin(family[chosen], family[taken])
        chosen = chosen[~before]
        chosen = chosen[np.sort(np.unique(family[chosen], return_index=True)[1])]
    return chosen[:size]
