"""Is each kecamatan's link up, how much of the month, and by which medium: from LibreNMS.

What is odd: outages are epoch seconds in UTC, other times local; one that has no end still lasts;
records of one device may overlap. «Now» is the newest poll: what LibreNMS has not looked at since
is not known. Before the first outage on record nothing is known of a month.
"""

from datetime import date

import pandas as pd
from sqlalchemy import Connection

from connectors import Source, upwards
from connectors._librenms import merged, placed, spans
from connectors._read import rows_of

MONTHLY = ["link_availability", "link_outages", "mean_repair_hours"]


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame:
    """By kecamatan and for the regency: each month from `since` on (the running one provisional),
    and what is down and on fibre now."""
    asked, outages = (rows_of(db, query) for query in source.query)
    links = placed(asked, source)
    if links.empty:
        return pd.DataFrame(columns=["indicator", "area", "period", "value"])
    now: pd.Timestamp = links["polled"].max()
    mine = outages[outages["device"].isin(links["device"])]
    lasting = merged(mine, now, source.facts["timezone"])
    first = max(pd.Timestamp(since), lasting["down"].min() if len(lasting) else now)
    parts = [
        spans(month, links, lasting, now)
        for month in pd.period_range(min(first, now), now, freq="M")
    ]
    found = pd.concat([_by_month(pd.concat(parts), now), _today(links, now)], ignore_index=True)
    return found.dropna(subset="value")


def _by_month(parts: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """Availability, outages and repair from the seconds and counts of each link and month."""
    found = upwards(parts, ["period"])
    found = found[found["window"] > 0]
    found["link_availability"] = (100 * (1 - found["down"] / found["window"])).round(3)
    found["link_outages"] = found["outages"]
    repaired = found["repaired"].where(found["repaired"] > 0)
    found["mean_repair_hours"] = (found["repair"] / repaired / 3600).round(3)
    long = found.melt(["area", "period"], MONTHLY, "indicator")
    running = long["period"] == now.to_period("M").start_time
    return long.assign(status=running.map({True: "P", False: "A"}))


def _today(links: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """Links that are down, and kecamatan that have fibre, at the newest poll."""
    by_area = links.groupby("area").agg({"links_down": "sum", "fibre_kecamatan": "max"})
    long = upwards(by_area.reset_index(), []).melt("area", var_name="indicator")
    days = {"links_down": now.normalize(), "fibre_kecamatan": now.to_period("M").start_time}
    return long.assign(period=long["indicator"].map(days), status="A")
