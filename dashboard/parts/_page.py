"""The frame of every page: header, main part, footer."""

from datetime import datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from connectors import regency
from dashboard.parts._header import header, menu, past
from dashboard.parts._mark import labelled

MISSING = "page missing"  # the class of a page that says that nothing is there: a 404


def page(
    title: Any,
    *children: Any,
    current: str = "",
    moment: datetime | None = None,
    lead: Any = "",
    missing: bool = False,
) -> html.Div:
    """A whole page. `title` is its h1, or a component that holds it; `moment` is set when the
    page shows what was known then, and says so; `missing` when nothing is at its address."""
    heading = html.H1(title) if isinstance(title, str) else title
    made = html.Div(
        [
            header(current, moment),
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
    if moment is not None:
        follow(made, moment)
    return made


def follow(node: Component, moment: datetime) -> None:
    """Let every link of a page of the past lead to pages of the same day."""
    for each in node._traverse():
        href = getattr(each, "href", None)
        if isinstance(href, str) and href.startswith("/"):
            address, hash_, place = href.partition("#")
            sign = "&" if "?" in address else "?"
            each.href = f"{address}{sign}pada={moment.date().isoformat()}{hash_}{place}"


def footer() -> html.Footer:
    """Who publishes this, and what the marks mean."""
    text = (
        "Angka bertanda data simulasi berasal dari basis data contoh, bukan dari SKPD. "
        "Angka lain menyebut publikasinya."
    )
    pages = html.Nav(menu(""), **labelled("Semua halaman"))
    return html.Footer([pages, html.P(regency().government), html.P(text)], className="foot")


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
