"""One page for a working visit: a place with its numbers, or an agency with what it answers for."""

from datetime import datetime

from sqlalchemy import Connection

from connectors import Area, Skpd, areas, indicator, skpds
from dashboard import clock, figures
from dashboard.board import Line, agency, followups, place, profile, words
from dashboard.board.keeping import LOOKS
from dashboard.board.place import Seen
from dashboard.board.sentences import GREEN, OFF
from dashboard.brief._blocks import (
    Block,
    Cell,
    cell,
    counts,
    heading,
    listed,
    plain,
    said,
    table,
)
from dashboard.brief._contents import Asked, Contents, assembled
from dashboard.brief._data import row_of
from dashboard.brief._headline import apart
from dashboard.brief._known import marked
from dashboard.measures import State

AREA, OFFICE = "area-", "skpd-"
ROWS = 18
ANSWERS = [("Indikator", "1fr", "left"), ("Terbaru", "36mm", "right"), ("Target", "36mm", "right"),
           ("Keadaan", "42mm", "left")]  # fmt: skip
OWN = [("Angka instansi ini", "1fr", "left"), ("Terbaru", "40mm", "right"),
       ("Periode", "40mm", "left")]  # fmt: skip
SOURCES = [("Sumber data", "1fr", "left"), ("Keadaan", "40mm", "left"),
           ("Data terakhir", "40mm", "left")]  # fmt: skip


def is_scope(scope: str) -> bool:
    """Whether there is a place or an agency of this name: area-35.22.15, skpd-1.02."""
    code = scope.partition("-")[2]
    if scope.startswith(AREA):
        return place.within(code) is not None
    return scope.startswith(OFFICE) and code in skpds()


def visit(db: Connection, asked: Asked, moment: datetime) -> Contents:
    """The page of the place or agency that `asked.scope` names. KeyError for one not known."""
    if asked.scope.startswith(AREA):
        return _place(db, asked, areas()[asked.scope.removeprefix(AREA)], moment)
    return _agency(db, asked, skpds()[asked.scope.removeprefix(OFFICE)], moment)


def _place(db: Connection, asked: Asked, where: Area, moment: datetime) -> Contents:
    today = clock.today(moment)
    seen = place.profile(db, where, today, moment)
    all_simulated = profile.all_simulated(seen)
    columns = [
        ("Indikator", "1fr", "left"),
        ("Nilai", "34mm", "right"),
        ("Peringkat", "34mm", "left"),
        (profile.compared(where, seen), "48mm", "left"),
    ]
    rows = [_seen(each, all_simulated) for each in profile.on_paper(seen)]
    blocks = [
        said(profile.opening(where, seen)),
        table(columns, rows, "Belum ada angka.", ROWS, "profil wilayah"),
    ]
    if small := profile.warned(seen):
        blocks.append(plain(f"{small} angka berdasar sedikit kasus: hati-hati.", "soft"))
    page = {"title": place.called(where), "aside": asked.week.title, "blocks": blocks}
    lines = [each.line for each in seen]
    return assembled(asked, moment, f"Profil {place.called(where)}", [page],
                     [row_of(line) for line in lines],
                     any(line.simulated for line in lines))  # fmt: skip


def _seen(each: Seen, all_simulated: bool) -> list[Cell]:
    entry, standing = each.line.indicator, each.line.standing
    note = words.period(standing, entry)
    judged = standing.state in (*GREEN, *OFF)
    return [
        cell(entry.title, marked(note, each.line.simulated and not all_simulated), bold=True),
        cell(words.amount(standing.value, entry), bold=True),
        cell(profile.briefly(each.ranks[-1]) if each.ranks else "–"),
        cell(profile.note(each) or "–", "angka kecil, hati-hati" if each.small else "",
             shape=standing.state.value if judged else ""),
    ]  # fmt: skip


def _agency(db: Connection, asked: Asked, skpd: Skpd, moment: datetime) -> Contents:
    today = clock.today(moment)
    card = agency.card(db, skpd.code, today, moment)
    lights = [
        (state.value, figures.number(card.lights[state]), state.word)
        for state in State
        if card.lights[state]
    ]
    every = followups.followups(db, today, moment).values()
    mine = [one for one in every if one.open and skpd.code in followups.answerable(one)]
    answers = [[*_answered(line), _state(line)] for line in card.answers]
    own = [
        [cell(line.indicator.title, marked("", line.simulated)),
         cell(words.amount(line.standing.value, line.indicator), bold=True),
         cell(words.period(line.standing, line.indicator))]
        for line in sorted(card.own.values(), key=_untold)
    ]  # fmt: skip
    kept = card.keeping.sources if card.keeping else ()
    held = [
        [cell(one.source.title), cell(LOOKS[one.condition][1], shape=LOOKS[one.condition][0]),
         cell(figures.day(one.ok) if one.ok else "belum pernah")]
        for one in kept
    ]  # fmt: skip
    blocks: list[Block] = [said(agency.opening(card))]
    blocks += [counts(lights)] if lights else []
    blocks += [table(ANSWERS, answers, "Tidak menjawab indikator tingkat kabupaten.", 12,
                     "SKPD")]  # fmt: skip
    blocks += [table(OWN, own, "", 10, "SKPD")] if own else []
    blocks += [table(SOURCES, held, "", 6, "Sumber data")] if held else []
    told = [(_sign(one.late), f"{indicator(one.indicator).title}: {followups.status(one)}",
             f"{one.owner}, tenggat {figures.day(one.due)}") for one in mine]  # fmt: skip
    blocks += [heading("Tindak lanjut yang berjalan"),
               listed(told, "Tidak ada.", 5, "Tindak lanjut")]  # fmt: skip
    page = {"title": skpd.short, "aside": asked.week.title,
            "blocks": [plain(skpd.name, "soft"), *blocks]}  # fmt: skip
    lines = [*card.answers, *card.own.values()]
    return assembled(asked, moment, f"Laporan {skpd.short}", [page],
                     [row_of(line) for line in lines],
                     any(line.simulated for line in lines))  # fmt: skip


def _answered(line: Line) -> list[Cell]:
    entry, standing = line.indicator, line.standing
    return [
        cell(entry.title, marked(words.period(standing, entry), line.simulated), bold=True),
        cell(words.amount(standing.value, entry), bold=True),
        cell(words.short_target(standing, entry)),
    ]


def _state(line: Line) -> Cell:
    return cell(line.standing.state.word, apart(line), shape=line.standing.state.value)


def _sign(late: int) -> str:
    return "!" if late else "→"


def _untold(line: Line) -> bool:
    """Its own numbers that are judged by a target come first."""
    return line.standing.last_state not in (*GREEN, *OFF)
