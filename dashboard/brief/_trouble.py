"""The page of the problems: what is wrong, since when, where, who answers, what is done."""

import connectors
from dashboard import figures
from dashboard.board import followups, problems, sentences
from dashboard.board.followups import FollowUp
from dashboard.brief._blocks import Block, Cell, cell, heading, listed, said, table, without
from dashboard.brief._known import Known, marked
from dashboard.parts import ProblemItem

MOST = 11
COLUMNS = [("Masalah", "1fr", "left"), ("Angka; target", "36mm", "left"),
           ("Jarak; laju yang perlu", "45mm", "left"),
           ("Terburuk; tindak lanjut", "50mm", "left")]  # fmt: skip


def trouble(known: Known) -> list[Block]:
    """The blocks of the page."""
    found = problems.items(known.db, known.problems[:MOST], known.today, known.moment)
    every = followups.followups(known.db, known.today, known.moment).values()
    opened = [one for one in every if one.open]
    block = table(COLUMNS, [_row(item) for item in found], "Tidak ada masalah.", MOST,
                  "Permasalahan")  # fmt: skip
    return [
        said(sentences.problems(known.lines, known.problems)),
        without(block, len(known.problems) - len(found)),
        heading("Tindak lanjut yang berjalan", f"{figures.number(len(opened))} terbuka"),
        listed([_followed(one) for one in opened], "Belum ada tindak lanjut yang dicatat.", 6,
               "Tindak lanjut"),
    ]  # fmt: skip


def _row(item: ProblemItem) -> list[Cell]:
    where = ", ".join(f"{spot.name} {spot.value_text}" for spot in item.spots)
    place = f"{item.where_text.capitalize()}: {where}" if where else ""
    value = f"{item.value_text} {item.unit}".strip()
    return [
        cell(item.title, marked(" · ".join(t for t in (item.since_text, item.who_text) if t),
                                item.simulated), bold=True, shape=item.state.value),
        cell(value, f"target {item.target_text}", bold=True),
        cell(item.gap_text, item.need_text),
        cell(place, item.follow[0] if item.follow else ""),
    ]  # fmt: skip


def _followed(one: FollowUp) -> tuple[str, str, str]:
    title = connectors.indicator(one.indicator).title
    told = f"{one.owner}, tenggat {figures.day(one.due)}, {one.percent} %"
    return "!" if one.late else "→", f"{title}: {followups.status(one)}", told
