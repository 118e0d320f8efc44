"""The operator's view of the weekly briefs: what needs somebody, and where each delivery is."""

from typing import Any

from dash import dcc, html

from dashboard import parts
from dashboard.board.handed import LOOKS, WAYS, Handed, hidden, sentence, when

NOTHING = "Tidak ada. Setiap laporan terbit dan terkirim pada waktunya."
HEAD = ["Kepada", "Lewat", "Keadaan", "Kapan"]


def shown(found: Handed) -> list[Any]:
    """The last brief in a sentence, what needs somebody, and its deliveries."""
    made: list[Any] = [
        html.P([*parts.said(sentence(found)), " ", dcc.Link("Semua laporan", href="/laporan")],
               className="lead"),
        parts.needs_list(found.needs, NOTHING),
    ]  # fmt: skip
    if found.deliveries:
        rows = [
            [
                each.role,
                f"{WAYS[each.channel]} ke {hidden(each.address)}",
                parts.state_label(*LOOKS[each.state]),
                when(each.ended_at) if each.ended_at else "–",
            ]
            for each in found.deliveries
        ]
        table = parts.table(HEAD, rows, "Pengiriman laporan terakhir", minor=(1,))
        made.append(parts.folded(f"{len(rows)} pengiriman laporan terakhir", table))
    return made
