"""Faults × kinds of source, injected: whatever happens to some, all others come in fresh."""

import dataclasses
import http.server
import json
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from functools import cache

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from openpyxl import Workbook
from proxy import Proxy
from sqlalchemy import create_engine, text

import connectors
from connectors import source_of
from dashboard import clock, store
from dashboard.refresh import refresh
from dashboard.settings import settings

KINDS = {"mysql": "mysql", "postgresql": "postgresql", "oracle": "oracle", "files": "files",
         "service": "service"}  # fmt: skip
LINE = ("hang", "refuse", "reset")  # what can happen to a line
ROWS = ("empty", "ten times", "future", "twice", "type", "column")  # what can happen to rows
FAULTS = {
    "mysql": (*LINE, *ROWS),
    "postgresql": (*LINE, *ROWS),
    "oracle": (*ROWS, "encoding"),  # read from its stand-in in SQLite: no server of it here
    "files": (*ROWS, "refuse", "half", "encoding"),
    "service": (*LINE, *ROWS, "half", "encoding"),
}
CASES = [(kind, fault) for kind, faults in FAULTS.items() for fault in faults]
HELD = ("empty", "ten times")
NAMES = ["kode", "wilayah", "bulan", "harga"]
AREAS = ["35.22", *(area.code for area in connectors.children("35.22"))]
LIMIT_S = 3  # a busy machine needs more than one for a good answer


def declared(kind):
    facts = {
        "title": kind,
        "owner": "2.17",
        "system": f"Sistem {kind}",
        "dbms": kind,
        "refresh": "daily",
        "rows_min": 1,
        "limit_s": LIMIT_S if kind in ("mysql", "postgresql", "service") else 30,
        "database": f"{kind.upper()}_PLACE",
        "columns": dict(zip(("indicator", "area", "period", "value"), NAMES, strict=True)),
    }
    if kind in ("mysql", "postgresql", "oracle"):
        facts["query"] = [f"SELECT {', '.join(NAMES)} FROM pasar"]
    if kind == "service":
        facts["service"] = {"rows": "data", "path": "harga"}
    entry = {"title": kind, "unit": "Rp", "frequency": "month", "better": "lower",
             "range": [0, 99_999], "source_code": "BRS"}  # fmt: skip
    return source_of(kind, facts | {"indicator": {f"price_{kind}": entry}})


SOURCES = {kind: declared(kind) for kind in KINDS}


def rows(fault, months=24):
    """What the agency's table holds, good or with the fault."""
    if fault == "empty":
        return []
    if fault == "ten times":
        return rows("", months * 10)
    first = pd.Timestamp(2026, 11, 1) - pd.DateOffset(months=months)
    days = [f"{day:%Y-%m-%d}" for day in pd.date_range(first, periods=months, freq="MS")]
    found = [("BRS", area, day, str(9_000 + n)) for n, day in enumerate(days) for area in AREAS]
    found += {
        "future": [("BRS", "35.22", "2126-01-01", "9000")],
        "twice": found[:1],
        "type": [("BRS", "35.22", "2020-01-01", "9.OOO")],
    }.get(fault, [])
    return found


def database(url, fault):
    names = NAMES if fault != "column" else [*NAMES[:3], "tarif"]
    engine = create_engine(url)
    with engine.begin() as db:
        db.execute(text(f"CREATE TABLE pasar ({', '.join(f'{n} VARCHAR(20)' for n in names)})"))
        marks = ", ".join(f":{name}" for name in names)
        if found := rows(fault):
            given = [dict(zip(names, row, strict=True)) for row in found]
            db.execute(text(f"INSERT INTO pasar VALUES ({marks})"), given)
        if fault == "encoding":
            db.exec_driver_sql("UPDATE pasar SET kode = CAST(X'E9E9' AS TEXT)")
    engine.dispose()
    return url


