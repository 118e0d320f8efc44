"""One brief beside what is known: is a paper genuine, what was revised since, what differs."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from sqlalchemy import Connection

from dashboard import brief, parts, store
from dashboard.board import papers
from dashboard.board.papers import Beside
from dashboard.pages._paper import when
from dashboard.store import Brief

ALIKE = str.maketrans("OIL", "011")  # as Crockford reads them
HEAD = ["Indikator", "Tercetak", "Kini", "Diketahui"]


def genuine(db: Connection, one: Brief, code: str) -> Any:
    """Whether the code on a paper is one that was printed on this brief, and where to type it."""
    if not code:
        return html.Div([_asked(), _printed(one)])
    found = store.code_known(db, _spelt(code))
    if found is None or found[0] != one.id:
        told = (
            f"Kode {code.strip()[:16]} tidak dikenal untuk laporan ini: kertas itu bukan dari "
            "dasbor ini, atau isinya telah diubah. Bandingkan dengan halaman di bawah."
        )
        return html.Div([parts.notice(told, "error"), _asked(), _printed(one)])
    told = "Kertas ini asli: kodenya sama dengan isi yang dibekukan di bawah ini."
    if _spelt(code) != one.code:
        told = (
            f"Kertas ini asli, tetapi dicetak {when(found[1])}; sesudah itu laporannya dibuat "
            "lagi. Yang berlaku ada di bawah."
        )
    return html.Div([parts.notice(told), _printed(one)])


def _spelt(code: str) -> str:
    """A code as it is printed, however it was typed: 0 for O, 1 for I and L, with its hyphen."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum()).translate(ALIKE)
    return f"Kode {plain[:5]}-{plain[5:]}"


def _asked() -> Any:
    form = (
        '<form method="get" class="asking"><label>Kode pada kertas<input name="kode" '
        'maxlength="16" autocomplete="off" required></label><button type="submit">Periksa</button>'
        "</form>"
    )
    return parts.mark(form, "mark no-print")


def _printed(one: Brief) -> html.P:
    told: list[Any] = ["Kode yang berlaku: ", html.Strong(parts.counted(one.code[5:]))]
    if one.sha256:
        told += [". SHA-256 berkas PDF: ", html.Code(one.sha256, className="hash")]
    return html.P(told, className="soft")


def revised(found: Sequence[Beside]) -> list[Any]:
    """What is known otherwise today than it was printed; what was still being filled then is
    folded, for that was to change."""
    over = [each for each in found if not each.filled]
    filled = [each for each in found if each.filled]
    made: list[Any] = [
        _twice(over, "Direvisi sejak dicetak")
        if over
        else parts.empty("Belum ada angka laporan ini yang direvisi sejak dicetak.")
    ]
    if filled:
        title = f"{len(filled)} angka lain bertambah: periodenya masih berjalan ketika dicetak"
        made.append(parts.folded(title, _twice(filled, "Bertambah sejak dicetak")))
    return made


def _twice(found: Sequence[Beside], caption: str) -> Any:
    rows = [
        [
            _named(each),
            parts.value(each.before, each.origin),
            parts.value(each.after, each.origin),
            when(each.at) if each.at else "–",
        ]
        for each in found
    ]
    return parts.table(HEAD, rows, caption, numeric=(1, 2), minor=(3,))


def differs(found: Sequence[Beside], before: Brief) -> Any:
    """How the numbers differ from those of another week."""
    other = brief.week_named(before.week).title
    if not found:
        return parts.empty(f"Tidak ada angka yang berbeda dari {other.lower()}.")
    rows = [
        [
            _named(each),
            parts.value(each.before, each.origin),
            parts.value(each.after, each.origin),
            turned(each),
        ]
        for each in found
    ]
    head = ["Indikator", other, "Pekan ini", "Keadaan"]
    return parts.table(head, rows, f"Beda dari {other.lower()}", numeric=(1, 2), minor=(1,))


def turned(each: Beside) -> Any:
    """The state before and now, where it changed."""
    if each.states is None:
        return "–"
    before, now = each.states
    return [parts.state_label(before), " → ", parts.state_label(now)]


def _named(each: Beside) -> list[Any]:
    link = dcc.Link(each.entry.title, href=f"/indikator/{each.entry.code}")
    return [link, html.Span(f" {each.period}", className="soft")]


def rows_of(db: Connection, one: Brief) -> list[dict[str, Any]]:
    """The numbers that a brief keeps."""
    found: list[dict[str, Any]] = brief.loaded(store.brief_contents(db, one.id))["data"]
    return found


def compared(db: Connection, one: Brief, other: Brief | None) -> list[Beside]:
    """How `one` differs from the `other`."""
    return papers.differences(rows_of(db, other), rows_of(db, one)) if other else []


def choose(others: Sequence[Brief], before: Brief) -> Any:
    """The other week that it is set beside."""
    weeks = {each.week: brief.week_named(each.week).title for each in others}
    choice = parts.Choice("banding", "Bandingkan dengan", weeks, before.week, "", True)
    return parts.filters([choice], "report-weeks")
