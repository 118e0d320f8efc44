"""The kecamatan as tiles with their ranking, for a page that says itself what a tile tells."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

import pandas as pd
from dash import dcc, html

from connectors import Indicator, children, regency
from dashboard import measures, parts
from dashboard.board import words

Told = Callable[[Mapping[Any, Any]], str]  # a row (area, name, value, rank) in words


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
    spots = {area.code: area for area in children(regency().code)}
    whole = pd.DataFrame({"area": list(spots), "name": [area.name for area in spots.values()]})
    whole = whole.merge(rows[["area", "value"]], "left", "area")
    ranked = measures.ranking(whole, entry)
    fifths = measures.fifths(ranked["value"])
    tiles = [
        parts.Tile(
            name=row["name"],
            href=f"/wilayah/{row['area']}",
            origin=parts.origin_of(entry.code, row["area"]),
            value_text=tile(row) if shade >= 0 else "–",
            rank_text=below(row) if shade >= 0 else "tanpa data",
            row=spots[row["area"]].row,
            column=spots[row["area"]].column,
            shade=shade,
            stays=row["name"] in marked,
        )
        for row, shade in zip(ranked.to_dict("records"), fifths, strict=True)
    ]
    order = "terbesar" if entry.better == "none" else "terbaik"
    listed = parts.ranking(bars(ranked, entry), f"Urut dari yang {order}.")
    drawn = html.Div(parts.tile_map(tiles, caption), className="panel")
    more = dcc.Link("Halaman peta", href=f"/wilayah?indikator={entry.code}")
    folded = parts.folded(f"Peringkat {len(ranked)} kecamatan", listed)
    return [drawn, folded, html.P(more, className="more")]


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
