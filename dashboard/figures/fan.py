"""One indicator on its way to a plan's end: what came, what is expected, what is wanted."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from connectors import Indicator
from dashboard.figures._style import number

WIDTH, HEIGHT = 420, 180
LEFT, TOP, BOTTOM = 8, 14, 26
LINE, APART = 17.0, 70.0  # least distance of two numbers, down and across

Band = tuple[int, float, float, float]  # year, middle, low, high
Goal = tuple[int, float, float]  # year, lower end, upper end


def fan(
    values: Mapping[int, float],
    ahead: Sequence[Band],
    goals: Sequence[Goal],
    entry: Indicator,
    label: str,
) -> str:
    """The way of `values` (year → value) as a line, a missing year as a gap; the band of what is
    expected, if anything is; the targets as ticks, a range with both ends.

    `label` says in words what the picture shows. Without any number, a mark that says so.
    """
    head = (
        f'<svg class="fan" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(label, quote=True)}">'
    )
    numbers = [*values.values()]
    numbers += [end for _, *ends in (*ahead, *goals) for end in ends]
    if not numbers:
        return f'{head}<text class="tick" x="{LEFT}" y="{HEIGHT / 2}">Belum ada data</text></svg>'
    years = [*values, *(each[0] for each in ahead), *(each[0] for each in goals)]
    first, last, low, high = min(years), max(years), min(numbers), max(numbers)

    right = 22 + 9 * max(len(number(each, entry.decimals)) for each in (low, high))

    def x(year: int) -> float:
        share = (year - first) / (last - first) if last > first else 0.5
        return LEFT + 4 + share * (WIDTH - LEFT - right - 8)

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    drawn = [head, f'<path class="grid" d="M{LEFT} {HEIGHT - BOTTOM + 6}H{WIDTH - right + 4}"/>']
    known = sorted(values)
    if ahead and known:
        start = (x(known[-1]), y(values[known[-1]]))
        upper = [(x(year), y(top)) for year, _, _, top in ahead]
        lower = [(x(year), y(bottom)) for year, _, bottom, _ in reversed(ahead)]
        middle = [(x(year), y(value)) for year, value, _, _ in ahead]
        drawn.append(f'<path class="band" d="{_line([start, *upper, *lower])}Z"/>')
        drawn.append(f'<path class="middle" d="{_line([start, *middle])}"/>')
    path = ""
    for before, year in zip([None, *known], known, strict=False):
        pen = "L" if before == year - 1 else "M"
        path += f"{pen}{x(year):.1f} {y(values[year]):.1f}"
        drawn.append(f'<circle class="dot" cx="{x(year):.1f}" cy="{y(values[year]):.1f}" r="2.6"/>')
    drawn.append(f'<path class="line" d="{path}"/>')
    for year, bottom, top in goals:
        if top > bottom:
            high_end = min(y(top), y(bottom) - 3)
            drawn.append(f'<path class="span" d="M{x(year):.1f} {y(bottom):.1f}V{high_end:.1f}"/>')
        else:
            drawn.append(f'<path class="tock" d="M{x(year) - 7:.1f} {y(bottom):.1f}h14"/>')
    drawn += _years(first, known[-1] if known else first, last, x)
    return "".join(
        [
            *drawn,
            *_ends(values, ahead, goals, entry, lambda year, value: (x(year), y(value))),
            "</svg>",
        ]
    )


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{across:.1f} {down:.1f}" for across, down in points)


def _years(first: int, now: int, last: int, x: Callable[[int], float]) -> list[str]:
    """The first year, the newest one that is known, and the last; not where they would touch."""
    shown: list[int] = []
    for year in (first, last, now):
        if all(abs(x(year) - x(other)) >= 40 for other in shown):
            shown.append(year)
    anchors = {first: "start", last: "end" if last > first else "start"}
    return [
        f'<text class="tick" x="{x(year):.1f}" y="{HEIGHT - 4}" '
        f'text-anchor="{anchors.get(year, "middle")}">{year}</text>'
        for year in shown
    ]


def _ends(
    values: Mapping[int, float],
    ahead: Sequence[Band],
    goals: Sequence[Goal],
    entry: Indicator,
    place: Callable[[int, float], tuple[float, float]],
) -> list[str]:
    """The numbers of the picture: what is expected at the end, or else the newest value, and the
    last target, beside what they name; moved apart where they would touch."""
    wanted = []
    coarse = max(entry.decimals - 1, 0)  # of what is only expected
    if ahead:
        year, middle = ahead[-1][:2]
        wanted.append((*place(year, middle), "line", number(middle, coarse)))
    elif values:
        newest = max(values)
        shown = number(values[newest], entry.decimals)
        wanted.append((*place(newest, values[newest]), "line", shown))
    if goals:
        year, bottom, top = goals[-1]
        bound = top if entry.better == "lower" else bottom
        wanted.append((*place(year, bound), "want", number(bound, entry.decimals)))
    drawn: list[str] = []
    before = (-APART, -APART)
    for x, y, kind, text in sorted(wanted, key=lambda each: each[1]):
        if abs(x - before[0]) < APART and y - before[1] < LINE:
            y = before[1] + LINE
        before = (x, y)
        drawn.append(
            f'<text class="end {kind}" x="{x + 11:.1f}" y="{y + 4:.1f}">{escape(text)}</text>'
        )
    return drawn
