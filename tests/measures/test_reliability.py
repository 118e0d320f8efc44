"""How dependable a source has been."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures import reliability

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SINCE = NOW - timedelta(days=90)


def history(*runs):
    """Runs as (days before NOW, state)."""
    rows = [("siak", NOW - timedelta(days=ago), state) for ago, state in runs]
    return pd.DataFrame(rows, columns=["source", "ended_at", "state"])


@pytest.mark.parametrize(
    ("runs", "score"),
    [
        ([(10, "ok")], 100.0),
        ([(10, "failed")], 0.0),
        ([(10, "ok"), (4, "failed")], 60.0),
        ([(10, "ok"), (5, "failed"), (2.5, "ok")], 75.0),
        ([(10, "ok"), (4, "held")], 60.0),
        ([(200, "ok"), (45, "failed")], 50.0),
    ],
)
def test_time_after_a_good_run_counts_and_time_after_a_bad_one_does_not(runs, score):
    assert reliability(history(*runs), SINCE, NOW) == {"siak": pytest.approx(score)}


def test_a_source_that_retries_often_while_it_fails_is_not_punished_for_it():
    often = [(10, "ok"), *((5 - each / 100, "failed") for each in range(100)), (4, "ok")]
    seldom = [(10, "ok"), (5, "failed"), (4, "ok")]
    assert reliability(history(*often), SINCE, NOW) == reliability(history(*seldom), SINCE, NOW)


def test_a_source_that_never_ran_has_no_score():
    assert reliability(history(), SINCE, NOW) == {}
    assert reliability(history((0, "ok")), SINCE, NOW) == {}


@given(st.lists(st.tuples(st.floats(0.1, 400), st.sampled_from(["ok", "failed", "held"]))))
def test_a_score_is_a_share(runs):
    assert all(0 <= each <= 100 + 1e-9 for each in reliability(history(*runs), SINCE, NOW).values())
