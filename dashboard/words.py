"""What a line of the board says, in words: the same on screen, on paper and on the wall."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from connectors import Indicator, skpds
from dashboard import figures, measures
from dashboard.board import Line
from dashboard.measures import Standing, State

STEP = {
    "day": "hari",
    "week": "pekan",
    "month": "bulan",
    "quarter": "triwulan",
    "semester": "semester",
    "year": "tahun",
}
GREEN = (State.REACHED, State.ON_PATH)
OFF = (State.WORSENING, State.BEHIND, State.BELOW_PATH)
NUMERALS = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh".split()


def amount(value: float, entry: Indicator) -> str:
    """A value with its unit: 11,49 %, Rp 1,2 triliun, 1.301.635 jiwa."""
    return figures.quantity(value, entry.unit, entry.decimals)


def apart(value: float, entry: Indicator) -> tuple[str, str]:
    """The number and the unit as two texts, for places that set the unit smaller."""
    text = amount(value, entry)
    if entry.unit.startswith("Rp"):
        number, _, unit = text.rpartition(" ")
        return number, unit
    return text.removesuffix(entry.unit).strip(), "" if entry.unit == "indeks" else entry.unit


def step(value: float, entry: Indicator) -> str:
    """A difference of two values: percentages differ by points."""
    if entry.unit == "%":
        return f"{figures.number(abs(value), entry.decimals)} poin"
    return amount(abs(value), entry)


def period(standing: Standing, entry: Indicator) -> str:
    """The period of the newest value: Maret 2025."""
    if standing.period is None:
        return "–"
    return figures.period(standing.period, entry)


def target(standing: Standing, entry: Indicator) -> str:
    """The target to judge by, with both ends of a range and its period when that is another."""
    if standing.target_period is None:
        return "–"
    low, high = standing.target_lower, standing.target_upper
    text = amount(low, entry)
    if high == high and high != low:
        text = f"{figures.number(low, entry.decimals)}–{amount(high, entry)}"
    if standing.target_period != standing.period:
        when = figures.period(standing.target_period, entry)
        text = f"{text} ({when})"
    return text


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
    if standing.best_pace == standing.best_pace:
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
    return skpds()[line.indicator.skpd or line.source.owner].short


def origin(line: Line) -> str:
    """Where the newest value stands: the site of its publication, or the SKPD's system."""
    address = str(line.newest["publication"]) if line.newest else ""
    if address.startswith("http"):
        return address.split("/")[2].removeprefix("www.")
    return f"{skpds()[line.source.owner].short} · {line.source.system}"


def overview(lines: Sequence[Line]) -> list[tuple[str, bool]]:
    """The first sentences of the overview, as (text, whether it is the worst of it)."""
    judged = [line for line in lines if line.standing.state in (*GREEN, *OFF)]
    if not judged:
        return [("Belum ada indikator yang dapat dinilai terhadap targetnya.", False)]
    green = sum(line.standing.state in GREEN for line in judged)
    opening = f"{spelt(green).capitalize()} dari {spelt(len(judged))} indikator bertarget"
    parts = [(f"{opening} sudah tercapai atau di jalurnya.", False)]
    worst = measures.attention([line.standing for line in judged])
    if worst:
        line = next(line for line in judged if line.standing is worst[0])
        entry = line.indicator
        text = f"{entry.title} {worst[0].state.word} {step(worst[0].gap, entry)}"
        parts.append((f" {text}", True))
        rest = len(worst) - 1
        parts.append((f", {spelt(rest)} lain perlu perhatian." if rest else ".", False))
    stale = sum(line.standing.state is State.STALE for line in lines)
    if stale:
        parts.append((f" {spelt(stale).capitalize()} angka sudah lewat umur.", False))
    return parts


def spelt(number: int) -> str:
    """Small numbers in words, as one writes them in a sentence."""
    return NUMERALS[number] if number < len(NUMERALS) else figures.number(number, 0)


def achieved(standing: Standing) -> str:
    """Achievement and its class, as a report needs them."""
    if standing.achievement != standing.achievement:
        return "–"
    percent = figures.number(standing.achievement, 1)
    return f"{percent} % ({standing.achievement_class})"


def judgement(line: Line, today: date) -> str:
    """One or two sentences on the newest value: what it is, against what, and what it needs."""
    entry, standing = line.indicator, line.standing
    opening = f"{period(standing, entry)}: {amount(standing.value, entry)}"
    if standing.previous is not None and standing.previous.value:
        verb = "naik" if standing.previous.value > 0 else "turun"
        before = figures.period(standing.previous.since, entry)
        opening += f", {verb} {step(standing.previous.value, entry)} dari {before}"
    told = [f"{opening}."]
    judged = standing.last_state if standing.stale else standing.state
    if judged in OFF:
        told.append(f"Masih {gap(standing, entry)} {target(standing, entry)}.")
        if pace := need(standing, entry):
            told.append(f"{pace[:1].upper()}{pace[1:]}.")
    elif judged is State.REACHED:
        told.append(f"Target {target(standing, entry)} tercapai.")
    elif judged is State.ON_PATH:
        told.append(f"Di jalur menuju target {target(standing, entry)}.")
    else:
        told.append("Belum ada target yang berlaku untuk periode ini.")
    if standing.stale and standing.due is not None:
        told.append(f"Angka berikutnya seharusnya terbit {figures.day(standing.due)}.")
    return " ".join(told)


def newest_period(places: pd.DataFrame, entry: Indicator) -> str:
    """The period that a set of places is of."""
    newest = places["period"].dropna().max()
    return figures.period(newest.date(), entry) if newest == newest else ""
