"""A stand-in for SIHARGA: three years of prices at fourteen markets, with a known truth.

The price of each commodity at each market and day of survey is drawn first and its median taken;
then the rows are made, with what must not count: holidays with a price of 0, rows that were mended
by a later one, a commodity that nobody follows. The schema is assumed, as the connector's is.
"""

from datetime import date
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Date, Integer, MetaData, Numeric, String, Table

from connectors import children, regency

MONTHS = 36
MARKETS = 14  # two in the town, one in each of twelve other kecamatan
TOWN = "35.22.15"
WEEKDAYS = (0, 2, 4)  # the days of survey
# code as it is kept, unit, price in rupiah, its growth a year, its swing over the year, its step
COMMODITIES: dict[str, tuple[str, str, float, float, float, int]] = {
    "rice_price": ("BRS-MED", "kg", 13_000, 0.03, 0.05, 50),
    "cooking_oil_price": ("MGR-CRH ", "Liter", 16_500, 0.02, 0.02, 100),
    "chili_price": ("CBR-MRH", "kg", 48_000, 0.05, 0.55, 500),
    "egg_price": ("TLR-RAS", "KG", 27_500, 0.03, 0.07, 100),
    "shallot_price": ("BWM", "kg", 32_000, 0.03, 0.3, 500),
    "chicken_price": ("DAR", "kg ", 35_000, 0.03, 0.06, 250),
    "": ("GLP", "kg", 17_000, 0.02, 0.02, 100),
}

metadata = MetaData()
Table("pasar", metadata, Column("id", Integer, primary_key=True, autoincrement=False),
      Column("nama", String(60)), Column("kode_kecamatan", String(13)))  # fmt: skip
Table("komoditas", metadata, Column("id", Integer, primary_key=True, autoincrement=False),
      Column("kode", String(20)), Column("nama", String(60)),
      Column("satuan", String(10)))  # fmt: skip
Table("harga_harian", metadata, Column("id", Integer, primary_key=True, autoincrement=False),
      Column("pasar_id", Integer), Column("komoditas_id", Integer), Column("tanggal", Date),
      Column("harga", Numeric(12, 2, asdecimal=False)))  # fmt: skip


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables with data up to `until`, and the truth; prices know no scale."""
    rng = np.random.default_rng([3522, 217])
    others = [area.code for area in children(regency().code) if area.code != TOWN]
    homes = [TOWN, TOWN, *others[:: len(others) // (MARKETS - 2)]][:MARKETS]
    first = pd.Period(pd.Timestamp(until), "M") - (MONTHS - 1)
    days = pd.date_range(first.start_time, pd.Timestamp(until))
    days = days[days.day_of_week.isin(WEEKDAYS)]
    prices = np.stack([_prices(rng, days, *facts[2:]) for facts in COMMODITIES.values()])
    which, where, when = (index.ravel() for index in np.indices(prices.shape))
    drawn = pd.DataFrame(
        {
            "indicator": np.array(list(COMMODITIES))[which],
            "pasar_id": where + 1,
            "komoditas_id": which + 1,
            "tanggal": days[when],
            "harga": prices.ravel(),
        }
    )
    closed = rng.random(len(days)) < 0.04  # a holiday: nobody was at any market
    surveyed = ~closed[when] & (rng.random(len(drawn)) > 0.03)
    surveyed &= ~((where == MARKETS - 1) & (drawn["tanggal"].dt.month == 4))  # a market that burnt
    told = drawn[surveyed & (drawn["indicator"] != "")]
    return _tables(rng, drawn, surveyed, homes), _truth(told, homes)


def _prices(
    rng: np.random.Generator, days: Any, price: float, growth: float, swing: float, step: int
) -> Any:
    """Prices by market and day, rounded as markets do."""
    years = (days - days[0]).days.to_numpy() / 365.25
    season = 1 + swing * np.sin(2 * np.pi * (years + 0.1))
    usual = price * (1 + growth) ** years * season * rng.uniform(0.97, 1.03, (MARKETS, 1))
    return np.round(usual * rng.normal(1, 0.015, (MARKETS, len(days))) / step) * step


def _tables(
    rng: np.random.Generator, drawn: pd.DataFrame, surveyed: Any, homes: list[str]
) -> dict[str, pd.DataFrame]:
    rows = drawn.drop(columns="indicator")
    rows["harga"] = rows["harga"].where(surveyed, 0.0)
    wrong = rows[(rng.random(len(rows)) < 0.03) & (rows["harga"] > 0)]
    wrong = wrong.assign(harga=wrong["harga"] * 10 + 1)  # a zero too many, mended by the later row
    rows = pd.concat([wrong, rows], ignore_index=True)
    rows.insert(0, "id", np.arange(len(rows)) + 1)
    return {
        "pasar": pd.DataFrame(
            [(n + 1, f"Pasar {n + 1}", home.replace(".", "") if n % 2 else home)
             for n, home in enumerate(homes)],
            columns=["id", "nama", "kode_kecamatan"],
        ),
        "komoditas": pd.DataFrame(
            [(n, facts[0], f"Komoditas {n}", facts[1])
             for n, facts in enumerate(COMMODITIES.values(), 1)],
            columns=["id", "kode", "nama", "satuan"],
        ),
        "harga_harian": rows,
    }  # fmt: skip


def _truth(told: pd.DataFrame, homes: list[str]) -> pd.DataFrame:
    """What the connector has to find: the median of what was surveyed, price by price."""
    heard: dict[tuple[str, str, Any], list[float]] = {}
    months = told["tanggal"].dt.to_period("M").dt.start_time
    for code, market, month, price in zip(
        told["indicator"], told["pasar_id"], months, told["harga"], strict=True
    ):
        for area in (homes[market - 1], regency().code):
            heard.setdefault((code, area, month), []).append(price)
    found = [(*key, median(prices)) for key, prices in heard.items()]
    return pd.DataFrame(found, columns=["indicator", "area", "period", "value"])
