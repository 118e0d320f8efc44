"""Files into a folder: whole or not at all, once, and a folder that is away may come back."""

import errno
import os
import threading
from contextlib import contextmanager

import pytest
from carried import HASTY, PATIENT, PDF, XLSX

from dashboard import delivery
from dashboard.delivery import NotYet

FILES = {"laporan.pdf": PDF, "laporan.xlsx": XLSX}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "laporan"
    made.mkdir()
    return made


def put(folder, parcel, limits=PATIENT):
    def never():
        raise AssertionError("a file can be written again: nothing has to be committed before")

    delivery.send(delivery.Plan(folder=folder, limits=limits), parcel, "folder", str(folder), never)


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_file_is_there_as_it_was(folder, parcel):
    put(folder, parcel)
    assert held(folder) == FILES


def test_the_same_again_is_no_second_file_and_is_not_written_anew(folder, parcel):
    put(folder, parcel)
    before = {path: path.stat().st_ino for path in folder.iterdir()}
    put(folder, parcel)
    assert {path: path.stat().st_ino for path in folder.iterdir()} == before


def test_another_paper_of_the_same_name_takes_its_place(folder, parcel):
    (folder / "laporan.pdf").write_bytes(b"rancangan")
    put(folder, parcel)
    assert held(folder) == FILES


def test_what_a_crash_left_behind_goes(folder, parcel):
    (folder / ".laporan.pdf.0123.sebagian").write_bytes(PDF[:100])
    put(folder, parcel)
    assert held(folder) == FILES


def test_a_folder_that_is_missing_may_come_back(tmp_path, parcel):
    with pytest.raises(NotYet, match="tidak ada; sambungkan"):
        put(tmp_path / "belum", parcel)
    (tmp_path / "belum").mkdir()
    put(tmp_path / "belum", parcel)
    assert held(tmp_path / "belum") == FILES


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path, parcel):
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(NotYet, match="bukan folder"):
        put(tmp_path / "berkas", parcel)


@contextmanager
def nobody():
    """Root may write everywhere; be somebody who may not."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(own)


def test_a_folder_that_may_not_be_written_is_said(folder, parcel):
    folder.chmod(0o555)
    with nobody(), pytest.raises(NotYet, match="tidak boleh ditulisi"):
        put(folder, parcel)
    folder.chmod(0o755)
    put(folder, parcel)
    assert held(folder) == FILES


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "penuh; kosongkan"), (errno.EROFS, "hanya dapat dibaca"), (errno.EIO, "tidak")],
)
def test_a_disk_that_takes_no_more_leaves_nothing_half(
    folder, parcel, monkeypatch, number, sentence
):
    def full(_handle):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(NotYet, match=sentence):
            put(folder, parcel)
    assert held(folder) == {}
    put(folder, parcel)
    assert held(folder) == FILES


def test_a_folder_that_never_answers_holds_nobody_up(folder, parcel, monkeypatch):
    free = threading.Event()
    real = os.fsync

    def hanging(handle):
        free.wait(30)
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", hanging)
        with pytest.raises(NotYet, match="tidak menjawab"):
            put(folder, parcel, HASTY)
        (late,) = [one for one in threading.enumerate() if one.daemon and "_put" in one.name]
        patch.setattr(os, "fsync", real)
        put(folder, parcel)  # the next try does not mind the one that hangs
        assert held(folder) == FILES
        free.set()
        late.join(10)
    assert held(folder) == FILES


def test_a_name_that_leads_elsewhere_is_our_own_fault(folder):
    with pytest.raises(ValueError, match="no file name"):
        put(folder, delivery.Parcel("a", "b", "c", "", {"../keluar.pdf": b""}))
