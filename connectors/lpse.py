"""Tenders by buying SKPD and month from SPSE, the electronic procurement system (LKPP).

What is odd: a re-tender is a new row of `lelang_seleksi` for the same package, of which only status
1 counts; `paket_anggaran` and `paket_satker` are many-to-many and would multiply a ceiling; a price
of 0 means missing, not free; the budget year is `ang_tahun`, not the year in which a package was
made. Direct procurement (schema `ekontrak`), e-catalogue and self-managed work are not here.
"""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, and_, column, func, select, table

from connectors import Source, SourceChanged, skpds


def _table(name: str, *columns: str) -> Any:
    return table(name, *(column(each) for each in columns))


PAKET = _table("paket", "pkt_id", "pkt_pagu", "pkt_hps")
TENDER = _table("lelang_seleksi", "lls_id", "pkt_id", "lls_status", "lls_tgl_setuju")
BUYER = _table("paket_satker", "pkt_id", "stk_id")
OFFICE = _table("satuan_kerja", "stk_id", "stk_nama")
FUND = _table("anggaran", "ang_id", "ang_tahun")
FUNDED = _table("paket_anggaran", "pkt_id", "ang_id")
CONTRACT = _table("kontrak", "lls_id", "kontrak_nilai", "kontrak_tanggal")
JUDGED = _table("evaluasi", "eva_id", "lls_id", "eva_versi", "eva_jenis")
BID = _table("nilai_evaluasi", "eva_id", "psr_id", "nev_lulus", "nev_harga", "nev_harga_terkoreksi")
BIDDER = _table("peserta", "psr_id", "psr_harga", "psr_harga_terkoreksi")
PLANNED = _table("paket_sirup", "id", "tahun")
AWARD = 4  # eva_jenis: price and award

# What is many to a package is brought down to one row a package first.
buyer: Any = (
    select(BUYER.c.pkt_id, func.min(BUYER.c.stk_id).label("stk_id"))
    .group_by(BUYER.c.pkt_id)
    .subquery()
)
year: Any = (
    select(FUNDED.c.pkt_id, func.max(FUND.c.ang_tahun).label("year"))
    .join(FUND, FUND.c.ang_id == FUNDED.c.ang_id)
    .group_by(FUNDED.c.pkt_id)
    .subquery()
)
contract: Any = (
    select(
        CONTRACT.c.lls_id,
        func.min(CONTRACT.c.kontrak_tanggal).label("signed"),
        func.sum(CONTRACT.c.kontrak_nilai).label("worth"),
    )
    .group_by(CONTRACT.c.lls_id)
    .subquery()
)
last: Any = (
    select(JUDGED.c.lls_id, func.max(JUDGED.c.eva_versi).label("eva_versi"))
    .where(JUDGED.c.eva_jenis == AWARD)
    .group_by(JUDGED.c.lls_id)
    .subquery()
)
price = func.coalesce(
    *(
        func.nullif(each, 0)
        for each in (
            BID.c.nev_harga_terkoreksi,
            BID.c.nev_harga,
            BIDDER.c.psr_harga_terkoreksi,
            BIDDER.c.psr_harga,
        )
    )
)
same = and_(
    JUDGED.c.lls_id == last.c.lls_id,
    JUDGED.c.eva_versi == last.c.eva_versi,
    JUDGED.c.eva_jenis == AWARD,
)
won: Any = (
    select(JUDGED.c.lls_id, func.min(price).label("price"))
    .join(last, same)
    .join(BID, BID.c.eva_id == JUDGED.c.eva_id)
    .join(BIDDER, BIDDER.c.psr_id == BID.c.psr_id)
    .where(BID.c.nev_lulus == 1)
    .group_by(JUDGED.c.lls_id)
    .subquery()
)

STATEMENTS = {
    "packages": select(
        PAKET.c.pkt_pagu.label("ceiling"),
        PAKET.c.pkt_hps.label("estimate"),
        TENDER.c.lls_tgl_setuju.label("announced"),
        OFFICE.c.stk_nama.label("office"),
        year.c.year,
        contract.c.signed,
        contract.c.worth,
        won.c.price,
    ).select_from(
        PAKET.join(TENDER, and_(TENDER.c.pkt_id == PAKET.c.pkt_id, TENDER.c.lls_status == 1))
        .join(buyer, buyer.c.pkt_id == PAKET.c.pkt_id)
        .join(OFFICE, OFFICE.c.stk_id == buyer.c.stk_id)
        .join(year, year.c.pkt_id == PAKET.c.pkt_id)
        .outerjoin(contract, contract.c.lls_id == TENDER.c.lls_id)
        .outerjoin(won, won.c.lls_id == TENDER.c.lls_id)
    ),
    "planned": select(PLANNED.c.tahun.label("year"), func.count().label("value")).group_by(
        PLANNED.c.tahun
    ),
}


def fetch(db: Connection, source: Source, since: date) -> pd.DataFrame:
    """Packages, ceilings, contracts and savings, added up from January of their budget year."""
    rows = pd.read_sql(STATEMENTS["packages"], db, parse_dates=["announced", "signed"])
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
    goals = pd.read_sql(STATEMENTS["planned"], db).astype({"year": int, "value": float})
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
