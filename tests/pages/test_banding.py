"""The comparison page: on what is published, and on stores of a few figures."""

import re
from datetime import UTC, datetime

import pandas as pd
import pytest
from outline import main_of
from recorded import recorded

import connectors
from connectors import regency

HOME, EAST, TUBAN, NGAWI = regency().code, regency().province, "35.23", "35.21"
WHEN = datetime(2026, 3, 2, 5, tzinfo=UTC)


def words_of(client, path):
    text = " ".join(text for text, _ in main_of(client.get(path).text).texts)
    return re.sub(r" ([,.;:])", r"\1", " ".join(text.split()))  # a no-break space too


def keep(rows):
    """Record (indicator, area, year, value) as the published figures."""
    frame = pd.DataFrame(rows, columns=["indicator", "area", "period", "value"])
    frame["period"] = pd.to_datetime(frame["period"].astype(str))
    whole = frame.assign(skpd="", kind="actual", reference="", upper=float("nan"), status="A",
                         publication="https://www.bps.go.id/x", note="")  # fmt: skip
    recorded("", connectors.sources()["bps"], whole[connectors.FRAME], WHEN)


def test_poverty_is_compared_first_in_words_on_one_scale_and_in_order(client):
    text = client.get("/banding").text
    said = words_of(client, "/banding")
    assert "1,99 poin di atas Jawa Timur dan 3,02 poin di atas Indonesia" in said
    for form in ("wide", "middle", "narrow"):
        assert f'class="trend {form} versus"' in text
    assert re.search(r"ke-4 dari 6 kabupaten", said)
    assert "Angka periode lain, tidak diperingkat" in said


def test_the_most_alike_say_on_how_much_it_rests_and_who_knows_too_little(client):
    said = words_of(client, "/banding")
    assert re.search(r"Ngawi 0,\d\d 5 ciri", said)
    assert re.search(r"Belum cukup data: Blora \(\d ciri\)", said)
    assert "sumber bpsapi" in said and "31 kabupaten/kota belum ada angkanya" in said


def test_the_choice_lives_in_the_address(client):
    text = client.get("/banding?indikator=hdi&kelompok=mirip&periode=2025-01-01").text
    for chosen in ("hdi", "mirip", "2025-01-01"):
        assert f'<option value="{chosen}" selected>' in text
    assert 'class="rivals"' in text
    assert "Nganjuk" not in text.partition('class="rivals"')[2].partition("</ol>")[0]


def test_a_newer_own_value_that_few_others_know_is_told(client):
    said = words_of(client, "/banding?indikator=hdi")
    assert "72,75 pada 2024" in said and "terbaru 73,74 (2025)" in said


def test_the_matrix_has_every_indicator_that_can_be_compared(client):
    text = client.get("/banding").text
    for code in ("hdi", "poverty_rate", "unemployment_rate", "paddy_production", "spbe_index"):
        title = connectors.indicator(code).title
        assert f"<td>{title}" in text.partition("Semua indikator yang dapat")[2] or (
            f">{title}<" in text.partition("Semua indikator yang dapat")[2]
        )


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/banding?indikator=poverty_rat", "/banding?indikator=poverty_rate"),
        ("/banding?indikator=<script>alert(1)</script>", "/banding"),
        ("/banding?kelompok=karangan", "/banding"),
    ],
)
def test_what_nobody_knows_is_a_404_with_what_may_have_been_meant(client, path, meant):
    answer = client.get(path)
    assert answer.status_code == 404
    assert f'href="{meant}"' in answer.text and "<script>alert" not in answer.text


def test_an_indicator_that_only_the_regency_has_says_so_and_lets_choose(client):
    said = words_of(client, "/banding?indikator=births")
    assert "belum diketahui untuk wilayah lain pada periode yang sama" in said
    assert "Semua indikator yang dapat dibandingkan" in said


def test_a_period_that_is_no_day_is_the_usual_one(client):
    assert "Maret 2025" in words_of(client, "/banding?periode=kemarin")


def test_with_nothing_but_own_values_the_page_says_what_is_missing(empty_store, client):
    keep([("poverty_rate", HOME, 2025, 11.49), ("hdi", HOME, 2025, 73.74)])
    assert "belum ada yang dapat dibandingkan" in words_of(client, "/banding")


def test_with_one_other_area_everything_stands(empty_store, client):
    keep([("poverty_rate", HOME, 2025, 11.49), ("poverty_rate", TUBAN, 2025, 14.13)])
    text, said = client.get("/banding").text, words_of(client, "/banding")
    assert "Bagian ini gagal" not in text
    assert "terbaik dari 2 kabupaten" in said
    assert "Baru 0 dari 5 yang datanya cukup" in said and "tidak ada periode yang sama" in said


def test_with_the_province_alone_there_is_a_difference_and_no_place(empty_store, client):
    keep([("poverty_rate", HOME, 2025, 11.49), ("poverty_rate", EAST, 2025, 9.5)])
    text, said = client.get("/banding").text, words_of(client, "/banding")
    assert "Bagian ini gagal" not in text
    assert "1,99 poin di atas Jawa Timur, lebih buruk." in said
    assert "Belum ada periode yang juga diketahui untuk kabupaten lain" in said


def test_equal_values_share_a_place(empty_store, client):
    keep([("poverty_rate", area, 2025, 10.0) for area in (HOME, TUBAN, NGAWI)])
    text, said = client.get("/banding").text, words_of(client, "/banding")
    assert "Bagian ini gagal" not in text
    assert "sama dengan 2 kabupaten lain" in said and "ke-1 dari 3, bersama 2 lain" in said


def test_values_that_never_share_a_period_are_not_compared(empty_store, client):
    keep([("poverty_rate", HOME, 2025, 11.49), ("poverty_rate", TUBAN, 2024, 14.36)])
    text, said = client.get("/banding").text, words_of(client, "/banding")
    assert "Bagian ini gagal" not in text
    assert "belum diketahui untuk wilayah lain pada periode yang sama" in said


def test_zero_and_negative_values_are_compared(empty_store, client):
    keep([("grdp_growth", HOME, 2020, -5.54), ("grdp_growth", TUBAN, 2020, -5.85),
          ("grdp_growth", EAST, 2020, 0.0)])  # fmt: skip
    text, said = (
        client.get("/banding?indikator=grdp_growth").text,
        words_of(client, "/banding?indikator=grdp_growth"),
    )
    assert "Bagian ini gagal" not in text and not re.search(r"[\" L]nan\b", text)
    assert "−5,54 %" in said and "5,54 poin di bawah Jawa Timur" in said


def test_a_comparison_of_an_older_period_shows_the_own_value_of_then(empty_store, client):
    code = "stunting_survey"
    keep([(code, HOME, 2024, 12.0), (code, HOME, 2022, 24.3), (code, EAST, 2022, 19.2)])
    said = words_of(client, f"/banding?indikator={code}")
    assert "19,2 2022 Bojonegoro 24,3 Lebih buruk" in said
