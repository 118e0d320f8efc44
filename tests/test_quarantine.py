"""A source that suddenly sends another amount: held, asked about, accepted or rejected.

And what is asked for: what is new or may still change. On both stores, with made-up pulls.
"""

import itertools
import threading
import time
from datetime import UTC, date, datetime, timedelta

import declared
import pandas as pd
import pytest
from sqlalchemy import update

import connectors
from connectors import SourceUnreachable, areas, source_of
from dashboard import clock, store
from dashboard.__main__ import main
from dashboard.refresh import refresh
from dashboard.settings import settings
from dashboard.store._tables import runs

FACTS = declared.SIHARGA | {
    "rows_min": 5,
}
RICE = declared.RICE | {"range": [0, 99_999]}
AREAS = list(areas())


def source(code="siharga", indicators=None, **changes):
    facts = FACTS | {"database": f"{code.upper()}_URL"} | changes
    return source_of(code, facts | {"indicator": indicators or {f"rice_{code}": RICE}})


def frame(count, code="rice_siharga", day="2026-09-01", value=1.0, kind="actual"):
    """One value for each of the first `count` areas."""
    rows = pd.DataFrame({"area": AREAS[:count]}).assign(
        indicator=code, skpd="", period=pd.Timestamp(day).as_unit("ns"), kind=kind, reference=""
    )
    rows = rows.assign(value=value, upper=float("nan"), status="A", publication="", note="")
    return rows[connectors.FRAME]


class Agency:
    """Answers each pull with the pieces that were put there for the source; notes `since`."""

    def __init__(self):
        self.pieces, self.asked, self.found = {}, [], None

    def pull(self, source, address, since, today):
        self.asked.append(since)
        for piece in self.pieces[source.code]:
            if isinstance(piece, Exception):
                raise piece
            yield piece[piece["period"] >= pd.Timestamp(since)]

    def refresh(self, *pieces, of=None, **how):
        """Refresh one source that answers with these pieces."""
        asked = of or source()
        self.pieces[asked.code] = pieces
        (outcome,) = refresh([asked], self.found, **how)
        return outcome

    def values(self, code="rice_siharga"):
        with store.reading(self.found.store_url) as db:
            return list(store.latest(db, code)["value"])

    def waiting(self):
        with store.reading(self.found.store_url) as db:
            return store.held(db)

    def staged(self):
        with store.reading(self.found.store_url) as db:
            return db.exec_driver_sql("SELECT count(*) FROM incoming").scalar()

    def states(self):
        with store.reading(self.found.store_url) as db:
            return list(store.history(db, clock.now() - timedelta(days=1))["state"])

    def stamp(self):
        with store.reading(self.found.store_url) as db:
            return marked(db)


