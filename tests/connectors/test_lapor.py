"""Complaints from the Excel export of SP4N-LAPOR!: two agencies, other spellings, no place."""

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook
from pulling import pulled

import connectors
from connectors import SourceChanged

SOURCE = connectors.sources()["lapor"]
HEAD = ["Tracking ID", "Tanggal Laporan Masuk", "Judul Laporan", "Isi Laporan Awal", "Tipe Laporan",
        "Instansi Terdisposisi", "Status Laporan", "Kecamatan"]  # fmt: skip
ROADS = "Dinas Pekerjaan Umum Bina Marga dan Penataan Ruang"
SECRET = "Nama saya 3522010101900001"


def report(number, agency, state, *, day="6 Sep 2026", place="", kind="Anonim"):
    return [number, day, SECRET, SECRET, kind, agency, state, place]


ROWS = [
    report(7001, "DINAS KESEHATAN", "Selesai", place="KAPAS"),
    report("7002", ROADS, "Proses", place="Kec. Kapas"),
    report(7003, ROADS, "Arsip", place="-"),
    report(7004, "Dinas Kesehatan Kabupaten Bojonegoro", "Selesai", day="30 Sept 2026"),
    report(7004, ROADS, "Belum Ditindaklanjuti", day="30 Sept 2026"),
    report(7005, "Pemerintah Kabupaten Bojonegoro", "Belum Terverifikasi", day="1 Okt 2026"),
]


@pytest.fixture
def asked(tmp_path):
    def ask(*rows, head=HEAD, **others):
        for name, lines in {"2026": rows, **others}.items():
            book = Workbook()
            for line in (["LAPORAN SP4N-LAPOR!"], [], head, *lines):
                book.active.append(line)
            book.save(tmp_path / f"{name}.xlsx")
        return pulled(SOURCE, tmp_path)

    return ask


def test_the_frame_is_as_expected(asked):
    expected = pd.read_csv(
        Path(__file__).with_name("lapor.expected.csv"),
        parse_dates=["period"],
        dtype={"area": str, "skpd": str},
        keep_default_na=False,
    )
    columns = ["indicator", "area", "skpd", "period", "value"]
    pd.testing.assert_frame_equal(asked(*ROWS)[columns], expected, check_dtype=False)


@pytest.mark.parametrize(
    "more",
    [
        ROWS[0],
        report("7001", "Dinas Kesehatan", "Selesai", place="Kapas"),  # a number written as text
        report(9001, "PT PLN (Persero)", "Proses", place="Kapas"),
    ],
)
def test_what_is_told_twice_or_for_others_changes_nothing(asked, more):
    frame = asked(*ROWS)
    pd.testing.assert_frame_equal(asked(*ROWS, more), frame)
    pd.testing.assert_frame_equal(asked(more, *ROWS), frame)


def test_of_two_downloads_the_later_says_how_a_report_stands(asked):
    old = [report(7001, "DINAS KESEHATAN", "Proses", place="KAPAS")]
    frame = asked(*ROWS)
    pd.testing.assert_frame_equal(asked(*ROWS, **{"2025-2026": old}), frame)


def test_a_column_more_or_in_another_place_changes_nothing(asked):
    turned = [[1, *reversed(row)] for row in ROWS]
    frame = asked(*ROWS)
    pd.testing.assert_frame_equal(asked(*turned, head=["No", *reversed(HEAD)]), frame)


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (report(1, "Kementerian Agama", "Proses"), "SKPD «Kementerian Agama» tidak dikenal"),
        (report(1, ROADS, "Dalam Pengerjaan"), '"Dalam Pengerjaan" belum dikenal'),
        (report(1, ROADS, ""), '"" belum dikenal'),
        (report(1, ROADS, "Proses", place="Jenu"), "kecamatan «Jenu» tidak dikenal"),
        (report(1, ROADS, "Proses", day="6 Foo 2026"), '2026.xlsx › .*B10: "6 Foo 2026" bukan'),
        (report(1, ROADS, "Proses", day=""), "B10: tanggal kosong"),
    ],
)
def test_what_nobody_knows_stops_and_is_named_without_what_people_wrote(asked, row, named):
    with pytest.raises(SourceChanged, match=named) as told:
        asked(*ROWS, row)
    assert "3522" not in str(told.value) and "Nama saya" not in str(told.value)
