"""An address that is not there."""

from dash import dcc, html, register_page

from dashboard import parts

register_page(__name__, name="Tidak ditemukan", title="Halaman tidak ditemukan")


def layout(**_query: str) -> html.Div:
    """Say so, and show the way back."""
    return parts.page(
        "Halaman ini tidak ada",
        html.P("Alamatnya mungkin salah ketik, atau indikatornya sudah berganti kode."),
        html.P(
            [
                dcc.Link("Kembali ke Ringkasan", href="/"),
                " atau lihat ",
                dcc.Link("semua indikator", href="/indikator"),
                ".",
            ]
        ),
    )
