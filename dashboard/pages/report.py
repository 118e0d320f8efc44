"""One weekly brief: is a paper genuine, its pages, what was revised since, what differs."""

from typing import Any

from dash import html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import brief, clock, parts, store
from dashboard.board import papers
from dashboard.pages import _paper, _report
from dashboard.pages._opened import opened, part
from dashboard.pages._paper import HOME


def titled(week: str = "", scope: str = "", **_: str) -> str:
    """The browser's title."""
    return f"Laporan {_paper.titled(scope)} {week[:8]} · {regency().product}".replace("  ", " ")


for address in (f"{HOME}/<week>", f"{HOME}/<week>/<scope>"):
    register_page(f"{__name__}{address.count('/')}", path_template=address, name="Laporan pekan",
                  title=titled, order=0, layout=lambda **asked: layout(**asked))  # fmt: skip


def layout(
    week: str = "", scope: str = "", kode: str = "", banding: str = "", pada: str = "", **_: str
) -> html.Div:
    """The brief of `week` (of a place or agency), the `kode` of a paper, another week beside it."""
    asked = (*(text.replace("\0", "") for text in (week, scope, kode[:16])), banding[:8])
    return opened(contents, *asked, pada=pada, title=titled(week, scope), current=HOME)


def contents(
    db: Connection, week: str, scope: str, code: str, beside: str, _today: Any, moment: Any
) -> html.Div:
    """Everything on the page, for one state of the store and one day."""
    one = store.brief(db, week, scope)
    if one is None or (moment is not None and one.frozen_at > moment):
        return missing(week, scope, moment)
    known = [each for each in store.briefs(db, scope) if not moment or each.frozen_at <= moment]
    others = [each for each in known if each.week != week and each.sha256]
    before = next((each for each in others if each.week == beside), None) or next(
        (each for each in others if each.week < week), None
    )
    shown = [
        _report.genuine(db, one, code),
        _paper.facts(one),
        part("Direvisi sejak dicetak", lambda: _report.revised(
            papers.revised(db, _report.rows_of(db, one), clock.today(one.until), moment))),
        part("Halaman", lambda: _paper.pictures(one, store.brief_file_names(db, one.id))),
    ]  # fmt: skip
    if before is not None:
        shown.append(
            part(
                f"Beda dari {brief.week_named(before.week).title.lower()}",
                lambda: [
                    _report.choose(others, before),
                    _report.differs(_report.compared(db, one, before), before),
                ],
            )
        )
    return parts.page(_paper.heading(one), *shown, current=HOME, moment=moment)


def missing(week: str, scope: str, moment: Any) -> html.Div:
    """The page of a week that has no brief: not yet, or no such week."""
    ways = parts.ways([("Arsip laporan", HOME, "")], "Jalan lain")
    try:
        asked = brief.week_named(week)
    except ValueError:
        asked = None
    if asked is None or (scope and not _paper.titled(scope)):
        told = f"Tidak ada laporan «{week[:20]}». Pekan ditulis seperti 2026-W47."
        gone = "Laporan ini tidak ada"
        return parts.page(gone, parts.empty(told), ways, current=HOME, missing=True)
    told = "Belum ada laporan untuk pekan ini: belum ditutup, atau belum ada data saat itu."
    return parts.page(f"{asked.title}, {asked.days}", parts.empty(told), ways, current=HOME,
                      moment=moment)  # fmt: skip
