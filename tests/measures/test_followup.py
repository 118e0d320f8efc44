"""Only the data open and close: the rules of a follow-up, by their properties."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures import Entry, Happening, Known, Progress, State, course

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NEVER = date(2099, 12, 31)
UNTIL = START + 400 * DAY
OFF = State.BEHIND


def end_of(day):
    return datetime.combine(day + DAY, datetime.min.time(), UTC)


def at(day):
    return START + day * DAY


def wrote(day, *, due=NEVER, done=False, progress=0, note=""):
    return Entry(at(day), "Siti", "Bidang", due, progress, note, done)


def said(day, state, month=1, stale=False):
    return Known(at(day), date(2026, month, 1), 1.0, state, stale)


def went(entries, judgements, until=UNTIL):
    return course(entries, judgements, end_of, until)


def kinds(one):
    return [event.kind for event in one.events]


days = st.integers(0, 300)
entries = st.lists(
    st.builds(wrote, days, due=st.dates(date(2025, 12, 1), date(2027, 3, 1)), done=st.booleans()),
    min_size=1,
    max_size=8,
).map(lambda made: sorted(made, key=lambda entry: entry.at))
judgements = st.lists(
    st.builds(said, days, st.sampled_from(State), st.integers(1, 12), st.booleans()), max_size=12
).map(lambda made: sorted(made, key=lambda known: known.at))


@given(entries, judgements)
def test_it_is_never_closed_while_the_newest_state_known_is_off(written, spoken):
    if spoken and spoken[-1].off:
        assert went(written, spoken).progress is not Progress.CLOSED


@given(entries, judgements)
def test_it_is_closed_while_and_only_while_the_last_word_of_the_data_is_good(written, spoken):
    words = [known for known in spoken if known.good or known.off]
    closed = went(written, spoken).progress is Progress.CLOSED
    assert closed == bool(words and words[-1].good)


@given(entries, judgements)
def test_people_alone_never_close(written, spoken):
    bad = [known for known in spoken if not known.good]
    one = went(written, bad)
    assert Happening.CLOSED not in kinds(one) and one.progress is not Progress.CLOSED


@given(entries, judgements)
def test_stale_data_close_nothing(written, spoken):
    old = [Known(k.at, k.period, k.value, k.state, True) for k in spoken]
    assert Happening.CLOSED not in kinds(went(written, old))


@given(entries, judgements)
def test_events_stand_in_order_and_every_entry_is_there_once(written, spoken):
    one = went(written, spoken)
    moments = [event.at for event in one.events]
    assert moments == sorted(moments)
    assert one.events[0].kind is Happening.BEGUN
    lasting = [e.entry for e in one.events if e.entry and e.kind is not Happening.OVERDUE]
    assert lasting == written
    assert one.entry is written[-1]


@given(entries, judgements)
def test_closing_and_opening_take_turns(written, spoken):
    turns = [k for k in kinds(went(written, spoken)) if k in ("closed", "reopened")]
    assert turns == (["closed", "reopened"] * len(turns))[: len(turns)]


@given(entries, judgements, days)
def test_the_past_is_as_it_was_known_then(written, spoken, day):
    """Cutting off what came later changes nothing of what was before."""
    then = at(day) + DAY / 2
    early = [entry for entry in written if entry.at <= then]
    if early:
        one = went(early, [known for known in spoken if known.at <= then], then)
        whole = went(written, spoken)
        assert one.events == tuple(e for e in whole.events if e.at <= then)[: len(one.events)]


@given(entries, judgements)
def test_overdue_is_what_is_open_after_its_day(written, spoken):
    one = went(written, spoken)
    assert one.overdue == (one.progress is Progress.OPEN and end_of(one.entry.due) < UNTIL)


def test_it_begins_goes_on_and_is_closed_by_the_first_good_value():
    one = went(
        [wrote(1), wrote(5, progress=40)],
        [said(0, OFF), said(6, OFF, 2), said(9, State.ON_PATH, 3), said(12, State.REACHED, 4)],
    )
    assert kinds(one) == ["begun", "updated", "closed"]
    assert one.since == at(9) and one.events[-1].known.period == date(2026, 3, 1)


def test_a_claim_waits_for_the_data_and_the_same_period_does_not_answer_it():
    one = went([wrote(1), wrote(5, done=True)], [said(0, OFF), said(6, OFF)])
    assert kinds(one) == ["begun", "claimed"]
    assert one.progress is Progress.CLAIMED and not one.overdue


def test_the_next_periods_value_denies_a_claim_or_grants_it():
    claimed = [wrote(1), wrote(5, done=True)]
    denied = went(claimed, [said(0, OFF), said(6, OFF, 2)])
    assert kinds(denied) == ["begun", "claimed", "denied"]
    assert denied.progress is Progress.OPEN and denied.reopened == 1
    granted = went(claimed, [said(0, OFF), said(6, State.REACHED, 2)])
    assert kinds(granted) == ["begun", "claimed", "closed"]


def test_a_claim_can_be_taken_back():
    one = went([wrote(1), wrote(5, done=True), wrote(6)], [said(0, OFF)])
    assert kinds(one) == ["begun", "claimed", "unclaimed"]


def test_it_opens_again_when_the_data_fall_and_an_old_claim_is_void():
    one = went(
        [wrote(1), wrote(2, done=True)],
        [said(0, OFF), said(3, State.REACHED, 2), said(9, State.WORSENING, 3)],
    )
    assert kinds(one) == ["begun", "claimed", "closed", "reopened"]
    assert one.progress is Progress.OPEN and one.reopened == 1


def test_a_due_date_that_goes_by_is_told_once_and_a_new_one_anew():
    first, second = date(2026, 1, 10), date(2026, 2, 10)
    one = went([wrote(1, due=first), wrote(20, due=first), wrote(21, due=second)], [said(0, OFF)])
    assert kinds(one) == ["begun", "overdue", "updated", "updated", "overdue"]
    assert [e.at for e in one.events if e.kind == "overdue"] == [end_of(first), end_of(second)]


def test_the_due_day_itself_is_not_overdue():
    due = date(2026, 1, 10)
    assert not went([wrote(1, due=due)], [], end_of(due)).overdue
    assert went([wrote(1, due=due)], [], end_of(due) + DAY).overdue


def test_what_is_closed_or_claimed_is_not_overdue():
    due = date(2026, 1, 10)
    assert not went([wrote(1, due=due)], [said(0, OFF), said(5, State.REACHED, 2)]).overdue
    assert not went([wrote(1, due=due), wrote(2, due=due, done=True)], [said(0, OFF)]).overdue


def test_a_follow_up_begun_after_the_data_recovered_is_closed_at_once():
    one = went([wrote(5)], [said(0, OFF), said(4, State.REACHED, 2)])
    assert kinds(one) == ["begun", "closed"]
