"""What is kept of a verification, and what a run gives to be kept.

Whatever may hold a NIK or a name is left out of `repr`: a traceback or a log shows none.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

State = Literal["open", "corrected", "confirmed", "rejected"]
STATES: tuple[str, ...] = get_args(State)


@dataclass(frozen=True)
class Candidate:
    """Somebody in the register whom a wrong NIK may mean. `differs`: phrases, in Indonesian."""

    nik: str = field(repr=False)
    name: str = field(repr=False)
    kecamatan: str
    probability: float
    differs: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Sealed:
    """What is kept of a person under seal. `place`: how the officer finds the row in the list."""

    nik: str = field(repr=False)
    name: str = field(repr=False)
    place: str = field(repr=False)
    differs: tuple[str, ...] = field(default=(), repr=False)
    candidates: tuple[Candidate, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Found:
    """One reason of one claim, as a run gives it.

    `match` tells the claim from every other of its list, the same in each run: the NIK, or the
    place where there is none, and the day paid. It is kept only as a keyed hash. Claims that are
    alike in it are told apart by their order.
    """

    list: str
    reason: str
    kecamatan: str
    desa: str
    paid: date | None
    amount: float  # rupiah; NaN where the list does not say
    match: str = field(repr=False)
    person: Sealed


@dataclass(frozen=True)
class Run:
    """One verification of one list. `record` sets `number` and `ended_at`."""

    list: str
    started_at: datetime
    state: Literal["ok", "refused"] = "ok"
    error: str = ""  # why it was refused, a sentence without personal data
    register_at: date | None = None  # the last day on which the register was written to
    residents: int = 0
    claims: int = 0
    valid: int = 0
    at_risk: float = 0.0  # rupiah
    simulated: bool = False  # against the stand-in of the register
    ended_at: datetime | None = None
    number: int = 0


@dataclass(frozen=True)
class Recorded:
    """What a run changed: findings that are new, still there, no longer there, there again."""

    new: int = 0
    still: int = 0
    closed: int = 0
    reopened: int = 0


@dataclass(frozen=True)
class Finding:
    """A finding as a page may show it: `masked` holds masked texts only.

    `state` is the newest mark's (with who and when), else `open`. A finding that is `corrected`
    and not closed was mended by the officer and is not yet seen in the list.
    """

    number: int
    list: str
    reason: str
    severity: str
    kecamatan: str
    desa: str
    paid: date | None
    amount: float | None  # rupiah; None where the list does not say
    opened_at: datetime
    seen_at: datetime  # end of the newest run that found it
    closed_at: datetime | None
    state: str
    state_at: datetime | None
    state_by: str
    note: str = field(repr=False)
    masked: Sealed = field(repr=False)


@dataclass(frozen=True)
class Mark:
    """What an officer said of a finding. Person 0: the verification itself."""

    at: datetime
    person: int
    by: str
    state: str
    note: str = field(repr=False)


@dataclass(frozen=True)
class Look:
    """One look at a person (`finding`), or one download of a work list (`finding` is 0)."""

    number: int
    at: datetime
    person: int
    by: str
    purpose: str = field(repr=False)
    list: str
    finding: int
    rows: int
