"""The page of the kecamatan: one indicator as tiles, and a table of all of them."""

import pandas as pd

import connectors
from connectors import Indicator, children, regency
from dashboard import figures, measures
from dashboard.board import one, peers, place, words
from dashboard.brief._blocks import Block, Cell, cell, heading, plain, table, tiles
from dashboard.brief._known import Known, marked

MAPPED = "stunting_rate_measured"
# What stands in the table, the mapped one first, with the heads of its columns.
HEADS = {"stunting_rate_measured": "Stunting, %", "road_good_condition": "Jalan mantap, %",
         "complaints_open": "Aduan terbuka",
         "registered_poor_households": "RT desil 1–4"}  # fmt: skip


def places(known: Known) -> list[Block]:
    """The blocks of the page."""
    themes = peers.ranked_indicators(known.db, known.moment)
    every = [code for codes in themes.values() for code in codes]
    if not every:
        return [plain("Belum ada data menurut kecamatan.")]
    code = MAPPED if MAPPED in every else every[0]
    entry = connectors.indicator(code)
    rows = one.places(known.db, entry, known.moment)
    others = [connectors.indicator(each) for each in HEADS if each in every and each != code]
    simulated = bool(rows["simulated"].eq(True).any())
    return [
        heading(entry.title, marked(words.newest_period(rows, entry), simulated)),
        _map(entry, rows),
        *_table(known, entry, rows, others),
    ]


def _map(entry: Indicator, rows: pd.DataFrame) -> Block:
    spots = {area.code: area for area in children(regency().code)}
    shades = measures.fifths(rows["value"])
    items = [
        (spots[row["area"]].row, spots[row["area"]].column, row["name"],
         figures.number(row["value"], entry.decimals) if shade >= 0 else "–", shade)
        for row, shade in zip(rows.to_dict("records"), shades, strict=True)
    ]  # fmt: skip
    legend = [
        (shade, words.ends(low, high, entry))
        for shade, low, high, _ in measures.bounds_of(rows["value"].tolist(), shades)
    ]
    return tiles(items, legend)


def _table(
    known: Known, entry: Indicator, rows: pd.DataFrame, others: list[Indicator]
) -> list[Block]:
    """All kecamatan, in the order of the mapped indicator."""
    beside_it = {
        each.code: dict(zip(found["area"], found["value"], strict=True))
        for each in others
        for found in [one.places(known.db, each, known.moment)]
    }
    live = place.inhabitants(known.db, children(regency().code), known.moment)
    columns = [("", "8mm", "right"), ("Kecamatan", "1fr", "left"), ("Penduduk", "24mm", "right"),
               *((head(each), "30mm", "right") for each in (entry, *others))]  # fmt: skip
    made: list[list[Cell]] = []
    for row in rows.to_dict("records"):
        mine = [row["value"], *(beside_it[each.code].get(row["area"], float("nan"))
                                for each in others)]  # fmt: skip
        told = [figures.number(value, each.decimals)
                for value, each in zip(mine, (entry, *others), strict=True)]  # fmt: skip
        rank = str(int(row["rank"])) if row["value"] == row["value"] else "–"
        people = live.get(row["area"], ("–", ""))[0].removesuffix(" jiwa")
        made.append([cell(rank), cell(row["name"]), *(cell(each) for each in (people, *told))])
    units = "; ".join(f"{head(each).partition(',')[0]}: {lower(each.title)}"
                      for each in (entry, *others))  # fmt: skip
    return [table(columns, made, dense=True), plain(f"{units}.", "soft")]


def lower(title: str) -> str:
    """A title as it stands inside a sentence."""
    return f"{title[:1].lower()}{title[1:]}"


def head(entry: Indicator) -> str:
    """The head of a narrow column."""
    return HEADS.get(entry.code) or (entry.short or entry.title).split()[0]
