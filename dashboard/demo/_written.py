"""The records as their officers wrote them: names, numbers and days, with the errors planted.

Errors are drawn for all records at once and made one by one, for there are few. `raw` is what
stands in the list, `nik` the digits that it means, `fault` what is wrong with its structure at
first sight; what else is true is reckoned in `_truth`.
"""

from typing import Any

import numpy as np
import pandas as pd

from dashboard.demo._lists import Made, rates
from dashboard.demo._naming import names
from dashboard.demo._people import RESIDENT, Population
from dashboard.demo._spelling import ambiguous, spelt
from dashboard.demo._spoilt import WAYS, cut, signed

NEW_SERIAL = 8000  # of who is not in the register yet: no serial comes that far
TRIES = 30


class Book:
    """The register by NIK, for who spoils one: does it belong to somebody, and how is he called?"""

    def __init__(self, found: Population) -> None:
        self.found = found
        nik = found.persons["nik"].to_numpy()
        self.order = np.argsort(nik, kind="stable")
        self.sorted = nik[self.order]
        self.names = found.persons["name"].to_numpy()
        self.desa = found.persons["desa"].to_numpy()
        self.begins = np.searchsorted(self.desa[: int(found.residents.sum())],
                                      np.arange(len(found.desa) + 1))  # fmt: skip

    def rows(self, niks: Any) -> Any:
        """The row of each NIK (a number); −1 where nobody has it."""
        place = np.minimum(np.searchsorted(self.sorted, niks), len(self.sorted) - 1)
        return np.where(self.sorted[place] == niks, self.order[place], -1)

    def neighbour(self, rng: np.random.Generator, person: int, step: int = 3) -> int:
        """Another resident: one of the same family, mostly, or any of the same desa."""
        low, high = self.begins[self.desa[person]], self.begins[self.desa[person] + 1]
        if person < high and rng.random() < 0.6:
            return int(np.clip(person + rng.integers(-step, step + 1), low, high - 1))
        return int(rng.integers(low, high))


def written(
    rng: np.random.Generator, book: Book, one: Made, rows: pd.DataFrame, number: bool
) -> pd.DataFrame:
    """The records with `raw`, `nik`, `fault`, `true_nik`, `name`, `born`, `sex`, `kk`, `desa`."""
    persons = book.found.persons
    model, unknown = rows["model"].to_numpy(), rows["person"].to_numpy() < 0
    own = persons.iloc[model]
    nik = own["nik"].to_numpy().copy()
    nik[unknown] = nik[unknown] // 10_000 * 10_000 + NEW_SERIAL + np.arange(unknown.sum()) % 2000
    called = own["name"].to_numpy().copy()
    age = (np.datetime64(book.found.day) - own["born"]).dt.days.to_numpy() / 365.25
    called[unknown] = names(rng, own["sex"].to_numpy()[unknown], age[unknown])
    text = nik.astype(str).astype(object)
    frame = rows.assign(raw=text, nik=text, fault="", true_nik=text, name=called,
                        born=own["born"].to_numpy(), sex=own["sex"].to_numpy(),
                        kk=own["kk"].to_numpy().astype(str).astype(object),
                        desa=own["desa"].to_numpy())  # fmt: skip
    _spoil_nik(rng, book, frame, number)
    _spoil_rest(rng, book, one, frame)
    low = rng.random(len(frame)) < 0.7  # as it is spoken, or all in capitals
    frame["name"] = [name.title() if small else name
                     for name, small in zip(frame["name"], low, strict=True)]  # fmt: skip
    return frame


def _spoil_nik(rng: np.random.Generator, book: Book, frame: pd.DataFrame, number: bool) -> None:
    """Spoil each NIK in one way at most, at the rates of the error model."""
    raw, nik, fault = (frame[name].to_numpy(object).copy() for name in ("raw", "nik", "fault"))
    chance, start, model = rng.random(len(frame)), 0.0, frame["model"].to_numpy()
    for code, rate in rates()["nik"].items():
        for at in np.flatnonzero((chance >= start) & (chance < start + rate)).tolist():
            if code == "nik_written":
                raw[at] = signed(rng, nik[at], number)
            elif code == "nik_is_kk":
                raw[at] = nik[at] = frame["kk"].iat[at]
            elif code == "nik_rounded" and number and rng.random() < 0.5:
                raw[at], nik[at], fault[at] = cut(nik[at])
            else:
                person = int(model[at])
                raw[at], nik[at], fault[at] = _spoilt(rng, book, code, (nik[at], person))
        start += rate
    frame["raw"], frame["nik"], frame["fault"] = raw, nik, fault


