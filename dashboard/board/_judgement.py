"""What one number says, in a few sentences that an editor would let pass.

Each clause is written for one question and is left out where there is nothing to say: what it is
and which way it went, where it should be, what that takes, its place among its peers, its age.
"""

from datetime import date

from connectors import Indicator
from dashboard import figures, measures
from dashboard.board import words
from dashboard.board._lines import Line
from dashboard.board.peers import Rank
from dashboard.measures import Change, Standing, State

OFF = {
    State.BELOW_PATH: "masih",
    State.BEHIND: "tertinggal,",
    State.WORSENING: "makin menjauh, kini",
}
OLD = 365  # days after which the age is worth a sentence, though nothing newer is due


def judgement(line: Line, today: date | None = None, rank: Rank | None = None) -> str:
    """What the newest value is, its way, its target and what that takes; its `rank`; its age.

    Without `today` it is not known whether the period still runs, nor how old the value is.
    """
    entry, standing = line.indicator, line.standing
    if standing.period is None:
        return "Belum ada data."
    running = today is not None and line.runs(today)
    told = [
        _value(line, running),
        _target(standing, entry),
        _need(standing, entry),
        _rank(rank, entry) if rank else "",
        _age(standing, entry, today),
        "angka ini data simulasi" if line.simulated else "",
    ]
    return " ".join(f"{text[:1].upper()}{text[1:]}." for text in told if text)


def _value(line: Line, running: bool) -> str:
    """The newest value, and its way since the one it can be compared with."""
    entry, standing = line.indicator, line.standing
    period, number = words.period(standing, entry), words.amount(standing.value, entry)
    if running:  # half a month beside a whole one would say something untrue
        name = f"tahun {period}" if period.isdigit() else period
        return f"{name} masih berjalan; sejauh ini tercatat {number}"
    if standing.stale:
        opening = f"angka terakhir, {period}, ialah {number}"
    elif entry.resets:
        until = "sepanjang" if entry.frequency == "year" else "sampai"
        opening = f"{until} {period} tercatat {number}"
    else:
        opening = f"pada {period} tercatat {number}"
    before, beside = standing.previous, standing.year_ago
    if beside is not None and (entry.resets or (before and _is_seasonal(line, before.since))):
        return f"{opening}, {_beside(beside, entry)}"
    return f"{opening}, {_since(before, entry)}" if before is not None else opening


def _is_seasonal(line: Line, since: date) -> bool:
    """Whether the step from `since` comes every year, so that it says nothing of this one."""
    actual = line.rows[line.rows["kind"] == "actual"]
    periods = [period.date() for period in actual["period"]]
    points = list(zip(periods, actual["value"].tolist(), strict=True))
    return since in periods and measures.is_seasonal(points, since, line.indicator)


def _since(made: Change, entry: Indicator) -> str:
    """The way since the period before: turun 0,20 poin dari Maret 2024 (membaik)."""
    verb = "naik" if made.value > 0 else "turun"
    return _way(made, entry, f"{verb} {words.step(made.value, entry)} dari")


def _beside(made: Change, entry: Indicator) -> str:
    """The difference from a year before: 7,8 poin lebih rendah daripada Oktober 2025."""
    side = "lebih tinggi" if made.value > 0 else "lebih rendah"
    return _way(made, entry, f"{words.step(made.value, entry)} {side} daripada")


def _way(made: Change, entry: Indicator, told: str) -> str:
    """`told` with the period that is compared, and whether that is good; or that it is the same."""
    before = figures.period(made.since, entry)
    if not _shows(made.value, entry):
        return f"{'hampir ' * bool(made.value)}sama dengan {before}"
    meaning = {True: " (membaik)", False: " (memburuk)", None: ""}[made.good]
    return f"{told} {before}{meaning}"


