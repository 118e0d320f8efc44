"""Reads agencies: frames out. Knows no dashboard.

One source = one pair `<code>.py` + `<code>.toml`, or a `.toml` alone; `ls` is the list of sources.
"""

from connectors._check import check, first_days
from connectors._contract import (
    COLUMNS,
    FRAME,
    INTERVALS,
    KEY,
    Indicator,
    Source,
    SourceChanged,
    SourceUnreachable,
)
from connectors._engines import connected
from connectors._facts import (
    areas,
    children,
    indicator,
    indicators,
    programmes,
    regency,
    skpds,
    source_of,
    source_of_indicator,
    sources,
    urusan,
    urusan_of,
)
from connectors._places import coded, located, skpd_named, upwards
from connectors._pull import address_of, fetcher, origin, published, pull
from connectors._records import Area, Class, Plan, Programme, Regency, Skpd

__all__ = [
    "COLUMNS",
    "FRAME",
    "INTERVALS",
    "KEY",
    "Area",
    "Class",
    "Indicator",
    "Plan",
    "Programme",
    "Regency",
    "Skpd",
    "Source",
    "SourceChanged",
    "SourceUnreachable",
    "address_of",
    "areas",
    "check",
    "children",
    "coded",
    "connected",
    "fetcher",
    "first_days",
    "indicator",
    "indicators",
    "located",
    "origin",
    "programmes",
    "published",
    "pull",
    "regency",
    "skpd_named",
    "skpds",
    "source_of",
    "source_of_indicator",
    "sources",
    "upwards",
    "urusan",
    "urusan_of",
]
