"""The filter of the budget's SKPD, in a real browser."""


def test_a_kind_of_skpd_is_filtered_without_asking_the_server_again(visitor, site):
    page = visitor
    page.goto(f"{site}/anggaran?tahun=2024")
    page.wait_for_selector("#react-entry-point main")
    rows = page.locator("#react-entry-point .offices [data-item]")
    assert rows.count() == 60
    page.asked.clear()
    page.locator("#react-entry-point select[name=jenis]").select_option("kecamatan")
    visible = rows.evaluate_all("all => all.filter(row => row.offsetParent !== null).length")
    assert visible == 28  # those in the folded rest too
    assert "jenis=kecamatan" in page.url and "tahun=2024" in page.url
    assert page.locator("#react-entry-point .filters output").inner_text() == "28 dari 60"
    assert [url for url in page.asked if "favicon" not in url] == []
