"""A stand-in for BPS's WebAPI: the answers of four tables, with a known truth.

Numbers are drawn first, and written into answers afterwards: as a dictionary with joined keys,
labels with HTML and codes, years to come, totals of a year beside its months, blanks. `answer`
gives them as the service would, so that tests can put a server before them.
"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from connectors import areas, children, regency

YEARS = 5
AHEAD = 2  # years that a projection looks ahead
PER_PAGE = 4
GENERAL = {"status": "OK", "data-availability": "available"}
KINDS = [(28, "Laki-laki"), (27, "Perempuan"), (29, "<b>Jumlah</b>")]
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
HARVEST = (2, 9, 24, 12, 3, 6, 17, 11, 3, 2, 5, 6)  # percent of a year in each month
Value = tuple[int, int, int, int, float | str | None]  # row, kind, year, part, value
Truth = list[tuple[str, str, pd.Timestamp, float]]


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, Any], pd.DataFrame]:
    """The answers by name (`<table>-data.json`, `<table>-th-<page>.json`), and the truth; BPS's
    figures are for the regency as it is and know no scale."""
    rng = np.random.default_rng([3522, 7])
    truth: Truth = []
    content: dict[str, Any] = {}
    years = list(range(until.year - YEARS + 1, until.year + AHEAD + 1))
    for number, made in _people(rng, years, until, truth).items():
        content |= _written(number, *made, years)
    content |= _written(204, *_paddy(rng, years, until, truth), years)
    frame = pd.DataFrame(truth, columns=["indicator", "area", "period", "value"])
    return content, frame


def answer(content: dict[str, Any], query: dict[str, str]) -> Any:
    """What the service answers to one question."""
    if query.get("model") == "th":
        return content.get(f"{query['var']}-th-{query.get('page', 1)}.json")
    found = content[f"{query['var']}-data.json"]
    asked = set(query["th"].split(";"))
    return found | {"tahun": [each for each in found["tahun"] if str(each["val"]) in asked]}


def _people(
    rng: np.random.Generator, years: list[int], until: date, truth: Truth
) -> dict[int, tuple[Any, list[Value]]]:
    """The tables of population: by sex, sex ratio, density, and dependency ratio."""
    homes = [area.code for area in children(regency().code)]
    size = rng.dirichlet(np.full(len(homes), 30.0)) * 1_330_000
    wide = rng.uniform(25, 160, len(homes))
    places = [regency().code, *homes]
    tables: dict[int, list[Value]] = {32: [], 85: [], 61: [], 118: []}
    for year in years:
        growth = 1.006 ** (year - years[0])
        women = np.round(size * growth * rng.uniform(0.495, 0.51, len(homes)))
        men = np.round(size * growth * 0.498)
        sums = [(men.sum(), women.sum(), wide.sum()), *zip(men, women, wide, strict=True)]
        for row, (place, (male, female, land)) in enumerate(zip(places, sums, strict=True)):
            values = {
                "population_projection": float(male + female),
                "population_projection_women": float(female),
                "sex_ratio": round(float(100 * male / female), 2),
                "population_density": round(float((male + female) / land), 1),
            }
            told = list(values.values())
            tables[32] += [(row, 28, year, 0, float(male)), (row, 27, year, 0, told[1])]
            tables[32] += [(row, 29, year, 0, told[0])]
            tables[85] += [(row, 0, year, 0, f"{told[2]}")]  # some numbers come as text
            tables[61] += [(row, 0, year, 0, told[3] if row else None)]
            if row == 0:
                del values["population_density"]
            if year <= until.year:
                truth += [(code, place, _day(year), value) for code, value in values.items()]
        ratio = round(float(rng.uniform(42, 48)), 2)
        tables[118].append((3522, 0, year, 0, ratio))
        if year <= until.year:
            truth.append(("dependency_ratio", regency().code, _day(year), ratio))
    labels = ["<b>Kabupaten Bojonegoro</b>"]
    labels += [
        f"{3522000 + 10 * n} {areas()[code].name.upper()}" for n, code in enumerate(homes, 1)
    ]
    rows = list(enumerate(labels))
    one = [(0, "Tidak ada")]
    return {
        32: ((rows, KINDS, [(0, "Tahun")]), tables[32]),
        85: ((rows, one, [(0, "Tahun")]), tables[85]),
        61: ((rows, one, [(0, "Tahun")]), tables[61]),
        118: (([(3522, "Bojonegoro")], one, [(0, "Tahun")]), tables[118]),
    }


def _paddy(
    rng: np.random.Generator, years: list[int], until: date, truth: Truth
) -> tuple[Any, list[Value]]:
    """Harvested area and production by month, with their year's sum and a second crop."""
    values: list[Value] = []
    for year in [each for each in years if each <= until.year]:
        shares = np.array(HARVEST) * rng.uniform(0.9, 1.1, 12) / sum(HARVEST)
        land, sums = np.round(shares * 145_000, 2), [0.0, 0.0]
        for month, hectares in enumerate(land.tolist(), 1):
            if pd.Timestamp(year, month, 1) > pd.Timestamp(until) - pd.Timedelta(days=60):
                values += [(1, kind, year, month, None) for kind in (51, 52)]
                continue
            tons = round(hectares * float(rng.uniform(5.2, 6.4)), 2)
            for kind, code, value in (
                (51, "paddy_harvest_area_month", hectares),
                (52, "paddy_production_month", tons),
            ):
                truth.append((code, regency().code, _day(year, month), value))
                values.append((1, kind, year, month, value))
                values.append((2, kind, year, month, round(value / 3, 2)))
                sums[kind - 51] += value
        values += [(1, kind, year, 13, round(sums[kind - 51], 2)) for kind in (51, 52)]
    parts = [*enumerate(MONTHS, 1), (13, "Tahunan")]
    kinds = [(51, "Luas Panen"), (52, "Produksi GKG")]
    return ([(1, "Padi"), (2, "Jagung")], kinds, parts), values


def _day(year: int, month: int = 1) -> pd.Timestamp:
    return pd.Timestamp(year, month, 1)


def _written(
    number: int, lists: tuple[Any, Any, Any], values: list[Value], years: list[int]
) -> dict[str, Any]:
    """The answers about one table: its numbers, and the pages of its years."""
    rows, kinds, parts = ([{"val": code, "label": label} for code, label in each] for each in lists)
    data = GENERAL | {
        "var": [{"val": number, "label": f"Tabel {number}", "unit": ""}],
        "vervar": rows,
        "turvar": kinds,
        "tahun": [{"val": year - 1900, "label": str(year)} for year in years],
        "turtahun": parts,
        "datacontent": {
            f"{row}{number}{kind}{year - 1900}{part}": value
            for row, kind, year, part, value in values
        },
    }
    made: dict[str, Any] = {f"{number}-data.json": data}
    pages = -(-len(years) // PER_PAGE)
    for page in range(1, pages + 1):
        part = years[(page - 1) * PER_PAGE : page * PER_PAGE]
        listed = [{"th_id": year - 1900, "th": str(year)} for year in part]
        about = {"page": page, "pages": pages, "per_page": PER_PAGE, "count": len(part)}
        made[f"{number}-th-{page}.json"] = GENERAL | {"data": [about, listed]}
    return made
