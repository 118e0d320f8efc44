"""SIPD's mirror: what makes a budget year, and where SIMDA's years end."""

from pathlib import Path

import pandas as pd
import pytest
from pulling import TODAY, pulled
from standing_in import change

import connectors
from connectors import SourceChanged
from dashboard import demo

SOURCE = connectors.sources()["sipd"]
SHOWN = ["indicator", "area", "skpd", "period", "kind", "value"]
UNITS = [(1, "DINAS KESEHATAN"), (2, "Kecamatan Kapas")]
ACTIVITIES = [("1.1.1", 1, 100.0), ("1.1.2", 1, 100.0), ("2.2.1", 2, 50.0)]
LINES = [
    ("1.1.1", "5.1.02.01", 60.0, 60.0),
    ("1.1.1", "5.2.02.01", 40.0, 20.0),  # 20 came with the change, in October
    ("1.1.2", "5.1.01.01", 100.0, 100.0),
    ("2.2.1", "5.1.02.01", 50.0, 50.0),
]
REPORTS = [
    ("1.1.1", 1, 10.0, 5.0, 10.0),
    ("1.1.2", 1, 20.0, 15.0, 20.0),
    ("2.2.1", 1, 5.0, 5.0, 50.0),
    ("1.1.1", 2, 30.0, 18.0, 30.0),
    ("2.2.1", 2, 10.0, 10.0, 60.0),  # 1.1.2 was not filled in: nothing new
    ("1.1.1", 3, 40.0, 30.0, 35.0),  # the other SKPD has not reported March
]


@pytest.fixture
def url(tmp_path):
    year = {"tahun_anggaran": 2025}
    now = year | {"active": 1}
    frames = {
        "data_unit": [now | {"id_skpd": i, "nama_skpd": name} for i, name in UNITS],
        "data_sub_keg_bl": [
            now | {"kode_sbl": code, "id_skpd": owner, "id_sub_skpd": 9, "pagu": pagu}
            for code, owner, pagu in ACTIVITIES
        ],
        "data_rka": [
            now | {"kode_sbl": code, "kode_akun": account, "rincian": after, "rincian_murni": first}
            for code, account, after, first in LINES
        ],
        "data_rfk": [
            year | {"kode_sbl": code, "id_skpd": 9, "bulan": month, "rak": plan,
                    "realisasi_anggaran": spent, "realisasi_fisik": physical}
            for code, month, plan, spent, physical in REPORTS
        ],
        "data_tag_sub_keg": [now | {"kode_sbl": "1.1.2", "namalabel": "PENURUNAN STUNTING"}],
        "data_lokasi_sub_keg": [
            now | {"kode_sbl": code, "camatteks": place}
            for code, place in [("1.1.1", "Kapas"), ("1.1.1", "Kec. KAPAS"), ("1.1.1", "Dander"),
                                ("2.2.1", "Kapas"), ("1.1.2", "Semua Kecamatan")]
        ],
    }  # fmt: skip
    made = f"sqlite:///{tmp_path / 'sipd.db'}"
    tables = {name: pd.DataFrame(rows) for name, rows in frames.items()}
    demo.fill(made, demo.generator("sipd").metadata, tables)
    return made


def values(url):
    return pulled(SOURCE, url)[SHOWN]


def copied(table, **changed):
    """A statement that puts every row in once more, with some columns otherwise."""
    names = [column.name for column in demo.generator("sipd").metadata.tables[table].columns]
    asked = ", ".join(str(changed.get(name, name)) for name in names)
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {asked} FROM {table}"


def test_the_frame_is_as_reckoned_by_hand(url):
    expected = pd.read_csv(Path(__file__).with_name("sipd.expected.csv"), parse_dates=["period"],
                           keep_default_na=False, dtype={"area": str, "skpd": str})  # fmt: skip
    pd.testing.assert_frame_equal(values(url), expected, check_dtype=False)


@pytest.mark.parametrize(
    ("table", "changed"),
    [
        ("data_unit", {"nama_skpd": "'Nama lama'"}),
        ("data_sub_keg_bl", {"pagu": "pagu * 2"}),
        ("data_sub_keg_bl", {"kode_sbl": "kode_sbl || '.9'"}),
        ("data_rka", {"rincian": "rincian * 2"}),
        ("data_tag_sub_keg", {"kode_sbl": "'1.1.1'"}),
        ("data_lokasi_sub_keg", {"camatteks": "'Balen'"}),
    ],
)
def test_old_versions_and_other_years_multiply_nothing(url, table, changed):
    before = values(url)
    change(url, copied(table, **changed, active=0), copied(table, **changed, tahun_anggaran=2027))
    pd.testing.assert_frame_equal(values(url), before)


