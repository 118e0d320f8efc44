"""What stands between the pages and the browser: the first HTML, the headers, the health check."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any

import brotli
import dash
from dash import Dash
from flask import Flask, Response, g, request
from flask_compress import Compress

import connectors
from dashboard import clock, find, parts, store
from dashboard.settings import settings

BEST = 10  # on brotli's scale to 11, which takes three times as long for 2 % less
SMALL = 200_000  # plotly is larger, and comes only when someone explores a chart
FOREVER = "public, max-age=31536000, immutable"  # the address changes when the content does
LASTING = ("/_dash-component-suites/", "/assets/", find.ADDRESS)
ENTRY = '<div id="react-entry-point"'
INDEX = """<!DOCTYPE html>
<html lang="id">
<head>
{metas}
<title>{title}</title>
{favicon}
{css}
</head>
<body data-find-list="{find_list}" data-find-library="{find_library}">
<div id="first">{first}</div>
{app_entry}
<footer>{config}{scripts}{renderer}</footer>
</body>
</html>"""


def install(app: Dash) -> None:
    """Give the app its first HTML, its headers, its compression and `/healthz`."""
    server: Flask = app.server
    app.interpolate_index = index(app)  # type: ignore[method-assign]
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_CACHE_BACKEND=Bundles,
        COMPRESS_CACHE_KEY=lambda asked: asked.full_path,
        COMPRESS_MIMETYPES=[
            *("text/html", "text/css", "text/javascript"),
            *("application/javascript", "application/json", "image/svg+xml"),
        ],
    )
    Compress(server)
    server.after_request(headers(app))
    server.add_url_rule("/healthz", "healthz", healthz)
    server.add_url_rule(find.ADDRESS, "find", found)


def warm(app: Dash) -> None:
    """Let Dash do what it does at a process's first request, before anybody asks.

    It marks that work as begun, not as done: a second request in the meantime finds no bundle and
    no callback, and is answered 500. Done before gunicorn forks, every worker has it.
    """
    client = app.server.test_client()
    page = client.get("/-").text  # no page has this address, so no store is asked
    # The first answer of a bundle is compressed in a hurry, so let it be nobody's.
    for bundle in re.findall(r'(?:src|href)="(/(?:_dash-component-suites|assets)/[^"]+)"', page):
        client.get(bundle, headers={"Accept-Encoding": "br"}).close()


class Bundles:
    """The compressed bundles and assets: their address changes when they do, that of pages not."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """The compressed body, if it was compressed before."""
        return self.bodies.get(key)

    def set(self, key: str, body: bytes) -> None:
        """Keep a bundle, as small as brotli can make it; anything else is not kept."""
        place = key.partition(";")[2]
        if key in self.bodies or not place.startswith(LASTING) or "?" not in place:
            return
        if key.startswith("br;") and len(body) < SMALL:
            body = brotli.compress(brotli.decompress(body), quality=BEST)
        self.bodies[key] = body


def index(app: Dash) -> Callable[..., str]:
    """The function that writes the first HTML: the whole page, before any script has run."""

    def interpolate(**pieces: str) -> str:
        page, variables = page_of(request.path)
        g.missing = page["module"].endswith("not_found_404") and "answer" not in g
        layout = g.get("answer") or page["layout"](**variables, **request.args.to_dict())
        g.missing = g.missing or layout.className == parts.MISSING
        title = page["title"]
        pieces["title"] = escape(title(**variables) if callable(title) else title)
        pieces["find_list"], pieces["find_library"] = find.address(), find.library()
        return INDEX.format(first=parts.to_html(layout), **pieces)

    return interpolate


def still(page: str) -> str:
    """A first HTML without Dash: what answers a form must stay, and not give way to Dash's copy of
    the page at its address."""
    scripts = "".join(re.findall(r'<script src="/assets/[^"]+"></script>', page))
    first = page.partition(ENTRY)[0]
    first = first.replace("<main>", '<main id="isi">', 1)  # which «skip to content» looks for
    return f"{first}{scripts}</body>\n</html>"


def page_of(path: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The page at `path` and the variables in its address; the page not found for any other."""
    missing: dict[str, Any] = {}
    for page in dash.page_registry.values():
        if page["module"].endswith("not_found_404"):
            missing = page
        template = page["path_template"] or page["path"]
        names, values = template.strip("/").split("/"), path.strip("/").split("/")
        pairs = list(zip(names, values, strict=False))
        if len(names) == len(values) and all(n == v or n.startswith("<") for n, v in pairs):
            return page, {n.strip("<>"): v for n, v in pairs if n.startswith("<")}
    return missing, {}


def headers(app: Dash) -> Callable[[Response], Response]:
    """The function that adds the security headers, and says how long a browser may keep what."""

    def add(response: Response) -> Response:
        if g.get("missing"):
            response.status_code = 404
        scripts = " ".join(["'self'", *app.csp_hashes()])
        response.headers["Content-Security-Policy"] = (
            f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'"
        )
        if g.get("personal"):
            response.headers["Cache-Control"] = "private, no-store"
            response.vary.add("Cookie")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        if request.path.startswith(LASTING) and request.args:
            response.direct_passthrough = False
            response.get_data()  # whole: what streams is compressed anew each time, and in a hurry
            response.headers["Cache-Control"] = FOREVER
        return response

    return add


def found() -> Response:
    """What the search box looks through."""
    return Response(find.body(), mimetype="application/json")


def healthz() -> tuple[Response, int]:
    """JSON: the store's version, the sources by state, the newest refresh; 503 without a store."""
    try:
        with store.reading() as db:
            version, runs = store.version(db), store.last_runs(db)
    except store.StoreUnusable as error:
        return reply({"status": "gagal", "error": str(error)}), 503
    states = dict.fromkeys(connectors.sources(), "never")
    states |= dict.fromkeys(connectors.broken(), "broken")
    states |= dict(zip(runs["source"], runs["state"], strict=True))
    newest = runs["ok_ended_at"].dropna().max() if len(runs) else None
    body = {
        "status": "sehat",
        "store_version": version,
        "sources": states,
        "newest_refresh": newest.isoformat() if isinstance(newest, datetime) else None,
        "demo": settings().demo,
        "now": clock.now().isoformat(timespec="seconds"),
    }
    return reply(body), 200


def reply(body: dict[str, Any]) -> Response:
    """A JSON answer that nobody keeps."""
    response = Response(json.dumps(body, ensure_ascii=False), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
