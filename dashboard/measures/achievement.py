"""Achievement: how much of its target a value reaches, and the class of that."""

from collections.abc import Sequence
from typing import Any, overload

import numpy as np
import pandas as pd

from connectors import Class, Indicator

FLOOR = 0.01  # of the width of the indicator's range

Column = pd.Series  # one number a row


def floor(entry: Indicator) -> float:
    """The least size of a target by which a difference is divided, in the indicator's unit."""
    low, high = entry.range
    return (high - low) * FLOOR


@overload
def achievement(value: float, lower: float, upper: float, entry: Indicator) -> float: ...
@overload
def achievement(
    value: "Column[float]",
    lower: "Column[float] | float",
    upper: "Column[float] | float",
    entry: Indicator,
) -> "Column[float]": ...
def achievement(value: Any, lower: Any, upper: Any, entry: Indicator) -> Any:
    """Percent of the target that `value` reaches; NaN without a value or a target.

    Of numbers a number, of a column a column. With a target t and s = +1 where higher is better,
    −1 where lower is:

        100 × (1 + s × (value − t) / max(|t|, floor))

    For t of `floor` or more these are the formulas of the LKjIP: value / t × 100, and
    (2t − value) / t × 100 (LKjIP Kabupaten Maluku Tengah 2021). Two things no source decides, and
    we do: dividing by |t| keeps more of what is good above less of it when t or the value is
    negative; `floor`, 1 % of the width of the indicator's range, keeps it finite and continuous
    where t is zero.

    A range target counts in full from end to end; outside, the nearer end is the target (the
    choice of bound of Permenpan RB 8/2021), so it is continuous there too. With "range" as the
    direction, beyond either end is less than 100.

    Not capped: a cap would hide how far beyond a target a value is, and break monotony.
    """
    high = np.fmax(lower, upper)  # fmax leaves out an upper end that is not there
    bound = np.minimum(np.maximum(value, lower), high)
    beyond = (value - bound) / np.maximum(np.abs(bound), floor(entry))
    if entry.better == "lower":
        beyond = -beyond
    elif entry.better != "higher":
        beyond = -np.abs(beyond)
    percent = 100 * (1 + beyond)
    return float(percent) if np.ndim(percent) == 0 else percent


def achievement_class(percent: float, scale: Sequence[Class]) -> str:
    """The class of an achievement, "" without one.

    The scale is the regency's (Permendagri 86/2017 by default). Its printed bands leave gaps, such
    as 90 to 91; each class therefore reaches up to the next one's lower bound: 90,5 is «tinggi».
    Other regencies' scales end at 0, which a missed target can fall below: the lowest class has no
    lower end, whatever the scale says.
    """
    if percent != percent:
        return ""
    steps = sorted(scale, key=lambda step: step.least, reverse=True)
    return next((step.name for step in steps if percent >= step.least), steps[-1].name)
