"""The search box, in a real browser: opened by a key, tolerant of typing errors, no page load."""

import pytest
from axe_playwright_python.sync_playwright import Axe

MOUNTED = "#react-entry-point main"


@pytest.fixture
def box(visitor, site):
    """`box(text)` opens the search box on the overview and types `text`; the page."""

    def ask(text):
        page = visitor
        page.goto(site)
        page.wait_for_selector(MOUNTED)
        page.evaluate("window.stayed = true")  # gone after a page load
        page.keyboard.press("/")
        page.get_by_role("combobox").fill(text)
        page.locator("dialog.finder [role=status]", has_text="tidak ada yang cocok").or_(
            page.locator("dialog.finder li").first
        ).first.wait_for()
        return page

    return ask


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kemiskinan", "Garis kemiskinan"),
        ("penduk miskn", "Penduduk miskin"),
        ("pengangugran terbuka", "Pengangguran terbuka"),
        ("stuntng", "Stunting"),
        ("dinas kesehtan", "Dinas Kesehatan"),
        ("kecamtan kedungadem", "Kecamatan Kedungadem"),
        ("ipm", "Indeks pembangunan manusia"),
        ("kartu petani", "Kartu Petani Mandiri"),
    ],
)
def test_what_was_meant_is_found_though_mistyped(box, typed, first):
    titles = box(typed).locator("dialog.finder li span:first-child").all_inner_texts()
    assert any(first in title for title in titles[:6]), titles


def test_the_keyboard_chooses_and_opens_without_a_page_load(box):
    page = box("penduduk miskin")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indikator/*")
    page.locator(MOUNTED).get_by_text("Asal angka").wait_for()
    assert page.evaluate("window.stayed")


def test_nothing_found_is_said_and_the_box_closes_by_escape(visitor, site):
    page = visitor
    page.goto(site)
    page.wait_for_selector(MOUNTED)
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("combobox").fill("qqqqqq")
    page.get_by_text("Tidak ada yang cocok").wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("dialog.finder").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_box_has_no_accessibility_violation(box, scheme):
    page = box("jalan")
    page.emulate_media(color_scheme=scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_day_that_is_shown_stays(visitor, site):
    page = visitor
    page.goto(f"{site}/?pada=2021-05-06")
    page.wait_for_selector(MOUNTED)
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("penduduk miskin")
    page.locator("dialog.finder li").first.click()
    page.wait_for_url("**pada=2021-05-06")


def test_the_list_comes_once_and_may_be_kept(client):
    first = client.get("/").text.partition('data-find-list="')[2].partition('"')[0]
    answer = client.get(first)
    assert "immutable" in answer.headers["Cache-Control"]
    kinds = {entry[0] for entry in answer.json}
    assert kinds == {"Halaman", "Indikator", "SKPD", "Program", "Wilayah"}
    assert len(answer.json) > 700
