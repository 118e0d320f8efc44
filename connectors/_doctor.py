"""Walks the way to a source step by step, stops at the first fault, and says what to do about it.

As a person would: is an address set, does the name exist, does the port answer, is the line safe,
are we let in to read and no more, are tables and columns there, does the frame pass.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, make_url, text

from connectors._address import url_of
from connectors._answers import Service
from connectors._cells import shown
from connectors._contract import Source, SourceChanged, SourceUnreachable
from connectors._engines import connected
from connectors._faults import explained
from connectors._pull import addresses, published, pull, statements_of
from connectors._reach import Step, Stopped, call, reach
from connectors._read import pieces
from connectors._sheets import Layout, files_of

PORTS = {"mysql": 3306, "mariadb": 3306, "postgresql": 5432, "oracle": 1521, "mssql": 1433,
         "https": 443, "http": 80}  # fmt: skip
SKEW_S = 300  # clocks further apart than this put a value into the wrong day or month
SHOWN = 6  # columns of a sample row
NAMED = {"GRANT": "hak akun", "TLS": "TLS"}  # a word of what went wrong on the way in → its step


def doctor(source: Source, address: str, now: datetime) -> Iterator[Step]:
    """The steps to `source`, in order; the last one has the fault, if there is one."""
    walk = {"files": _files, "service": _service}.get(source.dbms, _database)
    try:
        if source.database and not address:
            raise Stopped(
                f"{source.database} belum diisi. Tulis alamat {source.system} di berkas .env, "
                f"seperti contoh di .env.example{call(source)}"
            )
        yield Step("alamat", True, "terisi")
        yield from walk(source, address, now)
        yield from _frame(source, address, now)
    except Stopped as error:
        yield Step(error.args[1] if len(error.args) > 1 else "alamat", False, str(error.args[0]))


def _database(source: Source, address: str, now: datetime) -> Iterator[Step]:
    for place in addresses(source, address, now.date(), now.date()):
        with _stopping(source, "alamat"):
            url = url_of(source, place)
        if url.get_backend_name() != "sqlite":
            port = url.port or PORTS.get(url.get_backend_name(), 0)
            yield from reach(source, url.host or "localhost", port)
        with _stopping(source, "masuk"), explained(source), connected(place, source) as db:
            yield Step("masuk", True, "akun diterima, dan hanya dapat membaca")
            yield _clock(source, db, now)
        yield from _statements(source, place, now)


def _statements(source: Source, place: str, now: datetime) -> Iterator[Step]:
    samples = []
    for name, statement in statements_of(source).items():
        # the year before too: in January a table may hold nothing of this one
        given = {"since": date(now.year - 1, 1, 1)} if ":since" in str(statement) else {}
        cells: dict[Any, Any] = {}
        # A connection for each: to stop after its first row ends it.
        with (
            _stopping(source, "tabel dan kolom"),
            explained(source),
            connected(place, source) as db,
        ):
            for first in pieces(db, statement, given, 1):
                cells = {} if first.empty else first.iloc[0].to_dict()
                break
        samples.append((name, cells))
    yield Step("tabel dan kolom", True, f"{len(samples)} kueri dijawab")
    for name, cells in samples:
        if not cells:
            raise Stopped(
                f"{name} tidak memberi satu baris pun. Tabelnya kosong, atau syarat WHERE tidak "
                f"cocok dengan isi di sini{call(source)}",
                "contoh baris",
            )
    told = "; ".join(
        ", ".join(f"{column} = {shown(cell)}" for column, cell in list(cells.items())[:SHOWN])
        for _, cells in samples[:2]
    )
    yield Step("contoh baris", True, told or "dibaca oleh konektornya sendiri")


def _clock(source: Source, db: Connection, now: datetime) -> Step:
    statement = {"oracle": "SELECT SYSTIMESTAMP AT TIME ZONE 'UTC' FROM dual",
                 "mssql": "SELECT SYSUTCDATETIME()", "sqlite": "SELECT datetime('now')",
                 "postgresql": "SELECT now()"}  # fmt: skip
    found: Any = db.execute(text(statement.get(db.dialect.name, "SELECT UTC_TIMESTAMP()"))).scalar()
    moment = datetime.fromisoformat(found) if isinstance(found, str) else found
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _agree(source, moment, now)


def _agree(source: Source, theirs: datetime, ours: datetime) -> Step:
    apart = abs((theirs - ours).total_seconds())
    if apart > SKEW_S:
        raise Stopped(
            f"jam server berbeda {apart / 60:.0f} menit dari jam dasbor, sehingga data dapat jatuh "
            f"di hari yang salah. Samakan keduanya dengan NTP{call(source)}",
            "jam",
        )
    return Step("jam", True, f"berbeda {apart:.0f} detik")


def _files(source: Source, address: str, now: datetime) -> Iterator[Step]:
    place = Path(address or published(source))
    with _stopping(source, "berkas"):
        found = files_of(source, Layout(**source.layout), place)
    yield Step("berkas", True, f"{len(found)} berkas, terakhir {found[-1].name}")
    newest = max(each.stat().st_mtime for each in found)
    ahead = datetime.fromtimestamp(newest, UTC) - now
    if ahead.total_seconds() > SKEW_S:
        raise Stopped("tanggal berkas di masa depan. Samakan jam mesin dengan NTP", "jam")
    yield Step("jam", True, "tanggal berkas wajar")


def _service(source: Source, address: str, now: datetime) -> Iterator[Step]:
    if "://" in address:
        url = make_url(address)
        yield from reach(source, url.host or "", url.port or PORTS.get(url.drivername, 0))
    with _stopping(source, "jawaban"):
        name, _ = next(iter(Service(address, now.date()).answers(source, date(now.year, 1, 1))))
    yield Step("jawaban", True, f"{name} terbaca")


def _frame(source: Source, address: str, now: datetime) -> Iterator[Step]:
    count, newest = 0, pd.NaT
    with _stopping(source, "pemeriksaan angka"):
        for piece in pull(source, address, date(1900, 1, 1), now.date()):
            count += len(piece)
            newest = max(piece["period"].max(), newest) if len(piece) else newest
    if count < source.rows_min:
        raise Stopped(
            f"hanya {count} angka, paling sedikit {source.rows_min}. Tabel sumber kosong atau "
            f"terpotong{call(source)}",
            "pemeriksaan angka",
        )
    yield Step("pemeriksaan angka", True, f"{count} angka, terakhir {newest:%Y-%m-%d}")


@contextmanager
def _stopping(source: Source, step: str) -> Iterator[None]:
    """What the source raises, as the end of the walk."""
    try:
        yield
    except (SourceChanged, SourceUnreachable) as error:
        said = str(error).removeprefix(f"{source.code}: ")
        named = next((name for word, name in NAMED.items() if word in said), step)
        raise Stopped(f"{said}{call(source)}", named if step == "masuk" else step) from error
