"""Which persons of the register a lost claim may mean: pairs that share something exact.

The register is large and the claims are few, so nothing of a NIK is compared across the register:
the numbers that one slip of the hand makes of a written one are counted out, some 160, and joined.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from dashboard.recipients._names import sound
from dashboard.recipients._nik import DIGITS, WOMAN
from dashboard.recipients._written import repaired

STATEMENTS = Path(__file__).with_name("near.sql")
FEW = 30  # bearers of a name: among more than these, the name and the place single out nobody
WRITTEN = {"l": "INTEGER", "written": "VARCHAR", "nik": "VARCHAR", "name": "VARCHAR",
           "born": "DATE", "sex": "INTEGER", "kk": "VARCHAR", "kecamatan": "VARCHAR",
           "desa": "VARCHAR"}  # fmt: skip
# Tables that nothing needs once another is made: together half of the memory.
SPENT = {"near_keys": ("near_sounds",), "near_numbers": ("near_slips", "near_days"),
         "near_pairs": ("near_bearers", "near_words", "near_births", "near_families",
                        "near_numbers"),
         "near_people": ("near_names", "near_persons", "near_keys")}  # fmt: skip
POWERS = 10 ** np.arange(DIGITS, -1, -1, dtype=np.int64)  # from 10^16 down to 1


@cache
def statements() -> Mapping[str, str]:
    """The statements of `near.sql`, by the table that each makes, in order."""
    parts = re.split(r"^-- name: (\w+)\n", STATEMENTS.read_text("utf-8"), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def find(db: duckdb.DuckDBPyConnection, lost: pd.DataFrame) -> None:
    """Make the tables of `near.sql` in `db`, which holds the `register`, for the claims
    `lost` (columns as `_claims.claims` gives them), numbered by their place."""
    given = _given(lost)
    _fill(db, "near_given", given, WRITTEN)
    _fill(db, "near_slips", slips(given["nik"].tolist()), {"l": "INTEGER", "number": "BIGINT"})
    _fill(db, "near_days", _days(given), {"l": "INTEGER", "day": "DATE"})
    for name, statement in statements().items():
        db.execute(f"CREATE TABLE {name} AS {statement.replace(':few', str(FEW))}")
        for spent in SPENT.get(name, ()):
            db.execute(f"DROP TABLE {spent}")
        if name == "near_names":
            words = db.execute("SELECT DISTINCT unnest(written) FROM near_names ORDER BY 1")
            each = [word for (word,) in words.fetchall() if word]
            heard = pd.DataFrame({"word": each, "sound": [sound(word) for word in each]})
            _fill(db, "near_sounds", heard, {"word": "VARCHAR", "sound": "VARCHAR"})


def forget(db: duckdb.DuckDBPyConnection) -> None:
    """Drop what `find` made."""
    for name in ("near_given", "near_slips", "near_days", "near_sounds", *statements()):
        db.execute(f"DROP TABLE IF EXISTS {name}")


def slips(niks: list[str]) -> pd.DataFrame:
    """`l` (the place in `niks`) and `number`: each NIK with one digit other or two neighbours
    swapped, with one digit more (of 15), or one less (of 17); and a repaired one itself."""
    rows, numbers = [np.empty(0, np.int32)], [np.empty(0, np.int64)]
    for width in (DIGITS - 1, DIGITS, DIGITS + 1):
        places = [at for at, nik in enumerate(niks) if len(nik) == width and nik.isdigit()]
        if places:
            joined = "".join(niks[at] for at in places).encode()
            digits = np.frombuffer(joined, np.uint8).reshape(-1, width).astype(np.int64) - ord("0")
            made = {DIGITS: _changed, DIGITS - 1: _more, DIGITS + 1: _less}[width](digits)
            rows.append(np.repeat(np.array(places, np.int32), made.shape[1]))
            numbers.append(made.ravel())
    return pd.DataFrame({"l": np.concatenate(rows), "number": np.concatenate(numbers)})


def _changed(digits: Any) -> Any:
    number = digits @ POWERS[1:]
    found = [number]
    for at in range(DIGITS):
        rest = number - digits[:, at] * POWERS[at + 1]
        found += [rest + digit * POWERS[at + 1] for digit in range(10)]
    for at in range(DIGITS - 1):
        step = digits[:, at + 1] - digits[:, at]
        found.append(number + step * (POWERS[at + 1] - POWERS[at + 2]))
    return np.column_stack(found)


def _more(digits: Any) -> Any:
    found = []
    for at in range(DIGITS):
        left = digits[:, :at] @ POWERS[1 : at + 1]
        right = digits[:, at:] @ POWERS[at + 2 :]
        found += [left + digit * POWERS[at + 1] + right for digit in range(10)]
    return np.column_stack(found)


def _less(digits: Any) -> Any:
    every = np.arange(DIGITS + 1)
    return np.column_stack([digits[:, every != at] @ POWERS[1:] for at in every])


def _given(lost: pd.DataFrame) -> pd.DataFrame:
    """What the claims say, with digits in the place of letters that look like them."""
    niks = [re.sub(r"\D", "", repaired(nik)) for nik in lost["nik"]]
    return pd.DataFrame(
        {
            "l": range(len(lost)),
            "written": lost["nik"].to_numpy(),
            "nik": niks,
            "name": lost["name"].fillna("").to_numpy(),
            "born": lost["born"].to_numpy(),
            "sex": lost["sex"].to_numpy(),
            **{name: lost[name].fillna("").to_numpy() for name in ("kk", "kecamatan", "desa")},
        }
    )


def _days(given: pd.DataFrame) -> pd.DataFrame:
    """`l` and `day`: each day on which the claim's person may have been born."""
    born = pd.to_datetime(given["born"])
    parts = [born, _day(born.dt.year, born.dt.day, born.dt.month)]
    digits = given["nik"].where(given["nik"].str.len() == DIGITS, "")
    day, month, year = (
        pd.to_numeric(digits.str[at : at + 2], errors="coerce") for at in (6, 8, 10)
    )
    day = day.where(day <= WOMAN, day - WOMAN)
    parts += [_day(century + year, month, day) for century in (1900, 2000)]
    found = pd.concat([pd.DataFrame({"l": given["l"], "day": part}) for part in parts])
    return found.dropna().drop_duplicates()


def _day(year: Any, month: Any, day: Any) -> Any:
    """The day, where the calendar has it."""
    number = (year * 10_000 + month * 100 + day).astype("Float64")
    text = number.map(lambda each: f"{int(each):08}", na_action="ignore")
    return pd.to_datetime(text, format="%Y%m%d", errors="coerce")


def _fill(
    db: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame, columns: Mapping[str, str]
) -> None:
    db.execute(f"CREATE TABLE {table} ({', '.join(' '.join(each) for each in columns.items())})")
    db.register("near_frame", rows)
    db.execute(f"INSERT INTO {table} SELECT {', '.join(columns)} FROM near_frame")
    db.unregister("near_frame")
