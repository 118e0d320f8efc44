"""The map of the kecamatan, by tiles and by the operator's own outlines; the profiles."""

import json
import re
from datetime import UTC, datetime

import pandas as pd
import pytest
from outline import main_of

from connectors import areas, children, indicator, regency
from dashboard import figures

KECAMATAN = children(regency().code)
ROADS = "/wilayah?indikator=road_good_condition"


def squares(places=KECAMATAN):
    """Outlines as no regency has them: each kecamatan a square where its tile is."""
    features = []
    for each in places:
        west, north = 111.5 + each.column / 10, -7.0 - each.row / 10
        ring = [[west, north], [west + 0.1, north], [west + 0.1, north - 0.1], [west, north - 0.1],
                [west, north]]  # fmt: skip
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"kode": each.code}, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


@pytest.fixture
def configured(app, tmp_path, monkeypatch):
    """`configured(content)`: a file of the operator's with that content, named in the settings."""

    def configure(content):
        file = tmp_path / "kecamatan.geojson"
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        monkeypatch.setenv("DASHBOARD_GEOJSON", str(file))

    return configure


def text_of(html):
    return " ".join(" ".join(text for text, _ in main_of(html).texts).split())


def test_the_map_shows_28_tiles_that_lead_to_their_profiles_and_the_ranking(client):
    html = client.get("/wilayah").text
    assert len(re.findall(r'class="tile-name cover" href="/wilayah/35\.22\.\d\d"', html)) == 28
    assert html.count('<span class="rank">') == 28
    assert "boundaries" not in html


def test_kecamatan_without_data_are_counted_and_not_ranked(client):
    html = client.get("/wilayah?indikator=rice_price").text
    many = int(re.search(r"(\d+) kecamatan tanpa data", html)[1])
    assert html.count('<span class="rank">') == 28 - many
    assert html.count('class="tile shade--1') == many > 0
    assert f"tanpa data ({many} kecamatan)" in html


def test_every_indicator_with_kecamatan_data_can_be_chosen_by_theme(client):
    html = client.get(ROADS).text
    assert '<option value="road_good_condition" selected>' in html
    assert '<optgroup label="Infrastruktur">' in html
    assert '<option value="hdi"' not in html
    assert html.count("<optgroup") == html.count("</optgroup>") > 5


def test_an_indicator_without_kecamatan_data_says_so_and_keeps_the_choice(client):
    html = client.get("/wilayah?indikator=hdi").text
    assert "Belum ada rincian menurut kecamatan" in html and "<select" in html
    assert client.get("/wilayah?indikator=tidak_ada").status_code == 404


def test_the_legend_tells_five_classes_with_their_bounds_in_words(client):
    told = text_of(client.get(ROADS).text)
    for word in ("Terendah", "Rendah", "Tengah", "Tinggi", "Tertinggi"):
        assert re.search(rf"{word} [\d,]+( sampai [\d,]+)? %", told), word
    counts = re.findall(r"\((\d+) kecamatan\)", told.partition("Terendah")[2])
    assert sum(int(count) for count in counts[:5]) == 28


def test_configured_outlines_are_drawn_with_links_values_and_the_tiles_folded_behind(
    client, configured
):
    configured(squares())
    html = client.get(ROADS).text
    drawn = html.partition('<svg class="boundaries"')[2].partition("</svg>")[0]
    assert drawn.count('<a href="/wilayah/35.22.') == drawn.count("<title>") == 28
    assert re.search(r'aria-label="Ngraho: [\d,]+ %, ke-\d+"', drawn)
    assert "Sebagai peta petak" in html and html.count('class="tile shade') == 28
    assert 'class="located"' in client.get("/wilayah/35.22.15").text


