"""Permasalahan: everything off its path, worst first; of a kecamatan, where it lags."""

from datetime import date, datetime

from dash import html, register_page
from sqlalchemy import Connection

from connectors import children, regency
from dashboard import parts, store
from dashboard.board import board, ranked, sentences
from dashboard.pages import _lags, _problems
from dashboard.pages._opened import opened, part

TITLE = "Permasalahan"
HOME = "/permasalahan"
register_page(__name__, path=HOME, name=TITLE, title=f"{TITLE} · {regency().product}", order=20)


def layout(
    skpd: str = "", misi: str = "", program: str = "", wilayah: str = "", pada: str = "", **_: str
) -> html.Div:
    """The problems of the regency, or where the kecamatan `wilayah` lags."""
    inside = {area.code for area in children(regency().code)}
    if wilayah not in inside | {"", regency().code}:
        return parts.page(
            "Kecamatan ini tidak ada", parts.empty("Periksa alamatnya."), missing=True
        )
    asked = ("skpd", skpd), ("misi", misi), ("program", program)
    contents = kecamatan if wilayah in inside else whole
    return opened(contents, asked, wilayah, pada=pada, title=TITLE, current=HOME)


@store.kept
def whole(
    db: Connection,
    asked: tuple[tuple[str, str], ...],
    _area: str,
    today: date,
    moment: datetime | None,
) -> html.Div:
    """Every problem of the regency, for one state of the store and one day."""
    lines = board(db, regency().code, today, moment)
    if not lines:
        return parts.page(TITLE, parts.empty("Belum ada data."), current=HOME, moment=moment)
    found = ranked(lines, today)
    off = [each for each in found if not each.line.standing.stale]
    late = [each for each in found if each.line.standing.stale]
    chosen = _problems.known(asked)
    entries = [each.line.indicator for each in found]
    return parts.page(
        parts.sentence(sentences.problems(lines, found)),
        _problems.lead(lines),
        _problems.choices(entries, chosen, "", moment),
        html.Div(
            [
                part("Di luar jalur", lambda: _problems.off(db, off, chosen, today, moment)),
                part("Lewat umur", lambda: _problems.late(db, late, chosen, today, moment)),
            ],
            className="problem-lists",
        ),
        _problems.explained(),
        current=HOME,
        moment=moment,
    )


@store.kept
def kecamatan(
    db: Connection,
    asked: tuple[tuple[str, str], ...],
    area: str,
    _today: date,
    moment: datetime | None,
) -> html.Div:
    """Where one kecamatan lags, for one state of the store."""
    return _lags.kecamatan(db, area, _problems.known(asked), moment)
