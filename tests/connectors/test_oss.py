"""Business numbers and projects as OSS writes them: versions, places, amounts that are text."""

import json
from pathlib import Path

import pandas as pd
import pytest
from pulling import pulled

import connectors
from connectors import SourceChanged

SOURCE = connectors.sources()["oss"]
KAPAS, BALEN = "3522142018", "3522130000"


def project(number, *places, worth="1000000.00", men="1", women="1"):
    return {
        "id_proyek": number,
        "jumlah_investasi": worth,
        "jumlah_tki_l": men,
        "jumlah_tki_p": women,
        "data_lokasi_proyek": [{"proyek_daerah_id": place} for place in places],
    }


def business(nib, *projects, **more):
    return {
        "nib": nib,
        "tgl_terbit_nib": "2026-09-03",
        "tgl_perubahan_nib": "",
        "kewenangan": "02",
        "skala_usaha": "01",
        "status_nib": "",
        "perseroan_daerah_id": "3578100001",
        "data_proyek": list(projects),
    } | more


ROWS = [
    business("1", project("a", KAPAS), project("b", BALEN, worth="3000000.00", women="5")),
    business("2", project("c", KAPAS, worth="8000000.00", men="4", women=""), skala_usaha="02"),
    business("3", project("d", BALEN, worth="900000000000.00"), kewenangan="00", skala_usaha=""),
]


@pytest.fixture
def asked(tmp_path):
    def ask(*rows):
        (tmp_path / "a.json").write_text(json.dumps({"data": rows, "last_page": 1}), "utf-8")
        return pulled(SOURCE, tmp_path)

    return ask


def test_the_frame_is_as_expected(asked):
    frame = asked(*ROWS)
    expected = pd.read_csv(
        Path(__file__).with_name("oss.expected.csv"), parse_dates=["period"], dtype={"area": str}
    )
    columns = ["indicator", "area", "period", "value"]
    pd.testing.assert_frame_equal(frame[columns], expected, check_dtype=False)


@pytest.mark.parametrize(
    "more",
    [
        business("8", project("x", "3578100001")),
        business("8"),  # no project, and its company is in Surabaya
        business("8", project("x", KAPAS), status_nib="Dicabut"),
        business("8", project("x", KAPAS), tgl_terbit_nib=""),
        business("8", project("x", KAPAS), tgl_terbit_nib="0000-00-00"),
        ROWS[0],
    ],
)
def test_what_is_elsewhere_withdrawn_not_issued_or_told_twice_changes_nothing(asked, more):
    frame = asked(*ROWS)
    pd.testing.assert_frame_equal(asked(*ROWS, more), frame)
    pd.testing.assert_frame_equal(asked(more, *ROWS), frame)


def test_of_two_versions_of_a_nib_the_later_counts_whole(asked):
    first = business("1", project("z", KAPAS, worth="5"), project("a", KAPAS, worth="7"))
    later = [ROWS[0] | {"tgl_perubahan_nib": "2026-10-01"}, *ROWS[1:]]
    for old in (first, first | {"tgl_perubahan_nib": "2026-09-30"}):
        pd.testing.assert_frame_equal(asked(old, *later), asked(*ROWS))
        pd.testing.assert_frame_equal(asked(*later, old), asked(*ROWS))


def test_a_second_place_of_a_project_does_not_double_its_money(asked):
    twice = business("1", project("a", "3578100001", KAPAS, BALEN), ROWS[0]["data_proyek"][1])
    pd.testing.assert_frame_equal(asked(twice, *ROWS[1:]), asked(*ROWS))


def test_a_nib_without_projects_counts_where_its_company_is(asked):
    frame = asked(business("1", perseroan_daerah_id=KAPAS), business("2", project("a", KAPAS)))
    found = frame.set_index(["indicator", "area"])["value"]
    assert found["business_numbers_issued", "35.22.14"] == 2
    assert found["planned_jobs", "35.22.14"] == 2


def test_an_amount_as_people_write_it_is_named_and_not_guessed(asked):
    with pytest.raises(SourceChanged, match=r'data_proyek\[0\].* › jumlah_investasi: "1.500.000"'):
        asked(business("1", project("a", KAPAS, worth="1.500.000")))


def test_a_kecamatan_that_nobody_knows_stops_and_is_named(asked):
    with pytest.raises(SourceChanged, match="«352299» tidak dikenal"):
        asked(business("1", project("a", "3522992001")))


def test_no_business_in_a_month_is_no_fault(asked):
    assert asked().empty
