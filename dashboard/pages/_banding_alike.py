"""The regencies that are most alike: how far, on what that rests, and who has too little data."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

import connectors
from connectors import regency, source_of_indicator, sources
from dashboard import figures, measures, parts
from dashboard.board import beside, comparing, words
from dashboard.board.beside import Field, short
from dashboard.measures import Likeness


def alike(frame: pd.DataFrame, made: Field, found: Sequence[Likeness]) -> html.Div:
    """The most alike regencies, what that rests on, and who has too little data."""
    rule, home = regency().comparison, regency()
    near = beside.alike(found)
    used = {code for one in found for code, _ in one.on}
    told: list[Any] = [html.P(_rule(used), className="lead note")]
    if near:
        rows = [_like(made, one) for one in near]
        head = ["Kabupaten", "Jarak", "Bertumpu pada", made.entry.short or made.entry.title,
                f"{short(home.code)} terhadapnya"]  # fmt: skip
        caption = "Paling mirip lebih dulu; angka indikator pada periode yang sama-sama diketahui."
        shown = len(head) if made.period is not None else 3  # without a value there is none to show
        rows = [row[:shown] for row in rows]
        told.append(parts.table(head[:shown], rows, caption, numeric=(1,)))
        told.append(parts.folded("Dasar kemiripan: semua angkanya", _grounds(frame, near)))
    short_of = [one for one in found if one.distance != one.distance]
    if short_of:
        names = ", ".join(f"{short(one.area)} ({len(one.on)} ciri)" for one in short_of)
        told.append(html.P(parts.counted(f"Belum cukup data: {names}."), className="soft"))
    rest = beside.unconnected(frame)
    if rest or len(near) < rule.most:
        told += _lacking(len(near), rest)
    return html.Div(told, className="alike")


def _rule(used: set[str]) -> str:
    """How likeness is reckoned, and on what."""
    rule = regency().comparison
    names = {code: connectors.indicator(code) for code in rule.alike}
    titles = {code: entry.short or entry.title for code, entry in names.items()}
    text = (
        f"Kemiripan dihitung dari ciri yang angkanya diketahui untuk kedua kabupaten pada periode "
        f"yang sama, dalam {rule.years} tahun terakhir: "
        f"{', '.join(titles[code] for code in rule.alike if code in used) or 'belum ada'}. "
        "Jarak 0 berarti sama persis, 1 berarti rata-rata terpaut satu simpangan baku; sedikitnya "
        f"{rule.least} ciri, kalau tidak, tidak dihitung."
    )
    if left := [titles[code] for code in rule.alike if code not in used]:
        names_left = ", ".join(left)
        text += f" Belum terpakai karena diketahui kurang dari tiga kabupaten: {names_left}."
    return text


def _like(made: Field, one: Likeness) -> list[Any]:
    names = [connectors.indicator(code).short or connectors.indicator(code).title
             for code, _ in one.on]  # fmt: skip
    on = [parts.counted(f"{len(one.on)} ciri"), html.Span(", ".join(names), className="soft on")]
    distance = parts.counted(figures.number(one.distance, 2))
    return [short(one.area), distance, on, *_values(made, one.area)]


def _values(made: Field, area: str) -> list[Any]:
    entry = made.entry
    found = comparing.difference(made, area)
    period = beside.common(made, area)
    if found is None or period is None:
        return [["–", html.Span("tanpa periode yang sama", className="soft")], "–"]
    number = words.amount(made.at(area, period), entry)
    value = [parts.value(number, found.origin), html.Span(found.period, className="soft")]
    if measures.adds_up(entry):
        return [value, parts.value(found.text, found.origin)]
    text = found.text.removesuffix(f" {short(area)}") if found.verdict != "sama" else ""
    return [value, [parts.verdict(found.verdict), html.Div(parts.value(text, found.origin))]]


def _grounds(frame: pd.DataFrame, near: Sequence[Likeness]) -> html.Div:
    """Every pair of values that the distances rest on."""
    home = regency().code
    at = frame.set_index(["indicator", "area", "period"])["value"]
    rows = []
    for code in regency().comparison.alike:
        entry = connectors.indicator(code)
        cells: list[Any] = []
        for one in near:
            day = dict(one.on).get(code)
            if day is None:
                cells.append("–")
                continue
            pair = []
            for area in (one.area, home):
                number = figures.number(at[code, area, pd.Timestamp(day)], entry.decimals)
                pair.append(parts.value(number, parts.origin_of(code, area, "", day)))
            cells.append([pair[0], " | ", pair[1], _small(figures.period(day, entry))])
        rows.append([[entry.title, _small(entry.unit)], *cells])
    head = ["Ciri", *[short(one.area) for one in near]]
    caption = f"Angka kabupaten itu | angka {short(home)} pada periode yang sama; – tidak dipakai."
    return html.Div(parts.table(head, rows, caption), className="matrix")


def _lacking(shown: int, rest: Mapping[str, str]) -> list[Any]:
    """Which regencies are not there, and what an operator has to connect."""
    rule = regency().comparison
    source = sources().get(rule.source)
    named = f"«{source.title}» (sumber {source.code})" if source else rule.source
    file = source_of_indicator(rule.first).files
    text = (
        f"Untuk melengkapinya, operator menyambungkan tabel kabupaten/kota dari {named}, yang "
        f"kini hanya ditanyai untuk {short(regency().code)}, atau mencatat angka yang sudah "
        f"terbit dalam connectors/{file}."
    )
    few = f"Baru {shown} dari {rule.most} yang datanya cukup. " if shown < rule.most else ""
    told: list[Any] = [html.P(parts.counted(f"{few}{text}"), className="soft")]
    if rest:
        names = html.P(", ".join(rest.values()) + ".")
        told.append(parts.folded(f"{len(rest)} kabupaten/kota belum ada angkanya", names))
    return told


def _small(text: str) -> html.Span:
    return html.Span(text, className="soft")
