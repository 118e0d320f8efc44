"""The tables of SIMPUS (the MySQL `tb*` family) that we count in, and how we ask.

What is odd: the tables are split by month in one release (`tbpasienrj_01` holds the January of
every year) and whole in another, and an upgrade leaves both. All that are there are read as one,
and a visit is counted by its NoRegistrasi, so that a copy adds nothing. It is counted inside MySQL:
no name and no number of a person leaves it.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Date,
    Select,
    and_,
    bindparam,
    case,
    column,
    distinct,
    extract,
    func,
    or_,
    select,
    table,
    union_all,
)

from connectors._contract import Source, SourceChanged

VISITS = ("NoRegistrasi", "TanggalRegistrasi", "StatusKunjungan", "StatusPelayanan", "StatusPulang")
DIAGNOSES = ("NoRegistrasi", "TanggalDiagnosa", "KodeDiagnosa")


def found(names: Sequence[str], source: Source, kind: str) -> list[str]:
    """The tables of one kind among `names`. One that follows no known split is named, not guessed;
    Raises SourceChanged for it, and when there is none."""
    stem, split = source.facts["tables"][kind], source.facts["split"]
    same = [name for name in names if re.match(rf"{stem}(_|$)", name, re.I)]
    same = sorted(name for name in same if name not in source.ignored)
    known = [name for name in same if re.fullmatch(rf"{stem}(_{split})?", name, re.I)]
    if strange := [name for name in same if name not in known]:
        raise SourceChanged(
            f"{source.code}: tabel {', '.join(strange[:3])} tidak mengikuti pola `split`; ubah "
            f"polanya dalam connectors/{source.code}.toml, atau tulis tabel itu di bawah `ignored`"
        )
    if not known:
        raise SourceChanged(f"{source.code}: tidak ada tabel {stem} atau {stem}_<bulan>")
    return known


def visits(source: Source, names: Sequence[str]) -> Select[Any]:
    """Served visits of each puskesmas and month; the new and old among them; a word for the kind of
    visit that is neither (`stranger`)."""
    rows = _together(names, VISITS)
    waiting, kinds = source.facts["waiting"], source.facts["visit_kinds"]
    state = func.lower(func.trim(rows.c.StatusPelayanan))
    sort = func.lower(func.trim(rows.c.StatusKunjungan))
    served = and_(
        func.trim(rows.c.StatusPulang) != "",
        or_(rows.c.StatusPelayanan.is_(None), state.not_in(waiting)),
    )
    counted = {
        "served": served,
        "new": and_(served, sort.in_(kinds["new"])),
        "old": and_(served, sort.in_(kinds["old"])),
    }
    strange = and_(served, sort.not_in(["", *kinds["new"], *kinds["old"]]))
    extra = func.max(case((strange, sort))).label("stranger")
    return _by_month(source, rows, rows.c.TanggalRegistrasi, counted).add_columns(extra)


def cases(source: Source, names: Sequence[str]) -> Select[Any]:
    """Visits of each puskesmas and month with a diagnosis of each group of diseases."""
    rows = _together(names, DIAGNOSES)
    icd = func.upper(func.substr(func.trim(rows.c.KodeDiagnosa), 1, 3))
    counted = {code: icd.in_(codes) for code, codes in source.facts["diseases"].items()}
    return _by_month(source, rows, rows.c.TanggalDiagnosa, counted)


def _together(names: Sequence[str], columns: Sequence[str]) -> Any:
    parts = [table(name, *(column(each) for each in columns)) for name in names]
    return union_all(*(select(*part.c) for part in parts)).subquery("rows_")


def _by_month(source: Source, rows: Any, day: Any, counted: dict[str, Any]) -> Select[Any]:
    puskesmas = func.upper(func.substr(rows.c.NoRegistrasi, 1, source.facts["code_length"]))
    keys = [puskesmas, extract("year", day), extract("month", day)]
    named = [
        key.label(name) for key, name in zip(keys, ("puskesmas", "year", "month"), strict=True)
    ]
    sums = [
        func.count(distinct(case((condition, rows.c.NoRegistrasi)))).label(name)
        for name, condition in counted.items()
    ]
    since = day >= bindparam("since", type_=Date)
    return select(*named, *sums).where(since).group_by(*keys)
