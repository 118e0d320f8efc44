"""An address that is not there."""

import dash
from dash import dcc, html, register_page
from flask import has_request_context, request

from dashboard import parts
from dashboard.pages import _near

register_page(__name__, name="Tidak ditemukan", title="Halaman tidak ditemukan")

DASH = "/_dash-update-component"


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
    """The address that was asked for: that of the request, or the one that Dash, once it has
    mounted, asks a page for."""
    if not has_request_context():
        return ""
    if not request.path.endswith(DASH):
        return request.path
    inputs = dash.ctx.inputs
    return next((str(text) for name, text in inputs.items() if name.endswith(".pathname")), "")
