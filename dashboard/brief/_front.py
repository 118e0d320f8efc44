"""The first page: the state in three sentences; what changed, began, ended, is late, revised."""

from collections import Counter, defaultdict

from connectors import answering, skpds
from dashboard import figures
from dashboard.board import (
    followups,
    money,
    money_words,
    moved,
    sentences,
    words,
)
from dashboard.brief._blocks import (
    Block,
    Cell,
    beside,
    cell,
    counts,
    heading,
    listed,
    said,
    table,
    without,
)
from dashboard.brief._known import Known, marked
from dashboard.measures import State
from dashboard.parts import MoveItem

FIRST_WEEK = "Sepekan sebelumnya belum ada data, jadi belum ada pembanding."
MOST = 6


def front(known: Known) -> list[Block]:
    """The blocks of the page."""
    states = Counter(line.standing.state for line in known.lines)
    lights = [
        (state.value, figures.number(states[state]), state.word) for state in State if states[state]
    ]
    return [
        said(sentences.overview(known.headline, known.problems), "lead"),
        said(moved.headline(known.moved)),
        said(money_words.sentence(money.gathered(known.db, known.moment))),
        counts(lights),
        beside(
            [heading("Berubah pekan ini", changed_span(known)), changes(known)],
            [heading("Masalah baru"), begun(known), heading("Masalah selesai"), solved(known)],
        ),
        beside(
            [heading("SKPD yang terlambat"), late(known)],
            [heading("Angka yang direvisi"), revised(known)],
        ),
    ]


def changed_span(known: Known) -> str:
    """What is compared: with a week before, or, when nothing was known then, by the periods."""
    return "" if known.moved.known else "menurut periodenya"


def changes(known: Known) -> Block:
    """What worsened, what improved, then what is new."""
    found = known.moved
    half = MOST // 2
    worse, better = list(found.worsened), list(found.improved)
    first = [*worse[: max(half, MOST - len(better))], *better[: max(half, MOST - len(worse))]]
    items = [*first[:MOST], *found.new][:MOST]
    every = len(worse) + len(better) + len(found.new)
    block = listed(
        [_change(item) for item in items], "Tidak ada angka yang berubah.", MOST, "Perkembangan"
    )
    return without(block, every - len(items))


def _change(item: MoveItem) -> tuple[str, str, str]:
    told = " → ".join(text for text, _ in item.told)
    note = "; ".join(text for text in (item.word, item.note.partition(";")[0]) if text)
    return item.sign, f"{item.title}: {told}", marked(note, item.simulated)


def begun(known: Known) -> Block:
    """What is off its path or overdue, and was not a week before."""
    if not known.before:
        return listed([], FIRST_WEEK, 1)
    old = {each.line.indicator.code for each in known.problems_before}
    # What came in for the first time is no new trouble, whatever it says.
    there = {line.indicator.code for line in known.before if line.newest is not None}
    items = [
        (
            "!",
            each.line.indicator.title,
            f"{each.line.standing.state.word} · {words.answers(each.line)}",
        )
        for each in known.problems
        if each.line.indicator.code in there - old
    ]
    return listed(items, "Tidak ada masalah baru.", 3, "Permasalahan")


def solved(known: Known) -> Block:
    """What was off its path or overdue a week before, and is no longer."""
    if not known.before:
        return listed([], FIRST_WEEK, 1)
    now = {each.line.indicator.code for each in known.problems}
    lines = {line.indicator.code: line for line in known.lines}
    items = []
    for each in known.problems_before:
        entry = each.line.indicator
        if entry.code not in now:
            state = lines[entry.code].standing.state.word if entry.code in lines else "dicabut"
            items.append(("+", entry.title, f"kini {state}"))
    return listed(items, "Belum ada masalah yang selesai.", 3, "Permasalahan")


def late(known: Known) -> Block:
    """The SKPD with numbers or follow-ups that are overdue, most of them first."""
    stale: dict[str, int] = Counter(
        answering(line.indicator) for line in known.lines if line.standing.stale
    )
    tasks: dict[str, int] = defaultdict(int)
    for one in followups.followups(known.db, known.today, known.moment).values():
        for code in followups.answerable(one) if one.late else ():
            tasks[code] += 1
    every = sorted({*stale, *tasks}, key=lambda code: (-stale.get(code, 0) - tasks[code], code))
    rows: list[list[Cell]] = [
        [cell(skpds()[code].short, bold=True), cell(_many(stale.get(code, 0))),
         cell(_many(tasks[code]))]
        for code in every
    ]  # fmt: skip
    columns = [("SKPD", "1fr", "left"), ("Angka", "16mm", "right"), ("Tugas", "16mm", "right")]
    return table(columns, rows, "Tidak ada yang terlambat.", MOST, "SKPD")


def _many(count: int) -> str:
    return figures.number(count) if count else "–"


def revised(known: Known) -> Block:
    """What was revised or withdrawn within the week: old and new value, by whom."""
    items = [
        (item.sign, f"{item.title}: {' → '.join(text for text, _ in item.told)}",
         marked(f"{item.note.partition(',')[0]} · {item.who}", item.simulated))
        for item in known.moved.revised
    ]  # fmt: skip
    return listed(items, "Tidak ada angka yang direvisi.", MOST, "Perkembangan")
