"""The budget on small stores: what is said where a plan, a month or a system is missing."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from recorded import recorded

import connectors
from connectors import regency
from dashboard import store
from dashboard.board import accounts, late, money, money_words

HOME = regency().code
NOON = datetime(2026, 11, 2, 5, tzinfo=UTC)
DISDIK, DINKES = "1.01", "1.02"


@pytest.fixture
def url(tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


def month(code, at, value, skpd="", kind="actual", area=HOME):
    reference = "" if kind == "actual" else "Anggaran kas"
    return (code, area, skpd, pd.Timestamp(at), kind, reference, value)


def keep(url, source, *rows, when=NOON, publication=""):
    names = ["indicator", "area", "skpd", "period", "kind", "reference", "value"]
    frame = pd.DataFrame(rows, columns=names).assign(
        upper=float("nan"), status="A", note="", publication=publication
    )
    recorded(url, connectors.sources()[source], frame[connectors.FRAME], when)


def known(url, year=2026, moment=None):
    with store.reading(url) as db:
        return money.chosen(money.gathered(db, moment), year)


def said(pieces):
    return "".join(piece.text for piece in pieces).replace("\u00a0", " ")


def absorption(value, at="2026-10-01", **more):
    return month("apbd_absorption", at, value, **more)


def test_the_sentence_says_how_far_under_the_plan_and_how_many_skpd(url):
    keep(url, "sipd", absorption(43.4), absorption(61.0, kind="target"),
         absorption(30, skpd=DISDIK), absorption(50, skpd=DISDIK, kind="target"),
         absorption(48, skpd=DINKES), absorption(50, skpd=DINKES, kind="target"))  # fmt: skip
    pieces = money_words.sentence(known(url))
    assert said(pieces) == (
        "Sampai Oktober 2026 belanja terserap 43,4 %, 17,6 poin di bawah anggaran kas; "
        "satu dari dua SKPD tertinggal lebih dari 10 poin."
    )
    assert [piece.text for piece in pieces if piece.worst] == ["17,6 poin di bawah anggaran kas"]


def test_exactly_the_points_of_the_rule_are_not_late_yet(url):
    keep(url, "sipd", absorption(42.9, skpd=DISDIK), absorption(52.9, skpd=DISDIK, kind="target"),
         absorption(42.9, skpd=DINKES), absorption(53, skpd=DINKES, kind="target"))  # fmt: skip
    far = [each.code for each in late.offices(known(url)) if each.state.value == "behind"]
    assert far == [DINKES]


def test_above_the_plan_nothing_is_coloured(url):
    keep(url, "sipd", absorption(62.0), absorption(61.0, kind="target"))
    pieces = money_words.sentence(known(url))
    assert said(pieces).endswith("62,0 %, 1,0 poin di atas anggaran kas.")
    assert not any(piece.worst for piece in pieces)


def test_without_a_plan_it_says_so_and_nobody_is_late(url):
    keep(url, "sipd", absorption(43.4), absorption(30, skpd=DISDIK))
    mine = known(url)
    assert said(money_words.sentence(mine)).endswith("43,4 %; anggaran kasnya belum ada.")
    assert late.items(mine) == []
    assert [office.state.value for office in late.offices(mine)] == ["no_target"]


def test_a_plan_of_zero_divides_nothing(url):
    keep(url, "sipd", absorption(1.0, "2026-01-01"),
         absorption(0.0, "2026-01-01", kind="target"))  # fmt: skip
    assert "1,0 poin di atas anggaran kas" in said(money_words.sentence(known(url)))


def test_a_finished_year_is_told_as_finished(url):
    keep(url, "sipd", absorption(80, "2025-12-01"), absorption(90, "2025-12-01", kind="target"),
         month("apbd_budget", "2025-12-01", 5e12),
         month("apbd_spending", "2025-12-01", 4e12))  # fmt: skip
    mine = known(url, 2025)
    assert said(money_words.sentence(mine)).startswith("Belanja 2025 terserap 80,0 %, 10,0 poin")
    assert money_words.lead(mine) == "Anggaran yang tidak terpakai Rp 1,00 triliun."


def test_one_month_is_enough_for_the_page(url):
    keep(url, "sipd", absorption(2.0, "2026-01-01"), month("apbd_budget", "2026-01-01", 5e12),
         month("apbd_spending", "2026-01-01", 1e11))  # fmt: skip
    mine = known(url)
    assert money_words.lead(mine) == (
        "Pada akhir Januari tersisa Rp 4,90 triliun untuk 11 bulan. Selama ini rata-rata "
        "Rp 100,0 miliar per bulan."
    )
    assert len(accounts.headline(mine)) == 8


def test_what_is_left_is_told_with_the_pace_that_the_plan_needs(url):
    keep(url, "sipd", absorption(50), absorption(90, "2026-12-01", kind="target"),
         month("apbd_budget", "2026-10-01", 4e12),
         month("apbd_spending", "2026-10-01", 2e12))  # fmt: skip
    assert "(90,0 %) perlu Rp 800,0 miliar per bulan" in money_words.lead(known(url))


def test_an_skpd_without_procurement_has_no_packages_and_is_not_late_with_them(url):
    keep(url, "sipd", absorption(30, skpd=DISDIK), absorption(50, skpd=DISDIK, kind="target"))
    (office,) = late.offices(known(url))
    assert office.announced != office.announced and office.contracted != office.contracted
    assert [item.word for item in late.items(known(url))] == ["Serapan tertinggal"]


def test_packages_announced_long_ago_without_a_contract_are_late(url):
    months = pd.date_range("2026-01-01", "2026-05-01", freq="MS")
    keep(url, "lpse", *[month("procurement_packages", day, 5, skpd=DISDIK) for day in months],
         *[month("procurement_contracted", day, 2, skpd=DISDIK) for day in months],
         month("procurement_packages", "2026-05-01", 5),
         month("procurement_contracted", "2026-12-01", 9, kind="target"))  # fmt: skip
    first, second = late.items(known(url))
    assert first.title == "Sedikitnya 3 paket diumumkan 3 bulan lalu atau lebih tanpa kontrak"
    assert second.title == "4 dari 9 paket rencana setahun belum diumumkan"
    assert second.shape == "below_path"  # there is still time


def test_the_money_that_is_missing_is_the_gap_of_the_budget(url):
    keep(url, "sipd", absorption(30, skpd=DISDIK), absorption(50, skpd=DISDIK, kind="target"),
         month("apbd_budget", "2026-10-01", 1e12, skpd=DISDIK))  # fmt: skip
    (office,) = late.offices(known(url))
    assert office.short == pytest.approx(2e11)
    assert late.items(known(url))[0].text.endswith("Uang terbanyak: Disdik Rp 200,0 miliar.")


def test_each_year_stands_alone_and_the_systems_are_named(url):
    keep(url, "bpkad", absorption(70, "2023-12-01"))
    keep(url, "sipd", absorption(40, "2026-10-01"), month("physical_progress", "2026-10-01", 41))
    mine = known(url, 2023)
    assert money.years(mine.whole) == [2026, 2023]
    assert money_words.systems(mine) == "2023 dari SIMDA Keuangan; 2026 dari SIPD (cermin WP-SIPD)"
    told = {number.label: number for number in accounts.headline(mine)}
    assert told["Realisasi fisik"].text == "–"
    assert told["Realisasi fisik"].note == "belum ada untuk 2023"


def test_a_year_in_which_only_procurement_has_begun_is_not_the_newest(url):
    keep(url, "sipd", absorption(80, "2025-12-01"))
    keep(url, "lpse", month("procurement_packages", "2026-01-01", 5))
    with store.reading(url) as db:
        everything = money.gathered(db, None)
    assert everything.year == 2025
    assert money.years(everything.whole) == [2025, 2026]


def test_an_empty_store_has_no_year(url):
    with store.reading(url) as db:
        everything = money.gathered(db, None)
    assert (everything.year, money.years(everything.whole)) == (0, [])


def test_what_was_recorded_later_is_not_known_on_a_past_day(url):
    keep(url, "sipd", absorption(40), when=NOON)
    with store.reading(url) as db:
        before = money.gathered(db, datetime(2026, 11, 1, tzinfo=UTC))
    assert money.years(before.whole) == []


def test_tagged_budgets_stand_beside_the_results_of_their_year(url):
    keep(url, "sipd", month("stunting_tagged_budget", "2024-01-01", 1e12))
    results = [month("stunting_survey", f"{year}-01-01", 20.0) for year in (2019, 2022, 2024)]
    keep(url, "bps", *results, publication="https://www.bps.go.id/x")
    with store.reading(url) as db:
        rows = accounts.tagged(db, None)
    assert [year for year, _ in rows] == [2024, 2022]
    assert rows[0][1]["stunting_tagged_budget"][0] == "Rp 1,00 triliun"
    assert rows[1][1]["stunting_tagged_budget"] == ("–", "")


def test_published_years_are_told_newest_first_with_their_origin(url):
    keep(url, "bps", *[month("spending_budget", f"{year}-01-01", year) for year in (2024, 2025)],
         publication="https://www.bps.go.id/x")  # fmt: skip
    with store.reading(url) as db:
        rows = accounts.published(db, None)
    assert [year for year, _ in rows] == [2025, 2024]
    text, address = rows[0][1]["spending_budget"]
    assert text == "Rp 2,02 triliun" and "periode=2025-01-01" in address
