"""Rows come out the same from every DBMS, and a read that stops or fails never hangs."""

from contextlib import nullcontext
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Date, MetaData, Table, bindparam, create_engine, select, text
from sqlalchemy.exc import DBAPIError

import connectors
from connectors import SourceUnreachable, pieces, rows_of, source_of

KINDS = ["sqlite", "mariadb", "postgres"]
SERVERS = KINDS[1:]
CREATE = (
    "CREATE TABLE seen (id integer, words {text}, day date, moment {moment}, amount "
    "numeric(19,2), share double precision, large bigint, flag boolean)"
)
WORDS = [
    "",
    "\\N",
    "\\",
    "NULL",
    "nan",
    "2026-01-01",
    "a\tb\nc\r\nd",
    "'\"",
    "Ĵ€😀",
    "x" * 70_000,
    "é" * 300,
]
moments = st.datetimes(datetime(1000, 1, 1), datetime(9999, 12, 31, 23, 59, 59))
rows = st.tuples(
    st.none()
    | st.sampled_from(WORDS)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    st.none() | st.dates(date(1000, 1, 1)),
    st.none() | moments,
    st.none()
    | st.decimals(1 - 10**17, 10**17 - 1, places=2).map(lambda d: d.quantize(Decimal("0.01"))),
    st.none() | st.floats(-1e300, 1e300).filter(lambda f: f == 0 or abs(f) > 1e-300),
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.booleans(),
)
NAMES = ["id", "words", "day", "moment", "amount", "share", "large", "flag"]


def opened(url, limit_s):
    """A connection that may write too: the tests make their tables on the way."""
    waiver = {"by": "uji", "on": date(2026, 11, 25), "why": "uji"}
    facts = {"title": "", "owner": "2.16", "system": "Uji", "dbms": "mysql", "refresh": "daily",
             "rows_min": 1, "database": "UJI_URL", "limit_s": limit_s}  # fmt: skip
    return connectors.connected(url, source_of("uji", facts | {"waived": {"writes": waiver}}))


@pytest.fixture
def address(request, tmp_path):
    """`address(kind)` is a fresh database on a server of that kind."""

    def fresh(kind):
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / 'read.db'}"
        return request.getfixturevalue(f"{kind}_url")("read")

    return fresh


def done(url, *statements):
    engine = create_engine(url)
    with engine.begin() as db:
        for statement in statements:
            db.exec_driver_sql(statement)
    engine.dispose()
    return url


def read(url, statement, params=None):
    with opened(url, 60) as db:
        return rows_of(db, statement, params or {})


@pytest.fixture(scope="module")
def everywhere(request, tmp_path_factory):
    """One empty table `seen` on each DBMS, with a connection that writes."""
    file = tmp_path_factory.mktemp("read") / "same.db"
    urls = {"sqlite": f"sqlite:///{file}"}
    urls |= {kind: request.getfixturevalue(f"{kind}_url")("same") for kind in SERVERS}
    engines = {}
    for kind, url in urls.items():
        maria = kind == "mariadb"
        create = CREATE.format(
            text="longtext" if maria else "text",
            moment="datetime(6)" if maria else "timestamp",
        )
        done(url, create)
        engines[kind] = create_engine(url)
    yield engines
    for engine in engines.values():
        engine.dispose()


def expected(given):
    """What every DBMS must give, made from Python's own objects."""
    found = {"id": np.arange(len(given))}
    for name, values in zip(NAMES[1:], zip(*given, strict=True), strict=True):
        if name == "words":
            found[name] = pd.Series(values, dtype=object)
        elif name in ("day", "moment"):
            found[name] = np.array(values, dtype="datetime64[us]")
        elif name in ("large", "flag") and None not in values:
            found[name] = np.array(values, dtype="int64")
        else:
            found[name] = np.array([np.nan if v is None else float(v) for v in values])
    return pd.DataFrame(found)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example([(None,) * 7, ("\\N", date(1000, 1, 1), None, Decimal("-0.01"), -0.5, -(2**63), False)])
