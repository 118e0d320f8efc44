"""Every page opens, on a full store, an empty and a broken one; every callback finds its ids."""

import re
from collections import OrderedDict

import dash
import pytest
from addresses import EVERY, WEEK
from dash import html

from connectors import indicators, regency

# What a page with a variable in its address is opened for.
SUBJECTS = {
    "/indikator/<code>": "births",
    "/asal/<code>": "births",
    "/program/<code>": "jalan-jembatan",
    "/skpd/<code>": "1.02",
    "/wilayah/<code>": "35.22.15",
    "/tindak-lanjut/<code>": "poverty_rate",
    "/bantuan/<code>": "aladin",
    "/bantuan/<code>/temuan": "aladin",
    "/laporan/<week>": WEEK,
    "/laporan/<week>/<scope>": WEEK,
}


@pytest.mark.parametrize("path", EVERY)
def test_a_page_opens_with_its_numbers_in_the_first_html(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "<h1" in answer.text
    assert answer.text.index('id="first"') < answer.text.index("react-entry-point")


@pytest.mark.parametrize("code", indicators())
def test_every_indicator_has_a_page_that_opens(client, code):
    answer = client.get(f"/indikator/{code}")
    assert answer.status_code == 200
    assert "Asal angka" in answer.text or "Belum ada data" in answer.text


@pytest.mark.parametrize("path", EVERY)
def test_a_page_opens_on_an_empty_store_and_says_so(empty_store, client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "elum" in answer.text


@pytest.mark.parametrize("path", EVERY)
def test_a_page_on_a_store_that_is_down_says_so(broken_store, client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Penyimpanan data belum disiapkan" in answer.text


@pytest.mark.parametrize(
    "path", ["/tidak-ada", "/indikator/tidak_ada/x", "/indikator/<script>alert(1)</script>"]
)
def test_an_address_that_is_not_there_is_a_404_with_a_way_back(client, path):
    answer = client.get(path)
    assert answer.status_code in (200, 404)
    assert "<script>alert" not in answer.text
    assert "/indikator" in answer.text
    assert client.get("/tidak-ada").status_code == 404


def test_an_unknown_indicator_or_area_is_a_404(client):
    assert client.get("/indikator/tidak_ada").status_code == 404
    assert client.get("/indikator/hdi?wilayah=99.99").status_code == 404


@pytest.fixture
def components(app, client):
    """Every component of every page, as Dash mounts it."""
    client.get("/")  # Dash gathers the callbacks at the first request
    layouts = []
    for page in dash.page_registry.values():
        template = page["path_template"]
        layouts.append(
            page["layout"](**{re.findall(r"<(\w+)>", template)[0]: SUBJECTS.get(template, "")})
            if template
            else page["layout"]()
        )
    return layouts


def test_no_two_components_of_a_page_share_an_id(components):
    for layout in components:
        ids = list(html.Div(layout))
        assert len(ids) == len(set(ids)) > 0


def test_every_callback_finds_what_it_names(app, components):
    ids = {ident for layout in components for ident in html.Div(layout)}
    for output, entry in app.callback_map.items():
        named = {part["id"] for part in [*entry["inputs"], *entry["state"]]}
        named |= {name.rsplit(".", 1)[0] for name in output.strip(".").split("...")}
        assert {name for name in named if not name.startswith("_pages")} <= ids, output


def test_every_value_on_the_overview_leads_to_its_origin(client):
    text = client.get("/").text
    cards = text.split('class="card"')[1:]
    assert len(cards) == 8
    for card in cards:
        code = re.search(r'href="/indikator/([a-z_0-9]+)"', card)[1]
        assert "Asal angka" in client.get(f"/indikator/{code}").text


def test_simulated_numbers_are_marked_and_published_ones_name_their_publication(client):
    cards = client.get("/").text.split('class="card"')[1:]
    simulated = [card for card in cards if "data simulasi" in card]
    assert len(simulated) == 2
    assert all("SIPD" in card or "SPSE" in card for card in simulated)
    assert "dinkominfo.bojonegorokab.go.id" in cards[0]


def test_a_page_of_the_past_says_so_and_shows_nothing_later(client):
    text = client.get("/indikator/hdi?pada=2020-01-01").text
    assert "73,74" not in text


def test_the_answer_carries_its_security_headers(client):
    headers = client.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert "unsafe-eval" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_healthz_tells_the_store_and_the_sources(client, app):
    body = client.get("/healthz").json
    assert body["store_version"] >= 5
    assert set(body["sources"].values()) == {"ok"}
    assert body["newest_refresh"]


def test_healthz_is_503_when_the_store_cannot_be_read(broken_store, client):
    assert client.get("/healthz").status_code == 503


def test_a_page_asks_the_store_once_for_the_same_state(client, monkeypatch):
    from dashboard.pages import overview

    asked = []
    board = overview.board
    monkeypatch.setattr(overview, "board", lambda *a: asked.append(1) or board(*a))
    first, second = (client.get("/").text.partition("react-entry-point")[0] for _ in range(2))
    assert first == second
    assert len(asked) <= 1


def test_the_regency_is_named_once_in_configuration(client):
    assert regency().government in client.get("/").text


@pytest.mark.parametrize("path", EVERY)
def test_every_link_of_a_page_of_the_past_leads_to_the_same_day(client, path):
    past = path if "pada=" in path else f"{path}{'&' if '?' in path else '?'}pada=2021-05-06"
    day = past.partition("pada=")[2]
    links = re.findall(r'href="(/[^"]*)"', main_and_menu(client.get(past).text))
    assert links
    if not path.startswith("/sumber-data"):  # is about this very moment
        assert {link for link in links if f"pada={day}" not in link} == set()


def main_and_menu(text):
    return text.partition('id="first"')[2].partition("react-entry-point")[0]


def test_a_part_that_fails_says_so_and_the_others_stand(app, client, monkeypatch):
    from dashboard.board import origin
    from dashboard.store import _kept

    monkeypatch.setattr(_kept, "_results", OrderedDict())  # another test may have opened the page
    monkeypatch.setattr(origin, "vintages", lambda *asked: 1 / 0)
    text = client.get("/asal/hdi?wilayah=35.22&periode=2023-01-01").text
    assert "Bagian ini gagal disusun" in text
    assert "Produsen data" in text and "Target sesudahnya" in text
