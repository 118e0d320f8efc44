"""A profile on paper is one page; the map is chosen without a button and driven by keyboard."""

import re

import pytest

MOUNTED = "#react-entry-point main"
PLACES = ["35.22", "35.22.01", "35.22.15", "35.22.28", "35.22.15.1001", "35.22.15.2002"]
PAPER = {"A4": ("210mm", "297mm"), "F4": ("215mm", "330mm")}


@pytest.fixture
def opened(visitor, site):
    """`opened(path, width)`: a page that Dash has mounted."""

    def go(path, width=1440):
        visitor.set_viewport_size({"width": width, "height": 900})
        visitor.goto(site + path)
        visitor.wait_for_selector(MOUNTED)
        return visitor

    return go


@pytest.mark.parametrize("code", PLACES)
def test_a_profile_prints_on_one_page(opened, code):
    page = opened(f"/wilayah/{code}")
    for name, (width, height) in PAPER.items():
        pdf = page.pdf(width=width, height=height)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, name


def test_the_map_prints_on_one_page_with_its_colours(opened):
    page = opened("/wilayah")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    tile = page.locator(f"{MOUNTED} .tile.shade-4").first
    assert tile.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"


def test_nothing_on_the_printed_page_is_wider_than_the_paper(opened):
    page = opened("/wilayah/35.22.15", 690)  # the width of A4 between its margins
    page.emulate_media(media="print")
    assert page.locator(f"{MOUNTED} .paper-only").is_visible()
    assert not page.locator(f"{MOUNTED} .points").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 690


def test_another_indicator_opens_at_once_and_the_address_says_so(opened):
    page = opened("/wilayah")
    page.locator(f'{MOUNTED} select[name="indikator"]').select_option("road_length")
    page.wait_for_url("**/wilayah?indikator=road_length")
    page.wait_for_selector(f"{MOUNTED} .tile")
    assert "Panjang jalan" in page.locator(f"{MOUNTED} h1").inner_text()


def test_a_tile_leads_to_the_profile_by_keyboard(opened):
    page = opened("/wilayah")
    page.locator(f"{MOUNTED} .tile a.cover").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/wilayah/35.22.*")
    page.wait_for_selector(f"{MOUNTED} .place-head")


def test_a_number_of_the_profile_opens_its_origin(opened):
    page = opened("/wilayah/35.22.15")
    page.locator(f"{MOUNTED} .points a.asal").first.click()
    page.locator("dialog.origin").get_by_text("Produsen data").wait_for()
