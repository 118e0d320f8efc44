"""Tiles of the map."""

from dashboard import parts


def html_of(**given):
    tile = parts.Tile("Ngasem", "/wilayah/x", "99,2", "▼ mati", 1, 1, 0, **given)
    return parts.to_html(parts.tile_map([tile], "Tautan"))


def test_what_stands_under_a_tile_stays_on_a_phone_only_when_it_must():
    assert 'class="tile-rank stays"' in html_of(stays=True)
    assert 'class="tile-rank"' in html_of()
    assert "stays" not in html_of()
