"""The list of agencies in a real browser: its filter works without a page load, its fold opens."""

MOUNTED = "#react-entry-point main"
ROWS = "#react-entry-point .agency-list tr[data-item]"


def test_a_kind_is_chosen_in_the_browser_and_its_fold_opens(visitor, site):
    page = visitor
    page.goto(f"{site}/skpd")
    page.wait_for_selector(MOUNTED)
    page.evaluate("window.stayed = true")
    page.locator(f"{MOUNTED} select[name=jenis]").select_option("kecamatan")
    page.wait_for_function(
        f"[...document.querySelectorAll('{ROWS}')].filter(r => r.offsetHeight).length === 28"
    )
    assert "jenis=kecamatan" in page.url and page.evaluate("window.stayed")
    assert page.locator("#react-entry-point output").inner_text() == "28 dari 61"
    page.locator(f"{MOUNTED} select[name=jenis]").select_option("sekretariat")
    page.wait_for_function(
        f"[...document.querySelectorAll('{ROWS}')].filter(r => r.offsetHeight).length === 2"
    )
    assert not page.locator("#react-entry-point .agency-list details").is_visible()


def test_a_mistyped_address_keeps_its_suggestions_when_dash_has_mounted(visitor, site):
    page = visitor
    for path in ("/skpd/dinas%20kesehtan", "/dinas-kesehtan"):
        page.goto(f"{site}{path}")
        page.wait_for_selector(MOUNTED)
        page.locator(f"{MOUNTED} a[href='/skpd/1.02']").wait_for()
