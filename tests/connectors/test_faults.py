"""What a driver raises, in words: which of the two ways it failed, what to do, and no secret."""

import pickle
import socket
import sqlite3
import struct
import threading
import traceback

import mssql_python
import oracledb
import psycopg
import pymysql
import pytest
from declared import SIMPUS
from sqlalchemy import create_engine, make_url

import connectors
from connectors import SourceChanged, SourceUnreachable, source_of
from connectors._faults import explained

SECRET = "s3kr1t-sekali"
FACTS = SIMPUS | {
    "limit_s": 5,
}
SOURCE = source_of("simpus", FACTS)


def mssql(text):
    return mssql_python.exceptions.OperationalError(
        "Operation failed", f"[Microsoft][ODBC Driver 18 for SQL Server][SQL Server]{text} {SECRET}"
    )


def postgres(state, text):
    return psycopg.errors.lookup(state)(text)


def oracle(text):
    return oracledb.DatabaseError(text)


GONE, WRONG = SourceUnreachable, SourceChanged
SAID = [
    (postgres("57014", "canceling statement due to user request"), GONE, "tidak menjawab dalam 5"),
    (postgres("57P01", "terminating connection due to administrator"), GONE, "memutus sambungan"),
    (postgres("53300", "sorry, too many clients already"), GONE, "penuh"),
    (postgres("42501", "permission denied for table t"), WRONG, "tidak berhak"),
    (postgres("42P01", 'relation "harga" does not exist'), WRONG, "tabel harga tidak ada di"),
    (postgres("42703", 'column "x" does not exist'), WRONG, "kolom x tidak ada di"),
    (postgres("42601", 'syntax error at or near "SELEC"'), WRONG, "SQL dalam connectors/simpus"),
    (postgres("25006", "cannot execute in a read-only transaction"), WRONG, "mencoba menulis"),
    (postgres("22021", "invalid byte sequence"), WRONG, "pengodean"),
    (postgres("28P01", "password authentication failed for user"), WRONG, "kata sandi"),
    (psycopg.OperationalError("consuming input failed: EOF"), GONE, "memutus sambungan"),
    (pymysql.err.OperationalError(1317, "Query execution was interrupted"), GONE, "menjawab dalam"),
    (pymysql.err.OperationalError(3024, "maximum statement execution"), GONE, "menjawab dalam"),
    (pymysql.err.OperationalError(2013, "Lost connection"), GONE, "memutus sambungan"),
    (pymysql.err.InterfaceError(0, ""), GONE, "memutus sambungan"),
    (pymysql.err.OperationalError(1040, "Too many connections"), GONE, "penuh"),
    (pymysql.err.OperationalError(1045, "Access denied"), WRONG, "kata sandi"),
    (pymysql.err.OperationalError(1049, "Unknown database 'x'"), WRONG, "basis data yang ditulis"),
    (pymysql.err.ProgrammingError(1146, "Table 'a.tb' doesn't exist"), WRONG, "tabel a.tb"),
    (pymysql.err.OperationalError(2026, "SSL connection error"), WRONG, "TLS tidak dapat dimulai"),
    (pymysql.err.OperationalError(1142, "SELECT command denied"), WRONG, "tidak berhak"),
    (oracle("ORA-01017: invalid username/password"), WRONG, "kata sandi"),
    (oracle("ORA-00942: table or view does not exist"), WRONG, "tabel yang diminta"),
    (oracle("ORA-12514: listener does not know of service"), WRONG, "basis data yang ditulis"),
    (oracle("DPY-6005: cannot connect ([Errno 111] Connection refused)"), GONE, "dihubungi"),
    (oracle("DPY-6005: cannot connect ([Errno -2] Name or service)"), GONE, "nama host"),
    (oracle("DPY-6005: [SSL: CERTIFICATE_VERIFY_FAILED] certificate has expired"), WRONG, "kedalu"),
    (oracle("DPY-3010: connections to this server version are not"), WRONG, "Instant Client 19"),
    (oracle("DPY-4024: call timeout of 5000 ms exceeded"), GONE, "menjawab dalam 5 detik"),
    (oracle("DPY-4011: the database or network closed the connection"), GONE, "memutus sambungan"),
    (oracle("ORA-01456: may not perform insert inside READ ONLY"), WRONG, "mencoba menulis"),
    (mssql("Login failed for user 'x'."), WRONG, "kata sandi"),
    (mssql('Cannot open database "x" requested by the login.'), WRONG, "basis data yang ditulis"),
    (mssql("TCP Provider: Timeout error [258]."), GONE, "tidak menjawab"),
    (mssql("Invalid object name 'Ta_SPM'."), WRONG, "tabel Ta_SPM"),
    (mssql("certificate verify failed:self-signed certificate"), WRONG, "CA yang kita kenal"),
    (mssql("The target principal name is incorrect"), WRONG, "nama host lain"),
    (mssql("Communication link failure"), GONE, "memutus sambungan"),
    (sqlite3.OperationalError("no such table: harga"), WRONG, "tabel harga"),
    (sqlite3.OperationalError("database is locked"), GONE, "tidak dapat dihubungi"),
    (sqlite3.OperationalError("attempt to write a readonly database"), WRONG, "menulis"),
    (sqlite3.DatabaseError("file is not a database"), WRONG, "menolak permintaan"),
    (UnicodeDecodeError("utf-8", b"\xe9", 0, 1, "invalid"), WRONG, "pengodean"),
    (socket.gaierror(-2, "Name or service not known"), GONE, "nama host"),
    (ConnectionResetError(104, "Connection reset by peer"), GONE, "memutus sambungan"),
    (TimeoutError("timed out"), GONE, "tidak menjawab"),
]


