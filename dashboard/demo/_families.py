"""Families of made-up residents: who is head, spouse and child, of what sex and how old."""

from dataclasses import dataclass
from typing import Any

import numpy as np

SIZES = (0.10, 0.19, 0.26, 0.25, 0.13, 0.05, 0.02)  # shares of families of 1 to 7
COUPLES = 0.88  # of families of two and more
HEAD, WIFE, CHILD, GRANDCHILD, PARENT, OTHER = 1, 3, 4, 6, 7, 9  # STAT_HBKEL
OLDEST = 95


@dataclass(frozen=True)
class Families:
    """Arrays: of each resident the place, family, role, sex (1, 2) and age; of each place, how many
    families it has and which is its first."""

    where: Any
    family: Any
    role: Any
    sex: Any
    age: Any
    count: Any
    first: Any


def families(rng: np.random.Generator, residents: Any) -> Families:
    """Families for the residents of each place. Ages are years with a fraction."""
    total = int(residents.sum())
    where = np.repeat(np.arange(len(residents)), residents)
    begins = np.cumsum(residents) - residents
    sizes = 1 + np.searchsorted(np.cumsum(SIZES)[:-1], rng.random(total))
    ends = np.cumsum(sizes)
    starts = np.zeros(total, dtype=bool)
    starts[ends[ends < total]] = True
    starts[begins] = True
    family = np.cumsum(starts) - 1
    place = np.arange(total) - np.flatnonzero(starts)[family]
    size = np.bincount(family)[family]
    count = np.add.reduceat(starts.astype(int), begins)
    role, sex, age = _members(rng, family, place, size)
    return Families(where, family, role, sex, age, count, np.cumsum(count) - count)


def _members(rng: np.random.Generator, family: Any, place: Any, size: Any) -> tuple[Any, Any, Any]:
    total, number = len(family), int(family[-1]) + 1
    couple = (rng.random(number) < COUPLES)[family] & (size > 1)
    alone = size == 1
    middle, width = np.where(alone, 62, 47), np.where(alone, 16, 13)
    drawn = np.clip(np.abs(rng.normal(middle, width)), 19, 92)
    head = np.zeros(number)
    head[family[place == 0]] = drawn[place == 0]
    wife = np.clip(head + rng.normal(-3.5, 4.0, number), 17, 93)
    child = rng.uniform(19.5, 37.0, total)  # a mother's age when it was born
    mother = np.where(couple, wife[family], head[family])
    age = np.where(place == 0, head[family], mother - child)
    role = np.where(place == 0, HEAD, CHILD)
    spouse = couple & (place == 1)
    age, role = np.where(spouse, wife[family], age), np.where(spouse, WIFE, role)
    # the last of a large family may be a parent; whose children would not be born yet has one, too
    late = (place > 0) & ~spouse
    unborn = late & (age < 0)
    parent = late & (place == size - 1) & ((size > 4) & (rng.random(total) < 0.45))
    elder = head[family] + rng.uniform(19, 32, total)
    parent = (parent | (unborn & (rng.random(total) < 0.3))) & (elder < OLDEST)
    age = np.where(parent, elder, np.where(unborn, rng.uniform(0, 1.5, total), age))
    other = unborn & ~parent & (mother < 20)
    age = np.where(other, rng.uniform(10, 60, total), age)
    grown = late & ~parent & (age > 38) & (rng.random(total) < 0.7)
    age = np.where(grown, age - rng.uniform(24, 38, total), age)
    role = np.where(parent, PARENT, np.where(other, OTHER, np.where(grown, GRANDCHILD, role)))
    chance = rng.random(total)
    man = np.where(role == HEAD, np.where(couple, 0.985, 0.38), 0.51)
    sex = np.where(chance < man, 1, 2)
    led = np.zeros(number, dtype=int)
    led[family[role == HEAD]] = sex[role == HEAD]
    sex = np.where(spouse, 3 - led[family], sex)
    role = np.where(spouse & (sex == 1), 2, role)
    return role, sex, np.clip(age + rng.uniform(-0.5, 0.5, total), 0.0, OLDEST)
