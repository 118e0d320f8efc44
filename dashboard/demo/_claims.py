"""All claim lists' stand-ins together, with what is true of them; the same errors in every form.

`demo.build` writes them as the books and databases in which offices keep them; `claims` gives as
many as one asks for in memory, for the measurement of speed.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from dashboard.demo._drawn import payments, records
from dashboard.demo._lists import Made, made
from dashboard.demo._peculiar import peculiar
from dashboard.demo._people import LAG, Population, population
from dashboard.demo._truth import truth
from dashboard.demo._written import Book, heirs, written

SEED = (3522, 5)
KEPT = ("person", "raw", "nik", "fault", "true_nik", "name", "born", "sex", "kk", "desa", "other",
        "other_raw", "other_nik", "other_fault", "other_name")  # fmt: skip
TOLD = ("list", "claim", "nik", "other_nik", "row", "kk", "name", "other_name", "born", "paid",
        "sex", "amount", "kecamatan", "desa", "place")  # fmt: skip


@lru_cache(maxsize=1)
def drawn(until: date, scale: float = 1.0) -> dict[str, pd.DataFrame]:
    """Every list's claims, by code; `claim` counts the payments of a list, not yet in its order."""
    sizes = {code: one.size(scale) for code, one in made().items()}
    rng = np.random.default_rng(SEED)
    return lists(rng, Book(population(until, scale)), sizes, until)


def lists(
    rng: np.random.Generator, book: Book, sizes: dict[str, int], until: date
) -> dict[str, pd.DataFrame]:
    """The claims of the lists in `sizes` (records a year), one row a payment."""
    named: dict[str, pd.DataFrame] = {}
    found = {}
    for code, size in sizes.items():
        one = made()[code]
        rows = records(rng, book.found, one, size, until)
        named[code] = peculiar(rng, book.found, one, rows, named.get(one.excludes))
        found[code] = _claims(rng, book, one, named[code])
    return found


def _claims(rng: np.random.Generator, book: Book, one: Made, rows: pd.DataFrame) -> pd.DataFrame:
    frame = written(rng, book, one, rows, number=bool(one.programme))
    if one.deceased:
        frame = heirs(rng, book, frame)
    else:
        frame = frame.assign(other=-1, other_raw="", other_nik="", other_fault="", other_name="")
    paid = payments(rng, one, rows)
    told: pd.DataFrame = frame[list(KEPT)].iloc[paid["record"]].reset_index(drop=True)
    if "born" not in one.has:
        told = told.assign(born=np.datetime64("NaT", "s"), sex=0)
    if "kk" not in one.has:
        told["kk"] = ""
    days = paid["paid"].astype("M8[s]")
    times = paid["record"].map(paid["record"].value_counts())
    year = days.dt.year
    bucket = {"month": year * 100 + days.dt.month, "year": year, "once": year * 0}[one.per]
    parts = times.clip(upper=one.parts) if one.parts > 1 else 1
    amount = one.amount // parts if one.amount else np.nan
    told = told.assign(list=one.code, paid=days, bucket=bucket, deceased=one.deceased,
                       amount=amount, born=told["born"].astype("M8[s]"))  # fmt: skip
    return told.assign(claim=np.arange(len(told)))


def claims(
    found: Population, count: int, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """About `count` claims of the ten aid lists in memory, and what is true of them.

    The claims: `list`, `claim` (from 0 in each list) and the columns that `connectors.people`
    gives, with `nik` and `other_nik` as they were written. The truth: `list`, `claim`, `reason`,
    `true_nik`, a row a reason. Raises ValueError when the register is too small for so many.
    """
    aid = {code: one for code, one in made().items() if one.share}
    sizes = {code: max(int(count * one.share / _times(one)), 1) for code, one in aid.items()}
    book = Book(found)
    parts = lists(rng, book, sizes, found.day + timedelta(days=LAG))
    whole = pd.concat(parts.values(), ignore_index=True)
    if len(whole) < count * 0.7:
        raise ValueError(f"register simulasi terlalu kecil untuk {count} klaim")
    known = truth(book, whole)
    whole["desa"] = np.array(found.desa, dtype=object)[whole["desa"]]
    whole["kecamatan"] = whole["desa"].str[:8]
    whole["row"] = whole["claim"].astype(str)
    whole["place"] = "baris " + whole["row"]
    whole = whole.drop(columns=["nik", "other_nik"])
    return whole.rename(columns={"raw": "nik", "other_raw": "other_nik"})[list(TOLD)], known


def _times(one: Made) -> Any:
    """Payments for each record a year, over all years of the list."""
    return (12.0 * one.years if one.per == "month" else 1.0 + one.twice) * one.years
