"""Asks of every request the right that its address needs, before anything else answers it."""

from typing import Any

from dash import Dash, dcc, html
from flask import Response, g, make_response, request

from dashboard import access, parts, store, web
from dashboard.access import Right

MOST = 50_000  # bytes of a form; a thousand signs are at most twelve thousand


def install(app: Dash) -> None:
    """Let nothing through that `access.RIGHTS` does not name."""
    app.server.before_request(lambda: asked(app))


def asked(app: Dash) -> Response | None:
    """None lets the request through; otherwise the answer that refuses it."""
    if request.endpoint is None:
        return None  # no such address, or not this way: 404 or 405
    right = access.right_of(request.endpoint)
    if right is Right.VIEW:
        return None
    if right is Right.NOBODY:
        return refused(app, "Alamat ini tidak terbuka untuk siapa pun.")
    if not access.same_site(request):
        return refused(
            app,
            "Formulir ini tidak dikirim dari halaman dasbor, sehingga tidak diterima. Buka "
            "halamannya di sini, lalu kirim lagi.",
        )
    request.max_content_length = MOST
    if right is Right.WRITE:
        try:
            with store.reading() as db:
                g.person = access.current(db)
        except store.StoreUnusable as error:
            return refused(app, str(error), 503)
        if g.person is None:
            return refused(app, "Sesi Anda sudah berakhir, atau hak Anda sudah dicabut.")
    return None


def refused(app: Dash, why: str, status: int = 403) -> Response:
    """A calm page that says why; what was written in a form stands there to be copied."""
    told: list[Any] = [html.P(why)]
    if access.same_site(request) and (note := request.form.get("note", "").strip()):
        told += [html.P("Catatan Anda belum tersimpan. Salin dulu bila masih diperlukan:"),
                 html.Blockquote(note, className="note quote")]  # fmt: skip
    ways: list[Any] = [
        dcc.Link("Masuk", href="/masuk"),
        " atau ",
        dcc.Link("kembali ke Ringkasan", href="/"),
    ]
    g.answer = parts.page("Tidak dapat dilakukan", *told, html.P([*ways, "."]))
    return shown(app, status)


def shown(app: Dash, status: int) -> Response:
    """The page at this address as the answer to a form; or `g.answer`, when it is set."""
    return make_response(web.still(app.index()), status)
