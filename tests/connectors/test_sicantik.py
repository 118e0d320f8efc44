"""Permits from SiCantik's steps: what repeats, is deleted, or has no day."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pulling import pulled

import connectors
from connectors import SourceChanged

SOURCE = connectors.sources()["sicantik"]
TODAY = date(2026, 11, 24)


def step(application, kind, ended, state="Selesai", **more):
    return {
        "permohonan_izin_id": application,
        "jenis_proses_id": kind,
        "status": state,
        "end_date": ended,
        "del": "0",
        "jenis_izin": "Izin Penyelenggaraan Reklame",
    } | more


DOCTOR = {"jenis_izin": "Surat Izin Praktik Dokter"}
ROWS = [
    step("1", "2", "2026-09-01 09:00:00"),
    step("1", "40", "2026-09-11 10:00:00"),  # 8 working days of 14
    step("2", "2", "2026-09-07 09:00:00", **DOCTOR),
    step("2", "40", "2026-09-16 10:00:00", **DOCTOR),  # 7 of 5
    step("3", "2", "2026-10-30 10:00:00"),
    step("3", "40", None, "Proses"),
    step("4", "2", "2025-09-01 08:00:00"),  # abandoned
    step("5", "2", "0000-00-00 00:00:00", "Proses"),
]


@pytest.fixture
def asked(tmp_path):
    def ask(*rows):
        answer = {"data": {"data": list(rows)}}
        (tmp_path / "2026.json").write_text(json.dumps(answer), "utf-8")
        return pulled(SOURCE, tmp_path, today=TODAY)

    return ask


def test_the_frame_is_as_expected(asked):
    frame = asked(*ROWS)
    expected = pd.read_csv(
        Path(__file__).with_name("sicantik.expected.csv"),
        parse_dates=["period"],
        dtype={"area": str},
    )
    columns = ["indicator", "area", "period", "value"]
    recent = frame[frame["period"] >= "2026-08"].reset_index(drop=True)
    pd.testing.assert_frame_equal(recent[columns], expected, check_dtype=False)


@pytest.mark.parametrize(
    "more",
    [
        step("1", "2", "2026-08-20 09:00:00", **{"del": "1"}),
        step("1", "40", "2026-11-02 09:00:00", **{"del": 1}),
        step("1", "2", "2026-09-04 09:00:00"),
        step("1", "40", "2026-09-02 09:00:00"),
        step("1", "7", "2026-10-02 09:00:00"),
        step("1", "40", "2026-10-02 09:00:00", "Proses"),
        step("1", "2", "0001-01-01 00:00:00"),
        step("1", "40", "0000-00-00"),
        step("1", "40", ""),
        ROWS[1],
    ],
)
def test_what_repeats_is_deleted_or_has_no_day_changes_nothing(asked, more):
    frame = asked(*ROWS)
    pd.testing.assert_frame_equal(asked(*ROWS, more), frame)
    pd.testing.assert_frame_equal(asked(more, *ROWS), frame)


def test_a_file_that_was_returned_is_issued_when_it_is_issued_at_last(asked):
    frame = asked(*ROWS, step("1", "2", "2026-09-20 09:00:00"), step("1", "40", "2026-10-01 09:00"))
    issued = frame[frame["indicator"] == "permits_issued"].set_index("period")["value"]
    assert (issued["2026-09-01"], issued["2026-10-01"]) == (1, 1)


def test_a_permit_whose_beginning_nobody_wrote_is_issued_and_has_no_length(asked):
    frame = asked(*ROWS, step("9", "40", "2026-08-03 09:00:00"))
    august = frame[frame["period"] == "2026-08-01"].set_index("indicator")["value"]
    assert august["permits_issued"] == 1 and "permit_days" not in august


def test_steps_that_are_not_there_are_a_wrong_setting_and_not_a_month_without_permits(asked):
    with pytest.raises(SourceChanged, match=r"tidak ada langkah \[facts\] \['issue'\]"):
        asked(*(row for row in ROWS if row["jenis_proses_id"] != "40"))


def test_a_day_that_cannot_be_read_is_named(asked):
    with pytest.raises(SourceChanged, match=r'data\[0\] › end_date: "kemarin" bukan tanggal'):
        asked(step("1", "2", "kemarin"))


def test_no_answer_at_all_is_no_fault(asked):
    assert asked().empty


def test_a_column_that_is_gone_is_named(asked):
    with pytest.raises(SourceChanged, match="kolom «end_date» tidak ada"):
        asked({key: value for key, value in ROWS[0].items() if key != "end_date"})
