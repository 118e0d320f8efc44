"""The weekly printed snapshot: drawn from the store, set by Typst, the same to the byte, and read
back before anybody gets it."""

import re
from datetime import datetime

from sqlalchemy import Connection

from connectors import regency
from dashboard.brief._contents import Asked, Contents, dumped, laid_out, loaded, weekly
from dashboard.brief._fitted import fitted
from dashboard.brief._previews import previews
from dashboard.brief._read_back import faults
from dashboard.brief._typeset import CannotTypeset, typeset
from dashboard.brief._visit import AREA, OFFICE, is_scope, visit
from dashboard.brief._weeks import Week, week_named, week_of
from dashboard.brief._workbook import workbook

__all__ = [
    "AREA",
    "OFFICE",
    "WHOLE",
    "Asked",
    "CannotTypeset",
    "Contents",
    "Week",
    "contents",
    "dumped",
    "faults",
    "file_name",
    "fitted",
    "is_scope",
    "laid_out",
    "loaded",
    "previews",
    "typeset",
    "week_named",
    "week_of",
    "workbook",
]

WHOLE = "kabupaten"  # stands in the addresses of files for the brief of the regency


def file_name(week: str, scope: str, kind: str) -> str:
    """What a file of a brief is called outside: laporan-bojonegoro-2026-W47.pdf."""
    place = re.sub(r"[^a-z0-9]+", "-", regency().name.lower())
    place = re.sub(r"^(kabupaten|kota)-", "", place).strip("-")
    part = re.sub(r"[^A-Za-z0-9.-]+", "-", scope)
    return "-".join(filter(None, ("laporan", place, week, part))) + f".{kind}"


def contents(db: Connection, asked: Asked, moment: datetime) -> Contents:
    """What the brief that is asked for says, as known at `moment`."""
    return visit(db, asked, moment) if asked.scope else weekly(db, asked, moment)
