"""The page of the recipients: how many are valid, list by list, and what is at risk. Only sums."""

import pandas as pd

import connectors
from dashboard import figures
from dashboard.board import aid
from dashboard.board.aid import SHARE, Aid
from dashboard.brief._blocks import Block, Cell, cell, heading, plain, said, table
from dashboard.brief._ink import inked
from dashboard.brief._known import Known, marked

RECENT = 24  # months of the small trend
COLUMNS = [("Daftar", "1fr", "left"), ("Perjalanan", "32mm", "left"), ("Valid", "20mm", "right"),
           ("Diperiksa", "24mm", "right"), ("Rupiah berisiko", "34mm", "right")]  # fmt: skip


def people(known: Known) -> list[Block]:
    """The blocks of the page."""
    found = sorted(verified(known), key=lambda one: one.share)
    aided = [one for one in found if one.pays]
    served = [one for one in found if not one.pays]
    titles = {one.code: name(one) for one in found}
    return [
        said(aid.opening(aided, titles)),
        table(COLUMNS, [_row(known, one) for one in aided],
              "Belum ada daftar penerima yang diverifikasi."),
        heading("Layanan kesehatan", "pasien, tanpa uang yang dibayarkan"),
        table(COLUMNS[:-1], [_row(known, one)[:-1] for one in served],
              "Belum ada daftar pasien yang diverifikasi."),
        plain("Valid: NIK ada dalam register penduduk, orangnya hidup, berdomisili di kabupaten, "
              "namanya sesuai, dan tidak ganda. Alasan setiap kegagalan dan daftar kerjanya "
              "ada di halaman Bantuan; tidak ada data pribadi di kertas ini.", "soft"),
    ]  # fmt: skip


def verified(known: Known) -> list[Aid]:
    """The lists that have been verified."""
    codes = tuple(
        code.removeprefix(SHARE) for code in connectors.indicators() if code.startswith(SHARE)
    )
    return aid.lists(known.db, codes, known.moment)


def name(one: Aid) -> str:
    """The list's name, without what its share is called."""
    return one.entry.title.partition(":")[2].strip() or one.entry.title


def _row(known: Known, one: Aid) -> list[Cell]:
    # Of the month that runs, the register does not know everybody yet: that is no fall.
    over = one.months["period"] < pd.Timestamp(known.today.replace(day=1))
    recent = one.months[over].tail(RECENT)
    shares = (100 * recent["valid"] / recent["checked"]).tolist()
    places = [day.toordinal() for day in recent["period"]]
    share = figures.quantity(one.share, "%", 1)
    alt = f"{name(one)}: {len(recent)} bulan terakhir, seluruhnya {share}"
    risk = figures.quantity(one.at_risk, "Rp")
    return [
        cell(name(one), marked("", one.simulated), bold=True),
        cell(svg=inked(figures.sparkline(shares, places=places)), alt=alt),
        cell(share, bold=True),
        cell(figures.number(one.checked)),
        cell(risk),
    ]
