"""Whatever there is to say, or not to say, gives a right page."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from points import actual, goal, keep

import connectors
from connectors import regency
from dashboard import brief, clock, store
from dashboard.board import followups
from dashboard.brief import _trouble
from dashboard.brief._contents import Asked, assembled
from dashboard.brief._known import Known
from dashboard.brief._spoken import spoken
from dashboard.settings import settings

WEEK = brief.week_named("2026-W09")
THEN = datetime(2026, 2, 12, 5, tzinfo=UTC)


@pytest.fixture
def url(tmp_path):
    found = settings({"DASHBOARD_DATA": str(tmp_path)})
    store.upgrade(found.store_url)
    yield found.store_url
    store.engine(found.store_url).dispose()


def printed(url, scope="", week=WEEK):
    """What the brief says, page by page, once its paper has passed the check."""
    asked = Asked(week, scope, True, "https://contoh.id")
    with store.reading(url) as db:
        contents, pdf = brief.fitted(brief.contents(db, asked, week.end), asked)
    assert brief.faults(pdf, contents) == []
    return [
        " ".join(word for block in page["blocks"] for word in spoken(block))
        for page in contents["pages"]
    ]


def test_without_any_data_every_page_says_so(url):
    told = printed(url)
    assert len(told) == 8
    for words in ("Belum ada indikator yang dapat dinilai", "belum ada pembanding"):
        assert words in told[0]
    assert all("elum ada" in page or "Tidak ada" in page for page in told)


def test_all_sources_down_says_so_with_the_last_good_values_and_their_age(own):
    week = brief.week_of(clock.today(clock.now())).before
    with store.writing(own.store_url) as db:
        for source in connectors.sources().values():
            run = store.start(db, source, True, THEN.date(), week.end - timedelta(days=2))
            store.fail(db, run, "unreachable", f"{source.code}: tidak menjawab", week.end)
    told = printed(own.store_url, week=week)
    assert "11,49\u00a0%" in told[1]
    assert "0 dari" in told[7] and told[7].count("gagal") >= 8 and "lagi di halaman" in told[7]


def test_an_area_and_an_agency_have_one_page_each(own):
    week = brief.week_of(clock.today(clock.now())).before
    for scope in ("area-35.22.15", "area-35.22", "area-35.22.15.2002", "skpd-1.02", "skpd-bps"):
        told = printed(own.store_url, scope, week)
        assert len(told) == 1 and len(told[0]) > 100, scope
    assert "Kecamatan Bojonegoro" in brief.dumped(contents_of(own.store_url, "area-35.22.15", week))


def contents_of(url, scope, week):
    asked = Asked(week, scope, True, "https://contoh.id")
    with store.reading(url) as db:
        return brief.contents(db, asked, week.end)


def test_every_agency_has_a_page_that_fits(own):
    week = brief.week_of(clock.today(clock.now())).before
    for code in list(connectors.skpds())[::9]:
        assert len(printed(own.store_url, f"skpd-{code}", week)) == 1


@pytest.mark.parametrize("target", [0.0, -2.5, 1e-9])
def test_a_target_of_zero_or_less_is_judged_and_printed(url, target):
    keep(
        url, "bps", [actual("poverty_rate", 2024, 12.0), actual("poverty_rate", 2025, 11.69)], THEN
    )
    keep(url, "rpjmd", [goal("poverty_rate", 2025, target)], THEN)
    assert "11,69\u00a0%" in printed(url)[1]


def test_equal_values_and_a_single_one_are_drawn(url):
    keep(url, "bps", [actual("poverty_rate", y, 11.0) for y in range(2015, 2026)], THEN)
    keep(url, "bps", [actual("hdi", 2025, 73.74)], THEN + timedelta(hours=1))
    assert "73,74" in printed(url)[1]


def test_three_hundred_problems_with_very_long_names_fit_and_the_others_are_counted(own):
    week = brief.week_of(clock.today(clock.now())).before
    asked = Asked(week, "", True, "https://contoh.id")
    with store.reading(own.store_url) as db:
        known = Known(db, clock.today(week.end), week.end)
        (one, *_) = [each for each in known.problems if not each.line.standing.stale]
        entry = replace(one.line.indicator, title="Kemiskinan ekstrem " * 30)
        many = [replace(one, line=replace(one.line, indicator=entry))] * 300
        object.__setattr__(known, "problems", many)
        page = {"title": "Permasalahan", "aside": "", "blocks": _trouble.trouble(known)}
        contents = assembled(asked, week.end, "Uji", [page], [], False)
        fitted, pdf = brief.fitted(contents, asked)
    assert brief.faults(pdf, fitted) == []
    block = next(each for each in fitted["pages"][0]["blocks"] if each["kind"] == "table")
    assert len(block["rows"]) + block["hidden"] == 300 and block["rows"]
    assert f"dan {block['hidden']} lagi" in block["rest"]


def test_numbers_of_the_brief_are_those_of_the_overview(weekly, history):
    contents, _ = weekly
    end = brief.week_of(clock.today(clock.now())).before.end
    with store.reading(history.store_url) as db:
        known = Known(db, clock.today(end), end)
        states = Counter(line.standing.state for line in known.lines)
    counts = next(each for each in contents["pages"][0]["blocks"] if each["kind"] == "counts")
    assert {each["shape"]: int(each["number"]) for each in counts["items"]} == {
        state.value: count for state, count in states.items()
    }


def test_what_was_revised_within_the_week_is_told_with_both_values(weekly):
    contents, _ = weekly
    told = " ".join(word for block in contents["pages"][0]["blocks"] for word in spoken(block))
    assert "↺" in told and "→" in told


def test_follow_ups_stand_beside_their_problems(own):
    week = brief.week_of(clock.today(clock.now())).before
    at = week.end - timedelta(days=3)
    with store.writing(own.store_url) as db:
        who = "Balai Latihan Kerja"
        key = ("unemployment_rate", regency().code, "")
        entry = store.FollowUpEntry(*key, at, 1, "Uji", who, clock.today(at), 40, "pelatihan")
        store.add_followup(db, entry)
    with store.reading(own.store_url) as db:
        assert followups.followups(db, clock.today(week.end), week.end)
    told = printed(own.store_url, week=week)
    assert "Balai Latihan Kerja" in told[2] and "40\u00a0%" in told[2]
    assert "Lewat tenggat" in told[2]


def test_what_came_in_for_the_first_time_is_no_new_problem(url):
    keep(url, "bps", [actual("hdi", 2025, 73.74)], THEN)
    keep(url, "rpjmd", [goal("poverty_rate", 2025, 10.95)], THEN)
    late = [actual("poverty_rate", 2024, 11.0), actual("poverty_rate", 2025, 11.69)]
    keep(url, "bps", [actual("hdi", 2025, 73.74), *late], WEEK.end - timedelta(days=2))
    told = printed(url)
    assert "Tidak ada masalah baru" in told[0] and "11,69\u00a0%" in told[2]
