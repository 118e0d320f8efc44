"""Briefs handed out: who gets what, when it is tried again, and what is said of what went wrong."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from carried import HASTY, NOW, PATIENT, PDF, XLSX
from sqlalchemy import update

from dashboard import handing, store
from dashboard.handing import CannotSend, _turn
from dashboard.settings import settings
from dashboard.store._tables import turns

BUPATI, SEKDA, DINKES = "bupati@contoh.go.id", "sekda@contoh.go.id", "dinkes@contoh.go.id"
PLAN = f"""
[mail]
server = "POS"
from = "Dasbor <dasbor@contoh.go.id>"
[mail.to]
pimpinan = ["{BUPATI}"]
sekretariat = ["{SEKDA}"]
[mail.scopes]
"skpd-dinkes" = ["{DINKES}"]
"""
MINUTE = timedelta(minutes=1)
AGAIN = "python -m dashboard brief --week 2026-W47 --send-again"


class Room:
    """A store with a plan beside it, and what an operator can do with both."""

    def __init__(self, planned, office, briefed):
        self.planned, self.office, self.make, self.more = planned, office, briefed, {}
        self.write(PLAN)
        store.upgrade(self.url)

    def write(self, text, port=0):
        self.settings = self.planned(text, POS=self.office.url(port), **self.more)
        self.url = self.settings.store_url

    def brief(self, week="2026-W47", scope="", **how):
        number = self.make(self.url, week, scope, **how)
        with store.writing(self.url) as db:
            handing.enlist(self.settings, db, number, scope, NOW)
        return number

    def turn(self, minutes=0, limits=PATIENT, **how):
        return handing.hand_out(self.settings, NOW + minutes * MINUTE, limits=limits, **how)

    def again(self, address, week="2026-W47", minutes=0, **how):
        with store.writing(self.url) as db:
            return handing.send_again(db, week, address, NOW + minutes * MINUTE, **how)

    @property
    def ways(self):
        """Each delivery by its address."""
        with store.reading(self.url) as db:
            return {one.address: one for one in store.deliveries(db)}

    @property
    def states(self):
        return {address: one.state for address, one in self.ways.items()}

    @property
    def got(self):
        return sorted(letter.to for letter in self.office.letters())


@pytest.fixture
def room(planned, office, briefed):
    return Room(planned, office, briefed)


def test_everybody_in_the_plan_gets_the_brief_once(room):
    room.brief()
    assert room.turn() == 2
    assert room.turn(10) == room.turn(99_999) == 0
    assert room.got == [BUPATI, SEKDA]
    for letter in room.office.letters():
        assert letter.files == {
            "laporan-bojonegoro-2026-W47.pdf": PDF,
            "laporan-bojonegoro-2026-W47.xlsx": XLSX,
        }
    assert {(one.role, one.state, one.said) for one in room.ways.values()} == {
        ("pimpinan", "sent", ""),
        ("sekretariat", "sent", ""),
    }


def test_the_letter_says_what_it_is_in_plain_words(room):
    room.brief()
    room.turn(link=lambda brief: f"https://dasbor.contoh.go.id/laporan/{brief.week}")
    message = room.office.letters()[0].message
    days = "pekan 47 tahun 2026, 16–22 November 2026"
    ascii_days = days.replace("–", "-")
    assert message["Subject"] == f"Laporan mingguan Kabupaten Bojonegoro, {ascii_days}"
    words = message.get_body().get_content()
    assert "Dibaca di layar: https://dasbor.contoh.go.id/laporan/2026-W47" in words.splitlines()
    assert "sampai 24 Nov 2026, 06.00 WIB" in words and "BJN-4711" in words


def test_the_brief_of_an_agency_goes_to_its_own_people_under_its_own_name(room):
    room.brief(scope="skpd-dinkes")
    assert room.turn() == 1
    (letter,) = room.office.letters()
    assert letter.to == DINKES and "Dinas Kesehatan" in letter.message["Subject"]
    assert "laporan-bojonegoro-2026-W47-skpd-dinkes.pdf" in letter.files


def test_a_folder_and_a_brief_that_is_there_twice_in_the_plan(room, tmp_path):
    (tmp_path / "laporan").mkdir()
    room.write(f'{PLAN}\n[folder]\npath = "{tmp_path / "laporan"}"')
    number = room.brief()
    with store.writing(room.url) as db:
        assert handing.enlist(room.settings, db, number, "", NOW) == 0
    assert room.turn() == 3
    assert len(list((tmp_path / "laporan").iterdir())) == 2


def test_what_cannot_go_is_tried_again_later_and_later(room):
    room.write(PLAN, room.office.closed)
    room.brief()
    waited, now = [], 0
    for _ in range(7):
        room.turn(now)
        one = room.ways[BUPATI]
        assert one.state == "waiting" and "menolak sambungan" in one.said
        assert "Dicoba lagi sendiri 24 Nov 2026" in one.said
        waited.append(round((one.next_at - NOW) / MINUTE) - now)
        now += waited[-1] + 1
    assert waited == [1, 2, 4, 8, 15, 15, 15]
    room.write(PLAN)
    assert room.turn(now - 2) == 0  # not before its time
    assert room.turn(now) == 2 and room.got == [BUPATI, SEKDA]


def test_after_three_days_it_is_given_up_with_words(room):
    room.write(PLAN, room.office.closed)
    room.brief()
    room.turn(3 * 24 * 60 - 1)
    assert room.states[BUPATI] == "waiting"
    room.turn(3 * 24 * 60 + 1)
    one = room.ways[BUPATI]
    assert one.state == "given_up" and one.next_at is None and one.ended_at is not None
    assert "Tidak dicoba lagi setelah 3 hari" in one.said and f"{AGAIN} {BUPATI}" in one.said


def test_a_refusal_is_final_and_says_how_to_go_on(room):
    room.brief()
    room.office.behave("refuse")
    assert room.turn() == 0
    one = room.ways[BUPATI]
    assert one.state == "refused" and "550" in one.said and f"{AGAIN} {BUPATI}" in one.said
    room.office.behave("accept")
    assert room.turn(99_999) == 0
    assert room.again(BUPATI) == 1 and room.turn(1) == 1 and room.got == [BUPATI]


def test_a_way_that_is_blocked_blocks_no_other(room, tmp_path):
    room.write(f'{PLAN}\n[folder]\npath = "{tmp_path / "belum"}"')
    room.brief()
    assert room.turn() == 2 and room.got == [BUPATI, SEKDA]
    assert room.states[str(tmp_path / "belum")] == "waiting"


def test_what_may_have_arrived_is_never_sent_again_by_itself(room):
    room.brief()
    room.office.behave("stall-kept")
    room.turn(limits=HASTY)
    room.office.drop()
    room.office.behave("accept")
    assert room.turn(99_999) == 0 and room.got == [BUPATI, SEKDA]
    one = room.ways[BUPATI]
    assert one.state == "uncertain" and "mungkin sudah sampai" in one.said
    assert "log server surat" in one.said and f"{AGAIN} {BUPATI}" in one.said


def test_one_found_as_being_sent_may_have_arrived(room):
    room.brief()
    with store.writing(room.url) as db:
        assert store.sending(db, room.ways[BUPATI].id)
    assert room.turn() == 1 and room.got == [SEKDA]
    one = room.ways[BUPATI]
    assert one.state == "uncertain" and f"{AGAIN} {BUPATI}" in one.said
    assert room.again(BUPATI) == 1 and room.turn(1) == 1 and room.got == [BUPATI, SEKDA]


def test_who_is_no_longer_in_the_plan_is_skipped_with_words(room):
    room.brief()
    room.write(PLAN.replace(SEKDA, "lain@contoh.go.id"))
    assert room.turn() == 1 and room.got == [BUPATI]
    one = room.ways[SEKDA]
    assert one.state == "skipped" and "tidak ada lagi dalam rencana" in one.said


def test_a_plan_that_broke_keeps_everything_waiting_and_says_so(room):
    room.brief()
    room.write(PLAN.replace("from =", "dari ="))
    assert room.turn() == 0 and room.got == []
    for one in room.ways.values():
        assert one.state == "waiting" and one.tries == 0
        assert "pengiriman.toml: [mail] from: belum ada" in one.said
    room.write(PLAN)
    assert room.turn(2) == 2 and room.got == [BUPATI, SEKDA]


def test_a_brief_that_came_while_the_plan_was_broken_is_on_the_list_and_goes_later(room):
    room.write("[mail")
    room.brief()
    (one,) = room.ways.values()
    assert one.role == "semua penerima" and "bukan TOML yang benar" in one.said
    assert room.turn() == 0
    room.write(PLAN)
    assert room.turn(2) == 2 and room.states == {BUPATI: "sent", SEKDA: "sent"}


def test_without_a_plan_nobody_is_enlisted_and_what_waits_goes_on_waiting(room):
    room.brief()
    found = room.settings
    room.settings = settings({"DASHBOARD_DATA": str(found.data)})
    assert room.turn() == 0
    assert "DASHBOARD_DELIVERY belum diisi" in room.ways[BUPATI].said
    assert room.brief("2026-W48") and len(room.ways) == 2
    room.settings = found
    assert room.turn(2) == 2


def test_a_brief_without_paper_waits_and_says_so(room):
    number = room.brief()
    with store.writing(room.url) as db:
        store.freeze(db, "2026-W48", "", False, NOW, "{}", "x", NOW)
        draft = store.brief(db, "2026-W48").id
        store.not_made(db, draft, "fonta hilang")
        handing.enlist(room.settings, db, draft, "", NOW)
    assert room.turn() == 2 and len(room.got) == 2
    with store.reading(room.url) as db:
        assert {one.state for one in store.deliveries(db, number)} == {"sent"}
        for one in store.deliveries(db, draft):
            assert one.state == "waiting"
            assert "Laporan 2026-W48 belum jadi: fonta hilang" in one.said


def test_a_fault_of_our_own_is_said_and_stays_with_its_own(room, caplog):
    room.brief("2026-W46")
    room.brief("2026-W47", scope="skpd-dinkes")

    def link(brief):
        if brief.scope:
            raise KeyError("halaman")
        return ""

    assert room.turn(link=link) == 2 and room.got == [BUPATI, SEKDA]
    one = room.ways[DINKES]
    assert one.state == "waiting" and "kesalahan di dasbor sendiri" in one.said
    assert "KeyError" in caplog.text
    assert room.turn(16) == 1


def test_sending_again_needs_something_that_did_not_arrive(room):
    room.brief()
    with pytest.raises(CannotSend, match="masih dalam perjalanan"):
        room.again(BUPATI)
    room.turn()
    with pytest.raises(CannotSend, match="sudah diterima"):
        room.again(BUPATI)
    for week, address in (("2026-W47", "orang@lain.go.id"), ("2026-W01", BUPATI)):
        with pytest.raises(CannotSend, match="bukan penerima"):
            room.again(address, week)
    assert room.again(BUPATI.upper(), even_sent=True) == 1
    assert room.turn(1) == 1 and room.got == [BUPATI, BUPATI, SEKDA]


def test_what_another_process_is_at_is_left_to_it_until_it_is_silent_for_long(room):
    room.brief()
    with store.writing(room.url) as db:
        store.enlist(db, [_turn.TURN], NOW)
        assert store.claim(db, _turn.TURN, "lain", NOW, NOW + _turn.LEASE, only_due=False)
    assert room.turn(1) == 0 and room.got == []
    assert room.turn(6) == 2


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_of_two_hosts_that_begin_at_once_one_delivers(request, room, kind):
    if kind == "postgresql":
        url = request.getfixturevalue("postgres_url")("store")
        room.more = {"DASHBOARD_STORE_URL": url}
        room.write(PLAN)
        store.upgrade(room.url)
    for week in range(10, 15):
        room.brief(f"2026-W{week}")
    with ThreadPoolExecutor(3) as pool:
        taken = [pool.submit(room.turn) for _ in range(3)]
    assert sorted(one.result() for one in taken) == [0, 0, 10]
    assert room.got == [BUPATI] * 5 + [SEKDA] * 5


def test_something_waits_when_it_is_due_and_nobody_is_at_it(room):
    def waits(minutes):
        with store.reading(room.url) as db:
            return handing.waiting(db, NOW + minutes * MINUTE)

    assert not waits(0)
    room.brief()
    assert waits(0) and not waits(-1)
    with store.writing(room.url) as db:
        store.enlist(db, [_turn.TURN], NOW)
        store.claim(db, _turn.TURN, "lain", NOW, NOW + _turn.LEASE, only_due=False)
        store.sending(db, room.ways[BUPATI].id)
    assert not waits(1) and waits(6)
    room.turn(6)
    assert not waits(99_999)


def test_the_turn_is_given_back(room):
    room.brief()
    room.turn()
    with store.writing(room.url) as db:
        assert store.claim(db, _turn.TURN, "lain", NOW, NOW + _turn.LEASE, only_due=False)


def test_no_transaction_is_open_while_the_network_is_waited_for(room):
    room.brief()
    room.office.behave("stall-greeting")
    thread = threading.Thread(target=room.turn)
    thread.start()
    room.office.wait("stalled")
    with store.writing(room.url) as db:  # would wait for as long as the server stalls
        store.hand_out(db, 1, [("folder", "arsip", "/srv")], NOW)
    assert thread.is_alive()
    room.office.behave("accept")
    room.office.drop()
    thread.join(10)


def test_what_had_no_time_is_put_off_with_words(room, monkeypatch):
    monkeypatch.setattr(_turn, "AT_ONCE", 1)
    monkeypatch.setattr(_turn, "BEGIN_S", 0)
    addresses = [f"orang{number}@contoh.go.id" for number in range(9)]
    listed = ", ".join(f'"{one}"' for one in addresses)
    room.write(PLAN.replace(f'"{BUPATI}"', listed))
    room.brief()
    first = room.turn()
    waiting = [one for one in room.ways.values() if one.state == "waiting"]
    assert first < 10 and len(waiting) == 10 - first
    assert {(one.said, one.tries) for one in waiting} == {(_turn.PUT_OFF, 0)}
    for minutes in range(1, 12):
        room.turn(minutes)
    assert room.got == sorted([*addresses, SEKDA])


def test_who_lost_the_turn_begins_nothing_more(room, monkeypatch):
    monkeypatch.setattr(_turn, "AT_ONCE", 1)
    monkeypatch.setattr(_turn, "RENEW_S", 0)
    for week in range(30, 40):
        room.brief(f"2026-W{week}")

    def link(_brief):
        with store.writing(room.url) as db:
            db.execute(update(turns).values(claimed_by="lain"))
        return ""

    assert room.turn(link=link) < 20
    with store.reading(room.url) as db:
        assert store.deliveries(db, state="waiting")


def test_no_password_is_logged_or_said(offices, planned, briefed, ca, caplog):
    office = offices("tls", auth=True)
    office.behave("echo-auth")
    room = Room(planned, office, briefed)
    room.write(PLAN.replace("[mail.to]", f'ca = "{ca}"\n[mail.to]'))
    room.brief()
    with caplog.at_level(logging.DEBUG):
        room.turn()
    said = room.ways[BUPATI].said
    assert "tidak menerima pengguna dan sandi dalam POS" in said
    assert "hasia" not in f"{said} {caplog.text} {room.settings!r}"


def test_no_address_of_a_person_is_logged(room, caplog):
    room.brief()
    room.office.behave("refuse")
    with caplog.at_level(logging.DEBUG):
        room.turn()
    assert BUPATI in room.ways[BUPATI].said
    assert "refused" in caplog.text and "@" not in caplog.text
