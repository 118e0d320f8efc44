"""The regency's own facts: its areas, agencies, affairs, programmes and name."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from connectors._records import (
    Area,
    Class,
    Comparison,
    Document,
    Goal,
    Mission,
    Plan,
    Programme,
    Regency,
    Skpd,
)

HERE = Path(__file__).parent


def listed(file: str) -> list[dict[str, str]]:
    """The rows of a table beside this file."""
    with (HERE / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@cache
def areas() -> dict[str, Area]:
    """Every area, by Kemendagri code, in the order of the codes."""
    rows = listed("_areas.csv")
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
    return {row["code"]: Skpd(**row) for row in listed("_skpd.csv")}


@cache
def urusan() -> dict[str, str]:
    """The names of the government affairs (UU 23/2014), by code."""
    return {row["code"]: row["name"] for row in listed("_urusan.csv")}


@cache
def programmes() -> dict[str, Programme]:
    """The priority programmes that are known, by code."""
    return {
        row["code"]: Programme(
            row["code"], row["title"], row["confirmed"] == "yes", row["publication"]
        )
        for row in listed("_programmes.csv")
    }


@cache
def regency() -> Regency:
    """Whose dashboard this is."""
    facts = tomllib.loads((HERE / "_regency.toml").read_text("utf-8"))
    facts["neighbours"] = tuple(facts["neighbours"])
    beside = facts["comparison"]
    facts["comparison"] = Comparison(**beside | {"alike": tuple(beside["alike"])})
    facts["residents"] = tuple(facts["residents"])
    facts["plans"] = tuple(Plan(**entry) for entry in facts.pop("plan"))
    facts["scale"] = tuple(Class(**entry) for entry in facts.pop("class"))
    facts["maturity"] = tuple(Class(**entry) for entry in facts.pop("maturity"))
    return Regency(**facts)


@cache
def documents() -> dict[str, Document]:
    """What is publicly known of each plan's text, by the plan's code."""
    facts = tomllib.loads((HERE / "_plan.toml").read_text("utf-8"))
    return {entry["code"]: document(entry) for entry in facts["plan"]}


def document(entry: Mapping[str, Any]) -> Document:
    """The text of a plan as a .toml declares it; a key too many or too few is a TypeError."""
    given = dict(entry)
    missions = []
    for each in given.pop("mission", ()):
        rest = dict(each)
        goals = [
            Goal(**goal | {"indicators": tuple(goal.get("indicators", ()))})
            for goal in rest.pop("goal", ())
        ]
        missions.append(Mission(**rest, goals=tuple(goals)))
    also = tuple(given.pop("also", ()))
    return Document(**given, also=also, missions=tuple(missions))
