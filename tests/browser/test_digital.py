"""The tiles of the kecamatan's network on a phone, in a real browser."""

TILES = "#react-entry-point .tile-rank"
SEEN = """all => all.filter(one => one.offsetParent !== null).map(one => one.textContent)"""


def test_a_phone_says_which_links_are_down_and_leaves_out_the_rest(visitor, site):
    page = visitor
    page.goto(f"{site}/spbe")
    page.wait_for_selector("#react-entry-point main")
    page.set_viewport_size({"width": 1440, "height": 900})
    wide = page.locator(TILES).evaluate_all(SEEN)
    assert len(wide) == 28
    down = [text for text in wide if "mati" in text]
    assert down  # the stand-ins always have a link that is down
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator(TILES).evaluate_all(SEEN) == down
