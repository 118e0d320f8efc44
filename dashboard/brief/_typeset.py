"""Contents → PDF, by Typst, in this process: no browser, no clock, no font of the machine."""

from datetime import datetime
from functools import cache
from pathlib import Path

import typst

from dashboard.brief._contents import Contents, dumped

FONTS = Path(__file__).parent / "fonts"
STANDARDS: list["typst.PDFStandard"] = [
    "a-3a",
    "ua-1",
]  # for archives, with its data; for everybody
SHOWN = ("paper", "pages")  # what the layout needs


class CannotTypeset(Exception):
    """Typst refuses the contents; the sentence says where."""


@cache
def fonts() -> typst.Fonts:
    """Our own fonts, and those that Typst brings for the signs that ours lack."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def typeset(contents: Contents) -> bytes:
    """The PDF of the contents: the same contents give the same bytes. Raises CannotTypeset."""
    try:
        made = typst.compile(
            contents["layout"].encode(),
            font_paths=fonts(),
            format="pdf",
            sys_inputs={"brief": dumped({name: contents[name] for name in SHOWN})},
            pdf_standards=STANDARDS,
            timestamp=datetime.fromisoformat(contents["until"]).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise CannotTypeset(f"{contents['week']}: {error.message}; {error.diagnostic}") from error
    return made if isinstance(made, bytes) else b"".join(made or [])
