"""What the search box looks through: pages, indicators, areas, agencies and programmes.

All of it is configuration, so it changes with the program and not with the data: a browser asks for
it once, when somebody first searches, and looks through it by itself.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import dash

import connectors

ADDRESS = "/cari.json"
ASSETS = Path(__file__).parent.parent / "assets"


class Entry(NamedTuple):
    """One thing to find: its kind, its title, what else it is known by, and its address."""

    kind: str
    title: str
    hint: str
    href: str


def entries() -> Iterator[Entry]:
    """Everything that can be found, in the order in which equals are shown."""
    for page in dash.page_registry.values():
        if (page.get("order") or -1) > 0:
            yield Entry("Halaman", page["name"], "", page["path"])
    for entry in connectors.indicators().values():
        also = " · ".join(text for text in (entry.short, entry.theme) if text)
        yield Entry("Indikator", entry.title, also, f"/indikator/{entry.code}")
    for skpd in connectors.skpds().values():
        yield Entry("SKPD", skpd.name, skpd.short, f"/skpd/{skpd.code}")
    for programme in connectors.programmes().values():
        yield Entry("Program", programme.title, "", f"/program/{programme.code}")
    areas = connectors.areas()
    home = connectors.regency().code
    for area in areas.values():
        if area.code.startswith(home):
            above = areas[area.parent].name if area.code != home else ""
            kind = f"{area.kind[:1].upper()}{area.kind[1:]}"
            name = area.name if area.name.startswith(kind) else f"{kind} {area.name}"
            yield Entry("Wilayah", name, above, f"/wilayah/{area.code}")


@cache
def body() -> str:
    """The entries as JSON: a list of [kind, title, hint, address]."""
    return json.dumps(list(entries()), ensure_ascii=False, separators=(",", ":"))


@cache
def address() -> str:
    """Where the entries are, with a mark of their content: a browser may keep them for good."""
    return f"{ADDRESS}?m={_mark(body().encode())}"


@cache
def library() -> str:
    """Where the library that tolerates typing errors is (uFuzzy 1.0.19, MIT)."""
    name = "ufuzzy/uFuzzy.iife.min.js"
    return f"/assets/{name}?m={_mark((ASSETS / name).read_bytes())}"


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
