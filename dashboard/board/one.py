"""The facts that the page of one indicator shows: its trend, its places, its past, its origin."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd
from sqlalchemy import Connection

from connectors import Indicator, areas, children, regency, skpds
from dashboard import figures, measures, store
from dashboard.board import words
from dashboard.board._lines import Line
from dashboard.board.origin import KIND_WORDS, told
from dashboard.board.peers import Rank
from dashboard.parts import origin_of


def comparisons(db: Connection, line: Line, moment: datetime | None) -> dict[str, pd.DataFrame]:
    """The same indicator for the province and the nation, by name."""
    home = regency()
    frame = store.known(
        db, moment, line.indicator.code, [home.province, home.nation], "", ["actual"]
    )
    return {areas()[str(code)].name: rows for code, rows in frame.groupby("area", sort=False)}


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


def places(db: Connection, entry: Indicator, moment: datetime | None) -> pd.DataFrame:
    """The newest value of each kecamatan, ranked, with its name; empty where there are none."""
    inside = children(regency().code)
    frame = store.known(db, moment, entry.code, [a.code for a in inside], "", ["actual"])
    newest = frame[frame["period"] == frame["period"].max()]
    whole = pd.DataFrame({"area": [a.code for a in inside], "name": [a.name for a in inside]})
    if newest.empty:
        return whole.iloc[:0]
    whole = whole.merge(newest[["area", "period", "value", "simulated"]], on="area", how="left")
    return measures.ranking(whole, entry)


def rank(db: Connection, line: Line, area: str, moment: datetime | None) -> Rank | None:
    """The place of a kecamatan among all of them at its own newest period; None elsewhere."""
    peers = [each.code for each in children(regency().code)]
    if area not in peers or line.standing.period is None:
        return None
    frame = store.known(db, moment, line.indicator.code, peers, "", ["actual"])
    frame = frame[frame["period"] == pd.Timestamp(line.standing.period)]
    ranked = measures.ranking(frame, line.indicator).set_index("area")
    place = int(ranked["rank"][area])
    return Rank(place, len(ranked), shared=int((ranked["rank"] == place).sum()))


def offices(db: Connection, line: Line, moment: datetime | None) -> pd.DataFrame:
    """The newest value of each SKPD, ranked, with its name; empty where there are none."""
    frame = store.known(db, moment, line.indicator.code, [regency().code], None, ["actual"])
    frame = frame[frame["skpd"] != ""]
    newest = frame[frame["period"] == frame["period"].max()]
    names = {code: skpd.short for code, skpd in skpds().items()}
    return measures.ranking(newest.assign(name=newest["skpd"].map(names)), line.indicator)


def history(line: Line, vintages: pd.DataFrame) -> list[list[str]]:
    """The vintages of every value that was revised or withdrawn, as rows of a table."""
    return [told(line.indicator, row) for row in vintages.to_dict("records")]


def published(db: Connection, line: Line, area: str, moment: datetime | None) -> list[list[str]]:
    """What else was published for the newest ten periods, as rows of a table."""
    entry = line.indicator
    frame = store.known(db, moment, entry.code, [area], "", ["alternative"])
    rows = []
    for row in frame.sort_values("period", ascending=False).to_dict("records"):
        period = figures.period(row["period"].date(), entry)
        note = row["note"] or KIND_WORDS.get(row["status"], "")
        rows.append([period, words.amount(row["value"], entry), note, row["publication"]])
    return rows


def values(line: Line) -> list[list[str]]:
    """The series itself, newest first, as rows of the table behind the chart; last stands the
    address of each value's origin."""
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
                origin_of(entry.code, row["area"], row["skpd"], row["period"].date()),
            ]
        )
    return rows