def _target(standing: Standing, entry: Indicator) -> str:
    """The value beside its target, or beside the path to a later one."""
    judged = standing.last_state if standing.stale else standing.state
    then = "saat itu " if standing.stale else ""
    if standing.target_period is None or judged is State.NO_TARGET:
        if entry.better == "none":  # nobody can want it higher or lower
            return ""
        return (
            "tidak ada target untuk periode itu" if then else "belum ada target untuk periode ini"
        )
    same = standing.target_period == standing.period
    when = "" if same else f" untuk {figures.period(standing.target_period, entry)}"
    goal = f"target {words.goal(standing, entry)}{when}"
    if judged is State.REACHED:
        if entry.better == "range" and _is_wide(standing):
            return f"{then}{'berada ' * (not then)}dalam rentang {goal}"
        return f"{then}{goal} {'sudah ' * (not same)}tercapai{_margin(standing, entry)}"
    if judged is State.ON_PATH:
        return f"{then}belum mencapai {goal}, tetapi {'masih ' * (not then)}di jalurnya"
    side = {"higher": "di bawah", "lower": "di atas"}.get(entry.better) or _side(standing)
    aim = goal if same else f"jalur menuju {goal}"
    far = words.step(standing.gap, entry) if _shows(standing.gap, entry) else "sedikit"
    place = f"{far} {side} {'rentang ' * (same and _is_wide(standing))}{aim}"
    return f"{then}{place}" if then else f"{OFF[judged]} {place}"


def _margin(standing: Standing, entry: Indicator) -> str:
    """By how much a target of one number is met, where it is met by more than that."""
    beyond = abs(standing.value - standing.target_lower)
    if _is_wide(standing) or not _shows(beyond, entry):
        return ""
    return f" dengan selisih {words.step(beyond, entry)}"


def _need(standing: Standing, entry: Indicator) -> str:
    """What each period has to bring until the plan's last target, beside the best of the past."""
    pace, left, best = standing.pace_needed, standing.periods_left, standing.best_pace
    if standing.state not in (*OFF, State.ON_PATH) or not _shows(pace, entry) or pace <= 0:
        return ""
    verb = {"higher": "naik", "lower": "turun"}.get(entry.better)
    verb = verb or ("naik" if _side(standing) == "di bawah" else "turun")
    unit = words.STEP[entry.frequency]
    span = f"setiap {unit}" if left > 1 else f"dalam satu {unit}" if left else "lagi"
    text = f"perlu {verb} {words.step(pace, entry)} {span}"
    if best == 0:
        return f"{text}; selama ini belum pernah membaik"
    if _shows(best, entry):
        text += f"; laju terbaik selama ini {words.step(best, entry)}"
        text += "" if left else f" dalam satu {unit}"
    return text


def _rank(rank: Rank, entry: Indicator) -> str:
    """The place among the peers; where no direction is better, from the highest."""
    if rank.of < 2:
        return ""
    peers = f"{figures.number(rank.of)} {rank.among}"
    if rank.shared == rank.of:
        return f"nilainya sama di {peers}"
    judged = entry.better in ("higher", "lower")
    best, last = ("terbaik", "terbawah") if judged else ("tertinggi", "terendah")
    also = "termasuk yang " if rank.shared > 1 else ""
    if rank.rank == 1:
        return f"{also}{best} dari {peers}"
    if rank.rank + rank.shared > rank.of:
        return f"{also}{last} dari {peers}"
    return f"{'peringkat' if judged else 'tertinggi'} ke-{rank.rank} dari {peers}"


def _age(standing: Standing, entry: Indicator, today: date | None) -> str:
    """When the next value was due, or how old this one is where that is a year or more."""
    if standing.stale and standing.due is not None:
        return f"angka berikutnya seharusnya terbit {figures.day(standing.due)}"
    if today is None or standing.period is None:
        return ""
    days = measures.age_days(standing.period, entry, today)
    return f"angka ini berumur {figures.age(days)}" if days >= OLD else ""


def _is_wide(standing: Standing) -> bool:
    """Whether the target is a range."""
    upper = standing.target_upper
    return upper == upper and upper != standing.target_lower


def _side(standing: Standing) -> str:
    """On which side of a range the value is."""
    return "di bawah" if standing.value < standing.target_lower else "di atas"


def _shows(value: float, entry: Indicator) -> bool:
    """Whether a difference is more than nothing once it is rounded as it is told."""
    text = figures.quantity(value, entry.unit, entry.decimals)
    return any(digit in "123456789" for digit in text.removesuffix(entry.unit))
