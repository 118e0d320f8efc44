"""What every connector promises: the words, the shape of a frame, the two ways to fail.

A frame holds one row an observation. A connector gives `indicator, area, period, value`; the other
columns only where they matter, `check()` fills them in.

    indicator    code declared in the source's .toml
    area         Kemendagri code: 35.22, 35.22.15, 35.22.15.2001
    skpd         code of the agency that the number is about; "" for the area as a whole
    period       first day of the period, at the indicator's frequency
    kind         actual, target, or alternative (what else was published for the same point)
    reference    the plan of a target, the publication of an alternative; "" for an actual
    value        number, in the indicator's unit
    upper        other end of a range target; empty when the target is one number
    status       SDMX OBS_STATUS letter
    publication  where the value was published (address or citation), when it was
    note         what a reader must know about this one value
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Literal, get_args

COLUMNS = ["indicator", "area", "period", "value"]
KEY = ["indicator", "area", "skpd", "period", "kind", "reference"]
DEFAULTS: Mapping[str, str | float] = MappingProxyType(
    {
        "skpd": "",
        "kind": "actual",
        "reference": "",
        "upper": float("nan"),
        "status": "A",
        "publication": "",
        "note": "",
    }
)
FRAME = [*KEY, "value", "upper", "status", "publication", "note"]

Frequency = Literal["day", "week", "month", "quarter", "semester", "year"]
Better = Literal["higher", "lower", "range", "none"]
Dbms = Literal["mssql", "postgresql", "oracle", "mysql", "files", "service"]
Interval = Literal["hourly", "daily", "weekly", "monthly"]
Safeguard = Literal["writes", "tls"]  # an account that can write; a line that is not verified

INTERVALS: Mapping[str, timedelta] = MappingProxyType(
    {
        "hourly": timedelta(hours=1),
        "daily": timedelta(days=1),
        "weekly": timedelta(days=7),
        "monthly": timedelta(days=28),
    }
)
KINDS = ("actual", "target", "alternative")
# SDMX CL_OBS_STATUS 2.2: A normal, P provisional, E estimated or derived, F forecast, U low
# reliability, B break in series, M missing (here: withdrawn by the agency).
# Units that count people, and how many one of them is. Households and cases are no people.
PEOPLE: Mapping[str, float] = MappingProxyType(
    {"ribu jiwa": 1e3}
    | dict.fromkeys(("jiwa", "orang", "anak", "balita", "murid", "mahasiswa", "petani"), 1.0)
)
STATUSES = ("A", "P", "E", "F", "U", "B", "M")


class SourceUnreachable(Exception):
    """The source cannot be reached, or does not answer in time: try again later."""


class SourceChanged(Exception):
    """The source answers, but not what was agreed: a person must look."""


@dataclass(frozen=True)
class Indicator:
    """One indicator, as its source's .toml declares it (fields of MS-Ind, Peraturan BPS 5/2020)."""

    code: str
    title: str
    unit: str
    frequency: Frequency
    better: Better
    range: tuple[float, float]
    source_code: str = ""
    decimals: int = 0
    short: str = ""  # a title for narrow places; empty: the title itself
    concept: str = ""
    definition: str = ""
    formula: str = ""
    note: str = ""
    skpd: str = ""  # code of the SKPD that answers for it; empty: the source's owner
    urusan: str = ""  # code of the government affair; empty: that of its SKPD
    theme: str = ""
    mission: int = 0  # number of the RPJMD mission; 0: none
    programme: str = ""  # code of the priority programme; empty: none
    people: str = ""  # code of the indicator that counts the people it affects; empty: not known
    headline: int = 0  # place among the overview's cards; 0: not there
    lag_days: int = 400  # promised days from the end of a period to its publication
    survey_month: int = 0  # a yearly survey's month (Susenas 3, Sakernas 8); 0: the whole year
    resets: Literal["", "year"] = ""  # "year": adds up from January, starts anew each year
    out_of: str = ""  # of a rate or a mean: the indicator that counts the cases it rests on
    snapshot: bool = False  # the source knows only its newest period; earlier ones stay

    def __post_init__(self) -> None:
        one_of(self.code, "frequency", self.frequency, Frequency)
        one_of(self.code, "better", self.better, Better)
        one_of(self.code, "resets", self.resets, Literal["", "year"])
        if not self.range[0] < self.range[1]:
            raise ValueError(f"{self.code}: range {self.range} harus dari kecil ke besar")


@dataclass(frozen=True)
class Source:
    """One system of one SKPD, as its .toml declares it."""

    code: str
    title: str
    owner: str  # code of the SKPD that keeps the system (walidata, produsen data)
    system: str
    dbms: Dbms
    refresh: Interval
    rows_min: int
    indicators: tuple[Indicator, ...]
    database: str = ""  # the environment variable that holds the address, never the address
    files: str = ""  # file beside the .toml that carries published figures
    yearly: bool = False  # one database a fiscal year, its address holds {year}
    first_year: int = 0  # above 0: the first year it speaks of; earlier ones are another source's
    last_year: int = 0  # above 0: the last; what came after is another source's
    applications: int = 1  # how many of the regency's registered applications it reads
    contact: str = ""  # whom to call when it fails: a desk or a role, with its number
    limit_s: int = 60  # most seconds for one refresh
    look_back_days: int = 0  # how far back what was read may still change; 0: ask for all, always
    forgets: bool = False  # it throws old rows away: what it no longer gives is not asked for again
    borrows: tuple[str, ...] = ()  # indicators of other sources that this one also speaks of
    query: tuple[str, ...] = ()  # a source without a .py: the SQL itself
    layout: Mapping[str, Any] = field(default_factory=dict)  # a file: how its sheets are laid out
    service: Mapping[str, Any] = field(default_factory=dict)  # a web service: what to ask it
    columns: Mapping[str, str] = field(default_factory=dict)  # our column -> theirs
    values: Mapping[str, Any] = field(default_factory=dict)  # indicator -> their column, or how
    known: Mapping[str, Any] = field(default_factory=dict)  # their column -> all it may say
    combine: str = ""  # many rows a point (long tables): how they make one value
    waived: Mapping[str, Any] = field(default_factory=dict)  # a safeguard -> who let it be, when
    ignored: Mapping[str, str] = field(default_factory=dict)  # code left out -> why
    facts: Mapping[str, Any] = field(default_factory=dict)  # what differs from office to office

    def __post_init__(self) -> None:
        one_of(self.code, "dbms", self.dbms, Dbms)
        one_of(self.code, "refresh", self.refresh, Interval)
        if bool(self.database) == bool(self.files):
            raise ValueError(f"{self.code}: isi salah satu dari `database` dan `files`")
        if self.yearly and not self.first_year:
            raise ValueError(f"{self.code}: `yearly` memerlukan `first_year`")
        if self.last_year and self.last_year < self.first_year:
            raise ValueError(f"{self.code}: `last_year` mendahului `first_year`")
        for safeguard, waiver in self.waived.items():
            one_of(self.code, "waived", safeguard, Safeguard)
            if set(waiver) != {"by", "on", "why"} or not isinstance(waiver["on"], date):
                raise ValueError(
                    f"{self.code}: waived.{safeguard} harus memuat `by` (nama dan jabatan), "
                    "`on` (tanggal, seperti 2026-11-25), dan `why` (alasannya)"
                )


def one_of(where: str, field_name: str, value: object, words: Any) -> None:
    """Raise ValueError unless `value` is one of the Literal `words`."""
    if value not in (known := get_args(words)):
        raise ValueError(f"{where}: {field_name} = {value!r}; yang dikenal: {', '.join(known)}")
