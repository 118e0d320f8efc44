"""Visits and diseases at the puskesmas from SIMPUS, by kecamatan and month.

A kecamatan is that of the puskesmas, not of the patient. A puskesmas that sent nothing in a month
has no row: nothing is known, which is not 0. The tables and what is counted stand in `_simpus.py`.
"""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, inspect

from connectors import COLUMNS, Source, SourceChanged
from connectors import _simpus as simpus
from connectors._places import upwards


def statements(
    source: Source, visits: tuple[str, ...] = (), diagnoses: tuple[str, ...] = ()
) -> dict[str, Select[Any]]:
    """Every statement, over the tables given; over those of a release that is not split if none."""
    plain = source.facts["tables"]
    return {
        "visits": simpus.visits(source, visits or (plain["visits"],)),
        "cases": simpus.cases(source, diagnoses or (plain["diagnoses"],)),
    }


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame:
    """Visits, the share of new ones, and visits by disease; kecamatan and regency."""
    there = inspect(db)
    names = [*there.get_table_names(), *there.get_view_names()]
    tables = [tuple(simpus.found(names, source, kind)) for kind in ("visits", "diagnoses")]
    asked = statements(source, *tables)
    params = {"since": max(since, source.facts["first_day"])}
    visits = pd.read_sql(asked["visits"], db, params=params)
    if strange := sorted(visits.pop("stranger").dropna().unique()):
        raise SourceChanged(
            f"{source.code}: StatusKunjungan «{strange[0]}» bukan baru dan bukan lama; "
            f"tambahkan ke visit_kinds dalam connectors/{source.code}.toml"
        )
    summed = _summed(visits, source)
    known = (summed["new"] + summed["old"]).where(lambda count: count > 0)
    values = summed[["area", "period"]].assign(
        outpatient_visits=summed["served"], new_visit_share=100 * summed["new"] / known
    )
    parts = [values, _summed(pd.read_sql(asked["cases"], db, params=params), source)]
    long = [part.melt(["area", "period"], var_name="indicator") for part in parts]
    return pd.concat(long, ignore_index=True).dropna(subset="value")[COLUMNS]


def _summed(rows: pd.DataFrame, source: Source) -> pd.DataFrame:
    """The counts of each kecamatan and of the regency."""
    places = source.facts["puskesmas"]
    if unknown := sorted(set(rows["puskesmas"].astype(str)) - set(places)):
        raise SourceChanged(
            f"{source.code}: puskesmas {', '.join(unknown[:3])} belum dikenal; tulis kecamatannya "
            f"di bawah [facts.puskesmas] dalam connectors/{source.code}.toml"
        )
    parts = rows[["year", "month"]].astype(int).assign(day=1)
    keyed = rows.drop(columns=["puskesmas", "year", "month"]).astype("float64")
    keyed = keyed.assign(area=rows["puskesmas"].map(places), period=pd.to_datetime(parts))
    return upwards(keyed, ["period"])
