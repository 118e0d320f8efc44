"""Numbers as the population register gives them: 16 digits, region, day, serial; none twice.

`_regions.csv` holds every regency's code since 2018 with the numbers of its kecamatan (the lists of
cahyadsn/wilayah, ended codes included: a NIK keeps the code of first registration).
"""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).with_name("_regions.csv")
ELSEWHERE = 0.08  # first registered in another kecamatan of the regency
ABROAD = 0.015  # in another regency, though no arrival is recorded within the register's years
ARRIVED_ABROAD = 0.85  # of those with an arrival
ENDED = 0.04  # of those from another regency: with a kecamatan's code that ended before 2018
NEAR = {"35": 20.0, "33": 8.0, "31": 6.0, "34": 4.0, "32": 3.0}  # whence people come; others 0.3


@cache
def regions() -> dict[int, tuple[int, ...]]:
    """The kecamatan numbers of each regency, by its four digits."""
    found = {}
    with FILE.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            spans = [part.split("-") for part in row["kecamatan"].split()]
            numbers = [n for span in spans for n in range(int(span[0]), int(span[-1]) + 1)]
            found[int(row["regency"])] = tuple(numbers)
    return found


def known(codes: Any) -> tuple[Any, Any]:
    """Whether each region (six digits, a number) is in a known regency, and itself known."""
    districts = [100 * regency + each for regency, below in regions().items() for each in below]
    return np.isin(codes // 100, list(regions())), np.isin(codes, districts)


def first_registered(rng: np.random.Generator, own: Any, arrived: Any, below: Any) -> Any:
    """The region in which each person was first registered: mostly its `own` (six digits)."""
    total = len(own)
    found = np.where(rng.random(total) < ELSEWHERE, rng.choice(below, total), own)
    away = np.flatnonzero(rng.random(total) < np.where(arrived, ARRIVED_ABROAD, ABROAD))
    home = int(own[0]) // 100
    others = [(code, below) for code, below in regions().items() if code != home and below]
    weight = np.array([NEAR.get(str(code)[:2], 0.3) for code, _ in others])
    which = rng.choice(len(others), len(away), p=weight / weight.sum())
    last = np.array([max(below) for _, below in others])
    count = np.array([len(below) for _, below in others])
    table = np.zeros((len(others), count.max()), dtype=int)
    for place, (_, below) in enumerate(others):
        table[place, : len(below)] = below
    numbers = table[which, (rng.random(len(away)) * count[which]).astype(int)]
    ended = (rng.random(len(away)) < ENDED) & (last[which] < 97)
    numbers[ended] = (last[which] + 1 + rng.integers(0, 3, len(away)))[ended]
    found[away] = 100 * np.array([code for code, _ in others])[which] + numbers
    return found


def numbered(region: Any, days: Any, woman: Any) -> Any:
    """Sixteen digits for each (region of six, day since 1970, whether 40 is added to the day). The
    serials begin with 0001 in each region and day, whoever asks: a NIK is never a KK's number."""
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    year = day.astype("datetime64[Y]").astype(int) + 1970
    digits = ((day - month).astype(int) + 1 + 40 * woman) * 10_000
    digits += (month.astype(int) % 12 + 1) * 100 + year % 100
    stem = region.astype(np.int64) * 1_000_000 + digits
    order = np.argsort(stem, kind="stable")
    sorted_stem = stem[order]
    fresh = np.r_[True, sorted_stem[1:] != sorted_stem[:-1]]
    start = np.maximum.accumulate(np.where(fresh, np.arange(len(stem)), 0))
    serial = np.empty(len(stem), dtype=np.int64)
    serial[order] = np.arange(len(stem)) - start + 1
    return stem * 10_000 + serial
