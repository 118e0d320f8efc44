"""The frame of every page: header, menu, main part, footer."""

from datetime import datetime
from typing import Any

import dash
from dash import dcc, html

from connectors import regency
from dashboard import figures
from dashboard.parts._mark import labelled

MISSING = "page missing"  # the class of a page that says that nothing is there: a 404


def page(
    title: Any,
    *children: Any,
    current: str = "",
    moment: datetime | None = None,
    lead: str = "",
    missing: bool = False,
) -> html.Div:
    """A whole page. `title` is its h1, or a component that holds it; `moment` is set when the
    page shows what was known then, and says so; `missing` when nothing is at its address."""
    heading = html.H1(title) if isinstance(title, str) else title
    return html.Div(
        [
            header(current),
            html.Main(
                [
                    past(moment),
                    heading,
                    html.P(lead, className="lead") if lead else None,
                    *children,
                ],
                id="isi",
            ),
            footer(),
        ],
        className=MISSING if missing else "page",
    )


def header(current: str) -> html.Header:
    """The name of the dashboard, the menu and the theme."""
    pages = [page for page in dash.page_registry.values() if (page.get("order") or -1) > 0]
    links = [
        dcc.Link(
            page["name"],
            href=page["path"],
            className="current" if page["path"] == current else "",
        )
        for page in sorted(pages, key=lambda page: page["order"])
    ]
    switch: dict[str, Any] = {"data-theme-switch": "1"}
    button = html.Button("Tampilan: Otomatis", type="button", className="quiet", **switch)
    brand = [html.Strong(regency().product), html.Span(regency().government)]
    return html.Header(
        [
            html.A("Langsung ke isi", href="#isi", className="skip"),
            dcc.Link(brand, href="/", className="brand"),
            html.Nav(links, **labelled("Menu utama")),
            button,
        ],
        className="top",
    )


def past(moment: datetime | None) -> html.P | None:
    """The banner of a page that shows a day of the past."""
    if moment is None:
        return None
    text = f"Keadaan sebagaimana diketahui pada {figures.day(moment.date())}. "
    return html.P([text, dcc.Link("Kembali ke hari ini", href="/")], className="past")


def footer() -> html.Footer:
    """Who publishes this, and what the marks mean."""
    text = (
        "Angka bertanda data simulasi berasal dari basis data contoh, bukan dari SKPD. "
        "Angka lain menyebut publikasinya."
    )
    return html.Footer([html.P(regency().government), html.P(text)], className="foot")


def section(title: str, *children: Any, aside: str = "", ident: str = "") -> html.Section:
    """A part of a page under its own heading."""
    head = [html.H2(title), html.Span(aside, className="aside") if aside else None]
    given: dict[str, Any] = {"id": ident} if ident else {}
    return html.Section([html.Div(head, className="section-head"), *children], **given)


def columns(*children: Any) -> html.Div:
    """Two parts side by side where there is room, the first one wider."""
    return html.Div(list(children), className="columns")


def notice(text: str, kind: str = "info") -> html.P:
    """A sentence that matters more than the page's own."""
    return html.P(text, className=f"notice {kind}", role="status")


def empty(text: str) -> html.P:
    """What stands where there is nothing to show."""
    return html.P(text, className="empty")


def simulated(flag: bool) -> html.Span | None:
    """The badge of a number that comes from a stand-in."""
    return html.Span("data simulasi", className="badge") if flag else None
