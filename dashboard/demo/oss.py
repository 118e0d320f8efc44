"""A stand-in for what OSS pushes to the regency, with a known truth.

Businesses are drawn first and counted in plain Python; then their answers are made, two files a
month, with what must not count or not twice: earlier versions of a NIB, projects elsewhere, second
places of a project, NIB that were withdrawn or never issued, amounts that are empty.
"""

from datetime import date, timedelta
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from connectors import children, regency

MONTHS = 28
PER_MONTH = 220
SCALES = ("01", "02", "03", "04")
ELSEWHERE = "3578100001"  # Surabaya
Business = dict[str, Any]


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, Any], pd.DataFrame]:
    """The answers, two a month, and the truth."""
    rng = np.random.default_rng([3522, 218, 2])
    first = (pd.Timestamp(until) - pd.DateOffset(months=MONTHS)).date().replace(day=1)
    homes = [area.code for area in children(regency().code)]
    villages = [area.code for home in homes for area in children(home)]
    businesses: list[Business] = []
    content: dict[str, Any] = {}
    for month in pd.date_range(first, until, freq="MS"):
        last = min(month.date() + timedelta(days=27), until)
        made = [
            _business(rng, month.date(), last, villages, len(businesses) + number)
            for number in range(int(rng.poisson(max(PER_MONTH * scale, 12))))
        ]
        businesses += made
        older = [_answer(each | {"changed": ""}, 0.3) for each in made if each["revised"]]
        half = len(made) // 2
        parts = [made[:half], made[half:]]
        for number, part in enumerate(parts, 1):
            rows = [_answer(each) for each in part] + (older if number == 2 else [])
            content[f"{month:%Y-%m}-{number}.json"] = {"data": rows, "last_page": 2}
    return content, _truth(businesses)


def _business(
    rng: np.random.Generator, first: date, last: date, villages: list[str], number: int
) -> Business:
    """A NIB with its projects, each with the villages where it is; "" is one elsewhere."""
    size = int(rng.choice(4, p=[0.86, 0.1, 0.03, 0.01]))
    projects = []
    for part in range(int(rng.choice([0, 1, 2, 3], p=[0.04, 0.7, 0.18, 0.08]))):
        places = [villages[int(rng.integers(len(villages)))]]
        if rng.random() < 0.1:
            places.append(villages[int(rng.integers(len(villages)))])
        if rng.random() < 0.12:
            places = ["", *places][: int(rng.integers(1, 3))]
        worth = float(np.round(np.exp(rng.normal(16 + 2 * size, 1.2)), -3))
        if rng.random() < 0.004:
            worth *= 10_000  # a slip of the pen, or a refinery
        projects.append(
            {
                "id": f"R-{number:06d}{part}",
                "places": places,
                "worth": worth if rng.random() > 0.05 else None,
                "men": int(rng.poisson(1.2 * 3**size)),
                "women": int(rng.poisson(0.8 * 3**size)) if rng.random() > 0.04 else None,
            }
        )
    days = int(rng.integers((last - first).days + 1))
    return {
        "nib": f"{9120000000000 + number}",
        "issued": first + timedelta(days=days) if rng.random() > 0.02 else None,
        "changed": f"{last}",
        "status": "Dicabut" if rng.random() < 0.02 else "Aktif",
        "authority": "00" if size == 3 else "01" if rng.random() < 0.06 else "02",
        "scale": SCALES[size] if rng.random() > 0.03 else "",
        "home": villages[int(rng.integers(len(villages)))] if rng.random() > 0.15 else "",
        "projects": projects,
        "revised": rng.random() < 0.08,
    }


def _answer(made: Business, part: float = 1.0) -> dict[str, Any]:
    """A NIB as OSS writes it; of an earlier version the amounts were smaller."""
    projects = [
        {
            "id_proyek": each["id"],
            "kbli": "47111",
            "jumlah_tki_l": str(each["men"]),
            "jumlah_tki_p": "" if each["women"] is None else str(each["women"]),
            "jumlah_investasi": "" if each["worth"] is None else f"{each['worth'] * part:.2f}",
            "skala_usaha": "",  # empty within projects; that of the NIB counts
            "data_lokasi_proyek": [
                {"id_proyek_lokasi": f"{each['id']}{place}", "proyek_daerah_id": _ten(village)}
                for place, village in enumerate(each["places"])
            ],
        }
        for each in made["projects"]
    ]
    return {
        "nib": made["nib"],
        "tgl_terbit_nib": f"{made['issued'] or ''}",
        "tgl_perubahan_nib": made["changed"],
        "kewenangan": made["authority"],
        "skala_usaha": made["scale"],
        "status_nib": made["status"],
        "perseroan_daerah_id": _ten(made["home"]),
        "data_proyek": projects,
    }


def _ten(village: str) -> str:
    """Ten digits; of every third village only its kecamatan is known."""
    digits = village.replace(".", "")
    return ELSEWHERE if not digits else digits if int(digits) % 3 else f"{digits[:6]}0000"


def _truth(businesses: list[Business]) -> pd.DataFrame:
    """What the connector has to find, counted business by business."""
    tallies: dict[tuple[date, str], list[tuple[Business, list[Any]]]] = {}
    for made in businesses:
        if made["issued"] is None or made["status"] == "Dicabut":
            continue
        here: dict[str, list[Any]] = {}
        for each in made["projects"]:
            if villages := [village for village in each["places"] if village]:
                here.setdefault(villages[0][:8], []).append(each)
        if not made["projects"] and made["home"]:
            here[made["home"][:8]] = []
        if here:
            here[regency().code] = [each for projects in here.values() for each in projects]
        for area, projects in here.items():
            tallies.setdefault((made["issued"].replace(day=1), area), []).append((made, projects))
    found = []
    for (month, area), tally in tallies.items():
        for code, value in _counted(tally).items():
            found.append((code, area, pd.Timestamp(month), value))
    return pd.DataFrame(found, columns=["indicator", "area", "period", "value"])


def _counted(tally: list[tuple[Business, list[Any]]]) -> dict[str, float]:
    """The indicators of one area and month."""
    ours = [each["worth"] for made, all_ in tally for each in all_ if made["authority"] == "02"]
    worths = [worth for worth in ours if worth is not None]
    projects = [each for _, all_ in tally for each in all_]
    sexes = [each for each in projects if each["women"] is not None]
    people = sum(each["men"] + each["women"] for each in sexes)
    scales = [made["scale"] for made, _ in tally if made["scale"]]
    values = {
        "business_numbers_issued": float(len(tally)),
        "planned_investment": sum(worths),
        "planned_jobs": float(sum(each["men"] + (each["women"] or 0) for each in projects)),
    }
    if worths:
        values["planned_investment_median"] = median(worths)
    if people:
        values["planned_jobs_women_share"] = 100 * sum(each["women"] for each in sexes) / people
    if scales:
        values["micro_business_share"] = 100 * scales.count("01") / len(scales)
    return values
