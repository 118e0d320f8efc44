"""Names and codes as agencies write them → Kemendagri and SKPD codes: the one shared mapping.

Systems number places in their own ways, and write their names in more. Spelling that differs only
in case, spaces, signs or the kind of place (Kec., Desa, Kelurahan) is the same name; other variants
stand in `_area_names.csv`. A name that nobody knows stops the source and is named.
"""

import csv
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd

from connectors._contract import Source, SourceChanged
from connectors._facts import HERE, areas, children, regency, skpds

SHOWN = 5
KIND = re.compile(r"^(kecamatan|kec|kelurahan|kel|desa|ds|kabupaten|kab)\b[. ]*", re.I)


def located(
    source: Source, kecamatan: "pd.Series[Any]", desa: "pd.Series[Any] | None" = None
) -> "pd.Series[str]":
    """The code of each kecamatan named, or of each desa in it; names repeat, so each is looked for
    in its own kecamatan. Raises SourceChanged that names those nobody knows."""
    first = _looked_up(source, kecamatan, known_below(regency().code), "kecamatan")
    if desa is None:
        return first
    pairs = pd.DataFrame({"within": first, "name": desa.astype(str)})
    found: dict[tuple[str, str], str] = {}
    unknown: list[str] = []
    for within, name in pairs.drop_duplicates().itertuples(index=False):
        code = known_below(within).get(plain(name))
        if code is None:
            unknown.append(f"{name.strip()} (Kec. {areas()[within].name})")
        else:
            found[(within, name)] = code
    _refuse(source, unknown, "desa/kelurahan")
    codes = [found[key] for key in zip(pairs["within"], pairs["name"], strict=True)]
    return pd.Series(codes, index=kecamatan.index, dtype=object)


def coded(source: Source, codes: "pd.Series[Any]") -> "pd.Series[str]":
    """Kemendagri codes, dotted or not, text or number, with or without trailing zeros, as ours."""
    known = {area.replace(".", ""): area for area in areas()}
    names: dict[str, str] = {}
    for text in codes.astype(str).unique():
        digits = re.sub(r"\D", "", text.strip().removesuffix(".0"))
        while digits not in known and len(digits) in (10, 6) and digits.endswith("00"):
            digits = digits[:6] if len(digits) == 10 and digits.endswith("0000") else digits[:4]
        if digits in known:
            names[text] = known[digits]
    _refuse(source, sorted(set(codes.astype(str)) - set(names)), "kode wilayah")
    return codes.astype(str).map(names).astype(object)


def skpd_named(source: Source, names: "pd.Series[Any]") -> "pd.Series[str]":
    """The code of each SKPD, named in full, in short or by its code, with the regency's name after
    it or not, or as `skpd_names` of the source's `[facts]` says; "" for the regency's own."""
    known = {
        plain(f"{text} {after}"): skpd.code
        for skpd in skpds().values()
        for text in (skpd.name, skpd.short)
        for after in ("", regency().name, f"Kab. {regency().name.split(maxsplit=1)[-1]}")
    }
    known |= {plain(code): code for code in skpds()} | {"": ""}
    known |= {plain(name): code for name, code in source.facts.get("skpd_names", {}).items()}
    return _looked_up(source, names, known, "SKPD", _SKPD_FILE)


def upwards(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The number columns of `rows` added up for each area and each above it, up to the regency.

    `rows` has `area`, the key columns `by` and numbers; the result one row for each of both.
    """
    parts = [rows]
    while len(rows := above(rows)):
        parts.append(rows)
    return pd.concat(parts).groupby(["area", *by], sort=False).sum().reset_index()


def above(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that lie below the regency, each at the area directly above its own."""
    parents = {code: area.parent for code, area in areas().items()}
    below = rows[rows["area"] != regency().code]
    return below.assign(area=below["area"].map(parents))


def plain(name: Any) -> str:
    """A name without what differs only in writing."""
    text = KIND.sub("", str(name).strip().casefold())
    return re.sub(r"[^a-z0-9]", "", text)


_AREA_FILE = "connectors/_area_names.csv"
_SKPD_FILE = "connectors/_skpd.csv"


@cache
def known_below(parent: str) -> dict[str, str]:
    """The areas directly below `parent`, by every plain spelling."""
    below = {area.code for area in children(parent)}
    names = {plain(areas()[code].name): code for code in below}
    with (HERE / "_area_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["area"] in below:
                names[plain(row["name"])] = row["area"]
    return names


def _looked_up(
    source: Source,
    names: "pd.Series[Any]",
    known: dict[str, str],
    what: str,
    file: str = _AREA_FILE,
) -> "pd.Series[str]":
    texts = names.fillna("").astype(str)
    found = {text: known.get(plain(text)) for text in texts.unique()}
    _refuse(
        source, sorted(text.strip() for text, code in found.items() if code is None), what, file
    )
    return texts.map(found).astype(object)


def _refuse(source: Source, unknown: list[str], what: str, file: str = _AREA_FILE) -> None:
    if not unknown:
        return
    named = ", ".join(f"«{name}»" for name in unknown[:SHOWN])
    more = f" (dan {len(unknown) - SHOWN} lain)" if len(unknown) > SHOWN else ""
    raise SourceChanged(
        f"{source.code}: {what} {named}{more} tidak dikenal; bila itu ejaan lain dari nama yang "
        f"ada, tambahkan ke {file}"
    )
