"""Whatever the mail server does and wherever our process is killed: nobody gets a letter twice, and
of each that did not arrive something is said."""

import itertools
from collections import Counter
from datetime import timedelta

import pytest
from carried import NOW
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sender import STEPS, Sender

from dashboard import handing, store

LATER = timedelta(minutes=20)  # past every retry, and past the turn of a process that was killed
PATIENT = {"connect": 10, "answer": 10, "accept": 10, "whole": 30}
HASTY = {"connect": 0.3, "answer": 0.3, "accept": 0.3, "whole": 3}
ADDRESSES = ["satu@contoh.go.id", "dua@contoh.go.id", "tiga@contoh.go.id"]
BEHAVIOURS = ["accept", "refuse", "later", "later-letter", "refuse-letter", "busy", "closed",
              "stall-greeting", "stall-data", "stall-kept", "stall-lost", "stall-quit",
              "drop-greeting", "drop-data", "drop-body", "drop-kept", "drop-lost",
              "garble"]  # fmt: skip
FINAL = {"sent", "uncertain", "refused"}


@pytest.fixture(scope="session")
def sender():
    made = Sender()
    yield made
    made.stop()


class Trial:
    """One brief after another in one store, handed out by processes that may be killed."""

    def __init__(self, office, planned, briefed, sender, folder):
        self.office, self.sender, self.briefed, self.folder = office, sender, briefed, folder
        folder.mkdir()
        self.planned, self.weeks, self.now = planned, itertools.count(1), NOW
        self.plan(ADDRESSES)
        store.upgrade(self.settings.store_url)

    def plan(self, addresses, closed=False):
        listed = ", ".join(f'"{address}"' for address in addresses)
        lines = ["[mail]", 'server = "POS"', 'from = "dasbor@contoh.go.id"', "[mail.to]"]
        lines += [f"pimpinan = [{listed}]", "[folder]", f'path = "{self.folder}"']
        url = self.office.url(self.office.closed if closed else 0)
        self.settings = self.planned("\n".join(lines), POS=url)

    def begin(self):
        self.office.behave("accept")
        self.office.clear()
        year, week = divmod(next(self.weeks), 52)
        week = f"{2000 + year}-W{week + 1:02}"
        self.number = self.briefed(self.settings.store_url, week)
        with store.writing(self.settings.store_url) as db:
            handing.enlist(self.settings, db, self.number, "", self.now)

    def turn(self, behaviour="accept", kill="", limits=PATIENT):
        """One turn, 20 minutes after the last; the server does `behaviour`."""
        self.office.behave("accept" if behaviour == "closed" else behaviour)
        self.plan(self.addresses, behaviour == "closed")
        self.now += LATER
        self.sender.turn(dict(self.settings.environ), self.now, limits, kill)
        self.office.drop() if behaviour.startswith("stall") else self.office.quiet()

    addresses = ADDRESSES

    def end(self):
        """Turns with a good server until nothing waits; what became of each address."""
        for _ in range(3):
            self.turn()
        with store.reading(self.settings.store_url) as db:
            return store.deliveries(db, self.number)

    def check(self):
        """Nobody has two, who is said to have one has one, and of who has none it is said."""
        got = Counter(letter.to for letter in self.office.letters())
        ends = self.end()
        again = Counter(letter.to for letter in self.office.letters())
        assert max([0, *got.values(), *again.values()]) <= 1
        for one in ends:
            assert one.state in FINAL
            if one.channel == "folder":
                assert one.state == "sent"
            elif one.state == "sent":
                assert again[one.address] == 1
            elif not again[one.address]:
                assert one.said
        weeks = [path.name for path in self.folder.iterdir()]
        assert len(weeks) == len(set(weeks)) and not [name for name in weeks if name[0] == "."]
        return {one.address: one.state for one in ends}, again


@pytest.fixture
def trial(office, planned, briefed, sender, tmp_path):
    return Trial(office, planned, briefed, sender, tmp_path / "laporan")


ENDS = {  # where it was killed → how it ends, and how many letters there may be
    "connecting": ("sent", {1}),
    "connected": ("sent", {1}),
    "committing": ("sent", {1}),
    "uncommitted": ("sent", {1}),
    "committed": ("uncertain", {0}),
    "ended": ("uncertain", {0, 1}),
    "answered": ("uncertain", {1}),
    "kept": ("sent", {1}),
}


@pytest.mark.parametrize("kill", STEPS)
def test_killed_at_any_step_nobody_has_two_and_of_none_it_is_said(trial, kill):
    trial.addresses = ADDRESSES[:1]
    trial.plan(trial.addresses)
    trial.begin()
    trial.turn(kill=kill)
    ends, got = trial.check()
    state, counts = ENDS[kill]
    assert ends[ADDRESSES[0]] == state and got[ADDRESSES[0]] in counts


def test_what_is_said_of_a_letter_that_may_have_arrived_tells_how_to_go_on(trial):
    trial.begin()
    trial.turn(kill="ended")
    said = [one.said for one in trial.end() if one.state == "uncertain"]
    assert said
    for text in said:
        assert "mungkin sudah sampai" in text and "--send-again" in text


steps = st.tuples(st.sampled_from(BEHAVIOURS), st.sampled_from(["", "", *STEPS]))


@examples(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=1, max_size=4))
def test_in_whatever_order_things_go_wrong_nobody_has_two(trial, troubles):
    trial.begin()
    for behaviour, kill in troubles:
        trial.turn(behaviour, kill, HASTY)
    trial.check()
