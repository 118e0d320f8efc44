"""Dapodik: a pupil in many classes is one, and what was deleted is not there."""

from pathlib import Path

import pandas as pd
import pytest
from standing_in import change, frame_of, same, stand_in, with_rows

from connectors import SourceChanged


@pytest.fixture
def url(tmp_path):
    return stand_in("dapodik", tmp_path)


def school(number, kecamatan, semester, form="5"):
    return {
        "sekolah_id": number,
        "bentuk_pendidikan_id": form,
        "kecamatan": kecamatan,
        "kabupaten": "Kab. Bojonegoro ",
        "semester_id": semester,
    }


def room(number, own, semester, kind=1, deleted=0):
    return {
        "rombongan_belajar_id": number,
        "sekolah_id": own,
        "semester_id": semester,
        "jenis_rombel": kind,
        "soft_delete": deleted,
    }


def member(number, pupil, deleted=0):
    return {"rombongan_belajar_id": number, "peserta_didik_id": pupil, "soft_delete": deleted}


def test_a_handful_of_schools_gives_the_frame_expected(tmp_path):
    url = with_rows(
        "dapodik",
        tmp_path,
        rekap_sekolah=[
            school("a", "Kec. Kapas", "20252"),
            school("a", "Kec. Kapas", "20261"),
            school("b", "Kec. BALEN  ", "20261", "6"),
            school("m", "Kec. Balen", "20261", "9"),
        ],
        sekolah=[{"sekolah_id": each, "soft_delete": 0} for each in "abm"],
        rombongan_belajar=[
            room("a1", "a", "20252"),
            room("a2", "a", "20261"),
            room("a3", "a", "20261"),
            room("a4", "a", "20261", kind=16),
            room("m1", "m", "20261"),
        ],
        anggota_rombel=[
            *(member("a1", each) for each in ("p", "q")),
            *(member("a2", each) for each in ("p", "q")),
            *(member("a3", each) for each in ("r", "gone")),
            member("a4", "p"),
            member("a2", "s", deleted=1),
            member("m1", "t"),
        ],
        peserta_didik=[
            {"peserta_didik_id": each, "soft_delete": int(each == "gone")}
            for each in ("p", "q", "r", "s", "t", "gone")
        ],
        ptk=[
            {"ptk_id": each, "jenis_ptk_id": kind, "soft_delete": 0}
            for each, kind in (("g", 4), ("h", 92), ("staff", 11))
        ],
        ptk_terdaftar=[
            {"ptk_id": each, "sekolah_id": "a", "tahun_ajaran_id": year, "ptk_induk": 1,
             "soft_delete": 0}
            for each, year in (("g", 2025), ("g", 2026), ("h", 2026), ("staff", 2026))
        ],
    )  # fmt: skip
    same("dapodik", url, Path(__file__).with_name("dapodik.expected.csv"))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM anggota_rombel WHERE soft_delete = 1",
        "DELETE FROM rombongan_belajar WHERE soft_delete = 1 OR jenis_rombel <> 1",
        "DELETE FROM peserta_didik WHERE soft_delete = 1",
        "DELETE FROM sekolah WHERE soft_delete = 1",
        "DELETE FROM ptk WHERE soft_delete = 1 OR jenis_ptk_id IN (11, 40)",
        "DELETE FROM ptk_terdaftar WHERE ptk_induk = 0 OR soft_delete = 1",
        "DELETE FROM rekap_sekolah WHERE bentuk_pendidikan_id IN ('9', '13')",
        "DELETE FROM rekap_sekolah WHERE kabupaten = 'Kab. Tuban'",
        "INSERT INTO rekap_sekolah SELECT * FROM rekap_sekolah",
        "INSERT INTO anggota_rombel SELECT * FROM anggota_rombel",
        "UPDATE rekap_sekolah SET kecamatan = UPPER(kecamatan) || '  '",
    ],
)
def test_what_must_not_count_is_there_and_changes_nothing(url, statement):
    before = frame_of("dapodik", url)
    change(url, statement)
    pd.testing.assert_frame_equal(frame_of("dapodik", url), before)


def test_a_semester_that_is_only_being_prepared_is_not_given(url):
    frame = frame_of("dapodik", url)
    assert frame["period"].max() == pd.Timestamp(2026, 7, 1)


def test_a_school_without_teachers_has_no_ratio_and_is_not_divided_by_zero(url):
    change(url, "DELETE FROM ptk_terdaftar")
    frame = frame_of("dapodik", url).set_index("indicator")["value"]
    assert "pupil_teacher_ratio" not in frame.index
    assert (frame["teachers"] == 0).all()


def test_a_kecamatan_that_nobody_knows_stops_the_source_and_is_named(url):
    change(url, "UPDATE rekap_sekolah SET kecamatan = 'Kec. Kapaz' WHERE kecamatan LIKE '%Kapas%'")
    with pytest.raises(SourceChanged, match="«Kec. Kapaz»"):
        frame_of("dapodik", url)
