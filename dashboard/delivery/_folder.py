"""Puts the files of a parcel into a folder: each whole or not at all, and never a second time."""

import errno
import os
from pathlib import Path

from dashboard.delivery._outcome import NotYet, Parcel

WORDS = {
    errno.ENOENT: "tidak ada; sambungkan atau buat",
    errno.ENOTDIR: "bukan folder; perbaiki path dalam bagian [folder]",
    errno.EACCES: "tidak boleh ditulisi; beri akun dasbor hak tulis",
    errno.EPERM: "tidak boleh ditulisi; beri akun dasbor hak tulis",
    errno.EROFS: "hanya dapat dibaca; sambungkan dengan hak tulis",
    errno.ENOSPC: "penuh; kosongkan ruang",
    errno.EDQUOT: "penuh menurut kuotanya; kosongkan ruang",
}
PLAIN = (errno.EINVAL, errno.ENOTSUP)  # a file system that cannot sync a folder


def put(folder: Path, parcel: Parcel) -> None:
    """Write every file of the parcel. Raises NotYet: a folder may come back."""
    for name in parcel.files:
        if name != Path(name).name or name in ("", ".", ".."):
            raise ValueError(f"{name!r} is no file name")
    try:
        for name, body in parcel.files.items():
            _written(folder / name, body)
        _synced(folder)
    except OSError as error:
        words = WORDS.get(
            error.errno or 0, f"tidak dapat ditulisi ({os.strerror(error.errno or 0)})"
        )
        raise NotYet(f"Folder {folder} {words}") from error


def _written(path: Path, body: bytes) -> None:
    if _holds(path, body):
        return
    # Always the same name: what a crash left behind is written over by the next try.
    beside = path.with_name(f".{path.name}.sebagian")
    beside.unlink(missing_ok=True)
    try:
        with open(beside, "xb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
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
