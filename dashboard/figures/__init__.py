"""Draws: frame in, picture out. No input or output, no clock."""

from dashboard.figures._style import MONTHS, age, clock, day, number, period, quantity, signed
from dashboard.figures.boundaries import Patch, boundaries, located, outlined
from dashboard.figures.bullet import bullet
from dashboard.figures.fan import fan
from dashboard.figures.marks import bar, shape, shares, sparkline
from dashboard.figures.outlines import Outlines, outlines
from dashboard.figures.scurve import scurve
from dashboard.figures.strip import common_scale, place, strip
from dashboard.figures.trend import GRAPH_CONFIG, trend, trend_figure
from dashboard.figures.versus import Strand, versus

__all__ = [
    "GRAPH_CONFIG",
    "MONTHS",
    "Outlines",
    "Patch",
    "Strand",
    "age",
    "bar",
    "boundaries",
    "bullet",
    "clock",
    "common_scale",
    "day",
    "fan",
    "located",
    "number",
    "outlined",
    "outlines",
    "period",
    "place",
    "quantity",
    "scurve",
    "shape",
    "shares",
    "signed",
    "sparkline",
    "strip",
    "trend",
    "trend_figure",
    "versus",
]
