"""The pieces of follow-ups: the list of them, and the audit trail of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dash import dcc, html

from dashboard import figures
from dashboard.measures import State
from dashboard.parts._board import state_label
from dashboard.parts._filters import keyed
from dashboard.parts._mark import labelled, mark
from dashboard.parts._origin import value
from dashboard.parts._page import simulated


@dataclass(frozen=True)
class FollowItem:
    """One follow-up in words; `state` and `gap_text` are its indicator's, now."""

    state: State
    title: str
    href: str
    gap_text: str
    origin: str  # the address that tells where the gap comes from
    status: str
    late: bool
    note: str
    owner: str
    due_text: str
    percent: int
    simulated: bool
    given: Mapping[str, str] = field(default_factory=dict)  # what filters ask of it


def follow_list(
    items: Sequence[FollowItem], chosen: Mapping[str, str], list_id: str = "follow"
) -> html.Ol:
    """Follow-ups, in the order given."""
    rows = [html.Li(_item(item), **keyed(item.given, chosen)) for item in items]
    return html.Ol(rows, className=f"attention follow {list_id}")


def _item(item: FollowItem) -> list[html.Div | html.Span]:
    told = [html.Span(item.status, className="late" if item.late else "")]
    if item.note:
        told.append(html.Span(item.note, className="note"))
    return [
        state_label(item.state),
        html.Div(
            [
                html.P(
                    [
                        dcc.Link(item.title, href=item.href, className="strong"),
                        " ",
                        value(item.gap_text, item.origin),
                    ]
                ),
                html.P(told, className="soft"),
            ],
            className="what",
        ),
        html.Div(
            [
                html.Span(item.owner),
                html.Span(item.due_text),
                dcc.Link(progress(item.percent), href=item.href, className="percent"),
                simulated(item.simulated),
            ],
            className="who",
        ),
    ]


def progress(percent: int) -> list[html.Span]:
    """How far somebody says that the work is: a bar and the number."""
    label = f"Kemajuan {percent} %"
    return [mark(figures.bar(percent / 100), "mark progress"), html.Span(f"{percent} %",
            **labelled(label))]  # fmt: skip


@dataclass(frozen=True)
class TrailEntry:
    """One line of an audit trail; `spoken` is set when the data did it, `origin` for a value."""

    text: str
    told: Sequence[str]
    note: str
    when: str
    who: str
    spoken: bool = False
    origin: str = ""


def trail_list(entries: Sequence[TrailEntry]) -> html.Ol:
    """What happened, in the order given. What a person wrote is set apart as such."""
    return html.Ol([_entry(entry) for entry in entries], className="changes trail")


def _entry(entry: TrailEntry) -> html.Li:
    told = " · ".join(entry.told)
    changed = value(told, entry.origin) if entry.origin else html.Span(told, className="note")
    who = " · ".join(text for text in (entry.who, entry.when) if text)
    return html.Li(
        [
            html.Span("◆" if entry.spoken else "•", className="sign"),
            html.Div(
                [
                    html.P(html.Strong(entry.text)),
                    html.P(changed) if told else None,
                    html.P(entry.note, className="note quote") if entry.note else None,
                    html.P(who, className="soft"),
                ],
                className="what",
            ),
        ]
    )
