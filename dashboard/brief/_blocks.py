"""The blocks that a page of the brief is made of, as plain data: what is stored is what is printed.

`brief.typ` draws them, and `_spoken` tells their words in the order in which they are printed.
"""

import re
from collections.abc import Sequence
from typing import Any, TypeAlias

from dashboard.parts import Piece

Block: TypeAlias = dict[str, Any]
Cell: TypeAlias = dict[str, Any]

# What the fonts of the brief can print: Latin with its accents, Greek, Cyrillic, general
# punctuation, currency, arrows and a few signs; anything else is printed as a box.
PRINTED = (
    "\u0020-\u007e\u00a0-\u017f\u0192\u01a0-\u01a1\u01af-\u01b0\u01cd-\u01dc\u01e6-\u01e7"
    "\u0218-\u021b\u02c6\u02da\u02dc\u0391-\u03a1\u03a3-\u03c9\u0401-\u040c\u040e-\u044f"
    "\u0451-\u045c\u1e80-\u1e85\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030"
    "\u2032\u2033\u2039\u203a\u20ac\u2122\u2190-\u21ff\u2212\u2215\u2248\u2260\u2264\u2265\u25a1"
)
UNPRINTED = re.compile(f"[^{PRINTED}]")
MOST = 300  # letters of one text; longer ones end in an ellipsis
LONG = re.compile(r"\S{24,}")  # longer than a narrow column
# A number and its unit stay on one line.
UNITED = re.compile(r"(?<=Rp) (?=\d)|(?<=\d) (?=%|triliun|miliar|juta|poin\b|WIB)")
NBSP = "\u00a0"
STEP = 12  # letters between the places where a long word may be broken
BREAK = "\u200b"


def words(text: object) -> str:
    """`text` as it can be printed: on one line, every sign in the fonts, long words breakable."""
    whole = " ".join(str(text).split())
    if len(whole) > MOST:
        whole = f"{whole[: MOST - 1]}…"
    plain = UNITED.sub(NBSP, UNPRINTED.sub("□", whole))
    return LONG.sub(lambda found: BREAK.join(re.findall(f".{{1,{STEP}}}", found[0])), plain)


def cell(
    text: object = "", soft: object = "", *, bold: bool = False, shape: str = "", svg: str = "",
    alt: str = "", worst: bool = False,
) -> Cell:  # fmt: skip
    """A cell of a table: a shape, its text with a `soft` second line, a mark."""
    return {"text": words(text), "soft": words(soft), "bold": bold, "shape": shape,
            "svg": svg, "alt": words(alt), "worst": worst}  # fmt: skip


def heading(text: object, aside: object = "") -> Block:
    """The heading of a part of a page."""
    return {"kind": "heading", "text": words(text), "aside": words(aside)}


def said(pieces: Sequence[Piece], size: str = "body") -> Block:
    """A paragraph; its worst piece is set off. Sizes: lead, body, soft."""
    told = [{"text": _inside(each.text), "worst": each.worst} for each in pieces]
    return {"kind": "text", "pieces": [each for each in told if each["text"]], "size": size}


def _inside(text: str) -> str:
    """A piece keeps the blank at its edge, which stands between it and the next."""
    return f"{' ' * text[:1].isspace()}{words(text)}{' ' * (len(text) > 1 and text[-1].isspace())}"


def plain(text: str, size: str = "body") -> Block:
    """A paragraph of one piece."""
    return said([Piece(text)], size)


def counts(items: Sequence[tuple[str, str, str]]) -> Block:
    """How many of each: (shape, number, word)."""
    told = [{"shape": s, "number": words(n), "word": words(w)} for s, n, w in items]
    return {"kind": "counts", "items": told}


def numbers(items: Sequence[tuple[str, str, str]]) -> Block:
    """A few large numbers: (label, number, note)."""
    told = [{"label": words(a), "number": words(b), "note": words(c)} for a, b, c in items]
    return {"kind": "numbers", "items": told}


def listed(
    items: Sequence[tuple[str, str, str]], empty: str, most: int, more: str = ""
) -> Block:  # fmt: skip
    """A list: (sign, text, soft text), at most `most` of them; `more` says where the rest is."""
    told = [{"sign": s, "text": words(t), "soft": words(m)} for s, t, m in items]
    return _cut({"kind": "list", "items": told, "empty": words(empty), "hidden": 0,
                 "more": words(more)}, "items", most)  # fmt: skip


def table(
    columns: Sequence[tuple[str, str, str]], rows: Sequence[Sequence[Cell]], empty: str = "",
    most: int = 99, more: str = "", *, dense: bool = False,
) -> Block:  # fmt: skip
    """A table: columns of (head, width, left or right), at most `most` rows; `more` says where the
    rest is. A `dense` one keeps its rows close."""
    heads = [{"head": words(h), "width": w, "align": a} for h, w, a in columns]
    made = {"kind": "table", "columns": heads, "rows": [list(row) for row in rows],
            "empty": words(empty), "hidden": 0, "more": words(more), "dense": dense}  # fmt: skip
    return _cut(made, "rows", most)


def picture(svg: str, alt: str, height: str) -> Block:
    """A mark as wide as the page, `height` as Typst writes it."""
    return {"kind": "mark", "svg": svg, "alt": words(alt), "height": height}


def beside(left: Sequence[Block], right: Sequence[Block]) -> Block:
    """Two columns."""
    return {"kind": "columns", "sides": [list(left), list(right)]}


def tiles(
    items: Sequence[tuple[int, int, str, str, int]], legend: Sequence[tuple[int, str]]
) -> Block:
    """The kecamatan as tiles: (row, column, name, value, shade 0 to 4 or −1), and the shades."""
    told = [{"row": r, "column": c, "name": words(n), "value": words(v), "shade": s}
            for r, c, n, v, s in sorted(items)]  # fmt: skip
    keys = [{"shade": shade, "text": words(text)} for shade, text in legend]
    return {"kind": "tiles", "items": told, "legend": keys}


ROWS = {"table": "rows", "list": "items"}


def without(block: Block, missing: int) -> Block:
    """The block that says of `missing` rows that were never in it."""
    block["hidden"] += max(missing, 0)
    return _cut(block, ROWS[block["kind"]], len(block[ROWS[block["kind"]]]))


def _cut(block: Block, name: str, most: int) -> Block:
    """The block with at most `most` of its rows; of the others it says how many and where."""
    block["hidden"] += max(len(block[name]) - most, 0)
    block[name] = block[name][:most]
    where = f" di halaman {block['more']}" if block["more"] else ""
    block["rest"] = f"dan {block['hidden']} lagi{where}" if block["hidden"] else ""
    return block


def longest(blocks: Sequence[Block]) -> tuple[int, Block | None]:
    """The block, inside columns too, with the most rows that may be cut, and how many they are."""
    found: tuple[int, Block | None] = (0, None)
    for block in blocks:
        for each in block.get("sides", []):
            found = max(found, longest(each), key=lambda pair: pair[0])
        if not block.get("dense") and (name := ROWS.get(block["kind"])):
            found = max(found, (len(block[name]), block), key=lambda pair: pair[0])
    return found


def shorten(block: Block, by: int) -> None:
    """Take `by` rows off the end of a block; it says how many are gone."""
    name = ROWS[block["kind"]]
    _cut(block, name, len(block[name]) - by)
