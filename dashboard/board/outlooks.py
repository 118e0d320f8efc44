"""The outlook of an indicator until a plan's end: asked for once, and put into words."""

from datetime import date, datetime

from sqlalchemy import Connection

from connectors import Indicator, Plan, regency
from dashboard import figures, measures, store
from dashboard.board import words
from dashboard.board._lines import Line, board
from dashboard.measures import Outlook, Target
from dashboard.measures.outlook import LEAST

SHOWN = 4  # years of the record
BACK = 14  # years before the newest that a picture shows


def plan_on(day: date) -> Plan:
    """The newest plan that had begun by `day`; the oldest one before any had."""
    begun = [plan for plan in regency().plans if plan.first_year <= day.year]
    return max(begun or [regency().plans[0]], key=lambda plan: plan.first_year)


def targets_of(line: Line, plan: Plan) -> list[Target]:
    """The targets that a plan sets for an indicator, oldest first."""
    whole = line.rows
    mine = (whole["kind"].to_numpy() == "target") & (whole["reference"].to_numpy() == plan.code)
    if not mine.any():  # most lines have none, and this is asked of every line
        return []
    rows = whole[mine]
    found = []
    for row in rows.sort_values("period").to_dict("records"):
        upper = row["upper"] if row["upper"] == row["upper"] else row["value"]
        found.append(Target(row["period"].date(), row["value"], upper, plan.code))
    return found


def values_of(line: Line) -> dict[date, float]:
    """The actual values of an indicator, oldest first."""
    rows = line.rows[line.rows["kind"] == "actual"].sort_values("period")
    return {row["period"].date(): float(row["value"]) for row in rows.to_dict("records")}


@store.kept
def outlook_of(
    db: Connection, code: str, area: str, plan: Plan, today: date, moment: datetime | None
) -> Outlook:
    """The outlook of one indicator until the end of `plan`."""
    lines = board(db, area, today, moment, (code,))
    if not lines:
        return Outlook("few")
    line = lines[0]
    goals = targets_of(line, plan)
    points = list(values_of(line).items())
    return measures.outlook(points, line.indicator, plan.last_year, goals[-1] if goals else None)


def sentence(found: Outlook, entry: Indicator, plan: Plan) -> str:
    """What is expected, or why nothing is said."""
    if found.why:
        return f"Tanpa prakiraan: {reason(found, entry, plan)}."
    end = found.ahead[-1]
    low, high = (words_of(each, entry) for each in (end.low, end.high))
    told = (
        f"Diperkirakan {words_of(end.middle, entry)} pada {_when(end.year, entry)} "
        f"(rentang 80\u00a0%: {low} sampai {high})"
    )
    if found.chance == found.chance and found.goal is not None:
        bound = words.amount(found.goal.bound(entry, end.middle), entry)
        when = found.goal.period.year
        bound += "" if when == end.year else f" ({_when(when, entry)})"
        told += f"; peluang mencapai target {bound}: {chance(found.chance)}"
    return f"{told}. {trial(found, entry)}"


def words_of(value: float, entry: Indicator) -> str:
    """What is only expected, with one decimal less than what is known."""
    return figures.quantity(value, entry.unit, max(entry.decimals - 1, 0))


def trial(found: Outlook, entry: Indicator) -> str:
    """What the back-test found, shown or not."""
    missed, naive = (words.step(each, entry) for each in (found.error, found.naive_error))
    return (
        f"Uji mundur: dari {len(found.record)} prakiraan yang akan dibuat pada tahun-tahun lalu, "
        f"rata-rata meleset {missed}; angka terakhir saja meleset {naive}."
    )


def reason(found: Outlook, entry: Indicator, plan: Plan) -> str:
    """Why no outlook is shown."""
    if found.why == "naive":
        worse = "tidak" if found.error >= found.naive_error else "belum cukup"
        missed, naive = (words.step(each, entry) for each in (found.error, found.naive_error))
        return (
            f"dalam uji mundur {worse} lebih baik dari angka terakhir "
            f"(rata-rata meleset {missed}, angka terakhir {naive})"
        )
    return {
        "yearly": "hanya dibuat untuk angka tahunan",
        "resets": "angkanya dihitung lagi dari nol setiap Januari",
        "ended": f"rencana sudah sampai akhirnya, {plan.last_year}",
        "few": f"data {found.count} tahun, perlu {LEAST}",
        "sparse": f"lebih dari separuh tahunnya tanpa angka (ada {found.count})",
        "equal": "nilainya tidak pernah berubah",
    }[found.why]


def chance(share: float) -> str:
    """A chance in whole percents, never quite none and never quite certain."""
    if share < 0.01:
        return "kurang dari 1 %"
    return "lebih dari 99 %" if share > 0.99 else f"{figures.number(100 * share)} %"


def record(found: Outlook, entry: Indicator) -> tuple[list[str], list[list[str]], list[date]]:
    """The head and the rows of what was said of the last years, and the period of each row."""
    came = sorted({one.year: one.came for one in found.record}.items(), reverse=True)[:SHOWN]
    steps = max((one.year - one.origin for one in found.record), default=0)
    said = {(one.year, one.year - one.origin): one.said for one in found.record}
    head = [
        "Tahun",
        "Yang terbit",
        *(f"{step} tahun sebelumnya" for step in steps_to(steps)),
    ]
    rows = []
    for year, value in came:
        told = [figures.number(said.get((year, step), float("nan")), entry.decimals)
                for step in steps_to(steps)]  # fmt: skip
        rows.append([str(year), words.amount(value, entry), *told])
    return head, rows, [date(year, 1, 1) for year, _ in came]


def steps_to(last: int) -> range:
    """One to `last` years before."""
    return range(1, last + 1)


def picture(found: Outlook, line: Line, plan: Plan) -> str:
    """The way to the plan's end as a mark, with what it shows in words."""
    entry = line.indicator
    known = {day.year: value for day, value in values_of(line).items()}
    values = {year: value for year, value in known.items() if year <= plan.last_year}
    since = max(values, default=plan.first_year) - BACK
    goals = [(goal.period.year, *goal.ends) for goal in targets_of(line, plan)]
    ahead = [(each.year, each.middle, each.low, each.high) for each in found.ahead]
    newest = max(values, default=0)
    told = f"{entry.title}: {len(values)} nilai"
    if newest:
        told += f", terbaru {words.amount(values[newest], entry)} pada {_when(newest, entry)}"
    if goals:
        aim = words.amount(targets_of(line, plan)[-1].bound(entry, 0.0), entry)
        told += f"; target {aim} pada {_when(goals[-1][0], entry)}"
    shown = {year: value for year, value in values.items() if year >= since}
    return figures.fan(shown, ahead, goals, entry, f"{told}. {sentence(found, entry, plan)}")


def _when(year: int, entry: Indicator) -> str:
    return figures.period(date(year, 1, 1), entry)
