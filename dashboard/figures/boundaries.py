"""Places drawn by their outlines, or as squares of the tile map when there are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.figures.outlines import WIDTH, Outlines

TILE = 20  # of a square in the small map
LEVELS = 16  # lines on which the place of a name is sought
BASELINE = 5  # from the middle of a name's height down to its foot
EDGE = 3  # around the picture, so that no line is cut


@dataclass(frozen=True)
class Patch:
    """One place of a map: where it leads, what it says, its shade (0 to 4, −1 without a value)."""

    code: str
    name: str
    href: str
    told: str  # name, value and rank in words, for screen readers and on hovering
    shade: int


def boundaries(found: Outlines, patches: Sequence[Patch], label: str) -> str:
    """A map of `patches` by their outlines; each leads to its own page and says its value.

    A patch without an outline is left out.
    """
    drawn, names = [], []
    for patch in patches:
        rings = found.rings.get(patch.code, [])
        if not rings:
            continue
        told = escape(patch.told, quote=True)
        drawn.append(
            f'<a href="{escape(patch.href, quote=True)}" class="patch shade-{patch.shade}" '
            f'aria-label="{told}"><title>{told}</title><path d="{_path(rings)}"/></a>'
        )
        names.append(_name(patch, rings))  # above every place, or a neighbour would hide it
    return (
        f'<svg class="boundaries" viewBox="{_box(found)}" role="group" '
        f'aria-label="{escape(label, quote=True)}">{"".join(drawn)}'
        f'<g class="names" aria-hidden="true">{"".join(names)}</g></svg>'
    )


def outlined(found: Outlines, chosen: str, label: str) -> str:
    """A small map on which the place `chosen` is filled."""
    drawn = [
        f'<path class="spot{" here" if code == chosen else ""}" d="{_path(rings)}"/>'
        for code, rings in sorted(found.rings.items(), key=lambda pair: pair[0] == chosen)
    ]
    return _small(_box(found), label, drawn)


def located(spots: Mapping[str, tuple[int, int]], chosen: str, label: str) -> str:
    """The same with squares: `spots` are row and column by code."""
    rows, columns = zip(*spots.values(), strict=True) if spots else ((0,), (0,))
    drawn = [
        f'<rect class="spot{" here" if code == chosen else ""}" x="{column * TILE}" '
        f'y="{row * TILE}" width="{TILE - 2}" height="{TILE - 2}" rx="3"/>'
        for code, (row, column) in spots.items()
    ]
    return _small(f"-1 -1 {(max(columns) + 1) * TILE} {(max(rows) + 1) * TILE}", label, drawn)


def _small(box: str, label: str, drawn: Sequence[str]) -> str:
    return (
        f'<svg class="located" viewBox="{box}" role="img" '
        f'aria-label="{escape(label, quote=True)}">{"".join(drawn)}</svg>'
    )


def _box(found: Outlines) -> str:
    return f"{-EDGE} {-EDGE} {WIDTH + 2 * EDGE} {found.height + 2 * EDGE}"


def _path(rings: Sequence[Sequence[tuple[int, int]]]) -> str:
    """The rings as one path, each point relative to the one before: half the bytes."""
    made = []
    for ring in rings:
        made.append(f"M{ring[0][0]} {ring[0][1]}l")
        steps = [f"{x - a} {y - b}" for (a, b), (x, y) in zip(ring, ring[1:], strict=False)]
        made.append(" ".join(steps).replace(" -", "-") + "z")
    return "".join(made)


def _name(patch: Patch, rings: Sequence[Sequence[tuple[int, int]]]) -> str:
    """The name where the place is widest; it is written in the link's label too."""
    x, y = _widest(rings)
    name = escape(patch.name)
    return f'<text class="shade-{patch.shade}" x="{x:.0f}" y="{y + BASELINE:.0f}">{name}</text>'


def _widest(rings: Sequence[Sequence[tuple[int, int]]]) -> tuple[float, float]:
    """The middle of the longest of some level lines through a place: there a name fits best."""
    heights = [y for ring in rings for _, y in ring]
    top, bottom = min(heights), max(heights)
    best = (-1.0, 0.0, 0.0)
    for step in range(1, LEVELS):
        y = top + (bottom - top) * step / LEVELS + 0.5 / LEVELS  # never just through a point
        crossed = sorted(
            a + (y - b) * (c - a) / (d - b)
            for ring in rings
            for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True)
            if (b > y) != (d > y)
        )
        for left, right in zip(crossed[::2], crossed[1::2], strict=False):
            best = max(best, (right - left, (left + right) / 2, y))
    return best[1], best[2]
