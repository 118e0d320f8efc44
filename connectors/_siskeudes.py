"""The tables of Siskeudes, as OpenSID imports them, that we read, and how we ask for them.

What is odd: every column is text. An import made anew leaves the old one in place, so for each year
(from that of `:since` on) and village the import with the highest number counts. Document numbers
repeat from village to village. Spending is what was paid directly and what was accounted for; an
advance (`UM`) comes back as an account (SPJ), so adding every payment order would count it twice.
"""

from typing import Any

import pandas as pd
from sqlalchemy import (
    Select,
    String,
    and_,
    bindparam,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)

from connectors import Source, coded, located
from connectors._cells import BadCells
from connectors._days import no_day


def _table(name: str, *columns: str) -> Any:
    own = ("id", "id_keuangan_master", "Tahun", "Kd_Desa")
    return table(f"keuangan_{name}", *(column(each) for each in (*own, *columns)))


BUDGET = _table("ta_rab_rinci", "Kd_Rincian", "Anggaran", "AnggaranStlhPAK")
ORDER = _table("ta_spp", "No_SPP", "Tgl_SPP", "Jn_SPP")
ORDERED = _table("ta_spp_rinci", "No_SPP", "Kd_Rincian", "Nilai")
ACCOUNT = _table("ta_spj", "No_SPJ", "Tgl_SPJ")
ACCOUNTED = _table("ta_spj_rinci", "No_SPJ", "Kd_Rincian", "Nilai")
RECEIPT = _table("ta_tbp", "No_Bukti", "Tgl_Bukti")
RECEIVED = _table("ta_tbp_rinci", "No_Bukti", "Kd_Rincian", "Nilai")
BANK = _table("ta_mutasi", "Tgl_Bukti", "Kd_Rincian", "Nilai")
VILLAGE = _table("ref_desa", "Kd_Kec", "Nama_Desa")
DISTRICT = _table("ref_kecamatan", "Kd_Kec", "Nama_Kecamatan")


def village(rows: Any) -> Any:
    """The village's code in the application without its dots, which not every release writes."""
    # literals: PostgreSQL does not see that two bound signs are the same one it groups by
    return func.replace(rows.c.Kd_Desa, literal_column("'.'"), literal_column("''"))


newest: Any = (
    select(
        BUDGET.c.Tahun.label("year"),
        village(BUDGET).label("village"),
        func.max(BUDGET.c.id_keuangan_master).label("import"),
    )
    .where(func.trim(BUDGET.c.Tahun) >= func.substr(bindparam("since", type_=String), 1, 4))
    .group_by(BUDGET.c.Tahun, village(BUDGET))
    .subquery()
)


def _asked(rows: Any, *columns: Any) -> Select[Any]:
    """The rows of the import that counts."""
    counts = and_(
        rows.c.id_keuangan_master == newest.c["import"],
        rows.c.Tahun == newest.c.year,
        village(rows) == newest.c.village,
    )
    key = [rows.c.id, newest.c.year, newest.c.village]
    return select(*key, *columns).select_from(rows.join(newest, counts))


def _heads(rows: Any, number: str, day: str) -> Select[Any]:
    return _asked(rows, rows.c[number].label("number"), rows.c[day].label("day"))


def _lines(rows: Any, account: str, number: str) -> Select[Any]:
    """The lines whose account begins with `account`."""
    columns = (rows.c[number].label("number"), rows.c.Nilai.label("value"))
    return _asked(rows, *columns).where(rows.c.Kd_Rincian.like(f"{account}%"))


def statements(source: Source) -> dict[str, Select[Any]]:
    """Every statement, with what the office's own settings decide."""
    spent, received = source.facts["spending_account"], source.facts["funds_account"]
    district = VILLAGE.join(
        DISTRICT,
        and_(
            DISTRICT.c.id_keuangan_master == VILLAGE.c.id_keuangan_master,
            DISTRICT.c.Kd_Kec == VILLAGE.c.Kd_Kec,
        ),
    )
    direct = ORDER.c.Jn_SPP == literal(source.facts["direct_order"])
    return {
        "villages": select(
            village(VILLAGE).label("village"),
            VILLAGE.c.Nama_Desa.label("desa"),
            DISTRICT.c.Nama_Kecamatan.label("kecamatan"),
        )
        .distinct()
        .select_from(district),
        "budget": _asked(
            BUDGET,
            BUDGET.c.Anggaran.label("first"),
            BUDGET.c.AnggaranStlhPAK.label("changed"),
        ).where(BUDGET.c.Kd_Rincian.like(f"{spent}%")),
        "orders": _heads(ORDER, "No_SPP", "Tgl_SPP").where(direct),
        "paid": _lines(ORDERED, spent, "No_SPP"),
        "accounts": _heads(ACCOUNT, "No_SPJ", "Tgl_SPJ"),
        "accounted": _lines(ACCOUNTED, spent, "No_SPJ"),
        "charges": _asked(BANK, BANK.c.Tgl_Bukti.label("day"), BANK.c.Nilai.label("value")).where(
            BANK.c.Kd_Rincian.like(f"{spent}%")
        ),
        "receipts": _heads(RECEIPT, "No_Bukti", "Tgl_Bukti"),
        "funds": _lines(RECEIVED, received, "No_Bukti"),
    }


def documented(asked: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The statements' rows, lines with the day of their own village's document.

    They are joined here: their tables have no index, and the server would compare all with all.
    """
    key = ["year", "village", "number"]
    pairs = {"paid": "orders", "accounted": "accounts", "funds": "receipts"}
    whole = {name: rows for name, rows in asked.items() if name not in pairs.values()}
    for lines, heads in pairs.items():
        days = asked[heads].drop(columns="id").drop_duplicates(key)
        whole[lines] = asked[lines].merge(days, on=key)
    return whole


def area_of(source: Source, rows: pd.DataFrame) -> dict[str, str]:
    """Kd_Desa without dots → Kemendagri code: by the settings, or else by the village's name."""
    told = pd.Series(source.facts["areas"], dtype=object)
    codes = [str(code).replace(".", "") for code in told.index]
    found = dict(zip(codes, coded(source, told), strict=True))
    rest = rows[~rows["village"].isin(found)]
    named = located(source, rest["kecamatan"], rest["desa"])
    return found | dict(zip(rest["village"], named, strict=True))


def read(rows: pd.DataFrame, what: str, bad: BadCells) -> pd.DataFrame:
    """The rows of a statement with numbers and days for texts; an empty amount is 0."""

    def where(position: int) -> str:
        return f"{what}, id {rows['id'].iloc[position]}"

    found = rows.assign(year=bad.numbers(rows["year"], where))
    for name in rows.columns.intersection(["first", "changed", "value"]):
        found[name] = bad.numbers(rows[name], where).fillna(0.0)
    if "day" in rows:
        found["day"] = bad.days(rows["day"], where)
        empty = rows.index[rows["day"].map(no_day).astype(bool)]
        bad.found += [f"{where(position)}: tanggal kosong" for position in empty]
    return found
