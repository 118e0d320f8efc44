"""The findings of a work list: filters, one page of them, and what was said of each."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from connectors import children, regency
from dashboard import clock, figures, parts, recipients
from dashboard.pages import _work, _writing
from dashboard.recipients import ClaimList, Finding, Mark
from dashboard.settings import settings

SIZE = 25  # findings of a page
SEVERITY = {"gagal": ("worsening", "Gagal"), "periksa": ("below_path", "Periksa"),
            "catatan": ("no_target", "Catatan")}  # fmt: skip
RULE = (
    "NIK dan nama tersamar. Perbaiki barisnya di daftar asal; temuan baru selesai bila verifikasi "
    "berikutnya tidak menemukannya lagi."
)


def opened(one: ClaimList, asked: Mapping[str, str]) -> list[Any]:
    """The work list for who may see it; what cannot be read is said."""
    wanted = recipients.asked(asked)
    try:
        keys = recipients.keys(settings())
        with recipients.reading() as db:
            count = recipients.count_findings(db, one.code, **wanted)
            page = min(_page(asked), max(-(-count // SIZE), 1))
            start = (page - 1) * SIZE
            found = recipients.findings(db, keys, one.code, **wanted, offset=start, limit=SIZE)
            said = {each.number: recipients.marks(db, each.number) for each in found
                    if each.state_at is not None}  # fmt: skip
            run = recipients.last_runs(db, "ok").get(one.code)
    except recipients.NeverVerified as error:
        return [parts.empty(f"{error}.")]
    except (recipients.RecipientsUnusable, recipients.KeyLost) as error:
        return [parts.notice(f"{error}.", "error")]
    asked = {**asked, "halaman": str(page) if page > 1 else ""}
    simulated = parts.simulated(run is not None and run.simulated)
    return [
        html.P([f"{RULE} ", simulated], className="lead"),
        *_stray({str(each.number) for each in found}),
        parts.filters(_choices(asked), "work", stays={"halaman": ""}),
        _download(one, asked, count),
        html.P(parts.counted(_told(count, page)), className="soft"),
        html.Ol([_item(one, each, said.get(each.number, []), asked) for each in found],
                className="attention work")
        if found else parts.empty("Tidak ada temuan pada pilihan ini."),
        _paging(one, asked, page, count),
    ]  # fmt: skip


def _page(asked: Mapping[str, str]) -> int:
    text = asked.get("halaman", "")
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


def _told(count: int, page: int) -> str:
    if not count:
        return "0 temuan"
    first = (page - 1) * SIZE + 1
    last = figures.number(min(page * SIZE, count))
    return f"Temuan {figures.number(first)} sampai {last} dari {figures.number(count)}"


def _choices(asked: Mapping[str, str]) -> list[parts.Choice]:
    """The filters; each opens the page anew, from its first page."""
    wanted = recipients.asked(asked)
    places = {area.code: area.name for area in children(regency().code)}
    reasons = {code: one.title for code, one in recipients.reasons().items()}
    groups = {code: SEVERITY[one.severity][1] for code, one in recipients.reasons().items()}
    ordered = sorted(reasons, key=lambda code: list(SEVERITY.values()).index(
        SEVERITY[recipients.reasons()[code].severity]))  # fmt: skip
    states = {**recipients.STATE_WORDS, recipients.CLOSED: "Selesai: tidak ditemukan lagi"}
    state = recipients.CLOSED if wanted["closed"] else wanted["state"]
    return [
        parts.Choice("kecamatan", "Kecamatan", places, wanted["kecamatan"], asks=True),
        parts.Choice("alasan", "Alasan", {code: reasons[code] for code in ordered},
                     wanted["reason"], asks=True, groups=groups),
        parts.Choice("status", "Status", states, state, "Semua yang belum selesai", asks=True),
    ]  # fmt: skip


def _stray(shown: set[str]) -> list[Any]:
    """Why a form was not taken whose finding is not on this page any more."""
    typed, faults = _writing.sent()
    if not faults or typed.get("act") == "download" or typed.get("number") in shown:
        return []
    note = html.Blockquote(typed.get("note", ""), className="note quote")
    return [parts.notice(faults.get("", ""), "error"), note if typed.get("note") else None]


def _download(one: ClaimList, asked: Mapping[str, str], count: int) -> Any:
    if not count:
        return None
    wrong = _work.fault("download")[1]
    told = f"Unduh {figures.number(count)} temuan sebagai Excel"
    made = parts.folded(told, html.Div(_work.download_form(one, asked)))
    return _open(made) if wrong else made


def _item(one: ClaimList, each: Finding, said: Sequence[Mark], asked: Mapping[str, str]) -> html.Li:
    """One finding: what is wrong with which row, what to do, and what was said of it."""
    reason = recipients.reasons()[each.reason]
    person = each.masked
    where = " · ".join(_work.place(code) for code in (each.kecamatan, each.desa) if code)
    paid = figures.day(each.paid) if each.paid else "tanpa tanggal"
    amount = figures.quantity(each.amount, "Rp") if each.amount else ""
    word = recipients.STATE_WORDS[each.state]
    if each.closed_at is not None:
        word = f"Selesai {figures.day(clock.today(each.closed_at))}"
    told: list[Any] = [
        html.P([html.Strong(reason.title), " ", html.Span("; ".join(person.differs))]),
        html.P([html.Span(person.nik or "NIK kosong", className="digits"), " · ", person.name]),
        html.P(person.place, className="soft"),
        html.P(["Langkah: ", reason.step, f" ({recipients.office(reason, one.skpd)})"]),
    ]
    if person.candidates:
        told.append(_candidates(each))
    if said:
        told.append(parts.folded(f"{len(said)} tanda petugas", parts.trail_list(_trail(said))))
    if each.closed_at is None:
        told += [_forms(one, each, asked)]
    facts = [word, where, paid, amount]
    return html.Li(
        [
            parts.state_label(*SEVERITY[reason.severity]),
            html.Div(told, className="what"),
            html.Div([html.Span(text) for text in facts if text], className="who"),
        ],
        id=f"temuan-{each.number}",
    )


def _candidates(each: Finding) -> html.Ul:
    """Whom the row may mean, masked."""
    rows = [
        html.Li([f"Mungkin, peluang {recipients.likely(one.probability)}: ", *_work.candidate(one)])
        for one in each.masked.candidates
    ]
    return html.Ul(rows, className="candidates soft")


def _forms(one: ClaimList, each: Finding, asked: Mapping[str, str]) -> html.Div:
    number = str(each.number)
    made = []
    for act, title, form in (("mark", "Tandai", _work.mark_form),
                             ("look", "Lihat data orangnya", _work.look_form)):  # fmt: skip
        fold = html.Details([html.Summary(title), html.Div(form(one, each, asked))])
        made.append(_open(fold) if _work.fault(act, number)[1] else fold)
    return html.Div(made, className="acts no-print")


def _open(fold: Any) -> Any:
    """A fold that stands open: what went wrong in it must be seen."""
    fold.open = True
    return fold


def _trail(said: Sequence[Mark]) -> list[parts.TrailEntry]:
    return [
        parts.TrailEntry(
            recipients.STATE_WORDS[each.state],
            (),
            each.note,
            figures.clock(clock.local(each.at), regency().zone),
            each.by,
            spoken=each.person == 0,
        )
        for each in reversed(said)
    ]


def _paging(one: ClaimList, asked: Mapping[str, str], page: int, count: int) -> Any:
    """The ways to the page before and the page after."""
    ways = [("← Sebelumnya", page - 1)] if page > 1 else []
    ways += [("Berikutnya →", page + 1)] if page * SIZE < count else []
    steps = [(told, _work.address(one.code, asked, halaman=str(to))) for told, to in ways]
    return parts.paging(steps, "Halaman daftar kerja")
