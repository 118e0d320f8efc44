"""Pieces of the pages about places: the way to them, their neighbours, a map's legend."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard import figures
from dashboard.parts._mark import labelled, mark
from dashboard.parts._origin import counted

FIFTH = ("terendah", "rendah", "tengah", "tinggi", "tertinggi")
GOOD = {True: ("reached", "lebih baik"), False: ("worsening", "lebih buruk")}


def crumbs(steps: Sequence[tuple[str, str]]) -> html.Nav:
    """The way down to a page: (name, address), the widest first."""
    items = [html.Li(dcc.Link(name, href=href)) for name, href in steps]
    return html.Nav(html.Ol(items), className="crumbs", **labelled("Letak halaman ini"))


def ways(steps: Sequence[tuple[str, str, Any]], label: str) -> html.Ul:
    """Places to go to: (name, address, what is said beside it)."""
    items = [
        html.Li([dcc.Link(name, href=href), html.Span(told, className="soft") if told else None])
        for name, href, told in steps
    ]
    return html.Ul(items, className="ways", **labelled(label))


def judged(good: bool | None, text: Any = "") -> html.Span | None:
    """Better or worse than something else, in shape, word and colour; None: neither."""
    if good is None:
        return None
    drawn, word = GOOD[good]
    tone = "reached" if good else "behind"  # worse than the whole is no alarm by itself
    return html.Span(
        [mark(figures.shape(drawn), "shape-box"), text or word], className=f"state s-{tone}"
    )


def shades(fifths: Sequence[tuple[int, str, int]], nobody: int = 0) -> html.Ul:
    """The legend of a map: (shade 0 to 4, its bounds, how many places); `nobody`: places without a
    value."""
    items = [
        html.Li(
            [
                html.Span(className=f"swatch shade-{shade}"),
                counted([html.Strong(FIFTH[shade].capitalize()), f" {bounds}"]),
                html.Span(f" ({many} kecamatan)", className="counted soft"),
            ]
        )
        for shade, bounds, many in fifths
    ]
    if nobody:
        told = counted(f"tanpa data ({nobody} kecamatan)")
        items.append(html.Li([html.Span(className="swatch shade--1"), told]))
    return html.Ul(items, className="shades", **labelled("Arti warna"))
