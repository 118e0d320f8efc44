"""A verification as the operator runs it: real servers, bad files, half a register, lost keys."""

import dataclasses
import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pandas as pd
import pytest
from once import once
from openpyxl import Workbook, load_workbook
from planted import draw_lists

from connectors import SourceChanged
from dashboard import demo, recipients, verification
from dashboard.demo import _databases
from dashboard.recipients import claim_lists
from dashboard.recipients._claims import claims
from dashboard.settings import settings

TODAY, SCALE = date(2026, 11, 25), 0.01
NIK = "3522150101800001"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The stand-ins of the register and of every list; only to be read."""
    return once(tmp_path_factory, "drawn", lambda folder: draw_lists(folder, TODAY, SCALE))


@pytest.fixture
def place(drawn, tmp_path):
    """A data folder with stand-ins of its own, that a test may spoil."""
    shutil.copytree(drawn, tmp_path / "data" / "simulasi")
    return tmp_path / "data"


def verified(place, *codes, **environ):
    found = settings({"DASHBOARD_DATA": str(place), "DASHBOARD_DEMO": "1"} | environ)
    lists = [claim_lists()[code] for code in codes or claim_lists()]
    return {one.list: one for one in verification.verify(lists, found)}, found


def known(found, code):
    """The open findings of a list and its totals, as pages read them."""
    keys = recipients.keys(found)
    with recipients.reading(found.recipients_url) as db:
        findings = recipients.findings(db, keys, code, limit=10_000)
        return {one.number for one in findings}, recipients.totals(db, [code], [], [])


def spoil(place, file, *statements):
    with closing(sqlite3.connect(place / "simulasi" / file)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def test_every_list_is_verified_and_a_second_run_finds_the_same(place):
    outcomes, found = verified(place)
    assert {one.state for one in outcomes.values()} == {"ok"}
    assert all(one.claims >= one.valid > 0 and one.recorded.new > 0 for one in outcomes.values())
    again, _ = verified(place)
    for code, one in again.items():
        assert (one.recorded.new, one.recorded.closed) == (0, 0), code
        assert one.recorded.still == outcomes[code].recorded.new


def test_what_is_mended_in_the_list_is_closed_by_the_next_run(place):
    _, found = verified(place, "gayatri")
    before, _ = known(found, "gayatri")
    wrong = "nik IS NULL OR LENGTH(nik) <> 16"
    spoil(place, "daftar_gayatri.sqlite", f"DELETE FROM penerima_gayatri WHERE {wrong}")
    outcomes, _ = verified(place, "gayatri")
    after, _ = known(found, "gayatri")
    assert outcomes["gayatri"].recorded.closed == len(before) - len(after) > 0
    assert after < before


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM biodata_wni WHERE no_kec = 15",
        "DELETE FROM biodata_wni WHERE no_kec = 15 AND no_kk % 10 < 2",
        "DELETE FROM biodata_wni WHERE ROWID % 2 = 0",
        "DELETE FROM biodata_wni",
    ],
)
def test_half_a_register_calls_nobody_invalid(place, statement):
    _, found = verified(place, "gayatri")
    before = known(found, "gayatri")
    spoil(place, "dukcapil.sqlite", statement)
    outcomes, _ = verified(place, "gayatri", "lansia")
    assert {one.state for one in outcomes.values()} == {"refused"}
    assert "register" in outcomes["gayatri"].error and "Verifikasi" in outcomes["lansia"].error
    after = known(found, "gayatri")
    assert after[0] == before[0]
    pd.testing.assert_frame_equal(after[1], before[1])
    with recipients.reading(found.recipients_url) as db:
        assert recipients.last_runs(db)["gayatri"].state == "refused"


def test_a_register_that_shrank_since_the_last_run_is_refused(place):
    _, found = verified(place, "gayatri")
    spoil(place, "dukcapil.sqlite", "DELETE FROM biodata_wni WHERE ROWID % 10 = 0",
          "DELETE FROM t5_stt_agr_penduduk")  # fmt: skip
    outcomes, _ = verified(place, "gayatri")
    assert outcomes["gayatri"].state == "refused" and "menyusut" in outcomes["gayatri"].error


def test_a_move_within_the_regency_makes_nobody_a_newcomer(place):
    def newcomers():
        _, found = verified(place, "santunan_duka")
        totals = known(found, "santunan_duka")[1]
        return totals.loc[totals["measure"] == "moved_in", "value"].sum()

    assert newcomers() > 0
    spoil(place, "dukcapil.sqlite", "UPDATE datang_header SET klasifikasi_pindah = 3")
    assert newcomers() == 0


def test_one_list_that_cannot_be_read_leaves_the_others(place):
    verified(place, "aladin", "gayatri")
    for path in (place / "simulasi" / "bansos").glob("Penerima Aladin*"):
        path.write_bytes(b"PK\x03\x04 half a copy")
    outcomes, found = verified(place, "aladin", "gayatri")
    assert (
        outcomes["aladin"].state == "refused" and "tidak dapat dibuka" in outcomes["aladin"].error
    )
    assert outcomes["gayatri"].state == "ok"
    assert known(found, "aladin")[0], "what was found before is still there"


def workbook(folder, *rows, heads=("No", "Kecamatan", "Desa", "Nama", "NIK", "Tanggal", "Nominal",
                                   "Status")):  # fmt: skip
    book = Workbook()
    book.active.append(heads)
    for number, row in enumerate(rows, 1):
        book.active.append([number, "Bojonegoro", None, *row, "1 Maret 2026", 20_000_000, "Cair"])
    folder.mkdir(exist_ok=True)
    book.save(folder / "Penerima Aladin 2026.xlsx")
    return claim_lists()["aladin"], str(folder)


WRITTEN = {
    3522150101800001: "nik_written",
    3522150101800000: "nik_rounded",
    "3.522E+15": "nik_rounded",
    "3,52215E+15": "nik_rounded",
    "3522 1501 0180 0001": "nik_written",
    "'3522150101800001": "nik_written",
    "35.22.15.010180.0001": "nik_written",
    "352215010180000": "nik_length",
    "35221501018000011": "nik_length",
    "35221501O1800001": "nik_letters",
    "352215010l800001": "nik_letters",
    352215010180001: "nik_length",
    None: "nik_missing",
    "-": "nik_missing",
    NIK: "",
}


def test_every_way_of_writing_a_nik_badly_has_its_reason(tmp_path):
    one, address = workbook(tmp_path / "f", *(("Siti", each) for each in WRITTEN))
    found = claims(one, address, TODAY)
    told = [fault or how for fault, how in zip(found["fault"], found["how"], strict=True)]
    assert told == list(WRITTEN.values())
    assert found["place"].str.startswith("Penerima Aladin 2026.xlsx › Sheet › E").all()


def test_a_nik_in_the_wrong_column_stops_the_list_and_names_the_column(tmp_path):
    one, address = workbook(tmp_path / "f", (NIK, "Siti"), ("3522150101800002", "Budi"))
    with pytest.raises(SourceChanged, match="kolom NIK tidak berisi NIK.*Nama"):
        claims(one, address, TODAY)


def test_an_empty_file_says_so(tmp_path):
    one, address = workbook(tmp_path / "f")
    with pytest.raises(SourceChanged, match="aladin: daftar tidak memuat satu baris pun"):
        claims(one, address, TODAY)


def test_a_status_that_nobody_declared_stops_the_list(tmp_path):
    one, address = workbook(tmp_path / "f", ("Siti", NIK))
    book = load_workbook(tmp_path / "f" / "Penerima Aladin 2026.xlsx")
    book.active["H2"] = "Entah"
    book.save(tmp_path / "f" / "Penerima Aladin 2026.xlsx")
    with pytest.raises(SourceChanged, match="H2: belum dikenal") as told:
        claims(one, address, TODAY)
    assert "Entah" not in str(told.value), "in a row that has slipped it would be a name"


def test_a_day_and_a_place_that_cannot_be_read_stop_nothing(tmp_path):
    one, address = workbook(tmp_path / "f", ("Siti", NIK), ("Budi", "3522150101800002"))
    book = load_workbook(tmp_path / "f" / "Penerima Aladin 2026.xlsx")
    book.active["F2"], book.active["B3"] = "kapan-kapan", "Kecamatan Entah"
    book.save(tmp_path / "f" / "Penerima Aladin 2026.xlsx")
    found = claims(one, address, TODAY)
    assert len(found) == 2 and found["paid"].isna().sum() == 1
    assert found["kecamatan"].tolist() == ["35.22.15", ""]
    assert found.attrs["unread"] == [
        "Penerima Aladin 2026.xlsx › Sheet › F2: bukan tanggal",
        "Penerima Aladin 2026.xlsx › Sheet › E3: kecamatan tidak dikenal",
    ]


def test_numbers_beside_a_null_that_lost_digits_stop_the_list():
    one = claim_lists()["gayatri"]
    with pytest.raises(SourceChanged, match="CAST"):
        from dashboard.recipients._claims import refuse_lost_digits

        refuse_lost_digits(one, pd.DataFrame({"nik": [9.2e15, None]}, dtype=object))


def on_server(server, drawn, name, file, metadata):
    """The tables of a stand-in on a real server; a reader's address."""
    with closing(sqlite3.connect(drawn / file)) as db:
        frames = {table: pd.read_sql(f"SELECT * FROM {table}", db) for table in metadata.tables}
    for table, frame in frames.items():
        for column in metadata.tables[table].columns:
            if "DATE" in str(column.type).upper():
                frame[column.name] = pd.to_datetime(frame[column.name])
    demo.fill(url := server.fresh(name), metadata, frames)
    return server.reader(url)


