"""SIMDA, SPSE and SIAK: each connector finds the known truth, on three kinds of server."""

import dataclasses
from datetime import date

import pandas as pd
import pytest
from standing_in import change

import connectors
from connectors import SourceChanged
from dashboard import demo

UNTIL = date(2026, 11, 24)
SCALE = 0.002
EVER = date(1900, 1, 1)


CODES = ("bpkad", "lpse", "dukcapil")


def drawn(code):
    module = demo.generator(code)
    found = module.draw(2026, UNTIL) if code == "bpkad" else module.draw(UNTIL, SCALE)
    return module.metadata, *found


@pytest.fixture(scope="module")
def truths():
    return {code: drawn(code) for code in CODES}


@pytest.fixture
def filled(truths, request, tmp_path):
    """`filled(code, kind)` is a reader's address of a stand-in on a server of that kind."""

    def fill(code, kind="sqlite"):
        metadata, tables, _ = truths[code]
        if kind == "sqlite":
            url = f"sqlite:///{tmp_path / code}.db"
            demo.fill(url, metadata, tables)
            return url
        server = request.getfixturevalue(f"{kind}_server")
        demo.fill(url := server.fresh(code), metadata, tables)
        return server.reader(url)

    return fill


def pulled(code, url, since=EVER):
    source = dataclasses.replace(connectors.sources()[code], last_year=0)  # whichever year
    with connectors.connected(url, source) as db:
        return connectors.check(connectors.fetcher(source)(db, source, since), source)


@pytest.mark.parametrize("code", CODES)
def test_an_old_month_is_not_asked_for(filled, code):
    frame = pulled(code, filled(code), since=date(2026, 9, 1))
    assert frame["period"].min() >= pd.Timestamp(2026, 9, 1)


def test_a_year_before_the_look_back_is_not_even_connected_to(filled, tmp_path):
    address = filled("bpkad").replace("bpkad.db", "{year}.db")
    (tmp_path / "bpkad.db").rename(tmp_path / "2026.db")
    source = dataclasses.replace(connectors.sources()["bpkad"], last_year=0)
    (frame,) = connectors.pull(source, address, date(2026, 1, 1), UNTIL)
    assert set(frame["period"].dt.year) == {2026}
    (frame,) = connectors.pull(source, address, date(2027, 1, 1), UNTIL)  # of two clocks
    assert frame.empty


def test_a_register_without_a_recent_event_still_tells_who_lives_there(filled):
    url = filled("dukcapil")
    assert pulled("dukcapil", url, since=date(2026, 12, 1)).empty
    change(url, "UPDATE biodata_wni SET tgl_ubah = '2026-12-03 00:00:00.000000'")
    frame = pulled("dukcapil", url, since=date(2026, 12, 1))
    assert set(frame["indicator"]) == {"birth_certificate_share", "families", "population"}


def test_the_stand_ins_hold_what_must_not_count(truths):
    simda, spse, siak = (truths[code][1] for code in CODES)
    assert {1, 4} <= set(simda["Ta_SPM"]["Jn_SPM"])
    assert len(simda["Ta_SP2D"]) < len(simda["Ta_SPM"])
    assert set(simda["Ta_RASK_Arsip"]["Kd_Perubahan"]) == {3, 4, 6}
    assert set(simda["Ta_Penyesuaian_Rinc"]["D_K"]) == {"D", "K"}
    assert 2 in set(spse["lelang_seleksi"]["lls_status"])
    assert spse["paket_satker"]["pkt_id"].duplicated().any()
    assert spse["paket_anggaran"]["pkt_id"].duplicated().any()
    assert (spse["nilai_evaluasi"]["nev_harga"] == 0).any()
    assert (siak["biodata_wni"]["flag_status"] != 0).any()
    assert siak["biodata_wni"]["tgl_ubah"].isna().any()


def regency(frame, code, month=10):
    rows = frame[(frame["indicator"] == code) & (frame["skpd"] == "") & (frame["kind"] == "actual")]
    return rows.loc[rows["period"] == pd.Timestamp(2026, month, 1), "value"].iloc[0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE Ta_SPM_Rinc SET Nilai = Nilai * 2 WHERE No_SPM IN "
        "(SELECT No_SPM FROM Ta_SPM WHERE Jn_SPM IN (1, 4))",
        "UPDATE Ta_SPM_Rinc SET Nilai = Nilai * 2 WHERE No_SPM NOT IN (SELECT No_SPM FROM Ta_SP2D)",
        "UPDATE Ta_SPM_Rinc SET Nilai = Nilai * 2 WHERE Kd_Rek_1 = 4",
        "INSERT INTO Ta_RASK_Arsip SELECT Tahun, 3, Kd_Urusan, Kd_Bidang, Kd_Unit, Kd_Sub, "
        "Kd_Rek_1, Total FROM Ta_RASK_Arsip",
    ],
    ids=["advances", "cancelled orders", "revenue", "another version"],
)
def test_what_is_no_spending_changes_nothing(filled, statement):
    url = filled("bpkad")
    before = pulled("bpkad", url)
    change(url, statement)
    pd.testing.assert_frame_equal(pulled("bpkad", url), before)


