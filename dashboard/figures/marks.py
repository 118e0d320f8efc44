"""Small SVG strings: the same one serves the first paint, the wall and the paper.

Colours come from the classes of `assets/style.css`, so a mark follows the theme. Whatever comes
from data is escaped here; nothing else may be put into a mark.
"""

from collections.abc import Sequence
from html import escape

SHAPES = {
    "reached": '<path d="M6 1 11.4 10.6H.6Z"/>',
    "on_path": '<circle cx="6" cy="6" r="4.8"/>',
    "below_path": '<rect x="1.4" y="1.4" width="9.2" height="9.2"/>',
    "behind": '<path d="M6 .4 11.6 6 6 11.6.4 6Z"/>',
    "worsening": '<path d="M6 11 .6 1.4h10.8Z"/>',
}
RING = (
    '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.5" '
    'stroke-dasharray="2.4 1.7"/>'
)
WIDTH, HEIGHT, EDGE = 240.0, 56.0, 5.0


def shape(state: str) -> str:
    """The shape of a state, 12 by 12; the word beside it says the same, so it is hidden from
    screen readers."""
    drawn = SHAPES.get(state, RING)
    return (
        f'<svg class="shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" '
        f'focusable="false"><g fill="currentColor">{drawn}</g></svg>'
    )


def sparkline(
    values: Sequence[float],
    target: float | None = None,
    label: str = "",
    places: Sequence[float] | None = None,
) -> str:
    """A line through `values`, oldest first, its last point marked and `target` dashed.

    `places` are the values' places in time, evenly apart by default. A missing value (NaN) is a
    gap. One value, or equal ones, lie in the middle.
    """
    known = [value for value in values if value == value]
    opening = (
        f'<svg class="sparkline" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
        f'aria-label="{escape(label, quote=True)}">'
    )
    if not known:
        return f"{opening}</svg>"
    ends = [*known, target] if target is not None else known
    low, high = min(ends), max(ends)
    times = list(range(len(values))) if places is None else list(places)
    step = (WIDTH - 2 * EDGE) / (times[-1] - times[0] or 1)

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)

    parts = [opening]
    if target is not None:
        parts.append(f'<path class="goal" d="M0 {y(target):.1f}H{WIDTH:g}"/>')
    path, pen = "", "M"
    for time, value in zip(times, values, strict=True):
        if value != value:
            pen = "M"
            continue
        x = EDGE + (time - times[0]) * step if len(values) > 1 else WIDTH / 2
        path += f"{pen}{x:.1f} {y(value):.1f}"
        pen = "L"
        last = (x, y(value))
    parts.append(f'<path class="line" d="{path}"/>')
    parts.append(f'<circle class="dot" cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3.5"/></svg>')
    return "".join(parts)


def bar(share: float) -> str:
    """A bar of `share` (0 to 1) of its width."""
    width = 100 * min(max(share, 0.0), 1.0)
    return (
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="track" width="100" height="8"/><rect class="fill" width="{width:.1f}" '
        'height="8"/></svg>'
    )


def shares(parts: Sequence[tuple[str, float]]) -> str:
    """One bar divided among `parts`: (class of the part's colour, amount). The words stand beside
    it, so it is hidden from screen readers."""
    whole = sum(amount for _, amount in parts) or 1.0
    drawn, start = [], 0.0
    for name, amount in parts:
        width = 100 * amount / whole
        drawn.append(
            f'<rect class="{escape(name)}" x="{start:.2f}" width="{width:.2f}" height="8"/>'
        )
        start += width
    return (
        '<svg class="bar shares" viewBox="0 0 100 8" preserveAspectRatio="none" '
        f'aria-hidden="true">{"".join(drawn)}</svg>'
    )
