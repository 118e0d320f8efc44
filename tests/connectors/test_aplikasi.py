"""The Kominfo's register of applications: what counts once, what not at all, what stops."""

from pathlib import Path

import pandas as pd
import pytest
from pulling import TODAY, pulled

import connectors
from connectors import SourceChanged, SourceUnreachable
from dashboard import demo
from dashboard.demo import aplikasi
from dashboard.demo._write import write_books

SOURCE = connectors.sources()["aplikasi"]
HERE = Path(__file__).parent


def line(skpd, code, server="Server sendiri", drc="-", joined="Belum", **more):
    status, judged = more.get("status", "Aktif"), more.get("judged", "Belum")
    return [1, skpd, code, "A", "SKPD", "PHP", "MySQL", server, drc, joined, status, judged, None]


ROWS = [
    line("Dinas Kesehatan", "APP-1", joined="Ya", drc="Ada", judged="Dipertahankan"),
    line(None, "APP-2", "Pusat data Kominfo", joined="Sebagian", judged="Digabung"),
    line("DINAS SOSIAL", "APP-3", drc="Tidak", joined="ya"),
    line("Dishub", "APP-4", status="Dihentikan", judged="Dihentikan"),
]


def read(folder, rows, name="Register Aplikasi 2025.xlsx"):
    sheet = [["REGISTER APLIKASI"], [], *aplikasi.HEAD, *rows]
    write_books(folder / "aplikasi", {name: {"Register": sheet}})
    return pulled(SOURCE, folder / "aplikasi")


def test_frame_is_as_expected(tmp_path):
    expected = pd.read_csv(HERE / "aplikasi.expected.csv", dtype={"skpd": str}).fillna("")
    frame = read(tmp_path, ROWS).astype({"period": str})[expected.columns]
    pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


@pytest.mark.parametrize(
    "more",
    [
        [line("Dinas Sosial", "APP-3 ", drc="Tidak", joined="Ya")],  # typed twice
        [[None, "Jumlah Dishub", 1]],
        [[], ["Catatan: keadaan akhir tahun"]],
    ],
)
def test_a_row_typed_twice_a_subtotal_and_a_footnote_change_nothing(tmp_path, more):
    pd.testing.assert_frame_equal(read(tmp_path, [*ROWS, *more]), read(tmp_path, ROWS))


def test_an_application_that_two_skpd_share_counts_once_for_the_regency(tmp_path):
    shared = read(tmp_path, [*ROWS, line("Setda", "APP-3", drc="Tidak", joined="Ya")])
    count = shared[shared["indicator"] == "applications_registered"].set_index("skpd")["value"]
    assert count[""] == 3 and count["4.01"] == count["1.06"] == 1


def test_an_application_that_was_stopped_is_in_no_share(tmp_path):
    frame = read(tmp_path, ROWS)
    dishub = frame[frame["skpd"] == "2.15"].set_index("indicator")["value"]
    assert dishub.to_dict() == {"applications_registered": 0, "applications_to_merge_or_stop": 0}


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (line("Dinas Sosial", "APP-9", joined="Sdh"), r'Register › J9: "Sdh" belum dikenal'),
        (line("Dinas Sosial", "APP-9", "Awan"), r'Register › H9: "Awan" belum dikenal'),
        (line("Dinas Sosial", "APP-9", status="Rusak"), r'K9: "Rusak" belum dikenal'),
        (line("Dinas Anu", "APP-9"), "«Dinas Anu» tidak dikenal"),
    ],
)
def test_a_word_or_an_skpd_that_nobody_knows_stops_the_source_and_is_named(tmp_path, row, named):
    with pytest.raises(SourceChanged, match=named):
        read(tmp_path, [*ROWS, row])


def test_a_book_that_is_no_register_is_left_alone_and_one_without_a_year_is_named(tmp_path):
    with pytest.raises(SourceUnreachable, match=r"tidak berisi berkas .* \(register\*\)"):
        read(tmp_path, ROWS, "Daftar nama domain 2025.xlsx")
    with pytest.raises(SourceChanged, match="«Register Aplikasi terbaru.xlsx»"):
        read(tmp_path, ROWS, "Register Aplikasi terbaru.xlsx")


def test_the_stand_in_registers_exactly_the_applications_of_the_regency(tmp_path):
    truth = demo.make(tmp_path, SOURCE, TODAY, 1.0)
    whole = truth[(truth["indicator"] == "applications_registered") & (truth["skpd"] == "")]
    newest = whole.sort_values("period")["value"].iloc[-1]
    assert newest == connectors.regency().applications == sum(aplikasi.DBMS.values())
