"""The sections of the page of one list of recipients."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd
from dash import dcc, html

from connectors import areas, programmes, skpds
from dashboard import figures, parts, recipients
from dashboard.board.aid import Aid
from dashboard.pages import _aid

HIDDEN = "< 5"  # what stands where a count could point to somebody


def head(code: str, found: Aid | None, moment: datetime | None) -> list[Any]:
    """How much of the list is valid and what is at risk; who answers; when it was verified."""
    one = recipients.claim_lists()[code]
    run = _aid.runs().get(code) if moment is None else None
    who: list[Any] = [skpds()[one.skpd].name]
    if one.programme:
        title = programmes()[one.programme].title
        who += [" · ", dcc.Link(title, href=f"/program/{one.programme}")]
    told: list[Any] = [html.P(who, className="soft")]
    if found is None:
        return [*told, parts.empty(f"Belum diverifikasi; jalankan {_aid.HOW}."), _stand(run)]
    numbers = [
        parts.Number("Valid", figures.quantity(found.share, "%", 1),
                     f"dari {figures.number(found.checked)} baris", found.address),
    ]  # fmt: skip
    if _aid.pays(code):
        risk = figures.quantity(found.at_risk, "Rp")
        numbers.append(parts.Number("Berisiko", risk, "baris yang gagal", found.risk_address))
    return [*told, parts.numbers(numbers), parts.simulated(found.simulated), _stand(run)]


def _stand(run: recipients.Run | None) -> html.P | None:
    """The last verification, and the register's own day."""
    if run is None:
        return None
    told: list[Any] = ["Verifikasi terakhir: ", _aid.last(run)]
    if run.register_at is not None:
        told.append(f"; register per {figures.day(run.register_at)}")
    return html.P(told, className="soft")


def trend(drawn: tuple[str, str]) -> list[Any]:
    """The valid share of each month's claims."""
    wide, narrow = drawn
    return [
        parts.mark(wide.replace('class="trend"', 'class="trend wide"')),
        parts.mark(narrow.replace('class="trend"', 'class="trend narrow"')),
    ]


def villages(code: str, kecamatan: str, places: Sequence[Aid]) -> list[Any]:
    """The desa of one kecamatan; where few are concerned, nothing is told."""
    options = {one.area: areas()[one.area].name for one in places}
    choice = parts.Choice("kecamatan", "Kecamatan", options, kecamatan, "Pilih kecamatan", True)
    made: list[Any] = [parts.filters([choice], "aid-villages")]
    if kecamatan not in options:
        return made
    with recipients.reading() as db:
        found = recipients.desa_totals(db, code, kecamatan)
    head = _aid.heads("Desa", _aid.pays(code))
    rows = [_village(row)[: len(head)] for row in found.to_dict("records")]
    caption = f"Penerima valid menurut desa, Kecamatan {areas()[kecamatan].name}"
    note = (
        "Angka desa yang menyangkut kurang dari lima baris tidak ditampilkan, begitu pula angka "
        "lain yang dapat membukanya, agar tidak menunjuk orang."
    )
    table = parts.table(head, rows, caption, (1, 2, 3))
    return [*made, table, html.P(parts.counted(note), className="soft")]


def _village(row: Any) -> list[Any]:
    if row["claims"] is None or pd.isna(row["claims"]):
        return [areas()[row["area"]].name, *(parts.counted(HIDDEN) for _ in range(3))]
    told = (
        figures.quantity(100 * row["share"], "%", 1) if row["claims"] else "–",
        figures.number(row["claims"]),
        figures.quantity(row["at_risk"], "Rp"),
    )
    return [areas()[row["area"]].name, *(parts.counted(text) for text in told)]


def work(code: str) -> list[Any]:
    """The way to the work list, and who may open it."""
    who = skpds()[recipients.claim_lists()[code].skpd].name
    told = (
        f"Petugas {who} melihat setiap temuan dengan NIK tersamar, mengunduhnya sebagai Excel, dan "
        "menandai yang sudah diperbaiki. Temuan ditutup bila verifikasi berikutnya tidak "
        "menemukannya lagi."
    )
    link = dcc.Link("Buka daftar kerja", href=f"{_aid.HOME}/{code}/temuan", className="button")
    return [html.P(told), html.P(link, className="no-print")]
