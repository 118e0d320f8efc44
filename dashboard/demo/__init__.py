"""Stand-in SKPD databases with a known truth, for a first look and for tests."""

from collections.abc import Callable
from datetime import date
from pathlib import Path


def address(folder: Path, code: str) -> str:
    return ""


def built(folder: Path) -> bool:
    return True


def build(
    folder: Path,
    until: date,
    *,
    scale: float = 1.0,
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    pass
