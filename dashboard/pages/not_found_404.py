"""An address that is not there."""

import dash
from dash import dcc, html, register_page
from flask import request

from dashboard import parts
from dashboard.pages import _near

register_page(__name__, name="Tidak ditemukan", title="Halaman tidak ditemukan")


def layout(**_query: str) -> html.Div:
    """Say so, what may have been meant, and show the way back."""
    return parts.page(
        "Halaman ini tidak ada",
        html.P("Alamatnya mungkin salah ketik, atau indikatornya sudah berganti kode."),
        _near.suggested(_near.guess(asked())),
        html.P(
            [
                dcc.Link("Kembali ke Ringkasan", href="/"),
                " atau lihat ",
                dcc.Link("semua indikator", href="/indikator"),
                ".",
            ]
        ),
    )


def asked() -> str:
    """The address that was asked for: of the request, or of Dash's own request for a page."""
    try:
        inputs = dash.ctx.inputs
    except dash.exceptions.MissingCallbackContextException:
        return request.path
    return next((str(text) for name, text in inputs.items() if name.endswith(".pathname")), "")
