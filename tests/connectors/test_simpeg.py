"""SIMPEG: codes without their zero, retired staff that stay, and a sex in every writing."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from standing_in import change, frame_of, same, stand_in, with_rows

import connectors
from connectors import SourceChanged

TOUCHED = datetime(2026, 10, 5)


@pytest.fixture
def url(tmp_path):
    return stand_in("simpeg", tmp_path)


def person(number, born, standing="01", sex="L", echelon=None, level="40", job=1, unit=1):
    return {
        "ID": number,
        "NAMA": f"Pegawai {number}",
        "TGL_LAHIR": date.fromisoformat(born),
        "JENIS_KELAMIN": sex,
        "KEDUDUKAN_HUKUM_ID": standing,
        "ESELON_ID": echelon,
        "TINGKAT_PENDIDIKAN_ID": level,
        "JABATAN_ID": job,
        "UNIT_KERJA_ID": unit,
        "TGL_UBAH": TOUCHED,
    }


def test_a_handful_of_staff_gives_the_frame_expected(tmp_path):
    url = with_rows(
        "simpeg",
        tmp_path,
        unit_kerja=[
            {"ID": 1, "NAMA": "DINAS PENDIDIKAN", "SKPD_ID": 1},
            {"ID": 2, "NAMA": "SDN Contoh", "SKPD_ID": 1},
            {"ID": 3, "NAMA": "Dinas Kesehatan", "SKPD_ID": 3},
        ],
        jabatan=[{"ID": 1, "NAMA": "Guru", "BUP": 60}, {"ID": 2, "NAMA": "Staf", "BUP": None}],
        pegawai=[
            person(1, "1966-11-30", unit=2),  # 60 in November 2026
            person(2, "1968-11-01", "1", "Perempuan", "21", job=2),  # 58 in November 2026
            person(3, "1966-10-31", "71", "P", unit=2),  # 60 in this very month: no longer to come
            person(4, "1967-11-01", "71", "2", level="15", unit=3),  # 60 in 13 months
            person(5, "1900-01-01", "03", "1", "31", level=None, unit=3),
            person(6, "1966-12-01", "99", "P", "21"),
            person(7, "1980-01-01", "72", "P", "31"),
            person(8, "1980-01-01", "2", "P", "99", unit=99),
        ],
    )
    same("simpeg", url, Path(__file__).with_name("simpeg.expected.csv"))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM pegawai WHERE KEDUDUKAN_HUKUM_ID IN ('99', '98', '66', '20', '72')",
        "DELETE FROM honorer",
        "UPDATE pegawai SET KEDUDUKAN_HUKUM_ID = LTRIM(KEDUDUKAN_HUKUM_ID, '0')",
        "UPDATE pegawai SET JENIS_KELAMIN = 'p' WHERE JENIS_KELAMIN IN ('2', 'PEREMPUAN')",
        "UPDATE unit_kerja SET NAMA = UPPER(NAMA)",
        "UPDATE unit_kerja SET NAMA = 'Bidang Baru' WHERE ID <> SKPD_ID",
    ],
)
def test_what_must_not_count_is_there_and_changes_nothing(url, statement):
    before = frame_of("simpeg", url).set_index(connectors.KEY)["value"]
    change(url, statement)
    after = frame_of("simpeg", url).set_index(connectors.KEY)["value"]
    # an SKPD of which only the retired are left gives zeros
    whole = after.reindex(before.index, fill_value=0.0)
    pd.testing.assert_series_equal(whole, before)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE unit_kerja SET NAMA = 'Dinas Baru' WHERE ID = 1", "«Dinas Baru»"),
        ("UPDATE pegawai SET KEDUDUKAN_HUKUM_ID = '55' WHERE ID = 1", 'standing: "55" belum'),
        ("UPDATE pegawai SET JENIS_KELAMIN = 'X' WHERE ID = 1", r'sex: "X" belum .*\[known\]'),
    ],
)
def test_a_code_that_nobody_declared_stops_the_source_and_is_named(url, statement, named):
    change(url, statement)
    with pytest.raises(SourceChanged, match=named):
        frame_of("simpeg", url)


def test_the_month_is_that_of_the_last_change(url):
    assert set(frame_of("simpeg", url)["period"]) == {pd.Timestamp(2026, 11, 1)}
    change(url, "UPDATE pegawai SET TGL_UBAH = '2026-08-17 08:00:00'")
    assert set(frame_of("simpeg", url)["period"]) == {pd.Timestamp(2026, 8, 1)}


def test_no_number_and_no_name_of_a_person_is_asked_for():
    asked = " ".join(connectors.sources()["simpeg"].query).casefold()
    assert "nip" not in asked and "p.nama" not in asked
