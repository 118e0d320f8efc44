"""A bar beside its goal: how far something is, and where it should be by now."""


def bullet(share: float, goal: float) -> str:
    """A bar of `share` (0 to 1) of its width, with a tick at `goal`; NaN draws neither.

    The numbers stand beside it, so it is hidden from screen readers.
    """
    drawn = '<rect class="track" y="2" width="100" height="8"/>'
    if share == share:
        drawn += f'<rect class="fill" y="2" width="{_placed(share):.1f}" height="8"/>'
    if goal == goal:
        place = min(_placed(goal), 99.0)  # at the very end the tick would lie outside
        drawn += f'<rect class="tick" x="{place:.1f}" width="1" height="12"/>'
    return (
        '<svg class="bar bullet" viewBox="0 0 100 12" preserveAspectRatio="none" '
        f'aria-hidden="true">{drawn}</svg>'
    )


def _placed(share: float) -> float:
    return 100 * min(max(share, 0.0), 1.0)
