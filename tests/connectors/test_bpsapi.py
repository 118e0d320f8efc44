"""BPS's WebAPI: asked over HTTPS with a key, page by page, and its dictionary of joined keys."""

import copy
import dataclasses
import json
from pathlib import Path

import pandas as pd
import pytest
from pulling import TODAY, pulled
from web import WebService, certificate

import connectors
from connectors import SourceChanged, SourceUnreachable
from connectors._datacontent import label
from dashboard.demo import bpsapi

SOURCE = connectors.sources()["bpsapi"]
SOURCE = dataclasses.replace(SOURCE, service=dict(SOURCE.service) | {"pause_s": 0.0})
KEY = "0123456789abcdef"


@pytest.fixture(scope="module")
def drawn():
    return bpsapi.draw(TODAY)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def service(files, drawn):
    service = WebService(files)
    service.address = f"https://:{KEY}@localhost:{service.port}/v1/api?ca={files[0]}"

    def reply(asked, handler):
        if asked.query.get("key") != KEY:
            return {"status": "Error", "message": f"Invalid key {asked.query.get('key')}"}
        return bpsapi.answer(drawn[0], asked.query)

    service.reply = reply
    yield service
    service.stop()


@pytest.fixture
def asked(tmp_path, drawn):
    """The frame of answers that somebody changed."""

    def ask(change=lambda content: None):
        content = copy.deepcopy(drawn[0])
        change(content)
        for name, answer in content.items():
            (tmp_path / name).write_text(json.dumps(answer), "utf-8")
        return pulled(SOURCE, tmp_path)

    return ask


def test_the_truth_is_found_over_https_with_a_key_and_pages(service, drawn):
    frame = pulled(SOURCE, service.address)
    truth = connectors.check(drawn[1], SOURCE)
    pd.testing.assert_frame_equal(frame[truth.columns], truth)
    questions = [(each.query["model"], each.query["var"]) for each in service.asked]
    years = [each.query.get("page") for each in service.asked if each.query["model"] == "th"]
    assert questions.count(("th", "32")) == 2 and questions.count(("data", "32")) == 1
    assert years[:2] == ["1", "2"]
    assert {each.query["key"] for each in service.asked} == {KEY}
    assert all("page" not in each.query for each in service.asked if each.query["model"] == "data")


def test_a_key_that_is_not_valid_is_told_without_it(service):
    with pytest.raises(SourceChanged, match="kunci mungkin tidak berlaku") as told:
        pulled(SOURCE, service.address.replace(KEY, "fedcba9876543210"))
    assert "fedcba" not in str(told.value)


def test_a_quota_that_is_used_up_halfway_gives_nothing_and_says_when_to_come_back(service):
    reply = service.reply

    def tired(asked, handler):
        return (
            (429, "", {"Retry-After": "900"}) if len(service.asked) > 6 else reply(asked, handler)
        )

    service.reply = tired
    with pytest.raises(SourceUnreachable, match="kuota habis .pulih dalam 900 detik"):
        pulled(SOURCE, service.address)


def table(number, rows, kinds, years, parts, content):
    names = ("vervar", "turvar", "tahun", "turtahun")
    lists = zip(names, (rows, kinds, years, parts), strict=True)
    listed = {
        name: [{"val": code, "label": text} for code, text in each.items()] for name, each in lists
    }
    return bpsapi.GENERAL | listed | {"var": [{"val": number}], "datacontent": content}


PLACES = {0: "<b>Kabupaten Bojonegoro</b>", 14: "3522140 KAPAS"}
ONE, YEAR = {0: "Tidak ada"}, {0: "Tahun"}
SEXES = {27: "Perempuan", 28: "Laki-laki", 29: "Jumlah"}
Y2025 = {125: "2025"}
TABLES = [
    table(32, PLACES, SEXES, Y2025, YEAR,
          {"032291250": 1300000, "1432291250": 52000, "1432271250": 26000, "1432281250": 26001}),
    table(85, PLACES, ONE, Y2025, YEAR, {"148501250": "101.5", "08501250": None}),
    table(61, PLACES, ONE, Y2025, YEAR, {"146101250": 1200.5}),
    table(118, {3522: "Bojonegoro"}, ONE, Y2025 | {130: "2030"}, YEAR,
          {"352211801250": 45.1, "352211801300": 46.2}),
    table(204, {1: "Padi", 2: "Jagung"}, {51: "Luas Panen", 52: "Produksi GKG"}, {126: "2026"},
          {1: "Januari", 13: "Tahunan"},
          {"1204511261": 1000, "12045112613": 9999, "1204521261": 5800, "2204511261": 7}),
]  # fmt: skip


