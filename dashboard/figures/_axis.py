"""Axes: where a value and a day lie, round ticks, and labels that do not overlap."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from connectors import Indicator
from dashboard.figures._style import quantity

APART = 17.0  # least distance of two labels


@dataclass(frozen=True)
class Frame:
    """The area inside the axes."""

    width: int
    height: int
    first: pd.Timestamp
    last: pd.Timestamp
    low: float
    high: float
    top: int = 14
    whole: bool = True  # False: the lines start anew each January
    beyond: int = 0  # room for the labels at the right; 0: what the width allows

    @property
    def left(self) -> int:
        """Where the lines begin."""
        return 62

    @property
    def right(self) -> int:
        """Where the lines end; the labels stand beyond."""
        return self.width - (self.beyond or (150 if self.width > 600 else 20))

    @property
    def bottom(self) -> int:
        """Where the lowest value lies."""
        return self.height - 34

    def x(self, day: pd.Timestamp) -> float:
        """Where a day lies; a single day lies in the middle."""
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return self.left + 10 + share * (self.right - self.left - 20)

    def y(self, value: float) -> float:
        """Where a value lies."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - share * (self.bottom - self.top)


def ticks(low: float, high: float, count: int) -> list[float]:
    """About `count` + 1 round numbers from at most `low` to at least `high`."""
    span = high - low or abs(high) or 1.0
    raw = span / count
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= raw * 0.999)
    start = math.floor(low / step + 1e-9)
    end = max(math.ceil(high / step - 1e-9), start + 1)
    return [round(place * step, 10) for place in range(start, end + 1)]


def honest(low: float, high: float, count: int) -> list[float]:
    """Ticks from zero, unless the values lie so close together that half of the picture would be
    empty; whoever draws from another start says so."""
    if 0 <= low <= high / 2:
        low = 0.0
    elif high <= 0 and high >= low / 2:
        high = 0.0
    return ticks(low, high, count)


def spread(wanted: Sequence[float], low: float, high: float, apart: float = APART) -> list[float]:
    """Places as near to those `wanted` as may be, `apart` from each other and within `low` to
    `high` as long as there is room; in the order of `wanted`."""
    order = sorted(range(len(wanted)), key=lambda each: wanted[each])
    placed: list[float] = []
    for each in order:
        least = placed[-1] + apart if placed else low
        placed.append(max(wanted[each], least))
    limit = high
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], limit)
        limit = placed[place] - apart
    found = [0.0] * len(wanted)
    for each, y in zip(order, placed, strict=True):
        found[each] = y
    return found


def years(frame: Frame, most: int) -> list[pd.Timestamp]:
    """The first days of at most `most` years, evenly apart."""
    numbers = range(frame.first.year, frame.last.year + 1)
    every = max(1, math.ceil(len(numbers) / most))
    days = [pd.Timestamp(year, 1, 1) for year in numbers if (frame.last.year - year) % every == 0]
    return [max(day, frame.first) for day in days]


def labelled(
    frame: Frame, ends: Sequence[tuple[str, str, pd.DataFrame]], entry: Indicator
) -> list[str]:
    """A label at the end of each line: its name and last value, moved apart where they collide."""
    if frame.width <= 600:
        return []
    wanted = []
    for kind, name, rows in ends:
        last = rows.sort_values("period").iloc[-1]
        text = f"{name} {quantity(last['value'], entry.unit, entry.decimals)}".strip()
        wanted.append((frame.y(last["value"]), frame.x(last["period"]), kind, text))
    drawn, below = [], -math.inf
    for y, x, kind, text in sorted(wanted):
        place = max(y, below + APART)
        below = place
        drawn.append(
            f'<text class="end {kind}" x="{max(x, frame.right - 12) + 12:.1f}" y="{place + 4:.1f}">'
            f"{escape(text)}</text>"
        )
    return drawn
