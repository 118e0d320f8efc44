"""The sections of the scorecard of one agency."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from dash import dcc, html

from dashboard import figures, parts
from dashboard.board import Line, agency, words
from dashboard.board.agencies import ABSORPTION, CONTRACTED, PACKAGES
from dashboard.board.agency import Card
from dashboard.board.followups import FollowUp
from dashboard.board.keeping import LOOKS, Kept
from dashboard.pages import _follow
from dashboard.pages._opened import part

SHOWN = 10  # indicators shown at once
WIDE, NARROW = (620, 300), (440, 290)
YEARS = {ABSORPTION: "", "physical_progress": "", CONTRACTED: PACKAGES}  # drawn beside which plan
FORMULA = (
    "Skor = rata-rata dari tiga bagian: sumber yang segar, keandalan sumber dalam 90 hari, dan "
    "indikator dari sumbernya yang tidak lewat umur. Revisi disebut, tetapi tidak mengurangi skor: "
    "koreksi yang jujur tidak dihukum."
)


def opening(card: Card) -> html.P:
    """The agency in a sentence or two, its worst coloured, and the way to its territory."""
    pieces = parts.said(agency.opening(card))
    if place := agency.territory(card.skpd):
        pieces += [" ", dcc.Link(f"Profil wilayah {place.name}", href=f"/wilayah/{place.code}")]
    return html.P(pieces, className="lead told")


def followed(found: Sequence[tuple[FollowUp, Line]]) -> list[Any]:
    """The open follow-ups of the agency; nothing without one."""
    if not found:
        return []
    items = [_follow.item(one, line) for one, line in found]
    return [part("Tindak lanjut terbuka", lambda: parts.follow_list(items, {}))]


def answers(card: Card, today: date) -> list[Any]:
    """The indicators that it answers for, worst first, the rest folded; nothing without one, as
    the first sentence says so."""
    if not card.answers:
        return []
    return [part("Indikator yang dijawab", lambda: _answers(card, today))]


def _answers(card: Card, today: date) -> html.Div:
    first, rest = card.answers[:SHOWN], card.answers[SHOWN:]
    made: list[Any] = [_indicators(first, "Terburuk lebih dulu", today)]
    if rest:
        more = _indicators(rest, "Lanjutan, terburuk lebih dulu", today)
        made.append(parts.folded(f"{len(rest)} indikator lain", more))
    return html.Div(made, className="answers")


def _indicators(lines: Sequence[Line], caption: str, today: date) -> html.Div:
    head = ["Indikator", "Status", "Nilai", "Target", "Perubahan", "Umur", "Asal"]
    rows = []
    for line in lines:
        entry, standing = line.indicator, line.standing
        name = dcc.Link(entry.short or entry.title, href=f"/indikator/{entry.code}")
        when = html.Span(words.period(standing, entry), className="soft")
        rows.append([
            [name, when],
            parts.state_label(standing.state),
            parts.value(words.amount(standing.value, entry), line.address),
            parts.value(words.target(standing, entry), line.address),
            parts.value(words.change(standing, entry) or "–", line.address, _tone(line)),
            words.age(standing, entry, today),
            [parts.value(words.origin(line), line.address), " ", parts.simulated(line.simulated)],
        ])  # fmt: skip
    return parts.table(head, rows, caption, numeric=(2, 3, 4), minor=(3, 4, 5, 6))


def _tone(line: Line) -> str:
    change = line.standing.previous
    return {True: "change good", False: "change bad", None: ""}[change.good if change else None]


def systems(card: Card) -> list[Any]:
    """What each system knows of the agency itself: those with a picture of the year first."""
    drawn: list[Any] = []
    told: list[Any] = []
    for title, lines in card.systems.items():
        years = any(line.indicator.code in YEARS for line in lines)
        made = part(title, partial(_system, card, lines), aside=_aside(lines))
        (drawn if years else told).append(made)
    return drawn + told


def _system(card: Card, lines: Sequence[Line]) -> list[Any]:
    drawn = [line for line in lines if line.indicator.code in YEARS]
    pictures: list[Any] = [_year(card, line) for line in drawn]
    facts = _facts(card, lines)
    if len(pictures) == 1:  # the facts stand beside it
        return [html.Div([*pictures, facts], className="pair beside")]
    return [html.Div(pictures, className="pair") if pictures else None, facts]


def _aside(lines: Sequence[Line]) -> str:
    return "data simulasi" if any(line.simulated for line in lines) else ""


def _year(card: Card, line: Line) -> html.Figure:
    plan = card.own.get(YEARS[line.indicator.code])
    wide = agency.year(line, plan, WIDE)
    narrow = agency.year(line, plan, NARROW)
    return html.Figure(
        [
            html.H3(line.indicator.title),
            parts.mark(wide.replace('"trend scurve"', '"trend scurve wide"')),
            parts.mark(narrow.replace('"trend scurve"', '"trend scurve narrow"')),
        ],
        className="panel",
    )


def _facts(card: Card, lines: Sequence[Line]) -> html.Dl:
    items = []
    for line in lines:
        entry, standing = line.indicator, line.standing
        told = [words.period(standing, entry)]
        if entry.code in card.places:
            told.append("ke-{} dari {} SKPD".format(*card.places[entry.code]))
        target = words.target(standing, entry)
        goal = "" if target == "–" else f"{agency.plan_of(line)} {target}"
        items.append(html.Div([
            html.Dt(dcc.Link(entry.short or entry.title, href=f"/indikator/{entry.code}")),
            html.Dd(parts.value(words.amount(standing.value, entry), line.address)),
            html.Dd(parts.value(goal, line.address), className="soft") if goal else None,
            html.Dd(" · ".join(told), className="soft"),
        ]))  # fmt: skip
    return html.Dl(items, className="facts own")


def discipline(card: Card) -> Any:
    """How the agency keeps its data: the score, its parts, its sources, what is overdue."""
    kept = card.keeping
    if kept is None:
        return parts.empty("Instansi ini tidak memegang sumber data yang dibaca dasbor.")
    found = kept.discipline
    shares = {"Skor": found.score, "Sumber segar": found.fresh,
              "Andal 90 hari": found.reliability, "Tepat waktu": found.on_time}  # fmt: skip
    facts = {name: "–" if share != share else f"{figures.number(share)} %"
             for name, share in shares.items()}  # fmt: skip
    facts["Skor"] = facts["Skor"].replace(" %", " dari 100")
    changed = f"{figures.number(kept.revised)} direvisi"
    if kept.withdrawn:
        changed += f", {figures.number(kept.withdrawn)} dicabut"
    facts["Angka berubah setahun terakhir"] = changed
    items = [html.Div([html.Dt(name), html.Dd(parts.counted(text))])
             for name, text in facts.items()]  # fmt: skip
    head = ["Sumber", "Keadaan", "Data terakhir", "Andal 90 hari"]
    rows = [_source(each) for each in kept.sources]
    made: list[Any] = [
        html.Dl(items, className="facts"),
        html.P(parts.counted(FORMULA), className="soft"),
        parts.table(head, rows, "Sumber yang dipegang", numeric=(3,), minor=(3,)),
    ]
    if kept.overdue:
        late = [html.Li([
            dcc.Link(line.indicator.title, href=f"/indikator/{line.indicator.code}"),
            f", seharusnya terbit {figures.day(line.standing.due)}" if line.standing.due else "",
        ]) for line in kept.overdue]  # fmt: skip
        title = f"{len(late)} indikator dari sumbernya lewat umur"
        made.append(parts.folded(title, html.Ul(late, className="plain")))
    return made


def _source(each: Kept) -> list[Any]:
    look, word = LOOKS[each.condition]
    known = each.reliability is not None
    name = [html.Strong(each.source.title), html.Span(each.source.system, className="soft")]
    if each.error:
        name.append(html.Span(each.error, className="note soft"))
    return [
        name,
        parts.state_label(look, word),
        figures.day(each.ok) if each.ok else "belum pernah",
        parts.counted(f"{figures.number(each.reliability or 0)} %") if known else "–",
    ]
