"""The weekly printed snapshot: drawn from the store, set by Typst, the same to the byte, and read
back before anybody gets it."""

from datetime import datetime

from sqlalchemy import Connection

from dashboard.brief._contents import Asked, Contents, dumped, loaded, weekly
from dashboard.brief._fitted import fitted
from dashboard.brief._read_back import faults
from dashboard.brief._typeset import CannotTypeset, previews, typeset
from dashboard.brief._visit import AREA, OFFICE, visit
from dashboard.brief._weeks import Week, week_named, week_of
from dashboard.brief._workbook import workbook

__all__ = [
    "AREA",
    "OFFICE",
    "Asked",
    "CannotTypeset",
    "Contents",
    "Week",
    "contents",
    "dumped",
    "faults",
    "file_name",
    "fitted",
    "loaded",
    "previews",
    "typeset",
    "week_named",
    "week_of",
    "workbook",
]


def file_name(week: str, scope: str) -> str:
    """What the files of a brief are called, without their ending."""
    return "-".join(text for text in ("laporan-bojonegoro", week, scope) if text)


def contents(db: Connection, asked: Asked, moment: datetime) -> Contents:
    """What the brief that is asked for says, as known at `moment`."""
    return visit(db, asked, moment) if asked.scope else weekly(db, asked, moment)