def test_the_frame_is_as_expected(tmp_path):
    for number, answer in enumerate(TABLES):
        (tmp_path / f"{number}.json").write_text(json.dumps(answer), "utf-8")
    frame = pulled(SOURCE, tmp_path)
    expected = pd.read_csv(
        Path(__file__).with_name("bpsapi.expected.csv"), parse_dates=["period"], dtype={"area": str}
    )
    columns = ["indicator", "area", "period", "value"]
    pd.testing.assert_frame_equal(frame[columns], expected, check_dtype=False)


def test_a_year_to_come_and_the_sum_of_a_years_months_are_left_out(asked):
    frame = asked()
    assert frame["period"].max() <= pd.Timestamp(TODAY)
    monthly = frame[frame["indicator"] == "paddy_harvest_area_month"]
    assert monthly["value"].max() < 50_000


def test_bojonegoro_the_kecamatan_is_not_bojonegoro_the_regency(asked):
    found = asked().set_index(["indicator", "area", "period"])["value"]
    year = pd.Timestamp(2025, 1, 1)
    whole = found["population_projection", "35.22", year]
    town = found["population_projection", "35.22.15", year]
    assert town < whole / 5
    assert ("dependency_ratio", "35.22", year) in found
    assert ("dependency_ratio", "35.22.15", year) not in found


def test_a_kecamatan_that_nobody_knows_stops_and_is_named(asked):
    def change(content):
        content["32-data.json"]["vervar"][1]["label"] = "3522010 NGRAHOO"

    with pytest.raises(SourceChanged, match="«NGRAHOO» tidak dikenal"):
        asked(change)


def test_a_key_that_no_list_explains_stops(asked):
    def change(content):
        content["85-data.json"]["datacontent"]["99985012500"] = 1

    with pytest.raises(SourceChanged, match="tabel 85: kunci 99985012500 tidak dapat diuraikan"):
        asked(change)


def test_a_key_that_means_two_things_stops(asked):
    def change(content):
        content["85-data.json"]["turvar"].append({"val": "0", "label": "Lain"})

    with pytest.raises(SourceChanged, match="tabel 85: kunci .* berarti dua hal"):
        asked(change)


def test_a_characteristic_that_was_renamed_stops_and_those_that_are_there_are_named(asked):
    def change(content):
        content["32-data.json"]["turvar"][2]["label"] = "Laki-laki + Perempuan"

    with pytest.raises(SourceChanged, match=r"tidak memuat «Jumlah»; yang ada: Laki-laki, Laki-"):
        asked(change)


def test_a_table_that_is_gone_is_named(asked):
    def change(content):
        content["61-data.json"]["var"][0]["val"] = 62

    with pytest.raises(SourceChanged, match="tabel 61 tidak ada"):
        asked(change)


def test_a_table_that_has_no_numbers_yet_is_no_fault(asked):
    def change(content):
        content["118-data.json"]["datacontent"] = []  # as PHP writes an empty dictionary

    assert "dependency_ratio" not in set(asked(change)["indicator"])


def test_a_number_that_is_none_is_named_by_its_key(asked):
    def change(content):
        first = next(iter(content["85-data.json"]["datacontent"]))
        content["85-data.json"]["datacontent"][first] = "98,x"

    with pytest.raises(
        SourceChanged, match=r'85-data.json › datacontent › \d+: "98,x" bukan angka'
    ):
        asked(change)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<b>Jumlah</b>", "Jumlah"),
        ("3522150 BOJONEGORO", "BOJONEGORO"),
        (" Sidoarjo &amp;  Gresik ", "Sidoarjo & Gresik"),
        ("2025", "2025"),
        ("15-64", "15-64"),
    ],
)
def test_a_label_is_read_without_what_is_not_its_name(written, meant):
    assert label(written) == meant
