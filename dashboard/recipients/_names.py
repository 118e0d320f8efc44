"""Whether two names are one name: spelling, titles, order and initials aside.

Asked only of a pair whose NIK is the same, so the question is not who this is, but whether the list
names another person. That decides for leniency: what could be the same person's name is.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from rapidfuzz.distance import DamerauLevenshtein

Verdict = Literal["", "spelt", "other"]  # the same text; the same name; another person
Words = tuple[tuple[str, str], ...]  # each word as it is written and as it sounds
SHORT = 2  # letters of an initial, or of a word cut short
ALIKE = 0.74  # of two words: one wrong letter in four, two in eight


def compared(ours: str, theirs: str) -> Verdict:
    """How a name in a list stands to the name in the register."""
    if plain(ours) == plain(theirs):
        return ""
    first, second = _words(ours), _words(theirs)
    if not first or not second:
        return ""  # no name says nothing
    if "".join(_sounds(first)) == "".join(_sounds(second)):
        return "spelt"
    few, many = sorted((first, second), key=len)
    return "spelt" if _within(few, many) else "other"


def plain(name: str) -> str:
    """A name without what differs in case, accents and spaces only."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(text.upper().split())


def key(name: str) -> str:
    """The words of a name as they sound, in order of the alphabet."""
    return " ".join(sorted(_sounds(_words(name))))


def sound(word: str) -> str:
    """One word of a name, in capitals, as it sounds; "" for a title, an initial for itself."""
    rules = _rules()
    if word in rules["titles"]:
        return ""
    return _sound(rules["same"].get(word, word) if len(word) > 1 else word)


def _within(few: Words, many: Words) -> bool:
    """Whether each word of the shorter name is, shortens or resembles another one of the longer;
    at least one of them must be a whole word."""
    left, whole = list(many), 0
    for word in sorted(few, key=lambda one: len(one[0]), reverse=True):
        best = max(left, key=lambda other: _alike(word, other), default=None)
        if best is None or _alike(word, best) < ALIKE:
            return False
        whole += min(len(word[0]), len(best[0])) > SHORT
        left.remove(best)
    return whole > 0


def _alike(word: tuple[str, str], other: tuple[str, str]) -> float:
    """How alike two words are, as they are written or as they sound, whichever is more."""
    return max(map(_similar, word, other))


def _similar(word: str, other: str) -> float:
    if min(len(word), len(other)) <= SHORT:  # an initial, or a word cut short
        return 0.9 if other.startswith(word) or word.startswith(other) else 0.0
    return float(DamerauLevenshtein.normalized_similarity(word, other))


def _sounds(words: Words) -> list[str]:
    return [sound for _, sound in words]


@lru_cache(maxsize=100_000)
def _words(name: str) -> Words:
    """The words of a name without titles, each as it is written and as it sounds."""
    found = bare(name).split()
    same = _rules()["same"]
    # M. before a name is Muhammad; after it, it may begin any other word.
    told = [same.get(word, word) if len(word) > 1 or place == 0 else word
            for place, word in enumerate(found)]  # fmt: skip
    return tuple((word, _sound(word)) for word in told)


def bare(name: str) -> str:
    """A name in capitals, without signs and titles; what follows a comma is a title."""
    text = re.sub(r"[.'`’]", "", plain(name)).split(",")[0]
    found = re.sub(r"[^A-Z ]", " ", text).split()
    return " ".join([word for word in found if word not in _rules()["titles"]] or found)


@lru_cache(maxsize=100_000)
def _sound(word: str) -> str:
    for pair in _rules()["letters"]:
        word = word.replace(pair["from"], pair["to"])
    word = re.sub(r"(.)\1+", r"\1", word)
    return word.removesuffix("H") if len(word) > 3 else word


@cache
def _rules() -> dict[str, Any]:
    facts = tomllib.loads(Path(__file__).with_name("_names.toml").read_text("utf-8"))
    same = {word: one for one, words in facts["same"].items() for word in words}
    return {"titles": frozenset(facts["titles"]), "same": same, "letters": facts["letters"]}
