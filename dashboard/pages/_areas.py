"""The map of the kecamatan: by outlines where they are configured, else by tiles."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
from dash import html

from connectors import Indicator, indicator, regency
from dashboard import figures, measures, parts
from dashboard.board import words
from dashboard.pages import _map
from dashboard.pages._outlines import Stamp, outlines
from dashboard.parts import Piece

FEW = 3  # places named before they are only counted


def ordered(entry: Indicator) -> tuple[str, str]:
    """The words for the first and the last of a ranking; a total is not good or bad by its size."""
    if entry.better in ("higher", "lower") and not measures.adds_up(entry):
        return "terbaik", "terburuk"
    return ("terkecil", "terbesar") if entry.better == "lower" else ("terbesar", "terkecil")


def choice(themes: Mapping[str, Sequence[str]], code: str) -> parts.Choice:
    """The indicators that are known by kecamatan, by theme; another one opens the page anew."""
    every = {each: theme for theme, codes in themes.items() for each in codes}
    titles = {each: indicator(each).title for each in every}
    blank = "" if code in every else "Pilih indikator"
    return parts.Choice("indikator", "Indikator", titles, code, blank, True, every)


def mapped(
    entry: Indicator, places: pd.DataFrame, cases: pd.DataFrame, file: Stamp, moment: Any
) -> list[Any]:
    """The map: by outlines with the tiles folded behind, or by tiles and why. `cases` are the
    newest counts that a rate rests on, if they are known."""
    found, fault = outlines(file)
    tiles = tile_map(entry, places)
    told = [parts.notice(fault, "error")] if fault else []
    if found is None:
        made = [*told, html.Div(tiles, className="panel")]
    else:
        drawn = html.Div(drawn_map(entry, places, found, moment), className="panel")
        made = [drawn, parts.folded("Sebagai peta petak", *tiles)]
    return [*made, *careful(entry, places, cases)]


def careful(entry: Indicator, places: pd.DataFrame, cases: pd.DataFrame) -> list[Any]:
    """In how many kecamatan the number rests on few cases."""
    known = places.merge(cases, on=["area", "period"], how="left", suffixes=("", "_of"))
    pairs = zip(known["value"], known["value_of"], strict=True)
    small = sum(measures.is_small(value, cases, entry) for value, cases in pairs)
    if not small:
        return []
    counts = measures.adds_up(entry)
    what = "jumlahnya di bawah lima" if counts else "angkanya berdasar kurang dari tiga puluh kasus"
    told = f"Angka kecil, hati-hati: di {small} dari {len(places)} kecamatan {what}."
    return [html.P(parts.counted(told), className="soft careful")]


def tile_map(entry: Indicator, places: pd.DataFrame, indicator_page: bool = False) -> list[Any]:
    """The kecamatan as tiles; each leads to its profile and its number to its origin, or all of
    it to the page of the indicator there."""
    tiles = _map.tiles(
        places,
        lambda row: figures.number(row["value"], entry.decimals),
        lambda row: f"ke-{row['rank']}",
        (lambda area: (f"/indikator/{entry.code}?wilayah={area}", ""))
        if indicator_page
        else _map.profile(entry),
    )
    told = (
        f"{entry.title} menurut kecamatan ({entry.unit or 'indeks'}), dalam lima kelompok yang "
        "sama banyak. Letak petak mendekati letak sebenarnya."
    )
    return [parts.tile_map(tiles, told), legend(entry, places)]


def drawn_map(
    entry: Indicator,
    places: pd.DataFrame,
    found: figures.Outlines,
    moment: datetime | None,
) -> list[Any]:
    """The kecamatan by their outlines; each leads to its profile."""
    day = f"?pada={moment.date().isoformat()}" if moment else ""  # links of a mark are its own
    patches = [
        figures.Patch(
            code=row["area"],
            name=row["name"],
            href=f"/wilayah/{row['area']}{day}",
            told=f"{row['name']}: {words.amount(row['value'], entry)}, ke-{row['rank']}"
            if shade >= 0
            else f"{row['name']}: tanpa data",
            shade=shade,
        )
        for row, shade in zip(
            places.to_dict("records"), measures.fifths(places["value"]), strict=True
        )
    ]
    label = f"Peta {entry.title} menurut kecamatan"
    told = html.P("Warna menurut lima kelompok yang sama banyak.", className="soft")
    return [parts.mark(figures.boundaries(found, patches, label)), told, legend(entry, places)]


def legend(entry: Indicator, places: pd.DataFrame) -> html.Ul:
    """The five shades and their bounds, in words."""
    shades = measures.fifths(places["value"])
    made = [
        (shade, bounds(low, high, entry), many)
        for shade, low, high, many in measures.bounds_of(places["value"].tolist(), shades)
    ]
    return parts.shades(made, shades.count(-1))


def bounds(low: float, high: float, entry: Indicator) -> str:
    """«3,1 sampai 4,7 %», or one value."""
    first, last = words.amount(low, entry), words.amount(high, entry)
    if first == last:
        return last
    if not entry.unit.startswith("Rp"):
        first = figures.number(low, entry.decimals)
    return f"{first} sampai {last}"


def home(entry: Indicator, whole: float) -> list[Piece]:
    """The value of the regency, where there is one of the same period."""
    if whole != whole:
        return []
    address = parts.origin_of(entry.code, regency().code)
    return [Piece(f"{regency().name} "), Piece(words.amount(whole, entry), False, address),
            Piece(". ")]  # fmt: skip


def extremes(entry: Indicator, places: pd.DataFrame) -> list[Piece]:
    """Where it is best and where it is worst, in a sentence."""
    known = places[places["value"].notna()]
    first, last = ordered(entry)
    if known["value"].nunique() < 2:
        value = words.amount(known["value"].iloc[0], entry)
        address = parts.origin_of(entry.code, known["area"].iloc[0])
        return [
            Piece(f"Sama di {len(known)} kecamatan: "),
            Piece(value, False, address),
            Piece("."),
        ]
    best = known[known["rank"] == known["rank"].min()]
    worst = known[known["value"] == known["value"].iloc[-1]]
    return [
        Piece(f"{first.capitalize()} di "),
        named(best, entry),
        Piece(f"; {last} di "),
        named(worst, entry),
        Piece("."),
    ]


def named(rows: pd.DataFrame, entry: Indicator) -> Piece:
    """The places of equal value, by name or by their number, with the value."""
    names: Sequence[str] = rows["name"].tolist()
    who = ", ".join(names) if len(names) <= FEW else f"{len(names)} kecamatan"
    value = words.amount(rows["value"].iloc[0], entry)
    return Piece(f"{who} ({value})", False, parts.origin_of(entry.code, rows["area"].iloc[0]))


def listed(entry: Indicator, places: pd.DataFrame) -> list[Any]:
    """Every kecamatan with its rank and value, as bars; those without a value folded behind."""
    most = max(float(places["value"].abs().max()), 1e-12)
    known = places[places["value"].notna()]
    rows = [
        parts.Place(
            rank_text=str(row["rank"]),
            name=row["name"],
            value_text=words.amount(row["value"], entry),
            share=abs(row["value"]) / most,
            href=f"/wilayah/{row['area']}",
            origin=parts.origin_of(entry.code, row["area"]),
        )
        for row in known.to_dict("records")
    ]
    told = f"Urut dari yang {ordered(entry)[0]}."
    made: list[Any] = [html.Div(parts.ranking(rows, told), className="panel")]
    if missing := [
        (row["name"], f"/wilayah/{row['area']}", "")
        for row in places[places["value"].isna()].to_dict("records")
    ]:
        title = f"{len(missing)} kecamatan tanpa data"
        made.append(parts.folded(title, parts.ways(missing, title)))
    return made