def test_the_links_of_a_drawn_map_keep_the_day(app):
    from dashboard.pages import _areas

    names = {each.code: each.name for each in KECAMATAN}
    places = pd.DataFrame({"area": list(names), "name": list(names.values()), "rank": 1})
    drawn = _areas.drawn_map(
        indicator("road_good_condition"),
        places.assign(value=50.0),
        figures.outlines(squares(), names),
        datetime(2026, 10, 1, 12, tzinfo=UTC),
    )
    assert drawn[0].html.count('?pada=2026-10-01"') == 28


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("bukan json", "bukan JSON yang benar"),
        ("[]", "bukan GeoJSON"),
        (squares(KECAMATAN[1:]), "tidak memuat batas Ngraho"),
        ({**squares(), "features": [*squares()["features"], {"properties": {"kode": "35.23.01"}}]},
         "bukan kecamatan kita: 35.23.01"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_told_and_the_tile_map_stays(
    client, configured, content, said
):
    configured(content)
    html = client.get(ROADS).text
    assert said in html and "Peta petak dipakai." in html
    assert html.count('class="tile shade') == 28 and "boundaries" not in html
    assert 'class="located"' in client.get("/wilayah/35.22.15").text


def test_a_file_that_is_not_there_is_told_without_its_folder(client, monkeypatch, tmp_path):
    monkeypatch.setenv("DASHBOARD_GEOJSON", str(tmp_path / "batas.geojson"))
    html = client.get(ROADS).text
    assert "batas.geojson (DASHBOARD_GEOJSON) tidak ditemukan" in html
    assert str(tmp_path) not in html


def test_another_file_is_read_anew(client, configured):
    configured(squares(KECAMATAN[1:]))
    assert "tidak memuat batas" in client.get(ROADS).text
    configured(squares())
    assert 'class="boundaries"' in client.get(ROADS).text


def test_a_profile_names_its_kind_its_way_down_its_neighbours_and_its_own(client):
    html = client.get("/wilayah/35.22.15").text
    assert "<h1>Kecamatan Bojonegoro</h1>" in html
    assert re.search(r'<nav[^>]*class="crumbs".*?/wilayah/35\.22"', html)
    assert "← Kapas" in html and "Kalitidu →" in html
    for each in children("35.22.15"):
        assert f'href="/wilayah/{each.code}"' in html
    assert "<h1>Kelurahan Jetak</h1>" in client.get("/wilayah/35.22.15.1001").text
    assert "<h1>Kabupaten Bojonegoro</h1>" in client.get("/wilayah/35.22").text


def test_a_profile_tells_rank_comparison_period_age_and_origin_of_every_indicator(client):
    html = client.get("/wilayah/35.22.15").text
    rows = re.findall(r"<tr>(.*?)</tr>", html.partition("Semua indikator")[2])
    roads = next(row for row in rows if "/indikator/road_good_condition?" in row)
    assert re.search(r"ke-\d+ dari 28", roads) and "/asal/road_good_condition?" in roads
    assert re.search(r"lebih (baik|buruk)", roads) and "poin di" in roads
    assert "DPU Bina Marga" in roads and "sparkline" in roads


def test_a_desa_is_ranked_twice(client):
    told = text_of(client.get("/wilayah/35.22.15.2002").text)
    assert re.search(r"ke-\d+ dari \d+ sekecamatan ke-\d+ dari \d+ sekabupaten", told)


def test_small_numbers_are_warned_of_and_the_rule_is_told(client):
    html = client.get("/wilayah/35.22.15").text
    assert "angka kecil, hati-hati" in html
    assert "kurang dari tiga puluh kasus" in html


def test_a_mistyped_code_or_name_finds_what_was_meant(client):
    assert "/wilayah/35.22.15.2002" in client.get("/wilayah/35.22.15.2020").text
    assert "Kecamatan Ngasem" in client.get("/wilayah/ngassem").text
    assert "/indikator/" in client.get("/wilayah?indikator=stunting").text


@pytest.mark.parametrize("code", ["35.23", "35", "35.22.99", "35.22.15.9999", "x"])
def test_a_place_that_is_not_ours_is_a_404_with_a_way_back(client, code):
    answer = client.get(f"/wilayah/{code}")
    assert answer.status_code == 404
    assert 'href="/wilayah"' in answer.text


def test_every_kecamatan_and_the_villages_of_one_have_a_profile_that_opens(client):
    for each in [*KECAMATAN, *children("35.22.15")]:
        answer = client.get(f"/wilayah/{each.code}")
        assert answer.status_code == 200, each
        assert "Bagian ini gagal" not in answer.text, each


def test_a_part_that_fails_leaves_the_rest_of_a_profile(app, client, monkeypatch):
    from dashboard.board import profile

    monkeypatch.setattr(profile, "strongest", lambda seen: 1 / 0)
    monkeypatch.setattr(profile, "opening", lambda where, seen: [])
    html = client.get("/wilayah/35.22.07.2001").text
    assert "Bagian ini gagal disusun" in html and "Semua indikator" in html


def test_the_page_of_an_indicator_in_a_kecamatan_leads_to_its_profile(client):
    html = client.get("/indikator/births?wilayah=35.22.15").text
    assert 'href="/wilayah/35.22.15">Profil Kecamatan Bojonegoro' in html
    assert 'href="/indikator/births?wilayah=35.22.01"' in client.get("/indikator/births").text
    assert "Profil K" not in text_of(client.get("/indikator/births").text)


def test_the_names_of_the_areas_are_those_of_the_list(client):
    html = client.get("/wilayah/35.22.15.2002").text
    assert areas()["35.22.15.2002"].name in html
