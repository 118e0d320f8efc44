"""What a line of the board says, in words: the same on screen, on paper and on the wall."""

from datetime import date

import pandas as pd

from connectors import Indicator, answering, skpds
from dashboard import figures, measures
from dashboard.board._lines import Line
from dashboard.measures import Standing, State

FINEST = 6  # decimals of a difference
STEP = {
    "day": "hari",
    "week": "pekan",
    "month": "bulan",
    "quarter": "triwulan",
    "semester": "semester",
    "year": "tahun",
}


def amount(value: float, entry: Indicator) -> str:
    """A value with its unit: 11,49 %, Rp 1,2 triliun, 1.301.635 jiwa."""
    return figures.quantity(value, entry.unit, entry.decimals)


def apart(value: float, entry: Indicator) -> tuple[str, str]:
    """The number and the unit as two texts, for places that set the unit smaller."""
    text = amount(value, entry)
    if entry.unit.startswith("Rp"):
        number, _, unit = text.rpartition(" ")
        return number, unit
    unit = "" if entry.unit in ("indeks", "rasio") else entry.unit
    return text.removesuffix(entry.unit).strip(), unit


def step(value: float, entry: Indicator) -> str:
    """A difference of two values: percentages differ by points. What is there is never told as 0:
    a difference that the indicator's own decimals would hide gets as many as it needs."""
    decimals = entry.decimals
    while 0 < abs(value) < 0.5 * 10**-decimals and decimals < FINEST:
        decimals += 1
    if entry.unit == "%":
        return f"{figures.number(abs(value), decimals)} poin"
    return figures.quantity(abs(value), entry.unit, decimals)


def period(standing: Standing, entry: Indicator) -> str:
    """The period of the newest value: Maret 2025."""
    if standing.period is None:
        return "–"
    return figures.period(standing.period, entry)


def target(standing: Standing, entry: Indicator) -> str:
    """The target to judge by, with both ends of a range and its period when that is another."""
    if standing.target_period is None:
        return "–"
    text = goal(standing, entry)
    if standing.target_period != standing.period:
        when = figures.period(standing.target_period, entry)
        text = f"{text} ({when})"
    return text


def goal(standing: Standing, entry: Indicator) -> str:
    """The target itself: 10,95 %, 70,30–71,10, Rp 7,20 triliun–Rp 7,50 triliun."""
    return ends(standing.target_lower, standing.target_upper, entry)


def ends(low: float, high: float, entry: Indicator) -> str:
    """One number, or a range with both ends; NaN as the upper end is none."""
    if high != high or high == low:
        return amount(low, entry)
    if "Rp" in entry.unit:  # each end has its own scale
        return f"{amount(low, entry)}–{amount(high, entry)}"
    return f"{figures.number(low, entry.decimals)}–{amount(high, entry)}"


def short_target(standing: Standing, entry: Indicator) -> str:
    """The target for narrow places: without a unit that stands beside it, the month shortened."""
    text = target(standing, entry)
    if entry.unit not in ("%", "") and not entry.unit.startswith("Rp"):
        text = text.replace(f" {entry.unit}", "")
    for month in figures.MONTHS:
        text = text.replace(f"({month} ", f"({month[:3]} ")
    return text


def distance(standing: Standing, entry: Indicator) -> str:
    """How far the newest value is from where it should be by now."""
    if standing.period is None:
        return "belum ada data"
    if standing.target_period is None:
        return "belum ada target"
    judged = standing.last_state if standing.stale else standing.state
    if judged is State.REACHED:
        return "tercapai"
    if judged is State.ON_PATH:
        return "di jalur"
    side = {"higher": "kurang", "lower": "lebih", "range": "meleset"}[entry.better]
    return f"{side} {step(standing.gap, entry)}"


def gap(standing: Standing, entry: Indicator) -> str:
    """The gap as part of a sentence: 0,27 poin di atas target."""
    side = {"higher": "di bawah", "lower": "di atas", "range": "di luar"}[entry.better]
    path = standing.target_period == standing.period
    return f"{step(standing.gap, entry)} {side} {'target' if path else 'jalur'}"


def change(standing: Standing, entry: Indicator) -> str:
    """The change since the period before, signed."""
    if standing.previous is None:
        return ""
    if entry.unit.startswith("Rp"):
        sign = "+" if standing.previous.value > 0 else "−"
        return f"{sign}{amount(abs(standing.previous.value), entry)}"
    return figures.signed(standing.previous.value, entry.decimals)


def need(standing: Standing, entry: Indicator) -> str:
    """The pace that would meet the plan's last target."""
    pace = standing.pace_needed
    if pace != pace or pace <= 0:
        return ""
    verb = {"higher": "naik", "lower": "turun", "range": "bergerak"}[entry.better]
    text = f"perlu {verb} {step(pace, entry)} per {STEP[entry.frequency]}"
    if standing.best_pace == 0:
        text += "; belum pernah membaik"
    elif standing.best_pace == standing.best_pace:
        text += f"; terbaik selama ini {step(standing.best_pace, entry)}"
    return text


def since(standing: Standing, entry: Indicator) -> str:
    """Since when the value is off its path."""
    if standing.since is None:
        return ""
    return f"sejak {figures.period(standing.since, entry)}"


def age(standing: Standing, entry: Indicator, today: date) -> str:
    """The age of the newest value, counted from the end of its period."""
    if standing.period is None:
        return "belum ada data"
    days = measures.age_days(standing.period, entry, today)
    return f"umur {figures.age(days)}" if days > 0 else "periode berjalan"


def answers(line: Line) -> str:
    """The short name of the SKPD that answers for the indicator."""
    return answerer(line.indicator)


def answerer(entry: Indicator) -> str:
    """The short name of the SKPD that answers for an indicator."""
    return skpds()[answering(entry)].short


def origin(line: Line) -> str:
    """Where the newest value stands: the site of its publication, or the SKPD's system."""
    address = str(line.newest["publication"]) if line.newest else ""
    if address.startswith("http"):
        return address.split("/")[2].removeprefix("www.")
    return f"{skpds()[line.source.owner].short} · {line.source.system}"


def achieved(standing: Standing) -> str:
    """Achievement and its class, as a report needs them."""
    if standing.achievement != standing.achievement:
        return "–"
    percent = figures.number(standing.achievement, 1)
    return f"{percent} % ({standing.achievement_class})"


def newest_period(places: pd.DataFrame, entry: Indicator) -> str:
    """The period that a set of places is of."""
    newest = places["period"].dropna().max()
    return figures.period(newest.date(), entry) if newest == newest else ""
