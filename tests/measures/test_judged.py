"""What was known when: an indicator judged at each moment that something of it was recorded."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd

from connectors import Indicator
from dashboard.measures import State, judged

RICE = Indicator("rice", "Harga", "Rp/kg", "month", "lower", (0, 99_999), lag_days=40)
NOON = datetime(2026, 3, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
NAN = float("nan")


def vintages(*rows):
    """Rows of (hours after NOON, month, value, kind, status)."""
    made = pd.DataFrame(rows, columns=["hours", "month", "value", "kind", "status"])
    return pd.DataFrame(
        {
            "recorded_at": [pd.Timestamp(NOON + hours * HOUR) for hours in made["hours"]],
            "period": pd.to_datetime([f"2026-{month:02}-01" for month in made["month"]]),
            "value": made["value"].astype(float),
            "upper": NAN,
            "kind": made["kind"],
            "reference": ["rkpd" if kind == "target" else "" for kind in made["kind"]],
            "source": "siharga",
            "simulated": False,
            "status": made["status"],
        }
    )


def states(frame, since=NOON - HOUR):
    found = judged(frame, RICE, ["rkpd"], since, lambda moment: moment.date())
    return [(round((k.at - NOON) / HOUR), k.state, k.stale) for k in found]


TARGET = (0, 3, 100, "target", "A")
OFF = (0, 2, 150, "actual", "A")


def test_each_moment_is_judged_with_what_was_known_then():
    frame = vintages(TARGET, (0, 3, 150, "actual", "A"), (1, 3, 90, "actual", "A"))
    assert [state for _, state, _ in states(frame)] == [State.BELOW_PATH, State.REACHED]


def test_a_moment_that_brings_many_rows_is_judged_once():
    assert len(states(vintages(TARGET, OFF, (0, 3, 90, "actual", "A")))) == 1


def test_only_the_last_moment_before_the_first_asked_for_is_judged():
    frame = vintages(TARGET, (0, 3, 150, "actual", "A"), (1, 3, 140, "actual", "A"),
                     (2, 3, 90, "actual", "A"))  # fmt: skip
    assert [hours for hours, _, _ in states(frame, NOON + 1.5 * HOUR)] == [1, 2]


def test_a_withdrawn_value_gives_the_word_back_to_the_one_before():
    frame = vintages((0, 2, 100, "target", "A"), TARGET, OFF, (1, 3, 90, "actual", "A"),
                     (2, 3, NAN, "actual", "M"))  # fmt: skip
    found = judged(frame, RICE, ["rkpd"], NOON, lambda moment: moment.date())
    assert [known.period.month for known in found] == [2, 3, 2]
    assert [known.good for known in found] == [False, True, False]
    assert found[2].off


def test_without_any_value_nothing_is_said():
    known = judged(vintages(TARGET), RICE, ["rkpd"], NOON, lambda moment: moment.date())[0]
    assert known.state is State.NO_VALUE and not known.off and not known.good


def test_what_is_old_when_it_is_asked_for_is_stale_and_shows_no_recovery():
    frame = vintages(TARGET, (0, 3, 90, "actual", "A"))
    late = judged(frame, RICE, ["rkpd"], NOON, lambda moment: date(2027, 1, 1))[0]
    assert late.stale and late.state is State.REACHED and not late.good
