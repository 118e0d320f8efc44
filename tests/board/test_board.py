"""The board on a store of a few figures: standings, problems, changes, and what they say."""

from datetime import date, timedelta

import pytest
from points import NOON, actual, goal, keep
from recorded import LONG_AGO

import connectors
from connectors import regency
from dashboard import store
from dashboard.board import board, changes, ranked, sentences, telling, words
from dashboard.measures import State

HOME = regency().code
WEEK = timedelta(days=7)
TODAY = date(2026, 3, 2)


@pytest.fixture
def url(tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


POVERTY = [actual("poverty_rate", y, v) for y, v in ((2023, 12.18), (2024, 11.69), (2025, 11.49))]
JOBS = [actual("unemployment_rate", 2024, 3.6), actual("unemployment_rate", 2025, 3.9)]
HDI = [actual("hdi", 2024, 72.75), actual("hdi", 2025, 73.74)]
GOALS = [goal("poverty_rate", 2025, 10.95), goal("unemployment_rate", 2025, 3.63),
         goal("hdi", 2025, 73.54)]  # fmt: skip


@pytest.fixture
def filled(url):
    keep(url, "bps", [*POVERTY, *JOBS, *HDI])
    keep(url, "rpjmd", GOALS)
    return url


def lines_of(url, today=TODAY, moment=None):
    with store.reading(url) as db:
        return {line.indicator.code: line for line in board(db, HOME, today, moment)}


def test_targets_of_one_source_judge_the_values_of_another(filled):
    lines = lines_of(filled)
    assert lines["hdi"].standing.state is State.REACHED
    assert lines["poverty_rate"].standing.state is State.BEHIND
    assert lines["unemployment_rate"].standing.state is State.WORSENING


def test_the_overview_opens_with_how_many_and_the_worst(filled):
    lines = list(lines_of(filled).values())
    pieces = sentences.overview(lines, ranked(lines, TODAY))
    assert "".join(piece.text for piece in pieces) == (
        "Satu dari tiga indikator bertarget sudah tercapai atau di jalurnya. "
        "Pengangguran terbuka memburuk, 0,27 poin di atas target; satu lain juga di luar jalurnya."
    )
    assert [piece.text for piece in pieces if piece.worst] == [
        " Pengangguran terbuka memburuk, 0,27 poin di atas target"
    ]


def test_the_overview_of_a_store_without_targets_says_so(url):
    keep(url, "bps", HDI)
    pieces = sentences.overview(list(lines_of(url).values()), [])
    assert pieces[0].text.startswith("Belum ada indikator yang dapat dinilai")


def recent(url, until):
    with store.reading(url) as db:
        return changes.recent(db, until - WEEK, until)


def test_a_first_load_is_one_line_and_not_hundreds(filled):
    found = recent(filled, NOON + timedelta(hours=1))
    assert [item.text for item in found] == [
        "Dimuat pertama kali: Data makro terpublikasi, 7 angka",
        "Dimuat pertama kali: Target RPJMD, 3 angka",
    ]


def test_revisions_come_first_then_withdrawals_then_what_is_new(filled):
    later = NOON + 2 * WEEK
    rows = [*POVERTY[1:], JOBS[0], actual("unemployment_rate", 2025, 3.8), *HDI]
    keep(filled, "bps", [*rows, actual("gini", 2025, 0.3)], later)
    found = recent(filled, later + timedelta(hours=1))
    assert [(item.mark, item.text) for item in found] == [
        ("revised", "Direvisi: Pengangguran terbuka Agustus 2025 3,90 % → 3,80 %"),
        ("withdrawn", "Dicabut: Penduduk miskin Maret 2023 (12,18 %)"),
        ("new", "Rasio gini Maret 2025: 0,300"),
    ]


def test_a_source_that_fails_is_a_change_too(filled):
    later = NOON + 2 * WEEK
    with store.writing(filled) as db:
        run = store.start(db, connectors.sources()["bps"], False, LONG_AGO, later)
        store.fail(db, run, "unreachable", "x", later)
    (item,) = recent(filled, later + timedelta(hours=1))
    assert item.mark == "late"
    assert "gagal ditarik" in item.text


def test_a_run_that_waits_for_a_person_is_told(filled):
    later = NOON + 2 * WEEK
    hold(filled, later)
    (item,) = recent(filled, later + timedelta(hours=1))
    assert (item.mark, item.who) == ("held", "BPS")
    assert item.text == "Data makro terpublikasi menunggu keputusan; angka terakhir tetap dipakai"


def hold(url, when):
    """A run of a size that is odd, which waits for a decision."""
    with store.writing(url) as db:
        run = store.start(db, connectors.sources()["bps"], False, LONG_AGO, when)
        assert store.hold_if_odd(db, run, when)


def test_a_value_of_a_month_that_still_ran_is_no_revision(url):
    keep(url, "siharga", [actual("rice_price", "2026-03", 14000)], NOON, simulated=True)
    later = NOON + 2 * WEEK
    keep(url, "siharga", [actual("rice_price", "2026-03", 14100)], later, simulated=True)
    (item,) = recent(url, later + timedelta(hours=1))
    assert (item.mark, item.text) == ("new", "Harga beras medium Maret 2026: Rp 14.100/kg")


def test_a_status_that_became_final_is_told_as_that(filled):
    later = NOON + 2 * WEEK
    rows = [*POVERTY, *JOBS, *HDI]
    keep(filled, "bps", rows, later, status="P")
    keep(filled, "bps", rows, later + timedelta(hours=1), status="A")
    assert recent(filled, later + timedelta(hours=2)) == []
    said = [item.text for item in recent(filled, later + timedelta(minutes=1))]
    assert "Penduduk miskin Maret 2025 kini sementara, semula tetap (11,49 %)" in said


def test_as_known_then_is_judged_by_what_was_known_then(filled):
    later = NOON + 2 * WEEK
    keep(filled, "bps", [*POVERTY, JOBS[0], actual("unemployment_rate", 2025, 3.5), *HDI], later)
    assert lines_of(filled)["unemployment_rate"].standing.value == 3.5
    assert lines_of(filled, moment=NOON + WEEK)["unemployment_rate"].standing.value == 3.9


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "hdi",
            "Pada 2025 tercatat 73,74, naik 0,99 dari 2024 (membaik). "
            "Target 73,54 tercapai dengan selisih 0,20.",
        ),
        (
            "unemployment_rate",
            "Pada Agustus 2025 tercatat 3,90 %, naik 0,30 poin dari Agustus 2024 (memburuk). "
            "Makin menjauh, kini 0,27 poin di atas target 3,63 %. "
            "Perlu turun 0,27 poin lagi; selama ini belum pernah membaik.",
        ),
    ],
)
def test_an_indicator_says_what_matters_in_two_sentences(filled, code, said):
    assert sentences.judgement(lines_of(filled)[code]) == said


def test_amounts_are_taken_apart_for_large_numbers(filled):
    entry = connectors.indicator("apbd_budget")
    assert words.apart(7.8e12, entry) == ("Rp 7,80", "triliun")
    assert words.apart(73.74, connectors.indicator("hdi")) == ("73,74", "")
    assert words.apart(11.49, connectors.indicator("poverty_rate")) == ("11,49", "%")


def test_a_card_says_value_target_distance_change_source_and_age(filled):
    card = telling.card(lines_of(filled)["poverty_rate"], TODAY)
    assert (card.value_text, card.unit) == ("11,49", "%")
    assert (card.period_text, card.target_text) == ("Maret 2025", "10,95 %")
    assert (card.distance_text, card.change_text) == ("lebih 0,54 poin", "−0,20")
    assert card.change_good
    assert (card.source_text, card.age_text) == ("bps.go.id", "umur 11 bulan")
    assert not card.simulated
