"""A stand-in for LibreNMS: 28 kecamatan and their links for two years, with a known truth.

Outages are drawn first, in whole minutes, and counted minute by minute. Then their rows are made,
with what must not count: overlapping records, devices behind a failed parent, ignored and disabled
ones, other sites; and links that were added in mid-month or are still down.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, String, Table

from connectors import areas, children, regency, sources

MONTHS = 24
FIBRE = 2  # kecamatan, as the office says
SPELT = (
    "Kantor Kecamatan {} (Radio)",
    "KEC. {} - Wireless",
    "Kec {}",
    "Kecamatan {} - radio 5 GHz",
)
ON_FIBRE = ("Kantor Kecamatan {} - FO", "Kec. {} (Serat Optik)")
MINUTE = pd.Timedelta(minutes=1)

metadata = MetaData()
Table("devices", metadata, Column("device_id", Integer, primary_key=True, autoincrement=False),
      *(Column(name, String(128)) for name in ("hostname", "sysName", "type", "community")),
      *(Column(name, Integer) for name in ("location_id", "status", "ignore", "disabled")),
      Column("last_polled", DateTime), Column("inserted", DateTime))  # fmt: skip
Table("locations", metadata, Column("id", Integer, primary_key=True, autoincrement=False),
      Column("location", String(255)))  # fmt: skip
Table("device_outages", metadata, Column("device_id", Integer, index=True),
      Column("going_down", BigInteger), Column("up_again", BigInteger))  # fmt: skip
Table("device_relationships", metadata, Column("parent_device_id", Integer),
      Column("child_device_id", Integer))  # fmt: skip

Rows = dict[str, list[tuple[Any, ...]]]


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables with data up to ten o'clock of `until`, and the truth; links know no scale."""
    rng = np.random.default_rng([3522, 216])
    now = pd.Timestamp(until) + pd.Timedelta(hours=10)
    first = (now.to_period("M") - MONTHS + 1).start_time
    rows: Rows = {name: [] for name in metadata.tables}
    links = []
    for number, area in enumerate(children(regency().code), 1):
        links.append(_link(rng, number, area.code, first, now))
        _rows(rows, links[-1], number, now)
    _other_sites(rows, first, now)
    names = {name: [column.name for column in metadata.tables[name].columns] for name in rows}
    frames = {name: pd.DataFrame(rows[name], columns=names[name]) for name in rows}
    for name in ("going_down", "up_again"):
        whole = frames["device_outages"][name].astype("Int64")  # epochs beside blanks
        frames["device_outages"][name] = whole.astype(object).where(whole.notna(), None)
    return frames, _truth(links, first, now)


def _link(
    rng: np.random.Generator, number: int, area: str, first: pd.Timestamp, now: pd.Timestamp
) -> dict[str, Any]:
    """A link with its outages: [minute of going down, minute of coming up), from `first`."""
    whole = int((now - first) / MINUTE)
    begins = 14 * 24 * 60 + 615 if number == 7 else 0  # one was added in mid-month
    outages, at = [], begins + (5 if number == 1 else int(rng.integers(60, 40_000)))
    while at < whole - 600:
        lasts = int(np.clip(rng.lognormal(4.6, 1.3), 2, 20_000))
        outages.append((at, min(at + lasts, whole - 300)))
        at += lasts + int(rng.integers(400, 45_000))
    lasting = number in (4, 19)
    if lasting:
        outages.append((whole - 250, whole))
    return {"area": area, "begins": begins, "outages": outages, "open": lasting}


