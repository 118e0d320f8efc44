"""The lists of persons that are verified: aid programmes and health services, one .toml each.

A list says where its rows are, which of their columns we need, which rows count (`[status]`), and
the rules of its programme. Reading them is the connectors' work, as of any other source.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from connectors import Source, skpds, source_of

HERE = Path(__file__).parent / "lists"
Per = Literal["month", "year", "once"]

# What a list may tell of a row, in our words. Only `nik` and `name` must be there.
WORDS = ("row", "nik", "kk", "name", "born", "sex", "kecamatan", "desa", "paid", "amount",
         "other_nik", "other_name")  # fmt: skip


@dataclass(frozen=True)
class Rules:
    """What a programme allows."""

    per: Per = "year"  # the time in which a person may be given it
    parts: int = 1  # in how many parts within that time
    household: int = 0  # most receivers in one family card; 0: no such rule
    excludes: tuple[str, ...] = ()  # lists whose receivers may not receive this too
    resident_months: int = 0  # least months of residence before it is paid
    subject: Literal["receiver", "deceased"] = "receiver"  # whose NIK the column `nik` holds


@dataclass(frozen=True)
class ClaimList:
    """One list of persons, as its .toml declares it. `source.code` is its code, too."""

    code: str
    title: str
    skpd: str  # who answers for it
    source: Source
    programme: str = ""  # the priority programme that it carries out
    kind: Literal["aid", "service"] = "aid"  # money given, or patients of a health service
    columns: Mapping[str, str] = field(default_factory=dict)  # our word -> theirs
    status: Mapping[str, Any] = field(default_factory=dict)  # column, given, others
    rules: Rules = Rules()


@cache
def claim_lists() -> dict[str, ClaimList]:
    """Every list, by code. Raises ValueError or TypeError, naming the file, for a wrong one."""
    return {path.stem: list_of(path.stem, _read(path)) for path in sorted(HERE.glob("*.toml"))}


def list_of(code: str, facts: Mapping[str, Any]) -> ClaimList:
    """The list that a .toml declares. A key too many or too few is a TypeError, a value that nobody
    knows a ValueError; both name the list."""
    rest = dict(facts)
    try:
        columns = rest["columns"]
        source = source_of(code, rest.pop("source") | {"columns": columns, "known": _known(rest)})
        rules = dict(rest.pop("rules", {}))
        rules["excludes"] = tuple(rules.get("excludes", ()))
        found = ClaimList(code=code, source=source, rules=Rules(**rules), **rest)
    except KeyError as error:
        raise TypeError(f"{code}: {error.args[0]} belum diisi") from error
    except TypeError as error:
        raise TypeError(f"{code}: {error} (recipients/lists/{code}.toml)") from error
    if strange := sorted(set(found.columns) - set(WORDS)):
        raise ValueError(f"{code}: [columns] {', '.join(strange)} tidak dikenal")
    if missing := [word for word in ("nik", "name") if word not in found.columns]:
        raise ValueError(f"{code}: [columns] {', '.join(missing)} belum diisi")
    if found.rules.per not in get_args(Per):
        raise ValueError(f"{code}: per = {found.rules.per!r}; yang dikenal: {get_args(Per)}")
    if found.skpd not in skpds():
        raise ValueError(f"{code}: skpd = {found.skpd!r} tidak ada dalam connectors/_skpd.csv")
    return found


def _known(facts: Mapping[str, Any]) -> dict[str, list[str]]:
    """Every word that the column of the status may hold: another one stops the list."""
    status = facts.get("status")
    return {status["column"]: [*status["given"], *status["others"]]} if status else {}


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
