"""What moved, as a page: its spans, its filters, and a part of it that fails."""

import re
from html import unescape

import pytest


def main_of(text):
    return unescape(text.partition("<main")[2].partition("</main>")[0])


def items(text):
    return re.findall(r"<li [^>]*data-item[^>]*>", main_of(text))


@pytest.mark.parametrize(
    ("asked", "chosen", "word"),
    [
        ("", "", "pekan ini"),
        ("?rentang=pekan", "pekan", "pekan ini"),
        ("?rentang=bulan", "bulan", "sebulan ini"),
        ("?rentang=tahun", "tahun", "setahun ini"),
        ("?rentang=abad", "", "pekan ini"),
    ],
)
def test_the_span_stands_in_the_address(client, asked, chosen, word):
    text = main_of(client.get(f"/perkembangan{asked}").text)
    assert f"dimuat pertama kali {'dalam ' if 'se' in word else ''}{word}" in text
    assert ("selected" in text.partition('name="rentang"')[2].partition("</select>")[0]) is (
        chosen in ("bulan", "tahun")
    )


def test_a_store_that_was_just_loaded_says_that_periods_are_compared(client):
    text = main_of(client.get("/perkembangan").text)
    assert "Menurut periodenya" in text
    assert "periode terbaru yang sudah selesai dengan periode sebelumnya" in text
    year = main_of(client.get("/perkembangan?rentang=tahun").text)
    assert "dengan periode yang sama setahun sebelumnya" in year


def test_a_filter_in_the_address_hides_the_others_and_opens_what_is_folded(client):
    shown = [each for each in items(client.get("/perkembangan").text) if "hidden" not in each]
    text = client.get("/perkembangan?tema=kesehatan").text
    mine = [each for each in items(text) if "hidden" not in each]
    assert 0 < len(mine) < len(shown) == len(items(text))
    assert all('data-tema="kesehatan"' in each for each in mine)
    assert all(" open" in fold for fold in re.findall(r'<details class="rest"[^>]*>', text))


def test_a_filter_that_nobody_knows_hides_nothing(client):
    text = client.get("/perkembangan?skpd=99&tema=tidak-ada").text
    assert items(text) and not [each for each in items(text) if "hidden" in each]


def test_a_part_that_fails_leaves_the_others(client, monkeypatch):
    from dashboard.pages import _moved

    monkeypatch.setattr(_moved, "overdue", lambda *asked: 1 / 0)
    text = client.get("/perkembangan?skpd=&tema=pangan").text
    assert "Bagian ini gagal disusun" in text
    assert "Memburuk" in text and "Membaik" in text


def test_the_page_is_light(client):
    answer = client.get("/perkembangan", headers={"Accept-Encoding": "br"})
    assert len(answer.data) <= 60_000
