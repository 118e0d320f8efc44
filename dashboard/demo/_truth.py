"""What a perfect verifier would find of each claim, reckoned against the register.

Only who knows for whom each claim was meant can say this; no rule of the verification is used. A
claim whose NIK is not that of the person meant says nothing of the person: it is neither dead, nor
moved, nor double. Of what is too much (a second payment, a second receiver in a family) the first
one, by day and then by place in the list, stands.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from dashboard.demo._lists import made
from dashboard.demo._numbers import known as known_regions
from dashboard.demo._people import DEAD, INACTIVE, MOVED, Population
from dashboard.demo._written import Book


def truth(book: Book, claims: pd.DataFrame) -> pd.DataFrame:
    """`list`, `claim`, `reason`, `true_nik`: one row a reason of a claim, of all lists together.

    `claims`: in the order in which each list is read; see `_claims`.
    """
    nik = pd.to_numeric(claims["nik"].where(claims["nik"] != "", "-1")).to_numpy()
    row = np.where(nik > 0, book.rows(nik), -1)
    person = claims["person"].to_numpy()
    right = (row == person) & (person >= 0)
    work = claims.assign(row=row, right=right, at=np.arange(len(claims)))
    flags: dict[str, Any] = dict(_structure(book, work, nik))
    as_meant = claims["raw"].to_numpy(object) == claims["nik"].to_numpy(object)
    flags["nik_written"] = ~as_meant & (nik > 0)
    of_right = work[right]
    flags |= dict(_person(book.found, of_right))
    flags["duplicate"] = _repeated(of_right)
    flags["household"] = _crowded(book.found, of_right)
    flags["excluded"] = _both(of_right)
    flags |= dict(_heir(book, work[work["deceased"]]))
    parts = []
    for code, holds in flags.items():
        at = np.flatnonzero(holds) if len(holds) == len(claims) else holds
        parts.append(claims.iloc[at][["list", "claim", "true_nik"]].assign(reason=code))
    found = pd.concat(parts, ignore_index=True)
    found = found.drop_duplicates(["list", "claim", "reason"])
    return found.sort_values(["list", "claim", "reason"], ignore_index=True)


def _structure(book: Book, work: pd.DataFrame, nik: Any) -> Iterator[tuple[str, Any]]:
    """What the digits alone say, and whether somebody has them."""
    fault = work["fault"].to_numpy(object)
    whole, row = nik > 0, work["row"].to_numpy()
    day, month, year = nik // 10**8 % 100 % 40, nik // 10**6 % 100, nik // 10**4 % 100
    full = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    last = full[np.where(month <= 12, month, 0)] - ((month == 2) & (year % 4 > 0))
    dated = (day >= 1) & (day <= last) & (nik // 10**8 % 100 < 72)
    regency, district = known_regions(nik // 10**10)
    wrong = np.select(
        [~whole, ~regency, ~dated, nik % 10_000 == 0],
        [fault, "nik_region", "nik_date", "nik_serial"],
        "",
    )
    kk = np.isin(nik, book.found.persons["kk"].to_numpy()) & (row < 0) & whole
    for code in set(wrong) - {""}:
        yield str(code), (wrong == code) & ~kk
    yield "nik_is_kk", kk
    nobody = (wrong == "") & (row < 0) & ~kk
    late = work["paid"].to_numpy() > np.datetime64(book.found.day)
    yield "not_found", nobody & ~late
    yield "not_yet", nobody & late
    yield "name_differs", (row >= 0) & ~work["right"].to_numpy()
    yield "nik_district", work["right"].to_numpy() & ~district


def _person(found: Population, own: pd.DataFrame) -> Iterator[tuple[str, Any]]:
    """Rows (of the claims) whose NIK is right, for what the register says of the person."""
    one = found.persons.iloc[own["row"]].set_axis(own.index)
    at, paid, alive = own["at"].to_numpy(), own["paid"], ~own["deceased"]
    dead, gone = one["state"] == DEAD, one["state"] == MOVED
    spelt = [" ".join(name.upper().split()) for name in own["name"]]
    yield "name_spelt", at[pd.Series(spelt, index=own.index) != one["name"]]
    yield "dead_before", at[alive & dead & (one["died"] < paid)]
    yield "dead_after", at[alive & dead & (one["died"] >= paid)]
    yield "deceased_alive", at[own["deceased"] & ~dead]
    yield "moved_out", at[alive & gone & (one["left_on"] < paid)]
    yield "not_resident", at[alive & (one["state"] == INACTIVE)]
    months = own["list"].map({code: each.resident_months for code, each in made().items()})
    for count in sorted(set(months) - {0}):
        least = paid[months == count] - pd.DateOffset(months=int(count))
        came = one.loc[months == count, "came_on"]
        yield "moved_in", at[months == count][(came > least).to_numpy()]
    theirs, ours = one["born"].to_numpy().astype("M8[D]"), own["born"].to_numpy().astype("M8[D]")
    turned = _turned(theirs)
    told = ~np.isnat(ours) & (ours != theirs)
    yield "born_swapped", at[told & (ours == turned)]
    yield "born_differs", at[told & (ours != turned)]
    yield "sex_differs", at[(own["sex"] > 0) & (own["sex"] != one["sex"])]
    yield "kk_differs", at[(own["kk"] != "") & (own["kk"] != one["kk"].astype(str))]


def _turned(days: Any) -> Any:
    """The days with day and month swapped; NaT where that is none."""
    texts = np.datetime_as_string(days)
    parts = pd.Series(texts).str.split("-", expand=True)
    swapped = pd.to_datetime(parts[0] + "-" + parts[2] + "-" + parts[1], format="%Y-%m-%d",
                             errors="coerce")  # fmt: skip
    return swapped.to_numpy().astype("M8[D]")


def _repeated(own: pd.DataFrame) -> Any:
    """Payments beyond what one person may receive."""
    ordered = own.sort_values(["paid", "at"], kind="stable")
    place = ordered.groupby(["list", "row", "bucket"], sort=False).cumcount()
    parts = ordered["list"].map({code: each.parts for code, each in made().items()})
    return ordered["at"].to_numpy()[(place >= parts).to_numpy()]


def _crowded(found: Population, own: pd.DataFrame) -> Any:
    """Payments to persons of one family beyond how many may receive."""
    least = own["list"].map({code: each.household for code, each in made().items()})
    ruled = own[least > 0].assign(least=least[least > 0])
    ruled["family"] = found.persons["kk"].to_numpy()[ruled["row"]]
    first = ruled.sort_values(["paid", "at"], kind="stable")
    first = first.drop_duplicates(["list", "row", "bucket"])
    place = first.groupby(["list", "family", "bucket"], sort=False).cumcount()
    beyond = first.loc[place >= first["least"], ["list", "row", "bucket"]]
    return ruled.merge(beyond, on=["list", "row", "bucket"])["at"].to_numpy()


def _both(own: pd.DataFrame) -> Any:
    """Payments to persons who received, in the same year, what excludes it."""
    rows = own[["list", "row", "at"]].assign(year=own["paid"].dt.year)
    rows["other"] = rows["list"].map({code: each.excludes for code, each in made().items()})
    there = rows[["list", "row", "year"]].drop_duplicates().rename(columns={"list": "other"})
    return rows[rows["other"] != ""].merge(there, on=["other", "row", "year"])["at"].to_numpy()


def _heir(book: Book, own: pd.DataFrame) -> Iterator[tuple[str, Any]]:
    """Whether who received for the dead may: a living person, of the same family card."""
    nik = pd.to_numeric(own["other_nik"].where(own["other_nik"] != "", "-1")).to_numpy()
    row, persons = book.rows(nik), book.found.persons
    dead = (persons["died"].to_numpy()[row] < own["paid"].to_numpy()) & (row >= 0)
    wrong = (row < 0) | (row != own["other"].to_numpy()) | dead
    kk = persons["kk"].to_numpy()
    apart = own["right"].to_numpy() & (kk[row] != kk[own["row"].to_numpy()])
    yield "heir_invalid", own["at"].to_numpy()[wrong]
    yield "heir_unrelated", own["at"].to_numpy()[~wrong & apart]
