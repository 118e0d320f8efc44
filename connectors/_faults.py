"""What a driver says, in the words of the two ways to fail.

A driver's own text may hold a host, an account or a row's value, so neither it nor the error it
came with is passed on; only the name of a missing table or column is taken from it, and its code.
Which words mean what stands in `_faults.toml`.
"""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pandas as pd
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from connectors._contract import Source, SourceChanged, SourceUnreachable

DRIVERS = {"psycopg", "pymysql", "oracledb", "mssql_python", "sqlite3"}
LATER = "angka terakhir tetap dipakai dan dicoba lagi pada jadwal berikutnya"
KINDS = {"unreachable": SourceUnreachable, "changed": SourceChanged}
MISSING = (
    re.compile(r"no such (table|column): ([\w.$]+)", re.I),
    re.compile(r"(relation|column) \"?([\w.$]+)\"? does not exist", re.I),
    re.compile(r"(Table|Unknown column) '([\w.$]+)'", re.I),
    re.compile(r"Invalid (object|column) name '([\w.$]+)'", re.I),
    re.compile(r"(ORA-00904): (?:\"\w+\"\.)*\"?([\w$]+)\"?", re.I),
    re.compile(r"(ORA-00942): table or view(?: (?:\"\w+\"\.)*\"([\w$]+)\")?", re.I),
)


@contextmanager
def explained(source: Source) -> Iterator[None]:
    """Turn what a driver raises into SourceUnreachable or SourceChanged, in Indonesian."""
    try:
        yield
    except (SourceUnreachable, SourceChanged):
        raise
    except (SQLAlchemyError, OSError, UnicodeDecodeError, pd.errors.DatabaseError) as error:
        raise of(source, error) from None
    except Exception as error:
        if _root(error) not in DRIVERS:
            raise
        raise of(source, error) from None


def too_slow(source: Source) -> SourceUnreachable:
    """The source did not end within its limit."""
    return SourceUnreachable(
        f"{source.code}: {source.system} tidak menjawab dalam {source.limit_s} detik; {LATER}"
    )


def of(source: Source, error: BaseException) -> Exception:
    """The SourceUnreachable or SourceChanged that says what a driver's error means."""
    if isinstance(error, pd.errors.DatabaseError):  # pandas 3 wraps whatever the driver raised
        error = error.__cause__ or error
    if isinstance(error, ArgumentError | NoSuchModuleError):
        return SourceChanged(
            f"{source.code}: alamat dalam {source.database} tidak dapat dibaca; "
            "tulis seperti postgresql://pengguna:sandi@host:5432/basisdata"
        )
    raw = error.orig if isinstance(error, DBAPIError) and error.orig else error
    said = f"{_code(raw)} {raw}"
    for pattern in MISSING:
        if found := pattern.search(said):
            thing = "kolom" if re.search("column|00904", found[1], re.I) else "tabel"
            return SourceChanged(
                f"{source.code}: {thing} {found[2] or 'yang diminta'} tidak ada di "
                f"{source.system}; periksa ejaannya dalam connectors/{source.code}.toml, "
                "atau tanyakan perubahan versi kepada pengelolanya"
            )
    where = {name: getattr(source, name) for name in ("code", "system", "database", "limit_s")}
    for pattern, kind, sentence in _known():
        if pattern.search(said):
            return kind(f"{source.code}: {sentence.format(**where)}")
    lost = getattr(error, "connection_invalidated", False) or isinstance(raw, OSError)
    if lost:
        return SourceUnreachable(
            f"{source.code}: {source.system} tidak dapat dihubungi; sambungan terputus; {LATER}"
        )
    return SourceChanged(
        f"{source.code}: {source.system} menolak permintaan ({type(raw).__name__} {_code(raw)}); "
        "sebutkan kode ini kepada pengembang"
    )


@cache
def _known() -> list[tuple[re.Pattern[str], type[Exception], str]]:
    """`_faults.toml`, in its order: what is said → which way it failed, in which words."""
    faults = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["fault"]
    return [
        (re.compile("|".join(entry["says"]), re.I), KINDS[entry["kind"]], entry["means"])
        for entry in faults
    ]


def _code(raw: BaseException) -> str:
    """The driver's own number of a fault: PG42P01, MY1146; "" where it has none apart."""
    if _root(raw) == "psycopg":
        return f"PG{getattr(raw, 'sqlstate', None) or ''}"
    first = raw.args[0] if raw.args else ""
    return f"MY{first}" if _root(raw) == "pymysql" and isinstance(first, int) else ""


def _root(error: BaseException) -> str:
    return type(error).__module__.partition(".")[0]
