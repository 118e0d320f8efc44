"""Contents that fit their paper: each page on one sheet, with fewer rows where they are too many.

What is left out is counted on the page itself, with where it can be read.
"""

import copy

from dashboard.brief._blocks import longest, shorten
from dashboard.brief._contents import Asked, Contents, signed
from dashboard.brief._read_back import overflowing
from dashboard.brief._typeset import CannotTypeset, typeset


def fitted(contents: Contents, asked: Asked) -> tuple[Contents, bytes]:
    """The contents that fit, with their code, and the PDF made of them. Raises CannotTypeset when
    a page does not fit even with one row in each of its parts."""
    found = copy.deepcopy(contents)
    pdf = typeset(found)
    while over := overflowing(pdf, found):
        for number in over:
            page = found["pages"][number]
            rows, block = longest(page["blocks"])
            if block is None or rows < 2:
                told = f"halaman «{page['title']}» tidak muat di satu lembar"
                raise CannotTypeset(f"{found['week']}: {told}")
            shorten(block, max(rows // 6, 1))
        found = signed(found, asked)
        pdf = typeset(found)
    return found, pdf
