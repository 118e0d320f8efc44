"""What somebody may have meant who asked for something that is not there."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from urllib.parse import unquote

import dash
from dash import dcc, html

import connectors
from dashboard import parts, recipients
from dashboard.board import place

MOST = 6  # suggestions
LEAST = 0.62  # likeness, 0 to 1; below it two words have little more than their letters in common
LONGEST = 80  # characters that are compared; longer is no name of ours
KINDS = {"indikator": "indikator", "skpd": "SKPD", "wilayah": "wilayah", "program": "program",
         "daftar": "daftar penerima"}  # fmt: skip
HOMES = {"indikator": "/indikator", "skpd": "/skpd", "wilayah": "/wilayah", "program": "/program",
         "daftar": "/bantuan"}  # fmt: skip

Found = list[tuple[str, str]]


def near(kind: str, text: str) -> Found:
    """What `text` may have meant among the things of a `kind` (a key of `KINDS`): at
    most six of (title, address), likeliest first, compared by code and by title."""
    asked = _plain(text)
    scored = [(max(_alike(asked, name) for name in names), title, href)
              for title, href, names in _things(kind)]  # fmt: skip
    return _best(scored) if asked else []


def guess(path: str) -> Found:
    """What the whole address `path` may have meant: a page, or a thing of the kind it names."""
    pieces = [piece for piece in unquote(path)[: 2 * LONGEST].strip("/").split("/") if piece]
    if not pieces:
        return []
    first = _plain(pieces[0])
    if len(pieces) > 1:
        kind = max(KINDS, key=lambda each: _alike(first, each))
        if _alike(first, kind) >= LEAST and (found := near(kind, pieces[1])):
            return found
    pages = [(max(_alike(first, _plain(name)) for name in (page["name"], page["path"])),
              page["name"], page["path"]) for page in _pages()]  # fmt: skip
    things = [(max(_alike(first, name) for name in names), title, href)
              for kind in KINDS for title, href, names in _things(kind)]  # fmt: skip
    return _best([*pages, *things])


def missing(kind: str, text: str) -> html.Div:
    """The page that says that nothing of the `kind` has the code `text`, and what is near it."""
    shown = unquote(text)[:LONGEST]
    told = f"Tidak ada {KINDS[kind]} dengan kode «{shown}»."
    whole = dcc.Link(f"Lihat semua {KINDS[kind]}", href=HOMES[kind])
    return parts.page(
        f"{KINDS[kind][:1].upper()}{KINDS[kind][1:]} ini tidak ada",
        html.P(told, className="note"), suggested(near(kind, text)), html.P(whole), missing=True,
    )  # fmt: skip


def suggested(found: Found) -> html.Div:
    """The suggestions, or that there are none."""
    if not found:
        return html.Div(html.P("Tidak ada nama yang mirip. Coba kotak Cari di atas."))
    rows = [html.Li(dcc.Link(title, href=href)) for title, href in found]
    return html.Div([html.P("Mungkin maksud Anda:"), html.Ul(rows, className="plain note")])


def _pages() -> Iterator[dict[str, str]]:
    for page in dash.page_registry.values():
        if (page.get("order") or -1) > 0:
            yield page


def _things(kind: str) -> Iterator[tuple[str, str, list[str]]]:
    """Title, address, and the plain names of each thing of a kind."""
    if kind == "indikator":
        for entry in connectors.indicators().values():
            yield entry.title, f"/indikator/{entry.code}", _names(entry.code, entry.title,
                                                                  entry.short)  # fmt: skip
    elif kind == "skpd":
        for skpd in connectors.skpds().values():
            yield skpd.name, f"/skpd/{skpd.code}", _names(skpd.code, skpd.name, skpd.short)
    elif kind == "program":
        for each in connectors.programmes().values():
            yield each.title, f"/program/{each.code}", _names(each.code, each.title)
    elif kind == "daftar":
        for one in recipients.claim_lists().values():
            yield one.title, f"/bantuan/{one.code}", _names(one.code, one.title)
    elif kind == "wilayah":
        home = connectors.regency().code
        for area in connectors.areas().values():
            if area.code.startswith(home):
                title = place.called(area)
                yield title, f"/wilayah/{area.code}", _names(area.code, area.name, title)


def _names(*names: str) -> list[str]:
    return [_plain(name) for name in names if name]


def _plain(text: str) -> str:
    """As it is compared: small letters, one space for whatever stands between words."""
    words = unquote(text)[:LONGEST].casefold().replace("/", " ").replace("_", " ")
    return " ".join(words.replace("-", " ").split())


def _alike(asked: str, name: str) -> float:
    """How alike two names are, 0 to 1; a name that begins with what was asked, or has it as a word
    of its own, is likelier than its length says."""
    if not asked or not name:
        return 0.0
    matcher = SequenceMatcher(None, name, asked, autojunk=False)
    if matcher.real_quick_ratio() < LEAST or matcher.quick_ratio() < LEAST:
        ratio = 0.0
    else:
        ratio = matcher.ratio()
    if len(asked) > 2 and (name.startswith(asked) or f" {asked} " in f" {name} "):
        ratio = max(ratio, 0.9)
    return ratio


def _best(scored: list[tuple[float, str, str]]) -> Found:
    ordered = sorted(scored, key=lambda each: (-each[0], len(each[1]), each[1]))
    found = [(title, href) for score, title, href in ordered if score >= LEAST]
    return list(dict.fromkeys(found))[:MOST]
