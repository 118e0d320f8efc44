"""Tables, the tile map, rankings, and where a number comes from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from dashboard import figures
from dashboard.parts._mark import labelled, mark
from dashboard.parts._origin import counted, value


@dataclass(frozen=True)
class Tile:
    """One area of the tile map. `shade` is 0 (lowest fifth) to 4, or -1 without a value. With an
    `origin` the number opens that, and only the rest of the tile leads to `href`. `rank_text` is
    left out on a phone unless it `stays`, because the tile would say too little without it."""

    name: str
    href: str
    value_text: str
    rank_text: str
    row: int
    column: int
    shade: int
    origin: str = ""
    stays: bool = False


@dataclass(frozen=True)
class Place:
    """One row of a ranking. `share` of the longest bar, 0 to 1."""

    rank_text: str
    name: str
    value_text: str
    share: float
    href: str = ""
    origin: str = ""


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[Any]],
    caption: str,
    numeric: Sequence[int] = (),
    minor: Sequence[int] = (),
    given: Sequence[Mapping[str, Any]] = (),
) -> html.Div:
    """A table with its caption; the columns in `numeric` are set to the right, those in `minor`
    are not shown on narrow screens, where the page of the row tells them. `given`: the attributes
    of each row (`keyed`), when a filter is to find it."""
    classes = [
        f"{'number' if place in numeric else ''} {'minor' if place in minor else ''}".strip()
        for place in range(len(head))
    ]
    titles = [
        html.Th(text, scope="col", className=name) for text, name in zip(head, classes, strict=True)
    ]
    body = [
        html.Tr(
            [html.Td(cell, className=name) for cell, name in zip(row, classes, strict=True)], **more
        )
        for row, more in zip(rows, given or [{}] * len(rows), strict=True)
    ]
    made = html.Table([html.Caption(caption), html.Thead(html.Tr(titles)), html.Tbody(body)])
    # A wide table scrolls in its own box; the box must be reachable by keyboard for that.
    return html.Div(made, className="table", tabIndex=0, role="region", **labelled(caption))


def folded(title: Any, *children: Any) -> html.Details:
    """What only some want to see; a number in a plain title counts what is folded away."""
    told = counted(title) if isinstance(title, str) else title
    return html.Details([html.Summary(told), *children])


def link(address: str) -> Any:
    """A publication: a link when it is an address, else the citation itself."""
    if not address.startswith(("https://", "http://")):
        return address or "–"
    site = address.split("/")[2].removeprefix("www.")
    return html.A(site, href=address.split(" ")[0], rel="noreferrer noopener", target="_blank")


def provenance(facts: Mapping[str, str]) -> html.Dl:
    """Where a number comes from, label by label."""
    rows = []
    for label, text in facts.items():
        content: Any = link(text) if label == "Publikasi" else text
        if label == "Kueri":
            content = html.Details(
                [html.Summary("Lihat kueri"), html.Code(text, className="query")]
            )
        rows.append(html.Div([html.Dt(label), html.Dd(content)]))
    return html.Dl(rows, className="provenance")


def paging(ways: Sequence[tuple[str, str]], label: str) -> html.Nav | None:
    """The ways to the page before and the page after: (words, address); None without any."""
    links = [dcc.Link(told, href=href) for told, href in ways]
    return html.Nav(links, className="paging no-print", **labelled(label)) if links else None


def tile_map(tiles: Sequence[Tile], caption: str) -> html.Figure:
    """The kecamatan as tiles, roughly where they lie; each leads to its own page."""
    made = [_tile(tile) for tile in tiles]
    return html.Figure(
        [html.Div(made, className="tiles"), html.Figcaption(caption)], className="tile-map"
    )


def _tile(tile: Tile) -> Any:
    name = f"tile shade-{tile.shade} r{tile.row} c{tile.column}"
    rank = html.Span(tile.rank_text, className="tile-rank stays" if tile.stays else "tile-rank")
    if tile.origin:
        leads = dcc.Link(tile.name, href=tile.href, className="tile-name cover")
        number = value(tile.value_text, tile.origin, "tile-value")
        return html.Div([leads, number, rank], className=name)
    told = [
        html.Span(tile.name, className="tile-name"),
        html.Span(tile.value_text, className="tile-value"),
        rank,
    ]
    return dcc.Link(told, href=tile.href, className=name)


def ranking(places: Sequence[Place], caption: str) -> html.Div:
    """Places as bars, best first."""
    rows = [
        html.Li(
            [
                html.Span(place.rank_text, className="rank"),
                dcc.Link(place.name, href=place.href) if place.href else html.Span(place.name),
                mark(figures.bar(place.share)),
                value(place.value_text, place.origin, "number")
                if place.origin
                else html.Span(place.value_text, className="number"),
            ]
        )
        for place in places
    ]
    return html.Div(
        [html.P(counted(caption), className="soft"), html.Ol(rows, className="ranking")]
    )
