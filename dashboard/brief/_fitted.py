"""Contents that fit their paper: each page on one sheet, with fewer rows where they are too many.

What is left out is counted on the page itself, with where it can be read.
"""

import copy

from dashboard.brief._blocks import longest, shorten
from dashboard.brief._contents import Asked, Contents, signed
from dashboard.brief._read_back import overflowing
from dashboard.brief._typeset import CannotTypeset, typeset

TRIES = 24


def fitted(contents: Contents, asked: Asked) -> tuple[Contents, bytes]:
    """The contents that fit, with their code, and the PDF made of them. Raises CannotTypeset when
    a page does not fit even with one row in each of its parts."""
    found = copy.deepcopy(contents)
    for _ in range(TRIES):
        pdf = typeset(found)
        over = overflowing(pdf, found)
        if not over:
            return found, pdf
        for number in over:
            rows, block = longest(found["pages"][number]["blocks"])
            if block is None or rows < 2:
                break
            shorten(block, max(rows // 6, 1))
        else:
            found = signed(found, asked)
            continue
        break
    title = contents["pages"][over[0]]["title"]
    raise CannotTypeset(f"{contents['week']}: halaman «{title}» tidak muat di satu lembar")
