"""In what a kecamatan lags: compared with the others and the regency, never judged by a target."""

import pytest
from points import HOME, actual, keep

from connectors import children
from dashboard import store
from dashboard.board import lags, sentences

AREAS = [area.code for area in children(HOME)]


@pytest.fixture
def url(tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


def found(url, area):
    with store.reading(url) as db:
        return [lags.told(each, area) for each in lags.found(db, area, None)]


def series(code, values, whole, period="2026-01"):
    rows = [actual(code, period, value, area=a) for a, value in zip(AREAS, values, strict=True)]
    return [*rows, actual(code, period, whole)]


def test_the_last_comes_first_then_what_is_only_worse_than_the_regency(url):
    shares = [70.0 + place for place in range(28)]
    keep(url, "dukcapil", series("birth_certificate_share", shares, 90.0), simulated=True)
    (last,) = found(url, AREAS[0])
    assert last.rank_text == "terburuk dari 28"
    assert (last.value_text, last.home_text) == ("70,0 %", "kabupaten 90,0 %")
    assert (last.period_text, last.who_text, last.simulated) == (
        "Januari 2026",
        "Disdukcapil",
        True,
    )
    assert last.href == f"/indikator/birth_certificate_share?wilayah={AREAS[0]}"
    assert last.origin.startswith(f"/asal/birth_certificate_share?wilayah={AREAS[0]}&")
    (second,) = found(url, AREAS[1])
    assert second.rank_text == "terburuk ke-2 dari 28"
    (worse,) = found(url, AREAS[10])
    assert worse.rank_text == "ke-18 dari 28"
    assert found(url, AREAS[27]) == []


def test_a_sum_is_only_told_as_the_most_of_something_bad(url):
    cases = [float(place) for place in range(28)]
    keep(url, "eppgbm", series("stunted_toddlers", cases, sum(cases)))
    (most,) = found(url, AREAS[27])
    assert (most.rank_text, most.home_text) == ("terbanyak dari 28", "")
    assert found(url, AREAS[20]) == []


def test_only_the_newest_period_counts_and_never_another_one_of_the_regency(url):
    keep(url, "dukcapil", [
        *series("birth_certificate_share", [70.0] * 28, 80.0, "2025-12"),
        *series("birth_certificate_share", [70.0 + p for p in range(28)], 90.0)[:-1],
    ])  # fmt: skip
    assert found(url, AREAS[0]) == []  # of January nothing is known of the whole


def test_the_first_sentence_compares_and_speaks_of_no_target():
    said = [
        sentences.lags("Kapas", *counts)[0].text for counts in ((2, 1, 1), (0, 3, 0), (0, 0, 0))
    ]
    assert said == [
        "Kecamatan Kapas termasuk tiga terakhir di antara kecamatan pada dua angka; lebih buruk "
        "daripada kabupaten pada satu angka lain; termasuk tiga yang terbanyak pada satu angka.",
        "Kecamatan Kapas lebih buruk daripada kabupaten pada tiga angka.",
        "Kecamatan Kapas tidak tertinggal dari kecamatan lain pada satu angka pun.",
    ]