@pytest.fixture(params=["sqlite", "postgresql"])
def agency(request, tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")("quarantine")
    made = Agency()
    addresses = {"SIHARGA_URL": "x", "LAIN_URL": "x", "DASHBOARD_STORE_URL": url}
    made.found = settings({"DASHBOARD_DATA": str(tmp_path)} | addresses)
    store.upgrade(url)
    monkeypatch.setattr(connectors, "pull", made.pull)
    monkeypatch.setattr(connectors, "sources", lambda: {"siharga": source()})
    for name, value in addresses.items():
        monkeypatch.setenv(name, value)
    yield made
    store.engine(url).dispose()


READ = itertools.count()


@store.kept
def marked(db):
    """A number that is another one whenever a page would be reckoned anew."""
    return next(READ)


def decide(word, number):
    return main([word, str(number)])


@pytest.mark.parametrize("count", [0, 2, 200])
def test_a_sudden_change_of_size_is_held_and_nothing_of_it_is_shown(agency, count):
    agency.refresh(frame(20))
    outcome = agency.refresh(frame(count, value=2.0))
    assert outcome.state == "held"
    assert agency.values() == [1.0] * 20
    (run,) = agency.waiting().to_dict("records")
    assert (run["source"], run["rows_held"], run["rows_known"]) == ("siharga", count, 20)
    assert run["since"] == date(1900, 1, 1)
    assert run["question"] == outcome.error
    assert f"siharga: biasanya 20 angka, kali ini {count};" in outcome.error
    assert f"`python -m dashboard accept {run['run']}`" in outcome.error
    assert f"`python -m dashboard reject {run['run']}`" in outcome.error


@pytest.mark.parametrize("count", [3, 199])
def test_a_smaller_change_of_size_is_published(agency, count):
    agency.refresh(frame(20))
    assert agency.refresh(frame(count)).state == "ok"
    assert len(agency.values()) == count


def test_a_source_that_is_being_filled_may_grow_as_it_likes(agency):
    agency.refresh(frame(5))
    assert agency.refresh(frame(300)).state == "ok"


def test_nothing_at_all_is_held_however_little_was_known(agency):
    agency.refresh(frame(5))
    assert agency.refresh(frame(0)).state == "held"
    assert len(agency.values()) == 5


def test_a_first_answer_that_is_too_small_is_refused(agency):
    outcome = agency.refresh(frame(4))
    assert outcome.state == "failed"
    assert outcome.error.startswith("siharga: hanya 4 baris, paling sedikit 5; periksa apakah")
    assert agency.values() == []
    assert agency.staged() == 0


def test_targets_do_not_hide_that_the_actual_values_are_gone(agency):
    agency.refresh(pd.concat([frame(20), frame(300, kind="target")]))
    assert agency.refresh(frame(300, kind="target")).state == "held"


def test_a_first_real_answer_is_not_compared_with_the_stand_in(agency):
    with store.writing(agency.found.store_url) as db:
        run = store.start(db, source(), True, date(1900, 1, 1), clock.now())
        store.stage(db, run, frame(300))
        store.publish(db, run, clock.now())
    assert agency.refresh(frame(5, value=2.0)).state == "ok"
    assert agency.values() == [2.0] * 5


def test_a_snapshot_is_compared_with_its_newest_period(agency):
    people = source(indicators={"people": RICE | {"snapshot": True}})
    for month in range(1, 13):
        day = f"2025-{month:02}-01"
        assert agency.refresh(frame(20, "people", day), of=people).state == "ok"
    assert agency.refresh(frame(2, "people", "2026-10-01"), of=people).state == "held"
    assert agency.refresh(frame(19, "people", "2026-10-01"), of=people).state == "ok"
    assert len(agency.values("people")) == 12 * 20 + 19


def test_what_was_not_asked_for_is_not_missed(agency):
    recent = source(look_back_days=1)
    days = pd.date_range("2024-01-01", "2025-12-01", freq="MS")
    months = [frame(20, day=day) for day in days]
    agency.refresh(*months, of=recent)
    assert agency.refresh(*months[-2:], of=recent).state == "ok"
    assert len(agency.values()) == 24 * 20


def test_accepting_publishes_what_was_held(agency, capsys):
    agency.refresh(frame(20))
    agency.refresh(frame(10), frame(200, value=2.0)[10:])
    (number,) = agency.waiting()["run"]
    with store.reading(agency.found.store_url) as db:
        ended = store.last_runs(db)["ended_at"].iloc[0]
    assert decide("accept", number) == 0
    assert "diterima: 200 angka, 180 baru, 10 direvisi, 0 dicabut" in capsys.readouterr().out
    assert sorted(agency.values()) == [1.0] * 10 + [2.0] * 190
    assert agency.states() == ["ok", "ok"]
    assert agency.staged() == 0
    with store.reading(agency.found.store_url) as db:
        row = store.last_runs(db).iloc[0]
    assert (row["ok_ended_at"], row["error"]) == (ended, "")  # as old as its pull
    assert agency.refresh(frame(200)).state == "ok"


def test_accepting_withdraws_only_what_was_asked_for(agency):
    recent = source(look_back_days=10)
    agency.refresh(frame(20, day="2026-06-01"), frame(20), of=recent)
    assert agency.refresh(frame(0), of=recent).state == "held"
    assert decide("accept", agency.waiting()["run"].iloc[0]) == 0
    assert len(agency.values()) == 20


def test_rejecting_throws_it_away_and_the_next_pull_asks_again(agency):
    agency.refresh(frame(20))
    agency.refresh(frame(200))
    assert decide("reject", agency.waiting()["run"].iloc[0]) == 0
    assert agency.values() == [1.0] * 20
    assert agency.staged() == 0
    assert agency.states() == ["ok", "rejected"]
    assert agency.refresh(frame(200)).state == "held"


def test_a_held_run_is_superseded_by_a_newer_answer(agency, capsys):
    agency.refresh(frame(20))
    agency.refresh(frame(200))
    agency.refresh(frame(0))
    first, second = 2, 3
    assert list(agency.waiting()["run"]) == [second]
    assert decide("accept", first) == 1
    said = capsys.readouterr().err
    assert f"Penarikan {first} (siharga) sudah digantikan penarikan yang lebih baru" in said
    assert f"Yang menunggu keputusan: {second} (siharga)" in said
    assert agency.refresh(frame(21)).state == "ok"
    assert agency.waiting().empty
    assert agency.staged() == 0
    assert agency.states() == ["ok", "superseded", "superseded", "ok"]


def test_a_failure_leaves_the_question_open(agency):
    agency.refresh(frame(20))
    agency.refresh(frame(200))
    agency.refresh(SourceUnreachable("siharga: tidak dapat dihubungi"))
    assert decide("accept", agency.waiting()["run"].iloc[0]) == 0
    assert len(agency.values()) == 200


@pytest.mark.parametrize("word", ["accept", "reject"])
def test_only_a_held_run_can_be_decided(agency, capsys, word):
    agency.refresh(frame(20))
    assert decide(word, 1) == 1
    assert "Penarikan 1 (siharga) sudah masuk" in capsys.readouterr().err
    assert decide(word, 99) == 1
    assert "Penarikan 99 tidak ada. Yang menunggu keputusan: tidak ada" in capsys.readouterr().err
    agency.refresh(frame(200))
    assert decide("reject", 2) == 0
    assert decide(word, 2) == 1
    assert "Penarikan 2 (siharga) sudah ditolak" in capsys.readouterr().err


def test_a_held_source_leaves_the_others_fresh_and_keeps_its_hours(agency):
    other = source("lain")
    agency.pieces = {"siharga": [frame(20)], "lain": [frame(20, "rice_lain")]}
    refresh([source(), other], agency.found)
    agency.pieces = {"siharga": [frame(0)], "lain": [frame(20, "rice_lain", value=2.0)]}
    outcomes = refresh([source(), other], agency.found)
    assert [outcome.state for outcome in outcomes] == ["held", "ok"]
    assert agency.values("rice_lain") == [2.0] * 20
    with store.reading(agency.found.store_url) as db:
        wait = store.next_due(db)["siharga"] - clock.now()
    assert timedelta(hours=23) < wait <= timedelta(days=1)


def test_the_exit_status_counts_what_is_held(agency, capsys):
    agency.pieces["siharga"] = [frame(20)]
    assert main(["refresh"]) == 0
    agency.pieces["siharga"] = [frame(0)]
    assert main(["refresh"]) == 1
    said = capsys.readouterr().out
    assert "ditahan" in said
    assert "? siharga: biasanya 20 angka, kali ini 0" in said


def test_every_decision_is_seen_by_the_pages(agency):
    agency.refresh(frame(20))
    seen = [agency.stamp()]
    assert agency.stamp() == seen[0]  # nothing happened
    for step in (
        lambda: agency.refresh(frame(0)),
        lambda: decide("reject", 2),
        lambda: agency.refresh(frame(0)),
        lambda: decide("accept", 3),
        lambda: agency.refresh(SourceUnreachable("siharga: tidak dapat dihubungi")),
    ):
        step()
        seen.append(agency.stamp())
    assert len(set(seen)) == len(seen)


def test_a_piece_that_fails_in_the_middle_leaves_nothing(agency):
    agency.refresh(frame(20))
    outcome = agency.refresh(frame(10, value=2.0), SourceUnreachable("siharga: terputus"))
    assert outcome.state == "failed"
    assert agency.values() == [1.0] * 20
    assert agency.staged() == 0


@pytest.mark.parametrize("error", [ZeroDivisionError(), AttributeError(), RuntimeError("x")])
def test_a_fault_of_our_own_fails_its_source_alone(agency, error):
    other = source("lain")
    agency.pieces = {"siharga": [error], "lain": [frame(20, "rice_lain")]}
    outcomes = refresh([source(), other], agency.found)
    assert [outcome.state for outcome in outcomes] == ["failed", "ok"]


def test_one_key_in_two_pieces_is_named_and_refused(agency):
    outcome = agency.refresh(frame(20), frame(20, day="2026-10-01"), frame(21, value=2.0)[18:])
    assert outcome.state == "failed"
    assert f"siharga: kunci ganda: rice_siharga {AREAS[18]} 2026-09-01 actual" in outcome.error
    assert AREAS[20] not in outcome.error
    assert agency.values() == []
    assert agency.staged() == 0


def test_a_run_that_was_taken_over_does_not_go_on(agency):
    url, started = agency.found.store_url, clock.now()
    with store.writing(url) as db:
        lost = store.start(db, source(), False, date(1900, 1, 1), started)
        store.stage(db, lost, frame(20))
    with store.writing(url) as db:
        mine = store.start(db, source(), False, date(1900, 1, 1), started)
    assert agency.staged() == 0
    with pytest.raises(store.RunLost, match="diambil alih"), store.writing(url) as db:
        store.stage(db, lost, frame(20, day="2026-10-01"))
    with pytest.raises(store.RunLost), store.writing(url) as db:
        store.publish(db, lost, started)
    with store.writing(url) as db:
        store.stage(db, mine, frame(20))
        assert store.publish(db, mine, started).new == 20


def test_a_run_that_is_held_while_it_is_taken_over_keeps_its_rows(postgres_url):
    url = postgres_url("taken")
    store.upgrade(url)
    with store.writing(url) as db:
        run = store.start(db, source(), False, date(1900, 1, 1), clock.now())
        store.stage(db, run, frame(20))
        store.publish(db, run, clock.now())
    with store.writing(url) as db:
        odd = store.start(db, source(), False, date(1900, 1, 1), clock.now())
        store.stage(db, odd, frame(200))
    over = threading.Thread(target=take_over, args=(url,))
    with store.writing(url) as db:
        assert store.hold_if_odd(db, odd, clock.now())
        over.start()
        time.sleep(0.5)  # by then it has seen the run going on, and waits
    over.join()
    with store.writing(url) as db:
        assert store.accept(db, odd.number, {"siharga": source()}, clock.now()).new == 180
    store.engine(url).dispose()


def take_over(url):
    with store.writing(url) as db:
        store.start(db, source(), False, date(1900, 1, 1), clock.now())


ONE_DAY = RICE | {"frequency": "day"}


@pytest.mark.parametrize(
    ("indicators", "day", "look_back", "first"),
    [
        ({"x": RICE}, "2026-09-01", 0, date(1900, 1, 1)),
        ({"x": RICE}, "2026-09-01", 10, date(2026, 8, 1)),
        ({"x": RICE}, "2026-09-01", 62, date(2026, 7, 1)),
        ({"x": ONE_DAY}, "2026-09-13", 3, date(2026, 9, 10)),
        ({"x": RICE | {"frequency": "week"}}, "2026-09-14", 1, date(2026, 9, 7)),
        ({"x": RICE | {"frequency": "quarter"}}, "2026-07-01", 1, date(2026, 4, 1)),
        ({"x": RICE | {"frequency": "semester"}}, "2026-07-01", 1, date(2026, 1, 1)),
        ({"x": RICE, "y": RICE | {"frequency": "year"}}, "2026-09-01", 10, date(2026, 1, 1)),
        ({"x": RICE | {"resets": "year"}}, "2026-09-01", 10, date(2026, 1, 1)),
        ({"x": RICE, "y": ONE_DAY | {"snapshot": True}}, "2026-09-01", 10, date(2026, 8, 1)),
    ],
)
def test_only_what_may_have_changed_is_asked_for(agency, indicators, day, look_back, first):
    changing = source(indicators=indicators, look_back_days=look_back)
    pieces = [frame(20, "x", day)]
    if indicators.get("y", {}).get("snapshot"):
        pieces.append(frame(20, "y", "2026-11-24"))
    agency.refresh(*pieces, of=changing)
    agency.refresh(*pieces, of=changing)
    assert agency.asked == [date(1900, 1, 1), first]
    agency.refresh(*pieces, of=changing, whole=True)
    assert agency.asked[-1] == date(1900, 1, 1)
    assert agency.states() == ["ok"] * 3


def test_a_year_is_not_cut_by_the_look_back(agency):
    both = {"month": RICE, "year": RICE | {"frequency": "year"}}
    mixed = source(indicators=both, look_back_days=30)
    months = frame(20, "month", "2026-08-01")
    agency.refresh(months, frame(20, "year", "2026-01-01"), of=mixed)
    agency.refresh(months, frame(20, "year", "2026-01-01", value=2.0), of=mixed)
    assert agency.values("year") == [2.0] * 20


def test_what_was_withdrawn_is_no_reason_to_ask_for_less(agency):
    recent = source(look_back_days=1)
    agency.refresh(frame(20, day="2026-08-01"), frame(20, day="2026-10-01"), of=recent)
    agency.refresh(frame(20, day="2026-08-01"), frame(0), of=recent, whole=True)
    agency.refresh(frame(20, day="2026-08-01"), of=recent)
    assert agency.asked[-1] == date(2026, 7, 1)


def test_all_of_it_can_be_asked_for_by_hand(agency, monkeypatch):
    monkeypatch.setattr(connectors, "sources", lambda: {"siharga": source(look_back_days=1)})
    agency.pieces["siharga"] = [frame(20)]
    for words in ([], [], ["--all"]):
        assert main(["refresh", *words]) == 0
    assert agency.asked == [date(1900, 1, 1), date(2026, 8, 1), date(1900, 1, 1)]


def test_once_a_month_everything_is_asked_for_again(agency):
    recent = source(look_back_days=1)
    agency.refresh(frame(20), of=recent)
    with store.writing(agency.found.store_url) as db:
        db.execute(update(runs).values(ended_at=clock.now() - timedelta(days=31)))
    agency.refresh(frame(20), of=recent)
    agency.refresh(frame(20), of=recent)
    assert agency.asked == [date(1900, 1, 1), date(1900, 1, 1), date(2026, 8, 1)]


def test_a_source_that_forgets_is_never_asked_again_for_what_it_forgot(agency):
    forgets = source(look_back_days=1, forgets=True)
    agency.refresh(frame(20, day="2025-09-01"), frame(20), of=forgets)
    with store.writing(agency.found.store_url) as db:
        db.execute(update(runs).values(ended_at=clock.now() - timedelta(days=31)))
    agency.refresh(frame(20), of=forgets, whole=True)
    assert agency.asked[-1] == date(2026, 8, 1)
    assert len(agency.values()) == 40


def test_the_run_remembers_from_when_it_asked(agency):
    recent = source(look_back_days=1)
    agency.refresh(frame(20), of=recent)
    agency.refresh(frame(0), of=recent)
    assert list(agency.waiting()["since"]) == [date(2026, 8, 1)]


def test_the_history_tells_how_each_run_ended(agency):
    begun = clock.now()
    agency.refresh(frame(20))
    agency.refresh(SourceUnreachable("siharga: tidak dapat dihubungi"))
    with store.reading(agency.found.store_url) as db:
        told = store.history(db, begun)
        assert store.history(db, datetime.now(UTC) + timedelta(hours=1)).empty
    assert list(told["state"]) == ["ok", "failed"]
    assert list(told["error_kind"]) == ["", "unreachable"]
    assert list(told["rows_seen"]) == [20, 0]
    assert (told["ended_at"] >= told["started_at"]).all()


def test_a_run_held_under_an_older_declaration_of_its_source_says_so(agency, monkeypatch, capsys):
    agency.refresh(frame(20))
    agency.refresh(frame(0))
    monkeypatch.setattr(connectors, "sources", dict)
    assert decide("accept", 2) == 1
    assert "milik sumber siharga, yang sudah tidak ada" in capsys.readouterr().err
