"""Capaian: a plan by vision, mission, goal and indicator, its results, and where they lead."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from dash import html, register_page
from sqlalchemy import Connection

from connectors import Plan, regency
from dashboard import clock, parts, store
from dashboard.board import board, outlooks, plan
from dashboard.pages import _aimed, _plan
from dashboard.pages._opened import opened, part

TITLE = "Capaian"
HOME = "/capaian"
register_page(__name__, path=HOME, name=TITLE, title=f"{TITLE} · {regency().product}", order=40)


def layout(rencana: str = "", pada: str = "", **_query: str) -> html.Div:
    """The plan `rencana` (the one in force by default), as known now or on the day `pada`."""
    plans = {one.code: one for one in regency().plans}
    if rencana and rencana not in plans:
        return parts.page("Rencana ini tidak ada", _plan.choose(plans), missing=True)
    day = clock.today(clock.asked(pada)[0])
    chosen = plans.get(rencana) or outlooks.plan_on(day)
    return opened(contents, chosen, pada=pada, title=TITLE, current=HOME)


@store.kept
def contents(db: Connection, chosen: Plan, today: date, moment: datetime | None) -> html.Div:
    """Everything on the page, for one plan, one state of the store and one day."""
    lines = [line for line in board(db, regency().code, today, moment) if line.newest is not None]
    found = plan.aimed(lines, chosen, today)
    text = plan.document(chosen)
    newest = chosen == regency().plans[-1]

    def drawn(some: Sequence[plan.Aimed]) -> list[Any]:
        return [_aimed.block(db, one, chosen, today, moment) for one in some]

    places = {line.indicator.code: plan.mission_of(line, text, newest) for line in lines}
    aims = {one.line.indicator.code for one in found}
    sections = []
    for mission in text.missions:
        mine = [one for one in found if places[one.line.indicator.code] == mission.number]
        rest = [line for line in lines if places[line.indicator.code] == mission.number]
        rest = [line for line in rest if line.indicator.code not in aims]
        sections.append(_plan.mission_part(mission, mine, rest, drawn))
    loose = [one for one in found if not places[one.line.indicator.code]]
    if loose:
        title = "Indikator tanpa misi" if text.missions else "Indikator bertarget"
        sections.append(part(title, lambda: drawn(loose)))
    return parts.page(
        parts.sentence(plan.first_sentence(found, chosen, today)),
        _plan.chooser(chosen, today, moment),
        parts.state_counts(Counter(one.state for one in found)),
        *_plan.classes(found),
        part("Visi", lambda: _plan.vision(text)),
        *sections,
        current=HOME,
        moment=moment,
    )
