"""An officer signs in with the link and writes; the data close it and open it again."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from servers import dashboard_of
from writing import ADDRESS, DUE, copied, learned, person

from dashboard import store

MOUNTED = "#react-entry-point main"


@pytest.fixture(scope="module")
def own(data, tmp_path_factory):
    """A dashboard of this module's own: its address, and that of its store."""
    folder = tmp_path_factory.mktemp("own")
    url = copied(data, folder)
    with dashboard_of(DASHBOARD_DATA=str(folder)) as address:
        yield address, url
    store.engine(url).dispose()


def enter(page, home, token, onward=ADDRESS):
    page.goto(f"{home}/masuk?ke={onward}#{token}")
    page.wait_for_selector(f"{MOUNTED} form")
    assert token not in page.url
    page.locator(f"{MOUNTED} main, {MOUNTED}").get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"**{onward}")
    page.wait_for_selector(f"{MOUNTED} textarea")


def shown(page, address):
    page.goto(address)
    page.wait_for_selector(MOUNTED)
    return page.locator(MOUNTED).inner_text()


def test_from_the_link_to_the_data_that_close_it_and_open_it_again(page, own):
    home, url = own
    _, token = person(url, "Siti Aminah")
    sent = []
    page.on("request", lambda asked: sent.append(asked))
    enter(page, home, token)
    whole = [(each.url, each.headers.get("referer", ""), each.post_data or "") for each in sent]
    assert not [url for url, referer, _ in whole if token in url + referer]
    assert [url for url, _, body in whole if token in body] == [f"{home}/masuk"]

    main = page.locator(MOUNTED)
    main.get_by_label("Siapa yang mengerjakan").fill("Bidang Sosial")
    main.get_by_label("Tenggat").fill(DUE.isoformat())
    main.get_by_label("Kemajuan (%)").fill("10")
    main.get_by_label("Catatan").fill("Warga 3522990000000001 didatangi")
    main.get_by_role("button", name="Mulai tindak lanjut").click()
    page.get_by_role("alert").wait_for()
    answer = page.locator("main")
    assert "UU 27/2022" in answer.inner_text()
    assert answer.get_by_label("Siapa yang mengerjakan").input_value() == "Bidang Sosial"
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    answer.get_by_label("Catatan").fill("Warga didatangi")
    answer.get_by_role("button", name="Mulai tindak lanjut").click()
    page.wait_for_selector(f"{MOUNTED} .trail")
    assert "Warga didatangi" in main.inner_text() and "Siti Aminah, Bappeda" in main.inner_text()

    main.get_by_label("Nyatakan selesai").check()
    main.get_by_role("button", name="Simpan").click()
    main.get_by_text("Dinyatakan selesai; menunggu data").wait_for()

    learned(url, "2026-01-01", 5.0)
    text = shown(page, home + ADDRESS)
    assert "Ditutup oleh data" in text and page.locator("textarea").count() == 0
    learned(url, "2026-01-01", 14.0)
    text = shown(page, home + ADDRESS).partition("Jejak")[2]
    order = ["Dibuka kembali oleh data", "Ditutup oleh data", "Dinyatakan selesai", "dimulai"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "Dibuka kembali oleh data" in shown(page, f"{home}/tindak-lanjut")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forms_have_no_accessibility_violation_and_fit_a_narrow_screen(page, own, scheme):
    home, url = own
    _, token = person(url, f"Petugas {scheme}", "2.16", True)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 360, "height": 800})
    enter(page, home, token)
    for address in (ADDRESS, "/tindak-lanjut", "/masuk"):
        shown(page, home + address)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_any_script_the_key_is_pasted_and_the_form_is_sent(browser, own):
    home, url = own
    _, token = person(url, "Tanpa skrip", "2.16", True)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}/masuk?ke={ADDRESS}")
    page.get_by_label("Kunci").fill(token)
    page.locator("main").get_by_role("button", name="Masuk").click()
    page.get_by_label("Catatan").fill("Ditulis tanpa skrip")
    page.get_by_label("Siapa yang mengerjakan").fill("Bidang Sosial")
    page.get_by_label("Tenggat").fill(DUE.isoformat())
    page.get_by_label("Kemajuan (%)").fill("20")
    page.locator("form.follow button").click()
    assert "Ditulis tanpa skrip" in page.locator(".trail").inner_text()
    context.close()
