"""Stand-ins for the aid programmes' lists: three years of five programmes, with a known truth.

The persons are those of the register's stand-in, with the errors of `_errors.toml`; what is true of
each is told by `lists_truth`. Nobody real is meant.
"""

from datetime import date
from typing import Any

import pandas as pd

from connectors import regency
from dashboard.demo._shown import shown

INDICATORS = {
    "petani_mandiri": "farmer_card_recipients",
    "pedagang_produktif": "trader_card_recipients",
    "santunan_duka": "death_grants_paid",
    "aladin": "house_repairs",
    "beasiswa": "scholarship_recipients",
}


def draw(until: date, scale: float = 1.0) -> tuple[dict[str, dict[str, Any]], pd.DataFrame]:
    """The books with lists up to `until`, and the truth in the contract's shape."""
    found = shown(until, scale)
    rows = [_rows(found.claims[code], code, found.desa) for code in INDICATORS]
    return found.books, _truth(pd.concat(rows, ignore_index=True))


def _rows(claims: pd.DataFrame, code: str, desa: tuple[str, ...]) -> pd.DataFrame:
    """What was paid: to whom (as it is written; an empty cell is nobody), where, when."""
    who = ["" if cell in (None, "", "-") else str(cell).casefold() for cell in claims["raw"]]
    area = [desa[place][:8] for place in claims["desa"]]
    month = claims["paid"].dt.to_period("M").dt.start_time
    year = claims["paid"].dt.to_period("Y").dt.start_time
    counted = month if code == "santunan_duka" else year
    return pd.DataFrame({"indicator": INDICATORS[code], "who": who, "area": area, "month": month,
                         "period": counted, "amount": claims["amount"].astype(float)})  # fmt: skip


def _truth(rows: pd.DataFrame) -> pd.DataFrame:
    both = pd.concat([rows, rows.assign(area=regency().code)], ignore_index=True)
    persons: dict[tuple[Any, ...], set[str]] = {}
    money: dict[tuple[Any, ...], float] = {}
    for code, area, who, period, month, amount in zip(
        *(
            both[name].tolist()
            for name in ("indicator", "area", "who", "period", "month", "amount")
        ),
        strict=True,
    ):
        persons.setdefault((code, area, period), set()).update([who] if who else [])
        key = ("aid_paid", area, month)
        money[key] = money.get(key, 0.0) + amount
    known = [(*key, float(len(members))) for key, members in persons.items()]
    known += [(*key, total) for key, total in money.items()]
    return pd.DataFrame(known, columns=["indicator", "area", "period", "value"])
