"""What only a real browser can show."""

import pytest
from addresses import ONE_EACH
from axe_playwright_python.sync_playwright import Axe

PATHS = [*ONE_EACH, "/indikator/births", "/indikator/apbd_absorption", "/no"]
MOUNTED = "#react-entry-point main"
OVERVIEW_BYTES = 300_000  # of a first visit on a slow wireless link, compressed


@pytest.fixture
def visit(visitor, site):
    """`visit(path)` opens a page; any error on its console fails."""

    def go(path):
        visitor.emulate_media(reduced_motion="reduce")
        visitor.set_viewport_size({"width": 1440, "height": 900})
        visitor.goto(site + path)
        visitor.wait_for_selector(MOUNTED)
        return visitor

    yield go
    assert visitor.faults == []


@pytest.fixture(scope="module", params=PATHS)
def opened(request, kept_page, site):
    """One page after another, each opened once: the tests that ask for it come in a row."""
    page = kept_page()
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site + request.param)
    page.wait_for_selector(MOUNTED)
    return page


@pytest.fixture
def seen(opened):
    """The page that is open, as it was opened; any error on its console fails."""
    opened.emulate_media(color_scheme="light")
    opened.set_viewport_size({"width": 1440, "height": 900})
    yield opened
    assert opened.faults == []


def test_a_page_has_no_accessibility_violation_in_either_theme(seen):
    page = seen
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, scheme + found.generate_report()


def test_nothing_is_wider_than_the_screen(seen):
    page = seen
    for width in (360, 768, 1920, 3840):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_a_page_opens_with_one_data_request_and_says_what_the_first_html_said(seen):
    page = seen
    assert len([url for url in page.asked if "_dash-update-component" in url]) == 1
    assert not [url for url in page.asked if "plotly" in url.rpartition("/")[2]]
    assert not page.locator("#first").is_visible()
    first = page.evaluate("document.querySelector('#first main').textContent")
    mounted = page.evaluate(f"document.querySelector('{MOUNTED}').textContent")
    assert "".join(mounted.split()).startswith("".join(first.split())[:400])


def test_the_numbers_stand_there_without_any_script(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    assert page.locator("#first .card").count() == 8
    assert page.locator("#first h1").is_visible()
    context.close()


def test_the_overview_is_light_and_brings_no_plotly(browser, site):
    context = browser.new_context()
    page = context.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(site, wait_until="networkidle")
    sizes = {answer.url: answer.request.sizes()["responseBodySize"] for answer in answers}
    assert not any("plotly" in url.rpartition("/")[2] for url in sizes)
    assert sum(sizes.values()) <= OVERVIEW_BYTES
    asked = [url for url in sizes if "_dash-update-component" in url]
    assert len(asked) == 1
    context.close()


def test_plotly_comes_only_when_a_viewer_explores(visit):
    page = visit("/indikator/poverty_rate")
    loaded = "[...document.scripts].some(s => /plotly[^/]*min/.test(s.src))"
    assert not page.evaluate(loaded)
    page.get_by_role("button", name="Telusuri grafik").click()
    page.wait_for_selector(".js-plotly-plot .scatterlayer")
    assert page.evaluate(loaded)


def test_a_viewer_may_choose_the_dark_theme_and_it_stays(visit):
    page = visit("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    button = page.get_by_role("button", name="Tampilan")
    button.click()
    button.click()
    assert button.inner_text() == "Tampilan: Gelap"
    assert page.evaluate(ground) != before
    page.reload()
    page.wait_for_selector(MOUNTED)
    assert page.get_by_role("button", name="Tampilan").inner_text() == "Tampilan: Gelap"


def test_the_keyboard_reaches_the_first_problem(visit):
    page = visit("/")
    for _ in range(24):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.attention')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/indikator/*")
    page.wait_for_selector(f"{MOUNTED} .facts")


def test_a_page_prints_without_menus(visit):
    page = visit("/")
    page.emulate_media(media="print")
    assert not page.locator(f"{MOUNTED}").locator("xpath=preceding::nav").first.is_visible()
    assert len(page.pdf(format="A4")) > 10_000


def test_a_tap_on_a_number_opens_its_origin_over_the_page(visit):
    page = visit("/")
    page.locator(f"{MOUNTED} .card a.asal.value").first.click()
    box = page.locator("dialog.origin")
    box.get_by_text("Produsen data").wait_for()
    assert page.url.rstrip("/").endswith(str(page.url.split("/")[2]))  # still the overview
    page.keyboard.press("Escape")
    assert not box.is_visible()


def test_one_control_sets_the_day_and_every_link_keeps_it(visit):
    page = visit("/indikator/births?wilayah=35.22.15")
    page.locator("header .known summary").last.click()
    page.locator('input[name="pada"]').last.fill("2020-01-01")
    page.get_by_role("button", name="Tampilkan").last.click()
    page.wait_for_url("**wilayah=35.22.15&pada=2020-01-01")
    page.wait_for_selector(f"{MOUNTED} .past")
    page.locator("header nav a").last.click()
    page.wait_for_url("**/*pada=2020-01-01")
