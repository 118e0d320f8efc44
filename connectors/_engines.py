"""An address → a read-only, time-limited, TLS-checked connection, for each of the four DBMS.

One connection a refresh, never pooled: an agency sees at most two from us, and none in between.
The limits are set on the server where it has them (PostgreSQL, MySQL 5.7.8+, MariaDB 10.1+) and in
the driver everywhere, so that a silent network ends the wait as well.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url

CONNECT_S = 10  # a server that has not answered the door by then is down, for today's purpose
LOOPBACK = {"", "localhost", "127.0.0.1", "::1"}
SQL_ATTR_LOGIN_TIMEOUT = 103  # of ODBC; mssql-python has no name for it
DRIVERS = {
    "mssql": "mssql+mssqlpython",
    "oracle": "oracle+oracledb",
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}


@contextmanager
def connected(address: str, limit_s: int) -> Iterator[Connection]:
    """A connection to `address` that only reads and gives up after `limit_s` seconds."""
    engine = engine_of(address, limit_s)
    try:
        with engine.connect() as db, _interrupted(db, limit_s):
            yield db
    finally:
        engine.dispose()


def engine_of(address: str, limit_s: int) -> Engine:
    """The engine for `address`, with every limit set; nothing is connected yet."""
    url = make_url(address)
    name = url.get_backend_name()
    if url.drivername in DRIVERS:
        url = url.set(drivername=DRIVERS[url.drivername])
    build = {"sqlite": _sqlite, "postgresql": _postgresql, "oracle": _oracle, "mssql": _mssql}
    url, arguments = build.get(name, _mysql)(url, limit_s)
    engine = create_engine(url, poolclass=NullPool, connect_args=arguments)
    if name in ("mysql", "mariadb"):
        event.listen(engine, "connect", lambda raw, _: _limit_mysql(raw, limit_s))
    if name == "oracle":
        event.listen(engine, "connect", lambda raw, _: setattr(raw, "call_timeout", limit_s * 1000))
        event.listen(engine, "begin", lambda db: db.exec_driver_sql("SET TRANSACTION READ ONLY"))
    return engine


def _remote(url: URL) -> bool:
    return (url.host or "") not in LOOPBACK


def _sqlite(url: URL, limit_s: int) -> tuple[URL, dict[str, Any]]:
    file = URL.create(
        "sqlite", database=f"file:{url.database}", query={"mode": "ro", "uri": "true"}
    )
    return file, {"timeout": min(limit_s, CONNECT_S), "check_same_thread": False}


def _postgresql(url: URL, limit_s: int) -> tuple[URL, dict[str, Any]]:
    settings = f"-c statement_timeout={limit_s * 1000} -c default_transaction_read_only=on"
    arguments: dict[str, Any] = {
        "connect_timeout": CONNECT_S,
        "options": settings,
        "application_name": "data-makro",
        "tcp_user_timeout": (limit_s + 1) * 1000,
    }
    if _remote(url) and "sslmode" not in url.query:
        arguments["sslmode"] = "verify-full"
    return url, arguments


def _mysql(url: URL, limit_s: int) -> tuple[URL, dict[str, Any]]:
    arguments: dict[str, Any] = {"connect_timeout": CONNECT_S, "read_timeout": limit_s + 1}
    if _remote(url) and not any(key.startswith("ssl") for key in url.query):
        arguments["ssl"] = {"check_hostname": True}
    return url, arguments


def _limit_mysql(raw: Any, limit_s: int) -> None:
    version = raw.get_server_info()
    number = tuple(int(part) for part in version.split("-")[0].split(".")[:3])
    with raw.cursor() as cursor:
        if "MariaDB" in version:
            cursor.execute(f"SET SESSION max_statement_time = {limit_s}")
        elif number >= (5, 7, 8):
            cursor.execute(f"SET SESSION max_execution_time = {limit_s * 1000}")
        if number >= (5, 6, 5):
            cursor.execute("SET SESSION TRANSACTION READ ONLY")


def _oracle(url: URL, limit_s: int) -> tuple[URL, dict[str, Any]]:
    return url, {"tcp_connect_timeout": min(limit_s, CONNECT_S)}


def _mssql(url: URL, limit_s: int) -> tuple[URL, dict[str, Any]]:
    safe = {"Encrypt": "yes", "TrustServerCertificate": "no", "ApplicationIntent": "ReadOnly"}
    if not _remote(url):
        safe["TrustServerCertificate"] = "yes"
    named = {key.lower() for key in url.query}
    extra = {key: value for key, value in safe.items() if key.lower() not in named}
    arguments = {"timeout": limit_s, "attrs_before": {SQL_ATTR_LOGIN_TIMEOUT: CONNECT_S}}
    return url.update_query_dict(extra), arguments


@contextmanager
def _interrupted(db: Connection, limit_s: int) -> Iterator[None]:
    """SQLite has no time limit of its own: a timer interrupts it."""
    if db.dialect.name != "sqlite":
        yield
        return
    timer = threading.Timer(limit_s, db.connection.dbapi_connection.interrupt)  # type: ignore[union-attr]
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
