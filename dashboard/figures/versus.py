"""One area beside others over time: its own line strong, the others thin, one scale for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import pandas as pd

from connectors import Indicator
from dashboard.figures._axis import Frame, honest, spread, years
from dashboard.figures._style import number, period, quantity

ORDER = ("peer", "nation", "province", "home")  # what is drawn last lies on top
STEP_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "semester": 184, "year": 366}
LETTER = 7.0  # the width of a letter of a label, about
DOTS = 40  # points; with more the own line has no dots
NARROW = 500
LATE = 0.3  # of the time shown; a line that ends earlier bears no name at its far end,
GRACE = pd.Timedelta(days=732)  # unless that is not long ago


@dataclass(frozen=True)
class Strand:
    """One area's values: `rows` has period and value."""

    name: str
    kind: Literal["home", "province", "nation", "peer"]
    rows: pd.DataFrame


def versus(
    strands: Sequence[Strand], entry: Indicator, *, size: tuple[int, int] = (1240, 420)
) -> str:
    """The strands as a mark, on one scale. It starts at zero, or says where it starts.

    A period without a value is a gap; a value without neighbours is a dot. Each line bears its name
    at its end, with the year when it ends before the others; where it ended long ago, or on a
    narrow mark, only the own line, the province and the nation do.
    """
    width, height = size
    shown = [
        Strand(each.name, each.kind, each.rows[each.rows["value"].notna()].sort_values("period"))
        for each in sorted(strands, key=lambda each: ORDER.index(each.kind))
    ]
    shown = [each for each in shown if len(each.rows)]
    if not shown:
        head = _head(f"{entry.title}: belum ada data", width, height)
        return f'{head}<text x="{width / 2}" y="{height / 2}">Belum ada data</text></svg>'
    told = ", ".join(f"{each.name} {_last(each, entry)}" for each in reversed(shown))
    everything = pd.concat([each.rows for each in shown])
    first, last = everything["period"].min(), everything["period"].max()
    near = last - max((last - first) * LATE, GRACE)
    labelled = [
        each
        for each in shown
        if each.kind != "peer" or (width > NARROW and each.rows["period"].iloc[-1] >= near)
    ]
    texts = [_label(each, entry, last, width) for each in labelled]
    room = min(int(26 + LETTER * max([len(text) for text in texts], default=0)), int(width * 0.45))
    steps = honest(float(everything["value"].min()), float(everything["value"].max()), 4)
    top = 30 if _cut(steps) else 14  # room to say where the axis starts
    frame = Frame(width, height, first, last, steps[0], steps[-1], top, beyond=room)
    drawn = [_head(f"{entry.title} menurut waktu. {told}", width, height)]
    drawn += _axes(frame, steps, entry)
    drawn += [_strand(each, frame, entry) for each in shown]
    drawn += _labels(labelled, texts, frame)
    return "".join([*drawn, "</svg>"])


def _head(label: str, width: int, height: int) -> str:
    return (
        f'<svg class="trend versus" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(label, quote=True)}">'
    )


def _last(each: Strand, entry: Indicator) -> str:
    newest = each.rows.iloc[-1]
    value = quantity(float(newest["value"]), entry.unit, entry.decimals)
    return f"{value} ({period(newest['period'].date(), entry)})"


def _label(each: Strand, entry: Indicator, last: pd.Timestamp, width: int) -> str:
    if width <= NARROW:
        return each.name
    newest = each.rows.iloc[-1]
    value = number(float(newest["value"]), entry.decimals)
    when = f" ({newest['period'].year})" if newest["period"] < last else ""
    return f"{each.name} {value}{when}"


def _cut(steps: list[float]) -> bool:
    """Whether zero lies outside the picture."""
    return steps[0] > 0 or steps[-1] < 0


def _axes(frame: Frame, steps: list[float], entry: Indicator) -> list[str]:
    drawn = []
    exact = [each for each in range(4) if all(round(step, each) == step for step in steps)]
    decimals = min([*exact, max(entry.decimals, 3)])
    for step in steps:
        y = frame.y(step)
        zero = " zero" if step == 0 else ""
        drawn.append(f'<path class="grid{zero}" d="M{frame.left} {y:.1f}H{frame.right}"/>')
        drawn.append(
            f'<text class="tick" x="{frame.left - 8}" y="{y + 4:.1f}" text-anchor="end">'
            f"{number(step, decimals)}</text>"
        )
    many = 10 if frame.width > 1000 else 6 if frame.width > NARROW else 3
    for day in years(frame, many):
        drawn.append(
            f'<text class="tick" x="{frame.x(day):.1f}" y="{frame.height - 8}" '
            f'text-anchor="middle">{day.year}</text>'
        )
    if _cut(steps):
        drawn.append(
            f'<text class="start" x="{frame.left}" y="12">Sumbu mulai dari '
            f"{number(steps[0], decimals)}, bukan dari nol</text>"
        )
    return drawn


def _strand(each: Strand, frame: Frame, entry: Indicator) -> str:
    """The runs of unbroken periods as lines, what stands alone as a dot, all under one name."""
    drawn, dots = [], []
    for run in _runs(each.rows, entry):
        points = [(frame.x(day), frame.y(value)) for day, value in run]
        if len(points) > 1:
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            drawn.append(f'<path d="M{path}"/>')
        if len(points) == 1 or (each.kind == "home" and len(each.rows) <= DOTS):
            dots += points
    size = 3.6 if each.kind == "home" else 2.8
    drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}"/>' for x, y in dots]
    title = escape(f"{each.name}: {_last(each, entry)}")
    return f'<g class="strand {each.kind}"><title>{title}</title>{"".join(drawn)}</g>'


def _runs(rows: pd.DataFrame, entry: Indicator) -> list[list[tuple[pd.Timestamp, float]]]:
    runs: list[list[tuple[pd.Timestamp, float]]] = []
    longest = STEP_DAYS[entry.frequency] * 1.5
    before: pd.Timestamp | None = None
    for day, value in zip(rows["period"], rows["value"], strict=True):
        anew = bool(entry.resets) and before is not None and before.year != day.year
        if before is None or anew or (day - before).days > longest:
            runs.append([])
        runs[-1].append((day, float(value)))
        before = day
    return runs


def _labels(strands: Sequence[Strand], texts: Sequence[str], frame: Frame) -> list[str]:
    """The name at the end of each line, led there by a thin line where it is not beside it."""
    ends = [
        (frame.x(each.rows["period"].iloc[-1]), frame.y(float(each.rows["value"].iloc[-1])))
        for each in strands
    ]
    places = spread([y for _, y in ends], frame.top + 4, frame.bottom)
    start = frame.right + 8
    drawn = []
    for each, text, (x, y), place in zip(strands, texts, ends, places, strict=True):
        drawn.append(
            f'<path class="lead {each.kind}" d="M{x + 5:.1f} {y:.1f}'
            f'L{frame.right - 4} {place:.1f}H{frame.right + 4}"/>'
        )
        drawn.append(
            f'<text class="end {each.kind}" x="{start}" y="{place + 4:.1f}">{escape(text)}</text>'
        )
    return drawn
