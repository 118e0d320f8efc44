"""What a run opens, closes and re-opens, on SQLite and PostgreSQL alike."""

import dataclasses
import threading
import time
import traceback
from datetime import date, timedelta

import pandas as pd
import pytest
from found import DAY, KEYS, NOON, OTHER, SITI, found, listed, marked, nik, record, run, totals
from hypothesis import given
from hypothesis import strategies as st
from servers import free_port

from connectors import regency
from dashboard import recipients
from dashboard.board import drafts
from dashboard.recipients import NeverVerified, RecipientsUnusable, Sealed
from dashboard.recipients._marks import NUMBER

TEN = timedelta(minutes=10)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    place = f"sqlite:///{tmp_path / 'p.db'}"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres_url")("penerima")
    yield place
    recipients.engine(place).dispose()


def sums(url, list="aladin"):
    with recipients.reading(url) as db:
        frame = recipients.totals(db, [list], [], [])
    return {(row.area, row.measure): row.value for row in frame.itertuples()}


def everything(url):
    """Every row of every table, but for the seals, which are new each time."""
    with recipients.reading(url) as db:
        tables = recipients._tables.metadata.sorted_tables
        return {table.name: db.execute(table.select()).all() for table in tables}


def test_nothing_is_there_before_the_first_run(url):
    with pytest.raises(NeverVerified, match="verify"), recipients.reading(url):
        pass


def test_a_finding_comes_back_masked_with_its_facts(url):
    assert record(url, 0, [found(1)]) == (1, 0, 0, 0)
    (one,) = listed(url)
    assert (one.list, one.reason, one.severity) == ("aladin", "not_found", "gagal")
    assert (one.kecamatan, one.desa) == ("35.22.15", "35.22.15.2001")
    assert (one.paid, one.amount) == (date(2026, 3, 5), 1_000_000.0)
    assert one.opened_at == one.seen_at == NOON + TEN and one.closed_at is None
    assert (one.state, one.state_at, one.state_by, one.note) == ("open", None, "", "")
    assert one.masked.nik == f"3522••••••••{nik(1)[-4:]}"
    assert (one.masked.name, one.masked.place) == ("O•••• K••", "daftar.xlsx › D1")
    (other,) = one.masked.candidates
    assert (other.name, other.probability) == ("C•••• K••", 0.9) and "•" * 8 in other.nik
    with recipients.reading(url) as db:
        assert recipients.finding(db, KEYS, one.number) == one
        assert recipients.finding(db, KEYS, one.number + 1) is None


def test_the_next_run_knows_a_finding_again_closes_and_opens_it(url):
    assert record(url, 0, [found(1), found(2)]) == (2, 0, 0, 0)
    first = {each.masked.place: each.number for each in listed(url)}
    assert record(url, 1, [found(2), found(3)]) == (1, 1, 1, 0)
    (gone,) = listed(url, closed=True)
    assert gone.number == first["daftar.xlsx › D1"] and gone.closed_at == NOON + DAY + TEN
    assert gone.seen_at == NOON + TEN
    assert {each.seen_at for each in listed(url)} == {NOON + DAY + TEN}
    assert record(url, 2, [found(1), found(2), found(3)]) == (0, 2, 0, 1)
    assert not listed(url, closed=True)
    again = {each.masked.place: each for each in listed(url)}["daftar.xlsx › D1"]
    assert (again.number, again.opened_at) == (gone.number, NOON + TEN)


def test_what_changed_of_a_finding_is_kept_anew(url):
    record(url, 0, [found(1)])
    moved = found(1, desa="35.22.15.2002", amount=float("nan"), person=Sealed("", "Lain", "D9"))
    assert record(url, 1, [moved]) == (0, 1, 0, 0)
    (one,) = listed(url)
    assert (one.desa, one.amount, one.masked.place) == ("35.22.15.2002", None, "D9")
    assert one.masked.candidates == ()


def test_what_did_not_change_is_not_sealed_again(url):
    record(url, 0, [found(1)])
    before = everything(url)["recipients_findings"]
    record(url, 1, [found(1)])
    after = everything(url)["recipients_findings"]
    assert [row.sealed for row in before] == [row.sealed for row in after]