@pytest.mark.parametrize(("error", "kind", "words"), SAID, ids=[str(e[0])[:40] for e in SAID])
def test_a_drivers_own_error_is_explained_and_its_text_kept_back(error, kind, words):
    planted = f"{SECRET} 3522150101900001"
    error.args = (*error.args[:-1], f"{error.args[-1]} {planted}") if error.args else error.args
    with pytest.raises(kind, match=words) as fault:
        with explained(SOURCE):
            raise error
    assert str(fault.value).startswith("simpus: ")
    told = "".join(traceback.format_exception(fault.value)) + repr(fault.value)
    assert SECRET not in told
    assert "3522150101900001" not in told


def test_a_number_in_a_row_is_not_taken_for_a_fault_of_that_number():
    error = psycopg.errors.lookup("22P02")('invalid input syntax for integer: "1045 2013 4060"')
    with pytest.raises(SourceChanged, match="menolak permintaan .*PG22P02"):
        with explained(SOURCE):
            raise error


def test_what_is_our_own_mistake_goes_on_as_it_is():
    with pytest.raises(KeyError), explained(SOURCE):
        raise KeyError("x")


def run(url, ask="SELECT 1"):
    dbms = url.partition(":")[0]
    of = source_of("simpus", FACTS | {"dbms": dbms if dbms in ("postgresql", "mssql") else "mysql"})
    with explained(of), connectors.connected(url, of) as db:
        return db.exec_driver_sql(ask).fetchall()


BAD = [
    "postgresql://u:{secret}@127.0.0.1:1/x",
    "mysql://u:{secret}@127.0.0.1:1/x",
    "mysql://u:{secret}@tidak-ada.invalid/x",
    "postgresql://u:{secret}@tidak-ada.invalid/x",
    "oracle://u:{secret}@127.0.0.1:1/?service_name=X",
    "mssql://u:{secret}@127.0.0.1:1/x",
    "sqlite:////nowhere/{secret}.db",
    "postgresql://u:{secret}@host:bukan-angka/x",
    "db2://u:{secret}@host/x",
    "{secret}",
    "postgresql://u:{secret}@10.0.0.1/x?sslmode=disable",
    "mysql://u:{secret}@10.0.0.1/x?ssl_disabled=1",
    "mssql://u:{secret}@10.0.0.1/x?TrustServerCertificate=yes",
    "oracle://u:{secret}@10.0.0.1/?service_name=X",
    "mysql://u:{secret}@127.0.0.1/x?charset=tidak-ada",
    "postgresql://u:{secret}@127.0.0.1:1/x?tidak_ada=1",
    "mysql://u:{secret}@127.0.0.1:1/x?tidak_ada=1",
]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("url", BAD)
def test_no_fault_shows_the_password(url, caplog):
    with pytest.raises((SourceUnreachable, SourceChanged)) as fault:
        run(url.format(secret=SECRET))
    told = [*traceback.format_exception(fault.value), repr(fault.value), caplog.text]
    assert SECRET not in "".join(told)
    assert SECRET.encode() not in pickle.dumps(fault.value)


