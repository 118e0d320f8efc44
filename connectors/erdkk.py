"""Farmers, land and fertiliser by kecamatan and year from the exports of e-RDKK (Excel).

What is odd: a farmer has a row for each plot and may have plots in several kecamatan, so farmers
do not add up. What a plot is stands in `_erdkk.py`.
"""

from datetime import date
from pathlib import Path

import pandas as pd

from connectors import Source
from connectors._erdkk import plots
from connectors._places import above

KEY = ["area", "period"]


def fetch(db: Path, source: Source, since: date) -> pd.DataFrame:
    """One row an indicator, kecamatan (and the regency) and year."""
    kecamatan = above(plots(db, source))
    found = [_reckoned(level, source) for level in (kecamatan, above(kecamatan))]
    return pd.concat(found, ignore_index=True)


def _reckoned(rows: pd.DataFrame, source: Source) -> pd.DataFrame:
    """The indicators of each area and year, from its plots."""
    sums = rows.groupby(KEY)[["land", "planted", "urea", "npk"]].sum()
    owned = rows.groupby([*KEY, "farmer"])["land"].sum()
    farmers = owned.groupby(level=KEY).size().astype("float64")
    small = (owned.round(6) < source.facts["small_ha"]).groupby(level=KEY).mean()
    values = {
        "fertiliser_farmers": farmers,
        "fertiliser_land": sums["land"],
        "urea_need": sums["urea"] / 1000,
        "npk_need": sums["npk"] / 1000,
        "fertiliser_dose": (sums["urea"] + sums["npk"])
        / sums["planted"].where(sums["planted"] > 0),
        "smallholder_share": 100 * small,
    }
    long = pd.DataFrame(values).round(4).reset_index().melt(KEY, var_name="indicator")
    return long.dropna(subset="value")
