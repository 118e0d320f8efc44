"""The pages of the finished paper as small pictures: 26 of 28 kecamatan are on slow links."""

import io

import pypdfium2
from PIL import Image

PPI = 72
COLOURS = 24  # enough for ink, the five states and the shades; a fifth of the bytes of all colours


def previews(pdf: bytes) -> list[bytes]:
    """Each page of the PDF as a PNG of some 35 kilobytes."""
    made = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=PPI / 72).to_pil().convert("RGB")
            few = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            out = io.BytesIO()
            few.save(out, "PNG", optimize=True)
            made.append(out.getvalue())
            page.close()
    return made
