"""Other spellings of a name that are the same name: titles, order, initials, letters."""

import re
from difflib import SequenceMatcher

import numpy as np

ALIKE = 0.75  # of two words
BEFORE = ("H.", "HJ.", "DRS.", "IR.", "KH.", "DR.")
AFTER = (", S.PD", ", S.E", ", S.AG", ", S.H", ", A.MD")
PREFIX = ("MUHAMMAD", "MOH.", "MOCH.", "MOHAMAD", "MOHAMMAD", "MUH.", "MUHAMAD", "MOCHAMAD",
          "M.")  # fmt: skip
SOUNDS = (("U", "OE"), ("J", "DJ"), ("SY", "S"), ("F", "PH"), ("AH\\b", "A"), ("Y", "J"),
          ("CH", "H"), ("KH", "H"), ("Z", "S"), ("PH", "F"), ("OE", "U"), ("DJ", "J"), ("D", "DH"),
          ("Q", "K"))  # fmt: skip


def spelt(rng: np.random.Generator, name: str) -> str:
    """The name (capital letters) in another spelling; the same one where none is known."""
    ways = (_prefix, _titled, _turned, _initial, _letter, _sound, _shorter, _joined)
    for place in rng.permutation(len(ways)):
        other = ways[int(place)](rng, name)
        if other and other != name:
            return other
    return name


def _plain(word: str) -> str:
    return word.rstrip(".")


def _prefix(rng: np.random.Generator, name: str) -> str:
    first, _, rest = name.partition(" ")
    known = {_plain(word) for word in PREFIX}
    if first not in known or not rest:
        return ""
    others = [word for word in PREFIX if _plain(word) != first]
    return f"{others[int(rng.integers(len(others)))]} {rest}"


def _titled(rng: np.random.Generator, name: str) -> str:
    if rng.random() < 0.6:
        return f"{BEFORE[int(rng.integers(len(BEFORE)))]} {name}"
    return f"{name}{AFTER[int(rng.integers(len(AFTER)))]}"


def _turned(rng: np.random.Generator, name: str) -> str:
    words = name.split()
    return " ".join([*words[1:], words[0]]) if len(words) > 1 else ""


def _initial(rng: np.random.Generator, name: str) -> str:
    words = name.split()
    whole = [place for place, word in enumerate(words) if len(word) > 2]
    if len(whole) < 2:  # one word at least must stay whole
        return ""
    place = whole[-1] if rng.random() < 0.6 else whole[0]
    return " ".join([*words[:place], f"{words[place][0]}.", *words[place + 1 :]])


def _letter(rng: np.random.Generator, name: str) -> str:
    """A letter doubled, or one of a longer word dropped."""
    places = [at for at in range(2, len(name)) if name[at].isalpha() and name[at - 1].isalpha()]
    long = [at for at in places if len(_word_at(name, at)) > 5]
    if not long:
        return ""
    at = long[int(rng.integers(len(long)))]
    return (
        name[:at] + name[at - 1] + name[at:] if rng.random() < 0.5 else name[:at] + name[at + 1 :]
    )


def _word_at(name: str, at: int) -> str:
    start = name.rfind(" ", 0, at) + 1
    return name[start:].partition(" ")[0]


def _sound(rng: np.random.Generator, name: str) -> str:
    for place in rng.permutation(len(SOUNDS)):
        old, new = SOUNDS[int(place)]
        if other := re.sub(old, new, name, count=1):
            if other != name:
                return other
    return ""


def _shorter(rng: np.random.Generator, name: str) -> str:
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 2 else ""


def _joined(rng: np.random.Generator, name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{first}{rest}" if first in ("NUR", "SRI") and rest else ""


def ambiguous(one: str, other: str) -> bool:
    """Whether two persons' names could be taken for one name, word by word: an error that gives
    such a name is not planted, for nobody could decide what is true."""
    few, many = sorted((one.split(), other.split()), key=len)
    return all(any(_alike(word, theirs) for theirs in many) for word in few)


def _alike(word: str, other: str) -> bool:
    if min(len(word), len(other)) <= 2:
        return word[0] == other[0]
    return SequenceMatcher(None, word, other).ratio() >= ALIKE
