"""Marks of `dashboard.figures` in ink: the same strings, with what the style sheet says on screen
written into them, for paper has none. Dark lines first: a grey printer must tell them apart."""

import re

INK, SOFT, LINE = "#14212b", "#5b6b76", "#c9d3d8"
STATES = {"reached": "#0a6b52", "on_path": "#2f7d2c", "below_path": "#8a5f00",
          "behind": "#b34a05", "worsening": "#b3123d"}  # fmt: skip
GREY = "#5f6b74"
SHADES = ("#eef3f4", "#cfdfe3", "#9fbfc8", "#4f8896", "#0f5c6e")
FONT = "'Plus Jakarta Sans','DejaVu Sans Mono'"
STYLE = (
    f".line{{fill:none;stroke:{INK};stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}}"
    f".goal{{fill:none;stroke:{SOFT};stroke-width:1.4;stroke-dasharray:5 4}}"
    f".other{{fill:none;stroke:{SOFT};stroke-width:1.2}}"
    f".grid{{fill:none;stroke:{LINE};stroke-width:.8}}"
    f".dot{{fill:{INK};stroke:none}}.dot.goal,.dot.other{{fill:{SOFT}}}"
    f"text{{font-family:{FONT};font-size:13px;fill:{SOFT}}}"
    f".end{{font-weight:600;fill:{SOFT}}}.end.line{{font-weight:750;fill:{INK};stroke:none}}"
    ".end.goal,.end.other{stroke:none}"
    f".track{{fill:{LINE}}}.fill{{fill:{INK}}}"
)
OPENING = re.compile(r"<svg\b")


def inked(svg: str) -> str:
    """A mark as a picture of its own."""
    whole = OPENING.sub('<svg xmlns="http://www.w3.org/2000/svg"', svg, count=1)
    head, mark, rest = whole.partition(">")
    return f"{head}{mark}<style>{STYLE}</style>{rest}"


def colour(state: str) -> str:
    """The colour of a state; grey without one."""
    return STATES.get(state, GREY)
