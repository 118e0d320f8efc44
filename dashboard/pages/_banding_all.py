"""Every indicator that can be compared, for every area: a table a theme."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from connectors import regency
from dashboard import figures, parts
from dashboard.board import beside, comparing
from dashboard.board.beside import Field, short


def matrix(frame: pd.DataFrame, peers: tuple[str, ...]) -> list[Any]:
    """Every indicator that can be compared, a table a theme, folded."""
    entries = beside.comparable(frame).values()
    themes = sorted({entry.theme for entry in entries})
    home = regency()
    lead = (
        f"Angka terbaru tiap wilayah. Tanda di bawahnya: {short(home.code)} lebih baik atau lebih "
        "buruk daripada wilayah itu, bila periodenya sama-sama diketahui."
    )
    told: list[Any] = [html.P(lead, className="lead")]
    for theme in themes:
        mine = [beside.field(frame, entry, peers) for entry in entries if entry.theme == theme]
        told.append(_themed(theme, mine, peers))
    return told


def _themed(theme: str, fields: Sequence[Field], peers: tuple[str, ...]) -> html.Details:
    home = regency()
    known = {code for made in fields for code in made.rows["area"]}
    codes = [code for code in (home.code, home.province, home.nation, *peers) if code in known]
    rows: list[list[Any]] = []
    counts: Counter[str] = Counter()
    for made in fields:
        cells: list[Any] = [_cell(made, code) for code in codes]
        found = comparing.difference(made, home.province)
        counts[found.verdict if found else ""] += 1
        rows.append([[made.entry.title, _small(made.entry.unit)], *cells])
    title = [html.Span(theme), parts.counted(f"{len(fields)} indikator", "soft")]
    for word in ("lebih baik", "lebih buruk"):
        if counts[word]:
            told = f"{counts[word]} {word} daripada {short(home.province)}"
            title.append(parts.counted(parts.verdict(word, told)))
    caption = f"{theme}, angka terbaru tiap wilayah"
    head = ["Indikator", *[short(code) for code in codes]]
    return parts.folded(
        title, html.Div(parts.table(head, rows, caption), className="matrix own-first")
    )


def _cell(made: Field, code: str) -> Any:
    """The newest value of one area, its period, and how the regency compares in that period: with
    its own value of then, where its newest is of another."""
    entry, home = made.entry, regency().code
    rows = made.of(code)
    if rows.empty:
        return ["–", _small("belum ada")]
    last = rows.iloc[-1]
    day = last["period"]
    address = parts.origin_of(entry.code, code, "", day.date())
    number = parts.value(figures.number(last["value"], entry.decimals), address)
    when = _small(figures.period(day.date(), entry))
    if code == home:
        return html.Div([html.Strong(number), when, parts.simulated(bool(last["simulated"]))],
                        className="own")  # fmt: skip
    mine = made.at(home, day)
    judged = "" if mine != mine else comparing.verdict(mine, float(last["value"]), entry)
    then: Any = None
    if judged and day != made.of(home)["period"].iloc[-1]:  # the own newest is of another period
        text = f"{short(home)} {figures.number(mine, entry.decimals)}"
        then = parts.value(text, parts.origin_of(entry.code, home, "", day.date()), "soft then")
    return [number, when, then, parts.verdict(judged)]


def _small(text: str) -> html.Span:
    return html.Span(text, className="soft")
