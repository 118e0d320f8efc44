"""Where an indicator is heading: the picture, the sentence, and the record of past forecasts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from dash import html
from sqlalchemy import Connection

from connectors import Plan
from dashboard import figures, parts
from dashboard.board import Line, outlooks
from dashboard.measures import Outlook
from dashboard.pages._opened import part


def section(
    db: Connection, line: Line, area: str, today: date, moment: datetime | None
) -> list[html.Section]:
    """The outlook of a yearly indicator until the end of the plan in force; none of others."""
    if line.indicator.frequency != "year":
        return []
    plan = outlooks.plan_on(today)

    def made() -> html.Div:
        found = outlooks.outlook_of(db, line.indicator.code, area, plan, today, moment)
        if found.why:
            told = outlooks.sentence(found, line.indicator, plan)
            shown: Any = html.P(parts.value(told, line.address), className="outlook")
        else:
            shown = figure(found, line, plan)
        return html.Div([shown, *record(found, line)], className="aimed panel")

    return [part("Prakiraan", made, aside=f"sampai akhir {plan.title}")]


def figure(found: Outlook, line: Line, chosen: Plan) -> html.Figure:
    """Where the indicator is heading: the picture and the sentence."""
    sentence = outlooks.sentence(found, line.indicator, chosen)
    return html.Figure(
        [
            parts.mark(outlooks.picture(found, line, chosen)),
            html.Div(parts.value(sentence, line.address), className="outlook"),
        ],
        className="ahead",
    )


def record(found: Outlook, line: Line) -> list[Any]:
    """What the method would have said of the last years, folded; nothing without a back-test."""
    if not found.record:
        return []
    entry = line.indicator
    head, rows, periods = outlooks.record(found, entry)
    area, skpd = line.rows.iloc[0]["area"], line.rows.iloc[0]["skpd"]
    shown = [
        [row[0], *(linked(cell, entry.code, area, skpd, day) for cell in row[1:])]
        for row, day in zip(rows, periods, strict=True)
    ]
    numeric: Sequence[int] = tuple(range(1, len(head)))
    caption = "Yang akan dikatakan cara ini pada tahun-tahun lalu, di samping yang kemudian terbit"
    return [parts.folded("Rekam prakiraan tahun-tahun terakhir",
                         parts.table(head, shown, caption, numeric, numeric[3:]))]  # fmt: skip


def linked(text: str, code: str, area: str, skpd: str, day: date) -> Any:
    """A cell of the record: what it is reckoned from is the series that the origin tells."""
    if text == figures.number(float("nan")):
        return html.Span("–")
    return parts.value(text, parts.origin_of(code, area, skpd, day))
