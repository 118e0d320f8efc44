"""What a driver says, in the words of the two ways to fail.

A driver's own text may hold a host, an account or a row's value, so it is never passed on; only
the name of a missing table or column is taken from it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from connectors._contract import Source, SourceChanged, SourceUnreachable

LATER = "angka terakhir tetap dipakai dan dicoba lagi pada jadwal berikutnya"
# What the drivers say when nobody answers in time: PostgreSQL 57014 and 08*, MySQL 2003, 2006,
# 2013, 3024 (MariaDB 1969), Oracle DPY-4011, DPY-4024, DPY-6005, ORA-03113, ORA-12170, ORA-12541,
# ODBC HYT00, HYT01, 08S01, 08001, SQLite «interrupted» and «locked».
SLOW = re.compile(
    r"statement timeout|57014|\b1969\b|\b3024\b|max_statement_time|DPY-4024|HYT0[01]|interrupted|"
    r"timed? ?out",
    re.I,
)
GONE = re.compile(
    r"\b20(03|06|13)\b|DPY-(4011|6005)|ORA-(03113|12170|12541)|08S01|08001|unable to open|locked|"
    r"connection (refused|failed|reset|is lost)|could not (connect|translate)|"
    r"closed the connection|unable to establish|terminating connection|server closed|network",
    re.I,
)
REFUSED = re.compile(
    r"\b(1044|1045)\b|28P01|28000|password authentication failed|no password supplied|ORA-01017|"
    r"ORA-28000|Login failed|18456|does not exist.*role|role .* does not exist",
    re.I,
)
DENIED = re.compile(r"\b114[23]\b|permission denied|ORA-01031|ORA-00942.*privilege|\b229\b", re.I)
MISSING = (
    re.compile(r"no such (table|column): ([\w.$]+)", re.I),
    re.compile(r"(relation|column) \"?([\w.$]+)\"? does not exist", re.I),
    re.compile(r"(Table|Unknown column) '([\w.$]+)'", re.I),
    re.compile(r"Invalid (object|column) name '([\w.$]+)'", re.I),
    re.compile(r"(ORA-00904): (?:\"\w+\"\.)*\"?([\w$]+)\"?", re.I),
    re.compile(r"(ORA-00942): table or view (?:\"\w+\"\.)*\"?([\w$]*)\"?", re.I),
)


@contextmanager
def explained(source: Source) -> Iterator[None]:
    """Turn what a driver raises into SourceUnreachable or SourceChanged, in Indonesian."""
    try:
        yield
    except pd.errors.DatabaseError as error:  # pandas 3 wraps whatever the driver raised
        raise _explain(source, error.__cause__ or error) from error
    except (SQLAlchemyError, OSError) as error:
        raise _explain(source, error) from error


def _explain(source: Source, error: BaseException) -> SourceUnreachable | SourceChanged:
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    if isinstance(error, ArgumentError | NoSuchModuleError):
        return SourceChanged(
            f"{source.code}: alamat dalam {source.database} tidak dapat dibaca; "
            "tulis seperti postgresql://pengguna:sandi@host:5432/basisdata"
        )
    for pattern in MISSING:
        if found := pattern.search(said):
            thing = "kolom" if re.search("column|00904", found[1], re.I) else "tabel"
            return SourceChanged(
                f"{source.code}: {thing} {found[2] or 'yang diminta'} tidak ada lagi di "
                f"{source.system}; tanyakan perubahan versi kepada pengelolanya, lalu sesuaikan "
                f"connectors/{source.code}"
            )
    if "load the driver" in said:
        return SourceUnreachable(
            f"{source.code}: pustaka sistem untuk driver SQL Server belum ada di mesin ini; "
            "jalankan `sudo apt-get install libltdl7 libgssapi-krb5-2`, lalu tarik lagi"
        )
    if REFUSED.search(said):
        return SourceUnreachable(
            f"{source.code}: server menolak nama pengguna atau kata sandi; "
            f"periksa {source.database} bersama pengelola {source.system}"
        )
    if SLOW.search(said):
        return SourceUnreachable(
            f"{source.code}: {source.system} tidak menjawab dalam {source.limit_s} detik; {LATER}"
        )
    if GONE.search(said) or isinstance(error, OSError):
        return SourceUnreachable(
            f"{source.code}: {source.system} tidak dapat dihubungi; {LATER}. "
            "Periksa jaringan dan server bila berulang"
        )
    if DENIED.search(said):
        return SourceChanged(
            f"{source.code}: akun kita tidak berhak membaca tabel yang diminta; "
            f"minta hak baca (SELECT) kepada pengelola {source.system}"
        )
    if getattr(error, "connection_invalidated", False):
        return SourceUnreachable(f"{source.code}: sambungan ke {source.system} terputus; {LATER}")
    return SourceChanged(
        f"{source.code}: {source.system} menolak permintaan ({type(error).__name__}); "
        f"jalankan `python -m dashboard refresh {source.code}` dan lihat catatan operator"
    )
