"""Where one number comes from: its facts, its vintages, and the target it is judged by."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection

import connectors
from connectors import Indicator, Source, answering, regency, skpds
from dashboard import clock, figures, store
from dashboard.board import words
from dashboard.board._lines import source_of

KIND_WORDS = {"A": "tetap", "P": "sementara", "E": "turunan", "U": "diragukan", "F": "proyeksi"}


def point(
    db: Connection, entry: Indicator, area: str, skpd: str, period: date | None, moment: Any
) -> Mapping[Any, Any] | None:
    """The row of one actual value: that of `period`, or the newest; None where there is none."""
    rows = store.known(db, moment, entry.code, [area], skpd, ["actual"])
    if period is not None:
        rows = rows[rows["period"] == pd.Timestamp(period)]
    rows = rows.sort_values("period")
    return None if rows.empty else rows.iloc[-1].to_dict()


def facts(
    db: Connection, entry: Indicator, row: Mapping[Any, Any] | None, moment: datetime | None
) -> dict[str, str]:
    """Where the number of `row` comes from, as (label, text); without one, the indicator's own."""
    source = source_of(entry, row)
    newest = row or {}
    programme = connectors.programmes().get(entry.programme)
    told = {
        "Konsep": entry.concept,
        "Definisi": entry.definition,
        "Rumus": entry.formula,
        "Catatan": entry.note,
        "Catatan angka": str(newest.get("note", "")),
        "Urusan": connectors.urusan().get(connectors.urusan_of(entry), ""),
        "Program prioritas": programme.title if programme else "",
        "Penanggung jawab": skpds()[answering(entry)].name,
        "Produsen data": skpds()[source.owner].name,
        "Sistem": source.system,
        "Ditarik": pulled(db, source, moment),
        "Satuan": entry.unit,
        "Status angka": KIND_WORDS.get(str(newest.get("status", "")), ""),
        "Publikasi": str(newest.get("publication", "")),
        "Kueri": connectors.origin(source.code),
    }
    return {label: text for label, text in told.items() if text}


def pulled(db: Connection, source: Source, moment: datetime | None) -> str:
    """When the source was last read with success."""
    runs = store.last_runs(db, moment).set_index("source")
    when = runs["ok_ended_at"].get(source.code)
    if isinstance(when, datetime):
        return figures.clock(clock.local(when), regency().zone)
    return "belum pernah"


def vintages(
    db: Connection, entry: Indicator, row: Mapping[Any, Any], moment: datetime | None
) -> list[list[str]]:
    """Every value that was ever known for the point of `row`, oldest first, as rows of a table."""
    past = store.revisions(db, entry.code, row["area"], row["skpd"], until=moment)
    mine = past[(past["period"] == row["period"]) & (past["source"] == row["source"])]
    rows = mine.to_dict("records") or [row]
    return [told(entry, each) for each in rows]


def told(entry: Indicator, row: Mapping[Any, Any]) -> list[str]:
    """A vintage as a row of a table: period, value, since when it is known."""
    value = "dicabut" if row["status"] == "M" else words.amount(row["value"], entry)
    day = figures.day(clock.local(row["recorded_at"]).date())
    return [figures.period(row["period"].date(), entry), value, day]


def targets(
    db: Connection, entry: Indicator, row: Mapping[Any, Any], moment: datetime | None
) -> list[list[str]]:
    """The targets of the place from the point's period on, as rows of a table."""
    frame = store.known(db, moment, entry.code, [row["area"]], row["skpd"], ["target"])
    frame = frame[frame["period"] >= row["period"]].sort_values(["period", "reference"])
    plans = {plan.code: plan.title for plan in regency().plans}
    made = []
    for each in frame.to_dict("records"):
        text = words.ends(each["value"], each["upper"], entry)
        period = figures.period(each["period"].date(), entry)
        made.append([period, text, plans.get(each["reference"], each["reference"]),
                     each["publication"]])  # fmt: skip
    return made
