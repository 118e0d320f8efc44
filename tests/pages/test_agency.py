"""The pages of the agencies, and what somebody may have meant who asked for none of them."""

import re

import pytest
from outline import main_of


@pytest.fixture
def near(app):
    from dashboard.pages import _near  # a page can only be imported once the app is there

    return _near


def shown(html):
    """The agencies whose rows are not hidden, in order."""
    rows = re.findall(r"<tr[^>]*data-item[^>]*>.*?</tr>", html, re.S)
    return [re.search(r'href="/skpd/([^"#?]+)"', row)[1] for row in rows
            if "hidden" not in row.partition(">")[0]]  # fmt: skip


def fold(text):
    """The fold of the kecamatan: its tag, and what is in it."""
    return re.search(r'<details([^>]*class="rest"[^>]*)>(.*?)</details>', text, re.S).groups()


def test_the_list_has_every_agency_with_those_of_the_kecamatan_folded(client):
    text = client.get("/skpd").text.partition("react-entry-point")[0]
    assert len(shown(text)) == len(set(shown(text))) == 61
    head, inside = fold(text)
    assert len(shown(inside)) == 28 and " open" not in head
    assert "Urutan: paling banyak lampu" in text


@pytest.mark.parametrize(
    ("kind", "many"), [("kecamatan", 28), ("sekretariat", 2), ("vertikal", 1), ("karangan", 61)]
)
def test_the_list_shows_one_kind_before_any_script(client, kind, many):
    text = client.get(f"/skpd?jenis={kind}").text.partition("react-entry-point")[0]
    assert len(shown(text)) == many
    assert (" open" in fold(text)[0]) == (kind == "kecamatan")


def test_a_scorecard_tells_budget_procurement_people_services_and_data(client):
    text = client.get("/skpd/1.02").text
    for title in ("Indikator yang dijawab", "Serapan belanja APBD", "Paket terkontrak",
                  "Pegawai (SIMPEG)", "Survei kepuasan masyarakat", "Disiplin data"):  # fmt: skip
        assert title in text
    assert "Anggaran kas" in text and "dari 60 SKPD" in text
    assert text.count('class="trend scurve wide"') == 3
    assert "rata-rata dari tiga bagian" in text


def test_a_place_in_the_order_of_agencies_is_told_where_it_is_fair(client):
    text = " ".join(text for text, _ in main_of(client.get("/skpd/7.01.15").text).texts)
    assert re.search(r"Anggarannya terserap [\d,]+ % sampai", text)
    assert "Profil wilayah Bojonegoro" in text
    assert "tidak memegang sumber data" in text


def test_a_part_of_the_scorecard_that_fails_leaves_the_others(client, monkeypatch):
    from dashboard.pages import _agency

    monkeypatch.setattr(_agency.agency, "year", lambda *asked: 1 / 0)
    text = client.get("/skpd/1.06").text
    assert "Bagian ini gagal disusun" in text
    assert "Pegawai (SIMPEG)" in text and "Disiplin data" in text


def test_an_agency_without_an_open_follow_up_has_no_part_for_them(client):
    assert "Tindak lanjut terbuka" not in client.get("/skpd/2.11").text


@pytest.mark.parametrize(
    ("kind", "asked", "href"),
    [
        ("indikator", "poverty_rte", "/indikator/poverty_rate"),
        ("indikator", "Penduduk%20miskn", "/indikator/poverty_rate"),
        ("indikator", "kemiskinan", "/indikator/poverty_line"),
        ("skpd", "1.2", "/skpd/1.02"),
        ("skpd", "dinas kesehtan", "/skpd/1.02"),
        ("skpd", "dinkes", "/skpd/1.02"),
        ("skpd", "BAPEDA", "/skpd/5.01"),
        ("wilayah", "kedungadm", "/wilayah/35.22.08"),
        ("wilayah", "35.22.8", "/wilayah/35.22.08"),
        ("program", "kartu petani mandri", "/program/"),
    ],
)
def test_a_mistyped_code_or_name_finds_what_was_meant(near, kind, asked, href):
    found = near.near(kind, asked)
    assert any(address.startswith(href) for _, address in found[:3]), found
    assert len(found) <= 6


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("/indikatr", "/indikator"),
        ("/sumberdata", "/sumber-data"),
        ("/indikatr/poverty_rte", "/indikator/poverty_rate"),
        ("/SKPD/Dinkes/x", "/skpd/1.02"),
        ("/poverty_rate", "/indikator/poverty_rate"),
        ("/dinas-kesehatan", "/skpd/1.02"),
    ],
)
def test_an_address_that_is_not_there_is_guessed_from_its_words(client, near, path, href):
    assert href in [address for _, address in near.guess(path)][:3]
    answer = client.get(path)
    assert answer.status_code == 404 and f'href="{href}"' in answer.text


def test_a_page_is_found_by_a_mistyped_name(near, monkeypatch):
    pages = [{"name": "Permasalahan", "path": "/permasalahan"}]
    monkeypatch.setattr(near, "_pages", lambda: iter(pages))
    assert near.guess("/permaslahan")[0] == ("Permasalahan", "/permasalahan")


@pytest.mark.parametrize("text", ["", "/", "qqqqqq", "x" * 5000, "%", "\x00", "../../etc/passwd"])
def test_what_resembles_nothing_has_no_suggestion_and_no_fault(near, text):
    assert near.near("skpd", text) == []
    assert isinstance(near.guess(text), list)


@pytest.mark.parametrize("path", ["/skpd/1.2", "/indikator/poverty_rte", "/skpd/dinas%20kesehtan"])
def test_a_mistyped_code_is_a_kind_404(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Mungkin maksud Anda" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/skpd/<script>alert(1)<%2Fscript>", "/indikator/%22onload=%22x", "/skpd/<img src=x>",
     "/<script>alert(1)", "/indikator/hdi?wilayah=<script>alert(1)"],
)  # fmt: skip
def test_what_was_asked_for_is_never_echoed_as_it_stands(client, path):
    text = client.get(path).text
    assert client.get(path).status_code == 404
    for bad in ("<script>alert", "<img src", '"onload'):
        assert bad not in text
