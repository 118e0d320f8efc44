"""The form of a follow-up for who may write it; for others, who that is and how to sign in.

It depends on who asks, so nothing of it is kept. A form that was sent and not taken comes back with
what was typed: `dashboard.forms` leaves it in `g.typed` and `g.faults` of that one request.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from flask import g, has_request_context

import connectors
from connectors import answering, skpds
from dashboard import access, parts
from dashboard.board import Line, drafts, followups
from dashboard.board.followups import FollowUp, Key
from dashboard.parts import Field


def writing(
    one: FollowUp | None, line: Line | None, key: Key, person: access.Person | None, today: date
) -> Any:
    """The form for who may write; for others, who that is and how to sign in."""
    entry = connectors.indicator(key[0])
    who = {answering(entry), key[2]} - {""}
    names = " dan ".join(sorted(skpds()[code].name for code in who))
    if not (one and one.open) and not followups.may_begin(line):
        closed = "Tindak lanjut ini sudah ditutup oleh data." if one else ""
        none = parts.empty(
            f"{closed} Tidak ada yang perlu ditulis: indikator ini tidak keluar jalur."
        )
        return [none, *refused(*sent())]
    if person is None:
        back = urlencode({"ke": followups.address_of(*key)})
        way = dcc.Link("Masuk untuk menulis", href=f"/masuk?{back}", className="strong")
        told = f"Yang boleh menulis: petugas {names}, dan petugas yang diberi hak untuk semua SKPD."
        return html.Div([html.P(told), html.P(way)], className="panel no-print")
    if not access.may_write(person, who):
        told = (
            f"{person.name}, indikator ini dijawab {names}; Anda menulis untuk SKPD Anda sendiri."
        )
        return html.P(told, className="panel no-print")
    typed, faults = sent()
    return html.Div([_form(one, key, typed or drafts.blank(one), faults, today), leaving(person)])


def refused(typed: Mapping[str, str], faults: Mapping[str, str]) -> list[Any]:
    """What was sent when there was no form any more: the data came in between."""
    if not faults:
        return []
    note = html.Blockquote(typed["note"], className="note quote")
    return [parts.notice(faults.get("", ""), "error"), note]


def sent() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What was typed into the form that this request sent and that was not taken, and the sentence
    of each fault; both empty otherwise."""
    if not has_request_context():
        return {}, {}
    return g.get("typed", {}), g.get("faults", {})


def _form(
    one: FollowUp | None, key: Key, typed: Mapping[str, str], faults: Mapping[str, str], today: date
) -> Any:
    def made(name: str, label: str, kind: str, hint: str = "", **given: str) -> Field:
        return Field(name, label, kind, typed[name], faults.get(name, ""), hint, given)

    begun = one is not None and one.open
    first = today if not (one and begun) else min(today, one.due)
    fields = [
        made("owner", "Siapa yang mengerjakan", "text", required="", maxlength="120",
             autocomplete="off"),
        made("due", "Tenggat", "date", required="", min=first.isoformat()),
        made("progress", "Kemajuan (%)", "number", required="", min="0", max="100", step="1"),
        made("note", "Catatan", "area", "Apa yang dikerjakan, apa hambatannya. Tanpa data pribadi.",
             maxlength="1000", rows="4"),
        made("done", "Nyatakan selesai", "check", "Baru ditutup bila data berikutnya pulih."),
    ]  # fmt: skip
    send = "Simpan" if begun else "Mulai tindak lanjut"
    return parts.form(followups.address_of(*key), fields, send, faults.get("", ""), "follow")


def leaving(person: access.Person) -> html.Div:
    """Who is signed in, and the way out."""
    office = skpds()[person.skpd].short if person.skpd in skpds() else person.skpd
    out = parts.form("/keluar", [], "Keluar", kind="quietly")
    return html.Div([html.P(f"Masuk sebagai {person.name} ({office}).", className="soft"), out],
                    className="signed no-print")  # fmt: skip
