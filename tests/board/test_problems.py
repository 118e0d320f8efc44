"""Problems in words: worst first, with gap, since when, where, who answers, and why there."""

from datetime import date

import pytest
from points import HOME, actual, goal, keep

from connectors import children
from dashboard import store
from dashboard.board import board, problems, ranked, sentences
from dashboard.measures import State

TODAY = date(2026, 3, 2)
LATE = date(2027, 6, 1)
POVERTY = [actual("poverty_rate", y, v) for y, v in ((2023, 12.18), (2024, 11.69), (2025, 11.49))]
JOBS = [actual("unemployment_rate", 2024, 3.6), actual("unemployment_rate", 2025, 3.9)]
HDI = [actual("hdi", 2024, 72.75), actual("hdi", 2025, 73.74)]
PEOPLE = [actual("poor_people", 2025, 144.9), actual("population_census", 2020, 1_301_635)]
GOALS = [goal("poverty_rate", 2025, 10.95), goal("unemployment_rate", 2025, 3.63),
         goal("hdi", 2025, 73.54)]  # fmt: skip


@pytest.fixture
def url(tmp_path):
    place = f"sqlite:///{tmp_path / 'store.db'}"
    store.upgrade(place)
    yield place
    store.engine(place).dispose()


@pytest.fixture
def filled(url):
    keep(url, "bps", [*POVERTY, *JOBS, *HDI, *PEOPLE])
    keep(url, "rpjmd", GOALS)
    return url


def told(url, today=TODAY):
    with store.reading(url) as db:
        found = ranked(board(db, HOME, today), today)
        return {item.title: item for item in problems.items(db, found, today, None)}


def sentence(url, today=TODAY):
    with store.reading(url) as db:
        lines = board(db, HOME, today)
        return "".join(piece.text for piece in sentences.problems(lines, ranked(lines, today)))


def offices(values, whole, year="2026-01"):
    """Budget absorption of the regency and of some SKPD."""
    rows = [actual("apbd_absorption", year, whole), goal("apbd_absorption", year, 9.0, "Kas")]
    codes = ["1.01", "1.02", "1.03", "2.16"]
    return rows + [
        actual("apbd_absorption", year, value, skpd=code)
        for code, value in zip(codes, values, strict=True)
    ]


def test_problems_are_told_with_gap_since_who_and_need_worst_first(filled):
    found = told(filled)
    assert list(found) == ["Penduduk miskin", "Pengangguran terbuka"]  # the poor are counted
    second, first = found.values()
    assert (first.state, first.gap_text) == (State.WORSENING, "0,27 poin di atas target")
    assert (first.since_text, first.who_text) == ("sejak Agustus 2025", "Disperinaker")
    assert (first.value_text, first.unit, first.target_text) == ("3,90", "%", "3,63 %")
    assert second.need_text == "perlu turun 0,54 poin per tahun; terbaik selama ini 0,49 poin"
    assert first.spots == [] and first.where_text.startswith("Belum ada angka menurut kecamatan")
    assert second.keys == {"skpd": "5.01", "misi": "2", "program": ""}


def test_the_points_are_told_part_by_part_and_add_up(filled):
    item = told(filled)["Penduduk miskin"]
    assert [reason.name for reason in item.reasons] == [
        "Arah", "Jarak", "Lamanya", "Warga terdampak",
    ]  # fmt: skip
    points = sum(reason.points for reason in item.reasons)
    assert item.points_text == f"{points:.1f} dari 100".replace(".", ",")
    way, far, long, people = item.reasons
    assert way.text.startswith("tertinggal")
    assert far.text == "4,9 % dari target"
    assert long.text == "11 bulan di luar jalur"
    assert people.text == "144.900 orang terdampak (Maret 2025) dari 1.301.635 penduduk"
    assert people.origin == "/asal/poor_people?wilayah=35.22&periode=2025-01-01"


def test_people_whom_nobody_counts_are_said_to_be_unknown(filled):
    people = told(filled)["Pengangguran terbuka"].reasons[-1]
    assert people.points == 0
    assert people.text == "belum diketahui berapa warga yang terdampak"