def test_claims_that_are_alike_word_for_word_are_findings_of_their_own(url):
    assert record(url, 0, [found(1), found(1), found(1, "duplicate")]) == (3, 0, 0, 0)
    assert record(url, 1, [found(1), found(1, "duplicate")]) == (0, 2, 1, 0)


def test_the_same_run_recorded_twice_changes_nothing(url):
    record(url, 0, [found(1)], sums=totals(("35.22", "claims", 9.0)))
    before = everything(url)
    assert record(url, 0, [found(2)], sums=totals(("35.22", "claims", 1.0))) == (0, 0, 0, 0)
    assert everything(url) == before


def test_a_run_that_was_refused_changes_no_finding_and_no_total(url):
    record(url, 0, [found(1)], sums=totals(("35.22", "claims", 9.0)), claims=9)
    before = everything(url)
    wrong = {"state": "refused", "error": "register baru termuat sebagian"}
    assert record(url, 1, [], sums=totals(("35.22", "claims", 1.0)), **wrong) == (0, 0, 0, 0)
    after = everything(url)
    assert len(after.pop("recipients_runs")) == len(before.pop("recipients_runs")) + 1
    assert after == before
    with recipients.reading(url) as db:
        assert recipients.last_runs(db)["aladin"].error == wrong["error"]
        last = recipients.last_runs(db, "ok")["aladin"]
    assert (last.claims, last.state, last.ended_at) == (9, "ok", NOON + TEN)


def test_a_run_that_began_before_the_newest_one_is_too_late(url):
    record(url, 1, [found(1)])
    assert record(url, 0, [found(2)]) == (0, 0, 0, 0)
    assert [each.masked.place for each in listed(url)] == ["daftar.xlsx › D1"]
    with recipients.reading(url) as db:
        assert recipients.last_runs(db)["aladin"].started_at == NOON + DAY


def test_another_lists_run_touches_nothing(url):
    record(url, 0, [found(1)], sums=totals(("35.22", "claims", 9.0)))
    theirs = [found(1, list="lansia")]
    assert record(url, 1, theirs, sums=totals(("35.22", "claims", 2.0)), list="lansia")[0] == 1
    assert record(url, 2, [], sums=totals(), list="lansia") == (0, 0, 1, 0)
    (one,) = listed(url)
    assert one.seen_at == NOON + TEN and sums(url) == {("35.22", "claims"): 9.0}
    assert sums(url, "lansia") == {}


@pytest.mark.parametrize("wrong", [found(2, list="lansia"), found(2, "tak_ada")])
def test_a_finding_that_cannot_be_leaves_all_as_it_was(url, wrong):
    record(url, 0, [found(1)])
    before = everything(url)
    with pytest.raises(ValueError, match="aladin"):
        record(url, 1, [found(3), wrong])
    assert everything(url) == before


def test_a_transaction_that_breaks_off_leaves_all_as_it_was(url):
    record(url, 0, [found(1)])
    before = everything(url)

    def broken():
        yield found(2)
        raise OSError("daftar terputus")

    with pytest.raises(OSError, match="terputus"):
        record(url, 1, broken())
    assert everything(url) == before


