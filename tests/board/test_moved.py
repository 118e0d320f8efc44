"""What moved within a span, on a store whose past is known and on one that was just loaded."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from recorded import LONG_AGO, recorded

import connectors
from connectors import regency
from dashboard import store
from dashboard.board import board, moved
from dashboard.measures import State

HOME = regency().code
TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)
LONG, LATELY = NOON - timedelta(days=60), NOON - timedelta(days=2)


@pytest.fixture
def url(tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


def keep(url, code, rows, when, status="A"):
    """Record (indicator, period, value, kind) for a source, as its refresh."""
    frame = pd.DataFrame(rows, columns=["indicator", "period", "value", "kind"])
    frame["period"] = pd.to_datetime(frame["period"])
    whole = frame.assign(area=HOME, skpd="", upper=float("nan"), status=status, publication="x")
    whole["reference"] = ["" if kind == "actual" else "rpjmd-2025" for kind in whole["kind"]]
    recorded(url, connectors.sources()[code], whole.assign(note="")[connectors.FRAME], when)


def values(code, points):
    return [(code, f"{p}-01-01" if isinstance(p, int) else f"{p}-01", v, "actual")
            for p, v in points.items()]  # fmt: skip


RICE = values("rice_price", {"2026-07": 14000, "2026-08": 14000, "2026-09": 14050})
OIL = values("cooking_oil_price", {"2026-08": 17000, "2026-09": 17000})
CHILI = values("chili_price", {"2026-08": 40000, "2026-09": 41000})


@pytest.fixture
def known(url):
    """Three prices known for two months; two days ago October came, and August was revised."""
    keep(url, "siharga", [*RICE, *OIL, *CHILI], LONG)
    rice = RICE[:1] + values("rice_price", {"2026-08": 13900, "2026-09": 14050, "2026-10": 14900})
    oil = OIL + values("cooking_oil_price", {"2026-10": 16000, "2026-11": 15000})
    keep(url, "siharga", [*rice, *oil, *CHILI], LATELY)
    return url


def found(url, span="pekan", today=TODAY, moment=None):
    with store.reading(url) as db:
        return moved.moved(db, board(db, HOME, today, moment), span, today, moment)


def said(items):
    return [(item.title, " → ".join(text for text, _ in item.told), item.change) for item in items]


def test_improved_and_worsened_are_told_with_old_and_new_who_and_when(known):
    week = found(known)
    assert said(week.improved) == [
        ("Harga minyak goreng", "Rp 17.000/liter → Rp 16.000/liter", "turun Rp 1.000/liter")
    ]
    (worse,) = week.worsened
    assert worse.told[0] == (
        "Rp 14.050/kg", "/asal/rice_price?wilayah=35.22&periode=2026-09-01"
    )  # fmt: skip
    assert worse.told[1][1].endswith("periode=2026-10-01")
    assert (worse.change, worse.note) == ("naik Rp 850/kg", "September 2026 → Oktober 2026")
    assert (worse.who, worse.when, worse.word) == (
        "Disdagkopum", "23 November 2026", "naik, memburuk",
    )  # fmt: skip
    assert week.running == 1 and not week.loaded


def test_a_revision_is_told_with_old_and_new_by_whom_and_when_and_is_no_movement(known):
    (revised,) = found(known).revised
    assert [text for text, _ in revised.told] == ["Rp 14.000/kg", "Rp 13.900/kg"]
    assert revised.note == "Agustus 2026, menurut Harga pangan pasar (SIHARGA)"
    assert (revised.who, revised.when) == ("Disdagkopum", "23 November 2026")


def test_new_data_are_one_line_an_indicator(known):
    assert {(item.title, item.note) for item in found(known).new} == {
        ("Harga minyak goreng", "November 2026, bersama 1 periode lain"),
        ("Harga beras medium", "Oktober 2026"),
    }


def test_a_withdrawn_value_is_told_as_that(known):
    keep(known, "siharga", [*RICE[1:], *OIL, *CHILI], NOON - timedelta(hours=1))
    gone = {item.note[:9]: item.change for item in found(known).revised}
    assert gone["Juli 2026"] == "dicabut"


def test_a_week_in_which_nothing_became_known_says_so(known):
    later = date(2026, 12, 9)
    week = found(known, today=later)
    assert not week.worsened and not week.improved and not week.revised and not week.new
    assert "".join(piece.text for piece in moved.headline(week)) == (
        "Dalam sepekan terakhir tidak ada indikator yang membaik atau memburuk."
    )
    month = found(known, "bulan", later)  # November is over by then
    assert [(item.title, item.note) for item in month.improved] == [
        ("Harga minyak goreng", "September 2026 → November 2026")
    ]


def test_a_past_day_tells_what_moved_until_then(known):
    day = date(2026, 11, 20)
    then = datetime(2026, 11, 20, 16, 59, tzinfo=UTC)
    assert not found(known, today=day, moment=then).worsened
    loaded = found(known, "tahun", day, then)
    assert (loaded.known, loaded.loaded) == (0, 3)


def test_of_a_first_load_the_periods_are_compared_and_nothing_is_called_new(url):
    october = [
        *values("rice_price", {"2026-10": 14200}),
        *values("chili_price", {"2026-10": 44000}),
    ]
    keep(url, "siharga", [*RICE, *OIL, *CHILI, *october], LATELY)
    week = found(url)
    assert (week.known, week.loaded) == (0, 3)
    assert [(item.title, item.note) for item in week.worsened] == [
        ("Harga cabai rawit merah", "September 2026 → Oktober 2026"),
        ("Harga beras medium", "September 2026 → Oktober 2026"),
    ]
    assert not week.new and not week.revised
    assert not found(url, "tahun").worsened  # no year before is known
    assert moved.headline(week)[0].text == "Menurut periodenya dua indikator memburuk."


def test_the_light_that_left_its_path_comes_first_and_is_named(url):
    keep(url, "rpjmd", [("poverty_rate", f"{y}-01-01", v, "target")
                        for y, v in {2024: 11.7, 2025: 10.95}.items()], LONG)  # fmt: skip
    rates = values("poverty_rate", {2022: 13.0, 2023: 12.18, 2024: 11.69})
    gini = values("gini", {2023: 0.3, 2024: 0.4})
    keep(url, "bps", [*rates, *gini[:1]], LONG)
    keep(url, "bps", [*rates, *gini, *values("poverty_rate", {2025: 11.49})], LATELY)
    week = found(url)
    (first,) = week.improved
    assert (first.title, first.states) == ("Penduduk miskin", (State.REACHED, State.BELOW_PATH))
    assert "".join(piece.text for piece in moved.headline(week)) == (
        "Dalam sepekan terakhir satu indikator membaik dan satu memburuk. "
        "Penduduk miskin keluar dari jalurnya."
    )


def test_what_fell_due_within_the_span_is_told_apart_from_what_was_overdue_before(url):
    keep(url, "bps", values("poverty_rate", {2025: 11.49}), LONG)  # due 17 October 2026
    soon = date(2026, 10, 20)
    week, later = found(url, today=soon), found(url, today=TODAY)
    (late,) = week.late
    assert late.note == "Angka berikutnya seharusnya terbit 17 Oktober 2026"
    assert not week.older and not later.late and len(later.older) == 1


def test_what_waits_for_a_person_is_told_now_and_on_the_day_it_waited(known):
    with store.writing(known) as db:
        run = store.start(db, connectors.sources()["siharga"], False, LONG_AGO, LATELY)
        assert store.hold_if_odd(db, run, LATELY)
    then = NOON - timedelta(days=1)
    assert len(found(known).waiting) == 1
    with store.writing(known) as db:
        store.accept(db, run.number, connectors.sources(), NOON)
    with store.reading(known) as db:
        assert store.held(db).empty
        assert list(store.held(db, then)["run"]) == [run.number]
        assert store.held(db, NOON + timedelta(hours=1)).empty
        assert store.held(db, LATELY - timedelta(hours=1)).empty


def test_the_filters_know_each_line(known):
    week = found(known)
    (code,) = {item.given["skpd"] for item in week.worsened}
    assert week.skpds == {code: "Disdagkopum"}
    assert week.themes == {"harga-pangan": "Harga pangan"}
    assert week.worsened[0].given["tema"] == "harga-pangan"
