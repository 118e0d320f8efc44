"""The comparison of one indicator: the areas in their order, and the place over time."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from connectors import regency
from dashboard import figures, measures, parts
from dashboard.board import beside, comparing, words
from dashboard.board.beside import Field, short
from dashboard.measures import Likeness

RECENT = 8  # rows shown at once
FEW = 3  # areas; a place among two says little, and is folded away


def ranks(made: Field, found: Sequence[Likeness]) -> list[Any]:
    """The areas of the period in their order, then those that only another period knows."""
    home, entry = regency(), made.entry
    like = {one.area for one in beside.alike(found)}
    places = beside.ranked(made)
    rest = beside.elsewhen(made)
    whole = () if measures.adds_up(entry) else (home.province, home.nation)
    lines = {
        kind: made.at(code, made.period)
        for kind, code in (("province", home.province), ("nation", home.nation))
        if code in whole
    }
    ends = figures.common_scale([*places["value"], *rest["value"], *lines.values()])

    def rival(code: str, day: pd.Timestamp, number: float, rank: str) -> parts.Rival:
        kind = {home.code: "home", home.province: "province", home.nation: "nation"}.get(
            code, "peer"
        )
        same = day == made.period
        tags = ["tetangga"] * (code in home.neighbours) + ["mirip"] * (code in like)
        return parts.Rival(
            rank_text=rank,
            name=short(code),
            tag=", ".join(tags),
            value_text=words.amount(number, entry),
            when="" if same else figures.period(day.date(), entry),
            strip=figures.strip(number, ends, lines, kind, not same),
            kind=kind,
            href=f"/indikator/{entry.code}?wilayah={code}",
            origin=parts.origin_of(entry.code, code, "", day.date()),
        )

    listed = [
        (float(row["value"]), rival(row["area"], row["period"], row["value"], str(row["rank"])))
        for row in places.to_dict("records")
    ]
    for code in whole:
        number = made.at(code, made.period)
        if number == number and made.period is not None:
            listed.append((number, rival(code, made.period, number, "–")))
    listed.sort(key=lambda pair: -pair[0] if entry.better != "lower" else pair[0])
    whole_ends = all(end == int(end) for end in ends)
    low, high = (figures.number(end, 0 if whole_ends else entry.decimals) for end in ends)
    order = f"Urut dari yang {comparing.order(entry)}"
    told: list[Any] = [parts.rivals([row for _, row in listed])]
    if len(rest):
        rows = [rival(r["area"], r["period"], r["value"], "–") for r in rest.to_dict("records")]
        told += [
            html.P("Angka periode lain, tidak diperingkat (lingkaran kosong):", className="soft"),
            parts.rivals(rows),
        ]
    if lacking := beside.unknown(made):
        names = ", ".join(short(code) for code in lacking)
        told.append(html.P(f"Belum ada angka: {names}.", className="soft"))
    axis = html.P(
        parts.counted(f"{order}. Sumbu bersama: {low} sampai {high} {entry.unit}."),
        className="soft",
    )
    return [html.Div([axis, *told], className="panel")]


def past(made: Field) -> list[Any]:
    """The place of the regency in each period, newest first."""
    entry, home = made.entry, regency().code
    known = measures.places(made.regencies, entry, home)
    if known.empty:
        return [parts.empty("Belum ada periode yang juga diketahui untuk kabupaten lain.")]
    rows = []
    for row in known[::-1].to_dict("records"):
        day = row["period"]

        def leader(code: str, day: pd.Timestamp = day) -> Any:
            number = figures.number(made.at(code, day), entry.decimals)
            address = parts.origin_of(entry.code, code, "", day.date())
            return parts.value(f"{short(code)} {number}", address)

        told = comparing.place(row["rank"], row["of"], row["ties"]).replace(" kabupaten", "")
        drawn = figures.place(row["rank"], row["of"], row["ties"])
        rows.append(
            [
                figures.period(day.date(), entry),
                [parts.mark(drawn, "place-box"), html.Span(told)],
                leader(row["best"]),
                leader(row["worst"]),
            ]
        )
    sizes = list(known["of"])[::-1]
    full = next((count for count, of in enumerate(sizes) if of < FEW), len(sizes))
    cut = min(full or RECENT, RECENT)
    ends = ["Terbaik", "Terburuk"] if comparing.order(entry) == "terbaik" else [
        "Terbesar", "Terkecil"]  # fmt: skip
    head = ["Periode", f"Tempat {short(home)}", *ends]
    caption = "Di antara kabupaten yang angkanya diketahui pada periode itu."
    shown: list[Any] = [html.Div(parts.table(head, rows[:cut], caption), className="places")]
    if len(rows) > cut:
        older = parts.table(head, rows[cut:], "Periode sebelumnya")
        shown.append(
            parts.folded(
                f"{len(rows) - cut} periode sebelumnya", html.Div(older, className="places")
            )
        )
    return shown