def _rows(rows: Rows, link: dict[str, Any], number: int, now: pd.Timestamp) -> None:
    first = (now.to_period("M") - MONTHS + 1).start_time
    fibre = number <= FIBRE
    name = areas()[link["area"]].name
    said = ON_FIBRE[number - 1] if fibre else SPELT[number % len(SPELT)]
    rows["locations"].append((number, said.format(name.upper() if number % 3 else name)))
    inserted = first + link["begins"] * MINUTE
    if not link["begins"]:
        inserted = None if number == 2 else first - pd.Timedelta(days=100)
    kind = "wireless" if number % 2 else "network"
    up = int(not link["open"])
    made = [(number, kind, up, 0, 0), (number + 100, "network", up, 0, 0)]
    made += [(number + 200, "network", 0, 1, 0), (number + 300, "network", 0, 0, 1)]
    made.append((number + 400, "server", 0, 0, 0))
    for device, what, status, ignored, disabled in made:
        host = f"perangkat-{device}"
        times = (now - (device % 5) * MINUTE if device > 100 else now, inserted)
        rows["devices"].append((device, host, host, what, "rahasia", number, status, ignored,
                                disabled, *times))  # fmt: skip
    rows["device_relationships"] += [(number, number + 100), (900, number)]
    for place, (down, back) in enumerate(link["outages"]):
        start, end = (_epoch(first + each * MINUTE) for each in (down, back))
        lasting = link["open"] and place == len(link["outages"]) - 1
        rows["device_outages"] += [
            (number, start, None if lasting else end),
            (number + 100, start + 60, None if lasting else end + 60),  # behind it
            (number + 200, start - 9_000, end + 9_000),
        ]
        if place % 6 == 0 and not lasting and back - down > 4:
            rows["device_outages"].append((number, start + 120, end))  # seen twice


def _other_sites(rows: Rows, first: pd.Timestamp, now: pd.Timestamp) -> None:
    """The core router, from which every link hangs, an office in town, and a device that was never
    polled."""
    rows["locations"] += [(900, "Data Center Kominfo"), (901, "Dinas Kesehatan")]
    for device, place, polled in ((900, 900, now), (901, 901, now), (902, 1, None)):
        rows["devices"].append((device, f"inti-{device}", "inti", "network", "rahasia", place, 0, 0,
                                0, polled, first))  # fmt: skip
        rows["device_outages"].append((device, _epoch(first + MINUTE), None))


def _epoch(local: pd.Timestamp) -> int:
    return int(local.tz_localize(sources()["librenms"].facts["timezone"]).timestamp())


def _truth(links: list[dict[str, Any]], first: pd.Timestamp, now: pd.Timestamp) -> pd.DataFrame:
    """What the connector has to find, counted minute by minute."""
    minutes = pd.date_range(first, now, freq="min", inclusive="left")
    month_of = (minutes.year * 12 + minutes.month).to_numpy() - first.year * 12 - first.month
    tallies: dict[str, Any] = {}
    for link in links:
        down = np.zeros(len(minutes), dtype=bool)
        begun, mended, took = np.zeros(MONTHS), np.zeros(MONTHS), np.zeros(MONTHS)
        for place, (start, end) in enumerate(link["outages"]):
            down[start:end] = True
            begun[month_of[start]] += 1
            if not (link["open"] and place == len(link["outages"]) - 1):
                mended[month_of[end]] += 1
                took[month_of[end]] += end - start
        watched = np.bincount(month_of[link["begins"] :], minlength=MONTHS)
        dark = np.bincount(month_of[down], minlength=MONTHS)
        tallies[link["area"]] = np.array([watched, dark, begun, mended, took])
    tallies[regency().code] = sum(tallies.values())
    found: list[tuple[Any, ...]] = []
    months = [(first.to_period("M") + number).start_time for number in range(MONTHS)]
    for area, tally in tallies.items():
        for month, (watched, dark, begun, mended, took) in zip(months, tally.T, strict=True):
            up = round(100 * (1 - dark / watched), 3) if watched else np.nan
            mean = round(took / mended / 60, 3) if mended else np.nan
            found += [("link_availability", area, month, up), ("link_outages", area, month, begun),
                      ("mean_repair_hours", area, month, mean)]  # fmt: skip
    dead = {link["area"]: float(link["open"]) for link in links}
    dead[regency().code] = sum(dead.values())
    lit = {link["area"]: float(place < FIBRE) for place, link in enumerate(links)}
    lit[regency().code] = sum(lit.values())
    found += [("links_down", area, now.normalize(), value) for area, value in dead.items()]
    found += [("fibre_kecamatan", area, months[-1], value) for area, value in lit.items()]
    frame = pd.DataFrame(found, columns=["indicator", "area", "period", "value"])
    return frame.dropna()
