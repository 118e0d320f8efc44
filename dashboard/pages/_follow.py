"""The sections of the pages of follow-ups."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dash import dcc, html
from sqlalchemy import Connection

import connectors
from connectors import answering, regency, skpds
from dashboard import clock, figures, parts
from dashboard.board import Line, board, followups, ranked, sentences, words
from dashboard.board.followups import FollowUp, Key


def lines(
    db: Connection, found: Sequence[FollowUp], today: date, moment: datetime | None
) -> dict[Key, Line]:
    """The indicators of follow-ups as they stand, in the order given."""
    made: dict[Key, Line] = {}
    for place in {(one.area, one.skpd) for one in found}:
        area, skpd = place
        codes = tuple(sorted({one.indicator for one in found if (one.area, one.skpd) == place}))
        for line in board(db, area, today, moment, codes, skpd):
            made[line.indicator.code, area, skpd] = line
    return {one.key: made[one.key] for one in found if one.key in made}


def untouched(
    db: Connection, found: Sequence[FollowUp], today: date, moment: datetime | None
) -> list[Line]:
    """The regency's red lights that have no open follow-up, worst first."""
    home = regency().code
    busy = {one.indicator for one in found if one.open and one.area == home and not one.skpd}
    worst = [each.line for each in ranked(board(db, home, today, moment), today)]
    red = [line for line in worst if line.standing.state in sentences.OFF]
    return [line for line in red if line.indicator.code not in busy]


def opening(running: Sequence[FollowUp], without: Sequence[Line]) -> list[parts.Piece]:
    """How many are under way, overdue, and missing, in one sentence."""
    late = sum(bool(one.late) for one in running)
    many = f"{sentences.spelt(len(running)).capitalize()} tindak lanjut berjalan"
    told = [parts.Piece(many if running else "Belum ada tindak lanjut yang berjalan")]
    if late:
        told += [parts.Piece(", "), parts.Piece(f"{sentences.spelt(late)} lewat tenggat", True)]
    rest = f"; {sentences.spelt(len(without))} indikator di luar jalurnya belum ditindaklanjuti."
    return [*told, parts.Piece(rest if without else ".")]


def offices(found: Iterable[FollowUp], without: Iterable[Line], chosen: str) -> parts.Choice:
    """The filter by the SKPD that answers."""
    codes = {answering(line.indicator) for line in without}
    codes = codes.union(*(followups.answerable(one) for one in found))
    named = {code: skpds()[code].short for code in codes}
    return parts.Choice("skpd", "SKPD", dict(sorted(named.items(), key=lambda e: e[1])), chosen,
                        "Semua SKPD")  # fmt: skip


def item(one: FollowUp, line: Line) -> parts.FollowItem:
    """One follow-up of the list."""
    return parts.FollowItem(
        state=line.standing.state,
        title=" · ".join([line.indicator.short or line.indicator.title, *_places(one)]),
        href=one.address,
        gap_text=gap(line),
        origin=line.address,
        status=followups.status(one),
        late=bool(one.late),
        note=one.note,
        owner=one.owner,
        due_text=f"tenggat {figures.day(one.due)}",
        percent=one.percent,
        simulated=line.simulated,
        given={"skpd": " ".join(sorted(followups.answerable(one)))},
    )


def gap(line: Line) -> str:
    """How far the indicator is from where it should be; of a stale value, how it was."""
    text = words.distance(line.standing, line.indicator)
    return f"{text}, terakhir {line.standing.last_state.word}" if line.standing.stale else text


def of_agency(
    db: Connection, code: str, today: date, moment: datetime | None
) -> list[tuple[FollowUp, Line]]:
    """The open follow-ups that the SKPD `code` answers for, each with its indicator."""
    found = [
        one
        for one in followups.followups(db, today, moment).values()
        if one.open and code in followups.answerable(one)
    ]
    known = lines(db, found, today, moment)
    return [(one, known[one.key]) for one in found if one.key in known]


def mention(
    db: Connection, line: Line, area: str, today: date, moment: datetime | None
) -> html.P | None:
    """On the indicator's own page: its follow-up, or the way to begin one."""
    one = followups.followups(db, today, moment).get((line.indicator.code, area, ""))
    if one is None and not followups.may_begin(line):
        return None
    told, href = followups.briefly(one, line.indicator.code, area)
    late = "late" if one and one.late else "strong"
    return html.P(dcc.Link(told, href=href, className=late))


def _places(one: FollowUp) -> list[str]:
    where = [connectors.areas()[one.area].name] if one.area != regency().code else []
    return where + ([skpds()[one.skpd].short] if one.skpd else [])


def begin_list(without: Sequence[Line], chosen: Mapping[str, str], list_id: str) -> Any:
    """The red lights that nobody follows up, each with the way to begin."""
    if not without:
        return parts.empty("Tidak ada: setiap indikator di luar jalurnya sudah ditindaklanjuti.")
    rows = []
    for line in without:
        entry, standing = line.indicator, line.standing
        href = followups.address_of(entry.code, regency().code)
        title = dcc.Link(entry.short or entry.title, href=href, className="strong")
        gap = parts.value(words.gap(standing, entry), line.address)
        who = [html.Span(words.answers(line)), html.Span(words.since(standing, entry)),
               parts.simulated(line.simulated)]  # fmt: skip
        rows.append(
            html.Li(
                [
                    parts.state_label(standing.state),
                    html.Div(html.P([title, " ", gap]), className="what"),
                    html.Div(who, className="who"),
                ],
                **parts.keyed({"skpd": answering(entry)}, chosen),
            )
        )
    return html.Ol(rows, className=f"attention {list_id}")


def head(line: Line | None, code: str, area: str) -> list[Any]:
    """The state of the indicator now, and the way to its page."""
    more = html.P(dcc.Link("Halaman indikator ini", href=f"/indikator/{code}?wilayah={area}"))
    if line is None:
        return [parts.empty("Belum ada data."), more]
    number, unit = words.apart(line.standing.value, line.indicator)
    shown = [
        html.P(
            [
                parts.value(number, line.address, "value"),
                html.Span(f" {unit}", className="unit"),
            ]
        ),
        parts.state_label(line.standing.state),
        parts.simulated(line.simulated),
    ]  # fmt: skip
    told = parts.value(sentences.judgement(line), line.address)
    return [html.Div(shown, className="head-value"), html.P(told, className="lead"), more]


def facts(one: FollowUp | None, line: Line | None) -> list[Any]:
    """The follow-up as it is now."""
    if one is None:
        red = "Belum ada tindak lanjut untuk indikator ini."
        return [parts.empty(red if followups.may_begin(line) else "Belum pernah ditindaklanjuti.")]
    given: dict[str, Any] = {
        "Status": html.Span(followups.status(one), className="late" if one.late else ""),
        "Penanggung jawab": one.owner,
        "Tenggat": figures.day(one.due),
        "Kemajuan": dcc.Link(parts.progress(one.percent), href=one.address, className="percent"),
        "Terakhir ditulis": f"{one.by}, {figures.day(clock.today(one.at))}",
    }
    rows = [html.Div([html.Dt(name), html.Dd(told)]) for name, told in given.items()]
    note = html.Blockquote(one.note, className="note quote") if one.note else None
    standing = html.P(parts.counted(followups.standing(one)), className="soft")
    return [html.Dl(rows, className="facts"), standing, note]
