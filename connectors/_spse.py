"""The tables of SPSE (LKPP, PostgreSQL) that we read, and how we ask for them.

What is odd: a re-tender is a new row of `lelang_seleksi` for the same package, of which only status
1 counts; `paket_anggaran` and `paket_satker` are many-to-many and would multiply a ceiling; a price
of 0 means missing, not free; the budget year is `ang_tahun`, not the year in which a package was
made. Packages of the budget years from that of `:since` on are asked for. Direct procurement
(schema `ekontrak`), e-catalogue and self-managed work are not here.
"""

from typing import Any

from sqlalchemy import Date, and_, bindparam, column, extract, func, select, table


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

first: Any = extract("year", bindparam("since", type_=Date))

# What is many to a package is brought down to one row a package first. Years are cut before that: a
# condition on the last year made PostgreSQL expect few packages, and take over a minute for 2,000.
buyer: Any = (
    select(BUYER.c.pkt_id, func.min(BUYER.c.stk_id).label("stk_id"))
    .group_by(BUYER.c.pkt_id)
    .subquery()
)
year: Any = (
    select(FUNDED.c.pkt_id, func.max(FUND.c.ang_tahun).label("year"))
    .join(FUND, FUND.c.ang_id == FUNDED.c.ang_id)
    .where(FUND.c.ang_tahun >= first)
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
    "planned": select(PLANNED.c.tahun.label("year"), func.count().label("value"))
    .where(PLANNED.c.tahun >= first)
    .group_by(PLANNED.c.tahun),
}
