"""Any page prints on A4 and on F4: nothing is clipped, no picture is split between two sheets."""

import pytest
from addresses import ONE_EACH

MOUNTED = "#react-entry-point main"
PX = 96 / 25.4  # of a millimetre
MARGIN = 14
PAPERS = {"A4": (210, 297), "F4": (215, 330)}
# Pictures, and what would be read wrongly when torn: each must stay whole and fit a sheet.
WHOLE = "svg.trend, svg.sparkline, figure, .tiles, .card, tr, .attention > li, .ranking li"
TORN = """([selector, most]) => [...document.querySelector("#react-entry-point main")
  .querySelectorAll(selector)]
  .filter(each => each.getClientRects().length)
  .filter(each => {
    let kept = false;
    for (let up = each; up; up = up.parentElement)
      if (getComputedStyle(up).breakInside.startsWith("avoid")) kept = true;
    return !kept || each.getBoundingClientRect().height > most;
  }).map(each => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("path", ONE_EACH)
def test_a_page_fits_its_paper_and_no_picture_is_torn(visitor, site, path):
    page = visitor
    page.goto(site + path)
    page.wait_for_selector(MOUNTED)
    page.emulate_media(media="print")
    for paper, sides in PAPERS.items():
        width, height = ((side - 2 * MARGIN) * PX for side in sides)
        page.set_viewport_size({"width": round(width), "height": round(height)})
        assert page.evaluate("document.documentElement.scrollWidth") <= round(width), paper
        assert page.evaluate(TORN, [WHOLE, height]) == [], paper
    sheets = page.pdf(width="210mm", height="297mm").count(b"/Type /Page\n")
    assert 1 <= sheets <= 30
