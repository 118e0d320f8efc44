"""Reads agencies: frames out. Knows no dashboard.

One source = one pair `<code>.py` + `<code>.toml`, or a `.toml` alone; `ls` is the list of sources.
"""

import pandas as pd

from connectors._address import address_of, is_set
from connectors._check import check, first_days
from connectors._contract import (
    COLUMNS,
    FRAME,
    INTERVALS,
    KEY,
    PEOPLE,
    Indicator,
    Source,
    SourceChanged,
    SourceUnreachable,
)
from connectors._declared import (
    answering,
    broken,
    indicator,
    indicators,
    source_of,
    source_of_indicator,
    sources,
    urusan_of,
)
from connectors._doctor import doctor
from connectors._engines import connected
from connectors._facts import (
    areas,
    children,
    document,
    documents,
    programmes,
    regency,
    skpds,
    urusan,
)
from connectors._faults import explained
from connectors._grants import grants
from connectors._people import people
from connectors._places import coded, located, skpd_named, upwards
from connectors._pull import fetcher, origin, published, pull
from connectors._reach import Step
from connectors._read import pieces, rows_of
from connectors._records import (
    Area,
    Class,
    Document,
    Goal,
    Mission,
    Plan,
    Programme,
    Regency,
    Skpd,
)
from connectors._rights import writable
from connectors._since import asked_since

# Splink brings pyarrow, and pandas would then keep texts in it: an empty column, which may be one
# of numbers as well as of texts, would refuse what numbers take. So texts stay as they were.
pd.set_option("mode.string_storage", "python")

__all__ = [
    "COLUMNS",
    "FRAME",
    "INTERVALS",
    "KEY",
    "PEOPLE",
    "Area",
    "Class",
    "Document",
    "Goal",
    "Indicator",
    "Mission",
    "Plan",
    "Programme",
    "Regency",
    "Skpd",
    "Source",
    "SourceChanged",
    "SourceUnreachable",
    "Step",
    "address_of",
    "answering",
    "areas",
    "asked_since",
    "broken",
    "check",
    "children",
    "coded",
    "connected",
    "doctor",
    "document",
    "documents",
    "explained",
    "fetcher",
    "first_days",
    "grants",
    "indicator",
    "indicators",
    "is_set",
    "located",
    "origin",
    "people",
    "pieces",
    "programmes",
    "published",
    "pull",
    "regency",
    "rows_of",
    "skpd_named",
    "skpds",
    "source_of",
    "source_of_indicator",
    "sources",
    "upwards",
    "urusan",
    "urusan_of",
    "writable",
]
