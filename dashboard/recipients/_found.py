"""What a run found of each claim, as it is kept: the reason in the open, the person sealed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from dashboard.recipients._kept import Candidate, Found, Sealed
from dashboard.recipients._lists import ClaimList

# Reasons that leave open who is meant: for these, candidates are looked for in the register.
LOST = ("not_found", "name_differs", "nik_is_kk", "nik_missing", "nik_rounded", "nik_letters",
        "nik_length", "nik_region", "nik_date", "nik_serial")  # fmt: skip
MONTHS = ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November "
          "Desember").split()  # fmt: skip


def lost(rows: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """The claims of which nobody knows whom they mean."""
    return rows[rows["claim"].isin(set(told.loc[told["reason"].isin(LOST), "claim"]))]


def found_of(
    one: ClaimList, rows: pd.DataFrame, told: pd.DataFrame, proposed: pd.DataFrame | None
) -> Iterator[Found]:
    """One finding for each reason of each claim. `told`: as `judged` gives it, of this list;
    `proposed`: as `candidates` gives it."""
    people = candidates_of(proposed)
    columns = ["claim", "nik", "name", "place", "row", "kecamatan", "desa", "paid", "amount"]
    of_claim = {row[0]: row for row in rows[columns].itertuples(index=False, name=None)}
    for claim, reason, *days in told[["claim", "reason", "died", "left_on", "came_on"]].itertuples(
        index=False, name=None
    ):
        _, nik, name, place, row, kecamatan, desa, paid, amount = of_claim[claim]
        yield Found(
            list=one.code,
            reason=reason,
            kecamatan=kecamatan,
            desa=desa,
            paid=None if pd.isna(paid) else paid.date(),
            amount=float(amount),
            match=f"{row or nik or place} {paid:%Y-%m-%d}" if paid == paid else row or nik or place,
            person=Sealed(
                nik=nik,
                name=name,
                place=place,
                differs=_said(reason, *days),
                candidates=people.get(claim, ()) if reason in LOST else (),
            ),
        )


def candidates_of(proposed: pd.DataFrame | None) -> dict[int, tuple[Candidate, ...]]:
    """The persons proposed for each claim, the likeliest first."""
    found: dict[int, tuple[Candidate, ...]] = {}
    if proposed is None:
        return found
    columns = ["claim", "nik", "name", "kecamatan", "probability", "differs"]
    for claim, nik, name, kecamatan, probability, differs in proposed[columns].itertuples(
        index=False, name=None
    ):
        one = Candidate(nik, name, kecamatan, float(probability), tuple(differs))
        found[claim] = (*found.get(claim, ()), one)
    return found


def _said(reason: str, died: Any, left_on: Any, came_on: Any) -> tuple[str, ...]:
    """The day that a reason rests on."""
    if reason in ("dead_before", "dead_after") and not pd.isna(died):
        return (f"meninggal {_day(died)}",)
    if reason == "moved_out" and not pd.isna(left_on):
        return (f"pindah {_day(left_on)}",)
    if reason == "moved_in" and not pd.isna(came_on):
        return (f"datang {_day(came_on)}",)
    return ()


def _day(moment: Any) -> str:
    day: date = pd.Timestamp(moment).date()
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
