"""SIMPUS: tables split by month, visits that are none, and codes in every writing."""

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from standing_in import change, frame_of, same, stand_in, with_rows

import connectors
from connectors import SourceChanged

NGRAHO, MARGOMULYO = "P3522020101", "P3522010101"


def visit(number, day, kind="Baru", state="Sudah", end="1"):
    return {
        "NoRegistrasi": number,
        "TanggalRegistrasi": datetime.fromisoformat(day),
        "StatusKunjungan": kind,
        "StatusPelayanan": state,
        "StatusPulang": end,
    }


def diagnosis(number, day, code):
    return {
        "NoRegistrasi": number,
        "TanggalDiagnosa": datetime.fromisoformat(day),
        "KodeDiagnosa": code,
    }


@pytest.fixture
def url(tmp_path):
    return stand_in("simpus", tmp_path)


def test_a_handful_of_visits_gives_the_frame_expected(tmp_path):
    one, two, three = f"{NGRAHO}1", f"{NGRAHO}2", f"{MARGOMULYO.lower()}3"
    url = with_rows(
        "simpus",
        tmp_path,
        tbpasienrj_01=[
            visit(one, "2025-01-31 23:59", "BARU"),
            visit(f"{NGRAHO}9", "2025-01-31", state="Antri"),
            visit(f"{NGRAHO}8", "2025-01-31", end=None),
            visit(two, "2026-01-05", "Lama", None),
        ],
        tbpasienrj=[visit(two, "2026-01-05", "Lama"), visit(three, "2026-01-07")],
        tbdiagnosapasien_01=[
            diagnosis(one, "2025-01-31", "I10"),
            diagnosis(one, "2025-01-31", "i11.9"),
            diagnosis(two, "2026-01-05", " A09.0"),
            diagnosis(two, "2026-01-05", "E11.9"),
        ],
        tbdiagnosapasien=[diagnosis(three, "2026-01-07", "K30")],
    )
    same("simpus", url, Path(__file__).with_name("simpus.expected.csv"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tbpasienrj_03 SET StatusKunjungan = 'Baru' WHERE StatusPelayanan = 'ANTRI'",
        "INSERT INTO tbpasienrj_03 SELECT * FROM tbpasienrj",
        "INSERT INTO tbdiagnosapasien_02 SELECT * FROM tbdiagnosapasien_03",
        "UPDATE tbdiagnosapasien_03 SET KodeDiagnosa = ' ' || LOWER(KodeDiagnosa) || ' '",
        "UPDATE tbpasienrj_03 SET StatusPelayanan = NULL WHERE StatusPelayanan = 'Sudah'",
        "UPDATE tbpasienrj_03 SET StatusKunjungan = UPPER(StatusKunjungan)",
    ],
    ids=["queue", "whole table", "copied diagnoses", "codes", "empty state", "capitals"],
)
def test_what_is_no_other_visit_and_no_other_disease_changes_nothing(url, statement):
    before = frame_of("simpus", url)
    change(url, statement.replace("SELECT * FROM tbpasienrj", COPY))
    pd.testing.assert_frame_equal(frame_of("simpus", url), before)


# the same registrations under new row numbers, as an upgrade leaves them
COPY = (
    "SELECT IdPasienrj + 9000000, NoRegistrasi, TanggalRegistrasi, NoCM, NamaPasien, JenisKelamin, "
    "UmurTahun, PoliPertama, Asuransi, StatusKunjungan, StatusPelayanan, StatusPulang, TarifKarcis "
    "FROM tbpasienrj"
)


def test_a_month_table_holds_that_month_of_every_year(url):
    frame = frame_of("simpus", url)
    visits = frame[(frame["indicator"] == "outpatient_visits") & (frame["area"] == "35.22")]
    assert visits["period"].dt.year.value_counts().to_dict() == {
        2023: 1,
        2024: 12,
        2025: 12,
        2026: 11,
    }


def test_a_release_without_a_split_is_read_as_well(tmp_path):
    number = f"{NGRAHO}1"
    rows = {
        "tbpasienrj": [visit(number, "2026-05-05")],
        "tbdiagnosapasien": [diagnosis(number, "2026-05-05", "J00")],
    }
    url = with_rows("simpus", tmp_path, **rows)
    change(url, *(f"DROP TABLE tb{stem}_{month:02}" for stem in ("pasienrj", "diagnosapasien")
                  for month in range(1, 13)))  # fmt: skip
    frame = frame_of("simpus", url)
    assert frame.set_index(["indicator", "area"])["value"]["ari_cases", "35.22.01"] == 1


def test_a_puskesmas_that_sent_nothing_is_unknown_and_not_zero(url):
    for table in ("tbpasienrj_03", "tbdiagnosapasien_03"):
        change(url, f"DELETE FROM {table} WHERE UPPER(NoRegistrasi) LIKE '{MARGOMULYO}%'")
    frame = frame_of("simpus", url)
    assert frame[(frame["area"] == "35.22.22") & (frame["period"].dt.month == 3)].empty


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE tbpasienrj_03 SET NoRegistrasi = 'P3522999101' || IdPasienrj", "P3522999101"),
        ("UPDATE tbpasienrj_03 SET StatusKunjungan = 'Rujukan'", "«rujukan»"),
        ("ALTER TABLE tbpasienrj_03 RENAME TO tbpasienrj_KALITIDU", "tbpasienrj_KALITIDU"),
    ],
)
def test_what_nobody_declared_stops_the_source_and_is_named(url, statement, named):
    change(url, statement)
    with pytest.raises(SourceChanged, match=named):
        frame_of("simpus", url)


def test_another_system_is_told(tmp_path):
    url = with_rows("simpus", tmp_path)
    change(url, "DROP TABLE tbpasienrj", *(f"DROP TABLE tbpasienrj_{n:02}" for n in range(1, 13)))
    with pytest.raises(SourceChanged, match="tidak ada tabel tbpasienrj"):
        frame_of("simpus", url)


def test_every_kecamatan_has_a_puskesmas_and_no_column_of_a_person_is_read():
    source = connectors.sources()["simpus"]
    assert len(source.facts["puskesmas"]) == 36
    assert set(source.facts["puskesmas"].values()) == {
        area.code for area in connectors.children("35.22")
    }
    asked = connectors.origin("simpus").casefold()
    assert not [name for name in ("nik", "nama", "nocm", "norm", "idpasien") if name in asked]
