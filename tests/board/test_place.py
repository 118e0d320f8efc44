"""A place among its peers: ranks, comparisons, small numbers, and what it says first."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from recorded import recorded

import connectors
from connectors import areas, children, regency
from dashboard import measures, store
from dashboard.board import peers, place, profile

HOME = regency().code
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
TODAY = date(2026, 3, 2)
KECAMATAN = [each.code for each in children(HOME)]
NGRAHO = areas()["35.22.01"]


@pytest.fixture
def url(tmp_path):
    where = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(where)
    yield where
    store.engine(where).dispose()


def keep(url, source, rows, when=NOON, simulated=False):
    """Record (indicator, area, period, value)."""
    frame = pd.DataFrame(rows, columns=["indicator", "area", "period", "value"]).assign(
        skpd="", kind="actual", reference="", upper=float("nan"), status="A", publication="",
        note="",
    )  # fmt: skip
    frame["period"] = pd.to_datetime(frame["period"])
    recorded(url, connectors.sources()[source], frame[connectors.FRAME], when, simulated=simulated)


def of_every_kecamatan(code, value, period="2026-01-01"):
    """A value for each: `value(n)` for the nth."""
    return [(code, area, period, value(n)) for n, area in enumerate(KECAMATAN)]


@pytest.fixture
def filled(url):
    roads = of_every_kecamatan("road_good_condition", lambda n: 60.0 + n)
    lengths = of_every_kecamatan("road_length", lambda n: 10.0)
    keep(url, "jalan", [*roads, *lengths, ("road_good_condition", HOME, "2026-01-01", 73.5),
                        ("road_length", HOME, "2026-01-01", 280.0)])  # fmt: skip
    stunted = of_every_kecamatan("stunting_rate_measured", lambda n: 20.0 - n / 2, "2026-02-01")
    measured = of_every_kecamatan("toddlers_measured", lambda n: 20.0 if n == 0 else 900.0,
                                  "2026-02-01")  # fmt: skip
    keep(url, "eppgbm", [*stunted, *measured,
                         ("stunting_rate_measured", HOME, "2026-02-01", 13.0)])  # fmt: skip
    return url


def seen(url, where=NGRAHO, moment=None, today=TODAY):
    with store.reading(url) as db:
        found = place.profile(db, where, today, moment)
    return {each.line.indicator.code: each for each in found}


def opening(url, where=NGRAHO):
    return "".join(piece.text for piece in profile.opening(where, list(seen(url, where).values())))


def test_a_rate_is_ranked_by_its_direction_and_told_apart_from_the_regency(filled):
    found = seen(filled)["road_good_condition"]
    assert [(rank.rank, rank.of, rank.among) for rank in found.ranks] == [(28, 28, "kecamatan")]
    assert profile.against(found, "kabupaten") == "13,5 poin di bawah kabupaten"
    assert found.versus.good is False and found.position == -1


def test_a_count_is_told_as_a_share_and_never_as_good_or_bad(filled):
    found = seen(filled)["road_length"]
    assert profile.against(found, "kabupaten") == "3,6 % kabupaten"
    assert found.versus.good is None and not found.judged


def test_a_rate_on_few_cases_is_warned_of_and_never_stands_out(filled):
    found = seen(filled)["stunting_rate_measured"]
    assert found.small and not found.judged
    last = seen(filled, areas()[KECAMATAN[-1]])["stunting_rate_measured"]
    assert not last.small and last.judged and last.position == 1
    assert [each.line.indicator.code for each in profile.strongest([found, last])] == [
        "stunting_rate_measured"
    ]


def test_a_value_of_an_older_period_than_its_peers_has_no_rank_and_no_comparison(url):
    rows = of_every_kecamatan("road_good_condition", lambda n: 60.0 + n)
    late = ("road_good_condition", NGRAHO.code, "2025-01-01", 90.0)
    keep(url, "jalan", [late, *rows[1:], ("road_good_condition", HOME, "2026-01-01", 70.0)])
    found = seen(url)["road_good_condition"]
    assert found.ranks == () and profile.against(found, "kabupaten") == ""
    other = seen(url, areas()[KECAMATAN[1]])["road_good_condition"]
    assert other.ranks[0].of == 27


def test_a_desa_is_ranked_in_its_kecamatan_and_in_the_regency(url):
    first, second = (children(code) for code in KECAMATAN[:2])
    rows = [("village_absorption", each.code, "2026-01-01", 10.0 + n)
            for n, each in enumerate([*first, *second])]  # fmt: skip
    keep(url, "siskeudes", rows)
    found = seen(url, second[0])["village_absorption"]
    assert [(rank.of, rank.among) for rank in found.ranks] == [
        (len(second), "desa sekecamatan"), (len(first) + len(second), "desa sekabupaten")
    ]  # fmt: skip
    assert found.ranks[0].rank == len(second)


def test_ranks_are_asked_for_once_for_a_whole_level(filled, monkeypatch):
    asked = []
    newest = store.newest
    monkeypatch.setattr(store, "newest", lambda *a: asked.append(1) or newest(*a))
    for code in KECAMATAN[:5]:
        seen(filled, areas()[code])
    assert len(asked) == 1


def test_what_was_not_known_then_is_not_compared(filled):
    keep(filled, "jalan", [("road_good_condition", NGRAHO.code, "2026-01-01", 99.0)],
         datetime(2026, 4, 1, tzinfo=UTC))  # fmt: skip
    assert seen(filled)["road_good_condition"].line.standing.value == 99.0
    then = seen(filled, moment=NOON)["road_good_condition"]
    assert then.line.standing.value == 60.0 and then.ranks[0].rank == 28


def test_a_place_says_how_large_it_is_how_it_stands_and_what_stands_out(filled):
    assert opening(filled) == (
        "16 desa. Dari satu indikator yang dapat dinilai terhadap kabupaten, tidak satu pun lebih "
        "baik dan satu lebih buruk. Terlemah: Kemantapan jalan kabupaten (ke-28 dari 28 kecamatan; "
        "13,5 poin di bawah kabupaten). "
    )


def test_a_place_without_data_says_so(url):
    assert opening(url) == (
        "16 desa. Belum ada angka tentang Kecamatan Ngraho dari sumber mana pun."
    )


def test_the_regency_is_told_by_its_targets(url):
    keep(url, "bps", [("poverty_rate", HOME, "2025-01-01", 11.49)])
    goal = pd.DataFrame([{
        "indicator": "poverty_rate", "area": HOME, "skpd": "", "period": pd.Timestamp("2025-01-01"),
        "kind": "target", "reference": "rpjmd-2025", "value": 10.95, "upper": float("nan"),
        "status": "A", "publication": "", "note": "",
    }])  # fmt: skip
    recorded(url, connectors.sources()["rpjmd"], goal[connectors.FRAME], NOON)
    told = opening(url, areas()[HOME])
    assert "Dari satu indikator bertarget, tidak satu pun tercapai" in told
    assert "Penduduk miskin di bawah jalur (target 10,95 %; lebih 0,54 poin)" in told


def test_the_printed_page_takes_the_most_telling_of_each_theme_and_not_too_many(filled):
    chosen = profile.on_paper(list(seen(filled).values()))
    assert chosen[0].line.indicator.theme <= chosen[-1].line.indicator.theme
    assert len(chosen) <= profile.ON_PAPER
    assert "road_good_condition" in {each.line.indicator.code for each in chosen}


def test_every_place_of_the_regency_has_its_kin_and_no_other_place_a_profile():
    for code in [HOME, *KECAMATAN, "35.22.15.2002"]:
        found = place.within(code)
        kin = place.kin(found)
        assert all(one.code in code for one in kin.above)
        assert found not in (kin.before, kin.after)
    assert place.kin(NGRAHO).before is None and place.kin(NGRAHO).after.code == "35.22.02"
    for code in ("35.23", "35", "00", "35.22.99", "35.2", ""):
        assert place.within(code) is None


def test_the_indicators_of_the_map_are_those_that_some_kecamatan_has(filled):
    with store.reading(filled) as db:
        themes = peers.ranked_indicators(db, None)
    assert sorted(code for codes in themes.values() for code in codes) == [
        "road_good_condition", "road_length", "stunting_rate_measured", "toddlers_measured"
    ]  # fmt: skip


def test_what_adds_up_is_no_more_in_a_part_and_what_does_not_lies_between_the_parts(data):
    with store.reading(f"sqlite:///{data / 'dasbor.db'}") as db:
        frame = store.newest(db, list(connectors.indicators()), [HOME, *KECAMATAN])
    whole = frame[frame["area"] == HOME].set_index("indicator")
    compared = 0
    for code, parts in frame[frame["area"] != HOME].groupby("indicator"):
        if code not in whole.index:
            continue
        of, values = whole.loc[code], parts[parts["period"] == whole.loc[code, "period"]]["value"]
        low, high = values.min() * 0.999, values.max() * 1.001
        if measures.adds_up(connectors.indicator(code)):
            assert values.empty or values.max() <= of["value"] * 1.001, code
        elif len(values):
            assert low <= of["value"] <= high, code
        compared += len(values) > 0
    assert compared > 60
