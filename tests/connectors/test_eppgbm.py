"""e-PPGBM: one child counts once a month, by what was measured last and can be."""

import csv
from pathlib import Path

import pytest
from standing_in import frame_of, same

import connectors
from connectors import SourceChanged
from dashboard.demo.eppgbm import HEADERS

NIK = "3522990000000001"


def child(nik=NIK, name="Anak 1", day="2026-09-10", where="Kapas", height="85.2", birth="3.1",
          scores=("-2.31", "-1.20", "0.40")):  # fmt: skip
    known = dict(zip(("ZS TB/U", "ZS BB/U", "ZS BB/TB"), scores, strict=True))
    told = {"NIK": nik, "Nama": name, "Tgl Lahir": "2024-01-02", "Posyandu": "MELATI 1",
            "Kec": where, "Tanggal Pengukuran": day, "Tinggi": height,
            "BB Lahir": birth}  # fmt: skip
    return told | known


def export(folder, *rows, name="September.csv"):
    """An export that holds these rows, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    with (folder / name).open("w", newline="") as file:
        writer = csv.DictWriter(file, HEADERS, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def value(folder, code, area="35.22.14"):
    frame = frame_of("eppgbm", folder)
    found = frame[(frame["indicator"] == code) & (frame["area"] == area)]["value"]
    return None if found.empty else found.iloc[0]


def test_a_handful_of_measurements_gives_the_frame_expected(tmp_path):
    folder = export(
        tmp_path,
        child(),
        child("3522990000000002", "Anak 2", "2026-09-11", "KAPAS", "", "2.4", ("-1", "-2.5", "-3")),
        child(
            "3522990000000003", "Anak 3", "2026-09-11", "Sumberejo", "90", "2900", ("-7", "", "-")
        ),
    )
    same("eppgbm", folder, Path(__file__).with_name("eppgbm.expected.csv"))


def test_the_last_measurement_of_a_month_counts_wherever_it_stands(tmp_path):
    rows = [child(scores=("-1.9", "0", "0")), child(day="2026-09-03", scores=("-3", "0", "0"))]
    assert value(export(tmp_path, *rows), "stunting_rate_measured") == 0
    assert value(export(tmp_path, *rows[::-1]), "stunting_rate_measured") == 0
    assert value(export(tmp_path, *rows), "toddlers_measured") == 1


def test_a_child_that_moved_is_counted_where_it_was_last(tmp_path):
    folder = export(tmp_path, child(day="2026-09-01"))
    export(folder, child(day="2026-09-20", where="Balen"), name="Balen.csv")
    assert value(folder, "toddlers_measured") is None
    assert value(folder, "toddlers_measured", "35.22.13") == 1
    assert value(folder, "toddlers_measured", "35.22") == 1


@pytest.mark.parametrize("nik", ["", "-", "0000000000000000", "9999999999999999"])
def test_children_without_a_nik_are_not_one_child(tmp_path, nik):
    rows = [child(nik, "Anak 1"), child(nik, "Anak 2"), child(nik, "ANAK 2", day="2026-09-12")]
    assert value(export(tmp_path, *rows), "stunted_toddlers") == 2


@pytest.mark.parametrize("score", ["-6.01", "6.5", "-9.99", "", "-", "#N/A", "Outlier"])
def test_a_score_that_cannot_be_is_neither_ill_nor_well(tmp_path, score):
    rows = [child(), child("3522990000000002", "Anak 2", scores=(score, "0", "0"))]
    folder = export(tmp_path, *rows)
    assert value(folder, "stunting_rate_measured") == 100
    assert value(folder, "stunted_toddlers") == 1
    assert value(folder, "toddlers_measured") == 2


@pytest.mark.parametrize(("score", "stunted"), [("-2", 0), ("-2.01", 1), ("-6", 1)])
def test_stunted_is_below_two_deviations(tmp_path, score, stunted):
    assert value(export(tmp_path, child(scores=(score, "0", "0"))), "stunted_toddlers") == stunted


def test_a_birth_weight_in_grams_is_left_out(tmp_path):
    rows = [child(birth="2.49"), child("3522990000000002", "Anak 2", birth="2490")]
    assert value(export(tmp_path, *rows), "low_birth_weight_share") == 100


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (child(where="Kapaz"), "«Kapaz»"),
        (child(scores=("-2.3.1", "0", "0")), r"September.csv › Z2: \"-2.3.1\" bukan angka"),
        (child(day="31-31-2026"), "bukan tanggal"),
    ],
)
def test_what_cannot_be_read_stops_the_source_and_is_named(tmp_path, row, named):
    with pytest.raises(SourceChanged, match=named) as told:
        frame_of("eppgbm", export(tmp_path, row))
    assert NIK not in str(told.value)


def test_the_published_yearly_figure_is_another_indicator():
    own = {entry.code for entry in connectors.sources()["eppgbm"].indicators}
    assert "stunting_weighing" not in own and "stunting_rate_measured" in own
