"""The dictionary in which BPS's WebAPI gives a table's numbers, as rows with their labels.

The keys of `datacontent` are the numbers of row, table, characteristic, year and part of the year
written one after the other: `10` `32` `29` `125` `0` is 1032291250. They cannot be taken apart, so
they are made from the lists beside it and looked for. Labels hold HTML, and at times a code before
the name (3522150 BOJONEGORO). A table without numbers has a list where the dictionary would be.
"""

import html
import re
from itertools import product
from typing import Any

import pandas as pd

from connectors._cells import BadCells
from connectors._contract import Source, SourceChanged
from connectors._nested import rows_of

LISTS = ("vervar", "turvar", "tahun", "turtahun")  # row, characteristic, year, part of the year


def labelled(source: Source, variable: int, name: str, answer: Any) -> pd.DataFrame:
    """`vervar, turvar, tahun, turtahun` (labels) and `value`, a row a number; blanks are left out.

    Raises SourceChanged for a key that the lists do not explain, or explain in two ways.
    """
    content = answer.get("datacontent") or {}
    found: dict[str, list[str]] = {}
    for parts in product(*(rows_of(answer, each) for each in LISTS)):
        row, kind, year, part = (str(each.get("val")) for each in parts)
        key = f"{row}{variable}{kind}{year}{part}"
        if key in found:
            raise SourceChanged(f"{source.code}: tabel {variable}: kunci {key} berarti dua hal")
        found[key] = [label(each.get("label")) for each in parts]
    if unknown := sorted(set(content) - set(found)):
        raise SourceChanged(
            f"{source.code}: tabel {variable}: kunci {unknown[0]} tidak dapat diuraikan; "
            f"bentuk jawaban {source.system} mungkin berubah"
        )
    keys, bad = list(content), BadCells(source)
    cells = pd.Series(list(content.values()), dtype=object)
    values = bad.numbers(cells, lambda at: f"{name} › datacontent › {keys[at]}", ".")
    bad.refuse()
    rows = pd.DataFrame([found[key] for key in keys], columns=list(LISTS), dtype=object)
    return rows.assign(value=values).dropna(subset="value")


def label(text: Any) -> str:
    """A label without HTML, and without a code before it."""
    plain = html.unescape(re.sub(r"<[^>]*>", "", str(text)))
    return re.sub(r"^\d{4,}\s+(?=\D)", "", " ".join(plain.split()))
