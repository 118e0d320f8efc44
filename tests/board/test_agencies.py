"""The agencies on a store of a few figures: their order, their places, how they keep their data."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from recorded import recorded

import connectors
from connectors import regency, skpds
from dashboard import store
from dashboard.board import agencies, agency, keeping
from dashboard.measures import Condition, State

HOME = regency().code
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
HEALTH, SCHOOLS, OFFICE = "1.02", "1.01", "7.01.15"


@pytest.fixture
def url(tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


def spent(skpd, *values, plan=None, first=1):
    """Absorption of `skpd` from January (or the month `first`) on, and the plan of its months."""
    rows = [("apbd_absorption", HOME, skpd, f"2026-{first + place:02d}-01", "actual", "", value)
            for place, value in enumerate(values)]  # fmt: skip
    for place, value in enumerate(plan or ()):
        day = f"2026-{first + place:02d}-01"
        rows.append(("apbd_absorption", HOME, skpd, day, "target", "Anggaran kas", value))
    return rows


def keep(url, rows, when=NOON, code="sipd"):
    names = ["indicator", "area", "skpd", "period", "kind", "reference", "value"]
    frame = pd.DataFrame(rows, columns=names)
    frame["period"] = pd.to_datetime(frame["period"])
    facts = {"publication": "", "upper": float("nan"), "status": "A", "note": ""}
    recorded(url, connectors.sources()[code], frame.assign(**facts)[connectors.FRAME], when)


def listed(url, moment=None):
    with store.reading(url) as db:
        return agencies.agencies(db, TODAY, moment)


def card(url, code, moment=None):
    with store.reading(url) as db:
        return agency.card(db, code, TODAY, moment)


def told(found):
    return "".join(piece.text for piece in agency.opening(found))


def test_every_agency_is_listed_once_whether_anything_is_known_of_it_or_not(url):
    assert {each.skpd.code for each in listed(url)} == set(skpds())
    assert len(listed(url)) == 61


def test_the_worst_comes_first_by_lights_then_gravity_then_gap(url):
    good = [10.0] * 10
    rows = spent("1.05", 10, 20, *[30] * 8, plan=good)  # reached
    rows += spent("1.06", *range(1, 11), plan=[*range(1, 10), 30])  # behind by 20
    rows += spent("2.11", *range(1, 11), plan=[*range(1, 10), 25])  # behind by 15
    rows += spent("2.12", *range(1, 10), 5, plan=[*range(1, 10), 12])  # fell: worsening, by 7
    keep(url, rows)
    assert [each.skpd.code for each in listed(url)][:3] == ["2.12", "1.06", "2.11"]
    found = {each.skpd.code: each for each in listed(url)}
    assert found["1.05"].off == 0 and found["1.05"].lights[State.REACHED] == 1
    assert found["1.06"].behind == pytest.approx(20)


def test_a_card_has_the_same_lights_as_the_list(url):
    keep(url, spent(HEALTH, 5, 6, plan=[5, 20]))
    found = {each.skpd.code: each for each in listed(url)}
    assert card(url, HEALTH).lights == found[HEALTH].lights
    assert card(url, OFFICE).lights == found[OFFICE].lights


def test_the_kind_of_an_agency_is_read_from_its_code():
    kinds = {code: agencies.kind_of(code) for code in skpds()}
    assert sum(kind == "kecamatan" for kind in kinds.values()) == 28
    assert kinds["4.01"] == kinds["4.02"] == "sekretariat"
    assert kinds["6.01"] == kinds["1.02.2"] == "dinas"
    assert kinds["bps"] == "vertikal"


def test_a_place_is_among_those_of_the_same_period_and_ties_share_it(url):
    keep(url, spent(HEALTH, 5, 40) + spent(SCHOOLS, 5, 50) + spent(OFFICE, 5, 40)
         + spent("1.06", 90))  # fmt: skip
    assert card(url, SCHOOLS).places["apbd_absorption"] == (1, 3)
    assert card(url, HEALTH).places == card(url, OFFICE).places == {"apbd_absorption": (2, 3)}
    assert card(url, "1.06").places == {}


def test_the_first_sentence_says_how_the_budget_goes(url):
    keep(
        url, spent(OFFICE, *range(1, 10), 45, plan=[*range(1, 10), 65]) + spent(SCHOOLS, *[1] * 10)
    )
    assert told(card(url, OFFICE)) == (
        "Tidak menjawab indikator tingkat kabupaten. Anggarannya terserap 45,0 % sampai Oktober "
        "2026, 20,0 poin di bawah anggaran kas, ke-1 dari 2 SKPD."
    )


def test_an_agency_without_anything_says_so(url):
    assert told(card(url, OFFICE)) == "Belum ada data tentang instansi ini."
    assert "memegang 2 sumber data" in told(card(url, "bps"))


def test_a_past_day_knows_only_what_was_known(url):
    keep(url, spent(OFFICE, 5), when=NOON - 3 * DAY)
    keep(url, spent(OFFICE, 5, 9))
    assert len(card(url, OFFICE, NOON - DAY).own["apbd_absorption"].rows) == 1
    assert card(url, OFFICE, NOON - 5 * DAY).own == {}


def kept(url, owner, today=TODAY, moment=None):
    with store.reading(url) as db:
        return keeping.keeping(db, today, moment)[owner]


def test_a_source_is_fresh_then_late_and_what_never_ran_is_not_counted(url):
    keep(url, spent(OFFICE, 5))
    conditions = {each.source.code: each.condition for each in kept(url, "5.01").sources}
    assert conditions == {"sipd": Condition.FRESH, "rpjmd": Condition.NEVER}
    assert kept(url, "5.01").discipline.fresh == 100
    late = kept(url, "5.01", TODAY + 3 * DAY)
    assert late.discipline.fresh == 0


def test_a_change_after_the_period_is_a_revision_and_within_it_is_not(url):
    keep(url, spent("", 5, 9, first=10), when=datetime(2026, 11, 5, tzinfo=UTC))
    keep(url, spent("", 6, 12, first=10), when=datetime(2026, 11, 15, tzinfo=UTC))
    keep(url, spent("", 7, 15, first=10), when=datetime(2026, 11, 18, tzinfo=UTC))
    assert kept(url, "5.01").revised == 1  # October, though twice; November still runs
    assert kept(url, "5.01").discipline.on_time == 100


def test_a_kecamatan_leads_to_its_territory():
    assert agency.territory(skpds()[OFFICE]).code == "35.22.15"
    assert agency.territory(skpds()[HEALTH]) is None
