"""Where a source is read: its address, out of the environment or out of a file that only we read.

`SIMPUS_URL` holds the address, or `SIMPUS_URL_FILE` names the file that does (systemd's credentials
and Docker's secrets are such files). An address may hold a password, so it is never part of what
this module says, and neither is the file's name: only the variable is.
"""

import os
import stat
from collections.abc import Mapping

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from connectors._contract import Source, SourceChanged

OTHERS = stat.S_IRWXG | stat.S_IRWXO
LONGEST = 64 * 1024  # bytes; whatever is longer is not an address


def address_of(source: Source, environ: Mapping[str, str]) -> str:
    """The address that the environment holds for the source; "" when it holds none.

    Raises SourceChanged when the file that should hold it is not there or not ours alone.
    """
    if not source.database:
        return ""
    given, name = environ.get(source.database, ""), f"{source.database}_FILE"
    file = environ.get(name, "")
    if given and file:
        raise SourceChanged(
            f"{source.code}: {source.database} dan {name} sama-sama diisi; hapus salah satunya"
        )
    return _secret(source, name, file) if file else given


def is_set(source: Source, environ: Mapping[str, str]) -> bool:
    """Whether the environment says where the source is; the file itself is not opened."""
    names = (source.database, f"{source.database}_FILE")
    return bool(source.database) and any(environ.get(name) for name in names)


def _secret(source: Source, name: str, file: str) -> str:
    try:
        # One descriptor for the check and the reading: the file cannot be changed in between. A
        # pipe would hold us up for ever, hence O_NONBLOCK; a link is refused, it may change hands.
        opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        raise SourceChanged(
            f"{source.code}: berkas yang ditunjuk {name} tidak ada, sebuah tautan, atau tidak "
            "boleh dibaca; periksa nama berkas itu dan pemiliknya"
        ) from None
    try:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            raise SourceChanged(
                f"{source.code}: {name} harus menunjuk berkas biasa yang memuat alamat"
            )
        if found.st_uid != os.geteuid() or found.st_mode & OTHERS:
            raise SourceChanged(
                f"{source.code}: berkas yang ditunjuk {name} dapat dibaca atau diubah orang lain; "
                f'jalankan `chown {os.geteuid()} "${name}" && chmod 600 "${name}"` sebagai root'
            )
        text = os.read(opened, LONGEST)
    finally:
        os.close(opened)
    try:
        return text.decode().strip()
    except UnicodeDecodeError:
        raise SourceChanged(f"{source.code}: isi berkas {name} bukan teks UTF-8") from None


def url_of(source: Source, address: str) -> URL:
    """The address in its parts. Raises SourceChanged when it is none, without repeating it."""
    try:
        # A second @ is part of the password, and what follows the first would be taken for a host.
        url = make_url(address) if address.partition("?")[0].count("@") < 2 else None
    except (ArgumentError, ValueError):
        url = None
    if url is None:
        raise SourceChanged(
            f"{source.code}: alamat dalam {source.database} tidak dapat dibaca; tulis seperti "
            "postgresql://pengguna:sandi@host:5432/basisdata. Tanda seperti @ : / # % dalam sandi "
            "ditulis %40 %3A %2F %23 %25"
        ) from None
    return url
