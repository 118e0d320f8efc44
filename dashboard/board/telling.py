"""The facts that a page, a brief or the wall shows of the board: the headline cards."""

from datetime import date

from dashboard import figures
from dashboard.board import words
from dashboard.board._lines import Line
from dashboard.parts import CardFacts

SPARK = 24  # periods in a sparkline


def card(line: Line, today: date) -> CardFacts:
    """A headline indicator as its card shows it."""
    entry, standing = line.indicator, line.standing
    value, unit = ("–", "") if line.newest is None else words.apart(standing.value, entry)
    previous = standing.previous
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
        spark_svg=spark(line),
        period_text=words.period(standing, entry),
        target_text=words.short_target(standing, entry),
        distance_text=words.distance(standing, entry),
        source_text=words.origin(line),
        age_text=words.age(standing, entry, today),
        simulated=line.simulated,
        origin=line.address,
    )


def spark(line: Line) -> str:
    """The last periods as a small line, the target dashed."""
    entry, standing = line.indicator, line.standing
    actual = line.rows[line.rows["kind"] == "actual"].tail(SPARK)
    if entry.resets:  # a new year starts anew: the line shows this year's way only
        actual = actual[actual["period"].dt.year == actual["period"].max().year]
    low, high = standing.target_lower, standing.target_upper
    goal = high if entry.better == "lower" and high == high else low
    newest = "–" if line.newest is None else words.amount(standing.value, entry)
    return figures.sparkline(
        list(actual["value"]),
        target=goal if goal == goal else None,
        label=f"{entry.title}: {len(actual)} periode terakhir, terbaru {newest}",
        places=[day.toordinal() for day in actual["period"]],
    )
