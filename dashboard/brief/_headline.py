"""The pages of the indicators: the headlines with their way and target, the other judged ones."""

from dashboard import figures
from dashboard.board import Line, telling, words
from dashboard.board.sentences import GREEN, OFF
from dashboard.brief._blocks import Block, Cell, cell, heading, plain, table
from dashboard.brief._ink import inked
from dashboard.brief._known import Known, marked

ORDER = (*OFF, *GREEN)
MOST = 14


def headline(known: Known) -> list[Block]:
    """The blocks of the page."""
    shown = {line.indicator.code for line in known.headline}
    rest = [
        line
        for line in known.lines
        if line.standing.state in ORDER and line.indicator.code not in shown
    ]
    worst = {each.line.indicator.code: place for place, each in enumerate(known.problems)}
    rest.sort(key=lambda line: (worst.get(line.indicator.code, 999),
                                ORDER.index(line.standing.state)))  # fmt: skip
    wide = [("Indikator", "1fr", "left"), ("Perjalanan", "34mm", "left"),
            ("Terbaru", "38mm", "right"), ("Target", "32mm", "right"),
            ("Keadaan", "32mm", "left")]  # fmt: skip
    slim = [column for column in wide if column[0] != "Perjalanan"]
    return [
        plain("Garis: perjalanan sampai angka terbaru. Garis putus-putus: target.", "soft"),
        table(wide, [_row(known, line) for line in known.headline], "Belum ada data."),
        heading("Indikator lain yang bertarget", "yang terjauh dari target lebih dulu"),
        table(slim, [_slim(known, line) for line in rest], "Belum ada.", MOST, "Indikator"),
    ]


def _row(known: Known, line: Line) -> list[Cell]:
    first, *others = _slim(known, line)
    entry, newest = line.indicator, words.amount(line.standing.value, line.indicator)
    alt = f"{entry.title}, terbaru {newest}" if line.newest is not None else entry.title
    path = inked(telling.spark(line)) if line.newest is not None else ""
    return [first, cell("" if path else "belum ada data", svg=path, alt=alt), *others]


def _slim(known: Known, line: Line) -> list[Cell]:
    entry, standing = line.indicator, line.standing
    since = ""
    if standing.previous is not None:
        before = figures.period(standing.previous.since, entry)
        since = f"{words.change(standing, entry)} dari {shortened(before)}"
    period = words.period(standing, entry)
    return [
        cell(entry.short or entry.title, marked(f"{period} · {words.answers(line)}",
                                                line.simulated), bold=True),
        cell(words.amount(standing.value, entry) if line.newest is not None else "–",
             since, bold=True),
        cell(words.short_target(standing, entry)),
        cell(standing.state.word, apart(line), shape=standing.state.value),
    ]  # fmt: skip


def shortened(period: str) -> str:
    """A period with its month in three letters, for narrow places."""
    for month in figures.MONTHS:
        period = period.replace(month, month[:3])
    return period


def apart(line: Line) -> str:
    """How far it is from where it should be; of an overdue one how it stood."""
    entry, standing = line.indicator, line.standing
    if standing.state in OFF:
        return words.distance(standing, entry)
    if standing.stale and standing.target_period is not None:
        return f"terakhir {standing.last_state.word}"
    return ""
