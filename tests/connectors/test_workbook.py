"""A source that is a file, or a folder of files, described by its .toml alone."""

from datetime import date

import pandas as pd
import pytest

import connectors
from connectors import SourceChanged, SourceUnreachable, source_of

FACTS = {
    "title": "Laporan dinas",
    "owner": "3.27",
    "system": "laporan bulanan",
    "dbms": "files",
    "refresh": "weekly",
    "rows_min": 1,
    "database": "LAPORAN_FOLDER",
    "columns": {"indicator": "kode", "area": "wilayah", "period": "bulan", "value": "jumlah"},
}
RICE = {
    "title": "Beras",
    "unit": "ton",
    "frequency": "month",
    "better": "higher",
    "range": [0, 999],
}
SOURCE = source_of("laporan", FACTS | {"indicator": {"rice": RICE}})
TODAY = date(2026, 11, 24)


def rows(*entries):
    return pd.DataFrame(entries, columns=["kode", "wilayah", "bulan", "jumlah"])


def pulled(path, since=date(1900, 1, 1)):
    return connectors.pull(SOURCE, str(path), since, TODAY)


def test_a_folder_of_csv_and_excel_is_one_source(tmp_path):
    rows(("rice", "35.22", "2026-09", "12.5")).to_csv(tmp_path / "a.csv", index=False)
    day = pd.Timestamp(2026, 10, 1)
    rows(("rice", "35.22", day, 13)).to_excel(tmp_path / "b.xlsx", index=False)
    (tmp_path / "catatan.txt").write_text("bukan data")
    frame = pulled(tmp_path)
    assert list(frame["value"]) == [12.5, 13.0]
    assert list(frame["period"].dt.month) == [9, 10]
    assert len(pulled(tmp_path, since=date(2026, 10, 1))) == 1


@pytest.mark.parametrize(
    ("text", "first"),
    [("2025", "2025-01-01"), ("2025-Q2", "2025-04-01"), ("2025-03-14", "2025-03-14")],
)
def test_periods_are_read_as_they_are_written(tmp_path, text, first):
    from connectors import _workbook

    assert _workbook.first_day(text, SOURCE, "x") == pd.Timestamp(first)


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        (("rice", "35.22", "2026-09", "1.2O5"), "1.2O5"),
        (("rice", "35.22", "September", "1"), "periode 'September' tidak terbaca"),
        (("rice", "35.22", "2026-13", "1"), "tanggal '2026-13' tidak ada"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(tmp_path, entry, named):
    rows(entry).to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(SourceChanged, match=named):
        pulled(tmp_path)


def test_a_column_that_is_gone_is_named(tmp_path):
    rows(("rice", "35.22", "2026-09", "1")).drop(columns="jumlah").to_csv(tmp_path / "a.csv")
    with pytest.raises(SourceChanged, match="kolom jumlah tidak ada"):
        pulled(tmp_path)


def test_a_file_or_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SourceUnreachable, match="tidak ditemukan"):
        pulled(tmp_path / "x.csv")
    with pytest.raises(SourceUnreachable, match="tidak berisi berkas"):
        pulled(tmp_path)
