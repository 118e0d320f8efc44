"""What the claim lists' stand-ins are like: their size, their rules, and how often they err."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FEWEST = 60  # records of a list, however small the stand-in


@dataclass(frozen=True)
class Made:
    """One list's stand-in; `_lists.toml` tells what the words mean."""

    code: str
    database: str  # the variable of its address
    count: int
    years: int
    ages: tuple[int, int]
    per: str
    share: float = 0.0
    amount: int = 0
    programme: str = ""  # of a list that is a book: its name
    table: str = ""
    kind: str = ""
    parts: int = 1
    twice: float = 0.0
    household: int = 0
    excludes: str = ""
    deceased: bool = False
    resident_months: int = 0

    @property
    def has(self) -> frozenset[str]:
        """What it tells of a person besides NIK and name."""
        if self.programme:
            return frozenset()
        own = {"gayatri": {"kk"}, "penerima_bansos": {"kk", "born", "sex"}}
        return frozenset(own.get(self.code, own.get(self.table, {"born", "sex"})))

    def size(self, scale: float) -> int:
        """Its records a year in a stand-in of that scale."""
        return max(int(self.count * scale), FEWEST // self.years)


@cache
def made() -> dict[str, Made]:
    """Every list's stand-in, by code."""
    facts = tomllib.loads((HERE / "_lists.toml").read_text("utf-8"))
    return {
        code: Made(code, ages=(each["ages"][0], each["ages"][1]), **_rest(each))
        for code, each in facts.items()
    }


def _rest(facts: dict[str, Any]) -> dict[str, Any]:
    return {word: value for word, value in facts.items() if word != "ages"}


@cache
def rates() -> dict[str, dict[str, float]]:
    """The error model: the share of records in which each error is planted, by what is spoilt."""
    return tomllib.loads((HERE / "_errors.toml").read_text("utf-8"))


def list_address(folder: Path, code: str) -> str:
    """The address of the stand-in for a claim list; "" when it has none."""
    if code not in made():
        return ""
    database = made()[code].database
    if database.endswith("_FOLDER"):
        return str(folder / database.removesuffix("_FOLDER").lower())
    return f"sqlite:///{list_file(folder, database)}"


def list_file(folder: Path, database: str) -> Path:
    """The file that stands in for a database of claim lists, by the variable of its address."""
    return folder / f"daftar_{database.removesuffix('_URL').lower()}.sqlite"
