"""Letters, through a real mail server that takes them, refuses, stalls and drops."""

import dataclasses
import logging
import socket
import time

import pytest
from carried import HASTY, PATIENT, PDF, XLSX
from certificates import Authority
from postoffice import PASSWORD, USER

from dashboard import delivery
from dashboard.delivery import NotYet, Refused, Uncertain

TO = "bupati@contoh.go.id"


class Committed:
    """Counts how often `committing` was called."""

    def __init__(self, then=lambda: None):
        self.times, self.then = 0, then

    def __call__(self):
        self.times += 1
        self.then()


def post(plan, parcel, to=TO, committed=None):
    delivery.send(plan, parcel, "mail", to, committed or Committed())


def test_a_letter_arrives_with_both_files_as_they_were(office, mail_plan, parcel):
    committed = Committed()
    post(mail_plan(office.url()), parcel, committed=committed)
    (letter,) = office.letters()
    assert (letter.to, letter.sender) == (TO, "dasbor@contoh.go.id")
    assert letter.files == {"laporan.pdf": PDF, "laporan.xlsx": XLSX}
    assert committed.times == 1


def test_the_words_arrive_with_their_dots_and_signs(office, mail_plan, parcel):
    post(mail_plan(office.url()), parcel)
    (letter,) = office.letters()
    body = letter.message.get_body()
    assert body.get_content().splitlines() == parcel.text.splitlines()
    assert letter.message["Subject"] == parcel.subject
    assert letter.message["Auto-Submitted"] == "auto-generated"
    assert letter.message["From"].addresses[0].display_name == "Dasbor Bupati"
    types = [part.get_content_type() for part in letter.message.iter_attachments()]
    assert types[0] == "application/pdf" and types[1].endswith("spreadsheetml.sheet")


def test_every_line_of_a_letter_ends_as_smtp_wants_and_is_ascii(office, mail_plan, parcel):
    post(mail_plan(office.url()), parcel)
    raw = office.letters()[0].raw
    assert raw.isascii() and b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\n" not in raw.replace(b"\r\n", b"") and max(map(len, raw.split(b"\r\n"))) <= 998


def test_plain_words_with_a_dot_first_arrive(office, mail_plan):
    words = ".satu\n..dua\n.\nakhir"
    post(mail_plan(office.url()), delivery.Parcel("a", "b", words, "", {}))
    assert office.letters()[0].message.get_content().splitlines() == words.splitlines()


def test_each_try_has_the_same_number_and_each_address_its_own(office, mail_plan, parcel):
    plan = mail_plan(office.url(), TO, "sekda@contoh.go.id")
    for to in (TO, TO, "sekda@contoh.go.id"):
        post(plan, parcel, to)
    one, same, other = [letter.message["Message-ID"] for letter in office.letters()]
    assert one == same != other
    assert one.endswith("@contoh.go.id>")
    assert [letter.message["To"] for letter in office.letters()] == [TO, TO, "sekda@contoh.go.id"]


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("auth", [False, True])
def test_a_letter_goes_through_tls_with_a_password(offices, mail_plan, parcel, security, auth):
    office = offices(security, auth=auth)
    post(mail_plan(office.url()), parcel)
    assert office.letters()[0].files == {"laporan.pdf": PDF, "laporan.xlsx": XLSX}


SURELY_NOT = {  # behaviour → what is said
    "refuse-sender": "550.*periksa from",
    "later": "451 coba nanti",
    "busy": "421 terlalu ramai",
    "unfriendly": "550 tidak kenal",
    "stall-greeting": "tidak menjawab dalam",
    "stall-data": "tidak menjawab dalam 0.3 detik",
    "drop-greeting": "memutus sambungan",
    "drop-data": "memutus sambungan",
    "drop-body": "memutus sambungan",
    "drip": "belum melayani: 22",
}


@pytest.mark.parametrize("behaviour", SURELY_NOT)
@pytest.mark.parametrize("security", ["plain", "tls"])
def test_what_fails_before_the_last_line_can_be_tried_again(
    offices, mail_plan, parcel, behaviour, security
):
    office = offices(security)
    office.behave(behaviour)
    limits = HASTY if behaviour.startswith("stall") else PATIENT
    if behaviour == "drip":
        limits = dataclasses.replace(PATIENT, whole=0.3)
    plan, committed = mail_plan(office.url(), limits=limits), Committed()
    began = time.monotonic()
    big = {"besar.pdf": bytes(8_000_000)} if behaviour == "drop-body" else {}
    one = delivery.Parcel("a", "b", "c", "", big)
    with pytest.raises(NotYet, match=SURELY_NOT[behaviour]):
        post(plan, one, committed=committed)
    assert time.monotonic() - began < 9  # also of a server that drips, to which no timeout comes
    office.drop()
    assert not office.letters() and not committed.times
    plan = mail_plan(office.url())
    office.behave("accept")
    post(plan, parcel)
    assert len(office.letters()) == 1


def test_after_the_last_line_a_temporary_no_is_tried_again(office, mail_plan, parcel):
    office.behave("later-letter")
    with pytest.raises(NotYet, match="menunda: 451"):
        post(mail_plan(office.url()), parcel)


