"""What an officer sends from a work list: a mark, a look at a person, a download.

Only an officer of the list's own SKPD, or who may write for every one. A look and a download are
kept before anything is shown or sent. Nothing that is sent here stands in an address: the finding's
number, the purpose and the note are in the form's body.
"""

from collections.abc import Callable, Mapping

from dash import Dash
from flask import Response, g, redirect, request
from werkzeug.wrappers import Response as Answer

from connectors import skpds
from dashboard import access, clock, forms, guard, recipients
from dashboard.recipients import ClaimList, Finding
from dashboard.settings import settings

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIELDS = ("act", "number", "state", "note", "purpose")
DIGITS = 12  # of a finding's number
Typed = Mapping[str, str]


def install(app: Dash) -> None:
    """Add the address that takes them; `access.RIGHTS` says that a person must have signed in."""
    app.server.add_url_rule(
        "/bantuan/<code>/temuan", "work_list", lambda code: sent(app, code), methods=["POST"]
    )


def sent(app: Dash, code: str) -> Answer:
    """Carry out what was sent, or show the same page with what is wrong."""
    one = recipients.claim_lists().get(code)
    if one is None:
        return guard.shown(app, 404)
    if not access.may_write(g.person, {one.skpd}):
        who = skpds()[one.skpd].name
        extent = "dan petugas yang diberi hak untuk semua SKPD"
        return guard.refused(app, f"Yang boleh membuka daftar kerja ini: petugas {who}, {extent}.")
    typed = {name: request.form.get(name, "").strip() for name in FIELDS}
    act = ACTS.get(typed["act"])
    try:
        if act is None:
            raise ValueError("formulir tidak dikenal; muat ulang halamannya")
        return forms.private(act(app, one, typed))
    except ValueError as error:
        told = str(error)
        return forms.again(app, typed, {"": f"{told[:1].upper()}{told[1:]}."}, 422)
    except (recipients.RecipientsUnusable, recipients.KeyLost) as error:
        return forms.again(app, typed, {"": f"{error}."}, 503)


def marked(_app: Dash, one: ClaimList, typed: Typed) -> Answer:
    """Keep what the officer says of a finding, and lead back to where it stands."""
    number, now = _number(typed), clock.now()
    keys = recipients.keys(settings())
    with recipients.writing() as db:
        _own(recipients.finding(db, keys, number), one)
        who = (g.person.number, forms.signature())
        recipients.mark(db, number, typed["state"], typed["note"], *who, now)
    return redirect(f"{request.full_path.rstrip('?')}#temuan-{number}", 303)


def looked(app: Dash, one: ClaimList, typed: Typed) -> Answer:
    """Show one person unmasked, this once; that it was shown is kept first."""
    number, now = _number(typed), clock.now()
    keys = recipients.keys(settings())
    with recipients.writing() as db:
        found = _own(recipients.finding(db, keys, number), one)
        who = (g.person.number, forms.signature())
        person = recipients.look(db, keys, number, *who, typed["purpose"], now)
    g.shown = (found, person)  # the page of this request alone; kept nowhere
    return guard.shown(app, 200)


def downloaded(_app: Dash, one: ClaimList, typed: Typed) -> Answer:
    """The work list as it is filtered, as a workbook; that it is taken is kept first."""
    now, keys = clock.now(), recipients.keys(settings())
    asked = recipients.asked(request.args)
    by = forms.signature()
    with recipients.writing() as db:
        count = recipients.count_findings(db, one.code, **asked)
        if count > recipients.WORKBOOK_MOST:
            raise ValueError(
                f"{count} temuan terlalu banyak untuk satu berkas; persempit pilihannya"
            )
        if not count:
            raise ValueError("tidak ada temuan pada pilihan ini")
        recipients.log_download(db, one.code, count, g.person.number, by, typed["purpose"], now)
    with recipients.reading() as db:
        found = recipients.findings(db, keys, one.code, **asked, limit=count)
        run = recipients.last_runs(db, "ok").get(one.code)
    purpose = " ".join(typed["purpose"].split())
    taken = recipients.Taken(by, purpose, now, run is not None and run.simulated)
    answer = Response(recipients.workbook(one, found, taken), mimetype=EXCEL)
    name = f"temuan-{one.code}-{clock.today(now).isoformat()}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


ACTS: Mapping[str, Callable[[Dash, ClaimList, Typed], Answer]] = {
    "mark": marked,
    "look": looked,
    "download": downloaded,
}


def _number(typed: Typed) -> int:
    """The finding's number. ValueError for what is none."""
    text = typed["number"]
    if not (text.isascii() and text.isdecimal() and len(text) <= DIGITS):
        raise ValueError("temuan tidak dikenal; muat ulang halamannya")
    return int(text)


def _own(found: Finding | None, one: ClaimList) -> Finding:
    """The finding, if it is of this list: its number gives nobody a right to another list's."""
    if found is None or found.list != one.code:
        raise ValueError("temuan ini tidak ada dalam daftar ini; mungkin sudah dihapus")
    return found
