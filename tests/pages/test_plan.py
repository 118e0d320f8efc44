"""The pages of the plan and of the priority programmes."""

import re

import pytest

from connectors import regency
from dashboard import clock, parts, store


def test_the_plan_in_force_stands_by_mission_with_its_years(client):
    text = client.get("/capaian").text
    assert text.index("Misi pertama") < text.index("Misi kelima")
    assert "parafrase" in text and "Tujuan dan sasaran belum diisi" in text
    for year in range(2025, 2030):
        assert f">{year}</th>" in text
    assert "10,95 %" in text and "7,98 %" in text
    assert "tanpa target rencana" in text


def test_another_plan_is_chosen_by_the_address(client):
    text = client.get("/capaian?rencana=rpjmd-2018").text
    assert ">2018</th>" in text and ">2029</th>" not in text
    assert "11,96–12,30 %" in text and "Misi, tujuan, dan sasaran belum diisi" in text
    assert "Misi pertama" not in text
    assert "rencana sudah sampai akhirnya, 2023" in text


def test_a_plan_without_a_known_text_says_so(client):
    text = client.get("/capaian?rencana=rpd-2024").text
    assert "Visi rencana ini tidak ditemukan" in text and "11,53–11,80 %" in text


def test_an_unknown_plan_is_a_404_that_names_the_plans(client):
    answer = client.get("/capaian?rencana=rpjmd-1999")
    assert answer.status_code == 404
    assert all(plan.title in answer.text for plan in regency().plans)


def test_a_class_never_colours_anything(client):
    text = client.get("/capaian").text
    assert "sangat tinggi" in text
    assert not re.findall(r'class="[^"]*s-[a-z_]+[^"]*"[^>]*>[^<]*sangat tinggi', text)


def test_an_outlook_is_shown_with_its_record_or_says_why_not(client):
    text = client.get("/capaian").text
    assert "data 6 tahun, perlu 8" in text
    assert "peluang mencapai target 7,98 %" in text and 'class="band"' in text
    assert "tidak lebih baik dari angka terakhir" in text
    assert "Rekam prakiraan" in text


def test_the_page_of_a_yearly_indicator_has_its_outlook_and_a_monthly_one_has_none(client):
    assert "peluang mencapai target" in client.get("/indikator/poverty_rate").text
    assert ">Prakiraan</h2>" not in client.get("/indikator/apbd_absorption").text
    assert "Tanpa prakiraan: " in client.get("/indikator/gini").text


def test_a_mission_that_fails_leaves_the_rest_of_the_page(app, data, monkeypatch):
    from dashboard.board import outlooks
    from dashboard.pages import plan

    monkeypatch.setattr(outlooks, "picture", lambda *asked: 1 / 0)
    today = clock.today(clock.now())
    with store.reading() as db:
        made = plan.contents.__wrapped__(db, outlooks.plan_on(today), today, None)
    text = parts.to_html(made)
    assert text.count("Bagian ini gagal disusun") == 2  # the two missions that have targets
    assert "Bojonegoro yang makmur" in text and "Misi kelima" in text


def test_the_programmes_say_how_many_are_confirmed_and_where_to_fill_in(client):
    text = client.get("/program").text
    assert "Tujuh dari 17 program prioritas" in text
    assert "connectors/_programmes.csv" in text
    sure, _, rest = text.partition("keanggotaannya belum dipastikan")
    assert "Air bersih" in sure and "Insentif GTT dan PTT" in rest.partition("Yang belum")[0]
    assert "tanpa kode program prioritas" in text


def test_a_programme_shows_results_and_works_and_says_what_money_it_lacks(client):
    text = client.get("/program/jalan-jembatan").text
    assert "Satu dari 17 program prioritas" in text
    works = text.partition("Pengadaan dan pekerjaan")[2]
    assert "Paket jalan dan jembatan terlambat" in works
    assert "SIPD dan SIMDA mencatat anggaran tanpa kode" in text
    paid = client.get("/program/gtt-ptt").text
    assert "belum dipastikan" in paid and "Rp" in paid.partition("<h2>Uang")[2]


@pytest.mark.parametrize("code", ["aladdin", "jalan", "<script>"])
def test_an_unknown_programme_is_a_404_with_those_that_are_like_it(client, code):
    answer = client.get(f"/program/{code}")
    assert answer.status_code == 404
    assert (
        "Lihat semua program" in answer.text
        and "<script>" not in answer.text.partition("<main")[2].partition("</main>")[0]
    )
    if code != "<script>":
        assert "Mungkin maksud Anda" in answer.text