@example(
    [("", date(9999, 12, 31), datetime(2262, 4, 12), Decimal(10) ** 17 - 1, 0.1, 2**53 + 1, True)]
)
@example([(word, None, None, None, None, None, None) for word in WORDS])
@given(st.lists(rows, min_size=1, max_size=8))
def test_the_same_rows_give_the_same_frame(everywhere, given):
    values = [dict(zip(NAMES, (i, *row), strict=True)) for i, row in enumerate(given)]
    into = f"INSERT INTO seen VALUES ({', '.join(f':{name}' for name in NAMES)})"
    for kind, engine in everywhere.items():
        with engine.connect() as db:
            typed = [
                dict(v, amount=str(v["amount"]) if v["amount"] is not None else None)
                for v in values
            ]
            if kind == "sqlite":
                typed = [
                    {k: str(v) if isinstance(v, date) else v for k, v in row.items()}
                    for row in typed
                ]
            db.execute(text(into), typed)
            frame = rows_of(db, "SELECT * FROM seen ORDER BY id")
            small = pd.concat(
                pieces(db, "SELECT * FROM seen ORDER BY id", size=3), ignore_index=True
            )
            db.rollback()
        whole = expected(given)
        if kind == "sqlite":  # it has no types but those of the values
            for name in NAMES[1:]:
                empty = whole[name].isna().all()
                sniffed = name == "words" and frame[name].dtype != object
                if empty or sniffed:
                    frame[name] = whole[name]
                elif name != "words" and frame[name].dtype == "int64":
                    frame[name] = frame[name].astype(whole[name].dtype)
        else:
            pd.testing.assert_frame_equal(small, whole, check_exact=True)
        pd.testing.assert_frame_equal(frame, whole, check_exact=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_statement_without_rows_gives_one_empty_frame(address, kind):
    url = done(address(kind), "CREATE TABLE none_yet (Kode integer, Nama varchar(9))")
    with opened(url, 60) as db:
        (frame,) = pieces(db, "SELECT Kode, Nama FROM none_yet")
    assert frame.empty and list(frame) == ["kode", "nama"]
    if kind != "sqlite":
        assert [str(each) for each in frame.dtypes] == ["int64", "object"]


@pytest.mark.parametrize("kind", KINDS)
def test_pieces_hold_every_row_once(address, kind):
    values = ", ".join(f"({i})" for i in range(700))
    url = done(address(kind), "CREATE TABLE t (a integer)", f"INSERT INTO t VALUES {values}")
    with opened(url, 60) as db:
        for size in (1, 251, 350, 700, 701):
            found = list(pieces(db, "SELECT a FROM t ORDER BY a", size=size))
            assert [len(each) for each in found[:-1]] == [size] * (len(found) - 1)
            assert pd.concat(found)["a"].tolist() == list(range(700))


@pytest.mark.parametrize("kind", KINDS)
def test_parameters_are_bound_in_texts_and_in_statements(address, kind):
    url = done(address(kind), "CREATE TABLE t (a integer, d date)")
    done(url, "INSERT INTO t VALUES (1, '2026-01-01'), (2, '2026-02-01'), (3, '2026-03-01')")
    t = Table("t", MetaData(), Column("a"), Column("d", Date))
    asked = select(t.c.a, t.c.d).where(t.c.d >= bindparam("since"), t.c.a.in_([1, 2]))
    for statement in (asked, "SELECT a, d, '%' AS p FROM t WHERE d >= :since AND a < 3; "):
        found = read(url, statement, {"since": date(2026, 1, 15)})
        assert found["a"].tolist() == [2] and found["d"].tolist() == [pd.Timestamp(2026, 2, 1)]


def test_what_no_calendar_has_is_missing(address):
    maria = done(
        address("mariadb"),
        "CREATE TABLE t (a date, b datetime)",
        "SET sql_mode = ''",
        "INSERT INTO t VALUES ('0000-00-00', '0000-00-00'), ('2026-00-10', NULL)",
        "INSERT INTO t VALUES ('1500-01-01', '2300-01-01')",
    )
    found = read(maria, "SELECT a, b FROM t")
    assert found.isna().to_numpy().tolist() == [[True, True], [True, True], [False, False]]
    assert found["a"][2] == datetime(1500, 1, 1) and found["b"][2] == datetime(2300, 1, 1)
    given = "'infinity', '0044-03-15 BC', '10000-01-01', '1500-01-01'"
    odd = f"SELECT d::date AS d FROM unnest(ARRAY[{given}]) AS d"
    assert read(address("postgres"), odd)["d"].isna().tolist() == [True, True, True, False]


def test_a_moment_with_a_zone_is_what_the_clock_there_shows(address):
    asked = "SELECT timestamptz '2026-01-01 10:00:00.5+07' AS t"
    with opened(address("postgres"), 60) as db:
        for zone, hour in (("UTC", 3), ("Asia/Jakarta", 10), ("Asia/Kolkata", 8)):
            db.exec_driver_sql(f"SET timezone TO '{zone}'")
            db.exec_driver_sql("SET DateStyle TO 'SQL, DMY'")
            assert rows_of(db, asked)["t"][0].hour == hour


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_are_read_as_text_or_refused(address, kind):
    binary = "bytea" if kind == "postgres" else "blob"
    url = done(address(kind), f"CREATE TABLE t (a {binary})")
    good, bad = "é".encode(), b"\xff\xfe"
    as_bytes = {"postgres": "'\\x{}'", "mariadb": "X'{}'", "sqlite": "X'{}'"}[kind]
    done(url, f"INSERT INTO t VALUES ({as_bytes.format(good.hex())}), (NULL)")
    assert read(url, "SELECT a FROM t")["a"].tolist() == ["é", None]
    done(url, f"INSERT INTO t VALUES ({as_bytes.format(bad.hex())})")
    with pytest.raises(UnicodeDecodeError):
        read(url, "SELECT a FROM t")


def test_the_rarer_types_are_numbers_or_texts(address):
    maria = done(
        address("mariadb"), "CREATE TABLE t (a bit(9), b year, c time, d bigint unsigned, e uuid)"
    )
    key = "123e4567-e89b-12d3-a456-426614174000"
    done(
        maria,
        f"INSERT INTO t VALUES (b'100000001', 2026, '10:00:00', 18446744073709551615, '{key}')",
    )
    found = read(maria, "SELECT t.*, 1 AS a FROM t")
    assert found.iloc[0].tolist() == [257, 2026, "10:00:00", 2.0**64, key, 1]
    numbers = "float8 'NaN' AS d, float8 '-Infinity' AS d"
    asked = f"SELECT uuid '{key}' AS a, time '10:00' AS b, ARRAY['x\\y'] AS c, {numbers}"
    first = read(address("postgres"), asked).iloc[0].tolist()
    assert first[:3] == [key, "10:00:00", '{"x\\\\y"}'] and np.isnan(first[3])
    assert first[4] == -np.inf


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_driver_says_comes_out_as_sqlalchemys_error(address, kind):
    url = done(address(kind), "CREATE TABLE somewhere (a integer)")
    with opened(url, 60) as db, pytest.raises(DBAPIError, match="nowhere"):
        rows_of(db, "SELECT secret FROM nowhere WHERE x = :x", {"x": "SANDI"})


@pytest.mark.parametrize(
    ("kind", "sleep"), [("mariadb", "SLEEP(20)"), ("postgres", "pg_sleep(20)")]
)
def test_the_limit_of_the_connection_holds(address, kind, sleep):
    with (
        pytest.raises(SourceUnreachable, match="tidak menjawab dalam 1 detik"),
        opened(address(kind), 1) as db,
    ):
        rows_of(db, f"SELECT {sleep} AS a")


MANY = {
    "mariadb": "SELECT seq, REPEAT('x', 50) AS words FROM seq_1_to_3000000",
    "postgres": "SELECT seq, repeat('x', 50) AS words FROM generate_series(1, 3000000) AS g(seq)",
}


@pytest.mark.parametrize("kind", SERVERS)
def test_a_reader_who_stops_early_is_not_kept(address, kind):
    started = datetime.now()
    with opened(address(kind), 60) as db:
        for piece in pieces(db, MANY[kind], size=100):
            assert len(piece) == 100
            break
    with opened(address(kind), 60) as db:
        kept = pieces(db, MANY[kind], size=100)
        next(kept)
        kept.close()
        db.rollback()
        assert rows_of(db, "SELECT 1 AS a")["a"].tolist() == [1]
    assert datetime.now() - started < timedelta(seconds=5)


@pytest.mark.parametrize("kind", SERVERS)
@pytest.mark.filterwarnings("ignore:Previous unbuffered result")
def test_a_second_statement_meanwhile_raises_and_never_waits(address, kind):
    with opened(address(kind), 60) as db:
        reading = pieces(db, MANY[kind].replace("3000000", "30000"), size=100)
        next(reading)
        with pytest.raises(DBAPIError):
            rows_of(db, "SELECT 1 AS a")
            list(reading)
        reading.close()


@pytest.mark.filterwarnings("ignore:Previous unbuffered result")
@pytest.mark.parametrize("kind", SERVERS)
def test_a_connection_can_be_left_while_a_piece_is_held(address, kind):
    said = pytest.raises(DBAPIError) if kind == "postgres" else nullcontext()
    with said, opened(address(kind), 60) as db:
        reading = pieces(db, MANY[kind].replace("3000000", "30000"), size=100)
        next(reading)
    reading.close()


@pytest.mark.parametrize("kind", SERVERS)
def test_a_connection_that_dies_halfway_raises(address, kind):
    url = address(kind)
    own = "CONNECTION_ID()" if kind == "mariadb" else "pg_backend_pid()"
    with opened(url, 60) as db:
        number = int(rows_of(db, f"SELECT {own} AS a")["a"][0])
        reading = pieces(db, MANY[kind], size=1000)
        next(reading)
        kill = f"KILL {number}" if kind == "mariadb" else f"SELECT pg_terminate_backend({number})"
        done(url, kill)
        with pytest.raises(DBAPIError) as caught:
            list(reading)
        assert caught.value.connection_invalidated
