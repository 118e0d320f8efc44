"""One year as it adds up month by month: what was done, what was planned, and the year before."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from connectors import Indicator
from dashboard.figures._axis import APART, Frame, ticks
from dashboard.figures._style import BASES, MONTHS, SCALES, number, quantity

# The month, after its first, in which a period ends: what adds up is known at its end.
ENDS = {"quarter": 2, "semester": 5, "year": 11}
# Most days from one value to the next; with more, a value between them is missing.
STEPS = {"day": 5, "week": 10, "month": 31, "quarter": 92, "semester": 184, "year": 366}
NEAR = 90.0  # with less room than this to the right, a label stands beyond the axes


def scurve(
    actual: pd.DataFrame,
    plan: pd.DataFrame,
    before: pd.DataFrame,
    entry: Indicator,
    *,
    plan_name: str = "Rencana",
    size: tuple[int, int] = (1240, 360),
) -> str:
    """A year of what adds up from January, as a mark: `actual` strong, `plan` dashed, `before`
    (the year before) thin, each with its name at its end.

    Each frame has period and value, in the unit of `entry`; any may be empty. The newest year of
    `actual` is drawn (without one that of `plan`), and of the others that year and the one before
    it. A missing month, and a value that is NaN, is a gap; a value between gaps is a dot. The axis
    holds zero, for a share of a whole is read from there.
    """
    year = _year(actual) or _year(plan) or _year(before) + 1
    lines = [
        ("other", str(year - 1), _within(before, year - 1, year, entry)),
        ("goal", plan_name, _within(plan, year, year, entry)),
        ("line", str(year), _within(actual, year, year, entry)),
    ]
    width, height = size
    label = _told(lines, entry)
    head = (
        f'<svg class="trend scurve" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(label, quote=True)}">'
    )
    values = [value for _, _, points in lines for _, value in points if value == value]
    if not values:
        return f'{head}<text x="{width / 2}" y="{height / 2}">Belum ada data</text></svg>'
    steps = ticks(min(0.0, *values), max(0.0, *values), 4)
    frame = Frame(
        width,
        height,
        pd.Timestamp(year, 1, 1),
        pd.Timestamp(year, 12, 1),
        steps[0],
        steps[-1],
        top=26,
        beyond=170 if width > 600 else 92,
    )
    drawn = [head, *_axes(frame, steps, entry)]
    for kind, _, points in lines:
        drawn += _line(kind, points, frame, STEPS[entry.frequency])
    return "".join([*drawn, *_labels(lines, frame, entry), "</svg>"])


Points = Sequence[tuple[pd.Timestamp, float]]
Lines = Sequence[tuple[str, str, Points]]


def _year(rows: pd.DataFrame) -> int:
    """The newest year; 0 without a value."""
    known = rows[rows["value"].notna()] if len(rows) else rows
    return int(known["period"].max().year) if len(known) else 0


def _within(rows: pd.DataFrame, year: int, shown: int, entry: Indicator) -> Points:
    """The points of `year`, oldest first, as days of the year `shown`."""
    if rows.empty:
        return []
    mine = rows[rows["period"].dt.year == year].sort_values("period")
    ends = pd.DateOffset(months=ENDS.get(entry.frequency, 0))
    days = [day + ends + pd.DateOffset(year=shown) for day in mine["period"]]
    return list(zip(days, mine["value"].astype(float), strict=True))


def _known(points: Points) -> Points:
    return [point for point in points if point[1] == point[1]]


def _told(lines: Lines, entry: Indicator) -> str:
    """The picture in words: the newest value, and what was planned and known a year before by
    then."""
    (_, last_year, before), (_, plan_name, plan), (_, this_year, actual) = lines
    told = [f"{entry.title}, kumulatif"]
    known = _known(actual)
    when = known[-1][0] if known else None
    if when is not None:
        text = quantity(known[-1][1], entry.unit, entry.decimals)
        told.append(f"{this_year} sampai {MONTHS[when.month - 1]}: {text}")
    for name, points in ((plan_name, plan), (last_year, before)):
        then = [value for day, value in _known(points) if when is None or day == when]
        if then:
            text = quantity(then[-1], entry.unit, entry.decimals)
            told.append(f"{name} pada saat yang sama: {text}" if when is not None
                        else f"{name}: {text}")  # fmt: skip
    return "; ".join(told) + ("." if len(told) > 1 else ": belum ada data.")


def _axes(frame: Frame, steps: Sequence[float], entry: Indicator) -> list[str]:
    scale, unit = 1.0, entry.unit
    if entry.unit in BASES:  # large amounts are read in their own thousands
        rupiah = max(abs(step) for step in steps) * BASES[entry.unit]
        size, word = next((pair for pair in SCALES if rupiah >= pair[0]), (1.0, ""))
        scale, unit = BASES[entry.unit] / size, f"Rp {word}".strip()
    shown = [step * scale for step in steps]
    places = 0 if all(abs(step - round(step)) < 1e-9 for step in shown) else 1
    places = places if len({number(step, places) for step in shown}) == len(shown) else 2
    drawn = [f'<text class="tick" x="0" y="12">{escape(unit)}</text>']
    for step, value in zip(steps, shown, strict=True):
        y = frame.y(step)
        drawn.append(f'<path class="grid" d="M{frame.left} {y:.1f}H{frame.right}"/>')
        drawn.append(
            f'<text class="tick" x="{frame.left - 8}" y="{y + 4:.1f}" text-anchor="end">'
            f"{number(value, places)}</text>"
        )
    every = 1 if frame.width > 700 else 2
    for month in reversed(range(12, 0, -every)):
        x = frame.x(pd.Timestamp(frame.first.year, month, 1))
        drawn.append(
            f'<text class="tick" x="{x:.1f}" y="{frame.height - 8}" text-anchor="middle">'
            f"{MONTHS[month - 1][:3]}</text>"
        )
    return drawn


def _line(kind: str, points: Points, frame: Frame, most: int) -> list[str]:
    """The line with its gaps; a value that nothing joins is a dot, and so is each that was done."""
    path, dots, pen = "", [], "M"
    known: Points = _known(points)
    for place, (day, value) in enumerate(known):
        joined = [abs((day - known[near][0]).days) <= most
                  for near in (place - 1, place + 1) if 0 <= near < len(known)]  # fmt: skip
        pen = "L" if place and joined[0] else "M"
        path += f"{pen}{frame.x(day):.1f} {frame.y(value):.1f}"
        if not any(joined) or (kind == "line" and len(known) <= 12):
            dots.append((frame.x(day), frame.y(value)))
    drawn = [f'<path class="{kind}" d="{path}"/>'] if path else []
    mark = "dot" if kind == "line" else f"dot {kind}"
    return drawn + [f'<circle class="{mark}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in dots]


def _labels(lines: Lines, frame: Frame, entry: Indicator) -> list[str]:
    """The name and last value of each line: beyond the axes where it ends there, else beside its
    last point, on the side where no other line runs."""
    drawn: list[str] = []
    outside: list[tuple[float, str, str]] = []
    taken: list[tuple[float, float]] = []  # where labels stand beside a last point
    for kind, name, points in lines:
        known = _known(points)
        if not known:
            continue
        day, value = known[-1]
        x, y = frame.x(day), frame.y(value)
        amount = quantity(value, entry.unit, entry.decimals)
        if x > frame.right - NEAR / 2:
            text = name if frame.width <= 600 else f"{name}  {amount}"
            outside.append((y, kind, text))
            continue
        above = any(frame.y(other) < y for _, _, rest in lines if rest is not points
                    for when, other in _known(rest) if when == day)  # fmt: skip
        low = above and y + 22 < frame.bottom
        # What adds up rises: below a point its right is free, above it its left.
        anchor = "start" if low or x - NEAR < frame.left else "end"
        place = y + (22 if low else -12)
        while any(abs(x - a) < 2 * NEAR and abs(place - b) < APART for a, b in taken):
            place += 1 if low and place < frame.bottom - 6 else -1
        taken.append((x, place))
        drawn.append(
            f'<text class="end near {kind}" x="{x:.1f}" y="{place:.1f}" '
            f'text-anchor="{anchor}">{escape(f"{name}  {amount}")}</text>'
        )
    below = float("-inf")
    for y, kind, text in sorted(outside):
        below = max(y, below + APART)
        drawn.append(
            f'<text class="end {kind}" x="{frame.right + 8:.1f}" y="{below + 4:.1f}">'
            f"{escape(text)}</text>"
        )
    return drawn
