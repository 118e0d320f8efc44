"""Residents, families, births, deaths and moves from SIAK, the population register (Oracle).

What is odd: the register knows the present only, so residents and families are a snapshot of the
month in which the replica was last written; the past comes from its own monthly aggregate. Only
`FLAG_STATUS` 0 is a resident. `DATA_KELUARGA` keeps empty families, so families are counted by the
residents' `NO_KK`. Births and deaths are counted by the day of report, as the office does. A move's
header is an application, its detail a person. All is counted inside Oracle: no NIK leaves it.
"""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import (
    Connection,
    Date,
    Select,
    bindparam,
    column,
    distinct,
    extract,
    func,
    select,
    table,
)

from connectors import Source, SourceChanged, areas

AREA = ("no_prop", "no_kab", "no_kec", "no_kel")
COLUMNS = ["indicator", "area", "period", "value"]


def _table(name: str, *columns: str) -> Any:
    return table(name, *(column(each) for each in columns))


PERSON = _table("biodata_wni", "nik", "no_kk", *AREA, "flag_status", "tgl_entri", "tgl_ubah")
AGGREGATE = _table("t5_stt_agr_penduduk", "no_kec", "bln", "dak_lk", "dak_lp")
OUT = _table("pindah_detail", "nik", "created_date")
IN = _table("datang_detail", "nik", "created_date")


def counted(what: Any, *by: Any, source: Any = PERSON) -> Select[Any]:
    """`what` by the columns `by`."""
    return select(*by, what.label("value")).select_from(source).group_by(*by)


def registered(name: str, places: dict[str, str]) -> Select[Any]:
    """Entries of a civil registration table by place and month of report."""
    book = _table(name, "plpr_tgl_lapor", *places.values())
    where = [book.c[theirs].label(ours) for ours, theirs in places.items()]
    months = _months(book.c.plpr_tgl_lapor)
    keys = [book.c[theirs] for theirs in places.values()]
    return select(*where, *_named(months), func.count().label("value")).group_by(*keys, *months)


def moved(detail: Any) -> Select[Any]:
    """Persons who moved, by the place they are registered in and month."""
    months = _months(detail.c.created_date)
    keys = [PERSON.c[name] for name in AREA]
    joined = detail.join(PERSON, PERSON.c.nik == detail.c.nik)
    statement = select(*keys, *_named(months), func.count().label("value")).select_from(joined)
    return statement.group_by(*keys, *months)


def _months(day: Any) -> list[Any]:
    return [extract("year", day), extract("month", day)]


def _named(months: list[Any]) -> list[Any]:
    return [month.label(name) for month, name in zip(months, ("year", "month"), strict=True)]


def statements(source: Source) -> dict[str, Select[Any]]:
    """Every statement, with what the office's own settings decide."""
    place = [PERSON.c[name] for name in AREA]
    active = PERSON.c.flag_status == 0
    columns: dict[str, str] = dict(source.facts["registration_area"])
    months = _months(AGGREGATE.c.bln)
    both = func.sum(AGGREGATE.c.dak_lk + AGGREGATE.c.dak_lp)
    return {
        "newest": select(func.max(func.coalesce(PERSON.c.tgl_ubah, PERSON.c.tgl_entri))),
        "population": counted(func.count(), *place).where(active),
        "families": counted(func.count(distinct(PERSON.c.no_kk)), *place).where(active),
        "population_history": select(AGGREGATE.c.no_kec, *_named(months), both.label("value"))
        .where(AGGREGATE.c.bln >= bindparam("since", type_=Date))
        .group_by(AGGREGATE.c.no_kec, *months),
        "births": registered("capil_lahir", columns),
        "deaths": registered("capil_mati", columns),
        "departures": moved(OUT),
        "arrivals": moved(IN),
    }


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame:
    """Residents and families now, their history, and each month's events; desa to regency."""
    asked = statements(source)
    written: Any = db.execute(asked["newest"]).scalar()
    if written is None:
        return pd.DataFrame(columns=COLUMNS)
    newest = pd.Timestamp(written)
    frames = []
    for code, statement in asked.items():
        if code == "newest":
            continue
        rows = pd.read_sql(statement, db, params={"since": since})
        rows = rows.astype({"value": "float64"}).assign(indicator=code)
        rows["period"] = newest.to_period("M").start_time
        if "month" in rows:
            parts = rows[["year", "month"]].astype(int).assign(day=1)
            rows["period"] = pd.to_datetime(parts)
        frames.append(_placed(rows, source))
    result = pd.concat(frames, ignore_index=True)
    return result[result["period"] >= pd.Timestamp(since)]


def _placed(rows: pd.DataFrame, source: Source) -> pd.DataFrame:
    """The rows with Kemendagri codes, and their sums for each kecamatan and the regency.

    A kecamatan without an event in a month in which another had one is a 0, so that a ranking of
    kecamatan is whole; a desa without one has no row, for there are 430 of them.
    """
    home = source.facts["area"]
    kecamatan = [f"{home}.{int(number):02}" for number in rows["no_kec"]]
    levels = [rows.assign(area=kecamatan)]
    if "no_kel" in rows:
        desa = [
            f"{code}.{int(number):04}"
            for code, number in zip(kecamatan, rows["no_kel"], strict=True)
        ]
        levels.insert(0, rows.assign(area=desa))
    if unknown := sorted(set(levels[0]["area"]) - set(areas())):
        raise SourceChanged(
            f"{source.code}: kode wilayah {', '.join(unknown[:3])} tidak ada dalam daftar; "
            "periksa NO_KEC dan NO_KEL di SIAK atau tambahkan ke connectors/_areas.csv"
        )
    sums = [level.groupby(COLUMNS[:3])["value"].sum().reset_index() for level in levels]
    whole = pd.MultiIndex.from_product(
        [
            sums[-1]["indicator"].unique(),
            [a for a in areas() if areas()[a].parent == home],
            sums[-1]["period"].unique(),
        ],
        names=COLUMNS[:3],
    )
    sums[-1] = sums[-1].set_index(COLUMNS[:3]).reindex(whole, fill_value=0.0).reset_index()
    total = sums[-1].assign(area=home).groupby(COLUMNS[:3])["value"].sum().reset_index()
    return pd.concat([*sums, total], ignore_index=True)
