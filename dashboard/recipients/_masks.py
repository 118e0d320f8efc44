"""Masks: what of a NIK and a name a page and a work list may show."""

import re
from dataclasses import replace

from dashboard.recipients._kept import Candidate, Sealed

HIDDEN = "•"
NIK = re.compile(r"[0-9]{16}")
LONG = re.compile(r"[0-9](?:[ .-]?[0-9]){9,}")  # in a place: longer than a day, 20261125
# In a phrase: a day in digits, as one of birth would be written, and longer numbers. A day in
# words is meant to be read: "meninggal 12 Maret 2026".
TOLD = re.compile(r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}|[0-9]{7,}")


def masked_nik(nik: str) -> str:
    """The first and the last four of sixteen digits: `3522••••••••1234`. Of any other text at most
    the first four, and no more than a quarter of it."""
    if NIK.fullmatch(nik):
        return nik[:4] + HIDDEN * 8 + nik[-4:]
    shown = min(4, len(nik) // 4)
    return nik[:shown] + HIDDEN * (len(nik) - shown)


def masked_name(name: str) -> str:
    """The initials: `S••• A•••••`. A digit is no initial: some lists hold a NIK in this column."""
    return re.sub(r"\S+", lambda word: _initial(word[0]), name)


def masked(person: Sealed) -> Sealed:
    """The same, fit to be shown: also what differs and the place say no name and no number."""
    names = [person.name, *(each.name for each in person.candidates)]
    numbers = [person.nik, *(each.nik for each in person.candidates)]
    place = _without(person.place, names, numbers)
    return Sealed(
        nik=masked_nik(person.nik),
        name=masked_name(person.name),
        place=LONG.sub(lambda found: HIDDEN * len(found[0]), place),
        differs=tuple(_phrase(each, names, numbers) for each in person.differs),
        candidates=tuple(_candidate(each, names, numbers) for each in person.candidates),
    )


def _candidate(one: Candidate, names: list[str], numbers: list[str]) -> Candidate:
    return replace(
        one,
        nik=masked_nik(one.nik),
        name=masked_name(one.name),
        differs=tuple(_phrase(each, names, numbers) for each in one.differs),
    )


def _phrase(text: str, names: list[str], numbers: list[str]) -> str:
    text = _without(text, names, numbers)
    return TOLD.sub(lambda found: re.sub(r"[0-9]", HIDDEN, found[0]), text)


def _without(text: str, names: list[str], numbers: list[str]) -> str:
    """The text with the names and numbers in it masked, however they are written there."""
    for hide, known in ((masked_nik, numbers), (masked_name, names)):
        for each in sorted(filter(str.strip, known), key=len, reverse=True):
            text = re.sub(re.escape(each), hide(each), text, flags=re.IGNORECASE)
    return text


def _initial(word: str) -> str:
    first = word[0] if word[0].isalpha() else HIDDEN
    return first + HIDDEN * (len(word) - 1)
