"""One brief as paper on screen: what it is of, its files, its pages as pictures."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Any

from dash import dcc, html

from connectors import areas, regency, skpds
from dashboard import brief, clock, figures, parts
from dashboard.brief import AREA, OFFICE, WHOLE
from dashboard.store import Brief

HOME = "/laporan"
FILES = f"{HOME}/berkas"
PAGES = 8


def name(one: Brief) -> str:
    """What a brief is of: the week, or the place or agency."""
    return titled(one.scope) or brief.week_named(one.week).title


def heading(one: Brief) -> str:
    """«Laporan pekan 47 tahun 2026, 16–22 November 2026», «Laporan Ngasem, …»."""
    about = titled(one.scope) or brief.week_named(one.week).title.lower()
    return f"Laporan {about}, {brief.week_named(one.week).days}"


def titled(scope: str) -> str:
    """The place or agency of a scope; "" for the regency, or for none that is known."""
    if scope.startswith(AREA) and (area := areas().get(scope.removeprefix(AREA))):
        return area.name
    if scope.startswith(OFFICE) and (skpd := skpds().get(scope.removeprefix(OFFICE))):
        return skpd.short
    return ""


def address(one: Brief) -> str:
    """The page of a brief."""
    return f"{HOME}/{one.week}{f'/{one.scope}' if one.scope else ''}"


def file(one: Brief, kind: str) -> str:
    """The address of a file of a brief."""
    return f"{FILES}/{one.week}/{one.scope or WHOLE}/{kind}"


def when(moment: datetime) -> str:
    """A moment as the regency's clocks show it."""
    return figures.clock(clock.local(moment), regency().zone)


def facts(one: Brief) -> html.P:
    """What it tells of which moment, when it was made, and its files."""
    kind = "Ditutup"
    if not one.final:  # a page for a working visit is of its day, and no draft of anything
        kind = "Dibuat" if one.scope else "Rancangan pekan berjalan, dibuat"
    told: list[Any] = [f"Data per {when(one.until)}. {kind} {when(one.frozen_at)}. "]
    if one.sha256:
        told += links(one)
    return html.P(told, className="lead")


def links(one: Brief) -> list[Any]:
    """The ways to its files."""
    return [html.A("PDF", href=file(one, "pdf")), " · ", html.A("Excel", href=file(one, "xlsx"))]


def pictures(one: Brief, names: Sequence[str]) -> html.Ol | html.P:
    """Every page as a picture, each the way to the PDF."""
    pages = [n for n in range(1, PAGES + 1) if f"png-{n}" in names]
    if not pages:
        why = one.error or "sedang dibuat"
        return parts.notice(f"Kertasnya belum ada: {why}", "error" if one.error else "info")
    return html.Ol([html.Li(picture(one, number)) for number in pages], className="papers")


def picture(one: Brief, number: int) -> html.A:
    """One page as a picture."""
    alt = f"Halaman {number} laporan {name(one)}"
    return html.A(image(one, number, alt), href=f"{file(one, 'pdf')}#page={number}")


def image(one: Brief, number: int, alt: str) -> Any:
    """A page as an image that is fetched when it comes into view; Dash's own cannot wait."""
    source = escape(file(one, f"png-{number}"), quote=True)
    said = escape(alt, quote=True)
    return parts.mark(
        f'<img src="{source}" alt="{said}" width="595" height="842" loading="lazy">', "paper"
    )


def card(one: Brief) -> list[Any]:
    """A brief in the archive: its first page, its week, its files."""
    week = brief.week_named(one.week)
    shown: Any = parts.empty(f"Belum tercetak: {one.error}" if one.error else "Sedang dibuat.")
    files: list[Any] = []
    if one.sha256:
        alt = f"Halaman pertama laporan {name(one)}"
        shown = image(one, 1, alt)
        files = links(one)
    title = dcc.Link([shown, html.Strong(week.title)], href=address(one))
    told = f"{week.days}; data per {when(one.until)}"
    return [title, html.Span(told, className="soft"), html.Span(files, className="files")]
