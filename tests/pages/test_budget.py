"""The pages of the budget and of SPBE, on the stand-ins' data."""

import re

import pytest
from outline import main_of


def told(client, path):
    return " ".join(text for text, _ in main_of(client.get(path).text).texts)


def test_the_budget_opens_with_the_newest_year_and_what_is_late(client):
    text = told(client, "/anggaran")
    assert "di bawah anggaran kas" in text and "Serapan tertinggal" in text
    assert "SIMDA Keuangan" in text and "SIPD" in text


def test_another_year_is_chosen_by_the_address_and_says_what_it_lacks(client):
    text = told(client, "/anggaran?tahun=2023")
    assert "Belanja 2023 terserap" in text
    assert "belum ada untuk 2023" in text


@pytest.mark.parametrize("year", ["2019", "0", "entah", "<script>", "20262026"])
def test_an_unknown_year_is_a_404_that_offers_the_nearest_years(client, year):
    answer = client.get(f"/anggaran?tahun={year}")
    assert answer.status_code == 404
    assert "<script>" not in answer.text.partition("<main")[2].partition("</main>")[0]
    assert len(re.findall(r'href="/anggaran\?tahun=20\d\d"', answer.text)) >= 3


def test_the_nearest_year_comes_first(client):
    text = client.get("/anggaran?tahun=2021").text.partition("<main")[2]
    assert re.findall(r'href="/anggaran\?tahun=(20\d\d)"', text)[0] == "2022"


def test_the_skpd_that_is_furthest_behind_stands_first_and_every_skpd_is_there(client):
    text = client.get("/anggaran").text.partition("react-entry-point")[0]
    gaps = [float(gap.replace(",", ".").replace("−", "-"))
            for gap in re.findall(r"([+−]?[\d,]+) poin</span></a></td>", text)]  # fmt: skip
    assert len(gaps) == 60
    assert gaps == sorted(gaps)


def test_a_kind_of_skpd_in_the_address_is_shown_before_any_script(client):
    text = client.get("/anggaran?jenis=kecamatan").text.partition("react-entry-point")[0]
    rows = re.findall(r"<tr[^>]*data-jenis=[^>]*>", text)
    shown = [row for row in rows if " hidden" not in row]
    assert len(rows) == 60 and len(shown) == 28
    assert all('data-jenis="kecamatan"' in row for row in shown)
    assert re.search(r'<details class="rest" open', text)


def test_a_filter_does_not_lose_the_year(client):
    text = client.get("/anggaran?tahun=2024").text
    assert '<input type="hidden" name="tahun" value="2024">' in text


def test_tagged_budgets_claim_no_cause(client):
    assert "bukan sebab-akibat" in told(client, "/anggaran")


def test_a_part_that_fails_leaves_the_rest_of_the_budget(app, client, monkeypatch):
    from dashboard.pages import _accounts

    monkeypatch.setattr(_accounts, "RECENT", None)  # a fault of our own
    text = told(client, "/anggaran?tahun=2022&jenis=dinas")
    assert "Bagian ini gagal disusun" in text
    assert "Serapan tertinggal" in text


def test_spbe_says_what_is_down_the_register_and_the_predicates(client):
    text = told(client, "/spbe")
    assert "tautan kecamatan" in text and "aplikasi sudah terintegrasi" in text
    assert "Permenpan RB 59/2020" in text and "Memuaskan" in text
    assert "2,45 (cukup), 2021" in text


def test_the_map_of_the_network_has_a_tile_for_each_kecamatan(client):
    text = client.get("/spbe").text.partition("react-entry-point")[0]
    assert text.count('class="tile shade') == 28
    assert (
        text.count("nirkabel</span>")
        + text.count("serat optik</span>")
        + text.count("▼ mati</span>")
        == 28
    )


def test_the_state_of_connections_is_of_today_only(client, monkeypatch):
    from dashboard import store
    from dashboard.board import digital

    def as_now(db, today, moment):
        return real(db, today, None)

    real = digital.gathered
    monkeypatch.setattr(digital, "gathered", as_now)
    assert "hanya diketahui untuk hari ini" in told(client, "/spbe?pada=2026-01-05")
    assert store
