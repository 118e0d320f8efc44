"""The tables of SIAK, the population register (Oracle), that we count in, and how we ask.

What is odd: only `FLAG_STATUS` 0 is a resident. `DATA_KELUARGA` keeps empty families, so families
are counted by the residents' `NO_KK`. Births and deaths are counted by the day of report, as the
office does. A move's header is an application, its detail a person. All is counted inside Oracle:
no NIK leaves it. Only days from `:since` on are asked for; an event without a day is in no month.
"""

from typing import Any

import pandas as pd
from sqlalchemy import Date, Select, bindparam, column, distinct, extract, func, select, table

from connectors import Source, SourceChanged

MINORS, CERTIFIED = "minors", "certified"
SUSPECT = 50  # % of minors with a certificate, below which AKTA_LHR is read the wrong way round
AREA = ("no_prop", "no_kab", "no_kec", "no_kel")


def _table(name: str, *columns: str) -> Any:
    return table(name, *(column(each) for each in columns))


PERSON = _table(
    "biodata_wni",
    *("nik", "no_kk", *AREA, "tgl_lhr", "akta_lhr", "flag_status", "tgl_entri", "tgl_ubah"),
)
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
    counts = select(*where, *_named(months), func.count().label("value"))
    return counts.where(_recent(book.c.plpr_tgl_lapor)).group_by(*keys, *months)


def moved(detail: Any) -> Select[Any]:
    """Persons who moved, by the place they are registered in and month."""
    months = _months(detail.c.created_date)
    keys = [PERSON.c[name] for name in AREA]
    joined = detail.join(PERSON, PERSON.c.nik == detail.c.nik)
    statement = select(*keys, *_named(months), func.count().label("value")).select_from(joined)
    return statement.where(_recent(detail.c.created_date)).group_by(*keys, *months)


def _recent(day: Any) -> Any:
    return day >= bindparam("since", type_=Date)


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
    adult = bindparam("adult", type_=Date)  # born after this day: under 18
    minors = counted(func.count(), PERSON.c.no_kec).where(active, PERSON.c.tgl_lhr > adult)
    both = func.sum(AGGREGATE.c.dak_lk + AGGREGATE.c.dak_lp)
    return {
        "newest": select(func.max(func.coalesce(PERSON.c.tgl_ubah, PERSON.c.tgl_entri))),
        "population": counted(func.count(), *place).where(active),
        "families": counted(func.count(distinct(PERSON.c.no_kk)), *place).where(active),
        "population_history": select(AGGREGATE.c.no_kec, *_named(months), both.label("value"))
        .where(_recent(AGGREGATE.c.bln))
        .group_by(AGGREGATE.c.no_kec, *months),
        "births": registered("capil_lahir", columns),
        "deaths": registered("capil_mati", columns),
        "departures": moved(OUT),
        "arrivals": moved(IN),
        MINORS: minors,
        CERTIFIED: minors.where(PERSON.c.akta_lhr == source.facts["birth_certificate_has"]),
    }


def certificate_share(minors: pd.DataFrame, certified: pd.DataFrame, source: Source) -> Any:
    """The share (%) of minors with a birth certificate, for each kecamatan and the regency.

    `AKTA_LHR` 1 means «has one» in one generation of SIAK and «still needs one» in the other.
    Raises SourceChanged for a share that only a wrong meaning would explain.
    """
    key = ["area", "period"]
    both = minors.merge(certified, how="left", on=key, suffixes=("", "_has"))
    both = both[both["value"] > 0].fillna({"value_has": 0})
    share = both[key].assign(
        indicator="birth_certificate_share", value=100 * both["value_has"] / both["value"]
    )
    whole = share.loc[share["area"] == source.facts["area"], "value"]
    if (whole < SUSPECT).any():
        raise SourceChanged(
            f"{source.code}: hanya {whole.iloc[0]:.0f} % anak berakta kelahiran; arti AKTA_LHR "
            "mungkin terbalik. Tanyakan kepada Disdukcapil nilai yang berarti «punya», lalu isi "
            f"birth_certificate_has dalam connectors/{source.code}.toml"
        )
    return share
