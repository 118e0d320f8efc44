"""Why a claim is not simply valid: reason codes, each with a sentence, a step and an office."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
Severity = Literal["gagal", "periksa", "catatan"]


@dataclass(frozen=True)
class Reason:
    """One reason; `rank` is its place by weight, 0 the heaviest."""

    code: str
    title: str
    severity: Severity
    sentence: str
    step: str
    office: str  # who acts: skpd, dukcapil, "skpd dan desa"
    rank: int


@cache
def reasons() -> dict[str, Reason]:
    """Every reason by code, the heaviest first."""
    found = tomllib.loads((HERE / "_reasons.toml").read_text("utf-8"))
    return {
        code: Reason(code, rank=rank, **facts) for rank, (code, facts) in enumerate(found.items())
    }
