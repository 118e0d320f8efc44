"""Rows in the agency's words → the contract's frame, by what the .toml says: no Python a source.

The same for a query, a sheet and a web service. `[columns]` names our columns in their words,
`[values]` says which of their columns is which indicator, or how it is reckoned from many rows.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from connectors._check import first_days
from connectors._contract import Source, SourceChanged
from connectors._facts import accepted, regency
from connectors._places import above
from connectors._rows import Named, Rows, text

HOWS = ("sum", "mean", "median", "last", "max", "count")
POINT = ["area", "skpd", "period"]


def shaped(rows: pd.DataFrame, source: Source, named: Named, decimal: str = ",") -> pd.DataFrame:
    """The frame of `rows`, whose index is 0…n−1 and whose columns are the agency's own.

    Raises SourceChanged that names every bad cell, missing column, unknown place or code. Blank
    values are left out. `decimal` is the sign that texts use for decimals.
    """
    table = Rows(rows, source, named, decimal)
    keys = table.keys()
    if not source.values:
        found = _long(table, keys)
    else:
        frames = [
            _plain(table, keys, code, spec)
            if isinstance(spec, str)
            else _reckoned(table, keys, code, spec)
            for code, spec in source.values.items()
        ]
        found = pd.concat(frames, ignore_index=True)
    table.bad.refuse()
    return _floored(found, source)


def _plain(table: Rows, keys: pd.DataFrame, code: str, theirs: str) -> pd.DataFrame:
    """The cells of one column as they stand."""
    found = keys.assign(indicator=code, value=table.numbers(theirs))
    return found[found["value"].notna()]


def _long(table: Rows, keys: pd.DataFrame) -> pd.DataFrame:
    """Rows that name their indicator, in the agency's code or ours."""
    source = table.source
    for ours in ("indicator", "value"):
        table.column(table.ours.get(ours, ours))
    codes = table.cells("indicator").map(text)
    kept = ~codes.isin(source.ignored)
    names = {entry.source_code or entry.code: entry.code for entry in accepted(source).values()}
    if unknown := sorted(set(codes[kept]) - set(names)):
        raise SourceChanged(
            f"{source.code}: kode {', '.join(unknown[:5])} belum dikenal; tambahkan sebagai "
            f"indikator atau tulis di bawah `ignored` dalam connectors/{source.code}.toml"
        )
    found = keys.assign(indicator=codes.map(names))[kept]
    for ours in ("value", "upper"):
        if ours in table.ours:
            column = table.ours[ours]
            cells = table.cells(ours)[kept]
            found[ours] = table.bad.numbers(cells, table.where(column), table.decimal)
    found = found[found["value"].notna() | (found.get("status") == "M")]
    if not source.combine:
        return found
    found = _leveled(_floored(found, source).rename(columns={"period": "day"}))
    grouped = found.groupby(["indicator", "area", "skpd", "day"])["value"]
    made: pd.DataFrame = grouped.agg(_how(source, source.combine)).reset_index()
    return made


def _reckoned(table: Rows, keys: pd.DataFrame, code: str, spec: Mapping[str, Any]) -> pd.DataFrame:
    """One indicator from many rows: for each desa, kecamatan, the regency, and each SKPD.

    A share is `per` × what `where` keeps, over all rows or those of `among`, or over the sum of the
    column `over`; nothing is given where that is zero.
    """
    how = _how(table.source, *(set(spec) - {"where", "among", "over", "per"}))
    count = how == "count"
    column = table.column(spec[how])
    if count:
        texts = table.rows[column].map(text)
        measured: pd.Series[Any] = texts.where(texts != "")
    else:
        measured = table.numbers(spec[how])
    base = _kept(table, spec.get("among", {}))
    kept = base & _kept(table, spec.get("where", {}))
    work = keys[["area", "skpd", "day"]].assign(indicator=code, measured=measured)
    work["row"] = work.index
    work["over"] = table.numbers(spec["over"]) if "over" in spec else measured
    whole_rows = work["over"].notna() & work["measured"].notna()
    work[["measured", "over"]] = work[["measured", "over"]].where(whole_rows)
    work = _floored(work.sort_values("day", kind="stable"), table.source)
    everything = _leveled(work[base.loc[work["row"]].to_numpy()])
    counted = _leveled(work[kept.loc[work["row"]].to_numpy()])
    part = _measure(counted, "measured", how)
    groups = everything.groupby(POINT).size().index
    if how in ("count", "sum"):
        part = part.reindex(groups, fill_value=0.0)
    if "over" in spec:
        whole = _measure(counted, "over", "sum")
        part = part / whole.reindex(part.index).replace(0, np.nan)
    elif "per" in spec:
        part = part / _measure(everything, "measured", how).reindex(part.index).replace(0, np.nan)
    value = (part * spec.get("per", 1)).dropna().rename("value").reset_index()
    made: pd.DataFrame = value.assign(indicator=code).rename(columns={"period": "day"})
    return made


def _measure(rows: pd.DataFrame, column: str, how: str) -> "pd.Series[Any]":
    grouped = rows.groupby(POINT)[column]
    found: pd.Series[Any] = grouped.nunique() if how == "count" else grouped.agg(how)
    return found.astype("float64")


def _kept(table: Rows, conditions: Mapping[str, list[Any]]) -> "pd.Series[bool]":
    kept = pd.Series(True, index=table.rows.index)
    for theirs, words in conditions.items():
        texts = table.rows[table.column(theirs)].map(text).str.casefold()
        kept &= texts.isin([str(word).casefold() for word in words])
    return kept


def _leveled(rows: pd.DataFrame) -> pd.DataFrame:
    """Each row at its own area and at every area above it; by SKPD for the regency only."""
    parts, level = [rows[rows["skpd"] != ""].assign(area=regency().code)], rows.assign(skpd="")
    while len(level):
        parts.append(level)
        level = above(level)
    return pd.concat(parts, ignore_index=True)


def _how(source: Source, *words: str) -> str:
    if len(words) == 1 and words[0] in HOWS:
        return words[0]
    raise SourceChanged(f"{source.code}: cara menghitung {words}; yang dikenal: {', '.join(HOWS)}")


def _floored(rows: pd.DataFrame, source: Source) -> pd.DataFrame:
    """`day` as the first day of the period, at each indicator's own frequency."""
    frequency = {code: entry.frequency for code, entry in accepted(source).items()}
    result = rows.reset_index(drop=True)
    result["period"] = result["day"]
    for code, group in result.groupby("indicator"):
        result.loc[group.index, "period"] = first_days(group["day"], frequency[str(code)])
    return result.drop(columns="day")
