"""The facts that the page of one indicator shows: its trend, its places, its past, its origin."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection

import connectors
from connectors import answering, areas, children, regency, skpds
from dashboard import clock, figures, measures, store
from dashboard.board import words
from dashboard.board._lines import Line

KIND_WORDS = {"A": "tetap", "P": "sementara", "E": "turunan", "U": "diragukan", "F": "proyeksi"}


def comparisons(db: Connection, line: Line, moment: datetime | None) -> dict[str, pd.DataFrame]:
    """The same indicator for the province and the nation, by name."""
    home = regency()
    frame = known(db, moment, line.indicator.code, [home.province, home.nation], "", ["actual"])
    return {areas()[str(code)].name: rows for code, rows in frame.groupby("area", sort=False)}


def known(
    db: Connection,
    moment: datetime | None,
    code: str,
    where: list[str],
    skpd: str | None,
    kinds: list[str],
) -> pd.DataFrame:
    """What is known of one indicator, now or at `moment`."""
    if moment is None:
        return store.latest(db, code, where, skpd, kinds)
    return store.as_of(db, moment, code, where, skpd, kinds)


def split(line: Line) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The actual values and the targets of a line."""
    actual = line.rows["kind"] == "actual"
    return line.rows[actual], line.rows[~actual]


def trends(db: Connection, line: Line, moment: datetime | None) -> tuple[str, str]:
    """The trend as a mark, for wide places and for narrow ones."""
    actual, targets = split(line)
    others = comparisons(db, line, moment)
    wide = figures.trend(actual, targets, others, line.indicator)
    return wide, figures.trend(actual, targets, others, line.indicator, size=(440, 300))


def figure(db: Connection, line: Line, moment: datetime | None) -> Mapping[str, object]:
    """The trend as a plotly figure, to hover and zoom."""
    actual, targets = split(line)
    return figures.trend_figure(actual, targets, comparisons(db, line, moment), line.indicator)


def places(db: Connection, line: Line, moment: datetime | None) -> pd.DataFrame:
    """The newest value of each kecamatan, ranked, with its name; empty where there are none."""
    inside = children(regency().code)
    frame = known(db, moment, line.indicator.code, [a.code for a in inside], "", ["actual"])
    newest = frame[frame["period"] == frame["period"].max()]
    whole = pd.DataFrame({"area": [a.code for a in inside], "name": [a.name for a in inside]})
    if newest.empty:
        return whole.iloc[:0]
    whole = whole.merge(newest[["area", "period", "value", "simulated"]], on="area", how="left")
    return measures.ranking(whole, line.indicator)


def offices(db: Connection, line: Line, moment: datetime | None) -> pd.DataFrame:
    """The newest value of each SKPD, ranked, with its name; empty where there are none."""
    frame = known(db, moment, line.indicator.code, [regency().code], None, ["actual"])
    frame = frame[frame["skpd"] != ""]
    newest = frame[frame["period"] == frame["period"].max()]
    names = {code: skpd.short for code, skpd in skpds().items()}
    return measures.ranking(newest.assign(name=newest["skpd"].map(names)), line.indicator)


def history(line: Line, vintages: pd.DataFrame) -> list[list[str]]:
    """The vintages of every value that was revised or withdrawn, as rows of a table."""
    entry = line.indicator
    rows = []
    for row in vintages.to_dict("records"):
        value = "dicabut" if row["status"] == "M" else words.amount(row["value"], entry)
        period = figures.period(row["period"].date(), entry)
        day = figures.day(clock.local(row["recorded_at"]).date())
        rows.append([period, value, day])
    return rows


def published(db: Connection, line: Line, area: str, moment: datetime | None) -> list[list[str]]:
    """What else was published for the newest ten periods, as rows of a table."""
    entry = line.indicator
    frame = known(db, moment, entry.code, [area], "", ["alternative"])
    rows = []
    for row in frame.sort_values("period", ascending=False).to_dict("records"):
        period = figures.period(row["period"].date(), entry)
        note = row["note"] or KIND_WORDS.get(row["status"], "")
        rows.append([period, words.amount(row["value"], entry), note, row["publication"]])
    return rows


def values(line: Line) -> list[list[str]]:
    """The series itself, newest first, as rows of the table behind the chart."""
    entry = line.indicator
    actual, targets = split(line)
    wanted = {row["period"]: row for row in targets.to_dict("records")}
    rows = []
    for row in actual.sort_values("period", ascending=False).to_dict("records"):
        goal = wanted.get(row["period"])
        text = "–"
        if goal is not None:
            text = figures.number(goal["value"], entry.decimals)
            if goal["upper"] == goal["upper"]:
                text += f"–{figures.number(goal['upper'], entry.decimals)}"
        rows.append(
            [
                figures.period(row["period"].date(), entry),
                words.amount(row["value"], entry),
                text,
                KIND_WORDS.get(row["status"], row["status"]),
                row["publication"],
            ]
        )
    return rows


def origin(db: Connection, line: Line) -> dict[str, str]:
    """Where the newest number comes from, as (label, text) for the provenance block."""
    source, entry = line.source, line.indicator
    runs = store.last_runs(db).set_index("source")
    pulled = runs["ok_ended_at"].get(source.code)
    when = "belum pernah"
    if isinstance(pulled, datetime):
        when = figures.clock(clock.local(pulled), regency().zone)
    newest = line.newest
    programme = connectors.programmes().get(entry.programme)
    facts = {
        "Konsep": entry.concept,
        "Definisi": entry.definition,
        "Rumus": entry.formula,
        "Catatan": entry.note,
        "Urusan": connectors.urusan().get(connectors.urusan_of(entry), ""),
        "Program prioritas": programme.title if programme else "",
        "Penanggung jawab": skpds()[answering(entry)].name,
        "Produsen data": skpds()[source.owner].name,
        "Sistem": source.system,
        "Ditarik": when,
        "Satuan": entry.unit,
        "Status angka": KIND_WORDS.get(str(newest["status"]), "") if newest is not None else "",
        "Publikasi": str(newest["publication"]) if newest is not None else "",
        "Kueri": connectors.origin(source.code),
    }
    return {label: text for label, text in facts.items() if text}