def test_a_draft_without_a_reported_month_is_no_budget(url):
    before = values(url)
    tables = ("data_unit", "data_sub_keg_bl", "data_rka", "data_tag_sub_keg", "data_lokasi_sub_keg")
    change(url, *(copied(table, tahun_anggaran=2026) for table in tables))
    change(url, copied("data_rfk", tahun_anggaran=2026, realisasi_anggaran="NULL"))
    pd.testing.assert_frame_equal(values(url), before)


def test_years_of_simda_are_not_told_again(url):
    before = values(url)
    for table in demo.generator("sipd").metadata.tables:
        change(url, copied(table, tahun_anggaran=2023))
    pd.testing.assert_frame_equal(values(url), before)


def test_revenue_and_a_row_of_the_report_twice_change_nothing(url):
    before = values(url)
    change(url, "INSERT INTO data_rka (kode_sbl, kode_akun, rincian, rincian_murni, active, "
                "tahun_anggaran) VALUES ('1.1.1', '4.1.01', 900, 900, 1, 2025)")  # fmt: skip
    change(url, copied("data_rfk"))
    pd.testing.assert_frame_equal(values(url), before)


def test_a_month_counts_once_nearly_every_skpd_has_reported_it(url):
    change(url, "UPDATE data_rfk SET bulan = 3 WHERE kode_sbl = '2.2.1' AND bulan = 2")
    frame = values(url)
    assert frame.loc[frame["kind"] == "actual", "period"].max() == pd.Timestamp(2025, 3, 1)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE data_sub_keg_bl SET pagu = 2147483647 WHERE kode_sbl = '1.1.2'",
         "1 anggaran subkegiatan 2025 terpotong .*double"),
        ("UPDATE data_rka SET rincian = 2147483647 WHERE kode_akun = '5.2.02.01'", "terpotong"),
        ("DELETE FROM data_rka WHERE kode_sbl = '1.1.2'", "belum dimuat lengkap"),
        ("UPDATE data_rfk SET realisasi_anggaran = 3 WHERE bulan = 2 AND kode_sbl = '2.2.1'",
         r"realisasi 7.01.14 turun pada bulan 2/2025"),
        ("UPDATE data_rfk SET kode_sbl = '9.9.9' WHERE kode_sbl = '2.2.1'",
         "9.9.9 membelanjakan tanpa anggaran aktif"),
        ("UPDATE data_unit SET nama_skpd = 'Dinas Baru' WHERE id_skpd = 1", "«Dinas Baru»"),
        ("UPDATE data_lokasi_sub_keg SET camatteks = 'Kapaz' WHERE camatteks = 'Dander'",
         "«Kapaz»"),
    ],
    ids=["a cut ceiling", "a cut line", "no details", "falling", "no budget", "skpd", "place"],
)  # fmt: skip
def test_what_cannot_be_trusted_stops_the_source_and_is_named(url, statement, told):
    change(url, statement)
    with pytest.raises(SourceChanged, match=told):
        values(url)


def test_a_small_payment_returned_is_no_fault(url):
    change(url, "UPDATE data_rfk SET realisasi_anggaran = 4.9 WHERE bulan = 2 "
                "AND kode_sbl = '2.2.1'")  # fmt: skip
    assert len(values(url))


def test_a_mirror_before_its_first_entry_gives_nothing(tmp_path):
    empty = f"sqlite:///{tmp_path / 'empty.db'}"
    demo.fill(empty, demo.generator("sipd").metadata, {})
    assert pulled(SOURCE, empty).empty


def test_no_number_of_the_budget_comes_from_both_simda_and_sipd(tmp_path):
    keys = []
    for code in ("bpkad", "sipd"):
        source = connectors.sources()[code]
        demo.make(tmp_path, source, TODAY, 0.002)
        frame = pulled(source, demo.address(tmp_path, code))
        frame = frame[frame["indicator"].str.startswith("apbd_")]
        assert set(frame["indicator"]) == {"apbd_budget", "apbd_spending", "apbd_absorption"}
        keys.append(set(frame[connectors.KEY].itertuples(index=False, name=None)))
    assert not keys[0] & keys[1]
    years = [{key[3].year for key in each} for each in keys]
    assert years == [{2022, 2023}, {2024, 2025, 2026}]


def test_a_year_of_the_other_is_refused_even_if_a_connector_gives_it(url):
    frame = pulled(SOURCE, url)
    with pytest.raises(SourceChanged, match="di luar tahun sumber ini"):
        connectors.check(frame.assign(period=pd.Timestamp(2023, 1, 1)), SOURCE)