def test_a_reversal_is_taken_off(filled):
    url = filled("bpkad")
    before = regency(pulled("bpkad", url), "apbd_spending")
    change(
        url,
        "INSERT INTO Ta_Penyesuaian VALUES (2026, 'x', '2026-10-02 00:00:00.000000', 1, 3)",
        "INSERT INTO Ta_Penyesuaian_Rinc VALUES (2026, 'x', 1, 1, 1, 1, 1, 5, 'K', 1000)",
    )
    assert regency(pulled("bpkad", url), "apbd_spending") == before - 1000


def test_a_month_that_still_runs_is_left_out(filled):
    frame = pulled("bpkad", filled("bpkad"))
    actual = frame[frame["kind"] == "actual"]
    assert actual["period"].max() == pd.Timestamp(2026, 10, 1)
    goals = frame[frame["kind"] == "target"]
    assert goals["period"].max() == pd.Timestamp(2026, 12, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO paket_satker SELECT pkt_id, stk_id + 1 FROM paket_satker",
        "INSERT INTO paket_anggaran SELECT pkt_id, ang_id FROM paket_anggaran",
        "INSERT INTO lelang_seleksi SELECT lls_id + 5, pkt_id, 2, 9, lls_tgl_setuju "
        "FROM lelang_seleksi",
    ],
    ids=["more buyers", "more funds", "closed tenders"],
)
def test_what_is_many_to_a_package_multiplies_nothing(filled, statement):
    url = filled("lpse")
    before = pulled("lpse", url)
    change(url, statement)
    pd.testing.assert_frame_equal(pulled("lpse", url), before)


def test_a_price_of_zero_is_missing_and_not_free(filled):
    url = filled("lpse")
    before = regency(pulled("lpse", url), "procurement_savings")
    change(
        url,
        "UPDATE nilai_evaluasi SET nev_harga = 0, nev_harga_terkoreksi = 0 WHERE psr_id = 2",
        "UPDATE peserta SET psr_harga = 0, psr_harga_terkoreksi = 0 WHERE psr_id = 2",
    )
    assert regency(pulled("lpse", url), "procurement_savings") == pytest.approx(before, abs=1)


@pytest.mark.parametrize(
    ("code", "statement", "named"),
    [
        ("bpkad", "UPDATE Ta_SPM_Rinc SET Kd_Urusan = 9, Kd_Bidang = 99", "9.99.1"),
        ("bpkad", "DELETE FROM Ta_RASK_Arsip WHERE Kd_Urusan = 5", "tanpa anggaran"),
        ("lpse", "UPDATE satuan_kerja SET stk_nama = 'Dinas Baru' WHERE stk_id = 1", "Dinas Baru"),
        ("dukcapil", "UPDATE biodata_wni SET no_kel = 2999 WHERE no_kec = 15", "35.22.15.2999"),
    ],
)
def test_a_code_that_nobody_declared_stops_the_source_and_is_named(filled, code, statement, named):
    url = filled(code)
    change(url, statement)
    with pytest.raises(SourceChanged, match=named):
        pulled(code, url)


def test_no_statement_asks_for_a_person():
    asked = connectors.origin("dukcapil").casefold()
    selected = [part.partition("from")[0] for part in asked.split("select")[1:]]
    assert not any("nik" in part or "nama" in part for part in selected)


def test_a_system_before_its_first_entry_gives_nothing(tmp_path):
    for code in CODES:
        metadata = drawn(code)[0]
        url = f"sqlite:///{tmp_path / code}-empty.db"
        demo.fill(url, metadata, {})
        assert pulled(code, url).empty


def test_a_certificate_column_read_the_wrong_way_round_stops_the_source(filled):
    url = filled("dukcapil")
    change(url, "UPDATE biodata_wni SET akta_lhr = 3 - akta_lhr")
    with pytest.raises(SourceChanged, match="AKTA_LHR mungkin terbalik.*birth_certificate_has"):
        pulled("dukcapil", url)


def test_the_other_generation_of_the_certificate_column_is_a_setting(filled):
    url = filled("dukcapil")
    before = regency(pulled("dukcapil", url), "birth_certificate_share", month=11)
    change(url, "UPDATE biodata_wni SET akta_lhr = 3 - akta_lhr")
    source = connectors.sources()["dukcapil"]
    facts = dict(source.facts) | {"birth_certificate_has": 2}
    newer = dataclasses.replace(source, facts=facts)
    with connectors.connected(url, newer) as db:
        frame = connectors.check(connectors.fetcher(newer)(db, newer, EVER), newer)
    assert regency(frame, "birth_certificate_share", month=11) == before


def test_who_moved_away_or_is_grown_counts_in_no_share(filled):
    url = filled("dukcapil")
    before = regency(pulled("dukcapil", url), "birth_certificate_share", month=11)
    change(
        url,
        "UPDATE biodata_wni SET akta_lhr = 2 WHERE flag_status <> 0",
        "UPDATE biodata_wni SET akta_lhr = 2 WHERE tgl_lhr < '2008-11-24'",
    )
    assert regency(pulled("dukcapil", url), "birth_certificate_share", month=11) == before
