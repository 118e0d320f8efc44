"""A work list as an Excel workbook: masked, and nothing in it that Excel would round or reckon."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from connectors import areas, regency, skpds
from dashboard.recipients._kept import Candidate, Finding
from dashboard.recipients._lists import ClaimList
from dashboard.recipients._reasons import Reason, reasons

MOST = 20_000  # findings of one workbook: seconds, and no worker is lost for long
# What XML 1.0, and so no workbook, may hold; openpyxl itself stops at some of it only.
UNWRITTEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TEXT = "@"  # Excel's own format of what must stay as it is written
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")  # of a formula, for one spreadsheet or another
CANDIDATES = 3
SURE = 0.99  # nobody is certain: more than this is told as more than this
# Title and width, in the order of the cells of `_row`.
COLUMNS: Mapping[str, int] = {
    "Temuan": 9, "Alasan": 26, "Berat": 10, "NIK (tersamar)": 21, "Nama (tersamar)": 24,
    "Letak dalam daftar": 44, "Kecamatan": 16, "Desa/kelurahan": 20, "Tanggal": 12,
    "Nilai (Rp)": 14, "Yang salah": 52, "Langkah": 48, "Yang mengerjakan": 22, "Yang diketahui": 30,
    **{f"Calon {place}": 62 for place in range(1, CANDIDATES + 1)},
    "Status": 24, "Catatan": 40, "Ditandai oleh": 26,
}  # fmt: skip
# What officers say of a finding.
STATES: Mapping[str, str] = {
    "open": "Terbuka",
    "corrected": "Diperbaiki, belum terlihat di daftar",
    "confirmed": "Temuan benar",
    "rejected": "Register yang keliru",
}
EXPLAINED = (
    "NIK dan nama tersamar. Cari barisnya menurut kolom «Letak dalam daftar».",
    "Gagal: rupiahnya berisiko sampai diperbaiki. Periksa: harus dilihat orang. Catatan: valid.",
    "Calon: orang dalam register yang mungkin dimaksud, dengan peluangnya dan apa yang berbeda. "
    "Calon bukan jawaban: cocokkan dengan KTP sebelum mengganti NIK.",
    "Perbaiki di daftar asalnya, bukan di berkas ini. Temuan selesai bila verifikasi berikutnya "
    "tidak menemukannya lagi.",
    "Sel yang dimulai dengan = + - @ diberi tanda petik di depannya, supaya tidak dihitung sebagai "
    "rumus.",
    "Berkas ini memuat data pribadi (UU 27/2022): jangan diteruskan kepada yang tidak "
    "berkepentingan, dan hapus setelah selesai.",
)


@dataclass(frozen=True)
class Taken:
    """Who takes a work list, when and for what. `simulated`: of a verification of stand-ins."""

    by: str
    purpose: str = field(repr=False)
    at: datetime
    simulated: bool = False


def workbook(one: ClaimList, found: Sequence[Finding], taken: Taken) -> bytes:
    """The findings `found` (masked) of the list as the bytes of an .xlsx: one row a finding, and a
    sheet that explains them and says who took it when and for what."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Temuan")
    sheet.freeze_panes = "B2"
    for place, width in enumerate(COLUMNS.values()):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    sheet.append([_head(sheet, title) for title in COLUMNS])
    cells = _Cells(sheet)
    for each in found:
        sheet.append([cells.of(value) for value in _row(one, each)])
    sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(COLUMNS) - 1)}{len(found) + 1}"
    told = book.create_sheet("Keterangan")
    told.column_dimensions["A"].width = 26
    told.column_dimensions["B"].width = 110
    cells = _Cells(told, wrap=True)
    for label, text in _explanation(one, found, taken):
        told.append([_head(told, label) if label else None, cells.of(text)])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _row(one: ClaimList, each: Finding) -> Iterator[Any]:
    reason = reasons()[each.reason]
    known, place = areas(), each.masked
    yield from (str(each.number), reason.title, reason.severity.capitalize())
    yield from (place.nik, place.name, place.place)
    yield from (known[code].name if code in known else "" for code in (each.kecamatan, each.desa))
    yield from (each.paid.isoformat() if each.paid else "", each.amount)
    yield from (reason.sentence, reason.step, office(reason, one.skpd), "; ".join(place.differs))
    told = [_candidate(candidate) for candidate in place.candidates[:CANDIDATES]]
    yield from (*told, *[""] * (CANDIDATES - len(told)))
    yield from (STATES[each.state], each.note, each.state_by)


def office(reason: Reason, skpd: str) -> str:
    """Who acts on a reason, by name: «Dinsos dan pemerintah desa»."""
    names = {"skpd": skpds()[skpd].short, "dukcapil": "Dukcapil", "desa": "pemerintah desa"}
    return " dan ".join(names[word] for word in reason.office.split(" dan "))


def likely(probability: float) -> str:
    """A probability in words that claim no certainty: «87 %», «lebih dari 99 %»."""
    if probability > SURE:
        return f"lebih dari {SURE:.0%}".replace("%", " %")
    return f"{100 * probability:.0f} %"


def _candidate(one: Candidate) -> str:
    where = areas()[one.kecamatan].name if one.kecamatan in areas() else "kecamatan tidak diketahui"
    differs = ", ".join(one.differs) or "tidak ada yang berbeda"
    return f"{one.nik} · {one.name} · {where} · peluang {likely(one.probability)} · {differs}"


def _explanation(
    one: ClaimList, found: Sequence[Finding], taken: Taken
) -> Iterator[tuple[str, str]]:
    moment = taken.at.astimezone(ZoneInfo(regency().timezone))
    yield "Daftar", one.title
    yield "Penanggung jawab", skpds()[one.skpd].name
    yield "Temuan", str(len(found))
    yield "Diunduh", f"{moment:%Y-%m-%d %H.%M} {regency().zone}, oleh {taken.by}"
    yield "Tujuan", taken.purpose
    if taken.simulated:
        yield "Data simulasi", "Daftar dan register adalah contoh; tidak ada orang yang dimaksud."
    for place, text in enumerate(EXPLAINED):
        yield "" if place else "Cara membaca", text
    for state, word in STATES.items():
        yield "" if state != "open" else "Status", word


def _head(sheet: Any, title: str) -> Any:
    cell = WriteOnlyCell(sheet, value=title)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E9F1F2")
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


class _Cells:
    """Makes the cells of a sheet. A style made for each cell would take twice as long."""

    def __init__(self, sheet: Any, wrap: bool = False) -> None:
        self.sheet = sheet
        self.text, self.number = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
        for cell, form in ((self.text, TEXT), (self.number, "#,##0")):
            cell.number_format = form
            cell.alignment = Alignment(vertical="top", wrap_text=wrap)

    def of(self, value: str | float | None) -> Any:
        """A cell that holds the value and nothing else; a text stays a text."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            cell = WriteOnlyCell(self.sheet, value=harmless(value))
            cell.data_type = "s"
            cell._style = self.text._style
        else:
            cell = WriteOnlyCell(self.sheet, value=value)
            cell._style = self.number._style
        return cell


def harmless(text: str) -> str:
    """The text without signs that no workbook may hold, and no formula in any spreadsheet."""
    text = UNWRITTEN.sub("", text)
    return f"'{text}" if text.startswith(STARTS) else text
