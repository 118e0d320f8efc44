"""The published macro series: one value for each point, and what else was published for it.

`bps.csv` holds every publication found, one a row, as printed. The press repeats BPS and misprints
it (4,28 for 4,82), an office counts otherwise than BPS, a provisional figure is replaced: so of
several values for a point one is chosen, by rules and not by hand, and the others are kept.
"""

from datetime import date
from pathlib import Path

import pandas as pd

from connectors import Source, SourceChanged
from connectors._cells import BadCells
from connectors._rows import Rows
from connectors._workbook import table

POINT = ["indicator", "area", "period", "kind", "reference"]
PUBLISHER = {"bps": 0, "regency": 1, "press": 2}
FINALITY = {"A": 0, "P": 1, "E": 2}


def fetch(db: Path, source: Source, since: date) -> pd.DataFrame:
    """The chosen value of each point, and as `alternative` what else was published for it.

    A projection is never chosen, a doubted value (status U) only where nothing else was published.
    A final value goes before a provisional one, and that before one we derived. Then the publisher
    decides: BPS, a government document, the press; then how many publications agree, when rounded
    as the coarser one is; then the decimals printed; then the order of the file. The alternative
    of a target says so in its note, and which one in its reference. Nothing is dropped but exact
    repeats within a publication; where one contradicts itself, `check` refuses the doubled key.
    """
    bad = BadCells(source)
    read = Rows(table(db, source), source, bad)
    rows = read.rows.fillna("")
    if unknown := sorted(set(rows["publisher"]) - set(PUBLISHER)):
        raise SourceChanged(f"{source.code}: {db.name}: penerbit {unknown} tidak dikenal")
    rows["printed"] = rows["value"].str.partition(".")[2].str.len()
    rows["value"], rows["period"] = read.numbers("value"), read.keys["day"]
    bad.refuse()
    rows = rows.drop_duplicates([*POINT, "value", "publication"])
    rows["agree"] = 0
    for _, same in rows[rows["status"] != "F"].groupby(POINT):
        rows.loc[same.index, "agree"] = _agreeing(same)
    rows["doubt"] = rows["status"] == "U"
    rows["place"] = rows["publisher"].map(PUBLISHER)
    rows["final"] = rows["status"].map(FINALITY).fillna(9)
    order = ["doubt", "final", "place", "agree", "printed"]
    ranked = rows.sort_values(order, ascending=[True, True, True, False, False], kind="stable")
    chosen = ranked[ranked["status"] != "F"].drop_duplicates(POINT)
    others = rows.drop(index=chosen.index)
    # The office's revenue target and its revenue may stand on one page: two keys, not one.
    target, plan = others["kind"] == "target", others["reference"]
    note = ("target " + plan + "; " + others["note"]).str.removesuffix("; ")
    others["note"] = others["note"].mask(target, note)
    others["reference"] = others["publication"].mask(target, plan + " · " + others["publication"])
    columns = [*POINT, "value", "status", "publication", "note"]
    return pd.concat([chosen, others.assign(kind="alternative")])[columns]


def _agreeing(same: pd.DataFrame) -> list[int]:
    """For each publication of one point, how many print its value, to the coarser of both."""
    printed = list(zip(same["value"], same["printed"], strict=True))
    return [sum(round(a, min(m, n)) == round(b, min(m, n)) for b, n in printed) for a, m in printed]
