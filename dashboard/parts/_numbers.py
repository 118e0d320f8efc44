"""A few large numbers side by side, each with its name and what it must be read beside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from dashboard.parts._origin import counted, value
from dashboard.parts._page import simulated

UNIT = re.compile(r"(?<=Rp) (?=\d)|(?<=\d) (?=%|triliun|miliar|juta|poin)")


@dataclass(frozen=True)
class Number:
    """One number in words. `origin` tells where it comes from, `note_origin` where its note does
    (the same by default); without one it is counted from what the page lists."""

    label: str
    text: str
    note: str = ""
    origin: str = ""
    note_origin: str = ""
    simulated: bool = False


def numbers(items: Sequence[Number]) -> html.Div:
    """The numbers; when all of them come from stand-ins, that is said once for all."""
    known = [item for item in items if item.origin]
    all_alike = all(item.simulated for item in known)
    by = "by-three" if len(items) % 4 and not len(items) % 3 else ""
    return html.Div(
        [
            html.Dl(
                [_number(item, not all_alike) for item in items], className=f"numbers {by}".strip()
            ),
            simulated(all_alike and bool(known)),
        ]
    )


def _number(item: Number, marked: bool) -> html.Div:
    address, told = item.note_origin or item.origin, whole(item.note)
    note = value(told, address) if address else counted(told)
    return html.Div(
        [
            html.Dt(item.label),
            html.Dd(value(item.text, item.origin) if item.origin else counted(item.text)),
            html.Dd(note, className="soft") if item.note else None,
            html.Dd(simulated(True), className="soft") if marked and item.simulated else None,
        ]
    )


def whole(text: str) -> str:
    """The text with its amounts kept on one line: no break between a number and its unit."""
    return UNIT.sub("\u00a0", text)
