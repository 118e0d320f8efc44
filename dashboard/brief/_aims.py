"""The page of the plan: its missions with their lights, and the priority programmes."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard import figures
from dashboard.board import outlooks, plan, programmes, words
from dashboard.board.aid import Aid
from dashboard.board.plan import Aimed
from dashboard.board.programmes import Held
from dashboard.board.sentences import GREEN, OFF
from dashboard.brief._blocks import Block, Cell, cell, heading, plain, said, table
from dashboard.brief._known import Known, marked
from dashboard.brief._people import verified
from dashboard.measures import State

MISSIONS = [("Misi", "1fr", "left"), ("Bertarget", "20mm", "right"),
            ("Sesuai jalur", "24mm", "right"), ("Yang terberat", "60mm", "left")]  # fmt: skip
PROGRAMMES = [("Program", "1fr", "left"), ("Hasil", "82mm", "left"),
              ("Penerima valid", "28mm", "right")]  # fmt: skip


def aims(known: Known) -> list[Block]:
    """The blocks of the page."""
    chosen = outlooks.plan_on(known.today)
    lines = [line for line in known.lines if line.newest is not None]
    found = plan.aimed(lines, chosen, known.today)
    text = plan.document(chosen)
    places = {one.line.indicator.code: plan.mission_of(one.line, text, True) for one in found}
    rows = []
    for mission in text.missions:
        mine = [one for one in found if places[one.line.indicator.code] == mission.number]
        note = "parafrase; naskah resmi belum ditemukan" if mission.paraphrase else ""
        rows.append([cell(plan.heading(mission), note), *_judged(known, mine)])
    loose = [one for one in found if not places[one.line.indicator.code]]
    if loose:
        rows.append([cell("Indikator bertarget tanpa misi"), *_judged(known, loose)])
    held = programmes.held(lines)
    shares = {one.entry.programme: one for one in verified(known)}
    missing = programmes.unfilled()
    return [
        said(plan.first_sentence(found, chosen, known.today)),
        table(MISSIONS, rows, "Misi rencana ini belum ditemukan dalam publikasi."),
        heading("Program prioritas"),
        said(programmes.first_sentence()),
        table(
            PROGRAMMES,
            [_programme(known, one, shares) for one in held],
            "Belum ada.",
            17,
            "Program",
        ),
        plain(f"{missing} program lain belum terisi: daftar resminya belum ditemukan.", "soft"),
    ]


def _judged(known: Known, mine: Sequence[Aimed]) -> list[Cell]:
    """How many have a target, how many are where they should be, and the worst."""
    states = Counter(one.state for one in mine)
    green = sum(states[state] for state in GREEN)
    off = [one for one in mine if one.state in OFF]
    count = [cell(figures.number(len(mine)) if mine else "–"),
             cell(figures.number(green) if mine else "–")]  # fmt: skip
    if not off:
        stale = f"{states[State.STALE]} lewat umur" if states[State.STALE] else ""
        return [*count, cell(stale or ("tidak ada" if mine else "belum ada target"))]
    one = min(off, key=lambda each: plan.order(each, known.today))
    entry = one.line.indicator
    told = f"{one.state.word}, {words.gap(one.standing, entry)}"
    return [*count, cell(entry.short or entry.title, told, shape=one.state.value)]


def _programme(known: Known, one: Held, shares: Mapping[str, Aid]) -> list[Cell]:
    line = programmes.main_line(one)
    sure = "" if one.programme.confirmed else "belum dipastikan"
    money = next(iter(one.money), None)
    name = cell(one.programme.title, "; ".join(t for t in (sure, programmes.who(one)) if t),
                bold=True)  # fmt: skip
    share = shares.get(one.programme.code)
    valid = cell(figures.quantity(share.share, "%", 1) if share else "–")
    if line is None:
        return [name, cell("belum ada angka"), valid]
    told = line.indicator.short or line.indicator.title
    if money is not None:
        told += f"; {programmes.told(money, known.today)}"
    result = cell(
        programmes.told(line, known.today),
        marked(told, line.simulated),
        shape=line.standing.state.value if line.standing.state in (*GREEN, *OFF) else "",
    )
    return [name, result, valid]
