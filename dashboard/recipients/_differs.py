"""What differs between a claim and a person, in words for the officer who decides."""

from typing import Any

import pandas as pd
from rapidfuzz.distance import OSA, Hamming

from dashboard.recipients._names import compared
from dashboard.recipients._nik import DIGITS

NAMES = {"": "", "spelt": "ejaan nama berbeda", "other": "nama lain"}


def differs(claims: pd.DataFrame, people: pd.DataFrame) -> list[tuple[str, ...]]:
    """Phrases for each pair. `claims`: columns of claims, `people`: of the register, row by row,
    with `their_nik` and `their_kk`: the digits and the family card that the claim was taken for."""
    pairs = zip(
        claims[["nik", "name", "born", "sex", "kk", "kecamatan", "desa"]].itertuples(index=False),
        people.itertuples(index=False),
        strict=True,
    )
    return [tuple(filter(None, _told(claim, person))) for claim, person in pairs]


def _told(claim: Any, person: Any) -> list[str]:
    return [
        _number(claim.nik, _text(person.their_nik), person),
        NAMES[compared(claim.name, person.name)],
        _birth(claim.born, person.born),
        "jenis kelamin berbeda" if {claim.sex, person.sex} == {1, 2} else "",
        "nomor KK berbeda" if claim.kk not in ("", person.kk) else "",
        _place(claim, person),
    ]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(written: str, nik: str, person: Any) -> str:
    if written and not nik and written == person.their_kk:
        return "NIK berisi nomor KK" if written == person.kk else "NIK berisi nomor KK lain"
    if not nik:
        return "NIK tidak tertulis"
    if nik == person.nik:
        return "huruf tertulis di tempat angka NIK"
    if len(nik) == DIGITS and Hamming.distance(nik, person.nik) == 1:
        return "satu angka NIK berbeda"
    if OSA.distance(nik, person.nik) == 1:
        if len(nik) == DIGITS:
            return "dua angka NIK tertukar"
        return "satu angka NIK hilang" if len(nik) < DIGITS else "satu angka NIK berlebih"
    if len(nik) != DIGITS:
        return "NIK lain"
    return _part(nik, person.nik)


def _part(nik: str, own: str) -> str:
    """Which of the three parts of a NIK is another one, when it is only one."""
    other = [name for name, start, end in
             (("kode wilayah dalam NIK berbeda", 0, 6), ("tanggal lahir dalam NIK berbeda", 6, 12),
              ("nomor urut NIK berbeda", 12, 16)) if nik[start:end] != own[start:end]]  # fmt: skip
    return other[0] if len(other) == 1 else "NIK lain"


def _birth(ours: Any, theirs: Any) -> str:
    if pd.isna(ours) or pd.isna(theirs) or ours == theirs:
        return ""
    first, second = (ours.year, ours.month, ours.day), (theirs.year, theirs.month, theirs.day)
    if first == (second[0], second[2], second[1]):
        return "hari dan bulan lahir tertukar"
    if first[1:] == second[1:]:
        return "tahun lahir berbeda"
    return "tanggal lahir berbeda"


def _place(claim: Any, person: Any) -> str:
    if claim.kecamatan not in ("", person.kecamatan):
        return "kecamatan lain"
    return "desa lain" if claim.desa not in ("", person.desa) else ""
