"""Numbers that carry their origin: one tap on any of them opens where it comes from."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

HOME = "/asal"


def origin_of(code: str, area: str, skpd: str = "", period: date | None = None) -> str:
    """The address that tells where one number comes from; without a period its newest one."""
    asked = {"wilayah": area, "skpd": skpd, "periode": period.isoformat() if period else ""}
    return f"{HOME}/{code}?{urlencode({name: text for name, text in asked.items() if text})}"


def value(text: Any, address: str, className: str = "") -> Any:
    """A number, or what is reckoned from it, that opens its origin (`origin_of`), or leads to the
    page of the whole series that it is reckoned from.

    `assets/origin.js` opens an origin over the page; without scripts it is a page of its own.
    """
    kind = "asal" if address.startswith(HOME) else "series"
    return dcc.Link(text, href=address, className=f"{kind} {className}".strip())


def counted(text: Any, className: str = "") -> html.Span:
    """A number that is counted from what this very page lists: that is its origin."""
    told = "Dihitung dari daftar di halaman ini"
    return html.Span(text, className=f"counted {className}".strip(), title=told)
