"""No count under five of a desa is shown, nor can it be reckoned from what is shown."""

import itertools
from collections import defaultdict

import found as made
import pandas as pd
import pytest
from found import totals
from hypothesis import given
from hypothesis import strategies as st

from connectors import children
from dashboard import recipients
from dashboard.recipients._few import hidden, suppressed


def table(*rows, price=1_000_000):
    """Desa as (claims, valid, failing)."""
    frame = pd.DataFrame(rows, columns=["claims", "valid", "failing"]).astype(float)
    frame["area"] = [f"35.22.15.{2001 + n}" for n in range(len(rows))]
    return frame.assign(amount=frame["claims"] * price, at_risk=frame["failing"] * price)


def shown(*rows):
    return [list(row)[1:3] for row in suppressed(table(*rows)).itertuples(index=False)]


HIDDEN = [None, None]
DESA = st.integers(0, 40).flatmap(
    lambda claims: st.integers(0, claims).flatmap(
        lambda valid: st.integers(0, claims - valid).map(lambda failing: (claims, valid, failing))
    )
)


def test_enough_and_none_are_shown():
    assert shown((20, 20, 0), (0, 0, 0), (30, 20, 5)) == [[20, 20], [0, 0], [30, 20]]


@pytest.mark.parametrize("few", [(4, 4, 0), (20, 4, 9), (20, 16, 0), (20, 10, 1), (1, 0, 1)])
def test_a_desa_with_a_few_is_hidden_and_the_next_smallest_with_it(few):
    assert shown(few, (30, 20, 5), (25, 25, 0), (0, 0, 0)) == [
        HIDDEN, [30, 20], HIDDEN, [0, 0]
    ]  # fmt: skip


def test_two_that_are_hidden_hide_each_other():
    assert shown((3, 3, 0), (2, 2, 0), (25, 25, 0)) == [HIDDEN, HIDDEN, [25, 25]]


def test_those_that_are_as_small_as_the_next_smallest_go_with_it():
    assert shown((3, 3, 0), (25, 25, 0), (25, 20, 0), (26, 26, 0))[1:] == [
        HIDDEN, HIDDEN, [26, 26]
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 4])
def test_rows_that_only_their_sum_would_tell_take_another_with_them(count):
    same = (count, count, 0)
    assert shown(same, same, (25, 25, 0)) == [HIDDEN] * 3


def test_where_only_zeros_are_left_they_hide_it():
    assert shown((3, 3, 0), (0, 0, 0), (0, 0, 0)) == [HIDDEN] * 3


@given(st.lists(DESA, max_size=8))
def test_no_count_under_five_is_shown_nor_the_difference_of_two(rows):
    for claims, valid, share, amount, risk in suppressed(table(*rows, price=1)).iloc[:, 1:].values:
        assert (claims is None) == (valid is None) == (amount is None) == (risk is None)
        if claims is None:
            assert share is None
            continue
        assert not any(0 < each < 5 for each in (claims, valid, claims - valid, amount, risk))
        assert share == (valid / claims if claims else None)


@given(st.lists(DESA, min_size=2, max_size=8))
def test_no_row_is_hidden_alone(rows):
    claims, valid, failing = zip(*rows, strict=True)
    assert sum(hidden(claims, valid, failing)) != 1


@given(st.lists(DESA, min_size=1, max_size=6), st.randoms())
def test_which_rows_are_hidden_depends_on_nothing_but_their_values(rows, random):
    order = list(range(len(rows)))
    random.shuffle(order)
    before = hidden(*zip(*rows, strict=True))
    after = hidden(*zip(*(rows[n] for n in order), strict=True))
    assert after == [before[n] for n in order]


@given(st.lists(DESA, min_size=2, max_size=6), st.randoms())
def test_hidden_rows_may_stand_in_any_order(rows, random):
    """What a reader sees is the same, so nobody can tell one hidden row from another."""
    known = hidden(*zip(*rows, strict=True))
    behind = [row for row, is_hidden in zip(rows, known, strict=True) if is_hidden]
    random.shuffle(behind)
    other = [behind.pop() if is_hidden else row for row, is_hidden in zip(rows, known, strict=True)]
    assert shown(*rows) == shown(*other)


@pytest.mark.parametrize(("desa", "most"), [(2, 12), (3, 7), (4, 4)])
def test_a_reader_who_knows_rule_and_totals_reckons_no_count_under_five(desa, most):
    """Every table of so many desa: those that look alike never agree on a hidden count."""
    pairs = [(c, v) for c in range(most + 1) for v in range(c + 1)]
    alike = defaultdict(list)
    for rows in itertools.product(pairs, repeat=desa):
        claims, valid = zip(*rows, strict=True)
        known = hidden(claims, valid, [0] * desa)
        behind = sum(c for c, is_hidden in zip(claims, known, strict=True) if is_hidden)
        if behind <= most:  # or else there are others alike that are not among these tables
            seen = [None if is_hidden else row for row, is_hidden in zip(rows, known, strict=True)]
            alike[sum(claims), sum(valid), *seen].append(rows)
    for (_, _, *seen), tables in alike.items():
        for place in (n for n, row in enumerate(seen) if row is None):
            for count in (lambda r: r[0], lambda r: r[1], lambda r: r[0] - r[1]):
                values = {count(rows[place]) for rows in tables}
                assert len(values) > 1 or values & {0} or min(values) >= 5, (tables[0], place)


def test_the_table_of_a_kecamatan_has_every_desa(tmp_path):
    url = f"sqlite:///{tmp_path / 'p.db'}"
    first, second, third = (each.code for each in children("35.22.15")[:3])
    rows = totals(
        (first, "claims", 20.0), (first, "valid", 10.0), (first, "amount", 2e7),
        (first, "at_risk", 1e7), (first, "failing", 10.0),
        (second, "claims", 9.0), (second, "claims", 21.0, "2026-04-01"), (second, "valid", 30.0),
        (second, "amount", 3e7), (third, "claims", 40.0), (third, "valid", 30.0),
        (third, "at_risk", 2e6), (third, "failing", 2.0), (third, "born_differs", 8.0),
    )  # fmt: skip
    made.record(url, 0, [], sums=rows)
    with recipients.reading(url) as db:
        frame = recipients.desa_totals(db, "aladin", "35.22.15")
        empty = recipients.desa_totals(db, "aladin", "35.22.16")
    assert list(frame["area"]) == [each.code for each in children("35.22.15")]
    told = frame.set_index("area")
    # The third has two failing claims at most; the first is the next smallest that is not none.
    assert told.loc[third].isna().all() and told.loc[first].isna().all()
    assert list(told.loc[second]) == [30, 30, 1.0, 3e7, 0.0]
    assert set(told["claims"].iloc[3:]) == {0}
    assert set(empty["claims"]) == {0} and empty["share"].isna().all()
    recipients.engine(url).dispose()
