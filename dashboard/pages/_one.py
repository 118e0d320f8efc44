"""The sections of the page of one indicator."""

from datetime import date, datetime
from typing import Any

import pandas as pd
from dash import dcc, html
from sqlalchemy import Connection

from connectors import areas, regency
from dashboard import parts, store
from dashboard.board import Line, one, origin, place, sentences, words
from dashboard.pages import _areas

RECENT = 12  # rows shown at once


def head(line: Line, today: date, rank: sentences.Rank | None = None) -> list[Any]:
    """The newest value, its state, and the facts of the judgement; its `rank` among its peers."""
    entry, standing = line.indicator, line.standing
    value, unit = ("–", "") if line.newest is None else words.apart(standing.value, entry)
    facts = {
        "Periode": words.period(standing, entry),
        "Target": words.target(standing, entry),
        "Jarak": words.distance(standing, entry),
        "Sejak periode lalu": words.change(standing, entry) or "–",
        "Capaian": words.achieved(standing),
        "Penanggung jawab": words.answers(line),
        "Umur data": words.age(standing, entry, today),
    }
    return [
        html.Div(
            [
                html.P(
                    [
                        parts.value(value, line.address, "value"),
                        html.Span(f" {unit}", className="unit"),
                    ]
                ),
                parts.state_label(standing.state),
                parts.simulated(line.simulated),
            ],
            className="head-value",
        ),
        html.P(parts.value(sentences.judgement(line, today, rank), line.address), className="lead"),
        html.Dl(
            [
                html.Div([html.Dt(name), html.Dd(parts.value(text, line.address))])
                for name, text in facts.items()
            ],
            className="facts",
        ),
        *profile_link(str(line.rows.iloc[0]["area"])),
    ]


def profile_link(code: str) -> list[html.P]:
    """The way to the profile of a place within the regency."""
    where = place.within(code)
    if where is None or where.code == regency().code:
        return []
    name = f"Profil {place.called(where)}"
    return [html.P(dcc.Link(name, href=f"/wilayah/{code}"), className="no-print")]


def chart(db: Connection, line: Line, moment: datetime | None) -> list[Any]:
    """The trend as marks, one for wide places and one for narrow ones."""
    wide, narrow = one.trends(db, line, moment)
    return [
        parts.mark(wide.replace('class="trend"', 'class="trend wide"')),
        parts.mark(narrow.replace('class="trend"', 'class="trend narrow"')),
    ]


def legend(line: Line) -> list[Any]:
    """What the lines of the chart are."""
    home = regency()
    names = [areas()[code].name for code in (home.province, home.nation)]
    told = [html.Span(f"Garis tebal: {line.indicator.title}")]
    if (line.rows["kind"] == "target").any():
        told.append(html.Span("Putus-putus dan tanda kuning: target"))
    return [*told, html.Span(f"Garis tipis: {' dan '.join(names)}, bila terbit")]


def sections(db: Connection, line: Line, area: str, moment: datetime | None) -> list[Any]:
    """Everything below the chart."""
    made = []
    places = one.places(db, line.indicator, moment)
    if len(places):
        made.append(map_section(line, places))
    offices = one.offices(db, line, moment)
    if len(offices):
        made.append(office_section(line, offices))
    head = ["Periode", "Nilai", "Target", "Status", "Publikasi"]
    known = one.values(line)
    rows: list[list[Any]] = [
        [row[0], parts.value(row[1], row[5]), parts.value(row[2], row[5]), row[3],
         parts.link(row[4])]
        for row in known
    ]  # fmt: skip
    if not any(row[4] for row in known):  # a system of an SKPD publishes nothing
        head, rows = head[:4], [row[:4] for row in rows]
    title = line.indicator.title
    shown: list[Any] = [parts.table(head, rows[:RECENT], f"{title}, terbaru", numeric=(1, 2))]
    if len(rows) > RECENT:
        older = parts.table(head, rows[RECENT:], f"{title}, sebelumnya", numeric=(1, 2))
        shown.append(parts.folded(f"{len(rows) - RECENT} periode sebelumnya", older))
    made.append(parts.section("Angka", *shown))
    vintages = store.revisions(db, line.indicator.code, area, until=moment)
    past: list[list[Any]] = list(one.history(line, vintages))
    other = one.published(db, line, area, moment)
    told: Any = parts.empty("Belum ada angka yang direvisi atau dicabut.")
    if past:
        past = [[row[0], parts.value(row[1], line.address), row[2]] for row in past]
        told = parts.table(["Periode", "Nilai", "Diketahui sejak"], past, "Revisi", numeric=(1,))
    made.append(parts.section("Revisi", told))
    if other:
        rows = [
            [row[0], parts.value(row[1], line.address), html.Span(row[2], className="note"),
             parts.link(row[3])]
            for row in other
        ]  # fmt: skip
        titles = ["Periode", "Nilai", "Catatan", "Publikasi"]
        caption = "Angka lain yang pernah terbit untuk periode yang sama; tidak dipakai."
        folded = parts.folded(
            f"Publikasi lain ({len(rows)})", parts.table(titles, rows, caption, numeric=(1,))
        )
        made.append(html.Section(folded))
    made.append(
        parts.section(
            "Asal angka",
            html.Div(
                parts.provenance(origin.facts(db, line.indicator, line.newest, moment)),
                className="panel",
            ),
            ident="asal",
        )
    )
    return made


def office_section(line: Line, offices: pd.DataFrame) -> html.Section:
    """The SKPD that are furthest behind, and all of them folded away."""
    places = bars(line, offices)
    last = places[-RECENT:][::-1] if line.indicator.better != "none" else places[:RECENT]
    word = "terendah peringkatnya" if line.indicator.better != "none" else "terbesar"
    caption = f"{len(last)} SKPD {word}, {words.newest_period(offices, line.indicator)}."
    everyone = parts.ranking(places, "Urut dari yang teratas.")
    return parts.section(
        "Menurut SKPD",
        html.Div(parts.ranking(last, caption), className="panel"),
        parts.folded(f"Semua {len(places)} SKPD", everyone),
    )


def map_section(line: Line, places: pd.DataFrame) -> html.Section:
    """The kecamatan as tiles, with the ranking behind them."""
    entry = line.indicator
    title = "Peringkat 28 kecamatan" if len(places) == 28 else "Peringkat kecamatan"
    order = "terbesar" if entry.better == "none" else "terbaik"
    listed = parts.folded(title, parts.ranking(bars(line, places), f"Urut dari yang {order}."))
    more = dcc.Link("Peta wilayah indikator ini", href=f"/wilayah?indikator={entry.code}")
    tiles = _areas.tile_map(entry, places, indicator_page=True)
    return parts.section(
        "Menurut kecamatan",
        html.Div(tiles, className="panel"),
        listed,
        html.P(more, className="no-print"),
        aside=words.newest_period(places, entry),
    )


def bars(line: Line, places: pd.DataFrame) -> list[parts.Place]:
    """Ranked places as bars."""
    entry = line.indicator
    most = max(float(places["value"].abs().max()), 1e-12)
    codes = areas()
    return [
        parts.Place(
            rank_text=str(row["rank"]) if row["value"] == row["value"] else "–",
            name=row["name"],
            value_text=words.amount(row["value"], entry),
            origin=parts.origin_of(entry.code, row["area"], row.get("skpd", "")),
            share=abs(row["value"]) / most if row["value"] == row["value"] else 0.0,
            href=f"/indikator/{entry.code}?wilayah={row['area']}"
            if codes[row["area"]].level == "district"
            else "",
        )
        for row in places.to_dict("records")
    ]
