"""Anggaran: what was planned, spent and bought in a year, by whom, and what is late."""

from datetime import date, datetime

from dash import html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import parts, store
from dashboard.board import accounts, money, money_words
from dashboard.pages import _accounts, _money
from dashboard.pages._opened import opened, part

TITLE = "Anggaran"
register_page(__name__, path="/anggaran", name=TITLE, title=f"{TITLE} · {regency().product}",
              order=90)  # fmt: skip


def layout(tahun: str = "", jenis: str = "", pada: str = "", **_query: str) -> html.Div:
    """The page of the budget year `tahun`, the newest by default."""
    return opened(contents, tahun[:8], jenis[:16], pada=pada, title=TITLE, current="/anggaran")


@store.kept
def contents(
    db: Connection, asked: str, kind: str, _today: date, moment: datetime | None
) -> html.Div:
    """Everything on the page, for one state of the store and one day."""
    everything = money.gathered(db, moment)
    years = money.years(everything.whole)
    if not years:
        told = parts.empty("Belum ada data anggaran.")
        return parts.page(TITLE, told, current="/anggaran", moment=moment)
    if asked and asked not in map(str, years):
        back = _money.unknown(years, asked)
        title = f"Anggaran {asked} tidak ada" if asked.isdecimal() else "Tahun ini tidak dikenal"
        return parts.page(title, *back, current="/anggaran", moment=moment, missing=True)
    mine = money.chosen(everything, int(asked or years[0]))
    return parts.page(
        parts.sentence(money_words.sentence(mine)),
        _money.lead(mine),
        _money.choice(years, mine.year),
        part(f"Tahun anggaran {mine.year}", lambda: parts.numbers(accounts.headline(mine))),
        part("Rencana dan realisasi", lambda: _money.curve(mine)),
        part("Yang terlambat", lambda: _money.urgent(mine)),
        part("Menurut SKPD", lambda: _money.offices(mine, kind, moment)),
        part("Menurut kecamatan", lambda: _accounts.places(mine)),
        part("Anggaran bertanda dan hasilnya", lambda: _accounts.tags(db, moment)),
        part("Angka yang terbit", lambda: _accounts.published(db, moment)),
        current="/anggaran",
        moment=moment,
    )  # fmt: skip
