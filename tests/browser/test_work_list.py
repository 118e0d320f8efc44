"""An officer mends a list of recipients: from the list to one person, a mark, and the workbook."""

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from found import found, nik, record
from servers import dashboard_of
from writing import copied, person

from dashboard import recipients, store
from dashboard.settings import settings

MOUNTED = "#react-entry-point main"
ADDRESS = "/bantuan/aladin/temuan"
PURPOSE = "mencocokkan dengan KTP di desa"


@pytest.fixture(scope="module")
def own(data, tmp_path_factory):
    """A dashboard with thirty findings: its address, and a key of an officer who may mend them."""
    folder = tmp_path_factory.mktemp("own")
    url, environ = copied(data, folder), {"DASHBOARD_DATA": str(folder)}
    keys = recipients.keys(settings(environ), make=True)
    kept = settings(environ).recipients_url
    record(kept, 0, [found(number) for number in range(30)], keys)
    _, token = person(url, "Siti Aminah", "1.04")
    with dashboard_of(**environ) as address:
        yield address, token
    recipients.engine(kept).dispose()
    store.engine(url).dispose()


@pytest.fixture
def officer(page, own):
    """The page of an officer who has come from the list's own page and signed in."""
    home, token = own
    page.goto(f"{home}/masuk?ke={ADDRESS}#{token}")
    page.wait_for_selector(f"{MOUNTED} form")
    page.locator(MOUNTED).get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"**{ADDRESS}")
    page.wait_for_selector(f"{MOUNTED} .work")
    return page


def test_a_person_is_seen_once_for_a_purpose_and_is_gone_afterwards(officer):
    sent = []
    officer.on("request", lambda asked: sent.append(asked.url))
    first = officer.locator(f"{MOUNTED} .work > li").first
    assert "3522••••••••" in first.inner_text()
    first.get_by_text("Lihat data orangnya").click()
    first.get_by_label("Untuk apa Anda melihat data ini?").fill(PURPOSE)
    first.get_by_role("button", name="Lihat satu kali").click()
    officer.wait_for_selector(".looked")
    assert nik(0) in officer.locator(".looked").inner_text()
    found_by_axe = Axe().run(officer)
    assert found_by_axe.violations_count == 0, found_by_axe.generate_report()
    assert not [url for url in sent if nik(0) in url or "KTP" in url]
    officer.goto(officer.url)
    officer.wait_for_selector(f"{MOUNTED} .work")
    assert nik(0) not in officer.content()


def test_a_mark_is_kept_and_its_finding_is_shown_again(officer):
    first = officer.locator(f"{MOUNTED} .work > li").nth(1)
    first.get_by_text("Tandai").click()
    first.get_by_label("Status").select_option("corrected")
    first.get_by_label("Catatan").fill("sudah diganti")
    first.get_by_role("button", name="Simpan").click()
    officer.wait_for_url("**#temuan-*")
    officer.wait_for_selector(f"{MOUNTED} .work")
    text = officer.locator(f"{MOUNTED} .work > li").nth(1).inner_text()
    assert "Diperbaiki, belum terlihat di daftar" in text and "1 tanda petugas" in text


def test_the_work_list_is_taken_as_a_workbook(officer, tmp_path):
    main = officer.locator(MOUNTED)
    main.get_by_text("Unduh 30 temuan sebagai Excel").click()
    main.get_by_label("Untuk apa Anda mengunduh daftar ini?").fill(PURPOSE)
    with officer.expect_download() as taken:
        main.get_by_role("button", name="Unduh Excel").click()
    place = tmp_path / taken.value.suggested_filename
    taken.value.save_as(place)
    assert place.name.startswith("temuan-aladin-")
    assert openpyxl.load_workbook(place)["Temuan"].max_row == 31


def test_the_work_list_can_be_read_by_everybody_who_may_and_on_every_screen(officer):
    officer.locator(f"{MOUNTED} .acts summary").first.click()
    for scheme in ("light", "dark"):
        officer.emulate_media(color_scheme=scheme)
        found_by_axe = Axe().run(officer)
        assert found_by_axe.violations_count == 0, scheme + found_by_axe.generate_report()
    for width in (360, 768, 1920):
        officer.set_viewport_size({"width": width, "height": 900})
        assert officer.evaluate("document.documentElement.scrollWidth") <= width, width


def test_a_choice_leads_to_its_first_page(officer):
    officer.get_by_role("link", name="Berikutnya").last.click()
    officer.wait_for_url("**halaman=2")
    officer.locator(MOUNTED).get_by_text("Temuan 26 sampai 30 dari 30").wait_for()
    officer.locator(f"{MOUNTED} select[name=kecamatan]").select_option("35.22.15")
    officer.wait_for_url("**kecamatan=35.22.15")
    officer.locator(MOUNTED).get_by_text("Temuan 1 sampai 25 dari 30").wait_for()
