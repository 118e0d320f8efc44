"""`python -m dashboard brief`, as the operator types it."""

import pytest

from dashboard import brief, clock, store
from dashboard.__main__ import main

THIS = brief.week_of(clock.today(clock.now()))


@pytest.fixture
def said(own, tmp_path, monkeypatch, capsys):
    """`said(*words)`: the status and what was printed, in a folder of its own."""
    for name, value in own.environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def run(*words):
        status = main(["brief", *words])
        out = capsys.readouterr()
        return status, " ".join((out.out + out.err).split())

    return run


def test_without_a_week_the_last_that_is_over_is_closed_and_lies_here(said, tmp_path):
    status, told = said()
    name = f"laporan-bojonegoro-{THIS.before.name}.pdf"
    assert status == 0 and "ditutup dan dicetak" in told and name in told
    first = (tmp_path / name).read_bytes()
    status, told = said("--week", THIS.before.name, "--out", "lagi.pdf")
    assert status == 0 and "sama sampai ke bita" in told
    assert (tmp_path / "lagi.pdf").read_bytes() == first


def test_the_running_week_is_a_draft_and_a_page_of_a_place_is_of_today(said, own):
    status, told = said("--week", THIS.name, "--out", "x.pdf")
    assert status == 0 and "rancangan" in told
    assert said("--area", "35.22.15", "--out", "y.pdf")[0] == 0
    assert said("--skpd", "1.02", "--out", "z.pdf")[0] == 0
    with store.reading(own.store_url) as db:
        scopes = {one.scope: one.final for one in store.briefs(db, None)}
    assert scopes == {"": False, "area-35.22.15": False, "skpd-1.02": False}


@pytest.mark.parametrize(
    "words, why",
    [
        (("--week", "2026-99"), "tidak terbaca; tulis seperti"),
        (("--week", "2099-W01"), "belum mulai"),
        (("--area", "99.99"), "tulis kode Kemendagri"),
        (("--skpd", "tidak"), "lihat /skpd"),
        (("--week", "2026-W01", "--send-again", "x@y.id"), "bukan penerima laporan"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_do(said, words, why):
    status, told = said(*words)
    assert status == 1 and why in told


def test_a_letter_about_a_place_is_sent_again_as_the_page_says(said, own):
    week, address = THIS.before, "camat@contoh.go.id"
    with store.writing(own.store_url) as db:
        number = store.freeze(db, week.name, "area-35.22.15", True, week.end, "{}", "x", week.end)
        store.hand_out(db, number, [("mail", "camat", address)], week.end, "refused")
    status, told = said("--week", week.name, "--send-again", address)
    assert status == 0 and "1 pengiriman" in told


def test_a_file_that_cannot_be_written_is_said(said):
    status, told = said("--week", THIS.name, "--out", "/tidak/ada/x.pdf")
    assert status == 1 and "/tidak/ada/x.pdf tidak dapat ditulis" in told


def test_paper_that_fails_its_check_gives_no_file_and_a_status(said, tmp_path, monkeypatch):
    monkeypatch.setattr(brief, "faults", lambda pdf, contents: ["halaman 1: tercetak «9»"])
    status, told = said("--week", THIS.name, "--out", "x.pdf")
    assert status == 1 and "tidak diterbitkan: halaman 1: tercetak «9»" in told
    assert not (tmp_path / "x.pdf").exists()
