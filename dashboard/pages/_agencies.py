"""The list of all agencies: its first sentence, its tables, its rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dash import dcc, html

from dashboard import figures, parts
from dashboard.board import Line, words
from dashboard.board.agencies import CONTRACTED, PACKAGES, Agency
from dashboard.board.agency import ORDER, plan_of
from dashboard.board.sentences import GREEN, OFF
from dashboard.measures import State
from dashboard.parts import Piece

LIST = "agency-list"
GREYS = (State.STALE, State.NO_TARGET, State.NO_VALUE)
FULL = 100.0
HEAD = ["SKPD", "Lampu", "Serapan belanja", "Paket terkontrak", "Disiplin data"]
FOLLOWED = "Tindak lanjut terbuka"
RULE = (
    "Urutan: paling banyak lampu di luar jalur lebih dulu; bila sama, yang lampunya lebih berat "
    "(memburuk, tertinggal, di bawah jalur); lalu yang serapannya paling jauh di bawah anggaran "
    "kasnya; lalu menurut nama. Lampu: indikator kabupaten yang dijawab SKPD itu, dan serapan "
    "belanjanya sendiri. Disiplin data hanya bagi yang memegang sumber data; rumusnya ada di "
    "halaman SKPD itu."
)


def opening(found: Sequence[Agency]) -> list[Piece]:
    """How many agencies have a light off its path, and who is furthest behind its cash plan."""
    judged = [agency for agency in found if agency.absorption]
    if not judged:
        return [Piece("Belum ada data anggaran SKPD.")]
    off = sum(agency.off > 0 for agency in found)
    counted = figures.number(off) if off else "Tidak satu pun"
    told = [Piece(f"{counted} dari {len(found)} instansi mempunyai lampu di luar jalurnya")]
    last = max(judged, key=lambda agency: agency.behind)
    line = last.absorption
    if line is None or not last.behind:
        return [*told, Piece(".")]
    gap = f"{words.step(last.behind, line.indicator)} di bawah {plan_of(line).lower()}"
    return [*told, Piece("; serapan paling tertinggal "),
            Piece(f"{last.skpd.short}, {gap}", True, line.address), Piece(".")]  # fmt: skip


def tables(found: Sequence[Agency], kind: str, followed: Mapping[str, int]) -> list[Any]:
    """The agencies, and those of the kecamatan folded; only those of `kind` shown, if any.
    `followed`: how many open follow-ups each of them answers for, where there are any."""
    near = [agency for agency in found if agency.kind != "kecamatan"]
    far = [agency for agency in found if agency.kind == "kecamatan"]
    off = sum(agency.off > 0 for agency in far)
    title = f"{len(far)} kecamatan, {off} dengan lampu di luar jalur"
    fold: Any = parts.folded(title, _table(far, "Kecamatan sebagai SKPD", kind, followed))
    fold.className, fold.open = "rest", kind == "kecamatan"
    return [_table(near, "Dinas, badan, inspektorat, dan sekretariat", kind, followed), fold]


def _table(
    found: Sequence[Agency], caption: str, kind: str, followed: Mapping[str, int]
) -> html.Div:
    head = [*HEAD, FOLLOWED] if followed else HEAD
    newest = period(found)
    head = [f"{title}, {newest}" if title == HEAD[2] and newest else title for title in head]
    rows = [_row(agency, newest) for agency in found]
    if followed:
        rows = [[*row, parts.counted(figures.number(followed.get(agency.skpd.code, 0)))]
                for row, agency in zip(rows, found, strict=True)]  # fmt: skip
    given = [parts.keyed({"jenis": agency.kind}, {"jenis": kind}) for agency in found]
    return parts.table(
        head, rows, caption, numeric=(3, 4, 5)[: len(head) - 3], minor=(3, 4), given=given
    )


def period(found: Sequence[Agency]) -> str:
    """The newest period of absorption: those of another one say so in their row."""
    lines = [agency.absorption for agency in found if agency.absorption]
    if not lines:
        return ""
    newest = max(lines, key=lambda line: line.standing.period or date.min)
    return words.period(newest.standing, newest.indicator)


def aside(found: Sequence[Agency]) -> str:
    """What holds for the whole list."""
    simulated = any(line.simulated for agency in found for line in agency.own.values())
    return "terburuk lebih dulu" + (" · data simulasi" if simulated else "")


def _row(agency: Agency, newest: str) -> list[Any]:
    home = f"/skpd/{agency.skpd.code}"
    name = [dcc.Link(agency.skpd.name, href=home), html.Span(agency.skpd.short, className="soft")]
    return [name, lights(agency.lights), _absorption(agency.absorption, newest),
            _packages(agency), _discipline(agency, home)]  # fmt: skip


def lights(counts: Counter[State]) -> Any:
    """Each light with how many of it; the three greys are one."""
    shown = [(state, state.word, counts[state]) for state in ORDER if state not in GREYS]
    shown.append((State.NO_TARGET, "tanpa penilaian", sum(counts[state] for state in GREYS)))
    items = [
        html.Li(parts.counted(parts.state_label(state, f"{figures.number(count)} {word}")))
        for state, word, count in shown
        if count
    ]
    return html.Ul(items, className="lights") if items else "belum ada"


def _absorption(line: Line | None, newest: str) -> Any:
    if line is None:
        return "– tanpa anggaran"
    standing, entry = line.standing, line.indicator
    judged, when = standing.last_state, words.period(standing, entry)
    told = [when] if when != newest else []
    if judged in OFF:
        told.append(f"{words.step(standing.gap, entry)} di bawah {plan_of(line).lower()}")
    elif judged in GREEN:
        told.append(f"sesuai {plan_of(line).lower()}")
    return [
        parts.value(words.amount(standing.value, entry), line.address, "strong"),
        parts.mark(figures.bar(standing.value / FULL)),
        parts.value(" · ".join(told), line.address, "soft") if told else None,
    ]


def _packages(agency: Agency) -> Any:
    done, announced = agency.own.get(CONTRACTED), agency.own.get(PACKAGES)
    if done is None or announced is None:
        return "– tanpa paket"
    text = f"{figures.number(done.standing.value)} dari {figures.number(announced.standing.value)}"
    return parts.value(text, done.address)


def _discipline(agency: Agency, home: str) -> Any:
    if agency.keeping is None:
        return "–"
    score = agency.keeping.discipline.score
    if score != score:
        return "– belum ditarik"
    return dcc.Link(parts.counted(figures.number(score)), href=f"{home}#disiplin")
