"""Hands out the files of the briefs: PDF, Excel, and a picture of each page. What is served was
made by the timer and lies in the store; nothing is made here."""

import re

from dash import Dash
from flask import Response, abort, request

from dashboard import store
from dashboard.brief import WHOLE, file_name

KINDS = {
    "pdf": ("pdf", "application/pdf"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
PICTURE = re.compile(r"png-\d{1,2}")


def install(app: Dash) -> None:
    """Add the address of the files; `access.RIGHTS` says who may have them."""
    app.server.add_url_rule("/laporan/berkas/<week>/<scope>/<name>", "paper", paper)


def paper(week: str, scope: str, name: str) -> Response:
    """One file of one brief, or 404."""
    ending, kind = KINDS.get(name, ("png", "image/png"))
    if (name not in KINDS and not PICTURE.fullmatch(name)) or "\0" in week + scope:
        abort(404)  # PostgreSQL takes no NUL
    scope = "" if scope == WHOLE else scope
    try:
        with store.reading() as db:
            one = store.brief(db, week, scope)
            body = store.brief_file(db, one.id, name) if one is not None else None
    except store.StoreUnusable:
        abort(503)
    if one is None or body is None:
        abort(404)
    answer = Response(body, mimetype=kind)
    if name in KINDS:
        answer.headers["Content-Disposition"] = (
            f'inline; filename="{file_name(one.week, one.scope, ending)}"'
        )
    answer.set_etag(f"{one.code}-{one.sha256[:16]}-{name}")
    answer.headers["Cache-Control"] = "no-cache"  # a draft changes: asked again, and mostly 304
    answer.make_conditional(request)
    return answer