@pytest.mark.parametrize("behaviour", ["refuse", "refuse-letter"])
def test_a_lasting_no_to_an_address_or_a_letter_is_final(office, mail_plan, parcel, behaviour):
    office.behave(behaviour)
    with pytest.raises(Refused, match="menolak: 55"):
        post(mail_plan(office.url()), parcel)
    assert not office.letters()


@pytest.mark.parametrize(
    "behaviour", ["drop-kept", "drop-lost", "stall-kept", "stall-lost", "garble"]
)
@pytest.mark.parametrize("security", ["plain", "tls", "starttls"])
def test_without_an_answer_to_the_last_line_nobody_knows(
    offices, mail_plan, parcel, behaviour, security
):
    office, committed = offices(security), Committed()
    office.behave(behaviour)
    accept = 0.3 if behaviour.startswith("stall") else 10
    plan = mail_plan(office.url(), limits=dataclasses.replace(PATIENT, accept=accept))
    with pytest.raises(Uncertain, match="mungkin sudah sampai"):
        post(plan, parcel, committed=committed)
    office.drop()
    assert len(office.letters()) == (behaviour not in ("drop-lost", "stall-lost"))
    assert committed.times == 1


@pytest.mark.parametrize("security", ["plain", "tls", "starttls"])
def test_a_server_that_hung_up_while_we_committed_has_nothing(offices, mail_plan, parcel, security):
    office = offices(security)
    with pytest.raises(NotYet, match="memutus"):
        post(mail_plan(office.url()), parcel, committed=Committed(office.drop))
    assert not office.letters()


def test_what_committing_raises_goes_through_and_nothing_is_sent(office, mail_plan, parcel):
    def broken():
        raise KeyError("penyimpanan")

    with pytest.raises(KeyError):
        post(mail_plan(office.url()), parcel, committed=broken)
    office.quiet()
    assert not office.letters()


def test_a_letter_that_was_taken_stays_so_when_the_farewell_fails(
    office, mail_plan, parcel, caplog
):
    office.behave("stall-quit")
    with caplog.at_level(logging.INFO):
        post(mail_plan(office.url()), parcel)
    assert len(office.letters()) == 1 and "QUIT" in caplog.text


def test_nobody_listens(office, mail_plan, parcel):
    with pytest.raises(NotYet, match="menolak sambungan"):
        post(mail_plan(office.url(office.closed)), parcel)


def test_a_name_that_is_unknown_is_said(mail_plan, parcel, monkeypatch):
    def unknown(*_words, **_named):
        raise socket.gaierror("tidak ada")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NotYet, match="tidak dikenal namanya"):
        post(mail_plan("smtps://a:b@surat.contoh.invalid"), parcel)


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"names": ("lain.contoh.go.id",)}, "bukan untuk nama server itu"),
        ({"by": Authority("CA asing")}, "penerbitnya tidak dikenal"),
        ({"last": -2}, "sudah kedaluwarsa"),
    ],
    ids=["name", "authority", "age"],
)
def test_a_certificate_that_is_wrong_gets_no_letter_and_no_password(
    offices, mail_plan, parcel, security, how, sentence
):
    office = offices(security, auth=True, **how)
    with pytest.raises(NotYet, match=sentence):
        post(mail_plan(office.url()), parcel)
    assert not office.letters()


def test_a_server_that_offers_no_tls_gets_no_letter(office, mail_plan, parcel):
    url = office.url().replace("smtp://", "smtp+starttls://")
    with pytest.raises(NotYet, match="tidak menawarkan TLS"):
        post(mail_plan(url), parcel)
    assert not office.letters()


@pytest.mark.parametrize(
    ("behaviour", "limits", "sentence"),
    [("stall-greeting", HASTY, "tidak menjawab"), ("accept", PATIENT, "dengan TLS")],
)
def test_a_server_that_speaks_no_tls_where_it_should_gets_no_letter(
    office, mail_plan, parcel, behaviour, limits, sentence
):
    office.behave(behaviour)
    with pytest.raises(NotYet, match=sentence):
        post(mail_plan(office.url().replace("smtp://", "smtps://"), limits=limits), parcel)
    assert not office.letters()


def test_a_password_that_is_wrong_or_missing_can_be_put_right(offices, mail_plan, parcel):
    office = offices("tls", auth=True)
    with pytest.raises(NotYet, match=r"sandi dalam POS \(jawaban 535\)"):
        post(mail_plan(office.url(account=f"{USER}:salah@")), parcel)
    with pytest.raises(NotYet, match="530.*periksa from.*sandi dalam POS"):
        post(mail_plan(f"smtps://localhost:{office.port}"), parcel)


def test_a_password_that_a_server_repeats_is_not_passed_on(offices, mail_plan, parcel, caplog):
    office = offices("tls", auth=True)
    office.behave("echo-auth")
    plan = mail_plan(office.url())
    with caplog.at_level(logging.DEBUG), pytest.raises(NotYet) as caught:
        post(plan, parcel)
    seen = f"{plan!r} {caught.value!r} {caught.value.__cause__!r} {caplog.text}"
    assert PASSWORD not in seen and "r%40hasia" not in seen and "hasia" not in seen


def test_an_address_that_the_plan_does_not_name_gets_nothing(office, mail_plan, parcel):
    with pytest.raises(Refused, match="tidak ada lagi dalam rencana"):
        post(mail_plan(office.url()), parcel, "orang@lain.go.id")
    assert not office.letters()
