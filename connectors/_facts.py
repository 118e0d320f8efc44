"""Reads the .toml files: the sources, their indicators, and the regency's own facts."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from connectors._contract import Indicator, Source
from connectors._records import Area, Class, Plan, Programme, Regency, Skpd

HERE = Path(__file__).parent


def _listed(file: str) -> list[dict[str, str]]:
    with (HERE / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@cache
def sources() -> dict[str, Source]:
    """Every source, by code. One .toml beside this file (no underscore) is one source."""
    found = {}
    for path in sorted(HERE.glob("[!_]*.toml")):
        found[path.stem] = source_of(path.stem, tomllib.loads(path.read_text("utf-8")))
    return found


def source_of(code: str, facts: Mapping[str, Any]) -> Source:
    """The source that a .toml declares. A key too many or too few is a TypeError."""
    rest = dict(facts)
    indicators = tuple(
        Indicator(code=name, **entry | {key: tuple(entry[key]) for key in entry if key == "range"})
        for name, entry in rest.pop("indicator", {}).items()
    )
    for name in ("query", "borrows"):
        if isinstance(rest.get(name), str):
            raise TypeError(f"{code}: {name} harus berupa daftar, di antara kurung siku")
        rest[name] = tuple(rest.pop(name, ()))
    return Source(code=code, indicators=indicators, **rest)


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator of every source, by code. Declaring one twice is a ValueError."""
    found: dict[str, Indicator] = {}
    for source in sources().values():
        for entry in source.indicators:
            if entry.code in found:
                raise ValueError(f"{source.code}: indikator {entry.code} sudah ada di sumber lain")
            found[entry.code] = entry
    return found


def accepted(source: Source) -> dict[str, Indicator]:
    """The indicators that a frame of `source` may speak of: its own and those it borrows."""
    own = {entry.code: entry for entry in source.indicators}
    return own | {code: indicator(code) for code in source.borrows}


def indicator(code: str) -> Indicator:
    """The indicator with this code; KeyError when no source declares it."""
    return indicators()[code]


@cache
def _source_codes() -> dict[str, str]:
    return {entry.code: source.code for source in sources().values() for entry in source.indicators}


def source_of_indicator(code: str) -> Source:
    """The source that declares the indicator; KeyError when none does."""
    return sources()[_source_codes()[code]]


@cache
def areas() -> dict[str, Area]:
    """Every area, by Kemendagri code, in the order of the codes."""
    rows = _listed("_areas.csv")
    return {
        row["code"]: Area(
            row["code"],
            row["name"],
            row["level"],
            row["parent"],
            row["kind"],
            int(row["row"] or -1),
            int(row["column"] or -1),
        )
        for row in rows
    }


@cache
def children(parent: str) -> tuple[Area, ...]:
    """The areas directly below `parent`, in the order of their codes."""
    return tuple(area for area in areas().values() if area.parent == parent)


@cache
def skpds() -> dict[str, Skpd]:
    """Every SKPD, by code."""
    return {row["code"]: Skpd(**row) for row in _listed("_skpd.csv")}


@cache
def urusan() -> dict[str, str]:
    """The names of the government affairs (UU 23/2014), by code."""
    return {row["code"]: row["name"] for row in _listed("_urusan.csv")}


def answering(indicator: Indicator) -> str:
    """The code of the SKPD that answers for an indicator: its own, or its source's owner."""
    return indicator.skpd or source_of_indicator(indicator.code).owner


@cache
def urusan_of(indicator: Indicator) -> str:
    """The code of the affair that an indicator belongs to: its own, or that of its SKPD."""
    return indicator.urusan or ".".join(answering(indicator).split(".")[:2])


@cache
def programmes() -> dict[str, Programme]:
    """The priority programmes that are known, by code."""
    return {
        row["code"]: Programme(
            row["code"], row["title"], row["confirmed"] == "yes", row["publication"]
        )
        for row in _listed("_programmes.csv")
    }


@cache
def regency() -> Regency:
    """Whose dashboard this is."""
    facts = tomllib.loads((HERE / "_regency.toml").read_text("utf-8"))
    facts["neighbours"] = tuple(facts["neighbours"])
    facts["plans"] = tuple(Plan(**entry) for entry in facts.pop("plan"))
    facts["scale"] = tuple(Class(**entry) for entry in facts.pop("class"))
    return Regency(**facts)
