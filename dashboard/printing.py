"""Makes one brief: freezes what was known, sets the paper, reads it back, and keeps both.

Everything of a brief is kept in one transaction: after a crash a week is closed with its paper, or
not at all.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard import brief, store
from dashboard.brief import Asked, Contents
from dashboard.settings import Settings
from dashboard.store import Brief


@dataclass(frozen=True)
class Made:
    """One brief that was made, or why it was not."""

    week: str
    scope: str
    final: bool
    error: str = ""
    pdf: bytes = b""
    again: str = ""  # of one closed before: how what was made again compares with what was kept


def drafted(settings: Settings, asked: Asked, now: datetime) -> Made:
    """Make a brief of what is known now, and keep it for whoever checks its paper."""
    return _kept(settings, asked, now, now)


def closed(settings: Settings, asked: Asked, now: datetime) -> Made:
    """Close one week that is over: what was known at its end, whenever that is done."""
    return _kept(settings, asked, asked.week.end, now)


def _kept(settings: Settings, asked: Asked, moment: datetime, now: datetime) -> Made:
    """Make one brief and keep it, with its paper or with why it has none."""
    with store.reading(settings.store_url) as db:
        known = store.brief(db, asked.week.name, asked.scope)
        if known is not None and known.final:  # closed without a paper: what it says stays
            frozen = brief.loaded(store.brief_contents(db, known.id))
            contents = brief.laid_out(frozen, asked)
        else:
            contents = brief.contents(db, asked, moment)
    made, files = Made(asked.week.name, asked.scope, asked.final), dict[str, bytes]()
    try:
        contents, pdf = brief.fitted(contents, asked)
        if told := brief.faults(pdf, contents):
            made = replace(made, error="; ".join(told).replace("\0", "□"))
        else:
            made, files = replace(made, pdf=pdf), _files(contents, pdf)
    except brief.CannotTypeset as error:
        made = replace(made, error=str(error))
    _keep(settings, asked, contents, made, files, now)
    return made


def _files(contents: Contents, pdf: bytes) -> dict[str, bytes]:
    pages = {f"png-{n}": page for n, page in enumerate(brief.previews(pdf), 1)}
    return {"pdf": pdf, "xlsx": brief.workbook(contents), **pages}


def _keep(
    settings: Settings,
    asked: Asked,
    contents: Contents,
    made: Made,
    files: dict[str, bytes],
    now: datetime,
) -> None:
    with store.writing(settings.store_url) as db:
        number = store.freeze(
            db, asked.week.name, asked.scope, asked.final,
            datetime.fromisoformat(contents["until"]), brief.dumped(contents),
            contents["paper"]["code"], now,
        )  # fmt: skip
        if number is None:  # another host was faster
            return
        if made.error:
            store.not_made(db, number, made.error)
        else:
            store.made(db, number, hashlib.sha256(made.pdf).hexdigest(), files, now)


def again(settings: Settings, one: Brief) -> Made:
    """Make the paper of a closed week again from its frozen contents and layout; where Typst itself
    has changed since, the paper that was handed out is what counts."""
    with store.reading(settings.store_url) as db:
        contents = brief.loaded(store.brief_contents(db, one.id))
        kept = store.brief_file(db, one.id, "pdf") or b""
    try:
        pdf = brief.typeset(contents)
    except brief.CannotTypeset:  # a Typst of later years may refuse what that of today takes
        pdf = b""
    same = hashlib.sha256(pdf).hexdigest() == one.sha256
    told = "sama sampai ke bita dengan yang diterbitkan"
    if not same:
        told = "penata huruf sudah berubah sejak diterbitkan; yang diberikan ialah kertas aslinya"
    return Made(one.week, one.scope, one.final, pdf=pdf if same else kept, again=told)
