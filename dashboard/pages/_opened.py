"""Opens the store for a page, as known now or on a past day; what fails is said, and only that."""

import logging
from collections.abc import Callable
from typing import Any

from dash import html
from sqlalchemy.exc import SQLAlchemyError

from dashboard import clock, parts, recipients, store

log = logging.getLogger(__name__)


def opened(
    contents: Callable[..., html.Div], *asked: Any, pada: str, title: str, current: str
) -> html.Div:
    """`contents(db, *asked, today, moment)`; `moment` is None unless the day `pada` is past."""
    moment, past = clock.asked(pada)
    known: Any = moment if past else None
    try:
        with store.reading() as db:
            return contents(db, *asked, clock.today(moment), known)
    except (store.StoreUnusable, recipients.RecipientsUnusable) as error:
        return parts.page(title, parts.notice(str(error), "error"), current=current)


def part(title: str, make: Callable[[], Any], *, aside: str = "", ident: str = "") -> html.Section:
    """A part of a page under its own heading: what `make()` gives, one component or a list.

    A part that fails says so in its place and the others stand; the fault is in the log. A store
    that fails is no fault of one part: that goes on to `opened`.
    """
    made: Any
    try:
        made = make()
    except (store.StoreUnusable, SQLAlchemyError):
        raise
    except Exception:  # the one edge where a part of a page is caught
        log.exception("bagian %r gagal disusun", title)
        made = parts.notice(
            "Bagian ini gagal disusun; bagian lain tetap benar. Kesalahannya tercatat dalam log "
            "dasbor: sampaikan kepada operator Kominfo.",
            "error",
        )
    children = made if isinstance(made, list) else [made]
    return parts.section(title, *children, aside=aside, ident=ident)
