"""The head of every page: brand, search, the day that is shown, theme, and the menu."""

from datetime import datetime
from typing import Any

import dash
from dash import dcc, html

from connectors import regency
from dashboard import figures
from dashboard.parts._mark import labelled, mark


def header(current: str, moment: datetime | None) -> html.Header:
    """The head of a page; `moment` is set when a day of the past is shown."""
    switch: dict[str, Any] = {"data-theme-switch": "1"}
    seek: dict[str, Any] = {"data-find": "1", "aria-keyshortcuts": "/"}
    brand = [html.Strong(regency().product), html.Span(regency().government)]
    return html.Header(
        [
            html.A("Langsung ke isi", href="#isi", className="skip"),
            dcc.Link(brand, href="/", className="brand"),
            html.Button(
                ["Cari", html.Span(" indikator, wilayah, SKPD"), html.Kbd("/")],
                type="button",
                className="seek",
                **seek,
            ),
            day_control(moment),
            html.Button("Tampilan: Otomatis", type="button", className="quiet", **switch),
            html.Nav(menu(current), **labelled("Menu utama")),
        ],
        className="top",
    )


def menu(current: str) -> list[dcc.Link]:
    """Every page that has a place in the menu, in order."""
    pages = [page for page in dash.page_registry.values() if (page.get("order") or -1) > 0]
    return [
        dcc.Link(
            page["name"],
            href=page["path"],
            className="current" if page["path"] == current else "",
        )
        for page in sorted(pages, key=lambda page: page["order"])
    ]


def day_control(moment: datetime | None) -> html.Details:
    """The one control that sets the whole dashboard to a past day.

    A form of its own, so that it works before any script; `assets/origin.js` keeps the filters.
    """
    day = moment.date().isoformat() if moment else ""
    form = (
        '<form method="get" data-day="1"><label>Tampilkan keadaan pada '
        f'<input type="date" name="pada" value="{day}" required></label>'
        '<button type="submit">Tampilkan</button></form>'
    )
    told = figures.day(moment.date()) if moment else "hari ini"
    return html.Details(
        [html.Summary([html.Span("Keadaan: "), told]), mark(form, "day")], className="known"
    )


def past(moment: datetime | None) -> html.P | None:
    """The banner of a page that shows a day of the past."""
    if moment is None:
        return None
    text = f"Keadaan sebagaimana diketahui pada {figures.day(moment.date())}. "
    back: dict[str, Any] = {"data-now": "1"}
    return html.P([text, html.A("Kembali ke hari ini", href="?", **back)], className="past")
