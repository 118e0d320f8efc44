"""Permits from the office's SiCantik template: rows are steps, and an application has many.

A step repeats when a file is returned, so the clock runs from the first end of the starting step to
the last end of the issuing one. Which steps these are differs by instance and stands in `[facts]`.
Missing days are empty, 0000-00-00 or 0001-01-01; `del` = 1 is deleted. Where a permit is for is
free text: no numbers by kecamatan. The service goes by the day of application, so it is asked from
`pending_days` before `since` on, or what was pending then would be missing.
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from connectors import Source, SourceChanged, regency
from connectors._answers import Service, table
from connectors._cells import BadCells
from connectors._rows import Rows, text


def fetch(db: Service, source: Source, since: date) -> pd.DataFrame:
    """Permits issued, pending at the month's end, their working days, and the share in time (%)."""
    cases = _cases(db, source, since)
    first, today = cases[["begun", "issued"]].min().min(), pd.Timestamp(db.today)
    if pd.isna(first):
        return pd.DataFrame(columns=["indicator", "area", "period", "value"])
    months = pd.period_range(first, today, freq="M")
    month = cases["issued"].dt.to_period("M")
    series = {
        "permits_issued": month.value_counts().reindex(months, fill_value=0),
        "permits_pending": pd.Series(
            [_pending(cases, min(each.end_time, today), source) for each in months], index=months
        ),
        "permit_days": cases.groupby(month)["days"].median(),
        "permits_within_standard": cases.groupby(month)["in_time"].mean() * 100,
    }
    frames = [
        pd.DataFrame({"period": values.index.to_timestamp(), "value": values.to_numpy(float)})
        .assign(indicator=code, area=regency().code)
        .dropna(subset="value")
        for code, values in series.items()
    ]
    return pd.concat(frames, ignore_index=True)


def _cases(db: Service, source: Source, since: date) -> pd.DataFrame:
    """A row an application: begun, issued, working days, and whether that was in time."""
    bad, facts = BadCells(source), source.facts
    begins = since - timedelta(days=facts["pending_days"] + facts["waiting_days"])
    read = Rows(table(db, source, begins), source, bad)
    ended = read.column(source.columns["ended"])
    steps = pd.DataFrame(
        {ours: read.rows[read.column(theirs)].map(text) for ours, theirs in source.columns.items()}
    )
    steps["ended"] = bad.days(read.rows[ended], read.where(ended))
    bad.refuse()
    done = (steps["deleted"] != "1") & (steps["state"].str.casefold() == "selesai")
    steps = steps[done & steps["ended"].notna()]
    chosen = {name: steps[steps["step"].isin(facts[name])] for name in ("start", "issue")}
    if gone := [name for name, rows in chosen.items() if len(steps) and rows.empty]:
        raise SourceChanged(f"{source.code}: tidak ada langkah [facts] {gone}; sesuaikan .toml")
    begun = chosen["start"].groupby("application")["ended"].min()
    last = chosen["issue"].groupby("application")["ended"].max()
    cases = pd.DataFrame({"begun": begun, "issued": last}).astype("datetime64[ns]")
    both = cases.dropna()
    start, end = (both[name].to_numpy("datetime64[D]") for name in ("begun", "issued"))
    days = np.busday_count(start, end)
    cases["days"] = pd.Series(days, index=both.index, dtype=float)
    cases["days"] = cases["days"].where(cases["days"] >= 0)
    permit = steps.groupby("application")["permit"].last()
    allowed = permit.map(facts["standards"]).fillna(facts["standard_days"])
    in_time = (cases["days"] <= allowed.reindex(cases.index)).astype(float)
    return cases.assign(in_time=in_time.where(cases["days"].notna()))


def _pending(cases: pd.DataFrame, end: pd.Timestamp, source: Source) -> int:
    """How many applications of the last year were not issued at `end`."""
    young = cases["begun"] > end - pd.Timedelta(days=source.facts["pending_days"])
    waiting = (cases["begun"] <= end) & ~(cases["issued"] <= end)
    return int((young & waiting).sum())
