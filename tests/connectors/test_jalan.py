"""The book of roads: whose road, which survey, what condition; and the works on them."""

from pathlib import Path

import pandas as pd
import pytest
from pulling import pulled

import connectors
from connectors import SourceChanged
from dashboard import demo
from dashboard.demo import jalan

SOURCE = connectors.sources()["jalan"]
HERE = Path(__file__).parent
ROWS = {
    "ruas_jalan": [(1, "A", "KABUPATEN", 0), (2, "B", "KABUPATEN", 0), (3, "C", "PROVINSI", 0)],
    "kondisi_jalan": [
        (1, 2024, 1, "KAPAS", "Baik", 1500.0),
        (1, 2024, 1, "Kec. Balen", "RB", 500.0),
        (2, 2024, 1, "Kapas", "rusak ringan", 1000.0),
        (2, 2024, 1, "Kapas", "S", 500.0),
        (2, 2024, 1, "Kapas", None, 250.0),
    ],
    "jembatan": [(1, 1, "Kapas", 0), (2, 2, "Kapas", 0)],
    "kondisi_jembatan": [(1, 2024, 1, "B"), (2, 2024, 1, "Sedang")],
    "paket_pekerjaan": [(1, 2024, "Kapas", 3e9, 0), (2, 2024, "Balen", 1e9, 0)],
    "kemajuan_paket": [(1, 2024, 9, 60.0, 50.0), (2, 2024, 9, 60.0, 49.9)],
}


def read(folder, **more):
    frames = {
        name: pd.DataFrame(rows + more.get(name, []), columns=jalan.SHAPES[name])
        for name, rows in ROWS.items()
    }
    path = folder / f"jalan-{len(list(folder.iterdir()))}.sqlite"
    demo.fill(f"sqlite:///{path}", jalan.metadata, frames)
    return pulled(SOURCE, f"sqlite:///{path}")


def test_frame_is_as_expected(tmp_path):
    expected = pd.read_csv(HERE / "jalan.expected.csv", dtype={"area": str})
    frame = read(tmp_path).astype({"period": str})[expected.columns]
    pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


@pytest.mark.parametrize(
    "more",
    [
        {"kondisi_jalan": [(3, 2024, 1, "Kapas", "Baik", 9000.0)]},  # of the province
        {
            "ruas_jalan": [(4, "D", "KABUPATEN", 1)],  # struck from the book
            "kondisi_jalan": [(4, 2024, 1, "Kapas", "Baik", 9000.0)],
        },
        {"kondisi_jalan": [(1, 2024, 0, "Kapas", "RB", 9000.0)]},  # an earlier round
        {"kondisi_jembatan": [(2, 2024, 0, "Baik")]},
        {"jembatan": [(3, 1, "Kapas", 1)], "kondisi_jembatan": [(3, 2024, 1, "Baik")]},
        {"jembatan": [(4, 3, "Kapas", 0)], "kondisi_jembatan": [(4, 2024, 1, "Baik")]},
        {
            "paket_pekerjaan": [(3, 2024, "Kapas", 9e9, 1)],  # cancelled
            "kemajuan_paket": [(3, 2024, 9, 60.0, 1.0)],
        },
    ],
)
def test_what_is_not_the_regencys_or_no_longer_so_changes_nothing(tmp_path, more):
    pd.testing.assert_frame_equal(read(tmp_path, **more), read(tmp_path))


def test_a_stretch_that_was_not_surveyed_has_a_length_and_no_condition(tmp_path):
    frame = read(tmp_path, kondisi_jalan=[(2, 2024, 1, "Kapas", "", 4000.0)])
    old = read(tmp_path)
    same = frame["indicator"] != "road_length"
    pd.testing.assert_frame_equal(frame[same], old[same])
    home = (frame["indicator"] == "road_length") & (frame["area"] == "35.22")
    assert frame[home]["value"].item() == old[home]["value"].item() + 4


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"kondisi_jalan": [(1, 2024, 1, "Kapas", "Aspal", 1.0)]}, '"Aspal" belum dikenal'),
        ({"kondisi_jembatan": [(1, 2024, 1, "Putus")]}, '"Putus" belum dikenal'),
        ({"kondisi_jalan": [(1, 2024, 1, "Cepu", "B", 1.0)]}, "kecamatan «Cepu» tidak dikenal"),
    ],
)
def test_a_condition_or_a_kecamatan_that_nobody_knows_stops_the_source(tmp_path, more, named):
    with pytest.raises(SourceChanged, match=named):
        read(tmp_path, **more)
