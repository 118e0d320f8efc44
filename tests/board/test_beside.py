"""The regency beside others, on a store of a few figures: what is compared, and what it says."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from recorded import recorded

import connectors
from connectors import regency
from dashboard import store
from dashboard.board import beside, comparing

HOME, EAST, NATION = regency().code, regency().province, regency().nation
TUBAN, NGAWI, JOMBANG = "35.23", "35.21", "35.17"
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture
def url(tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


def keep(url, rows, when=NOON):
    """Record (indicator, area, year, value) as the published figures."""
    frame = pd.DataFrame(rows, columns=["indicator", "area", "period", "value"])
    frame["period"] = pd.to_datetime(frame["period"].astype(str))
    whole = frame.assign(skpd="", kind="actual", reference="", upper=float("nan"), status="A",
                         publication="https://www.bps.go.id/x", note="")  # fmt: skip
    recorded(url, connectors.sources()["bps"], whole[connectors.FRAME], when)


def poverty(**known):
    """poverty(home=11.49) → rows of 2025."""
    codes = {"home": HOME, "east": EAST, "nation": NATION, "tuban": TUBAN, "ngawi": NGAWI,
             "jombang": JOMBANG}  # fmt: skip
    return [("poverty_rate", codes[name], 2025, value) for name, value in known.items()]


def field_of(url, code="poverty_rate", asked="", moment=None):
    with store.reading(url) as db:
        frame = beside.everywhere(db, moment)
    entry = connectors.indicator(code)
    return beside.field(frame, entry, beside.peers((), ""), asked)


def opening(url, **asked):
    pieces = comparing.opening(field_of(url, **asked))
    return "".join(piece.text for piece in pieces).replace("\N{NO-BREAK SPACE}", " ")


def test_the_configuration_names_indicators_and_a_source_that_there_are():
    rule = regency().comparison
    assert {rule.first, *rule.alike} <= set(connectors.indicators())
    assert rule.source in connectors.sources()
    assert len(rule.alike) >= rule.least and len(set(rule.alike)) == len(rule.alike)


def test_what_only_the_regency_knows_cannot_be_compared(url):
    keep(url, [*poverty(home=11.49, tuban=14.13), ("gini", HOME, 2025, 0.3)])
    with store.reading(url) as db:
        assert list(beside.comparable(beside.everywhere(db, None))) == ["poverty_rate"]


def test_what_only_others_know_cannot_be_compared_either(url):
    keep(url, [*poverty(home=11.49, tuban=14.13), ("gini", TUBAN, 2025, 0.3)])
    with store.reading(url) as db:
        assert list(beside.comparable(beside.everywhere(db, None))) == ["poverty_rate"]


def test_the_first_sentence_says_the_value_the_differences_and_the_place(url):
    keep(url, poverty(home=11.49, east=9.5, nation=8.47, tuban=14.13, ngawi=13.62, jombang=8.36))
    assert opening(url) == (
        "Penduduk miskin Bojonegoro 11,49 % pada Maret 2025: 1,99 poin di atas Jawa Timur dan "
        "3,02 poin di atas Indonesia, keduanya lebih buruk; terbaik ke-2 dari 4 kabupaten."
    )


@pytest.mark.parametrize(
    ("known", "end"),
    [
        ({"home": 9.0, "east": 9.5}, ": 0,50 poin di bawah Jawa Timur, lebih baik."),
        ({"home": 9.5, "east": 9.5, "nation": 9.0},
         ": sama dengan Jawa Timur dan 0,50 poin di atas Indonesia, lebih buruk."),
        ({"home": 9.0, "tuban": 10.0}, "; terbaik dari 2 kabupaten."),
        ({"home": 11.0, "tuban": 10.0}, "; terburuk dari 2 kabupaten."),
        ({"home": 10.0, "tuban": 10.0, "ngawi": 10.0}, "; sama dengan 2 kabupaten lain."),
        ({"home": 10.0, "tuban": 10.0, "ngawi": 9.0, "jombang": 11.0},
         "; terbaik ke-2 dari 4 kabupaten, bersama 1 lain."),
        ({"home": 10.001, "tuban": 10.0, "ngawi": 9.0, "jombang": 11.0},
         "; terbaik ke-2 dari 4 kabupaten, bersama 1 lain."),
    ],
    ids=["province only", "equal to it", "first", "last", "all equal", "a tie", "a tie as shown"],
)  # fmt: skip
def test_the_first_sentence_is_right_whatever_is_known(url, known, end):
    keep(url, poverty(**known))
    assert opening(url) == (
        f"Penduduk miskin Bojonegoro {str(round(known['home'], 2)).replace('.', ',').ljust(4, '0')}"
        f"{'0' if known['home'] >= 10 else ''} % pada Maret 2025{end}"
    )


def test_a_difference_is_of_one_period_and_says_which(url):
    keep(url, [*poverty(home=11.49, tuban=14.13), ("poverty_rate", HOME, 2024, 11.69),
               ("poverty_rate", EAST, 2024, 9.79)])  # fmt: skip
    found = comparing.difference(field_of(url), EAST)
    assert (found.text, found.period) == ("1,90 poin di atas Jawa Timur", "Maret 2024")
    assert "(Maret 2024)" in opening(url)


def test_areas_of_another_period_are_shown_with_theirs_and_not_ranked(url):
    keep(url, [*poverty(home=11.49, tuban=14.13, ngawi=13.62),
               ("poverty_rate", JOMBANG, 2023, 9.15)])  # fmt: skip
    made = field_of(url)
    assert set(beside.ranked(made)["area"]) == {HOME, TUBAN, NGAWI}
    (other,) = beside.elsewhen(made).to_dict("records")
    assert (other["area"], other["period"].year) == (JOMBANG, 2023)
    assert set(beside.unknown(made)) == set(regency().neighbours) - {TUBAN, NGAWI, JOMBANG}


def test_a_period_can_be_asked_for_and_one_that_cannot_be_compared_is_not_shown(url):
    older = [("poverty_rate", HOME, 2024, 11.69), ("poverty_rate", TUBAN, 2024, 14.36)]
    keep(url, [*poverty(home=11.49, tuban=14.13), *older, ("poverty_rate", HOME, 2023, 12.18)])
    assert field_of(url, asked="2024-01-01").period.year == 2024
    for asked in ("2023-01-01", "kemarin", ""):
        assert field_of(url, asked=asked).period.year == 2025


def test_what_adds_up_is_a_share_of_the_whole_and_never_better_or_worse(url):
    keep(url, [("poor_people", HOME, 2025, 150.0), ("poor_people", EAST, 2025, 3000.0),
               ("poor_people", TUBAN, 2025, 170.0)])  # fmt: skip
    made = field_of(url, "poor_people")
    found = comparing.difference(made, EAST)
    assert (found.text, found.verdict) == ("5,0 % dari Jawa Timur", "")
    assert comparing.difference(made, TUBAN).verdict == ""
    assert opening(url, code="poor_people").endswith("; terkecil dari 2 kabupaten.")


@pytest.mark.parametrize(
    ("code", "mine", "other", "said"),
    [("hdi", 72.0, 71.0, "lebih baik"), ("hdi", 71.0, 72.0, "lebih buruk"),
     ("poverty_rate", 9.0, 10.0, "lebih baik"), ("poverty_rate", 9.001, 9.0, "sama"),
     ("poverty_line", 9.0, 10.0, "")],
)  # fmt: skip
def test_better_is_by_the_direction_of_the_indicator(code, mine, other, said):
    assert comparing.verdict(mine, other, connectors.indicator(code)) == said


def test_likeness_rests_on_the_configured_indicators_of_regencies_of_late(url):
    codes = regency().comparison.alike[: regency().comparison.least]
    rows = [(code, area, 2024, place + 1.0) for code in codes
            for place, area in enumerate((HOME, TUBAN, NGAWI, EAST))]  # fmt: skip
    keep(url, [*rows, ("hdi", JOMBANG, 2024, 70.0), ("poverty_rate", JOMBANG, 2019, 9.0)])
    with store.reading(url) as db:
        found = beside.likenesses(beside.everywhere(db, None), TODAY)
    assert [one.area for one in found] == [TUBAN, NGAWI, JOMBANG]
    assert [one.area for one in beside.alike(found)] == [TUBAN, NGAWI]
    assert [len(one.on) for one in found] == [len(codes), len(codes), 1]
    assert beside.peers(found, "mirip") == (TUBAN, NGAWI)
    assert beside.peers(found, "tetangga") == regency().neighbours


def test_as_known_then_nothing_later_is_compared(url):
    keep(url, poverty(home=11.49, tuban=14.13))
    later = datetime(2026, 4, 2, 5, tzinfo=UTC)
    keep(url, poverty(home=11.49, tuban=14.13, ngawi=13.62), later)
    assert len(beside.ranked(field_of(url, moment=NOON))) == 2
    assert len(beside.ranked(field_of(url))) == 3
