"""Whole sentences: what the overview and an indicator have to say first."""

from collections.abc import Sequence

from dashboard import figures
from dashboard.board import words
from dashboard.board._judgement import judgement
from dashboard.board._lines import Line
from dashboard.board._ranked import Problem
from dashboard.board.peers import Rank
from dashboard.measures import GREEN, State
from dashboard.parts import Piece

__all__ = ["GREEN", "OFF", "Rank", "judgement", "lags", "overview", "problems", "said",
           "spelt"]  # fmt: skip
OFF = (State.WORSENING, State.BEHIND, State.BELOW_PATH)
NUMERALS = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh".split()


def overview(lines: Sequence[Line], found: Sequence[Problem]) -> list[Piece]:
    """The first sentences of the overview: how many are where they should be, the worst of what is
    not, and what is overdue. `found` are all problems, worst first."""
    judged = [line for line in lines if line.standing.state in (*GREEN, *OFF)]
    green = sum(line.standing.state in GREEN for line in judged)
    told = [Piece(_opening(green, len(judged)))]
    codes = {line.indicator.code for line in judged}
    worst = [each.line for each in found if each.line.indicator.code in codes]
    if worst:
        told.append(Piece(f" {said(worst[0])}", True, worst[0].address))
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


def problems(lines: Sequence[Line], found: Sequence[Problem]) -> list[Piece]:
    """The first sentences of the problems: how many, the worst and since when, what is overdue."""
    off = [each.line for each in found if not each.line.standing.stale]
    late = len(found) - len(off)
    told = [Piece("Tidak ada indikator bertarget yang di luar jalurnya.")]
    if off:
        worst = off[0]
        count = f"{spelt(len(off)).capitalize()} indikator di luar jalurnya"
        since = words.since(worst.standing, worst.indicator)
        told = [
            Piece(f"{count}. " if len(off) == 1 else f"{count}, paling mendesak: "),
            Piece(f"{said(worst)} {since}".strip(), True, worst.address),
            Piece("."),
        ]
    elif not late and not any(line.standing.state in GREEN for line in lines):
        told = [Piece("Belum ada indikator yang dapat dinilai terhadap targetnya.")]
    if late:
        what = "lainnya" if off else "indikator"
        text = f" {spelt(late).capitalize()} {what} lewat umur, belum dapat dinilai."
        told.append(Piece(text))
    return told


def lags(name: str, last: int, worse: int, totals: int) -> list[Piece]:
    """The first sentence of where a kecamatan lags: a comparison, never a judgement."""
    if not last + worse + totals:
        return [
            Piece(f"Kecamatan {name} tidak tertinggal dari kecamatan lain pada satu angka pun.")
        ]
    told = []
    if last:
        told.append(f"termasuk tiga terakhir di antara kecamatan pada {spelt(last)} angka")
    if worse:
        told.append(
            f"lebih buruk daripada kabupaten pada {spelt(worse)} angka{' lain' * bool(last)}"
        )
    if totals:
        told.append(f"termasuk tiga yang terbanyak pada {spelt(totals)} angka")
    return [Piece(f"Kecamatan {name} {'; '.join(told)}.")]


def spelt(number: int) -> str:
    """Small numbers in words, as one writes them in a sentence."""
    return NUMERALS[number] if number < len(NUMERALS) else figures.number(number, 0)
