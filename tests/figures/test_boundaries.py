"""Outlines out of a GeoJSON, and the maps that are drawn with them."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import Patch, boundaries, located, outlined, outlines

NAMES = {"35.22.01": "Ngraho", "35.22.02": "Tambakrejo"}


def square(west, south, size=0.1):
    corners = [(0, 0), (size, 0), (size, size), (0, size), (0, 0)]
    return [[west + x, south + y] for x, y in corners]


def feature(rings, **properties):
    geometry = {"type": "Polygon", "coordinates": rings}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


WEST = feature([square(111.5, -7.3)], kode="352201", nama="NGRAHO")
EAST = feature([square(111.6, -7.3)], kode="352202", nama="TAMBAKREJO")
PATCHES = [
    Patch("35.22.01", "Ngraho", "/wilayah/35.22.01", "Ngraho: 5 %, ke-1", 0),
    Patch("35.22.02", "Tambakrejo", "/wilayah/35.22.02", "Tambakrejo: tanpa data", -1),
]


def test_the_code_is_found_with_dots_and_without_under_any_name():
    dotted = feature([square(111.6, -7.3)], KD_KEC="35.22.02")
    assert set(outlines(collection(WEST, dotted), NAMES).rings) == set(NAMES)


def test_neighbours_share_their_edge_on_the_grid():
    rings = outlines(collection(WEST, EAST), NAMES).rings
    edge = max(x for x, _ in rings["35.22.01"][0])
    assert edge == min(x for x, _ in rings["35.22.02"][0]) == 500


def test_a_square_of_degrees_is_narrower_than_high_away_from_the_equator():
    found = outlines(collection(feature([square(10, 60, 1.0)], kode="1")), {"1": "Utara"})
    assert found.height == pytest.approx(1000 / math.cos(math.radians(60.5)), abs=2)


def test_several_polygons_of_one_place_are_kept():
    island = {"type": "MultiPolygon", "coordinates": [[square(111.5, -7.3)], [square(111.9, -7.3)]]}
    whole = {"properties": {"kode": "35.22.01"}, "geometry": island}
    assert len(outlines(collection(whole, EAST), NAMES).rings["35.22.01"]) == 2


def test_a_fine_outline_stays_under_sixty_kilobytes():
    steps = [k * math.tau / 40_000 for k in range(40_000)]
    ring = [[111.5 + 0.2 * math.cos(t) + 0.004 * math.sin(900 * t),
             -7.3 + 0.2 * math.sin(t) + 0.004 * math.cos(1100 * t)] for t in steps]  # fmt: skip
    found = outlines(collection(feature([[*ring, ring[0]]], kode="35.22.01"), EAST), NAMES)
    assert 100 < len(found.rings["35.22.01"][0]) <= 9_000
    assert len(boundaries(found, PATCHES, "Peta")) < 60_000


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, "bukan GeoJSON"),
        ({"type": "FeatureCollection"}, "bukan GeoJSON"),
        (collection(WEST), "tidak memuat batas Tambakrejo"),
        (collection(WEST, EAST, feature([square(1, 1)], kode="35.23.01", nama="Lain")),
         "bukan kecamatan kita: 35.23.01 Lain"),
        (collection(WEST, EAST, feature([square(1, 1)])), "tanpa kode"),
        (collection(WEST, EAST, "x"), "tanpa kode"),
        (collection(WEST, {"properties": {"kode": "35.22.02"}, "geometry": None}),
         "batas Tambakrejo bukan poligon"),
        (collection(WEST, feature([[["a", "b"]]], kode="35.22.02")), "bukan poligon"),
        (collection(WEST, feature([], kode="35.22.02")), "tidak memuat batas Tambakrejo"),
        (collection(WEST, feature([square(580_000, 9_190_000)], kode="35.22.02")), "EPSG:4326"),
        (collection(WEST, feature([[[float("nan"), 1.0]] * 4], kode="35.22.02")), "EPSG:4326"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_why(found, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        outlines(found, NAMES)


json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["features", "properties", "geometry", "type", "coordinates", "kode"]),
        inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(json)
def test_whatever_a_file_holds_it_is_refused_with_a_sentence(found):
    with pytest.raises(ValueError):
        outlines(found, NAMES)


def test_a_map_links_each_place_and_says_its_value_and_hides_its_names_from_readers():
    drawn = boundaries(outlines(collection(WEST, EAST), NAMES), PATCHES, "Peta <uji>")
    assert drawn.count('<a href="/wilayah/') == 2
    assert 'aria-label="Ngraho: 5 %, ke-1"' in drawn and "<title>Ngraho: 5 %, ke-1</title>" in drawn
    assert 'class="patch shade--1"' in drawn and "Peta &lt;uji&gt;" in drawn
    assert drawn.index("</a><g") > drawn.rindex("<path")


def test_a_patch_without_an_outline_is_left_out_and_data_are_escaped():
    strange = Patch("99", "X", "/x", "X", 1), Patch("35.22.01", "<b>", '/"', "<i>", 1)
    drawn = boundaries(outlines(collection(WEST, EAST), NAMES), strange, "Peta")
    assert drawn.count("<a ") == 1 and "<b>" not in drawn and "<i>" not in drawn


def test_the_small_map_fills_one_place_by_outline_and_by_tile():
    found = outlines(collection(WEST, EAST), NAMES)
    assert outlined(found, "35.22.02", "Letak").count("spot here") == 1
    assert outlined(found, "", "Peta").count("spot here") == 0
    tiles = located({"35.22.01": (0, 0), "35.22.02": (0, 1)}, "35.22.01", "Letak")
    assert tiles.count("<rect") == 2 and tiles.count("spot here") == 1
    assert located({}, "", "Peta").endswith("</svg>")


def test_a_name_stands_inside_its_place_though_its_middle_does_not():
    hook = [[0, 0], [1, 0], [1, -1], [0.9, -1], [0.9, -0.2], [0, -0.2], [0, 0]]
    found = outlines(collection(feature([hook], kode="1")), {"1": "Kait"})
    drawn = boundaries(found, [Patch("1", "Kait", "/x", "Kait", 1)], "Peta")
    x, y = (float(text) for text in re.findall(r'<text[^>]* x="(\d+)" y="(\d+)"', drawn)[0])
    assert 300 < x < 700 and 0 < y < 0.2 * found.height + 6
