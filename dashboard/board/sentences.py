"""Whole sentences: what the overview and an indicator have to say first."""

from collections.abc import Sequence

from dashboard import figures, measures
from dashboard.board import words
from dashboard.board._judgement import Rank, judgement
from dashboard.board._lines import Line
from dashboard.measures import State
from dashboard.parts import Piece

__all__ = ["GREEN", "OFF", "Rank", "judgement", "overview", "said", "spelt"]
GREEN = (State.REACHED, State.ON_PATH)
OFF = (State.WORSENING, State.BEHIND, State.BELOW_PATH)
NUMERALS = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh".split()


def overview(lines: Sequence[Line]) -> list[Piece]:
    """The first sentences of the overview: how many are where they should be, the worst of what is
    not, and what is overdue."""
    judged = [line for line in lines if line.standing.state in (*GREEN, *OFF)]
    green = sum(line.standing.state in GREEN for line in judged)
    told = [Piece(_opening(green, len(judged)))]
    worst = measures.attention([line.standing for line in judged])
    if worst:
        line = next(line for line in judged if line.standing is worst[0])
        told.append(Piece(f" {said(line)}", True, line.address))
        rest = len(worst) - 1
        told.append(Piece(f"; {spelt(rest)} lain juga di luar jalurnya." if rest else "."))
    stale = sum(line.standing.state is State.STALE for line in lines)
    if stale:
        told.append(Piece(f" {spelt(stale).capitalize()} angka sudah lewat umur."))
    return told


def said(line: Line) -> str:
    """A problem in a few words: Pengangguran terbuka memburuk, 0,27 poin di atas target."""
    entry, standing = line.indicator, line.standing
    return f"{entry.title} {standing.state.word}, {words.gap(standing, entry)}"


def _opening(green: int, judged: int) -> str:
    """How many are where they should be by now."""
    if not judged:
        return "Belum ada indikator yang dapat dinilai terhadap targetnya."
    of = f"{spelt(judged)} indikator bertarget"
    if judged == 1:
        state = "sudah tercapai atau di jalurnya" if green else "di luar jalurnya"
        return f"Satu-satunya indikator bertarget {state}."
    if not green:
        return f"Belum satu pun dari {of} tercapai atau di jalurnya."
    if green == judged:
        return f"Semua dari {of} sudah tercapai atau di jalurnya."
    return f"{spelt(green).capitalize()} dari {of} sudah tercapai atau di jalurnya."


def spelt(number: int) -> str:
    """Small numbers in words, as one writes them in a sentence."""
    return NUMERALS[number] if number < len(NUMERALS) else figures.number(number, 0)
