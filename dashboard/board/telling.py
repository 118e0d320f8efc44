"""The facts that a page, a brief or the wall shows of the board: cards and problems."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from connectors import areas, children, indicator, regency, skpds
from dashboard import figures, measures, store
from dashboard.board import words
from dashboard.board._lines import Line
from dashboard.parts import AttentionItem, CardFacts

SPARK = 24  # periods in a sparkline
WORST = 3  # places named beside a problem


def card(line: Line, today: date) -> CardFacts:
    """A headline indicator as its card shows it."""
    entry, standing = line.indicator, line.standing
    value, unit = ("–", "") if line.newest is None else words.apart(standing.value, entry)
    actual = line.rows[line.rows["kind"] == "actual"].tail(SPARK)
    if entry.resets:  # a new year starts anew: the line shows this year's way only
        actual = actual[actual["period"].dt.year == actual["period"].max().year]
    low, high = standing.target_lower, standing.target_upper
    goal = high if entry.better == "lower" and high == high else low
    previous = standing.previous
    text = f"{entry.title}: {len(actual)} periode terakhir, terbaru {value} {unit}".strip()
    return CardFacts(
        title=entry.short or entry.title,
        href=f"/indikator/{entry.code}",
        value_text=value,
        unit=unit,
        state=standing.state,
        last_state_word=standing.last_state.word
        if standing.stale and standing.target_period
        else "",
        change_text=words.change(standing, entry),
        change_good=previous.good if previous else None,
        spark_svg=figures.sparkline(
            list(actual["value"]),
            target=goal if goal == goal else None,
            label=text,
            places=[day.toordinal() for day in actual["period"]],
        ),
        period_text=words.period(standing, entry),
        target_text=words.short_target(standing, entry),
        distance_text=words.distance(standing, entry),
        source_text=words.origin(line),
        age_text=words.age(standing, entry, today),
        simulated=line.simulated,
        origin=line.address,
    )


def problems(
    db: Connection, lines: Sequence[Line], today: date, moment: datetime | None
) -> list[AttentionItem]:
    """Everything off its path and everything overdue that has a target, worst first."""
    by_code = {line.indicator.code: line for line in lines}
    found = measures.attention([line.standing for line in lines])
    off = [standing.indicator for standing in found if not standing.stale]
    where = worst_places(db, off, moment) if off else {}
    items = []
    for standing in found:
        line = by_code[standing.indicator]
        entry = line.indicator
        due = f"seharusnya terbit {figures.day(standing.due)}" if standing.due else ""
        items.append(
            AttentionItem(
                state=standing.state,
                title=entry.short or entry.title,
                href=f"/indikator/{entry.code}",
                gap_text=due if standing.stale else words.gap(standing, entry),
                since_text=words.age(standing, entry, today)
                if standing.stale
                else words.since(standing, entry),
                where_text=where.get(entry.code, ""),
                who_text=words.answers(line),
                need_text=f"terakhir {standing.last_state.word}"
                if standing.stale
                else words.need(standing, entry),
                simulated=line.simulated,
                origin=line.address,
            )
        )
    return items


def worst_places(db: Connection, codes: Sequence[str], moment: datetime | None) -> dict[str, str]:
    """For each indicator the three worst kecamatan, or else SKPD, of its newest period."""
    home = regency().code
    inside = [area.code for area in children(home)]
    arguments = {"kinds": ("actual",)}
    if moment is None:
        below = store.latest(db, codes, inside, **arguments)
        beside = store.latest(db, codes, home, None, **arguments)
    else:
        below = store.as_of(db, moment, codes, inside, **arguments)
        beside = store.as_of(db, moment, codes, home, None, **arguments)
    names = {code: area.name for code, area in areas().items()}
    offices = {code: skpd.short for code, skpd in skpds().items()}
    found = {}
    for code in codes:
        entry = indicator(code)
        places = below[below["indicator"] == code].assign(place=lambda r: r["area"].map(names))
        if places.empty:
            mine = beside[(beside["indicator"] == code) & (beside["skpd"] != "")]
            places = mine.assign(place=mine["skpd"].map(offices))
        newest = places[places["period"] == places["period"].max()]
        worst = newest.sort_values("value", ascending=entry.better == "higher").head(WORST)
        if len(worst) and entry.better != "none":
            texts = [f"{r.place} {words.amount(r.value, entry)}" for r in worst.itertuples()]
            found[code] = "terburuk " + ", ".join(texts)
    return found