def test_an_overdue_number_is_a_problem_too_says_since_when_and_comes_last(filled):
    found = told(filled, LATE)
    assert [item.state for item in found.values()] == [State.STALE] * 3
    item = found["Penduduk miskin"]
    assert item.gap_text == "seharusnya terbit 17 Oktober 2026"
    assert item.state_text == "lewat 7 bulan"
    assert item.need_text == "terakhir 11,49 % (Maret 2025), tertinggal"
    assert item.reasons == ()


def test_the_worst_three_places_are_named_each_with_its_own_origin(url):
    keep(url, "bpkad", offices([1.0, 2.0, 3.0, 4.0], 2.5), simulated=True)
    (found,) = told(url).values()
    assert [(spot.name, spot.value_text) for spot in found.spots] == [
        ("Disdik", "1,0 %"), ("Dinkes", "2,0 %"), ("DPU Bina Marga", "3,0 %"),
    ]  # fmt: skip
    assert found.spots[0].origin.endswith("wilayah=35.22&skpd=1.01&periode=2026-01-01")
    assert (found.where_text, found.simulated) == ("terburuk", True)


def test_a_kecamatan_among_the_worst_leads_to_the_indicator_there(url):
    rows = [actual("birth_certificate_share", "2026-01", 90.0)]
    rows += [
        actual("birth_certificate_share", "2026-01", 70.0 + place, area=area.code)
        for place, area in enumerate(children(HOME))
    ]
    keep(url, "dukcapil", [*rows, goal("birth_certificate_share", "2026-01", 99.0)])
    (found,) = told(url).values()
    codes = [area.code for area in children(HOME)][:3]
    assert [spot.href for spot in found.spots] == [
        f"/indikator/birth_certificate_share?wilayah={code}" for code in codes
    ]


def test_nobody_is_called_worst_for_being_small_or_like_all_others(url):
    keep(url, "bpkad", offices([1.0, 1.0, 1.0, 2.0], 5.0))  # the whole is the sum of its parts
    (found,) = told(url).values()
    assert found.spots == [] and "hanya ada jumlah" in found.where_text
    keep(url, "bpkad", offices([5.0] * 4, 5.0))
    (found,) = told(url).values()
    assert found.spots == [] and "tidak ada bedanya" in found.where_text


@pytest.mark.parametrize(
    ("code", "values", "wanted", "gap", "share"),
    [
        ("grdp_growth", [-5.54], 0.0, "5,54 poin di bawah target", "dari 1 % rentang wajarnya"),
        ("grdp_growth", [-5.54], -2.0, "3,54 poin di bawah target", "177,0 % dari target"),
        ("hdi", [70.0, 70.0, 70.0], 70.5, "0,50 di bawah target", "0,7 % dari target"),
        ("hdi", [70.0], 70.001, "0,001 di bawah target", "kurang dari 0,1 % dari target"),
    ],
)
def test_zero_negative_single_and_equal_values_are_told_truly(
    url, code, values, wanted, gap, share
):
    years = range(2026 - len(values), 2026)
    rows = [actual(code, year, value) for year, value in zip(years, values, strict=True)]
    keep(url, "bps", rows)
    keep(url, "rpjmd", [goal(code, 2025, wanted)])
    (found,) = told(url).values()
    assert found.gap_text == gap
    assert share in found.reasons[1].text
    if len(values) == 1:
        assert "laju terbaiknya belum diketahui" in found.reasons[0].text
    assert (
        found.spark_svg.count('class="dot"') == 1 and "nan" not in found.spark_svg.partition(">")[2]
    )


def test_the_first_sentence_counts_names_the_worst_and_since_when(filled):
    assert sentence(filled) == (
        "Dua indikator di luar jalurnya, paling mendesak: "
        "Penduduk miskin tertinggal, 0,54 poin di atas target sejak Maret 2025."
    )
    assert sentence(filled, LATE) == (
        "Tidak ada indikator bertarget yang di luar jalurnya. "
        "Tiga indikator lewat umur, belum dapat dinilai."
    )


def test_without_targets_nothing_is_called_right(url):
    keep(url, "bps", HDI)
    assert sentence(url) == "Belum ada indikator yang dapat dinilai terhadap targetnya."
    keep(url, "rpjmd", GOALS)
    assert sentence(url) == "Tidak ada indikator bertarget yang di luar jalurnya."
