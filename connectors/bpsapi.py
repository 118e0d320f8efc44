"""BPS's dynamic tables from its WebAPI: first a table's years, page by page, then its numbers.

A projection has years to come, which are left out. «Bojonegoro» is a kecamatan and, in tables of
the regency alone, the regency; which table is which stands in the .toml, with the labels of the
series. How the numbers are written is told in `_datacontent`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from connectors import Source, SourceChanged, located, regency
from connectors._answers import Service, question
from connectors._cells import BadCells
from connectors._datacontent import labelled
from connectors._declared import accepted
from connectors._nested import at, rows_of


def fetch(db: Service, source: Source, since: date) -> pd.DataFrame:
    """The series of the .toml by year or month, for each kecamatan and the regency."""
    series, frames = source.facts["series"], []
    for variable in dict.fromkeys(each["variable"] for each in series):
        for name, answer in _tables(db, source, since, variable):
            rows = labelled(source, variable, name, answer)
            mine = [each for each in series if each["variable"] == variable]
            frames += [_one(source, each, rows) for each in mine]
    found = pd.concat(frames, ignore_index=True)
    return found[found["period"] <= pd.Timestamp(db.today)]


def _tables(db: Service, source: Source, since: date, variable: int) -> list[tuple[str, Any]]:
    """The answers that hold the table's numbers."""
    about = {**source.service["query"], "var": variable}
    asked = question(source, query={**about, "model": "th"})
    pages = [rows_of(answer, "data.1") for _, answer in db.answers(source, since, asked)]
    years = sorted({str(row.get("th_id")) for page in pages for row in page})
    about |= {"model": "data", "th": ";".join(years)}
    found = db.answers(source, since, question(source, query=about, page=""))
    mine = [each for each in found if str(at(each[1], "var.0.val")) == str(variable)]
    if not mine:
        raise SourceChanged(f"{source.code}: tabel {variable} tidak ada dalam jawaban layanan")
    return mine


def _one(source: Source, series: Mapping[str, Any], rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of one series, placed and dated."""
    for part in {"turvar", "vervar"} & set(series):
        rows = _with(source, series, rows, part)
    yearly = accepted(source)[series["indicator"]].frequency == "year"
    whole = (
        rows["turtahun"].str.casefold().isin([each.casefold() for each in source.facts["years"]])
    )
    rows = rows[whole == yearly].reset_index(drop=True)
    texts = rows["tahun"] if yearly else rows["turtahun"] + " " + rows["tahun"]
    bad = BadCells(source)
    periods = bad.days(texts, lambda at: f"tabel {series['variable']}")
    bad.refuse()
    area = pd.Series(regency().code, index=rows.index, dtype=str)
    if "vervar" not in series:
        totals = [each.casefold() for each in source.facts["totals"]]
        inside = ~rows["vervar"].str.casefold().isin(totals)
        area[inside] = located(source, rows["vervar"][inside])
    return pd.DataFrame(
        {"indicator": series["indicator"], "area": area, "period": periods, "value": rows["value"]}
    )


def _with(source: Source, series: Mapping[str, Any], rows: pd.DataFrame, part: str) -> pd.DataFrame:
    """The rows that the .toml means by a label; none is a setting that is wrong."""
    kept: pd.DataFrame = rows[rows[part].str.casefold() == series[part].casefold()]
    if kept.empty and len(rows):
        raise SourceChanged(
            f"{source.code}: tabel {series['variable']} tidak memuat «{series[part]}»; yang ada: "
            f"{', '.join(sorted(set(rows[part]))[:6])}"
        )
    return kept
