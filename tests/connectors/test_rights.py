"""An account that can write is refused, and the statements that are printed make the right one."""

import re
from datetime import date

import pytest
import sqlglot
from sqlalchemy import create_engine, make_url

import connectors
from connectors import SourceChanged, source_of
from connectors._grants import suggested
from connectors._rights import MSSQL, ORACLE

WAIVED = {"writes": {"by": "Budi, Kabid", "on": date(2026, 11, 25), "why": "sementara"}}
FACTS = {
    "title": "Puskesmas",
    "owner": "1.02",
    "system": "SIMPUS",
    "refresh": "daily",
    "rows_min": 1,
    "limit_s": 10,
    "database": "SIMPUS_URL",
    "query": ["SELECT 1"],
    "indicator": {},
}


def source(kind, **changes):
    dbms = {"mariadb": "mysql", "postgres": "postgresql"}[kind]
    return source_of("simpus", FACTS | {"dbms": dbms} | changes)


@pytest.fixture(params=["mariadb", "postgres"])
def kind(request):
    return request.param


@pytest.fixture
def server(request, kind):
    return request.getfixturevalue(f"{kind}_server")


@pytest.fixture
def owner(server):
    """The owner's address of a database with one table."""
    url = server.fresh("simpus")
    server.execute(
        "CREATE TABLE tbpasien (no_rm INT, alamat VARCHAR(9))",
        "INSERT INTO tbpasien VALUES (1, 'x')",
        url=url,
    )
    return url


def account(url):
    return make_url(url).username


def opened(url, of):
    with connectors.connected(url, of) as db:
        return db.exec_driver_sql("SELECT no_rm FROM tbpasien").fetchall()


def refused(url, kind):
    with pytest.raises(SourceChanged) as fault:
        opened(url, source(kind))
    text = str(fault.value)
    assert "rahasia-uji" not in text
    return text


def test_the_owner_is_refused_and_what_it_can_is_named(owner, kind):
    text = refused(owner, kind)
    assert {"mariadb": "ALL PRIVILEGES ON *.*", "postgres": "SUPERUSER"}[kind] in text
    assert "uji_baca" in text
    assert "SANDI-BARU" in text
    assert make_url(owner).database in text.replace("\\", "")


def test_the_printed_statements_make_an_account_that_passes_and_reads(owner, kind, server):
    printed = re.findall(r"^    (.+);$", refused(owner, kind), re.M)
    server.execute(*(line.replace("SANDI-BARU", "sandi") for line in printed), url=owner)
    reader = make_url(owner).set(username="uji_baca", password="sandi").render_as_string(False)
    try:
        assert opened(reader, source(kind)) == [(1,)]
    finally:
        if kind == "postgres":
            server.execute("DROP OWNED BY uji_baca", url=owner)
        server.execute("DROP USER uji_baca")


def test_a_table_made_later_can_be_read_as_well(owner, kind, server):
    reader = server.reader(owner)
    server.execute("CREATE TABLE later (a INT)", url=owner)
    with connectors.connected(reader, source(kind)) as db:
        assert db.exec_driver_sql("SELECT a FROM later").fetchall() == []


RIGHTS = {
    "insert on one table": (["GRANT INSERT ON tbpasien TO {who}"], "INSERT ON"),
    "update of one column": (["GRANT UPDATE (alamat) ON tbpasien TO {who}"], "UPDATE (kolom) ON"),
    "delete": (["GRANT DELETE ON tbpasien TO {who}"], "DELETE ON"),
    "a role": (
        ["CREATE ROLE {role}", "GRANT INSERT ON tbpasien TO {role}", "GRANT {role} TO {who}"],
        "INSERT ON",
    ),
    "a role within a role": (
        [
            *("CREATE ROLE {role}", "CREATE ROLE {role}_inner"),
            "GRANT UPDATE (alamat) ON tbpasien TO {role}_inner",
            *("GRANT {role}_inner TO {role}", "GRANT {role} TO {who}"),
        ],
        "UPDATE (kolom) ON",
    ),
    "everybody": (["GRANT DELETE ON tbpasien TO PUBLIC"], "DELETE ON"),
}
OWN = {
    "postgres": {
        "createrole": (["ALTER ROLE {who} CREATEROLE"], "CREATEROLE"),
        "createdb": (["ALTER ROLE {who} CREATEDB"], "CREATEDB"),
        "superuser": (["ALTER ROLE {who} SUPERUSER"], "SUPERUSER"),
        "owner": (["CREATE TABLE own (a INT)", "ALTER TABLE own OWNER TO {who}"], "OWNER OF"),
        "truncate": (["GRANT TRUNCATE ON tbpasien TO {who}"], "TRUNCATE ON"),
        "all data": (["GRANT pg_write_all_data TO {who}"], "PG_WRITE_ALL_DATA"),
        "a role it does not inherit": (
            [
                *("ALTER ROLE {who} NOINHERIT", "CREATE ROLE {role}"),
                *("GRANT INSERT ON tbpasien TO {role}", "GRANT {role} TO {who}"),
            ],
            "INSERT ON",
        ),
        "a schema": (["CREATE SCHEMA lain", "GRANT CREATE ON SCHEMA lain TO {who}"], "SCHEMA lain"),
    },
    "mariadb": {
        "create": (["GRANT CREATE ON *.* TO {who}"], "CREATE ON *.*"),
        "file": (["GRANT FILE ON *.* TO {who}"], "FILE ON *.*"),
        "execute": (["GRANT EXECUTE ON *.* TO {who}"], "EXECUTE ON *.*"),
        "passing on": (["GRANT SELECT ON tbpasien TO {who} WITH GRANT OPTION"], "GRANT OPTION ON"),
        "a default role": (
            [
                *("CREATE ROLE {role}", "GRANT INSERT ON tbpasien TO {role}"),
                *("GRANT {role} TO {who}", "SET DEFAULT ROLE {role} FOR {who}"),
            ],
            "INSERT ON",
        ),
    },
}
CASES = [(kind, name, *case) for kind in OWN for name, case in (RIGHTS | OWN[kind]).items()]


