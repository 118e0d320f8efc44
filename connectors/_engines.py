"""An address → a read-only, time-limited, TLS-checked connection, for each of the four DBMS.

One connection a refresh, never pooled: an agency sees at most two from us (the query's, and the one
that cancels it), and none in between. The statement limit is set on the server where it has one
(PostgreSQL, MySQL 5.7.8+, MariaDB 10.1+), in the driver, and a watch of ours ends what goes on.

Read-only: PostgreSQL and MySQL 5.6.5+ refuse a write in the session, Oracle in the transaction,
SQLite by the file's mode. MySQL 5.5 and MariaDB 5.5 have no read-only transaction, and SQL Server
no such session (ApplicationIntent only chooses a replica, from 2012 on): there the account's rights
are what holds, and they are asked for everywhere (`_rights`). Tried on MariaDB 10.11, PostgreSQL 15
and SQLite; for MySQL 5.5, PostgreSQL 9.4, SQL Server 2008 R2 and Oracle 11.2 it is design.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

from connectors._address import url_of
from connectors._contract import Source, SourceChanged
from connectors._faults import too_slow
from connectors._limits import CONNECT_S, Watch
from connectors._oracle import choose_mode
from connectors._rights import refuse_writable
from connectors._tls import ask_why, secured

SQL_ATTR_LOGIN_TIMEOUT = 103  # of ODBC; mssql-python has no name for it
DRIVERS = {
    "sqlite": "sqlite",
    "mssql": "mssql+mssqlpython",
    "oracle": "oracle+oracledb",
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}


@contextmanager
def connected(address: str, source: Source) -> Iterator[Connection]:
    """A connection to `address` that only reads and is over after `source.limit_s` seconds.

    Raises SourceUnreachable when the limit comes, SourceChanged for an address that is weak or an
    account that can write; a driver's own errors are left to `_faults.explained`.
    """
    engine = engine_of(address, source)
    watch = Watch(source)
    event.listen(engine, "do_connect", watch.connect)
    event.listen(engine, "after_cursor_execute", lambda *_: _in_time(watch))
    try:
        with engine.connect() as db:
            refuse_writable(db, source)
            db.rollback()
            yield db
    except GeneratorExit:  # whoever read has turned away; nobody waits for a word from us
        watch.fired = False
        raise
    finally:
        engine.dispose()
        watch.end()


def engine_of(address: str, source: Source) -> Engine:
    """The engine for `address`, with every limit set; nothing is connected yet."""
    url = url_of(source, address)
    name = url.get_backend_name()
    if name not in DRIVERS:
        raise SourceChanged(
            f"{source.code}: alamat dalam {source.database} tidak dapat dibaca; awali dengan "
            "postgresql://, mysql://, mssql://, atau oracle://"
        )
    url, line = secured(url.set(drivername=DRIVERS[name]), source)
    url, arguments = ARGUMENTS.get(name, _mysql)(url, source)
    # Values may be personal data: they stay out of what SQLAlchemy says about a fault.
    engine = create_engine(
        url, poolclass=NullPool, connect_args=arguments | line, hide_parameters=True
    )
    if settle := SETTLE.get(name):
        event.listen(engine, "connect", lambda raw, _: settle(raw, source.limit_s))
    if name == "postgresql":
        event.listen(engine, "handle_error", lambda it: ask_why(url, line, it.original_exception))
    if name == "oracle":
        choose_mode(source)
        event.listen(engine, "begin", lambda db: db.exec_driver_sql("SET TRANSACTION READ ONLY"))
    return engine


def _in_time(watch: Watch) -> None:
    if watch.fired:
        raise too_slow(watch.source)


def _sqlite(url: URL, source: Source) -> tuple[URL, dict[str, Any]]:
    file = URL.create(
        "sqlite", database=f"file:{url.database}", query={"mode": "ro", "uri": "true"}
    )
    return file, {"timeout": min(source.limit_s, CONNECT_S), "check_same_thread": False}


def _postgresql(url: URL, source: Source) -> tuple[URL, dict[str, Any]]:
    settings = f"-c statement_timeout={source.limit_s * 1000} -c default_transaction_read_only=on"
    return url, {
        "connect_timeout": CONNECT_S,
        "options": settings,
        # A database in SQL_ASCII says so, and psycopg would give bytes for text.
        "client_encoding": str(url.query.get("client_encoding", "utf8")),
        "application_name": "data-makro",
        "tcp_user_timeout": (source.limit_s + 1) * 1000,
    }


def _mysql(url: URL, source: Source) -> tuple[URL, dict[str, Any]]:
    # LOCAL INFILE lets a server read files of ours: never, whatever the address says.
    limits = {"connect_timeout": CONNECT_S, "read_timeout": source.limit_s + 1}
    return url, {**limits, "local_infile": False}


def _oracle(url: URL, source: Source) -> tuple[URL, dict[str, Any]]:
    return url, {"tcp_connect_timeout": min(source.limit_s, CONNECT_S)}


def _mssql(url: URL, source: Source) -> tuple[URL, dict[str, Any]]:
    # It waits that long even for a port that refuses; a second less than the watch, so that it can
    # say so itself and is not left behind.
    seconds = max(min(source.limit_s, CONNECT_S) - 1, 1)
    named = {key for key in url.query if key.lower() == "applicationintent"}
    url = url.difference_update_query(named).update_query_dict({"ApplicationIntent": "ReadOnly"})
    return url, {"attrs_before": {SQL_ATTR_LOGIN_TIMEOUT: seconds}}


def _settle_mysql(raw: Any, limit_s: int) -> None:
    version = raw.get_server_info()
    maria = "MariaDB" in version
    # MariaDB 10 puts 5.5.5- before its own number, for the sake of old replicas.
    digits = re.findall(r"\d+", version.removeprefix("5.5.5-") if maria else version)
    number = tuple(int(part) for part in digits[:3])
    with raw.cursor() as cursor:
        if maria and number >= (10, 1):
            cursor.execute(f"SET SESSION max_statement_time = {limit_s}")
        elif not maria and number >= (5, 7, 8):
            cursor.execute(f"SET SESSION max_execution_time = {limit_s * 1000}")
        if number >= ((10, 0) if maria else (5, 6, 5)):
            cursor.execute("SET SESSION TRANSACTION READ ONLY")


def _settle_oracle(raw: Any, limit_s: int) -> None:
    raw.call_timeout = limit_s * 1000


def _settle_mssql(raw: Any, limit_s: int) -> None:
    raw.timeout = limit_s  # of each statement; the argument of that name is the log-in's


ARGUMENTS = {"sqlite": _sqlite, "postgresql": _postgresql, "oracle": _oracle, "mssql": _mssql}
SETTLE = {
    **dict.fromkeys(("mysql", "mariadb"), _settle_mysql),
    **{"oracle": _settle_oracle, "mssql": _settle_mssql},
}