def _spoilt(
    rng: np.random.Generator, book: Book, code: str, whose: tuple[str, int]
) -> tuple[Any, str, str]:
    """The NIK of somebody else, or spoilt; never that of who bears almost the same name."""
    nik, person = whose
    for _ in range(TRIES):
        if code == "name_differs":
            donor = book.neighbour(rng, person)
            other = str(book.found.persons["nik"].iat[donor])
            told: tuple[Any, str, str] = (other, other, "")
        else:
            told = WAYS[code](rng, nik)
        if told[1] == "":
            return told
        row = int(book.rows(int(told[1])))
        if told[1] != nik and (row < 0 or not ambiguous(book.names[row], book.names[person])):
            return told
    return nik, nik, ""


def _spoil_rest(rng: np.random.Generator, book: Book, one: Made, frame: pd.DataFrame) -> None:
    rate, total = rates()["other"], len(frame)
    called = frame["name"].to_numpy(object).copy()
    for at in np.flatnonzero(rng.random(total) < rate["name_spelt"]).tolist():
        called[at] = spelt(rng, called[at])
    frame["name"] = called
    if "born" in one.has:
        _spoil_born(rng, frame)
        wrong = rng.random(total) < rate["sex_differs"]
        frame["sex"] = np.where(wrong, 3 - frame["sex"], frame["sex"])
    if "kk" in one.has:
        kk, model = frame["kk"].to_numpy(object).copy(), frame["model"].to_numpy()
        for at in np.flatnonzero(rng.random(total) < rate["kk_differs"]).tolist():
            other = book.neighbour(rng, int(model[at]), 40)
            kk[at] = str(book.found.persons["kk"].iat[other])
        frame["kk"] = kk


def _spoil_born(rng: np.random.Generator, frame: pd.DataFrame) -> None:
    """Days and months swapped; or a day, month or year mistyped."""
    born = frame["born"].to_numpy().astype("M8[D]").copy()
    chance, rate = rng.random(len(frame)), rates()["other"]
    swapped = chance < rate["born_swapped"]
    for at in np.flatnonzero(chance < rate["born_swapped"] + rate["born_differs"]).tolist():
        year, month, day = str(born[at]).split("-")
        if swapped[at]:
            if int(day) <= 12:
                born[at] = np.datetime64(f"{year}-{day}-{month}")
            continue
        shift = (int(rng.integers(1, 10)), 31 * int(rng.integers(1, 4)), 365, 3653)
        born[at] -= shift[int(rng.integers(len(shift)))]
    frame["born"] = born.astype("M8[s]")


def heirs(rng: np.random.Generator, book: Book, frame: pd.DataFrame) -> pd.DataFrame:
    """The records with the heir of each: `other` (row of the register), `other_raw`, `other_nik`,
    `other_fault`, `other_name`. The head of the family, mostly."""
    persons, chance = book.found.persons, rng.random(len(frame))
    family = persons["family"].to_numpy()
    living = family[: int(book.found.residents.sum())]
    model = frame["model"].to_numpy()
    heir = np.minimum(np.searchsorted(living, family[model]), len(living) - 1)
    heir = np.where(heir == model, np.minimum(heir + 1, len(living) - 1), heir)
    rate = rates()["who"]
    stranger = np.flatnonzero(chance < rate["heir_unrelated"])
    heir[stranger] = [book.neighbour(rng, int(heir[at]), 60) for at in stranger]
    wrong = np.flatnonzero(chance > 1 - rate["heir_invalid"])
    state = persons["state"].to_numpy()
    texts = persons["nik"].to_numpy()[heir].astype(str).astype(object)
    raw, nik, fault = texts.copy(), texts.copy(), np.full(len(frame), "", dtype=object)
    for at in wrong.tolist():
        code = ("nik_missing", "nik_length", "nik_letters", "not_found", "dead")[
            int(rng.integers(5))
        ]
        if code == "dead":
            gone = np.flatnonzero(persons["died"].to_numpy() < frame["paid"].iat[at])
            heir[at] = int(rng.choice(gone))
            raw[at] = nik[at] = str(persons["nik"].iat[int(heir[at])])
        else:
            raw[at], nik[at], fault[at] = _spoilt(rng, book, code, (nik[at], int(heir[at])))
    if (state[heir] != RESIDENT).sum() > len(wrong):
        raise ValueError("santunan_duka: ahli waris harus penduduk")
    called = persons["name"].to_numpy()[heir]
    told = {"other": heir, "other_raw": raw, "other_nik": nik, "other_fault": fault}
    return frame.assign(**told, other_name=[name.title() for name in called])
