"""A stand-in for the exports of e-RDKK: farmers and their plots for four years, known truth.

Farmers are drawn first and counted in plain Python. Then their rows are made, with what must not
count: a plot told once a season, a farmer with several plots and kios, card numbers as floats and
as text, rows without a crop, totals and footnotes, one export saved twice.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from connectors import Area, children, regency, sources

YEARS = 4
FARMERS = 10  # of a kecamatan
WHO = ["Nama Penyuluh", "Kode Desa", "Kode Kios Pengecer", "Nama Kios Pengecer", "Gapoktan",
       "Nama Poktan", "Nama Petani", "KTP", "Tempat Lahir", "Tanggal Lahir", "Nama Ibu Kandung",
       "Alamat", "Subsektor"]  # fmt: skip
BLOCK = ["Komoditas", "Luas Lahan (Ha)", "Pupuk Urea (Kg)", "Pupuk NPK (Kg)",
         "Pupuk NPK Formula (Kg)", "Pupuk Organik (Kg)"]  # fmt: skip
SEASONS = ("MT1", "MT2", "MT3")
CROPS = ("PADI", "PADI", "JAGUNG", "KEDELAI")
FIELDS = ("land", "planted", "urea", "npk")


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, Any], pd.DataFrame]:
    """The exports of four years, and the truth; the number of farmers knows no scale."""
    rng = np.random.default_rng([3522, 327])
    books: dict[str, Any] = {}
    truth: list[tuple[Any, ...]] = []
    for year in range(until.year - YEARS + 1, until.year + 1):
        plots: list[dict[str, Any]] = []
        for number, area in enumerate(children(regency().code)):
            plots += _farmers(rng, number, area)
        truth += _truth(year, plots)
        half = len(plots) // 2
        organic = year > until.year - 2  # the column came later, and moved all others
        books[f"RDKK {year} barat.xlsx"] = {"Sheet1": _sheet(year, plots[:half], organic)}
        books[f"RDKK {year} timur.xlsx"] = {"Sheet1": _sheet(year, plots[half:], organic)}
    books[f"RDKK {until.year} timur (1).xlsx"] = books[f"RDKK {until.year} timur.xlsx"]
    return books, pd.DataFrame(truth, columns=["indicator", "area", "period", "value"])


def _farmers(rng: np.random.Generator, number: int, area: Area) -> list[dict[str, Any]]:
    """The plots of one kecamatan's farmers; the first farmer also works in the next kecamatan."""
    plots = []
    desa = children(area.code)
    for place in range(FARMERS):
        card = f"352299{number:02}{place:02}000000"
        for plot in range(1 + int(rng.random() < 0.4)):
            plots.append(_plot(rng, card, desa[int(rng.integers(0, len(desa)))], plot))
    neighbour = f"352299{max(number - 1, 0):02}00000000"
    plots.append(_plot(rng, neighbour, desa[0], 7))
    return plots


def _plot(rng: np.random.Generator, card: str, desa: Area, shop: int) -> dict[str, Any]:
    size = round(float(np.clip(rng.lognormal(-1.2, 0.6), 0.05, 1.9)), 3)
    seasons = [size, size, round(size * 0.5, 3) if rng.random() < 0.5 else 0.0]
    crop = str(rng.choice(CROPS))
    blocks = [
        (crop, ha, round(ha * 250, 1), round(ha * 180, 1), round(ha * 20, 1)) for ha in seasons
    ]
    return {"card": card, "desa": desa, "shop": shop, "blocks": blocks}


def _sheet(year: int, plots: list[dict[str, Any]], organic: bool) -> list[list[Any]]:
    """The export as it comes, under a title; numbers as Excel or a hasty clerk writes them."""
    block = BLOCK if organic else BLOCK[:-1]
    heads = [*WHO, *(f"{name} {season}" for season in SEASONS for name in block)]
    rows: list[list[Any]] = [[f"e-RDKK PUPUK BERSUBSIDI TAHUN {year}"], [], heads]
    for number, plot in enumerate(plots):
        code = plot["desa"].code.replace(".", "")
        card = plot["card"]
        card = (float(card), card, f"'{card}", int(card))[number % 4]
        row = ["Penyuluh 1", (code, int(code), plot["desa"].code)[number % 3], f"K{plot['shop']}",
               "Kios", plot["desa"].name, "Poktan 1", f"Petani {number}", card, "Bojonegoro",
               "01/01/1970", "Ibu 1", "Alamat", "TANAMAN PANGAN"]  # fmt: skip
        for crop, *amounts in plot["blocks"]:
            told = [str(each).replace(".", ",") if number % 5 == 0 else each for each in amounts]
            row += [crop, *told, *([0] if organic else [])]
        rows.append(row)
        if number % 40 == 0:  # a farmer who plants nothing
            rows.append([*row[:7], "3522999900000000", *row[8:13], *([None] * len(row[13:]))])
    rows += [["JUMLAH", *[None] * (len(heads) - 2), 999.0], ["Catatan: data simulasi"]]
    return rows


def _truth(year: int, plots: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What the connector has to find in one year, counted plot by plot."""
    small = sources()["erdkk"].facts["small_ha"]
    period = pd.Timestamp(year, 1, 1)
    found: list[tuple[Any, ...]] = []
    for area in ["", *(each.code for each in children(regency().code))]:
        own = [plot for plot in plots if area in ("", plot["desa"].parent)]
        owned: dict[str, float] = {}
        total = dict.fromkeys(FIELDS, 0.0)
        for plot in own:
            land = max(block[1] for block in plot["blocks"])
            owned[plot["card"]] = owned.get(plot["card"], 0.0) + land
            total["land"] += land
            for _, planted, urea, npk, formula in plot["blocks"]:
                total["planted"] += planted
                total["urea"] += urea
                total["npk"] += npk + formula
        gurem = sum(round(land, 6) < small for land in owned.values())
        values = {
            "fertiliser_farmers": len(owned),
            "fertiliser_land": total["land"],
            "urea_need": total["urea"] / 1000,
            "npk_need": total["npk"] / 1000,
            "fertiliser_dose": (total["urea"] + total["npk"]) / total["planted"],
            "smallholder_share": 100 * gurem / len(owned),
        }
        home = area or regency().code
        found += [(code, home, period, round(float(each), 4)) for code, each in values.items()]
    return found
