"""Places on one common scale, and a place among those known: rows of a list, drawn small."""

from collections.abc import Mapping, Sequence
from html import escape

from dashboard.figures._axis import honest

EDGE = 2.0  # percent at both ends, so that a dot is whole


def common_scale(values: Sequence[float]) -> tuple[float, float]:
    """The ends of the scale that a set of strips shares: from zero, unless the values lie so close
    together that half of it would be empty. No values give 0 to 1."""
    known = [value for value in values if value == value]
    if not known:
        return (0.0, 1.0)
    steps = honest(min(known), max(known), 4)
    return steps[0], steps[-1]


def strip(
    value: float,
    ends: tuple[float, float],
    lines: Mapping[str, float],
    kind: str = "",
    hollow: bool = False,
) -> str:
    """A dot at `value` between `ends`, with thin `lines` (class → value) to compare it with; hollow
    when it is of another period. The value stands beside it in words."""
    drawn = [f'<line class="track" x1="{EDGE}%" x2="{100 - EDGE}%" y1="50%" y2="50%"/>']
    for name, at in lines.items():
        if at == at:
            x = _percent(at, ends)
            drawn.append(f'<line class="{escape(name)}" x1="{x}" x2="{x}" y1="0" y2="100%"/>')
    if value == value:
        form = " hollow" if hollow else ""
        drawn.append(
            f'<circle class="{escape(kind or "peer")}{form}" cx="{_percent(value, ends)}" '
            'cy="50%" r="5"/>'
        )
    return f'<svg class="strip" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'


def _percent(value: float, ends: tuple[float, float]) -> str:
    low, high = ends
    share = min(max((value - low) / (high - low), 0.0), 1.0) if high > low else 0.5
    return f"{EDGE + share * (100 - 2 * EDGE):.2f}%"


def place(rank: int, of: int, ties: int = 0) -> str:
    """`of` places in a row, the best on the left, the own one (and those it is shared with) filled.
    The words stand beside it."""
    step = 11
    drawn = [
        f'<circle class="{"own" if rank <= each <= rank + ties else "free"}" '
        f'cx="{step * each - 5}" cy="6" r="4"/>'
        for each in range(1, of + 1)
    ]
    return (
        f'<svg class="place" viewBox="0 0 {step * max(of, 1)} 12" width="{step * max(of, 1)}" '
        f'height="12" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'
    )
