"""The kecamatan as tiles with their ranking, for a page that says itself what a tile tells."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd
from dash import dcc, html

from connectors import Indicator, children, regency
from dashboard import measures, parts
from dashboard.board import words

Row = Mapping[Any, Any]  # area, name, value, rank
Told = Callable[[Row], str]
Leads = Callable[[str], tuple[str, str]]  # an area → where its tile leads, and its number; or ""


def tiles(
    ranked: pd.DataFrame, tile: Told, below: Told, leads: Leads, marked: Collection[str] = ()
) -> list[parts.Tile]:
    """A tile for each kecamatan in `ranked` (area, name, value, rank), shaded by fifths: `tile` is
    what stands large in it, `below` what stands under that; on a phone only where the name is
    `marked`."""
    spots = {area.code: area for area in children(regency().code)}
    fifths = measures.fifths(ranked["value"])
    made = []
    for row, shade in zip(ranked.to_dict("records"), fifths, strict=True):
        spot, (href, origin) = spots[row["area"]], leads(row["area"])
        made.append(
            parts.Tile(
                name=row["name"],
                href=href,
                value_text=tile(row) if shade >= 0 else "–",
                rank_text=below(row) if shade >= 0 else "tanpa data",
                row=spot.row,
                column=spot.column,
                shade=shade,
                origin=origin,
                stays=row["name"] in marked,
            )
        )
    return made


def ranked_with_all(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """Every kecamatan in order (area, name, value, rank), also those that `rows` (area, value)
    does not know."""
    every = children(regency().code)
    whole = pd.DataFrame(
        {"area": [area.code for area in every], "name": [area.name for area in every]}
    )
    return measures.ranking(whole.merge(rows[["area", "value"]], "left", "area"), entry)


def kecamatan(
    rows: pd.DataFrame,
    entry: Indicator,
    tile: Told,
    below: Told,
    caption: str,
    marked: Collection[str] = (),
) -> list[Any]:
    """The newest value of each kecamatan in `rows` (area, value): `tile` is what stands large in
    a tile, `below` what stands under it; a phone has room for that only in the kecamatan whose
    names are `marked`. An empty frame gives one sentence."""
    if rows.empty:
        return [parts.empty("Belum ada data menurut kecamatan.")]
    ranked = ranked_with_all(rows, entry)
    made = tiles(ranked, tile, below, profile(entry), marked)
    order = "terbesar" if entry.better == "none" else "terbaik"
    listed = parts.ranking(bars(ranked, entry), f"Urut dari yang {order}.")
    drawn = html.Div(parts.tile_map(made, caption), className="panel")
    more = dcc.Link("Halaman peta", href=f"/wilayah?indikator={entry.code}")
    folded = parts.folded(f"Peringkat {len(ranked)} kecamatan", listed)
    return [drawn, folded, html.P(more, className="more")]


def profile(entry: Indicator) -> Leads:
    """A tile leads to the kecamatan's profile, its number to its origin."""
    return lambda area: (f"/wilayah/{area}", parts.origin_of(entry.code, area))


def bars(ranked: pd.DataFrame, entry: Indicator) -> list[parts.Place]:
    """Ranked kecamatan as bars."""
    most = max(float(ranked["value"].abs().max()), 1e-12)
    return [
        parts.Place(
            rank_text=str(row["rank"]) if row["value"] == row["value"] else "–",
            name=row["name"],
            value_text=words.amount(row["value"], entry),
            share=abs(row["value"]) / most if row["value"] == row["value"] else 0.0,
            href=f"/wilayah/{row['area']}",
            origin=parts.origin_of(entry.code, row["area"]),
        )
        for row in ranked.to_dict("records")
    ]
