"""The sections of the page of a plan."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dash import dcc, html

from connectors import Document, Goal, Mission, Plan, regency
from dashboard import figures, parts
from dashboard.board import Line, outlooks, plan, words
from dashboard.board.plan import Aimed
from dashboard.pages._opened import part

HOME = "/capaian"


def chooser(chosen: Plan, today: date, moment: datetime | None) -> Any:
    """Which plan; the one in force is the default."""
    default = outlooks.plan_on(today)
    others = {one.code: one.title for one in reversed(regency().plans) if one != default}
    asked = "" if chosen == default else chosen.code
    choice = parts.Choice("rencana", "Rencana", others, asked, default.title, asks=True)
    return parts.filters([choice], "plan-list", moment)


def choose(plans: Mapping[str, Plan]) -> html.Ul:
    """The plans there are, for an address that names none of them."""
    return html.Ul(
        [
            html.Li(dcc.Link(one.title, href=f"{HOME}?rencana={one.code}"))
            for one in reversed(list(plans.values()))
        ]
    )


def classes(found: Sequence[Aimed]) -> list[Any]:
    """How the regulation's scale grades the same values: in words, for it colours nothing."""
    grades = Counter(
        one.standing.achievement_class for one in found if one.standing.achievement_class
    )
    if not grades:
        return []
    order = [step.name for step in regency().scale if step.name in grades]
    told = ", ".join(f"{grades[name]} {name}" for name in order)
    text = (
        f"Kelas capaian menurut {regency().scale_title}: {told}. Kelas membandingkan angka dengan "
        "target tahunnya dan longgar; status menilai apakah angka berada di jalurnya."
    )
    return [html.P(parts.counted(text), className="lead")]


def vision(text: Document) -> list[Any]:
    """The vision, whose it is, and what of the plan's text is not filled in."""
    made: list[Any] = []
    if text.vision:
        links = [parts.link(text.publication), *(link for each in text.also for link in
                                                 (", ", parts.link(each)))]  # fmt: skip
        made += [
            html.Blockquote([text.vision, " ", *paraphrased(text.paraphrase)], className="vision"),
            html.P(
                [f"{text.leaders}. " if text.leaders else "", "Sumber: ", *links],
                className="soft",
            ),
        ]
    else:
        made.append(parts.empty("Visi rencana ini tidak ditemukan dalam publikasi."))
    if text.note:
        made.append(html.P(text.note, className="note"))
    lacking = "Tujuan dan sasaran belum diisi"
    if not text.missions:
        lacking = "Misi, tujuan, dan sasaran belum diisi"
    elif any(mission.goals for mission in text.missions):
        lacking = ""
    if lacking:
        more = "; teks resmi visi dan misi pun belum ada, hanya parafrase" if text.vision else ""
        made.append(
            html.P(
                f"{lacking}{more}: naskahnya tidak ditemukan dalam publikasi. Operator mengisinya "
                "di connectors/_plan.toml dari naskah peraturan daerah. Target yang tidak "
                "ditemukan dibiarkan kosong.",
                className="notice",
            )
        )
    return made


def paraphrased(flag: bool) -> list[Any]:
    """The badge of words that are ours."""
    return [html.Span("parafrase", className="badge")] if flag else []


def mission_part(
    mission: Mission,
    mine: Sequence[Aimed],
    rest: Sequence[Line],
    drawn: Callable[[Sequence[Aimed]], list[Any]],
) -> html.Section:
    """A mission: where its words come from, its goals, and its indicators, `mine` with targets."""
    return part(
        plan.heading(mission),
        lambda: [
            source(mission, mine, rest),
            *goals(mission, mine, drawn),
            *untargeted(rest, bool(mine)),
        ],
    )


def source(mission: Mission, mine: Sequence[Aimed], rest: Sequence[Line]) -> html.P:
    """Where a mission's words come from, and how many of its indicators have a target."""
    told: list[Any] = [parts.link(mission.publication)]
    if mission.paraphrase:
        told = [*paraphrased(True), " dari ", *told]
    if mine or rest:
        aims = f"{len(mine)} indikator bertarget" if mine else "belum ada indikator bertarget"
        told += [" · ", parts.counted(f"{aims}, {len(rest)} tanpa target yang ditemukan")]
    return html.P(told, className="soft source")


def goals(
    mission: Mission, mine: Sequence[Aimed], drawn: Callable[[Sequence[Aimed]], list[Any]]
) -> list[Any]:
    """The mission's indicators under their goals, as far as goals are filled in."""
    made: list[Any] = []
    for goal, found in plan.by_goal(mission, mine):
        if goal is not None:
            made.append(goal_head(goal))
        made += drawn(found)
    return made


def goal_head(goal: Goal) -> html.Div:
    """A goal and where its words come from."""
    return html.Div(
        [
            html.H3(["Tujuan: ", goal.title, " ", *paraphrased(goal.paraphrase)]),
            parts.link(goal.publication),
        ],
        className="goal-head",
    )


def untargeted(rest: Sequence[Line], others: bool) -> list[Any]:
    """The indicators of a mission that the plan, as far as it was found, sets no target for."""
    if not rest:
        told = "Belum ada indikator pada dasbor untuk misi ini."
        return [] if others else [parts.empty(told)]
    rows = [
        [
            [dcc.Link(line.indicator.title, href=f"/indikator/{line.indicator.code}"), " ",
             parts.simulated(line.simulated)],
            parts.value(words.amount(line.standing.value, line.indicator), line.address),
            words.period(line.standing, line.indicator),
            words.answers(line),
        ]
        for line in rest
    ]  # fmt: skip
    head = ["Indikator", "Nilai", "Periode", "Penanggung jawab"]
    caption = "Target rencana ini untuk indikator berikut tidak ditemukan"
    title = f"{figures.number(len(rest))} indikator misi ini tanpa target rencana"
    made = parts.folded(title, parts.table(head, rows, caption, numeric=(1,), minor=(3,)))
    return [html.Div(made, className="no-print")]  # paper has their number, not all of them
