"""Achievement: how much of its target a value reaches, and the class of that."""

from collections.abc import Sequence

from connectors import Class, Indicator

FLOOR = 0.01  # of the width of the indicator's range


def floor(entry: Indicator) -> float:
    """The least size of a target by which a difference is divided, in the indicator's unit."""
    low, high = entry.range
    return (high - low) * FLOOR


def achievement(value: float, lower: float, upper: float, entry: Indicator) -> float:
    """Percent of the target that `value` reaches; NaN without a value or a target.

    With a target t and s = +1 where higher is better, −1 where lower is:

        100 × (1 + s × (value − t) / max(|t|, floor))

    For t > 0 these are the formulas of the LKjIP: value / t × 100, and (2t − value) / t × 100
    (LKjIP Kabupaten Maluku Tengah 2021). Two things no source decides, and we do: dividing by |t|
    keeps more of what is good above less of it when t or the value is negative; `floor`, 1 % of
    the width of the indicator's range, keeps it finite and continuous where t is zero.

    A range target counts in full from end to end; outside, the nearer end is the target (the
    choice of bound of Permenpan RB 8/2021), so it is continuous there too. With "range" as the
    direction, beyond either end is less than 100.

    Not capped: a cap would hide how far beyond a target a value is, and break monotony.
    """
    if value != value or lower != lower:
        return float("nan")
    high = upper if upper == upper else lower
    if lower <= value <= high:
        return 100.0
    bound = lower if value < lower else high
    sign = {"higher": 1.0, "lower": -1.0}.get(entry.better, 1.0 if value < lower else -1.0)
    return 100 * (1 + sign * (value - bound) / max(abs(bound), floor(entry)))


def achievement_class(percent: float, scale: Sequence[Class]) -> str:
    """The class of an achievement, "" without one.

    The scale is the regency's (Permendagri 86/2017 by default). Its printed bands leave gaps, such
    as 90 to 91; each class therefore reaches up to the next one's lower bound: 90,5 is «tinggi».
    """
    if percent != percent:
        return ""
    return next(step.name for step in scale if percent >= step.least)
