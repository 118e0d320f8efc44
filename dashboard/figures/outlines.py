"""Outlines of places out of a GeoJSON: read with suspicion, laid on a grid small enough to draw.

Which property holds the code is found out, not configured: whichever has a known Kemendagri code in
it, with its dots (35.22.15) or without (352215).
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Ring = list[tuple[float, float]]  # longitude, latitude
WIDTH = 1000
GRIDS = (1, 2, 3, 4, 6, 8)  # finest first
MOST = 9_000  # points of all outlines; about 45 kB as a path
NAMED = 6  # places named in a sentence


@dataclass(frozen=True)
class Outlines:
    """The rings of each place by code, in units of a picture that is `WIDTH` wide."""

    rings: Mapping[str, Sequence[Sequence[tuple[int, int]]]]
    height: int


def outlines(found: Any, names: Mapping[str, str]) -> Outlines:
    """The outlines of the places `names` (code → name) in `found`, a GeoJSON as Python reads it.

    Raises ValueError with a sentence for the operator: no GeoJSON, no degrees, a place that is
    missing or unknown.
    """
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise ValueError("bukan GeoJSON (FeatureCollection) yang berisi batas wilayah")
    rings: dict[str, list[Ring]] = {}
    strange: list[str] = []
    for feature in found["features"]:
        code, told = _code(feature, names)
        if code:
            rings.setdefault(code, []).extend(_rings(feature, names[code]))
        else:
            strange.append(told)
    if strange:
        raise ValueError(f"memuat bidang yang bukan kecamatan kita: {_listed(strange)}")
    if missing := [name for code, name in names.items() if not rings.get(code)]:
        raise ValueError(f"tidak memuat batas {_listed(missing)}")
    return _laid(rings)


def _code(feature: Any, names: Mapping[str, str]) -> tuple[str, str]:
    """The known code in a feature's properties, or else what it calls itself."""
    bare = {code.replace(".", ""): code for code in names}
    given = feature.get("properties") if isinstance(feature, dict) else None
    texts = [str(text).strip() for text in given.values()] if isinstance(given, dict) else []
    for text in texts:
        if (code := bare.get(text.replace(".", ""))) is not None:
            return code, ""
    return "", " ".join(text for text in texts if text)[:40] or "tanpa kode"


def _rings(feature: Mapping[str, Any], name: str) -> Iterator[Ring]:
    """The rings of a polygon or of several."""
    shape = feature.get("geometry")
    kind = shape.get("type") if isinstance(shape, dict) else None
    try:
        if not isinstance(shape, dict) or kind not in ("Polygon", "MultiPolygon"):
            raise ValueError(kind)
        many = shape["coordinates"] if kind == "MultiPolygon" else [shape["coordinates"]]
        rings = [[(float(p[0]), float(p[1])) for p in ring] for polygon in many for ring in polygon]
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise ValueError(f"batas {name} bukan poligon yang terbaca") from error
    for ring in rings:
        if not all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in ring):  # nor NaN
            raise ValueError(f"koordinat {name} bukan derajat bujur dan lintang (EPSG:4326)")
        if len(ring) >= 4:
            yield ring


def _laid(rings: Mapping[str, Sequence[Ring]]) -> Outlines:
    """On the finest grid that keeps the whole small.

    Equirectangular, longitudes shortened by the cosine of the middle latitude: over one regency the
    error is below a thousandth. Neighbours share their points, so on a grid they stay neighbours,
    without the slivers that simplifying each outline by itself would leave.
    """
    points = [point for many in rings.values() for ring in many for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    flat = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / (((east - west) * flat) or 1.0)
    for grid in GRIDS:
        laid = {
            code: [
                thinned
                for ring in many
                if len(thinned := _thinned(_snapped(ring, west, north, flat, scale, grid))) >= 3
            ]
            for code, many in rings.items()
        }
        if sum(len(ring) for many in laid.values() for ring in many) <= MOST:
            break
    return Outlines(laid, max(1, round((north - south) * scale)))


def _snapped(
    ring: Ring, west: float, north: float, flat: float, scale: float, grid: int
) -> list[tuple[int, int]]:
    """The points of a ring on the grid."""
    return [
        (
            round((lon - west) * flat * scale / grid) * grid,
            round((north - lat) * scale / grid) * grid,
        )
        for lon, lat in ring
    ]


def _thinned(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The points without those that repeat the one before, or lie on the line between their
    neighbours; the last, which closes a ring, is left out."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def _listed(names: Sequence[str]) -> str:
    """The first of many names, and how many more there are."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f", dan {more} lain" if more > 0 else "")
