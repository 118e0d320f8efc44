"""A plan beside its results, its outlooks in words, and the priority programmes."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from recorded import recorded

import connectors
from connectors import Document, Goal, Mission, regency
from dashboard import store
from dashboard.board import board, outlooks, plan, programmes
from dashboard.measures import Outlook, State, Target
from dashboard.measures.outlook import Ahead, Said

HOME = regency().code
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
TODAY = date(2026, 3, 2)
PLANS = {one.code: one for one in regency().plans}
NOW = PLANS["rpjmd-2025"]
ENTRY = connectors.indicator("poverty_rate")
NAN = float("nan")


@pytest.fixture
def url(tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


def keep(url, source, rows):
    """Record (indicator, year, kind, reference, value, upper)."""
    frame = pd.DataFrame(
        rows, columns=["indicator", "period", "kind", "reference", "value", "upper"]
    )
    frame["period"] = pd.to_datetime(frame["period"].astype(str))
    whole = frame.assign(area=HOME, skpd="", publication="", status="A", note="")
    recorded(url, connectors.sources()[source], whole[connectors.FRAME], NOON)


def actual(code, values):
    return [(code, year, "actual", "", value, NAN) for year, value in values.items()]


def goals(code, plan_code, values):
    return [(code, year, "target", plan_code, low, high) for year, (low, high) in values.items()]


POVERTY = {2019: 12.38, 2020: 12.87, 2021: 13.27, 2022: 12.21, 2024: 11.69, 2025: 11.49}


@pytest.fixture
def lines(url):
    keep(url, "bps", [*actual("poverty_rate", POVERTY), *actual("hdi", {2024: 72.75, 2025: 73.74})])
    keep(
        url,
        "rpjmd",
        [
            *goals("poverty_rate", "rpjmd-2025", {2025: (10.95, NAN), 2029: (7.98, NAN)}),
            *goals("poverty_rate", "rpjmd-2018", {2021: (11.96, 12.30), 2022: (11.55, 11.95)}),
            *goals("hdi", "rpjmd-2025", {2025: (73.54, NAN)}),
        ],
    )
    with store.reading(url) as db:
        yield board(db, HOME, TODAY)


def test_a_plan_judges_by_its_own_targets_only(lines):
    now = {one.line.indicator.code: one for one in plan.aimed(lines, NOW, TODAY)}
    assert set(now) == {"poverty_rate", "hdi"}
    assert now["hdi"].state is State.REACHED and now["hdi"].now == 2025
    assert now["poverty_rate"].standing.target_lower == 10.95


def test_a_plan_that_is_over_is_judged_at_its_last_target(lines):
    (old,) = plan.aimed(lines, PLANS["rpjmd-2018"], TODAY)
    assert old.now == 2022 and old.standing.value == 12.21
    assert old.standing.target_upper == 11.95 and old.state in (State.BELOW_PATH, State.BEHIND)
    assert plan.aimed(lines, PLANS["rpd-2024"], TODAY) == []


def test_each_year_has_target_value_achievement_and_class(lines):
    old = plan.aimed(lines, PLANS["rpjmd-2018"], TODAY)[0].years
    assert [year.year for year in old] == [2018, 2019, 2020, 2021, 2022, 2023]
    assert (old[3].target, old[3].value) == ("11,96–12,30 %", "13,27 %")
    assert old[3].percent == pytest.approx(100 * (2 * 12.30 - 13.27) / 12.30)
    assert old[3].grade == "sangat tinggi" and "periode=2021-01-01" in old[3].origin
    assert (old[5].value, old[5].target, old[5].grade) == ("", "", "")
    assert old[1].value == "12,38 %" and old[1].percent != old[1].percent


def test_the_first_sentence_counts_and_names_the_worst(lines):
    told = plan.first_sentence(plan.aimed(lines, NOW, TODAY), NOW, TODAY)
    assert told[0].text.startswith("RPJMD 2025–2029: satu dari dua indikator bertarget")
    assert told[1].worst and "0,54 poin di atas target pada Maret 2025" in told[1].text
    assert "Belum ada target RPD" in plan.first_sentence([], PLANS["rpd-2024"], TODAY)[0].text


def test_a_goal_that_names_an_indicator_places_it(lines):
    poverty = next(line for line in lines if line.indicator.code == "poverty_rate")
    goal = Goal("Kemiskinan turun", "https://x", ("poverty_rate",))
    text = Document("x", missions=(Mission(1, "A", "https://x", goals=(goal,)),))
    assert plan.mission_of(poverty, text, newest=False) == 1
    assert plan.mission_of(poverty, Document("x"), newest=True) == 0
    assert plan.mission_of(poverty, plan.document(NOW), newest=True) == ENTRY.mission
    assert plan.mission_of(poverty, plan.document(NOW), newest=False) == 0
    found = plan.aimed(lines, NOW, TODAY)
    groups = plan.by_goal(text.missions[0], found)
    assert [(goal and goal.title, len(some)) for goal, some in groups] == [
        ("Kemiskinan turun", 1),
        (None, 1),
    ]


def test_the_plan_in_force_is_the_newest_that_has_begun():
    assert outlooks.plan_on(date(2026, 1, 1)) == NOW
    assert outlooks.plan_on(date(2024, 6, 1)) == PLANS["rpd-2024"]
    assert outlooks.plan_on(date(1999, 1, 1)) == regency().plans[0]


FOUND = Outlook(
    "", 17, (Ahead(2029, 10.42, 9.6, 11.23),), 0.034, Target(date(2029, 1, 1), 7.98, 7.98, "x"),
    0.63, 1.09, (Said(2023, 2024, 11.95, 11.69, 12.18), Said(2022, 2024, 11.79, 11.69, 12.21),
                 Said(2024, 2025, 11.48, 11.49, 11.69)),
)  # fmt: skip


def test_an_outlook_says_band_chance_and_trial():
    told = outlooks.sentence(FOUND, ENTRY, NOW)
    assert told == (
        "Diperkirakan 10,4 % pada Maret 2029 (rentang 80\u00a0%: 9,6 % sampai 11,2 %); peluang "
        "mencapai target 7,98 %: 3 %. Uji mundur: dari 3 prakiraan yang akan dibuat pada "
        "tahun-tahun lalu, rata-rata meleset 0,63 poin; angka terakhir saja meleset 1,09 poin."
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Outlook("few", 7), "data 7 tahun, perlu 8"),
        (Outlook("naive", 9, error=1.07, naive_error=0.87), "tidak lebih baik dari angka terakhir"),
        (Outlook("naive", 9, error=0.8, naive_error=0.87), "belum cukup lebih baik"),
        (Outlook("ended", 9), "rencana sudah sampai akhirnya, 2029"),
        (Outlook("equal", 9), "tidak pernah berubah"),
        (Outlook("resets", 9), "dari nol setiap Januari"),
        (Outlook("yearly"), "hanya dibuat untuk angka tahunan"),
        (Outlook("sparse", 9), "lebih dari separuh tahunnya tanpa angka"),
    ],
)
def test_an_outlook_that_is_not_shown_says_why(found, told):
    text = outlooks.sentence(found, ENTRY, NOW)
    assert text.startswith("Tanpa prakiraan: ") and told in text


def test_a_chance_is_never_quite_none_or_certain():
    assert [outlooks.chance(share) for share in (0.0, 0.114, 0.999)] == [
        "kurang dari 1 %",
        "11 %",
        "lebih dari 99 %",
    ]


def test_the_record_stands_newest_first_with_a_dash_where_nothing_was_said():
    head, rows, periods = outlooks.record(FOUND, ENTRY)
    assert head[2:] == ["1 tahun sebelumnya", "2 tahun sebelumnya"]
    assert rows == [
        ["2025", "11,49 %", "11,48", "–"],
        ["2024", "11,69 %", "11,95", "11,79"],
    ]
    assert periods == [date(2025, 1, 1), date(2024, 1, 1)]


def test_an_outlook_is_asked_for_once_and_follows_the_store(url, lines):
    with store.reading(url) as db:
        found = outlooks.outlook_of(db, "poverty_rate", HOME, NOW, TODAY, None)
        assert found is outlooks.outlook_of(db, "poverty_rate", HOME, NOW, TODAY, None)
        assert (found.why, found.count) == ("few", 6)
        assert outlooks.outlook_of(db, "gini", HOME, NOW, TODAY, None).why == "few"


def test_every_plan_has_a_text_and_every_code_in_it_is_known():
    for code, text in connectors.documents().items():
        assert code in PLANS
        assert not text.vision or text.publication.startswith("https://")
        numbers = [mission.number for mission in text.missions]
        assert numbers == list(range(1, len(numbers) + 1))
        for mission in text.missions:
            assert mission.publication.startswith("https://")
            for goal in mission.goals:
                assert set(goal.indicators) <= set(connectors.indicators())


def test_a_plan_text_with_a_key_nobody_knows_stops():
    with pytest.raises(TypeError, match="visi"):
        connectors.document({"code": "x", "visi": "y"})
    made = connectors.document(
        {"code": "x", "mission": [{"number": 1, "title": "A", "publication": "p",
                                   "goal": [{"title": "T", "publication": "p",
                                             "indicators": ["hdi"]}]}]}
    )  # fmt: skip
    assert made.missions[0].goals[0].indicators == ("hdi",)


def test_only_what_a_publication_confirms_counts_as_one_of_the_seventeen():
    sure = sum(one.confirmed for one in connectors.programmes().values())
    assert programmes.unfilled() == regency().priorities - sure
    text = programmes.first_sentence()[0].text
    assert text.startswith("Tujuh dari 17") and "dua lagi diberitakan tanpa kepastian" in text


def test_a_programme_holds_only_what_carries_its_code(url):
    keep(url, "jalan", [*actual("road_good_condition", {2025: 80.9})])
    keep(url, "bansos", [*actual("house_repairs", {2025: 107, 2026: 40})])
    with store.reading(url) as db:
        found = {one.programme.code: one for one in programmes.held(board(db, HOME, TODAY))}
    road = found["jalan-jembatan"]
    assert [line.indicator.code for line in road.results] == ["road_good_condition"]
    assert not road.money and not road.work
    assert programmes.main_line(found["air-bersih"]) is None
    assert not next(iter(found.values())).programme.confirmed < 1
    house = programmes.main_line(found["aladin"])
    assert programmes.told(house, TODAY).endswith("2026, berjalan")
    assert programmes.told(house, date(2027, 1, 5)).endswith("2026")
