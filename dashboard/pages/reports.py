"""Laporan: every weekly brief that was printed, and the draft of the running week."""

from datetime import date, datetime
from typing import Any

from dash import html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import brief, parts, store
from dashboard.pages import _paper
from dashboard.pages._opened import opened, part
from dashboard.pages._paper import HOME
from dashboard.store import Brief

TITLE = "Laporan"
register_page(__name__, path=HOME, name=TITLE, title=f"{TITLE} · {regency().product}",
              order=105)  # fmt: skip
SHOWN = 60  # weeks with a picture; older ones are named


def layout(pada: str = "", **_query: str) -> html.Div:
    """The archive, as it is now or was on the day `pada`."""
    return opened(contents, pada=pada, title=TITLE, current=HOME)


@store.kept
def contents(db: Connection, _today: date, moment: datetime | None) -> html.Div:
    """Everything on the page, for one state of the store and one day."""
    every = [one for one in store.briefs(db, None) if moment is None or one.frozen_at <= moment]
    whole = [one for one in every if not one.scope]
    final = [one for one in whole if one.final]
    drafts = [one for one in whole if not one.final]
    parts_of = [one for one in every if one.scope]
    shown: list[Any] = []
    if drafts:
        shown.append(part("Pekan ini", lambda: _cards(drafts), aside="rancangan; belum ditutup"))
    shown.append(part("Arsip", lambda: _archive(final), aside="pekan yang sudah ditutup"))
    if parts_of:
        shown.append(part("Untuk kunjungan kerja", lambda: _visits(parts_of)))
    return parts.page(sentence(final, drafts), *shown, current=HOME, moment=moment)


def sentence(final: list[Brief], drafts: list[Brief]) -> html.H1:
    """The newest brief in a sentence."""
    if not final:
        more = "; rancangan pekan berjalan sudah dapat dibaca" if drafts else ""
        return parts.sentence([parts.Piece(f"Belum ada pekan yang ditutup{more}.")])
    week = brief.week_named(final[0].week)
    return parts.sentence([parts.Piece(f"Laporan terakhir: {week.title.lower()}, {week.days}.")])


def _archive(final: list[Brief]) -> list[Any]:
    if not final:
        told = "Belum ada. Setiap pekan ditutup sesudah hari Minggunya, biasanya Senin pagi."
        return [parts.empty(told)]
    older = [(_paper.name(one), _paper.address(one), "") for one in final[SHOWN:]]
    made: list[Any] = [_cards(final[:SHOWN])]
    return [*made, parts.ways(older, "Pekan sebelumnya")] if older else made


def _cards(found: list[Brief]) -> html.Ol:
    return html.Ol([html.Li(_paper.card(one)) for one in found], className="papers archive")


def _visits(found: list[Brief]) -> Any:
    rows = [(f"{_paper.name(one)}, {brief.week_named(one.week).title.lower()}",
             _paper.address(one), "") for one in found[:SHOWN]]  # fmt: skip
    return parts.ways(rows, "Satu halaman untuk satu wilayah atau SKPD")
