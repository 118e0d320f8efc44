"""Applications, the network and the SPBE index on small stores."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from recorded import recorded

import connectors
from connectors import regency
from dashboard import store
from dashboard.board import digital, mending
from dashboard.board.room import coverage

HOME = regency().code
NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)
TODAY = date(2026, 11, 25)
NGASEM, PADANGAN = "35.22.04", "35.22.19"
STEPS = [(4.2, "memuaskan"), (3.5, "sangat baik"), (2.6, "baik"), (1.8, "cukup"), (1.0, "kurang")]


@pytest.fixture
def url(tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


def keep(url, source, *rows):
    frame = pd.DataFrame(rows, columns=["indicator", "area", "skpd", "period", "value"]).assign(
        kind="actual", reference="", upper=float("nan"), status="A", note="", publication=""
    )
    frame["period"] = pd.to_datetime(frame["period"])
    recorded(url, connectors.sources()[source], frame[connectors.FRAME], NOON)


def known(url, today=TODAY):
    with store.reading(url) as db:
        return digital.gathered(db, today, None)


def said(url, today=TODAY):
    return "".join(piece.text for piece in digital.sentence(known(url, today), today))


def links(url, count, *down, day="2026-11-25"):
    rows = [("links_down", area, "", day, float(area in down)) for area in (NGASEM, PADANGAN)]
    keep(url, "librenms", ("links_down", HOME, "", day, count), *rows)


def register(url, count, **shares):
    rows = [("applications_registered", HOME, "", "2026-01-01", count)]
    rows += [(f"applications_{name}", HOME, "", "2026-01-01", v) for name, v in shares.items()]
    keep(url, "aplikasi", *rows)


def test_links_that_are_down_are_named_first(url):
    links(url, 2, NGASEM, PADANGAN)
    register(url, 91, integrated=57.1)
    assert said(url) == (
        "Dua tautan kecamatan mati hari ini: Ngasem dan Padangan. "
        "57,1 % dari 91 aplikasi sudah terintegrasi."
    )
    assert mending.items(known(url))[0].word == "Tautan mati"


def test_an_older_check_is_told_with_its_day(url):
    links(url, 1, NGASEM, day="2026-11-20")
    assert said(url) == "Satu tautan kecamatan mati pada 20 November 2026: Ngasem."


def test_nothing_down_is_good_news_and_needs_nobody(url):
    links(url, 0)
    assert said(url) == "Semua tautan kecamatan hidup hari ini."
    assert mending.items(known(url)) == []


def test_an_empty_store_says_so(url):
    assert said(url) == "Belum ada data SPBE, aplikasi, dan jaringan."
    assert mending.items(known(url)) == []
    assert mending.by_office(known(url)).empty


def test_what_the_register_lacks_is_counted_in_applications(url):
    register(url, 91, with_recovery_site=59.340659, to_merge_or_stop=36)
    titles = [item.title for item in mending.items(known(url))]
    assert titles == ["36 aplikasi sebaiknya digabung atau dihentikan",
                      "37 dari 91 aplikasi belum punya salinan di pusat pemulihan"]  # fmt: skip


def test_a_register_in_order_needs_nobody(url):
    register(url, 91, integrated=100, with_recovery_site=100, evaluated=100, to_merge_or_stop=0)
    assert mending.items(known(url)) == []


def test_the_skpd_with_the_most_to_integrate_comes_first(url):
    day = "2026-01-01"
    keep(url, "aplikasi",
         ("applications_registered", HOME, "1.01", day, 10),
         ("applications_integrated", HOME, "1.01", day, 80),
         ("applications_registered", HOME, "1.02", day, 4),
         ("applications_integrated", HOME, "1.02", day, 25),
         ("applications_registered", HOME, "1.06", day, 9))  # fmt: skip
    assert list(mending.by_office(known(url)).index) == ["1.06", "1.02", "1.01"]
    lacks = mending.lacking(known(url), "applications_integrated")
    assert lacks == [("1.02", 3), ("1.01", 2)]


@pytest.mark.parametrize(("value", "grade"), [*STEPS, (5.0, "memuaskan"), (3.49, "baik")])
def test_a_predicate_begins_at_its_lower_bound(value, grade):
    assert digital.predicate(value) == grade


@given(st.floats(1, 5), st.floats(1, 5))
def test_a_higher_index_never_has_a_lower_predicate(one, other):
    order = [name for _, name in STEPS]
    low, high = sorted((one, other))
    assert order.index(digital.predicate(high)) <= order.index(digital.predicate(low))


def test_the_predicate_is_that_of_the_value_as_printed():
    assert digital.predicate(3.4951) == "sangat baik"  # printed 3,50
    assert digital.predicate(float("nan")) == ""


def test_the_weakest_domain_is_named_unless_all_are_at_the_top(url):
    keep(url, "spbe", ("spbe_policy", HOME, "", "2025-01-01", 4.3),
         ("spbe_management", HOME, "", "2025-01-01", 2.55))  # fmt: skip
    (item,) = mending.items(known(url))
    assert item.title == "SPBE: manajemen 2,55 (cukup)"


def test_domains_at_the_top_need_nobody(url):
    keep(url, "spbe", ("spbe_policy", HOME, "", "2025-01-01", 4.3))
    assert mending.items(known(url)) == []


def test_a_month_that_still_runs_has_no_change_yet(url):
    keep(url, "librenms", ("link_outages", HOME, "", "2026-10-01", 53),
         ("link_outages", HOME, "", "2026-11-01", 35))  # fmt: skip
    (now,) = digital.numbers(known(url), ["link_outages"], TODAY)
    assert now.note == "November 2026, masih berjalan"
    later = date(2026, 12, 2)
    (then,) = digital.numbers(known(url, later), ["link_outages"], later)
    assert then.note == "November 2026; −18 dari bulan sebelumnya"


def test_every_registered_application_is_counted_once_in_the_coverage():
    sources = [s for s in connectors.sources().values() if s.applications]
    found = coverage([(source, "connected") for source in sources])
    assert sum(found.values()) == regency().applications
    assert found["connected"] == sum(source.applications for source in sources)
