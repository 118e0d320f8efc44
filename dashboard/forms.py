"""What persons send: the follow-up of a red light, signing in, signing out.

What is taken leads on to a page (303), so that loading it anew sends nothing twice. What is not
taken comes back as the same page with what was typed.
"""

import logging
import time
from datetime import date

from dash import Dash
from flask import Response, g, redirect, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

import connectors
from connectors import answering, regency, skpds
from dashboard import access, clock, guard, store
from dashboard.board import board, drafts, followups
from dashboard.board.drafts import Draft
from dashboard.board.followups import FollowUp, Key

log = logging.getLogger(__name__)

HOME = "/tindak-lanjut"
ONWARD = (f"{HOME}/", "/bantuan/", "/sumber-data/")  # where signing in may lead
WAIT = "Terlalu banyak kunci yang salah dari alamat ini. Coba lagi sepuluh menit lagi."
WRONG = "Kunci ini tidak dikenal atau sudah dicabut. Periksa apakah tersalin utuh."


def install(app: Dash) -> None:
    """Add the addresses that take a form; `access.RIGHTS` says who may send it."""
    attempts = access.Attempts()
    rule = app.server.add_url_rule
    rule("/masuk", "sign_in", lambda: sign_in(app, attempts), methods=["POST"])
    rule("/keluar", "sign_out", sign_out, methods=["POST"])
    rule(f"{HOME}/<code>", "follow_up", lambda code: follow_up(app, code), methods=["POST"])


def sign_in(app: Dash, attempts: access.Attempts) -> Answer:
    """Exchange a key for a session."""
    here, now = request.remote_addr or "", time.monotonic()
    if attempts.too_many(here, now):
        return again(app, {}, {"": WAIT}, 429)
    try:
        with store.reading() as db:
            person = access.entering(db, request.form.get("kunci", "").strip())
        sealed = access.seal(person) if person else ""
    except (store.StoreUnusable, access.Unkeyed) as error:
        return again(app, {}, {"": str(error)}, 503)
    if not sealed:
        attempts.fail(here, now)
        log.warning("masuk gagal dari %s", here)
        return again(app, {}, {"": WRONG}, 403)
    onward = request.form.get("ke", "")
    answer = redirect(onward if onward.startswith(ONWARD) else HOME, 303)
    answer.set_cookie(
        access.COOKIE,
        sealed,
        max_age=access.DAYS * 24 * 3600,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )
    return private(answer)


def sign_out() -> Answer:
    """End the session on this device."""
    answer = redirect("/masuk", 303)
    answer.delete_cookie(access.COOKIE, httponly=True, samesite="Strict", secure=request.is_secure)
    return private(answer)


def follow_up(app: Dash, code: str) -> Answer:
    """Add an entry to the follow-up of an indicator, begun or not."""
    area, skpd = request.args.get("wilayah") or regency().code, request.args.get("skpd", "")
    known = code in connectors.indicators() and area in connectors.areas()
    if not known or (skpd and skpd not in skpds()):
        return guard.shown(app, 404)
    key = code, area, skpd
    entry = connectors.indicator(code)
    if not access.may_write(g.person, {answering(entry), skpd} - {""}):
        who = skpds()[answering(entry)].name
        extent = "dan petugas yang diberi hak untuk semua SKPD"
        return guard.refused(app, f"Yang boleh menulis di sini: petugas {who}, {extent}.")
    typed = drafts.typed(request.form)
    now = clock.now()
    try:
        with store.reading() as db:
            before, red = state(db, key, clock.today(now))
        draft, faults = drafts.checked(typed, clock.today(now), before if red else None)
        if not red:
            faults[""] = "Belum tersimpan: data sudah pulih, tidak ada yang perlu ditulis lagi."
        if faults or draft is None:
            faults.setdefault("", "Belum tersimpan. Betulkan isian yang bertanda, lalu kirim lagi.")
            return again(app, typed, faults, 422)
        with store.writing() as db:
            store.add_followup(db, written(key, draft))
    except store.StoreUnusable as error:
        return again(app, typed, {"": f"Belum tersimpan. {error}"}, 503)
    return private(redirect(f"{followups.address_of(*key)}#jejak", 303))


def state(db: Connection, key: Key, today: date) -> tuple[FollowUp | None, bool]:
    """The follow-up so far, and whether there is something to follow up."""
    code, area, skpd = key
    one = followups.followups(db, today, None).get(key)
    lines = board(db, area, today, None, (code,), skpd)
    return one, bool(one and one.open) or followups.may_begin(lines[0] if lines else None)


def written(key: Key, draft: Draft) -> store.FollowUpEntry:
    """The entry as the store keeps it."""
    return store.FollowUpEntry(
        *key,
        at=clock.now(),
        person=g.person.number,
        by=signature(),
        owner=draft.owner,
        due=draft.due,
        progress=100 if draft.done else draft.progress,
        note=draft.note,
        claim="done" if draft.done else "",
    )


def signature() -> str:
    """Who sent the form, by name and office, as it is kept beside what they did."""
    office = skpds()[g.person.skpd].short if g.person.skpd in skpds() else g.person.skpd
    return f"{g.person.name}, {office}"


def again(app: Dash, typed: dict[str, str], faults: dict[str, str], status: int) -> Response:
    """The same page with what was typed, and what is wrong with it."""
    g.typed, g.faults = typed, faults
    return guard.shown(app, status)


def private(answer: Answer) -> Answer:
    """An answer for one person."""
    g.personal = True
    return answer
