"""Links, their places and their outages, as LibreNMS keeps them."""

import re
from fnmatch import fnmatchcase

import pandas as pd

from connectors._contract import Source, SourceChanged
from connectors._places import located


def placed(links: pd.DataFrame, source: Source) -> pd.DataFrame:
    """The links at a kecamatan with its `area`, whether they are `links_down` and of fibre (0, 1).

    Raises SourceChanged for a location that is neither a kecamatan nor under `ignored`.
    """
    facts = source.facts
    said = links["location"].fillna("").astype(str).str.strip()
    found = said.map(lambda each: re.search(facts["place"], each, re.I))
    names = found.map(lambda match: match["kecamatan"] if match else None)
    names = said.map(facts["places"]).fillna(names)
    patterns = [pattern.casefold() for pattern in source.ignored]
    other = said.map(lambda each: any(fnmatchcase(each.casefold(), one) for one in patterns))
    if unknown := sorted(set(said[names.isna() & ~other.astype(bool)])):
        raise SourceChanged(
            f"{source.code}: lokasi «{'», «'.join(unknown[:3])}» bukan kecamatan yang dikenal; "
            f"tulis di bawah facts.places atau ignored dalam connectors/{source.code}.toml"
        )
    kept = links[names.notna()]
    fibre = said[names.notna()].str.contains(facts["fibre"], flags=re.I, regex=True)
    return kept.assign(
        area=located(source, names[names.notna()]),
        links_down=(kept["status"].astype(int) == 0).astype(int),
        fibre_kecamatan=fibre.astype(int),
        polled=pd.to_datetime(kept["polled"]),
        inserted=pd.to_datetime(kept["inserted"]),
    )


def merged(outages: pd.DataFrame, now: pd.Timestamp, zone: str) -> pd.DataFrame:
    """The outages of each `device` in local time (`down`, `up`), without overlap; one that still
    lasts ends now."""
    rows = outages[["device"]].copy()
    for name in ("down", "up"):
        times = pd.to_datetime(outages[name].astype("float64"), unit="s", utc=True)
        rows[name] = times.dt.tz_convert(zone).dt.tz_localize(None)
    rows["up"] = rows["up"].fillna(now)
    rows = rows[rows["down"] < now].sort_values(["device", "down"], ignore_index=True)
    reach = rows.groupby("device")["up"].cummax().groupby(rows["device"]).shift()
    rows["run"] = (reach.isna() | (rows["down"] > reach)).cumsum()
    how = {"device": "first", "down": "min", "up": "max"}
    result: pd.DataFrame = rows.groupby("run").agg(how)
    return result


def spans(
    month: "pd.Period", links: pd.DataFrame, outages: pd.DataFrame, now: pd.Timestamp
) -> pd.DataFrame:
    """For each link in a month: seconds watched (`window`) and `down`, counts of `outages` that
    began and were `repaired`, and seconds that these `repair`s took; with its area and period."""
    start, end = month.start_time, min((month + 1).start_time, now)
    inserted = links.set_index("device")["inserted"].fillna(start)
    begins = inserted.where(inserted > start, start)
    since = outages["device"].map(begins)
    first, last = outages["down"], outages["up"]
    first, last = first.where(first > since, since), last.where(last < end, end)
    took = outages["up"] - outages["down"]
    ended = (outages["up"] >= start) & (outages["up"] < end)  # what still lasts ends at `end`
    began = (outages["down"] >= since) & (outages["down"] < end)
    each = pd.DataFrame(
        {
            "device": outages["device"],
            "down": (last - first).dt.total_seconds().clip(lower=0.0),
            "outages": began.astype(int),
            "repaired": ended.astype(int),
            "repair": took.dt.total_seconds().where(ended, 0.0),
        }
    )
    sums = each.groupby("device").sum().reindex(begins.index, fill_value=0.0)
    sums["window"] = (end - begins).dt.total_seconds().clip(lower=0.0)
    areas = links.set_index("device")["area"]
    return sums.assign(area=areas, period=start).reset_index(drop=True)