def test_lists_and_register_on_real_servers_are_read(
    drawn, tmp_path, mariadb_server, postgres_server
):
    siak = demo.generator("dukcapil").metadata
    places = {
        "SIAK_URL": on_server(mariadb_server, drawn, "siak", "dukcapil.sqlite", siak),
        "BANSOS_DINSOS_URL": on_server(
            postgres_server, drawn, "dinsos", "daftar_bansos_dinsos.sqlite",
            _databases.metadata("BANSOS_DINSOS_URL"),
        ),
        "GTT_URL": on_server(
            mariadb_server, drawn, "gtt", "daftar_gtt.sqlite", _databases.metadata("GTT_URL")
        ),
        "BANSOS_FOLDER": str(drawn / "bansos"),
    }  # fmt: skip
    codes = ("lansia", "disabilitas", "yatim", "gtt_ptt", "aladin")
    real, found = verified(tmp_path / "real", *codes, **places)
    assert {one.state for one in real.values()} == {"ok"}, real
    assert found.recipients_url.endswith("penerima.db"), "not among the stand-ins"
    shutil.copytree(drawn, tmp_path / "demo" / "simulasi")
    simulated, _ = verified(tmp_path / "demo", *codes)
    for code, one in real.items():
        assert dataclasses.astuple(one)[:5] == dataclasses.astuple(simulated[code])[:5]


def test_real_lists_are_never_verified_against_a_stand_in(place):
    outcomes, found = verified(place, "gayatri", GAYATRI_URL="mysql://x:y@127.0.0.1:1/z")
    assert outcomes["gayatri"].state == "ok", "the stand-in's own list was taken"
    places = verification.addresses(settings({"SIAK_URL": "x", "DASHBOARD_DEMO": "1"}))
    assert not any(places.values()), "and with a real register, no stand-in's list"


def test_without_a_register_it_says_which_variable(tmp_path):
    found = settings({"DASHBOARD_DATA": str(tmp_path)})
    with pytest.raises(verification.CannotVerify, match="SIAK_URL"):
        verification.verify([claim_lists()["gayatri"]], found)


def test_another_key_is_refused_before_anything_is_read(place):
    verified(place, "gayatri")
    with pytest.raises(recipients.KeyLost, match="--new-key"):
        verified(place, "gayatri", DASHBOARD_RECIPIENTS_KEY="k" * 40)
