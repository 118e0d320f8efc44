"""How a place stands among its peers and against the whole it is part of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from connectors import Indicator

NAN = float("nan")
FEW = 30  # below it one case more or less moves a rate by more than a tenth of itself
RARE = 5  # a count below it says little about the next period
FIFTHS = 5
RATES = {"%", "indeks", "rasio", "nilai", "tahun", "hari kerja", "jam"}
MONEY = "Rp"
PLACES = {"desa", "kecamatan"}  # units that count places; their number is no chance


@dataclass(frozen=True)
class Versus:
    """A value against that of the whole: of a count its share, of a rate how far it is apart."""

    share: float = NAN  # percent of the whole
    apart: float = NAN  # in the unit; above 0 is more than the whole
    good: bool | None = None  # better than the whole; None: equal, or no direction


def adds_up(entry: Indicator) -> bool:
    """Whether the parts of an area add up to it: a count or an amount, and not a rate or a mean.

    The unit says so («%», «Rp/kg», «per 100»), or `out_of`, which only a rate has.
    """
    rate = entry.unit in RATES or "/" in entry.unit or "per " in entry.unit
    return not (rate or entry.out_of)


def peers(
    frame: pd.DataFrame, better: Mapping[str, str], within: Sequence[str] = ()
) -> pd.DataFrame:
    """`frame` (indicator, area, period, value: the newest of each place) with `rank`, `of` and
    `position` among the places of one indicator, and of one group of `within`.

    Ranks as in `ranking`: best first, ties share the better place, without a direction (`better`
    by indicator) the highest is first. Only values of the group's newest period are compared; an
    older one has no rank (NaN). `position` is (peers it beats − peers that beat it) / peers: 1 for
    the only best, −1 for the only worst, 0 when all are equal or nobody else is there.
    """
    keys = ["indicator", *within]
    newest = frame["period"] == frame.groupby(keys)["period"].transform("max")
    sign = frame["indicator"].map(lambda code: 1.0 if better.get(code) == "lower" else -1.0)
    order = (frame["value"] * sign).where(newest & frame["value"].notna())
    grouped = order.groupby([frame[key] for key in keys])
    first, last, of = (
        grouped.rank(method="min"),
        grouped.rank(method="max"),
        grouped.transform("count"),
    )
    position = ((of - last) - (first - 1)) / (of - 1).clip(lower=1)
    return frame.assign(rank=first, of=of.where(first.notna()), position=position)


def versus(value: float, whole: float, entry: Indicator) -> Versus:
    """`value` of a part against `whole`, both of one period: share of a count, distance of a rate.

    A share of nothing, or of a negative whole, is not known.
    """
    if value != value or whole != whole:
        return Versus()
    if adds_up(entry):
        return Versus(share=100 * value / whole if whole > 0 else NAN)
    apart = value - whole
    if entry.better not in ("higher", "lower") or round(apart, entry.decimals + 1) == 0:
        return Versus(apart=apart)
    return Versus(apart=apart, good=(apart > 0) == (entry.better == "higher"))


def is_small(value: float, out_of: float, entry: Indicator) -> bool:
    """Whether a value stands on too few cases to be judged by.

    A count below `RARE`; a rate whose count of cases (`out_of`, NaN when not known) is below `FEW`,
    or a percentage with fewer than `FEW` cases above the line. With 30 cases the standard error of
    a count is 18 % of it (Poisson, 1/√30), with 5 it is 45 %.
    """
    if value != value:
        return False
    if adds_up(entry):
        counted = entry.decimals == 0 and MONEY not in entry.unit and entry.unit not in PLACES
        return counted and abs(value) < RARE
    if out_of != out_of:
        return False
    return out_of < FEW or (entry.unit == "%" and value * out_of / 100 < FEW)


def fifths(values: pd.Series) -> list[int]:
    """The fifth of each value, 0 for the lowest to 4; −1 without one. Equal values share one."""
    shares = values.rank(pct=True, method="average")
    return [
        -1 if share != share else min(int(share * FIFTHS), FIFTHS - 1) for share in shares.tolist()
    ]


def bounds_of(
    values: Sequence[float], shades: Sequence[int]
) -> list[tuple[int, float, float, int]]:
    """The fifths that are there: (fifth, lowest value, highest value, how many), lowest first."""
    found: dict[int, list[float]] = {}
    for value, shade in zip(values, shades, strict=True):
        found.setdefault(shade, []).append(value)
    return [(shade, min(m), max(m), len(m)) for shade, m in sorted(found.items()) if shade >= 0]
