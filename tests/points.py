"""Single figures for a store of a test's own: what is, and what a plan wants."""

from datetime import UTC, datetime

import pandas as pd
from recorded import recorded

import connectors

HOME = connectors.regency().code
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)


def keep(url, code, rows, when=NOON, simulated=False, status="A"):
    """Record (indicator, area, skpd, year, kind, reference, value) for a source, as its refresh."""
    names = ["indicator", "area", "skpd", "period", "kind", "reference", "value"]
    frame = pd.DataFrame(rows, columns=names)
    frame["period"] = pd.to_datetime(frame["period"].astype(str))
    source = connectors.sources()[code]
    whole = frame.assign(publication="https://www.bps.go.id/x")
    whole = whole.assign(upper=float("nan"), status=status, note="")[connectors.FRAME]
    recorded(url, source, whole, when, simulated=simulated)


def actual(code, year, value, area=HOME, skpd=""):
    return (code, area, skpd, year, "actual", "", value)


def goal(code, year, value, plan="rpjmd-2025"):
    return (code, HOME, "", year, "target", plan, value)
