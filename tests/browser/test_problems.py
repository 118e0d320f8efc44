"""What only a browser shows of the problems: filters without a load, reasons that unfold."""

import pytest

MOUNTED = "#react-entry-point main"


@pytest.fixture
def problems(visitor, site):
    visitor.goto(f"{site}/permasalahan")
    visitor.wait_for_selector(f"{MOUNTED} .problems")
    return visitor


def shown(page):
    return page.locator(f"{MOUNTED} [data-item]:not([hidden])")


def test_an_agency_is_chosen_without_a_load_and_the_address_shows_the_same(problems):
    problems.asked.clear()
    everything = shown(problems).count()
    problems.locator(f'{MOUNTED} select[name="skpd"]').select_option("5.02")
    assert 0 < shown(problems).count() < everything
    owners = shown(problems).evaluate_all("all => all.map(one => one.dataset.skpd)")
    assert set(owners) == {"5.02"}
    assert [url for url in problems.asked if "favicon" not in url] == []
    count = shown(problems).count()
    problems.goto(problems.url)
    problems.wait_for_selector(f"{MOUNTED} .problems")
    assert shown(problems).count() == count


def test_a_choice_that_leaves_nothing_says_so(problems):
    told = problems.locator(f"{MOUNTED} .none-fits").first
    assert not told.is_visible()
    problems.locator(f'{MOUNTED} select[name="skpd"]').select_option(label="Kominfo")
    assert told.is_visible()
    problems.locator(f'{MOUNTED} select[name="skpd"]').select_option("")
    assert not told.is_visible()


def test_a_kecamatan_is_asked_for(problems):
    problems.locator(f'{MOUNTED} select[name="wilayah"]').select_option("35.22.15")
    problems.wait_for_url("**/permasalahan?wilayah=35.22.15")
    problems.wait_for_selector(f"{MOUNTED} .lags")
    assert problems.locator(f"{MOUNTED} .state").count() == 0


def test_why_a_problem_stands_there_unfolds_by_keyboard(problems):
    why = problems.locator(f"{MOUNTED} details.why").first
    assert not why.locator("dl").is_visible()
    why.locator("summary").focus()
    problems.keyboard.press("Enter")
    assert why.locator("dt").all_inner_texts() == ["Arah", "Jarak", "Lamanya", "Warga terdampak"]
