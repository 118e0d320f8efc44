"""The one page of a place that goes along on a working visit, and the places within it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from dash import html
from sqlalchemy import Connection

from connectors import Area
from dashboard import figures, parts
from dashboard.board import place, profile, words
from dashboard.board.place import Seen
from dashboard.pages import _area, _area_rows


def paper(where: Area, seen: Sequence[Seen], today: date) -> html.Div:
    """The table of the printed page: the most telling indicators, and of which day it is."""
    chosen = profile.on_paper(seen)
    badge = not profile.all_simulated(seen)
    head = ["Indikator", "Nilai", "Periode", "Peringkat", profile.compared(where, seen)]
    rows = [printed(each, badge) for each in chosen]
    told = f"Keadaan {figures.day(today)}. {len(chosen)} dari {len(seen)} indikator: yang paling"
    return html.Div(
        [
            html.P([f"{told} menonjol. ", parts.simulated(not badge)], className="counted"),
            parts.table(head, rows, f"Indikator {place.called(where)}", (1,)),
            html.P(_area_rows.RULE, className="note soft"),
        ],
        className=f"paper-only {'twice' if any(len(each.ranks) > 1 for each in chosen) else ''}",
    )


def printed(each: Seen, badge: bool) -> list[Any]:
    """One indicator as a row of the printed table."""
    line = each.line
    against = profile.note(each)
    return [
        [_area.name(each), " ", parts.simulated(badge and line.simulated)],
        [parts.value(_area.amount(each), line.address), " !" if each.small else None],
        html.Span(words.period(line.standing, line.indicator), className="row"),
        ", ".join(profile.briefly(rank) for rank in each.ranks) or "–",
        [_area.mark(each), " ", parts.value(against, line.address, "soft") if against else None]
        if against or _area.mark(each)
        else "–",
    ]


def below(db: Connection, where: Area, moment: datetime | None) -> Any:
    """The places within, each with its inhabitants."""
    inside = place.kin(where).below
    counts = place.inhabitants(db, inside, moment)
    steps = [
        (one.name, _area.address(one), parts.value(*counts[one.code]) if one.code in counts else "")
        for one in inside
    ]
    return parts.ways(steps, f"Wilayah di dalam {place.called(where)}")


def within(where: Area) -> str:
    """What the places within are called: «Kelurahan dan desa»."""
    kinds = dict.fromkeys(one.kind for one in place.kin(where).below)
    return " dan ".join(kinds).capitalize()
