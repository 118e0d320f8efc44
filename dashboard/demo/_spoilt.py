"""How a NIK is written wrongly, or rightly with signs: one function a way."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dashboard.demo._numbers import regions

Rng = np.random.Generator
# What is written, the digits it means ("" where none are left), and the fault of its structure.
Spoilt = tuple[Any, str, str]


def _missing(rng: Rng, nik: str) -> Spoilt:
    return (None, "-", "")[int(rng.integers(3))], "", "nik_missing"


def _rounded(rng: Rng, nik: str) -> Spoilt:
    text = f"{int(nik):.{int(rng.integers(3, 6))}E}"
    return text.replace(".", ",") if rng.random() < 0.5 else text, "", "nik_rounded"


def _length(rng: Rng, nik: str) -> Spoilt:
    at = int(rng.integers(1, 16))
    digit = str(rng.integers(10))
    text = nik[:at] + nik[at + 1 :] if rng.random() < 0.5 else nik[:at] + digit + nik[at:]
    return text, "", "nik_length"


def _letters(rng: Rng, nik: str) -> Spoilt:
    pairs = [(old, new) for old, new in (("0", "O"), ("1", "l"), ("0", "o"), ("1", "I"))
             if old in nik]  # fmt: skip
    old, new = pairs[int(rng.integers(len(pairs)))] if pairs else (nik[-1], "O")
    places = [at for at, digit in enumerate(nik) if digit == old]
    at = places[int(rng.integers(len(places)))]
    return nik[:at] + new + nik[at + 1 :], "", "nik_letters"


def _region(rng: Rng, nik: str) -> Spoilt:
    while (code := int(rng.integers(1000, 10_000))) in regions():
        pass
    return _whole(f"{code:04}{nik[4:]}")


def _date(rng: Rng, nik: str) -> Spoilt:
    day, month = nik[6:8], nik[8:10]
    way = int(rng.integers(3))
    if way == 0:
        day = f"{rng.choice([0, *range(32, 41), *range(72, 100)]):02}"
    elif way == 1:
        month = f"{rng.choice([0, *range(13, 100)]):02}"
    else:
        day, month = ("30", "02") if int(day) < 40 else ("71", "02")
    return _whole(nik[:6] + day + month + nik[10:])


def _serial(rng: Rng, nik: str) -> Spoilt:
    return _whole(nik[:12] + "0000")


def _mistyped(rng: Rng, nik: str) -> Spoilt:
    """One digit another, or two beside each other swapped."""
    at = int(rng.integers(4, 16)) if rng.random() < 0.8 else int(rng.integers(0, 4))
    if rng.random() < 0.3 and at < 15 and nik[at] != nik[at + 1]:
        return _whole(nik[:at] + nik[at + 1] + nik[at] + nik[at + 2 :])
    digit = str((int(nik[at]) + int(rng.integers(1, 10))) % 10)
    return _whole(nik[:at] + digit + nik[at + 1 :])


def _whole(digits: str) -> Spoilt:
    """Sixteen digits, of which the register tells what is wrong."""
    return digits, digits, ""


def cut(nik: str) -> Spoilt:
    """As a number in a cell of Excel, which keeps fifteen digits and makes the last one 0."""
    return int(nik[:15] + "0"), "", "nik_rounded"


def signed(rng: Rng, nik: str, number: bool) -> Any:
    """The NIK whole, with signs, or as a number where the list can hold one. One that ends with 0
    is never written so: Excel makes the sixteenth digit 0, so nobody knows whether it was one."""
    if number and rng.random() < 0.4 and nik[-1] != "0":
        return int(nik)
    parts = (nik[:6], nik[6:12], nik[12:])
    ways = (" ".join(parts), ".".join(parts), f"'{nik}", "-".join(parts),
            f"{nik[:4]} {nik[4:8]} {nik[8:12]} {nik[12:]}")  # fmt: skip
    return ways[int(rng.integers(len(ways)))]


WAYS: dict[str, Callable[[Rng, str], Spoilt]] = {
    "nik_missing": _missing,
    "nik_rounded": _rounded,
    "nik_length": _length,
    "nik_letters": _letters,
    "nik_region": _region,
    "nik_date": _date,
    "nik_serial": _serial,
    "not_found": _mistyped,
}
