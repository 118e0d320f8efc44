"""What blocks say: their words and marks in the order in which `brief.typ` prints them; by it the
finished paper is read back."""

from collections.abc import Iterator
from xml.etree import ElementTree

from dashboard.brief._blocks import Block


def spoken(block: Block) -> Iterator[str]:
    """The words of a block in the order in which they are printed, those inside marks too."""
    kind = block["kind"]
    if kind == "heading":
        yield from (block["text"], block["aside"])
    elif kind == "text":
        yield from (each["text"] for each in block["pieces"])
    elif kind in ("counts", "numbers"):
        order = ("number", "word") if kind == "counts" else ("label", "number", "note")
        yield from (each[name] for each in block["items"] for name in order)
    elif kind == "columns":
        yield from (word for side in block["sides"] for each in side for word in spoken(each))
    elif kind == "mark":
        yield from written(block["svg"])
    elif kind == "tiles":
        yield from (each[name] for each in block["items"] for name in ("name", "value"))
        yield from (each["text"] for each in block["legend"])
    elif kind == "list":
        yield from (each[name] for each in block["items"] for name in ("sign", "text", "soft"))
        yield from _ending(block, "items")
    elif kind == "table":
        if block["rows"]:
            yield from (each["head"] for each in block["columns"])
        for each in (each for row in block["rows"] for each in row):
            yield from (each["text"], each["soft"], *written(each["svg"]))
        yield from _ending(block, "rows")
    else:
        raise ValueError(kind)


def _ending(block: Block, name: str) -> Iterator[str]:
    if not block[name]:
        yield block["empty"]
    yield block["rest"]


def written(svg: str) -> list[str]:
    """The texts inside a mark."""
    if "<text" not in svg:
        return []
    found = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return ["".join(each.itertext()) for each in found]


def pictures(block: Block) -> Iterator[tuple[str, str]]:
    """The marks of a block: (SVG, what it says), in the order in which they are printed."""
    if block["kind"] == "mark":
        yield block["svg"], block["alt"]
    elif block["kind"] == "table":
        for each in (each for row in block["rows"] for each in row):
            if each["svg"]:
                yield each["svg"], each["alt"]
    elif block["kind"] == "columns":
        yield from (mark for side in block["sides"] for each in side for mark in pictures(each))
