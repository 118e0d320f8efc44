"""Puts into a list whom nobody should pay, or not twice, at the rates of the error model."""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.demo._drawn import AGAIN_ON
from dashboard.demo._lists import Made, rates
from dashboard.demo._numbers import known
from dashboard.demo._people import DEAD, INACTIVE, MOVED, RESIDENT, Population

ADULT = 17
# who died or left within so many days before (−) or after the payment: state, column, days
NEAR = {
    "dead_before": (DEAD, "died", (-400, -1)),
    "dead_after": (DEAD, "died", (1, 500)),
    "moved_out": (MOVED, "left_on", (-400, -1)),
    "moved_in": (DEAD, "died", (-25, -1)),  # of those who came shortly before
}
OF_THE_DEAD = ("moved_in", "deceased_alive")
ANYBODY = ("dead_before", "dead_after", "moved_out", "not_resident", "nik_district")


def peculiar(
    rng: np.random.Generator, found: Population, one: Made, rows: pd.DataFrame, other: Any
) -> pd.DataFrame:
    """The records with some persons replaced and some records added; `model` is whose desa and
    family a person has whom the register does not know yet (`person` −1).

    `other`: the records of the list that this one excludes, if it has been made.
    """
    person, paid = rows["person"].to_numpy().copy(), rows["paid"].to_numpy().astype("M8[D]")
    if one.per == "month":
        paid = paid + rng.integers(60, 600, len(rows))
    chance, start = rng.random(len(rows)), 0.0
    for code in OF_THE_DEAD if one.deceased else ANYBODY:
        own = np.flatnonzero((chance >= start) & (chance < start + rates()["who"][code]))
        start += rates()["who"][code]
        drawn = _somebody(rng, found, code, paid[own])
        person[own] = np.where(drawn >= 0, drawn, person[own])
    if other is not None:
        _also_there(rng, person, rows, other, chance > 1 - rates()["who"]["excluded"])
    rows = rows.assign(person=person)
    if one.per == "month":  # the list pays on for some months
        gone = found.persons["died"].fillna(found.persons["left_on"]).to_numpy()[person]
        late = gone.astype("M8[D]") + rng.integers(20, 130, len(rows))
        rows["end"] = np.fmin(rows["end"].to_numpy(), late.astype("M8[s]"))
    whole = pd.concat(
        [rows, _again(rng, one, rows), _relatives(rng, found, one, rows)], ignore_index=True
    )
    return _too_new(rng, found, one, whole.assign(model=whole["person"]))


def _somebody(rng: np.random.Generator, found: Population, code: str, paid: Any) -> Any:
    """A person as the error `code` wants one for each day; −1 where there is none."""
    persons = found.persons
    state = persons["state"].to_numpy()
    if code in NEAR:
        which, column, (low, high) = NEAR[code]
        fits = state == which
        if code == "moved_in":
            fits &= persons["came_on"].notna().to_numpy()
        days = persons[column].to_numpy().astype("M8[D]")
        order = np.flatnonzero(fits)
        order = order[np.argsort(days[order], kind="stable")]
        if not len(order):
            return np.full(len(paid), -1)
        first = np.searchsorted(days[order], paid + low)
        count = np.searchsorted(days[order], paid + high, side="right") - first
        place = first + (rng.random(len(paid)) * count).astype(int)
        return np.where(count > 0, order[np.minimum(place, len(order) - 1)], -1)
    fits = state == {"not_resident": INACTIVE}.get(code, RESIDENT)
    if code == "nik_district":
        fits &= ~known((persons["nik"] // 10**10).to_numpy())[1]
    own = np.flatnonzero(fits)
    return rng.choice(own, len(paid)) if len(own) else np.full(len(paid), -1)


def _also_there(
    rng: np.random.Generator, person: Any, rows: pd.DataFrame, other: pd.DataFrame, chosen: Any
) -> None:
    """Put persons of the other list of the same year in the chosen records."""
    years, theirs = rows["paid"].dt.year.to_numpy(), other["paid"].dt.year.to_numpy()
    for year in np.unique(years):
        own = np.flatnonzero(chosen & (years == year))
        fits = other["person"].to_numpy()[(theirs == year) & (other["person"] >= 0)]
        if len(fits):
            person[own] = rng.choice(fits, len(own))


def _again(rng: np.random.Generator, one: Made, rows: pd.DataFrame) -> pd.DataFrame:
    """Records that stand in the list twice, on another day of the same year (or month)."""
    twice = rows[rng.random(len(rows)) < rates()["who"]["duplicate"]].copy()
    paid, end = (twice[name].to_numpy().astype("M8[D]") for name in ("paid", "end"))
    if one.per == "month":
        months = np.maximum(((end - paid).astype(int) // 31), 1)
        month = paid.astype("M8[M]") + (rng.random(len(twice)) * months).astype(int)
        later = month.astype("M8[D]") + (AGAIN_ON - 1)
    elif one.per == "year":
        start = paid.astype("M8[Y]").astype("M8[D]")
        length = np.minimum((paid.astype("M8[Y]") + 1).astype("M8[D]") - 1, end) - start
        later = start + (rng.random(len(twice)) * length.astype(int)).astype(int)
    else:
        later = np.minimum(paid + rng.integers(5, 200, len(twice)), end)
    same = later == paid
    twice["paid"], twice["extra"] = np.where(same, later - 1, later).astype("M8[s]"), True
    return twice


def _relatives(
    rng: np.random.Generator, found: Population, one: Made, rows: pd.DataFrame
) -> pd.DataFrame:
    """Another adult of the same family, in the same year, where one only may receive."""
    chosen = rows[
        (rng.random(len(rows)) < rates()["who"]["household"]) & (one.household > 0)
    ].copy()
    persons, person = found.persons, chosen["person"].to_numpy()
    family = persons["family"].to_numpy()
    fits = (persons["state"] == RESIDENT).to_numpy().copy()
    fits &= (np.datetime64(found.day) - persons["born"]).dt.days.to_numpy() > ADULT * 365.25
    beside = np.full(len(person), -1)
    for step in (1, -1, 2):
        next_to = np.clip(person + step, 0, len(persons) - 1)
        same = (family[next_to] == family[person]) & fits[next_to] & (beside < 0)
        beside[same] = next_to[same]
    chosen["person"] = beside
    chosen = chosen[beside >= 0]
    paid = chosen["paid"].to_numpy().astype("M8[D]")
    shift = np.where(paid.astype("M8[Y]") == (paid - 3).astype("M8[Y]"), -3, 3)
    moved = np.minimum(paid + shift, chosen["end"].to_numpy().astype("M8[D]"))
    return chosen.assign(paid=moved.astype("M8[s]"), extra=False)


def _too_new(
    rng: np.random.Generator, found: Population, one: Made, rows: pd.DataFrame
) -> pd.DataFrame:
    """Persons whom the register does not know yet, paid after its last day."""
    chosen = np.flatnonzero(rng.random(len(rows)) < rates()["who"]["not_yet"])
    chosen = chosen[: max(len(rows) // 250, 1)]
    until = rows["end"].max().to_datetime64().astype("M8[D]")
    span = (until - np.datetime64(found.day)).astype(int)
    paid = np.datetime64(found.day) + 1 + (rng.random(len(chosen)) * span).astype(int)
    whole = rows.copy()
    whole.loc[chosen, "person"] = -1
    whole.loc[chosen, "paid"] = paid.astype("M8[s]")
    whole.loc[chosen, "extra"] = one.per == "month"
    return whole
