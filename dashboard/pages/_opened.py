"""Opens the store for a page, as known now or on a past day; a store that is down is said."""

from collections.abc import Callable
from typing import Any

from dash import html

from dashboard import clock, parts, store


def opened(
    contents: Callable[..., html.Div], *asked: str, pada: str, title: str, current: str
) -> html.Div:
    """`contents(db, *asked, today, moment)`; `moment` is None unless the day `pada` is past."""
    moment, past = clock.asked(pada)
    known: Any = moment if past else None
    try:
        with store.reading() as db:
            return contents(db, *asked, clock.today(moment), known)
    except store.StoreUnusable as error:
        return parts.page(title, parts.notice(str(error), "error"), current=current)