def folder(place, fault):
    place.mkdir()
    if fault == "refuse":
        return place
    if fault == "encoding":
        (place / "a.csv").write_bytes(b"kode,wilayah,bulan,harga\nBRS,35.22,2026-01,\xe9\n")
        return place
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Harga")
    sheet.append(NAMES if fault != "column" else [*NAMES[:3], "tarif"])
    for row in rows(fault):
        sheet.append(row)
    book.save(place / "a.xlsx")
    if fault == "half":
        content = (place / "a.xlsx").read_bytes()
        (place / "a.xlsx").write_bytes(content[: len(content) // 2])
    return place


class Answering(http.server.ThreadingHTTPServer):
    """A web service with one fault."""

    daemon_threads = True

    def __init__(self, fault):
        names = NAMES if fault != "column" else [*NAMES[:3], "tarif"]
        data = [dict(zip(names, row, strict=True)) for row in rows(fault)]
        self.fault, self.body = fault, json.dumps({"data": data}).encode()
        if fault == "encoding":
            self.body = self.body.replace(b"BRS", b"\xe9", 1)
        super().__init__(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A line that the client has cut is what some of these tests are about."""


class Answer(http.server.BaseHTTPRequestHandler):
    """One answer of it."""

    def do_GET(self):
        body, fault = self.server.body, self.server.fault
        if fault == "hang":
            time.sleep(5)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if fault not in ("reset", "half") else body[: len(body) // 2])

    def log_message(self, *_):
        """Silence."""


@pytest.fixture(scope="module")
def agency(tmp_path_factory, request):
    """`agency(kind, fault)` is the address of such a source with that fault; "": none."""
    opened = []

    @cache
    def at(kind, fault=""):
        if kind == "files":
            return str(folder(tmp_path_factory.mktemp("berkas") / "f", fault))
        if kind == "oracle":
            place = tmp_path_factory.mktemp("oracle") / "a.db"
            return database(f"sqlite:///{place}", fault)
        if kind == "service":
            if fault == "refuse":
                return "http://127.0.0.1:1"
            opened.append(server := Answering(fault))
            return f"http://127.0.0.1:{server.server_address[1]}"
        server = request.getfixturevalue(
            {"mysql": "mariadb_server", "postgresql": "postgres_server"}[kind]
        )
        url = server.reader(database(server.fresh("alone"), fault))
        if fault not in LINE:
            return url
        opened.append(line := Proxy(url, fault, 0 if fault == "hang" else 20_000))
        return line.url

    yield at
    for each in opened:
        each.server_close() if isinstance(each, Answering) else each.__exit__()


@pytest.fixture
def place(filled, tmp_path):
    """A function that gives the settings of a copy of the filled store, with addresses."""
    shutil.copy(filled, tmp_path)
    found = settings({"DASHBOARD_DATA": str(tmp_path)})

    def where(addresses):
        environ = {SOURCES[kind].database: address for kind, address in addresses.items()}
        return dataclasses.replace(found, environ=environ)

    yield where
    store.engine(found.store_url).dispose()


def known(url):
    """What the store holds: for each source its values, and when its last good refresh ended."""
    with store.reading(url) as db:
        runs = store.last_runs(db).set_index("source")["ok_ended_at"]
        return {
            kind: (list(store.latest(db, f"price_{kind}")["value"]), runs[kind]) for kind in KINDS
        }


def refreshed(found, faults):
    """Refresh every source, some with a fault; each must end as it should, and its data too."""
    before = known(found.store_url)
    outcomes = {each.source: each for each in refresh(list(SOURCES.values()), found)}
    after = known(found.store_url)
    for kind, outcome in outcomes.items():
        values, moment = after[kind]
        assert values == before[kind][0], kind
        if not (fault := faults.get(kind, "")):
            assert outcome.state == "ok", outcome
            assert moment > before[kind][1], kind
            continue
        assert outcome.state == ("held" if fault in HELD else "failed"), outcome
        assert outcome.error.startswith(f"{kind}: "), outcome.error
        assert "kesalahan di dasbor sendiri" not in outcome.error
        assert moment == before[kind][1], kind
    return outcomes


@pytest.fixture(scope="module")
def filled(agency, tmp_path_factory):
    """A store that every source has filled once, as a file."""
    folder = tmp_path_factory.mktemp("filled")
    environ = {SOURCES[kind].database: agency(kind) for kind in KINDS}
    found = settings(environ | {"DASHBOARD_DATA": str(folder)})
    store.upgrade(found.store_url)
    outcomes = refresh(list(SOURCES.values()), found)
    assert {outcome.state for outcome in outcomes} == {"ok"}, outcomes
    store.engine(found.store_url).dispose()
    with closing(sqlite3.connect(folder / "dasbor.db")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "dasbor.db"


@pytest.fixture
def fresh(place, agency):
    """The settings with which every source is well, on a copy of the store they have filled."""
    return place({kind: agency(kind) for kind in KINDS})


@pytest.mark.parametrize(("kind", "fault"), CASES)
def test_a_fault_of_one_source_touches_no_other(place, agency, fresh, kind, fault):
    addresses = {each: agency(each) for each in KINDS} | {kind: agency(kind, fault)}
    begun = clock.now()
    refreshed(place(addresses), {kind: fault})
    assert (clock.now() - begun).total_seconds() < 30


subsets = st.fixed_dictionaries(
    {kind: st.just("") | st.sampled_from(faults) for kind, faults in FAULTS.items()}
)


@examples(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(faults=subsets)
def test_any_of_them_in_any_fault_leave_all_others_fresh(place, agency, fresh, faults):
    refreshed(place({kind: agency(kind, fault) for kind, fault in faults.items()}), faults)


def test_a_source_that_is_well_again_comes_in_by_itself(place, agency, fresh):
    broken = {kind: agency(kind, faults[0]) for kind, faults in FAULTS.items()}
    refreshed(place(broken), {kind: faults[0] for kind, faults in FAULTS.items()})
    refreshed(fresh, {})
