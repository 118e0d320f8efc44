"""What only a browser shows of the page of what moved: filters without a load, spans with one."""

import pytest

MOUNTED = "#react-entry-point main"


@pytest.fixture
def moved(visitor, site):
    visitor.goto(f"{site}/perkembangan")
    visitor.wait_for_selector(f"{MOUNTED} .moves")
    return visitor


def test_a_theme_is_chosen_without_a_load_and_what_is_folded_opens(moved):
    moved.asked.clear()
    moved.locator(f'{MOUNTED} select[name="tema"]').select_option("pertanian")
    shown = moved.locator(f"{MOUNTED} .moved [data-item]:not([hidden])")
    assert shown.count() > 0
    assert set(shown.evaluate_all("all => all.map(one => one.dataset.tema)")) == {"pertanian"}
    assert all(one.is_visible() for one in shown.all())
    assert "tema=pertanian" in moved.url
    assert [url for url in moved.asked if "favicon" not in url] == []


def test_a_section_of_which_nothing_is_left_goes_and_comes_back(moved):
    heading = moved.locator(f"{MOUNTED} h2", has_text="Berubah, tanpa arah")
    assert heading.is_visible()
    moved.locator(f'{MOUNTED} select[name="tema"]').select_option("harga-pangan")
    moved.locator(f'{MOUNTED} select[name="skpd"]').select_option(label="Dinkes")
    assert not heading.is_visible()
    moved.locator(f'{MOUNTED} select[name="skpd"]').select_option("")
    moved.locator(f'{MOUNTED} select[name="tema"]').select_option("")
    assert heading.is_visible()


def test_another_span_is_asked_for_and_keeps_the_filters(moved):
    moved.locator(f'{MOUNTED} select[name="tema"]').select_option("pertanian")
    moved.locator(f'{MOUNTED} select[name="rentang"]').select_option("tahun")
    moved.wait_for_url("**/perkembangan?*rentang=tahun*")
    moved.wait_for_selector(f"{MOUNTED} .moves")
    assert "tema=pertanian" in moved.url
    assert moved.locator(f'{MOUNTED} select[name="tema"]').input_value() == "pertanian"
    moved.locator(MOUNTED).get_by_text("sama setahun sebelumnya").first.wait_for()


def test_a_number_opens_its_origin_over_the_page(moved):
    moved.locator(f"{MOUNTED} .moves .values a.asal").first.click()
    moved.locator("dialog.origin").get_by_text("Produsen data").wait_for()
