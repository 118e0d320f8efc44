"""What differs between a claim and a person of the register, in words for an officer."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from rapidfuzz.distance import OSA

from dashboard.recipients import _names
from dashboard.recipients._written import repaired


def differences(pair: Mapping[str, Any]) -> tuple[str, ...]:
    """The phrases. `pair`: the person's `nik`, `name`, `born` (YYYYMMDD), `sex`, `kecamatan`,
    `desa`, `kk`, and the claim's with `_ours` after them."""
    found = [_nik(pair), _name(pair), _born(pair)]
    sex, ours = pair["sex"], pair["sex_ours"]
    found.append("jenis kelamin berbeda" if sex and ours and sex != ours else "")
    if pair["kecamatan_ours"] and pair["kecamatan_ours"] != pair["kecamatan"]:
        found.append("kecamatan lain")
    elif pair["desa_ours"] and pair["desa_ours"] != pair["desa"]:
        found.append("desa lain")
    found.append("nomor KK berbeda" if pair["kk_ours"] not in ("", pair["kk"]) else "")
    return tuple(filter(None, found))


def _nik(pair: Mapping[str, Any]) -> str:
    theirs, ours = pair["nik"], pair["nik_ours"]
    if not ours:
        return "NIK kosong dalam daftar"
    read = repaired(ours)
    if read == theirs:
        return "huruf di tempat angka NIK"
    if len(read) != len(theirs):
        few = len(read) < len(theirs)
        distance = OSA.distance(read, theirs)
        return ("satu angka NIK kurang" if few else "satu angka NIK lebih") if distance == 1 else (
            "NIK lain")  # fmt: skip
    places = [at for at, (a, b) in enumerate(zip(read, theirs, strict=True)) if a != b]
    if len(places) == 1:
        return "satu angka NIK berbeda"
    if len(places) == 2 and OSA.distance(read, theirs) == 1:
        return "dua angka NIK tertukar"
    return "dua angka NIK berbeda" if len(places) == 2 else "NIK lain"


def _name(pair: Mapping[str, Any]) -> str:
    if not pair["name_ours"]:
        return "nama kosong dalam daftar"
    said = _names.compared(pair["name_ours"], pair["name"])
    return {"": "", "spelt": "ejaan nama berbeda", "other": "nama lain"}[said]


def _born(pair: Mapping[str, Any]) -> str:
    ours, theirs = pd.Timestamp(pair["born_ours"]), str(pair["born"])
    if pd.isna(ours) or not theirs or f"{ours:%Y%m%d}" == theirs:
        return ""
    return "hari dan bulan lahir tertukar" if f"{ours:%Y%d%m}" == theirs else "tanggal lahir lain"
