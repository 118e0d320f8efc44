"""Weeks are closed when their time has come, once, whatever happened meanwhile."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from points import actual, goal, keep

from dashboard import brief, handing, printing, schedule, store, weekly
from dashboard.delivery import Plan
from dashboard.settings import settings

ROOT = Path(__file__).parents[2]
MONDAY = datetime(2026, 3, 1, 23, tzinfo=UTC)  # 06:00 WIB on 2 March
WEEK = timedelta(days=7)


@pytest.fixture
def found(tmp_path):
    """Settings of a store of a few figures, known since a Thursday in February."""
    made = settings({"DASHBOARD_DATA": str(tmp_path), "DASHBOARD_PUBLIC_URL": "https://contoh.id"})
    store.upgrade(made.store_url)
    thursday = datetime(2026, 2, 12, 5, tzinfo=UTC)
    keep(made.store_url, "bps", figures(11.69, 3.6), thursday)
    keep(made.store_url, "rpjmd", [goal("poverty_rate", 2025, 10.95)], thursday)
    yield made
    store.engine(made.store_url).dispose()


def figures(poverty, jobs):
    return [actual("poverty_rate", 2024, 12.0), actual("poverty_rate", 2025, poverty),
            actual("unemployment_rate", 2025, jobs)]  # fmt: skip


def finals(found):
    with store.reading(found.store_url) as db:
        return [one.week for one in store.briefs(db) if one.final]


def contents(found, week):
    with store.reading(found.store_url) as db:
        return brief.loaded(store.brief_contents(db, store.brief(db, week).id))


def test_a_week_is_closed_on_its_hour_and_not_before(found):
    weekly.work(found, MONDAY - timedelta(seconds=1))
    assert finals(found) == ["2026-W08", "2026-W07"]
    turn(found, MONDAY)
    weekly.work(found, MONDAY)
    assert finals(found) == ["2026-W09", "2026-W08", "2026-W07"]


def turn(found, now):
    """Let the turn come, as the clock would."""
    with store.writing(found.store_url) as db:
        store.enlist(db, [weekly.TURN], now)
    with store.writing(found.store_url) as db:
        store.claim(db, weekly.TURN, "uji", now, now, only_due=False)
        store.release(db, weekly.TURN, "uji", now)


def test_a_missed_monday_is_caught_up_and_says_what_was_known_at_its_end(found):
    late = MONDAY + 3 * WEEK + timedelta(days=2, hours=5)
    keep(found.store_url, "bps", figures(11.49, 3.9), MONDAY + timedelta(days=3))
    made = weekly.work(found, late)
    assert [one.week for one in made if one.final] == [
        "2026-W07", "2026-W08", "2026-W09", "2026-W10", "2026-W11", "2026-W12"
    ]  # fmt: skip
    assert not any(one.error for one in made)
    assert "11,69" in brief.dumped(contents(found, "2026-W09"))
    assert "11,69 % → 11,49 %".replace(" %", "\u00a0%") in brief.dumped(contents(found, "2026-W10"))


def test_what_is_closed_stays_though_the_past_is_revised(found):
    weekly.work(found, MONDAY)
    before = contents(found, "2026-W09")
    keep(found.store_url, "bps", figures(9.99, 9.9), MONDAY + timedelta(hours=2))
    turn(found, MONDAY + WEEK)
    weekly.work(found, MONDAY + WEEK)
    assert contents(found, "2026-W09") == before
    with store.reading(found.store_url) as db:
        one = store.brief(db, "2026-W09")
    again = printing.again(found, one)
    with store.reading(found.store_url) as db:
        assert again.pdf == store.brief_file(db, one.id, "pdf")
    assert "sama sampai ke bita" in again.again


def test_before_anything_is_known_nothing_is_closed(tmp_path):
    made = settings({"DASHBOARD_DATA": str(tmp_path)})
    store.upgrade(made.store_url)
    with store.reading(made.store_url) as db:
        assert not weekly.waiting(db, MONDAY)
        assert schedule.due(db, Plan(), MONDAY) == []


def test_a_week_asked_for_before_there_were_data_says_so(found):
    week = brief.week_named("2025-W01")
    made = printing.closed(found, brief.Asked(week, "", True, "https://contoh.id"), MONDAY)
    assert not made.error
    told = brief.dumped(contents(found, "2025-W01"))
    assert "Belum ada indikator yang dapat dinilai" in told and "Belum ada data." in told


def test_another_day_and_hour_may_be_set(found):
    plan = Plan(weekday=2, hour=14, minute=30)
    week = brief.week_named("2026-W09")
    assert schedule.release(week, plan) == datetime(2026, 3, 4, 7, 30, tzinfo=UTC)


def test_the_draft_of_the_running_week_gives_way_to_what_is_known_later(found):
    weekly.work(found, MONDAY)
    with store.reading(found.store_url) as db:
        first = store.brief(db, "2026-W10")
    assert not first.final and first.sha256
    now = MONDAY + timedelta(hours=1)
    keep(found.store_url, "bps", figures(11.0, 3.5), now)
    turn(found, now + timedelta(minutes=1))
    weekly.work(found, now + timedelta(minutes=1))
    with store.reading(found.store_url) as db:
        second = store.brief(db, "2026-W10")
        assert store.code_known(db, first.code) == (first.id, first.frozen_at)
        assert store.code_known(db, second.code)[0] == first.id
    assert second.code != first.code and "11,00" in brief.dumped(contents(found, "2026-W10"))


def test_a_draft_becomes_final_when_its_week_is_closed(found):
    weekly.work(found, MONDAY - timedelta(days=1))
    with store.reading(found.store_url) as db:
        assert not store.brief(db, "2026-W09").final
    turn(found, MONDAY)
    weekly.work(found, MONDAY)
    with store.reading(found.store_url) as db:
        one = store.brief(db, "2026-W09")
        assert one.final and one.until == brief.week_named("2026-W09").end
        assert "Rancangan" not in store.brief_contents(db, one.id)


def test_paper_that_fails_its_check_goes_to_nobody_and_says_why(found, monkeypatch):
    monkeypatch.setattr(brief, "faults", lambda pdf, contents: ["halaman 2: tercetak «9»"])
    made = weekly.work(found, MONDAY)
    assert {one.error for one in made} == {"halaman 2: tercetak «9»"}
    with store.reading(found.store_url) as db:
        one = store.brief(db, "2026-W09")
        assert one.final and not one.sha256 and one.error == "halaman 2: tercetak «9»"
        assert store.brief_file_names(db, one.id) == [] and store.deliveries(db) == []
    monkeypatch.undo()
    frozen = contents(found, "2026-W09")
    turn(found, MONDAY + timedelta(hours=1))
    weekly.work(found, MONDAY + timedelta(hours=1))
    with store.reading(found.store_url) as db:
        one = store.brief(db, "2026-W09")
        assert one.sha256 and not one.error
    assert contents(found, "2026-W09") == frozen


def test_a_week_that_breaks_holds_up_no_other_and_nothing_that_is_to_be_sent(
    found, tmp_path, monkeypatch, caplog
):
    plan = tmp_path / "pengiriman.toml"
    plan.write_text(f'[folder]\npath = "{tmp_path}"\n', "utf-8")
    mine = settings(dict(found.environ) | {"DASHBOARD_DELIVERY": str(plan)})
    real = brief.contents

    def broken(db, asked, moment):
        if asked.week.name == "2026-W07":
            raise KeyError("x")
        return real(db, asked, moment)

    monkeypatch.setattr(brief, "contents", broken)
    made = weekly.work(mine, MONDAY)
    assert [one.week for one in made if one.error] == ["2026-W07"]
    assert finals(mine) == ["2026-W09", "2026-W08"] and "KeyError" in caplog.text
    assert (tmp_path / "laporan-bojonegoro-2026-W09.pdf").exists()
    monkeypatch.undo()
    turn(mine, MONDAY + timedelta(minutes=20))
    weekly.work(mine, MONDAY + timedelta(minutes=20))
    assert finals(mine) == ["2026-W09", "2026-W08", "2026-W07"]


def test_paper_does_not_wait_for_a_mail_server_and_the_clock_goes_on_meanwhile(found, monkeypatch):
    order, slow = [], [0.0]
    monkeypatch.setattr(weekly.time, "monotonic", lambda: slow[0])

    def close(_settings, _plan, _now):
        order.append("close")
        slow[0] += 90
        return []

    monkeypatch.setattr(weekly, "close", close)
    monkeypatch.setattr(handing, "hand_out", lambda _settings, now, **_: order.append(now))
    weekly.work(found, MONDAY)
    assert order == ["close", MONDAY + timedelta(seconds=90)]


def test_a_delivery_that_another_host_is_at_does_not_have_the_timer_spin(found, monkeypatch):
    monkeypatch.setattr(handing, "hand_out", lambda *_, **__: 0)
    weekly.work(found, MONDAY)
    with store.writing(found.store_url) as db:
        one = store.brief(db, "2026-W09")
        store.hand_out(db, one.id, [("folder", "arsip", "/srv")], MONDAY)
    now = MONDAY + timedelta(hours=1)
    assert weekly._next(found, now) == now + weekly.SOONEST


def test_where_typst_refuses_the_layout_of_old_the_paper_that_was_kept_is_given(found, monkeypatch):
    weekly.work(found, MONDAY)

    def refuse(_contents):
        raise brief.CannotTypeset("x")

    monkeypatch.setattr(brief, "typeset", refuse)
    with store.reading(found.store_url) as db:
        one = store.brief(db, "2026-W09")
        kept = store.brief_file(db, one.id, "pdf")
    again = printing.again(found, one)
    assert again.pdf == kept and "kertas aslinya" in again.again


def test_a_paper_made_later_with_another_layout_has_a_code_of_its_own(found, monkeypatch, tmp_path):
    monkeypatch.setattr(brief, "faults", lambda pdf, contents: ["halaman 2: tercetak «9»"])
    asked = brief.Asked(brief.week_named("2026-W09"), "", True, found.public_url)
    assert printing.closed(found, asked, MONDAY).error
    monkeypatch.undo()
    first = contents(found, "2026-W09")
    layout = tmp_path / "brief.typ"
    layout.write_text(first["layout"] + "// mended\n", "utf-8")
    monkeypatch.setattr("dashboard.brief._contents.LAYOUT", layout)
    assert not printing.closed(found, asked, MONDAY).error
    second = contents(found, "2026-W09")
    assert second["pages"] == first["pages"] and second["layout"] != first["layout"]
    assert second["paper"]["code"] != first["paper"]["code"]


STEPS = ["contents", "fitted", "faults", "workbook", "previews"]


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_leaves_nothing_and_the_next_start_finishes_once(
    found, step, monkeypatch
):
    def crash(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(brief, step, crash)
    with pytest.raises(KeyboardInterrupt):
        weekly.work(found, MONDAY)
    assert finals(found) == []
    monkeypatch.undo()
    turn(found, MONDAY + timedelta(minutes=20))
    weekly.work(found, MONDAY + timedelta(minutes=20))
    assert finals(found) == ["2026-W09", "2026-W08", "2026-W07"]


KILLED = """
import sys, os, signal, datetime
sys.path[:0] = [sys.argv[1]]
from dashboard import brief, store, weekly
from dashboard.settings import settings
found, kill = settings(), int(sys.argv[3])
real, count = store.made, [0]
def made(*args):
    count[0] += 1
    if count[0] == kill:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args)
