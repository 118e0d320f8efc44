"""The page of problems: what is wrong, where, since when, who answers; none of it, and too much."""

import dataclasses
import re

import pytest
from outline import main_of
from points import actual, goal, keep

from dashboard.settings import settings

MOST_BYTES = 900_000  # of a page with 300 problems, before it is compressed


@pytest.fixture
def page(app):
    from dashboard.pages import problems  # a page can only be imported once the app is there

    return problems


def first(client, path):
    text = client.get(path).text
    return "<main" + text.partition("<main")[2].partition("</main>")[0]


def test_each_problem_says_what_where_since_when_and_who(client):
    text = first(client, "/permasalahan").partition("Lewat umur")[0]
    item = text.partition("Serapan belanja APBD")[2].partition("</li></ol>")[0]
    assert "BPKAD" in text and re.search(r"sejak \w+ 20\d\d", item)
    assert item.count("skpd=") >= 3  # the worst three, each with its own origin
    assert "Perlu naik" in item and "terbaik selama ini" in item
    assert 'class="goal"' in item and "dari 40" in item


def test_the_worst_stands_first_and_the_points_never_rise(client):
    text = first(client, "/permasalahan")
    found = [float(one.replace(",", ".")) for one in re.findall(r"([\d,]+) dari 100", text)]
    assert found == sorted(found, reverse=True) and len(found) > 1


def test_the_way_the_order_comes_about_stands_on_the_page(client):
    text = first(client, "/permasalahan")
    assert "Bagaimana urutan ini dihitung" in text
    for part in ("Arah, sampai 40", "Jarak, sampai 30", "Lamanya, sampai 15", "Warga terdampak"):
        assert part in text


def test_a_filter_in_the_address_hides_what_does_not_fit(client):
    text = first(client, "/permasalahan?skpd=5.02")
    items = re.findall(r"<li [^>]*data-item[^>]*>", text)
    shown = [item for item in items if "hidden" not in item]
    assert shown and len(shown) < len(items)
    assert all('data-skpd="5.02"' in item for item in shown)
    assert '<option value="5.02" selected>' in text


def test_a_filter_that_nobody_knows_is_left_out_and_one_without_problems_is_offered(client):
    assert "hidden" not in "".join(
        re.findall(r"<li [^>]*data-item[^>]*>", first(client, "/permasalahan?skpd=9&misi=99"))
    )
    text = first(client, "/permasalahan?skpd=1.06")
    assert '<option value="1.06" selected>' in text
    assert "Tidak ada pada pilihan ini." in text


def test_a_kecamatan_is_compared_and_never_called_off_target(client):
    text = first(client, "/permasalahan?wilayah=35.22.15")
    assert "Target hanya ditetapkan untuk kabupaten" in text
    assert 'class="state' not in text and "jalur" not in text
    assert "dari 28" in text and "kabupaten " in text
    assert "?wilayah=35.22.15" in text
    assert '<option value="35.22.15" selected>' in text


def test_an_unknown_kecamatan_is_a_404(client):
    assert client.get("/permasalahan?wilayah=99.99").status_code == 404
    assert client.get("/permasalahan?wilayah=35.78").status_code == 404
    assert client.get("/permasalahan?wilayah=35.22").status_code == 200


def test_the_overview_shows_the_worst_and_leads_to_all(client):
    text = first(client, "/")
    assert text.count("</li>", text.index('class="attention"'), text.index("Semua perm")) <= 6
    assert 'href="/permasalahan"' in text


def test_with_no_problem_the_page_says_so(empty_store, client):
    keep(settings().store_url, "bps", [actual("hdi", 2025, 80.0)])
    keep(settings().store_url, "rpjmd", [goal("hdi", 2025, 73.54)])
    text = first(client, "/permasalahan?pada=2026-03-05")
    assert "Tidak ada indikator bertarget yang di luar jalurnya." in text
    assert "Tidak ada indikator bertarget yang lewat umur." in text
    assert "data-item" not in text


def test_three_hundred_problems_are_all_there_in_order_and_the_page_stays_light(
    empty_store, client, page, monkeypatch
):
    keep(settings().store_url, "bps", [actual("hdi", 2024, 75.0), actual("hdi", 2025, 70.0)])
    keep(settings().store_url, "rpjmd", [goal("hdi", 2025, 73.54)])
    real = page.board

    def many(db, *asked):
        (line,) = real(db, *asked)
        names = [f"hdi_{number:03}" for number in range(300)]
        return [
            dataclasses.replace(
                line,
                indicator=dataclasses.replace(line.indicator, code=name, title=name),
                standing=dataclasses.replace(line.standing, indicator=name, gap=400.0 - place),
            )
            for place, name in enumerate(names)
        ]

    monkeypatch.setattr(page, "board", many)
    text = first(client, "/permasalahan?pada=2026-03-05")
    titles = re.findall(r">(hdi_\d+)</a>", text)
    assert titles == sorted(titles) and len(titles) == 300
    assert "300 indikator di luar jalurnya" in text
    assert len(text) <= MOST_BYTES
    assert not [t for t, _ in main_of(text).texts if "nan" in t.split()]


def test_a_follow_up_is_shown_where_there_is_one(app):
    from dashboard import parts
    from dashboard.measures import State

    item = parts.ProblemItem(
        State.BEHIND, "Serapan", "/x", "1", "%", "2025", "2", "kurang", "", "", "BPKAD",
        "/skpd/5.02", "", False, "/asal/x", follow=("Ditangani BPKAD", "/tindak-lanjut/1"),
    )  # fmt: skip
    for listed in (parts.attention_list([item]), parts.problem_list([item], {})):
        assert '<a class="" href="/tindak-lanjut/1">Ditangani BPKAD</a>'.replace(
            ' class=""', ""
        ) in parts.to_html(listed)
    bare = dataclasses.replace(item, follow=None)
    assert "follow" not in parts.to_html(parts.problem_list([bare], {}))
