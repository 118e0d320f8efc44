"""The numbers behind a brief as rows: what is embedded in the PDF, and what later days are compared
with to tell what has been revised since."""

import csv
import io
from collections.abc import Sequence
from typing import Any, TypeAlias

from connectors import areas
from dashboard.board import Line, words

Row: TypeAlias = dict[str, Any]
COLUMNS = ("indikator", "judul", "wilayah", "nama_wilayah", "skpd", "periode", "nilai", "satuan",
           "desimal", "target", "target_atas", "keadaan", "status", "sumber", "penjawab",
           "simulasi")  # fmt: skip


def row_of(line: Line) -> Row:
    """One line of the board as a row: its newest value, target and state."""
    entry, standing, newest = line.indicator, line.standing, line.newest or {}
    place = line.rows.iloc[0]
    return {
        "indikator": entry.code,
        "judul": entry.title,
        "wilayah": str(place["area"]),
        "nama_wilayah": areas()[str(place["area"])].name,
        "skpd": str(place["skpd"]),
        "periode": standing.period.isoformat() if standing.period else "",
        "nilai": known(standing.value),
        "satuan": entry.unit,
        "desimal": entry.decimals,
        "target": known(standing.target_lower),
        "target_atas": known(standing.target_upper),
        "keadaan": standing.state.value,
        "status": str(newest.get("status", "")),
        "sumber": line.source.code,
        "penjawab": words.answers(line),
        "simulasi": line.simulated,
    }


def known(value: float) -> float | None:
    """A number, or None where it is missing: JSON knows no NaN."""
    return float(value) if value == value else None


def as_csv(rows: Sequence[Row]) -> str:
    """The rows as CSV (RFC 4180), missing values empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
