"""In what one kecamatan lags, in words: beside the others, never beside a target."""

from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection

import connectors
from connectors import Indicator, answering, children, regency, skpds
from dashboard import figures, measures, store
from dashboard.board import words
from dashboard.board.problems import keys
from dashboard.measures import Lagging
from dashboard.parts import LagItem, origin_of

Found = tuple[Indicator, Lagging, date, bool]  # of a period, simulated


@store.kept
def newest(db: Connection, moment: datetime | None) -> dict[str, pd.DataFrame]:
    """For each indicator with a direction the values of its newest period in any kecamatan, with
    those of the regency in the same period."""
    home = regency().code
    codes = [e.code for e in connectors.indicators().values() if e.better in ("higher", "lower")]
    inside = [area.code for area in children(home)]
    frame = store.known(db, moment, codes, [home, *inside], "", ["actual"])
    if frame.empty:
        return {}
    last = frame[frame["area"] != home].groupby("indicator")["period"].max()
    frame = frame[frame["period"] == frame["indicator"].map(last)]
    return {str(code): rows for code, rows in frame.groupby("indicator")}


def found(db: Connection, area: str, moment: datetime | None) -> list[Found]:
    """In what the kecamatan `area` lags, what is last first, then by how much it is worse."""
    lags = []
    for code, rows in newest(db, moment).items():
        entry = connectors.indicator(code)
        mine, home = rows["area"] == area, rows["area"] == regency().code
        whole = float(rows.loc[home, "value"].iloc[0]) if home.any() else float("nan")
        lag = measures.lagging(rows.loc[~home, ["area", "value"]], whole, area, entry)
        if lag is not None:
            row = rows[mine].iloc[0]
            lags.append((entry, lag, row["period"].date(), bool(row["simulated"])))
    return sorted(
        lags, key=lambda each: (not each[1].last, each[1].after if each[1].last else 0,
                                -each[1].share, each[0].code)
    )  # fmt: skip


def told(each: Found, area: str) -> LagItem:
    """One of `found` in words."""
    entry, lag, period, simulated = each
    home = f"kabupaten {words.amount(lag.home, entry)}"
    first = "terbanyak" if lag.total else "terburuk"
    rank = f"{first} ke-{lag.after + 1} dari {lag.of}" if lag.after else f"{first} dari {lag.of}"
    return LagItem(
        title=entry.title,
        href=f"/indikator/{entry.code}?wilayah={area}",
        value_text=words.amount(lag.value, entry),
        home_text="" if lag.total else home,
        rank_text=rank if lag.last else f"ke-{lag.rank} dari {lag.of}",
        period_text=figures.period(period, entry),
        who_text=skpds()[answering(entry)].short,
        simulated=simulated,
        origin=origin_of(entry.code, area, "", period),
        home_origin=origin_of(entry.code, regency().code, "", period),
        keys=keys(entry),
    )