@pytest.mark.parametrize(("kind", "name", "statements", "named"), CASES)
def test_whatever_lets_it_write_is_found_and_named(server, owner, kind, name, statements, named):
    reader = server.reader(owner)
    assert opened(reader, source(kind)) == [(1,)]
    who = account(reader)
    names = {"who": who, "role": f"role_{who}"}
    server.execute(*(each.format(**names) for each in statements), url=owner)
    try:
        assert named in refused(reader, kind)
        assert opened(reader, source(kind, waived=WAIVED)) == [(1,)]
    finally:
        if name == "everybody":
            server.execute("REVOKE DELETE ON tbpasien FROM PUBLIC", url=owner)


def test_what_every_account_has_before_15_is_not_held_against_it(postgres_server):
    url = postgres_server.fresh("old")
    reader = postgres_server.reader(url)
    postgres_server.execute("GRANT CREATE ON SCHEMA public TO PUBLIC", url=url)
    with connectors.connected(reader, source("postgres")) as db:
        assert connectors.writable(db) == []


def test_a_server_watcher_may_watch(mariadb_server):
    url = mariadb_server.fresh("watch")
    reader = mariadb_server.reader(url)
    mariadb_server.execute(f"GRANT PROCESS, BINLOG MONITOR ON *.* TO {account(reader)}")
    with connectors.connected(reader, source("mariadb")) as db:
        assert connectors.writable(db) == []


def test_a_write_is_refused_whatever_the_account_may(server, owner, kind, tmp_path):
    waived = source(kind, waived=WAIVED)
    for statement in ("INSERT INTO tbpasien VALUES (2, 'y')", "DROP TABLE tbpasien"):
        with connectors.connected(owner, waived) as db:
            with pytest.raises(Exception, match=r"read-only|READ ONLY"):
                db.exec_driver_sql(statement)
    file = f"sqlite:///{tmp_path / 'x.db'}"
    engine = create_engine(file)
    with engine.begin() as db:
        db.exec_driver_sql("CREATE TABLE t (a INT)")
    engine.dispose()
    with connectors.connected(file, waived) as db:
        with pytest.raises(Exception, match="readonly"):
            db.exec_driver_sql("INSERT INTO t VALUES (1)")


def test_a_suggested_name_is_not_the_one_in_use_and_fits_mysql_5_5():
    assert suggested("simpus") == "simpus_baca"
    assert suggested("simpus_baca") == "data_makro"
    assert len(suggested("pengelola_basis_data_puskesmas")) <= 16


def test_an_underscore_opens_no_other_database():
    assert r"`simpus\_1`.*" in connectors.grants("mysql", "simpus_1", "baca")[1]


@pytest.mark.parametrize(("query", "dialect"), [(MSSQL, "tsql"), (ORACLE, "oracle")])
def test_what_no_server_was_at_hand_for_is_at_least_read_by_a_parser(query, dialect):
    (parsed,) = sqlglot.parse(query, read=dialect, error_level=sqlglot.ErrorLevel.RAISE)
    assert isinstance(parsed, sqlglot.exp.Union)


@pytest.mark.parametrize(("dbms", "dialect"), [("mssql", "tsql"), ("oracle", "oracle")])
def test_the_statements_for_them_too_and_names_stay_names(dbms, dialect):
    statements = connectors.grants(dbms, "si]m'p\"us", "ba]c'a\"")
    for statement in statements:
        (parsed,) = sqlglot.parse(statement, read=dialect, error_level=sqlglot.ErrorLevel.RAISE)
        assert parsed is not None
    assert any("SANDI-BARU" in statement for statement in statements)
    assert connectors.grants("files", "x", "y") == []
