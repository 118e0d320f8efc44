"""What is late in the budget of a year, each kind by a stated rule, and by whom."""

from dataclasses import dataclass, replace

import pandas as pd

from connectors import areas, indicator, regency, skpds
from dashboard import figures, measures
from dashboard.board import words
from dashboard.board.agencies import kind_of
from dashboard.board.money import ABSORPTION, LAST, Money, of, rupiah
from dashboard.measures import State
from dashboard.parts import NeedItem, origin_of

WORST = 3  # named beside each kind


@dataclass(frozen=True)
class Office:
    """One SKPD in the budget of a year; what it does not have is NaN."""

    code: str
    absorbed: float
    plan: float
    gap: float
    period: pd.Timestamp
    physical: float
    short: float  # rupiah that the cash plan wanted spent by then and that are not
    announced: float
    contracted: float
    simulated: bool

    @property
    def kind(self) -> str:
        """What kind of agency it is: a key of `agencies.KINDS`."""
        return kind_of(self.code)

    @property
    def state(self) -> State:
        """How it stands against its cash plan by the rule of the regency."""
        if self.gap != self.gap:
            return State.NO_TARGET
        if round(self.gap, 1) < -regency().late_points:  # as it is printed
            return State.BEHIND
        return State.BELOW_PATH if round(self.gap, 1) < 0 else State.ON_PATH


def offices(money: Money) -> list[Office]:
    """Every SKPD with a budget in the year, the latest first; those without a plan come last."""
    made = []
    values = {code: _newest(money, code) for code in
              ("physical_progress", "apbd_budget", "procurement_packages",
               "procurement_contracted")}  # fmt: skip
    missing = float("nan")
    for row in money.beside.to_dict("records"):
        mine = {code: found.get(row["skpd"], missing) for code, found in values.items()}
        made.append(
            Office(
                row["skpd"], row["value"], row["plan"], row["gap"], row["period"],
                mine["physical_progress"], -row["gap"] * mine["apbd_budget"] / 100,
                mine["procurement_packages"], mine["procurement_contracted"],
                bool(row["simulated"]),
            )
        )  # fmt: skip
    return made


def _newest(money: Money, code: str) -> dict[str, float]:
    rows = of(money.offices, code, "actual", money.year)
    return {str(key): float(value) for key, value in rows.groupby("skpd")["value"].last().items()}


def items(money: Money) -> list[NeedItem]:
    """Everything that is late, a kind an item, each with its rule."""
    found = [_offices(money), _packages(money), _works(money), _unannounced(money)]
    return [item for item in found if item is not None]


def _offices(money: Money) -> NeedItem | None:
    far = [office for office in offices(money) if office.state is State.BEHIND]
    if not far:
        return None
    entry, points = indicator(ABSORPTION), figures.number(regency().late_points)
    worst = ", ".join(
        f"{skpds()[office.code].short} {words.step(office.gap, entry)}" for office in far[:WORST]
    )
    dear = max(far, key=lambda office: office.short if office.short == office.short else 0.0)
    if dear.short > 0:
        worst += f". Uang terbanyak: {skpds()[dear.code].short} {rupiah(dear.short)}"
    judged = int(money.beside["gap"].notna().sum())
    return _item(
        money, ABSORPTION, "Serapan tertinggal",
        f"{len(far)} dari {judged} SKPD lebih dari {points} poin di bawah anggaran kas",
        f"Terjauh: {worst}.", max(office.period for office in far),
    )  # fmt: skip


def _packages(money: Money) -> NeedItem | None:
    code, months = "procurement_contracted", regency().late_months
    told = of(money.offices, "procurement_packages", "actual", money.year)
    late = measures.waiting(told, of(money.offices, code, "actual", money.year), months)
    if not late:
        return None
    first = sorted(late.items(), key=lambda each: (-each[1], each[0]))[:WORST]
    worst = ", ".join(f"{skpds()[skpd].short} {count}" for skpd, count in first)
    count = figures.number(sum(late.values()))
    return _item(
        money, code, "Belum berkontrak",
        f"Sedikitnya {count} paket diumumkan {months} bulan lalu atau lebih tanpa kontrak",
        f"Terbanyak: {worst}.", told["period"].max(),
    )  # fmt: skip


def _unannounced(money: Money) -> NeedItem | None:
    """Packages of the year's procurement plan (RUP) that are not announced yet."""
    code, told = "procurement_packages", money.newest("procurement_packages")
    planned = money.rows("procurement_contracted", "target")
    if told is None or planned.empty or planned["value"].iloc[-1] <= told["value"]:
        return None
    goal = planned["value"].iloc[-1]
    missing = figures.number(goal - told["value"])
    item = _item(
        money, code, "Belum diumumkan",
        f"{missing} dari {figures.number(goal)} paket rencana setahun belum diumumkan",
        "Menurut rencana umum pengadaan (RUP) tahun itu.", told["period"],
    )  # fmt: skip
    over = told["period"].month == LAST  # until then it can still be announced
    return item if over else replace(item, shape="below_path")


def _works(money: Money) -> NeedItem | None:
    code, row = "works_behind_schedule", money.newest("works_behind_schedule")
    if row is None or row["value"] <= 0:
        return None
    rows = of(money.places, code, "actual", money.year)
    mine = rows[(rows["period"] == row["period"]) & (rows["value"] > 0)]
    mine = mine.sort_values(["value", "area"], ascending=[False, True]).head(WORST)
    worst = ", ".join(
        f"{areas()[each['area']].name} {figures.number(each['value'])}"
        for each in mine.to_dict("records")
    )
    told = indicator(code).definition
    return _item(
        money, code, "Pekerjaan terlambat",
        f"{figures.number(row['value'])} paket jalan dan jembatan",
        f"{told} Terbanyak: {worst}." if worst else told, row["period"],
    )  # fmt: skip


def _item(
    money: Money, code: str, word: str, title: str, text: str, period: pd.Timestamp
) -> NeedItem:
    entry, row = indicator(code), money.newest(code)
    return NeedItem(
        "behind", word, title, text, (), words.answerer(entry),
        figures.period(period.date(), entry),
        origin_of(code, regency().code, "", period.date()),
        bool(row is not None and row["simulated"]),
    )  # fmt: skip
