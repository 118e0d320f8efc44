"""Rows in the agency's words → the contract's frame, by what the .toml says: no Python a source.

The same for a query, a sheet and a web service. `[columns]` names our columns in their words,
`[values]` says which of their columns is which indicator, or how it is reckoned from many rows.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from connectors._cells import BadCells
from connectors._check import first_days
from connectors._conditions import kept, weights
from connectors._contract import Source, SourceChanged
from connectors._declared import accepted
from connectors._facts import regency
from connectors._places import above
from connectors._rows import Rows, Table, names_in, text

HOWS = ("sum", "mean", "median", "last", "max", "count")
POINT = ["area", "skpd", "period"]


def shaped(tables: Sequence[Table], source: Source) -> pd.DataFrame:
    """The frame of all `tables` together.

    With `[values]`, each indicator is read from the first table that has the columns it names.
    Without, every table names its indicators: in a column `indicator`, or by having a column for
    each. Raises SourceChanged that names every bad cell, missing column, unknown place or code.
    Blank values are left out.
    """
    bad = BadCells(source)
    read = [Rows(table, source, bad) for table in tables]
    if source.values:
        frames = [_valued(read, code, spec) for code, spec in source.values.items()]
    else:
        frames = [_named(table) for table in read]
    bad.refuse()
    return _floored(pd.concat(frames, ignore_index=True), source)


def _valued(read: Sequence[Rows], code: str, spec: str | Mapping[str, Any]) -> pd.DataFrame:
    wanted = [spec] if isinstance(spec, str) else _columns(spec)
    table = next((each for each in read if all(map(each.has, wanted))), read[0])
    if isinstance(spec, str):
        return _plain(table, code, spec)
    return _reckoned(table, code, spec)


def wanted(source: Source) -> list[str]:
    """Their columns that the .toml names."""
    named = list(source.columns.values())
    for spec in source.values.values():
        named += [spec] if isinstance(spec, str) else _columns(spec)
    return named or [*accepted(source), "indicator", "area", "period", "value"]


def _columns(spec: Mapping[str, Any]) -> list[str]:
    """The columns that a reckoning reads."""
    named = [spec[name] for name in (*HOWS, "over", "once", "weight") if name in spec]
    return [*names_in(named), *spec.get("where", {}), *spec.get("among", {})]


def _plain(table: Rows, code: str, theirs: str) -> pd.DataFrame:
    """The cells of one column as they stand."""
    found = table.keys.assign(indicator=code, value=table.numbers(theirs))
    return found[found["value"].notna()]


def _named(table: Rows) -> pd.DataFrame:
    """Rows that say which indicators they are about."""
    source = table.source
    if "indicator" in table.ours:
        found = _long(table)
    else:
        codes = [code for code in accepted(source) if table.has(code)]
        frames = [_plain(table, code, code) for code in codes]
        if not frames:
            table.column("indicator")
        found = pd.concat(frames, ignore_index=True)
    if not source.combine:
        return found
    found = _leveled(_floored(found, source)).rename(columns={"period": "day"})
    grouped = found.groupby(["indicator", "area", "skpd", "day"])["value"]
    made: pd.DataFrame = grouped.agg(_how(source, source.combine)).reset_index()
    return made


def _long(table: Rows) -> pd.DataFrame:
    """One value a row, with its indicator in the agency's code or ours."""
    source = table.source
    codes = table.cells("indicator").map(text)
    kept = ~codes.isin(source.ignored)
    names = {entry.source_code or entry.code: entry.code for entry in accepted(source).values()}
    if unknown := sorted(set(codes[kept]) - set(names)):
        raise SourceChanged(
            f"{source.code}: kode {', '.join(unknown[:5])} belum dikenal; tambahkan sebagai "
            f"indikator atau tulis di bawah `ignored` dalam connectors/{source.code}.toml"
        )
    found = table.keys.assign(indicator=codes.map(names))[kept]
    for ours in ("value", "upper"):
        if ours == "value" or ours in table.ours:
            column = table.column(table.ours.get(ours, ours))
            cells = table.rows.loc[kept, column]
            found[ours] = table.bad.numbers(cells, table.where(column), table.decimal)
    kept_status = found["status"] if "status" in found else pd.Series("A", index=found.index)
    return found[found["value"].notna() | (kept_status == "M")]


def _reckoned(table: Rows, code: str, spec: Mapping[str, Any]) -> pd.DataFrame:
    """One indicator from many rows: for each desa, kecamatan, the regency, and each SKPD.

    A share is `per` × what `where` keeps, over all rows or those of `among`, or over the sum of the
    column `over`; nothing is given where that is zero. Of rows that share the column `once` within
    a period (a child weighed twice in a month) the last counts. `weight` makes a `mean` a weighted
    one (see `_conditions`); what `count` and `once` name may be a list (see `Rows.identities`).
    """
    how = _how(table.source, *(set(spec) - {"where", "among", "over", "weight", "per", "once"}))
    count = how == "count"
    if count:
        measured: pd.Series[Any] = table.identities(spec[how]).replace("", np.nan)
    else:
        measured = table.numbers(spec[how])
    base = kept(table, spec.get("among", {}))
    counts = base & kept(table, spec.get("where", {}))
    work = table.keys[["area", "skpd", "day"]].assign(indicator=code, measured=measured)
    work["row"] = work.index
    work["over"] = table.numbers(spec["over"]) if "over" in spec else measured
    if "weight" in spec:
        work["over"] = weights(table, spec["weight"])
        work["measured"] *= work["over"]
        how = "sum"
    whole_rows = work["over"].notna() & work["measured"].notna()
    work[["measured", "over"]] = work[["measured", "over"]].where(whole_rows)
    work = _floored(work.sort_values("day", kind="stable"), table.source)
    if "once" in spec:
        work["once"] = table.identities(spec["once"]).loc[work["row"]].to_numpy()
        work = work[~work.duplicated(["once", "period"], keep="last") | (work["once"] == "")]
    everything = _leveled(work[base.loc[work["row"]].to_numpy()])
    counted = _leveled(work[counts.loc[work["row"]].to_numpy()])
    part = _measure(counted, "measured", how)
    groups = everything.groupby(POINT).size().index
    if how in ("count", "sum"):
        part = part.reindex(groups, fill_value=0.0)
    if "over" in spec or "weight" in spec:
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
