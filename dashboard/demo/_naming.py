"""Names for made-up persons, from common parts put together by chance: nobody real is meant."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).with_name("_names.toml")
OLD = 45  # years: who is older bears a name of an older fashion, often a single one
# how many words a name has: the shares of 1, 2, 3 and 4
WORDS = {True: (0.18, 0.68, 0.13, 0.01), False: (0.015, 0.475, 0.41, 0.10)}
PREFIXED = {1: 0.17, 2: 0.18}  # men and women whose name begins as so many do


@cache
def parts() -> dict[str, list[str]]:
    """The parts by kind, the most frequent first."""
    found = tomllib.loads(FILE.read_text("utf-8"))
    return {
        kind: words.split() if isinstance(words, str) else list(words)
        for kind, words in found.items()
    }


def names(rng: np.random.Generator, sex: Any, age: Any) -> Any:
    """A name in capital letters, as SIAK keeps it, for each person (arrays of 1 or 2, and years).

    Frequencies fall as Zipf's law has it. A tenth has a name that hundreds share.
    """
    total = len(sex)
    old = age > OLD
    chance = rng.random(total)
    count = np.where(
        old,
        1 + np.searchsorted(np.cumsum(WORDS[True])[:-1], chance),
        1 + np.searchsorted(np.cumsum(WORDS[False])[:-1], chance),
    )
    written = np.full((4, total), "", dtype=object)
    prefixed = (rng.random(total) < np.where(sex == 1, PREFIXED[1], PREFIXED[2])) & (count > 1)
    for which, gender in ((1, "men"), (2, "women")):
        for aged, age_name in ((True, "old"), (False, "young")):
            own = np.flatnonzero((sex == which) & (old == aged))
            before = prefixed[own]
            given = _drawn(rng, parts()[f"{age_name}_{gender}"], len(own), 8)
            written[0, own] = given
            first = own[before]
            written[1, first] = given[before]
            written[0, first] = _drawn(rng, parts()[f"prefix_{gender}"], len(first), 1)
            for place in (1, 2, 3):
                after = own[(count[own] > place) & ((place > 1) | ~before)]
                written[place, after] = _drawn(rng, parts()[f"second_{gender}"], len(after), 8)
    twice = written[2] == written[1]
    written[2, twice] = ""
    twice = written[3] == written[2]
    written[3, twice] = ""
    texts = [" ".join(filter(None, each)) for each in zip(*written.tolist(), strict=True)]
    return np.array(texts, dtype=object)


def _drawn(rng: np.random.Generator, words: list[str], count: int, flat: int) -> Any:
    """`count` of the words, each the rarer the later it stands; `flat` makes the first less so."""
    weight = 1.0 / (np.arange(len(words)) + flat)
    bounds = np.cumsum(weight / weight.sum())[:-1]
    return np.array(words, dtype=object)[np.searchsorted(bounds, rng.random(count))]
