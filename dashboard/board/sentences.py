"""Whole sentences: what the overview and an indicator have to say first."""

from collections.abc import Sequence

from dashboard import figures, measures
from dashboard.board import words
from dashboard.board._lines import Line
from dashboard.measures import State
from dashboard.parts import Piece

GREEN = (State.REACHED, State.ON_PATH)
OFF = (State.WORSENING, State.BEHIND, State.BELOW_PATH)
NUMERALS = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh".split()


def overview(lines: Sequence[Line]) -> list[Piece]:
    """The first sentences of the overview."""
    judged = [line for line in lines if line.standing.state in (*GREEN, *OFF)]
    if not judged:
        return [Piece("Belum ada indikator yang dapat dinilai terhadap targetnya.")]
    green = sum(line.standing.state in GREEN for line in judged)
    opening = f"{spelt(green).capitalize()} dari {spelt(len(judged))} indikator bertarget"
    told = [Piece(f"{opening} sudah tercapai atau di jalurnya.")]
    worst = measures.attention([line.standing for line in judged])
    if worst:
        line = next(line for line in judged if line.standing is worst[0])
        entry = line.indicator
        text = f"{entry.title} {worst[0].state.word} {words.step(worst[0].gap, entry)}"
        told.append(Piece(f" {text}", True, line.address))
        rest = len(worst) - 1
        told.append(Piece(f", {spelt(rest)} lain perlu perhatian." if rest else "."))
    stale = sum(line.standing.state is State.STALE for line in lines)
    if stale:
        told.append(Piece(f" {spelt(stale).capitalize()} angka sudah lewat umur."))
    return told


def spelt(number: int) -> str:
    """Small numbers in words, as one writes them in a sentence."""
    return NUMERALS[number] if number < len(NUMERALS) else figures.number(number, 0)


def judgement(line: Line) -> str:
    """One or two sentences on the newest value: what it is, against what, and what it needs."""
    entry, standing = line.indicator, line.standing
    opening = f"{words.period(standing, entry)}: {words.amount(standing.value, entry)}"
    if standing.previous is not None and standing.previous.value:
        verb = "naik" if standing.previous.value > 0 else "turun"
        before = figures.period(standing.previous.since, entry)
        opening += f", {verb} {words.step(standing.previous.value, entry)} dari {before}"
    told = [f"{opening}."]
    judged = standing.last_state if standing.stale else standing.state
    if judged in OFF:
        told.append(f"Masih {words.gap(standing, entry)} {words.target(standing, entry)}.")
        if pace := words.need(standing, entry):
            told.append(f"{pace[:1].upper()}{pace[1:]}.")
    elif judged is State.REACHED:
        told.append(f"Target {words.target(standing, entry)} tercapai.")
    elif judged is State.ON_PATH:
        told.append(f"Di jalur menuju target {words.target(standing, entry)}.")
    else:
        told.append("Belum ada target yang berlaku untuk periode ini.")
    if standing.stale and standing.due is not None:
        told.append(f"Angka berikutnya seharusnya terbit {figures.day(standing.due)}.")
    return " ".join(told)
