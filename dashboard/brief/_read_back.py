"""The finished PDF, read back: is it what was frozen, whole, and inside the page?

Reads the paper and not the way it was made: the words that PDFium finds in it, in their order, the
marks in its structure, the edges of everything that is drawn.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import commonprefix

import pypdfium2
import pypdfium2.raw as pdfium

from dashboard.brief._contents import Contents
from dashboard.brief._spoken import pictures, spoken

MOST = 8  # pages
EDGE = 20.0  # points from the paper's edge that printers leave white
UNSEEN = re.compile(r"[\s\u200b\u00ad\u2060]+")
# What PDFium makes of a hyphen at the end of a line: it takes the word for one that was divided.
DIVIDED = re.compile("[\u0002\ufffe]")
# A letter whose accent is a sign of its own in the font: PDFium tells it once for each of them.
COMPOSED = re.compile(r"([\u0100-\u024f\u1e00-\u1eff])\1+")
# What is drawn: each element but a path that only moves the pen, as that of a single value.
DRAWN = re.compile(
    r"<(?:circle|rect|polygon|polyline|line|text|ellipse)\b|<path\b[^>]*\bd=.[^\"']*[a-ln-zA-LN-Z]"
)
A4 = (595.28, 841.89)
HEAD = ("running", "data", "title")  # what a page begins with, by which its sheets are told apart
CONTEXT = 24  # letters shown around a difference


@dataclass(frozen=True)
class Page:
    """What was found on one page of a PDF."""

    words: str  # without blanks
    marks: list[tuple[str, int]]  # what each figure says, and how many things it draws
    outside: int  # things drawn beyond the edge


def faults(pdf: bytes, contents: Contents) -> list[str]:
    """What is wrong with the paper, in words; nothing when it says exactly what was frozen."""
    found = list(pages(pdf))
    wanted = len(contents["pages"])
    told = []
    if len(found) != wanted or wanted > MOST:
        told.append(f"kertas {len(found)} halaman, isi {wanted} halaman, paling banyak {MOST}")
    for number, page in enumerate(found[:wanted]):
        name = f"halaman {number + 1}"
        expected = bare("".join(words_of(contents, number)))
        if page.words != expected:
            told.append(f"{name}: {difference(expected, page.words)}")
        told += [f"{name}: {each}" for each in _empty(page, contents, number)]
        if page.outside:
            told.append(f"{name}: {page.outside} hal tercetak di luar batas kertas")
    with pypdfium2.PdfDocument(pdf) as document:
        told += _attached(document, contents)
    return told


def overflowing(pdf: bytes, contents: Contents) -> list[int]:
    """The pages, counted from 0, that take more than one sheet of the paper."""
    found = [page.words for page in pages(pdf)]
    heads = [
        bare("".join(list(words_of(contents, number))[: len(HEAD)]))
        for number in range(1, len(contents["pages"]))
    ]
    starts = [0]
    for head in heads:
        rest = range(starts[-1] + 1, len(found))
        starts.append(next((at for at in rest if found[at].startswith(head)), len(found)))
    ends = [*starts[1:], len(found)]
    return [n for n, (first, end) in enumerate(zip(starts, ends, strict=True)) if end - first > 1]


def words_of(contents: Contents, number: int) -> Iterator[str]:
    """The words of a page in the order in which they are printed, head and foot too."""
    paper, page = contents["paper"], contents["pages"][number]
    if number:
        yield from (paper["running"], paper["data"])
    else:
        yield from (*paper["kop"], paper["data"])
    yield from (page["title"], page["aside"])
    for block in page["blocks"]:
        yield from spoken(block)
    yield from (paper["code"], paper["check"], paper["address"], paper["badge"])
    yield f"Halaman {number + 1} dari {len(contents['pages'])}"


def difference(expected: str, found: str) -> str:
    """The first place where the paper says something else."""
    same = len(commonprefix([expected, found]))
    near = expected[max(same - CONTEXT, 0) : same]
    wanted, printed = expected[same : same + CONTEXT], found[same : same + CONTEXT]
    return f"sesudah «{near}» seharusnya «{wanted}», tercetak «{printed}»"


def _empty(page: Page, contents: Contents, number: int) -> Iterator[str]:
    """The marks that are missing, or draw less than they should."""
    blocks = contents["pages"][number]["blocks"]
    wanted = [(alt, drawn(svg)) for block in blocks for svg, alt in pictures(block)]
    if len(wanted) != len(page.marks):
        yield f"{len(page.marks)} gambar tercetak, seharusnya {len(wanted)}"
    for (alt, least), (said, count) in zip(wanted, page.marks, strict=False):
        if said != alt:
            yield f"gambar «{alt}» tercetak sebagai «{said}»"
        elif count < max(least, 1):
            yield f"gambar «{alt}» kosong atau tidak lengkap ({count} dari {least})"


def bare(text: str) -> str:
    """The words as they are compared: without blanks, each composed letter once."""
    return COMPOSED.sub(r"\1", UNSEEN.sub("", text))


def drawn(svg: str) -> int:
    """How many things a mark draws."""
    return len(DRAWN.findall(svg))


def _attached(document: pypdfium2.PdfDocument, contents: Contents) -> Iterator[str]:
    """Whether the data are embedded, byte for byte."""
    csv = contents["paper"]["csv"]
    files = [document.get_attachment(place) for place in range(document.count_attachments())]
    bodies = {each.get_name(): bytes(each.get_data()) for each in files}
    if bodies != {csv["name"]: csv["text"].encode()}:
        yield f"data pekan ini ({csv['name']}) tidak disertakan sebagaimana mestinya"


def pages(pdf: bytes) -> Iterator[Page]:
    """What stands on each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            words = bare(DIVIDED.sub("-", text.get_text_range()))
            objects = list(page.get_objects())
            yield Page(words, list(_marks(page, objects)), _outside(page, objects))
            text.close()
            page.close()


def _outside(page: pypdfium2.PdfPage, objects: list[pypdfium2.PdfObject]) -> int:
    """How many things reach beyond the edge; all of them, on paper of another size."""
    width, height = page.get_size()
    if abs(width - A4[0]) > 1 or abs(height - A4[1]) > 1:
        return len(objects)
    beyond = 0
    for each in objects:
        left, bottom, right, top = each.get_bounds()
        inside = left >= EDGE and bottom >= EDGE
        beyond += not (inside and right <= width - EDGE and top <= height - EDGE)
    return beyond


def _marks(
    page: pypdfium2.PdfPage, objects: list[pypdfium2.PdfObject]
) -> Iterator[tuple[str, int]]:
    """The figures of a page in their order: what each says, and how many things it draws."""
    counts: dict[int, int] = {}
    for each in objects:
        number = pdfium.FPDFPageObj_GetMarkedContentID(each.raw)
        counts[number] = counts.get(number, 0) + 1
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _figures(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place), counts)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _figures(element: object, counts: dict[int, int]) -> Iterator[tuple[str, int]]:
    if not element:
        return
    if _said(pdfium.FPDF_StructElement_GetType, element) == "Figure":
        ids = [
            pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, place)
            for place in range(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element))
        ]
        alt = _said(pdfium.FPDF_StructElement_GetAltText, element)
        yield alt, sum(counts.get(each, 0) for each in ids)
    for place in range(max(pdfium.FPDF_StructElement_CountChildren(element), 0)):
        yield from _figures(pdfium.FPDF_StructElement_GetChildAtIndex(element, place), counts)


def _said(ask: "ctypes._FuncPointer", element: object) -> str:
    """A text of an element of the structure (UTF-16, as PDFium gives it)."""
    size = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(element, buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")
