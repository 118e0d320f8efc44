"""One verification: lists and register in, findings and totals out, no person left behind.

A list that cannot be read is refused by itself; a register that cannot be used refuses them all.
Neither changes what is known of a list from before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

import connectors
from connectors import SourceChanged, SourceUnreachable
from dashboard.recipients import _register
from dashboard.recipients._claims import claims
from dashboard.recipients._engine import Duck, Engine, engine
from dashboard.recipients._found import found_of, lost
from dashboard.recipients._judge import judged, prepared, totals
from dashboard.recipients._keeping import forget, same_key
from dashboard.recipients._kept import Recorded, Run
from dashboard.recipients._lists import ClaimList, claim_lists
from dashboard.recipients._open import NeverVerified, reading, writing
from dashboard.recipients._record import record
from dashboard.recipients._register import Register
from dashboard.recipients._runs import last_runs
from dashboard.recipients._vault import Keys

FAULTS = (SourceUnreachable, SourceChanged)
Progress = Callable[[str, int], None]  # what is being done, and rows done since the last word


@dataclass(frozen=True)
class Setup:
    """Where a verification works. `simulated`: register and lists are stand-ins."""

    register: str = field(repr=False)  # addresses may hold passwords
    engine: str = field(repr=False)
    url: str = field(repr=False)
    keys: Keys = field(repr=False)
    simulated: bool


@dataclass(frozen=True)
class Outcome:
    """How the verification of one list ended."""

    list: str
    state: str  # ok, refused, unset (no address)
    claims: int = 0
    valid: int = 0
    at_risk: float = 0.0
    recorded: Recorded | None = None
    unread: tuple[str, ...] = ()
    error: str = ""


def verify(
    chosen: Sequence[ClaimList],
    places: Mapping[str, str],
    setup: Setup,
    now: datetime,
    progress: Progress = lambda what, rows: None,
) -> list[Outcome]:
    """Verify `chosen` and tell how each ended, in their order.

    `places`: the address of every list that has one. Lists that exclude one of the chosen are read
    as well, but nothing is recorded of them. Raises KeyLost, EngineWrong and RecipientsUnusable,
    which concern all of them.
    """
    today = now.date()
    with writing(setup.url) as db:
        same_key(db, setup.keys)  # before an hour's work, not after it
    told: dict[str, Outcome] = {}
    read: dict[str, pd.DataFrame] = {}
    wanted = {one.code for one in chosen}
    for one in _needed(chosen):
        if not places.get(one.code):
            error = f"{one.code}: belum disambungkan; isi {one.source.database}"
            told[one.code] = Outcome(one.code, "unset", error=error)
            continue
        try:
            read[one.code] = claims(one, places[one.code], today, _said(progress, one.title))
        except FAULTS as error:
            told[one.code] = Outcome(one.code, "refused", error=str(error))
    with engine(setup.engine) as made:
        try:
            register = _loaded(made, setup, _said(progress, "register penduduk")) if read else None
        except FAULTS as error:
            refused = {code: Outcome(code, "refused", error=str(error)) for code in read}
            told, read, register = told | refused, {}, None
        if register is not None:
            told |= _recorded(made, read, wanted, register, setup, now)
    with writing(setup.url) as db:
        for code, outcome in told.items():
            if outcome.state == "refused" and code in wanted:
                run = Run(code, now, "refused", outcome.error, simulated=setup.simulated)
                record(db, run, (), setup.keys, now)
        forget(db, now)
    return [told[one.code] for one in chosen]


def _said(progress: Progress, what: str) -> Callable[[int], None]:
    return lambda rows: progress(what, rows)


def _needed(chosen: Sequence[ClaimList]) -> list[ClaimList]:
    """The chosen lists and those that exclude them."""
    codes = {one.code for one in chosen}
    more = {other for one in chosen for other in one.rules.excludes} - codes
    return [*chosen, *(claim_lists()[code] for code in sorted(more))]


def _loaded(made: Engine, setup: Setup, progress: Callable[[int], None]) -> Register:
    source = connectors.sources()[_register.SOURCE]
    with connectors.explained(source), connectors.connected(setup.register, source) as siak:
        return _register.load(siak, source, made, _residents(setup), progress)


def _residents(setup: Setup) -> int:
    """Residents at the last verification; 0 when there was none."""
    try:
        with reading(setup.url) as db:
            runs = last_runs(db, "ok").values()
            return max(
                (run.residents for run in runs if run.simulated == setup.simulated), default=0
            )
    except NeverVerified:
        return 0


def _recorded(
    made: Engine,
    read: Mapping[str, pd.DataFrame],
    wanted: set[str],
    register: Register,
    setup: Setup,
    now: datetime,
) -> dict[str, Outcome]:
    lists = [claim_lists()[code] for code in read]
    ready = [prepared(one, read[one.code], register.written) for one in lists]
    reasons = judged(made, lists, ready)
    mine = {one.code: reasons[reasons["list"] == one.code] for one in lists if one.code in wanted}
    proposed = _proposed(made, {code: lost(read[code], own) for code, own in mine.items()})
    outcomes = {}
    for one in lists:
        if one.code not in wanted:
            continue
        rows, own = read[one.code], mine[one.code]
        sums = totals(rows, own, now.date())
        whole = sums[sums["area"] == connectors.regency().code].groupby("measure")["value"].sum()
        counts = int(whole["claims"]), int(whole["valid"]), float(whole.get("at_risk", 0.0))
        kept = register.written, register.residents, *counts, setup.simulated
        run = Run(one.code, now, "ok", "", *kept)
        found = found_of(one, rows, own, proposed.get(one.code))
        with writing(setup.url) as db:
            recorded = record(db, run, found, setup.keys, now, sums)
        unread = tuple(rows.attrs["unread"])
        outcomes[one.code] = Outcome(one.code, "ok", *counts, recorded, unread)
    return outcomes


def _proposed(made: Engine, sought: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The candidates of each list's lost claims, asked for once: the register's names are listened
    to only once. None where the engine is not DuckDB, on which Splink works."""
    if not isinstance(made, Duck) or not sought:
        return {}
    from dashboard.recipients._candidates import candidates  # Splink loads only where it works

    whole = pd.concat([rows.assign(list=code) for code, rows in sought.items()], ignore_index=True)
    found = candidates(made.db, whole.assign(claim=whole.index))
    places = found["claim"].to_numpy(int)
    found = found.assign(claim=whole["claim"].to_numpy()[places])
    return {str(code): rows for code, rows in found.groupby(whole["list"].to_numpy()[places])}