def test_two_runs_of_one_list_at_once_follow_each_other(url):
    record(url, 0, [found(1)])
    inside, waited, done = threading.Event(), threading.Event(), []

    def slow():
        with recipients.writing(url) as db:
            rows = [found(n) for n in range(1, 50)]
            done.append(recipients.record(db, run(1), rows, KEYS, NOON + DAY))
            inside.set()
            waited.wait(0.5)  # the other one has begun by now, and must not be done
            done.append("first")

    def other():
        inside.wait()
        done.append(record(url, 2, [found(n) for n in range(25, 75)]))

    threads = [threading.Thread(target=each) for each in (slow, other)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert done[1] == "first"
    assert done[2] == (25, 25, 24, 0)
    places = {each.masked.place for each in listed(url)}
    assert places == {f"daftar.xlsx › D{n}" for n in range(25, 75)}


def test_two_hosts_that_make_the_tables_at_once_both_succeed(url):
    ready, done = threading.Barrier(2), []

    def come(list):
        ready.wait()
        done.append(record(url, 0, [found(1, list=list)], list=list))

    threads = [threading.Thread(target=come, args=[each]) for each in ("aladin", "lansia")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert done == [(1, 0, 0, 0)] * 2


def test_of_two_hosts_with_keys_of_their_own_only_the_first_is_heard(url):
    inside, done = threading.Event(), []

    def first():
        with recipients.writing(url) as db:
            recipients.record(db, run(0), [found(1)], KEYS, NOON)
            inside.set()
            time.sleep(0.2)

    def second():
        inside.wait()
        try:
            record(url, 0, [found(1, list="lansia")], OTHER, list="lansia")
        except recipients.KeyLost as error:
            done.append(error)

    threads = [threading.Thread(target=each) for each in (first, second)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(done) == 1 and len(listed(url)) == 1


def test_the_stand_ins_findings_give_way_to_the_registers_and_never_the_reverse(url):
    record(url, 0, [found(1)], simulated=True)
    marked(url, listed(url)[0].number, "confirmed")
    assert record(url, 1, [found(2)]) == (1, 0, 0, 0)
    assert len(listed(url)) == 1 and not listed(url, closed=True)
    with pytest.raises(ValueError, match="simulasi"):
        record(url, 2, [], simulated=True)


def test_findings_are_chosen_ordered_and_paged(url):
    rows = [found(n, ("born_differs", "not_found", "name_spelt")[n % 3]) for n in range(9)]
    rows += [found(20, kecamatan="35.22.16", desa="35.22.16.2001")]
    record(url, 0, rows)
    every = listed(url)
    assert [each.severity for each in every] == ["gagal"] * 4 + ["periksa"] * 3 + ["catatan"] * 3
    assert [each.kecamatan for each in every[:4]] == ["35.22.15"] * 3 + ["35.22.16"]
    assert listed(url, offset=3, limit=2) == every[3:5]
    marked(url, every[0].number, "corrected")
    marked(url, every[1].number, "rejected", "akta kelahiran benar")
    marked(url, every[1].number, "confirmed")
    for asked, count in (
        ({"kecamatan": "35.22.16"}, 1), ({"reason": "not_found"}, 4), ({"state": "open"}, 8),
        ({"state": "corrected"}, 1), ({"state": "rejected"}, 0), ({"closed": True}, 0),
        ({"state": "confirmed", "reason": "not_found", "kecamatan": "35.22.15"}, 1),
    ):  # fmt: skip
        assert len(listed(url, **asked)) == count, asked
        with recipients.reading(url) as db:
            assert recipients.count_findings(db, "aladin", **asked) == count, asked
    assert listed(url, "lansia") == []


def test_only_the_page_that_is_asked_for_is_opened(url, monkeypatch):
    record(url, 0, [found(n) for n in range(30)])
    real, opened = recipients._findings.unseal, []
    monkeypatch.setattr(
        recipients._findings, "unseal", lambda *given: opened.append(1) or real(*given)
    )
    assert len(listed(url, offset=25, limit=10)) == len(opened) == 5


def test_marks_are_added_and_the_newest_holds(url):
    record(url, 0, [found(1), found(2)])
    number = listed(url)[0].number
    assert marked(url, number, "corrected", " sudah ditulis ulang ")
    assert not marked(url, number, "corrected", "sudah ditulis ulang", NOON + DAY)
    assert marked(url, number, "rejected", "KTP asli sudah dilihat", NOON + DAY)
    with recipients.reading(url) as db:
        said = recipients.marks(db, number)
    assert [(each.state, each.note, each.at) for each in said] == [
        ("corrected", "sudah ditulis ulang", NOON),
        ("rejected", "KTP asli sudah dilihat", NOON + DAY),
    ]
    (one,) = listed(url, state="rejected")
    assert (one.state_by, one.state_at, one.note) == (SITI[1], NOON + DAY, said[1].note)
    record(url, 1, [found(1), found(2)])
    assert listed(url, state="rejected")[0].number == number


def test_a_correction_that_was_seen_and_undone_is_open_again(url):
    record(url, 0, [found(1), found(2)])
    for each in listed(url):
        marked(url, each.number, "corrected" if each.masked.place.endswith("1") else "confirmed")
    record(url, 1, [found(1), found(2)])
    assert {each.state for each in listed(url)} == {"corrected", "confirmed"}  # not yet seen
    record(url, 2, [])
    record(url, 3, [found(1), found(2)])
    states = {each.masked.place[-1]: each for each in listed(url)}
    assert (states["1"].state, states["1"].state_by) == ("open", "Verifikasi")
    assert states["2"].state == "confirmed"


@pytest.mark.parametrize(
    ("state", "note", "why"),
    [
        ("selesai", "", "tidak dikenal"),
        ("rejected", "  ", "isi catatan"),
        ("corrected", "x" * 1001, "paling banyak"),
        ("corrected", "NIK 3522150107901234", "16 angka"),
        ("corrected", "3522 1501 0790 1234", "16 angka"),
        ("corrected", "35.22.15.010790.1234", "16 angka"),
        ("corrected", "35 22 15 01 07 90 12 34 benar", "16 angka"),
        ("corrected", "352215-010790-1234", "16 angka"),
        ("corrected", "a\0b", "tanda"),
    ],
)
def test_a_mark_that_may_not_be_kept_is_refused_without_repeating_it(url, state, note, why):
    record(url, 0, [found(1)])
    number = listed(url)[0].number
    with pytest.raises(ValueError, match=why) as told:
        marked(url, number, state, note)
    assert not note.strip() or note not in str(told.value)
    assert listed(url)[0].state == "open"


@given(st.from_regex(drafts.NIK, fullmatch=True))
def test_what_a_follow_up_may_not_hold_a_mark_may_not_either(number):
    assert NUMBER.search(number)


@pytest.mark.parametrize("note", ["2024–2026", "KK dicetak 12-03-2026", "telepon 0812-3456-7890"])
def test_other_numbers_may_be_written(note):
    assert not NUMBER.search(note)


def test_a_finding_that_is_closed_or_gone_takes_no_mark(url):
    record(url, 0, [found(1)])
    number = listed(url)[0].number
    record(url, 1, [])
    with pytest.raises(ValueError, match="sudah ditutup"):
        marked(url, number, "confirmed")
    with pytest.raises(ValueError, match="tidak ada"):
        marked(url, number + 1, "confirmed")


def test_every_look_is_kept_with_its_purpose(url):
    record(url, 0, [found(1)])
    number = listed(url)[0].number
    with recipients.writing(url) as db:
        seen = recipients.look(db, KEYS, number, *SITI, "mencocokkan\ndengan KTP", NOON)
        recipients.log_download(db, "aladin", 200, *SITI, "daftar kerja desa", NOON + DAY)
    assert seen == found(1).person
    with recipients.reading(url) as db:
        newest, oldest = recipients.looked(db)
        assert recipients.looked(db, finding=number) == [oldest]
        assert recipients.looked(db, list="aladin", finding=0) == [newest]
        assert recipients.looked(db, list="lansia") == []
    assert (oldest.purpose, oldest.finding, oldest.rows) == ("mencocokkan dengan KTP", number, 1)
    assert (newest.finding, newest.rows, newest.at) == (0, 200, NOON + DAY)
    assert (newest.person, newest.by, newest.list) == (*SITI, "aladin")


@pytest.mark.parametrize(
    "purpose", ["", "lihat", "  a       b  ", "cek 3522150107901234", "x" * 301]
)
def test_without_a_purpose_nobody_is_shown(url, purpose):
    record(url, 0, [found(1)])
    number = listed(url)[0].number
    with recipients.writing(url) as db, pytest.raises(ValueError, match="tujuan"):
        recipients.look(db, KEYS, number, *SITI, purpose, NOON)
    with recipients.writing(url) as db, pytest.raises(ValueError, match="tujuan"):
        recipients.log_download(db, "aladin", 1, *SITI, purpose, NOON)
    with recipients.reading(url) as db:
        assert recipients.looked(db) == []


def test_a_reader_cannot_look(url):
    record(url, 0, [found(1)])
    number = listed(url)[0].number
    with recipients.reading(url) as db, pytest.raises(RuntimeError, match="tercatat"):
        recipients.look(db, KEYS, number, *SITI, "mencocokkan dengan KTP", NOON)


def test_closed_findings_are_forgotten_in_time_and_looks_stay(url):
    record(url, 0, [found(1), found(2)])
    number = next(each.number for each in listed(url) if each.masked.place.endswith("1"))
    marked(url, number, "corrected")
    with recipients.writing(url) as db:
        recipients.look(db, KEYS, number, *SITI, "mencocokkan dengan KTP", NOON)
    record(url, 1, [found(2)], sums=totals(("35.22", "claims", 9.0)))
    due = NOON + DAY + TEN + timedelta(days=regency().keep_findings_days)
    with recipients.writing(url) as db:
        assert recipients.forget(db, due) == 0
    assert len(listed(url, closed=True)) == 1
    with recipients.writing(url) as db:
        assert recipients.forget(db, due + timedelta(seconds=1)) == 1
        assert recipients.forget(db, due + timedelta(seconds=1)) == 0
    assert not listed(url, closed=True) and len(listed(url)) == 1
    with recipients.reading(url) as db:
        assert [each.finding for each in recipients.looked(db)] == [number]
        assert recipients.marks(db, number) == []
    assert sums(url) == {("35.22", "claims"): 9.0}
    record(url, 2, [found(1), found(2)])
    assert number not in {each.number for each in listed(url)}  # no number is given twice


def test_totals_are_of_the_regency_and_kecamatan_by_month(url):
    rows = totals(
        ("35.22", "claims", 30.0), ("35.22.15", "claims", 20.0), ("35.22.15.2001", "claims", 3.0),
        ("35.22", "not_found", 4.0), ("35.22", "dead_before", 1.0, "2026-04-01"),
        ("35.22", "not_found", 2.0, "2026-04-01"),
    )  # fmt: skip
    record(url, 0, [], sums=rows)
    with recipients.reading(url) as db:
        every = recipients.totals(db, [], [], [])
        assert set(every["area"]) == {"35.22", "35.22.15"}
        assert recipients.totals(db, [], ["35.22.15.2001"], []).empty
        (one,) = recipients.totals(db, ["aladin"], ["35.22.15"], ["claims"]).itertuples()
        assert (one.list, one.period, one.value) == ("aladin", pd.Timestamp("2026-03-01"), 20.0)
        found = recipients.reason_totals(db, "aladin", "35.22")
        assert found.to_records(index=False).tolist() == [("dead_before", 1.0), ("not_found", 6.0)]
        assert recipients.reason_totals(db, None, "35.22").equals(found)
        assert recipients.reason_totals(db, "lansia", "35.22").empty
        with pytest.raises(ValueError, match="desa"):
            recipients.reason_totals(db, "aladin", "35.22.15.2001")


def test_a_newer_programs_database_is_refused(url):
    record(url, 0, [found(1)])
    with recipients.writing(url) as db:
        db.exec_driver_sql("UPDATE recipients_version SET version = 2")
    for opening in (recipients.reading, recipients.writing):
        with pytest.raises(RecipientsUnusable, match="versi dasbor yang lebih baru"), opening(url):
            pass


def test_the_key_is_not_in_the_database(url):
    record(url, 0, [found(1)])
    said = str(everything(url))
    for part in (KEYS.sealing, KEYS.matching):
        assert part not in said.encode() and part.hex() not in said


def test_a_run_can_be_made_anew_from_what_is_kept(url):
    record(url, 0, [], register_at=date(2026, 11, 1), residents=9, claims=4, valid=3, at_risk=5.0)
    with recipients.reading(url) as db:
        last = recipients.last_runs(db)["aladin"]
    given = run(0, register_at=date(2026, 11, 1), residents=9, claims=4, valid=3, at_risk=5.0)
    assert dataclasses.replace(last, number=0, ended_at=None) == given


def test_a_server_that_does_not_answer_is_told_without_its_password():
    url = f"postgresql+psycopg://penerima:sandi99@127.0.0.1:{free_port()}/penerima"
    for opening in (recipients.reading, recipients.writing):
        with pytest.raises(RecipientsUnusable, match="DASHBOARD_RECIPIENTS_URL") as told:
            with opening(url):
                pass
        assert "sandi99" not in "".join(traceback.format_exception(told.value))
    recipients.engine(url).dispose()


def test_a_file_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RecipientsUnusable, match="hak tulis"):
        with recipients.writing(f"sqlite:///{tmp_path / 'file' / 'p.db'}"):
            pass
