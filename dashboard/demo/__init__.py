"""Stand-in SKPD databases with a known truth, for a first look and for tests.

One generator for each system, from a fixed seed: the same day gives the same database. Whatever
comes from them is marked «data simulasi» wherever it is shown.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd

from connectors import sources
from dashboard.demo import bpkad, dukcapil, lpse
from dashboard.demo._fill import fill, fill_file

SYSTEMS = ("bpkad", "lpse", "dukcapil")


def address(folder: Path, code: str) -> str:
    """The address of the stand-in for a source; "" when it has none."""
    if code not in SYSTEMS:
        return ""
    year = "-{year}" if sources()[code].first_year else ""
    return f"sqlite:///{folder / f'{code}{year}.sqlite'}"


def built(folder: Path) -> bool:
    """Whether every stand-in is there. The register is made last."""
    return (folder / "dukcapil.sqlite").exists()


def build(
    folder: Path, until: date, *, scale: float = 1.0, progress: Callable[[str], None]
) -> pd.DataFrame:
    """Make every stand-in in `folder` with data up to `until`, and return the known truth.

    `scale` is the size of the population; 1 is the regency's own. Files appear whole or not at
    all, so a build that was killed is simply done again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    truths = []
    for year in range(until.year - 4, until.year + 1):
        progress(f"  SIMDA Keuangan {year}…")
        tables, truth = bpkad.draw(year, until)
        fill_file(folder / f"bpkad-{year}.sqlite", bpkad.metadata, tables)
        truths.append(truth)
    progress("  SPSE…")
    tables, truth = lpse.draw(until)
    fill_file(folder / "lpse.sqlite", lpse.metadata, tables)
    truths.append(truth)
    progress("  SIAK…")
    tables, truth = dukcapil.draw(until, scale)
    fill_file(folder / "dukcapil.sqlite", dukcapil.metadata, tables)
    return pd.concat([*truths, truth], ignore_index=True)


__all__ = ["SYSTEMS", "address", "bpkad", "build", "built", "dukcapil", "fill", "lpse"]
