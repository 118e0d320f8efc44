"""The exports of e-RDKK (Excel): rows of farmers' plots, without what would tell who they are.

What is odd: three blocks of columns, one a season, tell of the same plot, so land is their largest
and planted area their sum. Excel keeps the number of an identity card as a float. The number is
only ever compared, and stands in no message.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from connectors._cells import BadCells
from connectors._contract import Source
from connectors._days import is_blank
from connectors._facts import areas
from connectors._rows import Rows
from connectors._workbook import table

CARD = 16  # digits of the number of an identity card


def plots(path: Path, source: Source) -> pd.DataFrame:
    """A row a plot: area (a desa), period, farmer, land and planted (ha), urea and npk (kg).

    The same export saved under two names counts once. Raises SourceChanged that names the cells
    with too much land, without a whole card number, or with another code than a desa's.
    """
    facts, bad = source.facts, BadCells(source)
    rows = Rows(table(path, source), source, bad)

    def seasons(*names: str) -> pd.DataFrame:
        wanted = [f"{name} {season}" for name in names for season in facts["seasons"]]
        return pd.DataFrame({name: rows.numbers(name).fillna(0.0) for name in wanted})

    land = seasons(facts["land"])
    for name in map(str, land):
        for place in land.index[land[name] > facts["most_ha"]]:
            bad.found.append(f"{rows.where(name)(place)}: lebih dari {facts['most_ha']} ha")
    card, desa = rows.column(facts["farmer"]), rows.ours["area"]
    farmer = rows.rows[card].map(_digits)
    for place in farmer.index[farmer.str.len() != CARD]:
        bad.found.append(f"{rows.where(card)(place)}: KTP bukan {CARD} angka; simpan sebagai teks")
    code = rows.keys["area"]
    for place in code.index[code.map(lambda each: areas()[each].level != "village").astype(bool)]:
        bad.found.append(f"{rows.where(desa)(place)}: bukan kode desa")
    bad.refuse()
    found = pd.DataFrame(
        {
            "area": code,
            "period": rows.keys["day"],
            "farmer": farmer,
            "shop": rows.rows[rows.column(facts["shop"])].map(str),
            "land": land.max(axis=1),
            "planted": land.sum(axis=1),
            "urea": seasons(*facts["urea"]).sum(axis=1),
            "npk": seasons(*facts["npk"]).sum(axis=1),
        }
    )
    crops = [rows.rows[rows.column(f"{facts['crop']} {season}")] for season in facts["seasons"]]
    idle = pd.concat(crops, axis=1).map(is_blank).all(axis=1) & (found["planted"] == 0)
    file = [rows.where(card)(place).split(" › ")[0] for place in found.index]
    again = found.assign(file=file).groupby([*found.columns, "file"]).cumcount()
    return found[~idle & ~found.assign(again=again).duplicated()]


def _digits(cell: Any) -> str:
    return "".join(each for each in str(cell).removesuffix(".0") if each.isdigit())
