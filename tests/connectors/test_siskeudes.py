"""Siskeudes: text amounts and dates, older imports, advances, and villages by their names."""

import dataclasses
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pulling import TODAY, pulled
from sqlalchemy import create_engine, text

import connectors
from connectors import SourceChanged
from dashboard import demo

SOURCE = connectors.sources()["siskeudes"]
KAPAS = "35.22.14"


def row(table, *cells):
    values = ", ".join(f"'{cell}'" if isinstance(cell, str) else str(cell) for cell in cells)
    columns = demo.generator("siskeudes").SHAPES[table]
    names = ", ".join(("id", "id_keuangan_master", *columns))
    return f"INSERT INTO keuangan_{table} ({names}) VALUES ({values})"


def documents(number, village, amount, day="2026-03-05 00:00:00", kind="LS", paper="0001/SPP"):
    return [
        row("ta_spp", number, 2, "2026", village, paper, day, kind, amount, "1"),
        row("ta_spp_rinci", number, 2, "2026", village, paper, "", "5.2.1.01.", "DDS", amount),
    ]


def budget(number, village, first, changed, account="5.2.1.01.", again=2):
    return row("ta_rab_rinci", number, again, "2026", village, "", account, "DDS", first, "0",
               changed)  # fmt: skip


ROWS = [
    row("ref_kecamatan", 1, 2, "07.", "KECAMATAN KAPAS"),
    row("ref_desa", 1, 2, "07.", "07.2018.", "DESA TIKUSAN"),
    row("ref_desa", 2, 2, "07.", "07.2014.", "Bakalan"),
    budget(1, "07.2018.", "200000000", "100000000,00"),
    budget(2, "07.2018.", "9000000", "0"),
    budget(3, "07.2014.", "4E+07", "0"),
    budget(4, "07.2014.", "50000000", "50000000", "4.2.1.01."),
    *documents(1, "07.2018.", "2,5E+07"),
    *documents(2, "07.2014.", "10000000,0000", "05/04/2026"),
    row("ta_spj", 1, 2, "2026", "07.2014.", "0001/SPJ", "2026-04-09", "0002/SPP", "1000000"),
    row("ta_spj_rinci", 1, 2, "2026", "07.2014.", "0001/SPJ", "", "5.1.1.01.", "ADD", "1000000"),
    row("ta_mutasi", 1, 2, "2026", "07.2014.", "M1", "2026-04-30", "5.1.9.01.", "5000"),
    row("ta_tbp", 1, 2, "2026", "07.2018.", "0001/TBP", "2026-02-01", "60000000"),
    row("ta_tbp_rinci", 1, 2, "2026", "07.2018.", "0001/TBP", "4.2.1.01.", "DDS", "60000000"),
]


@pytest.fixture
def change(tmp_path):
    """`change(*statements)` adds rows to the small database and gives the frame."""
    url = f"sqlite:///{tmp_path / 'siskeudes.db'}"
    demo.fill(url, demo.generator("siskeudes").metadata, {})

    def run(*statements, source=SOURCE):
        engine = create_engine(url)
        with engine.begin() as db:
            for statement in statements:
                db.execute(text(statement))
        engine.dispose()
        return pulled(source, url)

    run(*ROWS)
    return run


def value(frame, indicator, area, month=4):
    rows = frame[(frame["indicator"] == indicator) & (frame["area"] == area)]
    return rows.set_index("period")["value"].get(pd.Timestamp(2026, month, 1))


def test_the_frame_is_as_expected(change):
    path = Path(__file__).with_name("siskeudes.expected.csv")
    expected = pd.read_csv(path, parse_dates=["period"], dtype={"area": str})
    frame = change()
    frame = frame[frame["area"].isin(expected["area"])][expected.columns].reset_index(drop=True)
    pd.testing.assert_frame_equal(frame, expected, check_dtype=False)


