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
PREVIEW_PPI = 60.0


class CannotTypeset(Exception):
    """Typst refuses the contents; the sentence says where."""


@cache
def fonts() -> typst.Fonts:
    """Our own fonts, and those that Typst brings for the signs that ours lack."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def typeset(contents: Contents) -> bytes:
    """The PDF of the contents: the same contents give the same bytes. Raises CannotTypeset."""
    made = _compiled(contents, "pdf")
    return made if isinstance(made, bytes) else b"".join(made)


def previews(contents: Contents) -> list[bytes]:
    """Each page as a small PNG, for the archive."""
    made = _compiled(contents, "png")
    return [made] if isinstance(made, bytes) else list(made)


def _compiled(contents: Contents, form: "typst.OutputFormat") -> bytes | list[bytes]:
    try:
        made = typst.compile(
            contents["layout"].encode(),
            font_paths=fonts(),
            format=form,
            ppi=PREVIEW_PPI,
            sys_inputs={"brief": dumped({name: contents[name] for name in SHOWN})},
            pdf_standards=STANDARDS if form == "pdf" else [],
            timestamp=datetime.fromisoformat(contents["until"]).replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise CannotTypeset(f"{contents['week']}: {error.message}; {error.diagnostic}") from error
    return made or b""
