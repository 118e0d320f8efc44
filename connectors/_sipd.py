"""The local mirror of SIPD (WP-SIPD, MySQL): what one year's budget and its progress are.

What is odd: every table holds all years and all versions, so each is asked for `active` rows of its
own year. Old mirrors keep amounts as int(11) and cut them at 2.147.483.647. The budget is the sum
of its details (`rincian`); ceilings (`pagu`) only tell whether those are complete. A year that has
no reported month is a draft. What is reported (`data_rfk`) adds up since January, and a month in
which nothing happened is often not filled in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from connectors._contract import Source, SourceChanged
from connectors._places import located, skpd_named
from connectors._read import rows_of

MONTHS = range(1, 13)
CUT = 2_147_483_647
AMOUNTS = ["ceiling", "first", "budget", "capital", "highest"]
REPORTS = ["plan", "spent", "physical"]


@dataclass(frozen=True)
class Year:
    """One running or closed budget year; every frame is indexed by sub-activity (`kode_sbl`)."""

    year: int
    ended: int  # the last month that nearly every SKPD has reported
    activities: pd.DataFrame  # skpd, first, budget, capital: Rp
    plan: pd.DataFrame  # a column a month, as far as it is told: cash plan since January, Rp
    spent: pd.DataFrame  # likewise, of the ended months: spending, Rp
    physical: pd.DataFrame  # likewise: progress, %
    tags: pd.DataFrame  # tag, a row for each
    located: "pd.Series[float]"  # Rp by kecamatan in which they lie, and for the regency


def years(db: Connection, source: Source, since: date) -> Iterator[Year]:
    """Each year of the source from `since` on. Raises SourceChanged for cut amounts, details that
    do not fit the ceilings, and reports that do not add up or belong to no sub-activity."""
    asked = {"since": max(since, date(source.first_year, 1, 1))}
    activities, reports, tags, places = (rows_of(db, query, asked) for query in source.query)
    activities[AMOUNTS] = activities[AMOUNTS].astype("float64").fillna(0.0)
    reports[REPORTS] = reports[REPORTS].astype("float64")
    whole = [
        frame.assign(year=frame["year"].astype(int))
        for frame in (activities, reports, tags, places)
    ]
    for year in sorted(set(whole[1].loc[whole[1]["spent"].notna(), "year"])):
        mine = [frame[frame["year"] == year].set_index("activity") for frame in whole]
        if found := _year(source, int(year), *mine):
            yield found


def _year(
    source: Source,
    year: int,
    activities: pd.DataFrame,
    reports: pd.DataFrame,
    tags: pd.DataFrame,
    places: pd.DataFrame,
) -> Year | None:
    _refuse_cut(source, year, activities)
    activities = activities.assign(skpd=skpd_named(source, activities["skpd"]))
    spending = reports[(reports["spent"] > 0) & ~reports.index.isin(activities.index)]
    if len(spending):
        raise SourceChanged(
            f"{source.code}: {', '.join(map(str, spending.index.unique()[:3]))} membelanjakan "
            f"tanpa anggaran aktif pada {year}; muat ulang data_sub_keg_bl di cermin SIPD"
        )
    known = reports[reports.index.isin(activities.index)]
    ended = _ended(source, activities["skpd"], known)
    if not ended:
        return None
    _refuse_apart(source, year, activities)
    matrix = {name: _by_month(known, name, activities.index) for name in REPORTS}
    planned = matrix["plan"].columns[matrix["plan"].notna().any()].max()
    plan = (
        matrix["plan"] if source.facts["plan_adds"] else matrix["plan"].fillna(0.0).cumsum(axis=1)
    )
    done = {
        name: matrix[name].loc[:, :ended].ffill(axis=1).fillna(0.0)
        for name in ("spent", "physical")
    }
    _refuse_falling(source, year, done["spent"].groupby(activities["skpd"]).sum())
    return Year(
        year,
        ended,
        activities,
        plan.loc[:, :planned].ffill(axis=1).fillna(0.0),
        **done,
        tags=tags[tags.index.isin(activities.index)],
        located=_located(source, activities["budget"], places),
    )


def _located(
    source: Source, budget: "pd.Series[float]", places: pd.DataFrame
) -> "pd.Series[float]":
    """The budget of sub-activities that name their kecamatan, split evenly between these."""
    said = places["kecamatan"].fillna("").str.strip()
    said = said[
        said.index.isin(budget.index) & ~said.str.casefold().isin(source.facts["everywhere"])
    ]
    areas = located(source, said.reset_index(drop=True)).to_numpy()
    where = pd.DataFrame({"area": areas}, index=said.index).reset_index().drop_duplicates()
    part = where["activity"].map(budget / where.groupby("activity").size())
    found = part.groupby(where["area"]).sum().rename("value")
    found.loc[source.facts["area"]] = found.sum()
    return found


def _by_month(reports: pd.DataFrame, name: str, activities: "pd.Index[str]") -> pd.DataFrame:
    wide = reports.reset_index().pivot(index="activity", columns="month", values=name)
    wide.columns = wide.columns.astype(int)
    return wide.reindex(index=activities, columns=list(MONTHS))


def _ended(source: Source, skpd: "pd.Series[str]", reports: pd.DataFrame) -> int:
    """The last month that enough SKPD have filled in."""
    filled = reports[reports["spent"].notna()]
    offices = filled.groupby(filled["month"].astype(int)).apply(
        lambda rows: skpd.loc[rows.index].nunique()
    )
    enough = offices[offices * 100 >= source.facts["reported"] * skpd.nunique()]
    return int(enough.index.max()) if len(enough) else 0


def _refuse_cut(source: Source, year: int, activities: pd.DataFrame) -> None:
    cut = activities[(activities[["ceiling", "highest"]] == CUT).any(axis=1)]
    if len(cut):
        raise SourceChanged(
            f"{source.code}: {len(cut)} anggaran subkegiatan {year} terpotong pada 2.147.483.647 "
            f"(misalnya {cut.index[0]}), karena kolom pagu cermin SIPD masih int(11); ubah menjadi "
            "double(20,0), lalu muat ulang dari SIPD"
        )


def _refuse_apart(source: Source, year: int, activities: pd.DataFrame) -> None:
    details, ceilings = activities["budget"].sum(), activities["ceiling"].sum()
    if abs(details - ceilings) * 100 > source.facts["most_apart"] * ceilings:
        raise SourceChanged(
            f"{source.code}: rincian (data_rka) {year} berjumlah Rp {details:,.0f} tetapi pagu "
            f"Rp {ceilings:,.0f}; cermin SIPD belum dimuat lengkap"
        )


def _refuse_falling(source: Source, year: int, spent: pd.DataFrame) -> None:
    before = spent.shift(axis=1)
    falls = (before - spent) * 100 > source.facts["most_fall"] * before
    if falls.any(axis=None):
        skpd, month = falls.stack().loc[lambda each: each].index[0]
        raise SourceChanged(
            f"{source.code}: realisasi {skpd} turun pada bulan {month}/{year}, padahal data_rfk "
            "seharusnya menjumlah sejak Januari; periksa isian RFK SKPD itu"
        )
