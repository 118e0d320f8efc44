"""From the exact part to reasons: what holds of each claim, and what it adds up to.

Names are compared here, between two statements of the engine: a claim whose NIK is another
person's says nothing of who that person is, so it is neither dead nor moved nor double.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from connectors import regency
from dashboard.recipients._engine import CLAIM, VERDICT, Engine
from dashboard.recipients._lists import ClaimList
from dashboard.recipients._names import compared
from dashboard.recipients._reasons import reasons

KEPT = ("matched", "repeated", "crowded", "shared")


def prepared(one: ClaimList, rows: pd.DataFrame, written: date) -> pd.DataFrame:
    """Claims as the engine takes them: what the rules of their list need is reckoned here.

    `rows` as `claims` gives them; `written`: the register's last day.
    """
    paid, rules = pd.to_datetime(rows["paid"]), one.rules
    year = paid.dt.year.fillna(0).astype("int32")
    month = paid.dt.month.fillna(0).astype("int32")
    bucket = {"month": year * 100 + month, "year": year, "once": year * 0}[rules.per]
    least = pd.DateOffset(months=rules.resident_months)
    resident_by: Any = paid - least if rules.resident_months else pd.NaT
    told = rows.assign(
        list=one.code,
        year=year,
        bucket=bucket,
        parts=rules.parts,
        household=rules.household,
        deceased=int(rules.subject == "deceased"),
        resident_by=resident_by,
        late=(paid > pd.Timestamp(written)).astype("int32"),
    )
    return told[list(CLAIM)]


def judged(engine: Engine, lists: Sequence[ClaimList], found: Sequence[pd.DataFrame]) -> Any:
    """One row a reason of a claim: `list`, `claim`, `reason`, `died`, `left_on`, `came_on`.

    `found`: the `prepared` claims of `lists`; the engine holds the `register`.
    """
    for frame in found:
        engine.add("claims", frame)
    codes = {one.code for one in lists}
    pairs = [(one.code, other) for one in lists for other in one.rules.excludes if other in codes]
    engine.add("excludes", pd.DataFrame(pairs, columns=["list", "other"], dtype=object))
    engine.keep("asked")
    engine.add("verdicts", verdicts(engine.rows("names")))
    for statement in KEPT:
        engine.keep(statement)
    flags = engine.rows("judged")
    for table in ("claims", "excludes", "verdicts", "asked", *KEPT):
        engine.drop(table)
    return _told(flags)


def verdicts(pairs: pd.DataFrame) -> pd.DataFrame:
    """What the names say: `spelt` or `other` for the claim's own NIK and for the heir's."""
    said = {pair: compared(*pair) for pair in set(zip(pairs["name"], pairs["theirs"], strict=True))}
    told = [said[pair] for pair in zip(pairs["name"], pairs["theirs"], strict=True)]
    rows = pairs[["list", "claim"]].assign(said=told)
    own, heirs = (
        rows[pairs["whose"] == whose].rename(columns={"said": column})
        for whose, column in (("nik", "nik_name"), ("other", "other_name"))
    )
    both: pd.DataFrame = own.merge(heirs, "outer", ["list", "claim"]).fillna("")
    return both[list(VERDICT)]


def _told(flags: pd.DataFrame) -> pd.DataFrame:
    """The flags of each claim, a row each."""
    keys = ["list", "claim", "died", "left_on", "came_on"]
    parts = [flags.loc[flags["fault"] != "", [*keys, "fault"]].rename(columns={"fault": "reason"})]
    for code in reasons():
        if code in flags:
            parts.append(flags.loc[flags[code] == 1, keys].assign(reason=code))
    rows = pd.concat(parts, ignore_index=True)
    order = rows["reason"].map({code: one.rank for code, one in reasons().items()})
    rows = rows.assign(rank=order).sort_values(["list", "claim", "rank"], ignore_index=True)
    return rows.drop(columns="rank")


def totals(rows: pd.DataFrame, told: pd.DataFrame, today: date) -> pd.DataFrame:
    """What a list adds up to: `area` (desa, kecamatan, regency), `period` (the month in which it
    was paid; this month where the list does not say), `measure`, `value`.

    Measures: `claims`, `valid` (neither failing nor to be looked at), `failing`; of a list that
    pays, `amount` and `at_risk` (rupiah; of the failing); for each reason the claims that have it.
    """
    heavy = told["reason"].map({code: one.severity for code, one in reasons().items()})
    failing = set(told.loc[heavy == "gagal", "claim"])
    doubted = failing | set(told.loc[heavy == "periksa", "claim"])
    amount = rows["amount"].fillna(0.0)
    fails = rows["claim"].isin(failing)
    money = {"amount": amount, "at_risk": amount.where(fails, 0.0)}
    measures: Mapping[str, Any] = {
        "claims": np.ones(len(rows)),
        "valid": ~rows["claim"].isin(doubted),
        "failing": fails,
        **(money if rows["amount"].notna().any() else {}),  # patients are paid nothing
        **{
            str(code): rows["claim"].isin(set(part["claim"]))
            for code, part in told.groupby("reason")
        },
    }
    paid = pd.to_datetime(rows["paid"]).fillna(pd.Timestamp(today))
    counts = pd.DataFrame({name: np.asarray(each, float) for name, each in measures.items()})
    counts["period"] = paid.dt.to_period("M").dt.start_time.to_numpy()
    places = {"desa": rows["desa"], "kecamatan": rows["kecamatan"]}
    levels = [counts.assign(area=places[name].to_numpy()) for name in places]
    levels.append(counts.assign(area=regency().code))
    whole = pd.concat([level[level["area"] != ""] for level in levels])
    sums = whole.groupby(["area", "period"], sort=False, as_index=False).sum()
    found = sums.melt(["area", "period"], var_name="measure", value_name="value")
    plain = found["measure"].isin(["claims", "valid", "failing", "amount", "at_risk"])
    return found[plain | (found["value"] > 0)].reset_index(drop=True)
