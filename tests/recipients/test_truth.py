"""Against planted truth: what the verification finds of the stand-in's lists, reason by reason.

The stand-in knows for whom each claim was meant; it uses no rule of the verification. `make bench`
asks the same at full size.
"""

from datetime import date

import pytest
from once import once
from planted import candidates_of, draw_lists, findings, measured

from dashboard import demo
from dashboard.recipients import reasons

UNTIL, SCALE = date(2026, 11, 25), 0.1


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return once(tmp_path_factory, "planted", lambda made: draw_lists(made, UNTIL, SCALE))


@pytest.fixture(scope="module")
def told(folder):
    return findings(folder, UNTIL)


@pytest.fixture(scope="module")
def truth():
    return demo.lists_truth(UNTIL, SCALE)


def test_every_reason_is_found_where_it_was_planted_and_nowhere_else(told, truth):
    found = measured(told, truth)
    for reason, row in found.iterrows():
        least = 0.95 if reason in ("name_differs", "name_spelt") else 1.0
        assert row["precision"] >= least and row["recall"] >= least, (reason, dict(row))


def test_every_reason_is_planted(truth):
    assert set(truth["reason"]) == set(reasons())


def test_nobody_alive_is_called_dead(told, truth):
    dead = ["dead_before", "dead_after"]
    known = set(truth.loc[truth["reason"].isin(dead), ["list", "row"]].itertuples(index=False))
    said = set(told.loc[told["reason"].isin(dead), ["list", "place"]].itertuples(index=False))
    assert {tuple(each) for each in said} <= {tuple(each) for each in known} and said


def test_whom_a_wrong_nik_means_is_proposed(folder, truth):
    found = candidates_of(folder, UNTIL, truth)
    assert found["recall"] >= 0.85, found
    assert found["precision"] >= 0.95, found
    assert found["sure"] >= 0.98, "of those proposed with 90 % and more"
