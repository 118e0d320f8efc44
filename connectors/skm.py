"""Public satisfaction from the Bagian Organisasi's recapitulation: nine elements a unit of service.

The sheet's own SKM and class are not read, for they are rounded by hand. A unit written twice in a
semester counts by its last row; one without respondents has not been surveyed yet.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from connectors import Source, SourceChanged, regency
from connectors._cells import BadCells
from connectors._rows import Rows, text
from connectors._workbook import table

POINT = ["skpd", "period"]


def fetch(db: Path, source: Source, since: date) -> pd.DataFrame:
    """SKM, its weakest element, units below good and respondents; by SKPD and for the regency.

    Units are weighed by their respondents. `since` is left to who asks, for a file is read whole.
    """
    facts = source.facts
    units = _units(Rows(table(db, source), source, BadCells(source)))
    names = list(facts["elements"])
    rows = pd.concat([units[units["skpd"] != ""], units.assign(skpd="")], ignore_index=True)
    rows["weak"] = rows[names].mean(axis=1).mul(facts["per"]).round(2) < facts["good"]
    rows[names] = rows[names].mul(rows["respondents"], axis=0)
    sums = rows.groupby(POINT)[[*names, "respondents", "weak"]].sum()
    scores = sums[names].div(sums["respondents"], axis=0).mul(facts["per"])
    weakest = [f"unsur {str(name).lower()}" for name in scores.idxmin(axis=1)]
    found = {
        "public_satisfaction": scores.mean(axis=1),
        "weakest_service_element": scores.min(axis=1),
        "service_units_below_good": sums["weak"],
        "satisfaction_respondents": sums["respondents"],
    }
    frames = [each.rename("value").reset_index().assign(indicator=code, note="")
              for code, each in found.items()]  # fmt: skip
    frames[1]["note"] = weakest
    result = pd.concat(frames, ignore_index=True).astype({"value": "float64"})
    return result.assign(area=regency().code)


def _units(read: Rows) -> pd.DataFrame:
    """Each surveyed unit once: its SKPD, semester, respondents and a score for each element."""
    facts = read.source.facts
    units = read.keys[["skpd", "day"]].rename(columns={"day": "period"})
    units["unit"] = read.rows[read.column(facts["unit"])].map(text).str.casefold()
    units["respondents"] = read.numbers(facts["respondents"])
    surveyed = units["respondents"] > 0
    for name in facts["elements"]:
        units[name] = _element(read, name, surveyed)
    read.bad.refuse()
    return units[surveyed].drop_duplicates([*POINT, "unit"], keep="last")


def _element(read: Rows, name: str, surveyed: "pd.Series[bool]") -> "pd.Series[Any]":
    """The scores of one element, under whatever number its column has in each book."""
    columns = [each for each in read.headers.values() if each.casefold().endswith(name.casefold())]
    if not columns:
        raise SourceChanged(f"{read.source.code}: kolom unsur «{name}» tidak ada")
    scores = read.numbers(columns[0])
    for column in columns[1:]:
        scores = scores.fillna(read.numbers(column))
    low, high = read.source.facts["lowest"], read.source.facts["highest"]
    for position in scores.index[surveyed & ~scores.between(low, high)]:
        cell = read.where(columns[0])(position)
        read.bad.found.append(f"{cell}: nilai «{name}» kosong atau di luar {low}–{high}")
    return scores
