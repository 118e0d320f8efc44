"""A stand-in for Siskeudes as OpenSID imports it: two years of 419 villages, with a known truth.

Budget, spending and receipts of each village and month are drawn first; then text rows are made in
the manner of each year's release, with what must not count: an older import of the same year,
advances, taxes that pass through, a revenue budget, document numbers that repeat.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Integer, MetaData, String, Table

from connectors import areas, children, regency

YEARS = 2
PACE = np.diff([0, 1, 4, 9, 15, 22, 30, 39, 48, 58, 68, 79, 93]) / 100
FUNDS = {3: 0.4, 6: 0.35, 9: 0.25}  # the Dana Desa comes in three parts
HEAD = ("Tahun", "Kd_Desa")
SHAPES = {
    "ta_rab_rinci": (*HEAD, "Kd_Keg", "Kd_Rincian", "SumberDana", "Anggaran", "AnggaranPAK",
                     "AnggaranStlhPAK"),
    "ta_spp": (*HEAD, "No_SPP", "Tgl_SPP", "Jn_SPP", "Jumlah", "Status"),
    "ta_spp_rinci": (*HEAD, "No_SPP", "Kd_Keg", "Kd_Rincian", "Sumberdana", "Nilai"),
    "ta_spj": (*HEAD, "No_SPJ", "Tgl_SPJ", "No_SPP", "Jumlah"),
    "ta_spj_rinci": (*HEAD, "No_SPJ", "Kd_Keg", "Kd_Rincian", "Sumberdana", "Nilai"),
    "ta_tbp": (*HEAD, "No_Bukti", "Tgl_Bukti", "Jumlah"),
    "ta_tbp_rinci": (*HEAD, "No_Bukti", "Kd_Rincian", "SumberDana", "Nilai"),
    "ta_mutasi": (*HEAD, "No_Bukti", "Tgl_Bukti", "Kd_Rincian", "Nilai"),
    "ref_desa": ("Kd_Kec", "Kd_Desa", "Nama_Desa"),
    "ref_kecamatan": ("Kd_Kec", "Nama_Kecamatan"),
}  # fmt: skip

metadata = MetaData()
Table("keuangan_master", metadata, Column("id", Integer, primary_key=True),
      Column("tahun_anggaran", String(100)))  # fmt: skip
for _name, _columns in SHAPES.items():
    Table(f"keuangan_{_name}", metadata, Column("id", Integer, primary_key=True),
          Column("id_keuangan_master", Integer),
          *(Column(each, String(100)) for each in _columns))  # fmt: skip


class Import:
    """The rows of one import of one year, written as its release writes them."""

    def __init__(self, rows: dict[str, list[Any]], number: int, year: int, style: int) -> None:
        self.rows, self.number, self.year, self.style = rows, number, year, style

    def amount(self, value: float) -> str:
        if self.style == 0:
            return f"{value:.4f}".replace(".", ",")
        if self.style == 1 and value >= 1e7:
            return f"{value:.9E}".replace(".", ",")
        return f"{value:.0f}"

    def day(self, month: int, day: int) -> str:
        if self.style == 0:
            return f"{day:02}/{month:02}/{self.year}"
        return f"{self.year}-{month:02}-{day:02} 00:00:00"

    def add(self, table: str, *cells: Any) -> None:
        texts = [self.amount(cell) if isinstance(cell, float) else str(cell) for cell in cells]
        rows = self.rows[table]
        year = () if table.startswith("ref_") else (str(self.year),)
        rows.append((len(rows) + 1, self.number, *year, *texts))


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """The tables with data up to `until`, and the truth; of a small scale every eighth village."""
    rng = np.random.default_rng([3522, 213])
    step = 1 if scale > 0.1 else 8
    villages = [area for area in areas().values() if area.kind == "desa"][::step]
    rows: dict[str, list[Any]] = {name: [] for name in SHAPES}
    masters: list[Any] = []
    truth = []
    for place, year in enumerate(range(until.year - YEARS + 1, until.year + 1)):
        months = until.month if year == until.year else 12
        budget = np.round(rng.gamma(9.0, 2.6e8, len(villages)), -4)
        spent = np.round(budget[:, None] * PACE * rng.uniform(0.6, 1.05, (len(villages), 12)), -4)
        spent[:, months:] = 0
        funds = np.zeros_like(spent)
        for month, part in FUNDS.items():
            if month <= months:
                funds[:, month - 1] = np.round(budget * 0.45 * part, -4)
        for again in (True, False):  # the first import held half of the amounts and some villages
            masters.append((len(masters) + 1, str(year)))
            made = Import(rows, len(masters), year, place)
            _names(made)
            for number, village in enumerate(villages):
                if again and not village.code.startswith(f"{regency().code}.0"):
                    continue
                share = 0.5 if again else 1.0
                mine = (budget[number] * share, spent[number] * share, funds[number] * share)
                _village(made, _code(village.code), number, mine, until, months)
        truth.append(_truth([v.code for v in villages], year, months, budget, spent, funds))
    frames = {
        f"keuangan_{name}": pd.DataFrame(each, columns=["id", "id_keuangan_master", *SHAPES[name]])
        for name, each in rows.items()
    }
    frames["keuangan_master"] = pd.DataFrame(masters, columns=["id", "tahun_anggaran"])
    return frames, pd.concat(truth, ignore_index=True)


def _code(area: str) -> str:
    """The application's own number: kecamatan in order of their names."""
    order = sorted(each.name for each in children(regency().code))
    return f"{order.index(areas()[area[:8]].name) + 1:02}.{area[-4:]}."


