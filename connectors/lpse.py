"""Tenders by buying SKPD and month from SPSE, added up from January of their budget year.

What is one package and one price stands in `_spse.py`.
"""

from datetime import date

import pandas as pd
from sqlalchemy import Connection

from connectors import COLUMNS, Source, SourceChanged, rows_of, skpds
from connectors._spse import STATEMENTS


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame:
    """Packages, ceilings, contracts and savings, added up from January of their budget year."""
    rows = rows_of(db, STATEMENTS["packages"], {"since": since})
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    names = {skpd.name.casefold(): skpd.code for skpd in skpds().values()}
    rows["skpd"] = rows["office"].str.strip().str.casefold().map(names)
    if unknown := sorted(rows.loc[rows["skpd"].isna(), "office"].unique()):
        raise SourceChanged(
            f"{source.code}: satuan kerja {', '.join(unknown[:3])} belum ada di "
            "connectors/_skpd.csv"
        )
    numeric = ["ceiling", "estimate", "worth", "price", "year"]
    rows[numeric] = rows[numeric].astype("float64")
    rows["year"] = rows["year"].astype("int64")
    newest = max(rows["announced"].max(), rows["signed"].max())
    both = pd.concat([rows, rows.assign(skpd="")], ignore_index=True)
    priced = both["price"].notna() & (both["estimate"] > 0)
    both["saved_of"] = both["estimate"].where(priced)
    told = _to_date(both, "announced", {"packages": "count", "ceiling": "sum"})
    done = _to_date(both, "signed", {"packages": "count", "worth": "sum", "saved_of": "sum"})
    paid = _to_date(both[priced], "signed", {"price": "sum"}).reindex(done.index)
    series = {
        "procurement_packages": told["packages"],
        "procurement_ceiling": told["ceiling"],
        "procurement_contracted": done["packages"],
        "procurement_contract_value": done["worth"],
        "procurement_savings": (100 * (1 - paid["price"] / done["saved_of"])).round(2),
    }
    frames = [values.rename("value").reset_index().assign(indicator=code)
              for code, values in series.items()]  # fmt: skip
    found = pd.concat(frames, ignore_index=True).dropna(subset="value")
    found["period"] = pd.to_datetime(found[["year", "month"]].assign(day=1))
    found = found[found["period"] <= newest].assign(kind="actual", reference="")
    goals = rows_of(db, STATEMENTS["planned"], {"since": since}).astype(
        {"year": int, "value": float}
    )
    goals = goals[goals["year"].isin(rows["year"])].assign(skpd="", kind="target")
    goals["period"] = [pd.Timestamp(each, 12, 1) for each in goals["year"]]
    goals["reference"] = [f"RUP {each}" for each in goals["year"]]
    result = pd.concat([found, goals.assign(indicator="procurement_contracted")])
    columns = ["indicator", "skpd", "period", "kind", "reference", "value"]
    asked: pd.DataFrame = result.loc[result["period"] >= pd.Timestamp(since), columns]
    return asked.assign(area=source.facts["area"])


def _to_date(packages: pd.DataFrame, day: str, how: dict[str, str]) -> pd.DataFrame:
    """For each budget year, SKPD and month what was added up by its end; what happened before
    January counts as January, what came after December not at all."""
    when = packages[day]
    months = (when.dt.year - packages["year"]) * 12 + when.dt.month
    rows = packages.assign(month=months.clip(lower=1), packages=1)[months <= 12]
    key = ["year", "skpd", "month"]
    sums = rows.groupby(key).agg(how).astype("float64")
    lines = packages[["year", "skpd"]].drop_duplicates().to_numpy()
    index = [(*line, month) for line in lines for month in range(1, 13)]
    whole = sums.reindex(pd.MultiIndex.from_tuples(index, names=key), fill_value=0.0)
    added: pd.DataFrame = whole.groupby(level=["year", "skpd"]).cumsum()
    return added