store.made = made
weekly.work(found, datetime.datetime.fromisoformat(sys.argv[2]))
"""


def test_killed_while_it_is_kept_a_week_is_there_whole_or_not_at_all(found):
    environ = dict(os.environ) | dict(found.environ)
    for place, kill in enumerate((2, 1, 9)):  # in the second week, then at once, then not at all
        now = MONDAY + place * timedelta(minutes=20)  # the turn of one that was killed runs out
        turn(found, now)
        command = [sys.executable, "-c", KILLED, str(ROOT), now.isoformat(), str(kill)]
        ended = subprocess.run(command, env=environ, check=False).returncode
        assert ended == (0 if kill == 9 else -signal.SIGKILL)
        with store.reading(found.store_url) as db:
            for one in store.briefs(db):
                assert one.sha256 and len(store.brief_file_names(db, one.id)) == 10
    assert finals(found) == ["2026-W09", "2026-W08", "2026-W07"]


def closes(environ, moment, done):
    done.put([one.week for one in weekly.work(settings(environ), moment)])


def test_two_hosts_at_the_same_moment_close_each_week_once(found):
    fork = multiprocessing.get_context("spawn")
    done = fork.Queue()
    both = [fork.Process(target=closes, args=(dict(found.environ), MONDAY, done)) for _ in "ab"]
    for one in both:
        one.start()
    answers = sorted((done.get(timeout=60) for _ in both), key=len)
    for one in both:
        one.join()
    assert answers[0] == [] and answers[1] == ["2026-W07", "2026-W08", "2026-W09", "2026-W10"]


def test_weeks_of_late_and_revised_data_are_all_there_and_the_timer_may_be_off(found):
    chance, now, wanted = random.Random(20260302), MONDAY, []
    for _ in range(12):
        for _ in range(chance.randrange(3)):
            at = now + timedelta(seconds=chance.randrange(7 * 86400))
            keep(found.store_url, "bps", figures(round(chance.uniform(8, 13), 2), 3.6), at)
        now += timedelta(days=chance.choice([1, 4, 7, 16]), seconds=chance.randrange(86400))
        turn(found, now)
        assert not any(one.error for one in weekly.work(found, now))
    week = brief.week_named("2026-W07")
    while schedule.release(week, Plan()) <= now:
        wanted.append(week.name)
        week = week.following
    assert finals(found)[::-1] == wanted and len(wanted) > 8


def test_the_last_week_goes_out_and_those_that_were_missed_do_not(found, tmp_path):
    folder = tmp_path / "keluar"
    folder.mkdir()
    plan = tmp_path / "pengiriman.toml"
    plan.write_text(f'[folder]\npath = "{folder}"\n', "utf-8")
    mine = settings(dict(found.environ) | {"DASHBOARD_DELIVERY": str(plan)})
    weekly.work(mine, MONDAY)
    assert sorted(one.name for one in folder.iterdir()) == [
        "laporan-bojonegoro-2026-W09.pdf", "laporan-bojonegoro-2026-W09.xlsx"
    ]  # fmt: skip
    with store.reading(found.store_url) as db:
        states = {store.brief(db, one.week).week: one.state for one in joined(db)}
    assert states == {"2026-W07": "skipped", "2026-W08": "skipped", "2026-W09": "sent"}
    turn(mine, MONDAY + timedelta(hours=3))
    weekly.work(mine, MONDAY + timedelta(hours=3))
    with store.reading(found.store_url) as db:
        assert [one.tries for one in store.deliveries(db, state="sent")] == [1]


def test_whom_the_plan_names_gets_the_page_of_a_place_and_an_unknown_one_holds_nothing(
    found, tmp_path
):
    plan = tmp_path / "pengiriman.toml"
    plan.write_text(
        '[mail]\nserver = "SURAT"\nfrom = "a@contoh.id"\n[mail.to]\nrapat = ["b@contoh.id"]\n'
        '[mail.scopes]\n"area-35.22.15" = ["camat@contoh.id"]\n"skpd-salah" = ["x@contoh.id"]\n',
        "utf-8",
    )
    mine = settings(
        dict(found.environ) | {"DASHBOARD_DELIVERY": str(plan), "SURAT": "smtp://127.0.0.1:9"}
    )
    made = weekly.work(mine, MONDAY)
    assert {one.scope for one in made} == {"", "area-35.22.15"}
    with store.reading(found.store_url) as db:
        waits = {(one.role, one.address) for one in store.deliveries(db, state="waiting")}
    assert ("rapat", "b@contoh.id") in waits and len(waits) == 2


def test_a_page_of_a_place_that_a_crash_left_out_is_made_at_the_next_start(
    found, tmp_path, monkeypatch
):
    plan = tmp_path / "pengiriman.toml"
    plan.write_text(
        '[mail]\nserver = "SURAT"\nfrom = "a@contoh.id"\n[mail.scopes]\n'
        '"area-35.22.15" = ["camat@contoh.id"]\n',
        "utf-8",
    )
    mine = settings(
        dict(found.environ) | {"DASHBOARD_DELIVERY": str(plan), "SURAT": "smtp://127.0.0.1:9"}
    )
    real = brief.contents

    def crash(db, asked, moment):
        if asked.scope and asked.week.name == "2026-W09":
            raise KeyboardInterrupt
        return real(db, asked, moment)

    monkeypatch.setattr(brief, "contents", crash)
    with pytest.raises(KeyboardInterrupt):
        weekly.work(mine, MONDAY)
    assert finals(mine)[0] == "2026-W09"  # the regency's, and not yet that of the place
    monkeypatch.undo()
    later = MONDAY + timedelta(minutes=20)
    turn(mine, later)
    made = [one for one in weekly.work(mine, later) if one.final]
    assert [(one.week, one.scope, one.error) for one in made] == [("2026-W09", "area-35.22.15", "")]
    with store.reading(found.store_url) as db:
        place = store.brief(db, "2026-W09", "area-35.22.15")
        assert {one.brief_id for one in store.deliveries(db, state="waiting")} == {place.id}
        assert schedule.due(db, schedule.planned(mine), later) == []


def joined(db):
    """Each delivery with the week of its brief."""
    weeks = {one.id: one.week for one in store.briefs(db, None)}
    for one in store.deliveries(db):
        yield type("Sent", (), {"week": weeks[one.brief_id], "state": one.state})


def test_a_plan_that_cannot_be_read_closes_the_week_all_the_same(found, tmp_path):
    plan = tmp_path / "pengiriman.toml"
    plan.write_text("[folder\n", "utf-8")
    mine = settings(dict(found.environ) | {"DASHBOARD_DELIVERY": str(plan)})
    assert not any(one.error for one in weekly.work(mine, MONDAY))
    assert finals(found)[0] == "2026-W09"
    with store.reading(found.store_url) as db:
        (one,) = store.deliveries(db, state="waiting")
    assert "pengiriman.toml" in one.said
    assert handing.UNKNOWN == one.channel
