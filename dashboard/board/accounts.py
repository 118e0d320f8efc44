"""The budget in numbers: the headlines of a year, what was published of every year, and the tagged
budgets beside the results that they should move."""

from datetime import date, datetime

import pandas as pd
from sqlalchemy import Connection

from connectors import indicator, regency
from dashboard import figures, store
from dashboard.board import words
from dashboard.board.money import ABSORPTION, Money, number, rupiah
from dashboard.parts import Number, origin_of

PUBLISHED = ("spending_budget", "spending_realisation", "budget_realisation",
             "revenue_realisation", "own_source_revenue", "budget_surplus_silpa",
             "social_aid_spending", "social_aid_budget", "grant_spending", "grant_budget",
             "regional_budget")  # fmt: skip
TAGGED = ("stunting_tagged_budget", "stunting_survey", "poverty_tagged_budget", "poverty_rate")

Cell = tuple[str, str]  # a value in words and the address of its origin; ("–", "") without one


def headline(money: Money) -> list[Number]:
    """The numbers of the year that a leader asks for first."""
    absorbed, physical = money.newest(ABSORPTION), money.newest("physical_progress")
    beside, apart = "", ""
    if absorbed is not None:
        plan = money.plan(absorbed["period"])
        if plan == plan:
            beside = f"anggaran kas {month(absorbed)} {figures.number(plan, 1)} %"
        if physical is not None:
            gap = physical["value"] - absorbed["value"]
            side = "di atas" if gap >= 0 else "di bawah"
            apart = f"{figures.number(abs(gap), 1)} poin {side} keuangan"
            if physical["period"] != absorbed["period"]:
                when = figures.period(physical["period"].date(), indicator("physical_progress"))
                apart = f"{when}; keuangan lain bulan"
    return [
        number(money, "apbd_budget", "Anggaran belanja"),
        number(money, "apbd_spending", "Realisasi belanja"),
        number(money, ABSORPTION, "Serapan (keuangan)", beside),
        number(money, "physical_progress", "Realisasi fisik", apart),
        number(money, "capital_spending_share", "Belanja modal", "dari anggaran belanja"),
        number(money, "procurement_contracted", "Paket terkontrak", _packages(money)),
        number(money, "procurement_contract_value", "Nilai kontrak", _savings(money)),
        number(money, "village_spending", "Belanja desa", _villages(money)),
    ]


def month(row: pd.Series) -> str:
    """The month of a value, without its year."""
    return figures.MONTHS[int(row["period"].month) - 1]


def _packages(money: Money) -> str:
    told = money.newest("procurement_packages")
    planned = money.rows("procurement_contracted", "target")
    pieces = []
    if told is not None:
        pieces.append(f"sampai {month(told)}, dari {figures.number(told['value'])} diumumkan")
    if len(planned):
        pieces.append(f"rencana setahun {figures.number(planned['value'].iloc[-1])}")
    return "; ".join(pieces)


def _savings(money: Money) -> str:
    row = money.newest("procurement_savings")
    return "" if row is None else f"penghematan {figures.number(row['value'], 1)} % dari HPS"


def _villages(money: Money) -> str:
    budget, share = money.newest("village_budget"), money.newest("village_absorption")
    funds = money.newest("village_funds_received")
    pieces = []
    if share is not None and budget is not None:
        part = figures.number(share["value"], 1)
        pieces.append(f"sampai {month(share)}, {part} % dari {rupiah(budget['value'])}")
    if funds is not None:
        pieces.append(f"Dana Desa diterima {rupiah(funds['value'])}")
    return "; ".join(pieces)


def published(db: Connection, moment: datetime | None) -> list[tuple[int, dict[str, Cell]]]:
    """What was published of the budget of each year, newest first."""
    return _yearly(db, moment, PUBLISHED)


def tagged(db: Connection, moment: datetime | None) -> list[tuple[int, dict[str, Cell]]]:
    """The tagged budgets of each year beside the results of the same year, newest first; from the
    first year on of which a tagged budget is known, and the two before it."""
    rows = _yearly(db, moment, TAGGED)
    first = min((year for year, cells in rows if cells[TAGGED[0]][1] or cells[TAGGED[2]][1]),
                default=9999)  # fmt: skip
    return [(year, cells) for year, cells in rows if year >= first - 2]


def simulated(db: Connection, moment: datetime | None) -> bool:
    """Whether a tagged budget comes from a stand-in."""
    rows = [store.known(db, moment, code, [regency().code], "", ["actual"]) for code in TAGGED]
    return bool(pd.concat(rows)["simulated"].any())


def _yearly(
    db: Connection, moment: datetime | None, codes: tuple[str, ...]
) -> list[tuple[int, dict[str, Cell]]]:
    home, found = regency().code, dict[int, dict[str, Cell]]()
    for code in codes:
        entry = indicator(code)
        for row in store.known(db, moment, code, [home], "", ["actual"]).to_dict("records"):
            day: date = row["period"].date()
            cell = (words.amount(row["value"], entry), origin_of(code, home, "", day))
            found.setdefault(day.year, {})[code] = cell
    blank: dict[str, Cell] = {code: ("–", "") for code in codes}
    return [(year, blank | found[year]) for year in sorted(found, reverse=True)]
