"""The page of one indicator."""

import pytest


@pytest.fixture
def page(app):
    from dashboard.pages import indicator  # a page can only be imported once the app is there

    return indicator


def test_exploring_draws_the_same_numbers_with_a_hover(page, data):
    graph = page.explore(1, {"code": "poverty_rate", "area": "35.22", "day": "2999-01-01"})
    line = graph.figure["data"][-1]
    assert line["name"] == "Penduduk miskin"
    assert line["y"][-1] == 11.49
    assert line["text"][-1] == "Maret 2025: 11,49 %"
    assert [trace["name"] for trace in graph.figure["data"][:2]] == ["Indonesia", "Jawa Timur"]


def test_a_conflicting_publication_is_told_and_not_used(client):
    text = client.get("/indikator/unemployment_rate").text
    assert "Publikasi lain" in text
    assert "4,28 %" in text


def test_the_kecamatan_are_ranked_on_a_map_of_28_tiles(client):
    text = client.get("/indikator/births").text
    assert text.count('class="tile shade') == 28
    assert "Peringkat 28 kecamatan" in text


def test_the_skpd_are_ranked_where_the_indicator_has_them(client):
    text = client.get("/indikator/apbd_absorption").text
    assert "Menurut SKPD" in text
    assert "Semua 60 SKPD" in text


def test_the_query_behind_a_number_is_shown_as_the_agency_runs_it(client):
    assert "FROM data_rfk" in client.get("/indikator/apbd_absorption").text


def test_an_area_within_the_regency_has_its_own_page(client):
    assert "· Bojonegoro</h1>" in client.get("/indikator/births?wilayah=35.22.15").text


def test_the_origin_of_a_number_carries_its_metadata(client):
    text = client.get("/indikator/road_good_condition").text.partition("Asal angka")[2]
    for label in ("Konsep", "Definisi", "Rumus", "Urusan", "Program prioritas", "Kueri"):
        assert f"<dt>{label}</dt>" in text
    assert "Pekerjaan umum dan penataan ruang" in text and "Jalan dan jembatan" in text
