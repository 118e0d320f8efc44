"""The worst places of a problem: the kecamatan, or else the SKPD, that are furthest off."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection

from connectors import areas, children, regency, skpds
from dashboard import measures, store
from dashboard.board import words
from dashboard.board._lines import Line
from dashboard.parts import Spot, origin_of

WORST = 3  # places named beside a problem
Where = tuple[str, list[Spot]]  # what the places are, or why there are none; the places
NOWHERE: Where = "Belum ada angka menurut kecamatan atau SKPD.", []
SUMS: Where = "Menurut kecamatan atau SKPD hanya ada jumlah, mengikuti besar masing-masing.", []
EQUAL: Where = "Menurut kecamatan atau SKPD tidak ada bedanya.", []


def worst_places(
    db: Connection, lines: Sequence[Line], moment: datetime | None
) -> dict[str, Where]:
    """For each line the three worst kecamatan, or else SKPD, of their newest period."""
    codes = [line.indicator.code for line in lines]
    home = regency().code
    below = store.known(db, moment, codes, [area.code for area in children(home)], "", ["actual"])
    beside = store.known(db, moment, codes, [home], None, ["actual"])
    by_code = dict(list(below.groupby("indicator")))
    offices = dict(list(beside[beside["skpd"] != ""].groupby("indicator")))
    found = {}
    for line in lines:
        code = line.indicator.code
        places = by_code.get(code, offices.get(code))
        if places is not None:
            found[code] = worst_of(line, places[places["period"] == places["period"].max()])
    return found


def worst_of(line: Line, places: pd.DataFrame) -> Where:
    """The three worst of `places`, all of one period.

    Where the regency's value is not like an average of theirs, it is their sum: then those with
    the most of something bad are named so, and nobody for having little of something good.
    """
    entry, standing = line.indicator, line.standing
    whole = line.rows[line.rows["kind"] == "actual"].set_index("period")["value"]
    home = float(whole.get(places["period"].iloc[0], float("nan")))
    if places["value"].nunique() < 2:
        return EQUAL
    word = "terburuk"
    if not measures.is_average(places["value"], home):
        if entry.better != "lower":
            return SUMS
        word = "terbanyak"
    ends = standing.target_lower, standing.target_upper
    far = [measures.gap(value, *ends, entry) for value in places["value"]]
    sign = -1 if entry.better == "higher" else 1  # those beyond the target differ too
    order = places.assign(far=far, side=sign * places["value"])
    worst = order.sort_values(["far", "side"], ascending=False).head(WORST)
    return word, [
        Spot(
            name=skpds()[row["skpd"]].short if row["skpd"] else areas()[row["area"]].name,
            value_text=words.amount(row["value"], entry),
            href=f"/skpd/{row['skpd']}"
            if row["skpd"]
            else f"/indikator/{entry.code}?wilayah={row['area']}",
            origin=origin_of(entry.code, row["area"], row["skpd"], row["period"].date()),
        )
        for row in worst.to_dict("records")
    ]
