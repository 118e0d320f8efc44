"""Budget, spending, physical progress and tagged budget of recent years, from the mirror of SIPD.

It carries on what SIMDA (`bpkad`) told until its last year: the same budget in force, spending to
date and cash plan, by SKPD and month. What counts stands in `_sipd.py`; the SQL in `sipd.toml`.
"""

from collections.abc import Iterator
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from connectors import Source
from connectors._sipd import MONTHS, Year, years

COLUMNS = ["indicator", "area", "skpd", "period", "kind", "reference", "value"]
BLANK = {"skpd": "", "reference": "", "kind": "actual"}


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame:
    """One row an indicator, SKPD or kecamatan, and month or year; the cash plan is the target."""
    known = list(years(db, source, since))
    frames = [frame for year in known for part in (_months, _whole) for frame in part(year, source)]
    if not frames:
        return pd.DataFrame(columns=COLUMNS)
    found = pd.concat(frames, ignore_index=True)
    found = found.fillna(BLANK | {"area": source.facts["area"]})
    asked: pd.DataFrame = found.loc[found["period"] >= pd.Timestamp(since), COLUMNS]
    return asked


def _months(year: Year, source: Source) -> Iterator[pd.DataFrame]:
    """By SKPD: the ended months, and the cash plan of the whole year."""
    rows, changed = year.activities, source.facts["changed"].get(str(year.year), 1)
    in_force = pd.DataFrame(
        {m: rows["first" if min(m, year.ended) < changed else "budget"] for m in MONTHS}
    )
    done = in_force.loc[:, : year.ended]
    budget, spent, plan = (_by_skpd(each, rows) for each in (in_force, year.spent, year.plan))
    budget = budget.where(budget > 0)
    progress = _by_skpd(year.physical * done, rows) / budget
    ended = budget.loc[:, : year.ended]
    series = {
        "apbd_budget": ended,
        "apbd_spending": spent.where(ended.notna()),
        "apbd_absorption": (100 * spent / ended).round(2),
        "physical_progress": progress.round(2),
    }
    yield from (_long(code, months, year.year) for code, months in series.items())
    goals = _long("apbd_absorption", (100 * plan / budget).round(2), year.year)
    yield goals.assign(kind="target", reference="Anggaran kas")


def _whole(year: Year, source: Source) -> Iterator[pd.DataFrame]:
    """What is known of the year's budget as it is now: by SKPD, and by kecamatan."""
    rows = year.activities
    both = _by_skpd(rows[["capital", "budget"]], rows)
    both = both[both["budget"] > 0]
    shares = {"capital_spending_share": (100 * both["capital"] / both["budget"]).round(2)}
    for code, word in source.facts["tags"].items():
        tagged = year.tags.index[year.tags["tag"].str.contains(word, case=False, regex=False)]
        shares[code] = _by_skpd(rows.loc[rows.index.isin(tagged), ["budget"]], rows)["budget"]
    period = pd.Timestamp(year.year, 1, 1)
    for code, each in shares.items():
        yield each.rename("value").reset_index().assign(indicator=code, period=period)
    yield year.located.reset_index().assign(indicator="located_budget", period=period)


def _by_skpd(values: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The columns added up for each SKPD, and for all of them under ""."""
    sums = values.groupby(rows["skpd"].reindex(values.index)).sum()
    sums.loc[""] = sums.sum()
    return sums


def _long(code: str, months: pd.DataFrame, year: int) -> pd.DataFrame:
    """A row for each SKPD and month (columns 1 to 12) that has a value."""
    long = months.reset_index().melt("skpd", var_name="month").dropna(subset="value")
    long["period"] = [pd.Timestamp(year, int(month), 1) for month in long["month"]]
    return long.drop(columns="month").assign(indicator=code)
