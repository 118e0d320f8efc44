"""Signing in: for officers who write follow-ups; reading needs none."""

from datetime import date, datetime
from typing import Any

from dash import html, register_page
from sqlalchemy import Connection

from connectors import regency
from dashboard import access, parts
from dashboard.pages import _writing
from dashboard.pages._opened import opened
from dashboard.parts import Field

TITLE = "Masuk"
register_page(__name__, path="/masuk", name=TITLE, title=f"{TITLE} · {regency().product}",
              order=0)  # fmt: skip


def layout(ke: str = "", pada: str = "", **_query: str) -> html.Div:
    """The page; afterwards the person goes on to the address `ke`."""
    return opened(contents, ke, pada=pada, title=TITLE, current="")


def contents(db: Connection, onward: str, _today: date, moment: datetime | None) -> html.Div:
    """The form, or who is signed in. The key comes behind a # in the person's link, which browsers
    send to nobody; `assets/masuk.js` puts it into the field."""
    person = access.current(db)
    fault = _writing.sent()[1].get("", "")
    told: list[Any] = [
        html.P(
            "Membaca tidak perlu masuk. Masuk hanya untuk petugas yang menulis tindak lanjut "
            "atau memperbaiki daftar penerima."
        )
    ]
    if not access.persons(db):
        told.append(parts.empty("Belum ada orang yang diberi tautan; operator menambahkannya."))
    if person is not None:
        told.append(_writing.leaving(person))
    else:
        key = Field("kunci", "Kunci dari tautan pribadi Anda", "secret",
                    hint="Buka tautan dari operator Kominfo, atau tempelkan kuncinya di sini.",
                    given={"required": "", "autocomplete": "off", "maxlength": "200"})  # fmt: skip
        given = parts.form(
            "/masuk", [key, Field("ke", kind="hidden", typed=onward)], "Masuk", fault
        )
        told.append(given)
        told.append(
            html.P(
                f"Anda belum masuk. Sesi berlaku {access.DAYS} hari di perangkat ini. Belum punya "
                "tautan, atau tautannya hilang? Minta operator Kominfo membuatkan yang baru.",
                className="soft",
            )
        )
    return parts.page(TITLE, *told, moment=moment)
