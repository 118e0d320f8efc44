"""Who may open a work list, the one person that is shown, and the forms of a finding.

A form that was sent and not taken comes back with what was typed: `dashboard.forms` leaves it in
`g.typed` and `g.faults` of that one request.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from sqlalchemy import Connection

from connectors import areas, skpds
from dashboard import access, parts, recipients
from dashboard.pages import _writing
from dashboard.parts import Field
from dashboard.recipients import Candidate, ClaimList, Finding, Sealed

HOME = "/bantuan"
NAMES = ("kecamatan", "alasan", "status", "halaman")
HINT = "Tersimpan bersama nama Anda. Tanpa NIK dan nama orang."


def address(code: str, asked: Mapping[str, str], **other: str) -> str:
    """The work list with what is asked of it."""
    given = {name: text for name, text in {**asked, **other}.items() if text}
    return f"{HOME}/{code}/temuan" + (f"?{urlencode(given)}" if given else "")


def refused(db: Connection, one: ClaimList, person: access.Person | None) -> list[Any]:
    """Who may open the list, and how to sign in."""
    who = skpds()[one.skpd].name
    text = (
        f"Yang boleh membuka: petugas {who}, dan petugas yang diberi hak untuk semua SKPD. Daftar "
        "ini memuat temuan tentang orang, dengan NIK tersamar."
    )
    if person is None:
        return asked_in(db, text, f"{HOME}/{one.code}/temuan")
    name = f"{person.name}, Anda masuk sebagai petugas SKPD lain."
    return [html.Div([html.P(name), html.P(text)], className="panel"), leaving(person)]


def asked_in(db: Connection, text: str, onward: str) -> list[Any]:
    """Who may come in, for somebody who has not signed in; afterwards they go on to `onward`."""
    way = dcc.Link("Masuk untuk membuka", href=f"/masuk?{urlencode({'ke': onward})}")
    told = [html.P(text), html.P(["Anda belum masuk. ", way, "."])]
    if not access.persons(db):
        told.append(html.P("Belum ada orang yang diberi tautan; operator menambahkannya."))
    return [html.Div(told, className="panel")]


def leaving(person: access.Person | None) -> Any:
    """Who is signed in, and the way out."""
    return _writing.leaving(person) if person is not None else None


def shown(found: tuple[Finding, Sealed] | None) -> list[Any]:
    """The one person whom this request may see, as the list and the register have them."""
    if found is None:
        return []
    finding, person = found
    reason = recipients.reasons()[finding.reason]
    where = ", ".join(place(code) for code in (finding.kecamatan, finding.desa) if code)
    facts = [
        ("Nama", person.name or "–"),
        ("NIK dalam daftar", person.nik or "kosong"),
        ("Letak dalam daftar", person.place),
        ("Wilayah", where),
        ("Alasan", reason.title),
        ("Yang diketahui", "; ".join(person.differs)),
        ("Langkah", reason.step),
        *((f"Calon, peluang {recipients.likely(one.probability)}", candidate(one))
          for one in person.candidates),
    ]  # fmt: skip
    rows = [html.Div([html.Dt(name), html.Dd(text)]) for name, text in facts if text]
    told: list[Any] = [html.H2(f"Temuan {finding.number}, terbuka satu kali ini"),
                       html.Dl(rows, className="provenance")]  # fmt: skip
    if person.candidates:
        told.append(html.P("Calon bukan jawaban: cocokkan dengan KTP sebelum mengganti NIK."))
    note = "Tercatat: siapa yang melihat, kapan, dan untuk apa. Halaman ini tidak disimpan."
    told.append(html.P(note, className="soft"))
    return [html.Section(told, className="panel looked")]


def candidate(one: Candidate) -> list[Any]:
    """Whom the row may mean, with what differs from it."""
    differs = ", ".join(one.differs) or "tidak ada yang berbeda"
    number = html.Span(one.nik, className="digits")
    return [f"{one.name}, ", number, f", {place(one.kecamatan)} ({differs})"]


def place(code: str) -> str:
    """A kecamatan or desa by name."""
    return areas()[code].name if code in areas() else "–"


def fault(act: str, number: str = "") -> tuple[Mapping[str, str], str]:
    """What was typed into the form of this `act` and finding, and why it was not taken."""
    typed, faults = _writing.sent()
    mine = faults and typed.get("act") == act and number in ("", typed.get("number"))
    return (typed, faults.get("", "")) if mine else ({}, "")


def mark_form(one: ClaimList, each: Finding, asked: Mapping[str, str]) -> Any:
    """What the officer holds of the finding."""
    typed, wrong = fault("mark", str(each.number))
    hint = "Wajib bila register yang keliru. Tanpa NIK dan nama orang."
    room = {"rows": "2", "maxlength": str(recipients.NOTE_MOST)}
    state = typed.get("state", each.state)
    fields = [
        *_hidden("mark", each.number),
        Field("state", "Status", "select", state, options=recipients.STATE_WORDS),
        Field("note", "Catatan", "area", typed.get("note", ""), hint=hint, given=room),
    ]
    return parts.form(address(one.code, asked), fields, "Simpan", wrong)


def look_form(one: ClaimList, each: Finding, asked: Mapping[str, str]) -> Any:
    """The way to see the person once, for a purpose."""
    typed, wrong = fault("look", str(each.number))
    fields = [*_hidden("look", each.number),
              purpose("Untuk apa Anda melihat data ini?", typed)]  # fmt: skip
    return parts.form(address(one.code, asked), fields, "Lihat satu kali", wrong)


def download_form(one: ClaimList, asked: Mapping[str, str]) -> Any:
    """The way to the work list as a workbook, for a purpose."""
    typed, wrong = fault("download")
    fields = [Field("act", kind="hidden", typed="download"),
              purpose("Untuk apa Anda mengunduh daftar ini?", typed)]  # fmt: skip
    return parts.form(address(one.code, asked), fields, "Unduh Excel", wrong)


def purpose(label: str, typed: Mapping[str, str]) -> Field:
    """The field of a purpose."""
    given = {"required": "", "minlength": str(recipients.PURPOSE_LEAST),
             "maxlength": str(recipients.PURPOSE_MOST), "autocomplete": "off"}  # fmt: skip
    return Field("purpose", label, "text", typed.get("purpose", ""), hint=HINT, given=given)


def _hidden(act: str, number: int) -> list[Field]:
    return [Field("act", kind="hidden", typed=act),
            Field("number", kind="hidden", typed=str(number))]  # fmt: skip
