"""Puts the files of a parcel into a folder: each whole or not at all, and never a second time."""

import errno
import os
import threading
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from dashboard.delivery._outcome import NotYet, Parcel
from dashboard.delivery._plan import Limits

WORDS = {
    errno.ENOENT: "tidak ada; sambungkan atau buat",
    errno.ENOTDIR: "bukan folder; perbaiki path dalam bagian [folder]",
    errno.EACCES: "tidak boleh ditulisi; beri akun dasbor hak tulis",
    errno.EPERM: "tidak boleh ditulisi; beri akun dasbor hak tulis",
    errno.EROFS: "hanya dapat dibaca; sambungkan dengan hak tulis",
    errno.ENOSPC: "penuh; kosongkan ruang",
    errno.EDQUOT: "penuh menurut kuotanya; kosongkan ruang",
}
HALF = "sebagian"
PLAIN = (errno.EINVAL, errno.ENOTSUP)  # a file system that cannot sync a folder


def put(folder: Path, limits: Limits, parcel: Parcel) -> None:
    """Write every file of the parcel. Raises NotYet: a folder may come back."""
    for name in parcel.files:
        if name != Path(name).name or name in ("", ".", ".."):
            raise ValueError(f"{name!r} is no file name")
    done: Future[None] = Future()
    # A folder on another machine may never answer, and no signal ends that.
    threading.Thread(target=_put, args=[folder, parcel, done], daemon=True).start()
    try:
        done.result(limits.folder)
    except TimeoutError:
        raise NotYet(f"Folder {folder} tidak menjawab; periksa sambungannya") from None
    except OSError as error:
        number = error.errno or 0
        words = WORDS.get(number, f"tidak dapat ditulisi ({os.strerror(number)})")
        raise NotYet(f"Folder {folder} {words}") from None


def _put(folder: Path, parcel: Parcel, done: "Future[None]") -> None:
    try:
        for name, body in parcel.files.items():
            _written(folder / name, body)
        _synced(folder)
    except OSError as error:
        done.set_exception(error)
    else:
        done.set_result(None)


def _written(path: Path, body: bytes) -> None:
    if _holds(path, body):
        return
    for left in path.parent.glob(f".{path.name}.*.{HALF}"):  # by a crash
        left.unlink(missing_ok=True)
    # A name of our own: an older try that hangs must find nothing of this one to finish.
    beside = path.with_name(f".{path.name}.{uuid4().hex}.{HALF}")
    try:
        with open(beside, "xb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _holds(path: Path, body: bytes) -> bool:
    try:
        return path.stat().st_size == len(body) and path.read_bytes() == body
    except FileNotFoundError:
        return False


def _synced(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in PLAIN:
            raise
    finally:
        os.close(handle)