def _names(made: Import) -> None:
    for kecamatan in children(regency().code):
        below = [area for area in children(kecamatan.code) if area.kind == "desa"]
        number = _code(below[0].code)[:3]
        made.add("ref_kecamatan", number, f"KECAMATAN {kecamatan.name.upper()}")
        for village in below:
            made.add("ref_desa", number, _code(village.code), f"DESA {village.name.upper()}")


def _village(
    made: Import, code: str, number: int, mine: tuple[Any, Any, Any], until: date, months: int
) -> None:
    budget, spent, funds = mine
    changed = number % 3 > 0  # a third of the villages changed nothing and left the column at 0
    for account, part in (("5.1.1.01.", 0.25), ("5.2.2.03.", 0.35), ("5.3.5.01.", 0.4)):
        value = float(budget * part)
        made.add("ta_rab_rinci", code, f"{code}01.01.", account, "ADD", value, 0.0,
                 value if changed else 0.0)  # fmt: skip
    if changed:  # a line that the change took away
        made.add("ta_rab_rinci", code, f"{code}02.03.", "5.2.1.01.", "DDS", 9e7, -9e7, 0.0)
    made.add("ta_rab_rinci", code, "", "4.2.1.01.", "DDS", float(budget), 0.0, float(budget))
    for month in range(1, months + 1):
        day = made.day(month, min(1 + number % 28, until.day))
        amount = float(spent[month - 1])
        paper = f"{month:04}/SPP/{made.year}"  # every village begins at 0001
        charge = 1e4 if amount > 1e6 else 0.0
        direct = float(round((amount - charge) * 0.6, -3))
        made.add("ta_spp", code, paper, day, "LS", direct, "1")
        made.add("ta_spp_rinci", code, paper, f"{code}02.01.", "5.3.5.01.", "DDS", direct)
        made.add("ta_spp_rinci", code, paper, "", "7.1.1.01.", "", 250_000.0)
        rest = amount - charge - direct
        if month % 6 == 0:
            made.add("ta_spp", code, f"UM{paper}", day, "UM", rest, "1")
            made.add("ta_spp_rinci", code, f"UM{paper}", f"{code}01.01.", "5.1.1.01.", "ADD", rest)
        made.add("ta_spj", code, f"{month:04}/SPJ", day, f"UM{paper}", rest)
        made.add("ta_spj_rinci", code, f"{month:04}/SPJ", f"{code}01.01.", "5.1.1.01.", "ADD", rest)
        made.add("ta_mutasi", code, f"M{month}", day, "5.1.9.01.", charge)
        made.add("ta_mutasi", code, f"M{month}", day, "4.3.6.01.", 12_500.0)
        if funds[month - 1]:
            made.add("ta_tbp", code, f"{month:04}/TBP", day, float(funds[month - 1]))
            made.add("ta_tbp_rinci", code, f"{month:04}/TBP", "4.2.1.01.", "DDS",
                     float(funds[month - 1]))  # fmt: skip
            made.add("ta_tbp_rinci", code, f"{month:04}/TBP", "4.2.3.01.", "ADD", 5e6)


def _truth(
    codes: list[str], year: int, months: int, budget: Any, spent: Any, funds: Any
) -> pd.DataFrame:
    found = []
    first = [pd.Timestamp(year, month, 1) for month in range(1, months + 1)]
    for length in (13, 8, 5):  # desa, kecamatan, regency: the beginning of the code
        names = pd.Series(codes).str[:length]
        total = pd.Series(budget).groupby(names).sum()
        paid, came = (pd.DataFrame(each).groupby(names).sum().cumsum(axis=1).to_numpy()
                      for each in (spent, funds))  # fmt: skip
        for place, area in enumerate(total.index):
            held = float(total.iloc[place])
            found += [
                ("village_budget", area, first[0], held),
                ("villages_with_budget", area, first[0], float((names == area).sum())),
            ]
            for month, period in enumerate(first):
                done = float(paid[place, month])
                found += [("village_spending", area, period, done),
                          ("village_funds_received", area, period, float(came[place, month])),
                          ("village_absorption", area, period, 100 * done / held)]  # fmt: skip
    return pd.DataFrame(found, columns=["indicator", "area", "period", "value"])
