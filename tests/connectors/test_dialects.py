"""Every statement is written once: it compiles for each DBMS and an independent parser reads it."""

import os
import re
from datetime import date

import pytest
import sqlglot
from sqlalchemy import make_url

import connectors
from connectors import bpkad, dukcapil, lpse
from dashboard import demo

ASKED = {
    "bpkad": bpkad.STATEMENTS,
    "lpse": lpse.STATEMENTS,
    "dukcapil": dukcapil.statements(connectors.sources()["dukcapil"]),
}
CASES = [(code, name) for code, statements in ASKED.items() for name in statements]
READS = {
    "mssql+mssqlpython": "tsql",
    "oracle+oracledb": "oracle",
    "postgresql+psycopg": "postgres",
    "mysql+pymysql": "mysql",
}
WRITTEN = [
    (source.code, place, query)
    for source in connectors.sources().values()
    for place, query in enumerate(source.query, 1)
]
OWN = {"mssql": "tsql", "postgresql": "postgres", "oracle": "oracle", "mysql": "mysql"}
REAL = {"TEST_ORACLE_URL": "dukcapil", "TEST_MSSQL_URL": "bpkad"}


@pytest.mark.parametrize("driver", READS)
@pytest.mark.parametrize(("code", "name"), CASES)
def test_a_statement_is_valid_on_every_dbms(code, name, driver):
    dialect = make_url(f"{driver}://").get_dialect()()
    statement = ASKED[code][name]
    literal = {
        "literal_binds": not re.search(":(since|adult)", str(statement))
    }  # nothing is bound to it here
    text = str(statement.compile(dialect=dialect, compile_kwargs=literal))
    for sign in (":since", ":adult", "%(since)s", "%(adult)s", "%s"):
        text = text.replace(sign, "NULL")
    (parsed,) = sqlglot.parse(text, read=READS[driver], error_level=sqlglot.ErrorLevel.RAISE)
    assert isinstance(parsed, sqlglot.exp.Select)


@pytest.mark.parametrize(("code", "place", "query"), WRITTEN)
def test_a_query_of_a_toml_is_valid_in_the_words_of_its_own_dbms(code, place, query):
    read = OWN[connectors.sources()[code].dbms]
    (parsed,) = sqlglot.parse(query, read=read, error_level=sqlglot.ErrorLevel.RAISE)
    assert isinstance(parsed, sqlglot.exp.Query), (code, place)


@pytest.mark.parametrize("variable", REAL)
def test_the_known_truth_is_found_on_a_real_server(variable):
    if variable not in os.environ:
        pytest.skip(f"no server: set {variable} to the address of an empty database")
    code = REAL[variable]
    module = getattr(demo, code)
    until = date(2026, 11, 24)
    drawn = module.draw(until, 0.002) if code == "dukcapil" else module.draw(2023, until)
    demo.fill(os.environ[variable], module.metadata, drawn[0])
    source = connectors.sources()[code]
    with connectors.connected(os.environ[variable], source) as db:
        frame = connectors.check(connectors.fetcher(source)(db, source, date(1900, 1, 1)), source)
    assert len(frame) == len(drawn[1])