@pytest.mark.parametrize(
    "statements",
    [
        documents(9, "07.2014.", "1000000", kind="UM", paper="0009/SPP"),
        [row("ta_spp_rinci", 9, 2, "2026", "07.2018.", "0001/SPP", "", "7.1.1.01.", "", "1000")],
        [budget(9, "07.2018.", "700", "700", again=1)],
        [row("ta_spp_rinci", 9, 1, "2026", "07.2018.", "0001/SPP", "", "5.2.1.01.", "", "1000")],
        [row("ta_spp", 9, 1, "2026", "07.2018.", "0001/SPP", "2026-03-05", "LS", "1", "1")],
        [row("ta_tbp_rinci", 9, 2, "2026", "07.2018.", "0001/TBP", "4.2.3.01.", "ADD", "9")],
        [row("ta_mutasi", 9, 2, "2026", "07.2014.", "M2", "2026-04-30", "4.3.6.01.", "12500")],
        [row("ref_desa", 9, 2, "07.", "07.2018.", "Tikusan")],
    ],
    ids=["an advance", "a tax that passes through", "an older budget", "an older payment",
         "an older document", "other money received", "interest", "a name spelt in two ways"],
)  # fmt: skip
def test_what_must_not_count_changes_nothing(change, statements):
    before = change()
    pd.testing.assert_frame_equal(change(*statements), before)


def test_a_line_that_the_change_took_away_is_no_budget(change):
    assert value(change(), "village_budget", f"{KAPAS}.2018", 1) == 100_000_000


def test_without_any_change_the_first_budget_holds(change):
    assert value(change(), "village_budget", f"{KAPAS}.2014", 1) == 40_000_000


def test_a_number_that_two_villages_use_is_two_documents(change):
    frame = change()
    assert value(frame, "village_spending", f"{KAPAS}.2018") == 25_000_000
    assert value(frame, "village_spending", f"{KAPAS}.2014") == 11_005_000


def test_a_newer_import_without_the_dots_replaces_the_village_and_no_other(change):
    frame = change(budget(9, "07.2018", "80000000", "80000000", again=3))
    assert value(frame, "village_budget", f"{KAPAS}.2018", 1) == 80_000_000
    assert value(frame, "village_spending", f"{KAPAS}.2018") == 0
    assert value(frame, "village_spending", f"{KAPAS}.2014") == 11_005_000


def test_a_document_dated_after_its_year_belongs_to_its_last_month(change):
    late = [statement.replace("'2026'", "'2025'").replace("2026-03-05", "2026-01-07")
            for statement in [budget(9, "07.2018.", "900", "900"),
                              *documents(9, "07.2018.", "300", paper="0099/SPP")]]  # fmt: skip
    frame = change(*late)
    rows = frame[(frame["indicator"] == "village_spending") & (frame["area"] == "35.22")]
    of_2025 = rows[rows["period"].dt.year == 2025]
    assert list(of_2025["value"]) == [0.0] * 11 + [300.0]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE keuangan_ta_spp_rinci SET Nilai = 'lima juta' WHERE id = 1",
         'paid, id 1: "lima juta" bukan angka'),
        ("UPDATE keuangan_ta_spj SET Tgl_SPJ = '31/02/2026'", "accounted, id 1: .* bukan tanggal"),
        ("UPDATE keuangan_ta_spp SET Tgl_SPP = '' WHERE id = 1", "paid, id 1: tanggal kosong"),
        ("UPDATE keuangan_ref_desa SET Nama_Desa = 'Entah' WHERE id = 1", "«Entah"),
        ("DELETE FROM keuangan_ref_desa WHERE id = 1", "Kd_Desa 072018 tidak ada"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_or_placed_stops_and_is_named(change, statement, told):
    with pytest.raises(SourceChanged, match=told):
        change(statement)


def test_the_settings_may_tell_where_a_village_lies(change):
    facts = {**SOURCE.facts, "areas": {"07.2018.": "35.22.13.2001"}}
    told = dataclasses.replace(SOURCE, facts=facts)
    frame = change("DELETE FROM keuangan_ref_desa WHERE id = 1", source=told)
    assert value(frame, "village_spending", "35.22.13") == 25_000_000


def test_the_stand_in_holds_what_must_not_count():
    tables, _ = demo.generator("siskeudes").draw(date(TODAY.year, 11, 24), 0.002)
    assert {"LS", "UM"} == set(tables["keuangan_ta_spp"]["Jn_SPP"])
    assert tables["keuangan_ta_spp"]["No_SPP"].duplicated().any()
    assert tables["keuangan_master"]["tahun_anggaran"].duplicated().any()
    amounts = tables["keuangan_ta_spp_rinci"]["Nilai"]
    assert amounts.str.contains(",").any() and amounts.str.contains("E").any()