@pytest.mark.parametrize("url", [url for url in BAD if "tidak-ada.invalid" in url])
def test_a_host_that_does_not_exist_is_named_as_such(url):
    with pytest.raises(SourceUnreachable, match="nama host dalam SIMPUS_URL"):
        run(url)


@pytest.mark.parametrize("kind", ["mariadb", "postgres"])
def test_a_database_that_does_not_exist_and_a_wrong_password_are_told_apart(request, kind):
    server = request.getfixturevalue(f"{kind}_server")
    reader = make_url(server.reader(server.fresh("one")))
    with pytest.raises(SourceChanged, match="basis data yang ditulis dalam SIMPUS_URL tidak ada"):
        run(reader.set(database="tidak_ada").render_as_string(hide_password=False))
    with pytest.raises(SourceChanged, match="nama pengguna atau kata sandi") as fault:
        run(reader.set(password=SECRET).render_as_string(hide_password=False))
    assert SECRET not in "".join(traceback.format_exception(fault.value))


@pytest.mark.parametrize("kind", ["mariadb", "postgres"])
@pytest.mark.parametrize("raw", [False, True], ids=["SQLAlchemy", "driver"])
def test_a_connection_that_is_reset_amid_the_rows_is_unreachable(request, kind, raw):
    server = request.getfixturevalue(f"{kind}_server")
    owner = server.fresh("reset")
    server.execute("CREATE TABLE t (a VARCHAR(1000))", url=owner)
    server.execute("INSERT INTO t VALUES (repeat('x', 1000))", url=owner)
    for _ in range(10):
        server.execute("INSERT INTO t SELECT a FROM t", url=owner)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=resets, args=(listening, server.port), daemon=True).start()
        reader = make_url(server.reader(owner)).set(port=listening.getsockname()[1])
        of = source_of("simpus", FACTS | {"dbms": "mysql" if kind == "mariadb" else "postgresql"})
        with pytest.raises(SourceUnreachable, match="dihubungi atau memutus"):
            url = reader.render_as_string(hide_password=False)
            with explained(of), connectors.connected(url, of) as db:
                if raw:
                    cursor = db.connection.cursor()
                    cursor.execute("SELECT a FROM t")
                    cursor.fetchall()
                else:
                    db.exec_driver_sql("SELECT a FROM t").fetchall()


def resets(listening, port):
    """Carry bytes to the server until 100 kB have come back, then reset the connection."""
    here, _ = listening.accept()
    there = socket.create_connection(("127.0.0.1", port))

    def ask():
        try:
            while data := here.recv(65536):
                there.sendall(data)
        except OSError:
            return

    threading.Thread(target=ask, daemon=True).start()
    total = 0
    while total < 100_000 and (data := there.recv(4096)):
        here.sendall(data)
        total += len(data)
    here.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    here.shutdown(socket.SHUT_RD)
    here.close()
    there.close()


def test_text_in_an_encoding_that_was_not_agreed_is_named(postgres_server):
    postgres_server.execute("CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0 "
                            "LC_COLLATE 'C' LC_CTYPE 'C'")  # fmt: skip
    owner = postgres_server.url("ascii") + "?client_encoding=utf8"
    postgres_server.execute("CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES (E'\\xe9')", url=owner)
    url = make_url(postgres_server.reader(owner)).set(query={})
    with pytest.raises(SourceChanged, match="pengodean"):
        run(url.render_as_string(hide_password=False), "SELECT a FROM t")


def test_a_sqlite_file_of_our_own_is_read(tmp_path):
    url = f"sqlite:///{tmp_path / 'x.db'}"
    engine = create_engine(url)
    with engine.begin() as db:
        db.exec_driver_sql("CREATE TABLE t (a INT)")
    engine.dispose()
    assert run(url, "SELECT a FROM t") == []
