"""Every system's stand-in: its connector finds the known truth, on every kind of server we have."""

import dataclasses

import pandas as pd
import pytest
from pulling import TODAY, pulled

import connectors
from dashboard import demo

SCALE = 0.002
SERVERS = {"mysql": ["mariadb"], "postgresql": ["postgres"], "oracle": [], "mssql": []}


def kinds(source):
    """Where a stand-in is tried: the form it is shown in, and real servers.

    A .toml's query is written in its own DBMS's words; the others are written once for all."""
    if source.dbms in ("files", "service"):
        return ["own"]
    return ["own", *(SERVERS[source.dbms] if source.query else ("mariadb", "postgres"))]


CASES = [(code, kind) for code in demo.SYSTEMS for kind in kinds(connectors.sources()[code])]


def ready(truth, source):
    columns = [*connectors.KEY, "value"]
    return connectors.check(truth, source)[columns]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("simulasi")
    truths = {}

    def make(code):
        if code not in truths:
            truths[code] = demo.make(folder, connectors.sources()[code], TODAY, SCALE)
        return demo.address(folder, code), truths[code]

    return make


@pytest.mark.parametrize(("code", "kind"), CASES)
def test_the_known_truth_is_found_to_the_last_rupiah_and_person(code, kind, made, request):
    source = connectors.sources()[code]
    if kind == "own":
        address, truth = made(code)
    else:
        address, truth = served(source, request.getfixturevalue(f"{kind}_server"))
        source = dataclasses.replace(source, yearly=False)
    frame, truth = pulled(source, address), ready(truth, source)
    pd.testing.assert_frame_equal(frame[truth.columns], truth, rtol=1e-9)
    assert set(truth["indicator"]) >= {entry.code for entry in source.indicators}


def served(source, server):
    """The stand-in on a real server; of one with a database a year, that of its last year."""
    module = demo.generator(source.code)
    if source.yearly:
        content, truth = module.draw(source.last_year or TODAY.year, TODAY)
    else:
        content, truth = module.draw(TODAY, SCALE)
    url = server.fresh(source.code)
    demo.fill(url, module.metadata, content)
    return server.reader(url), truth


@pytest.mark.parametrize("code", demo.SYSTEMS)
def test_the_same_day_gives_the_same_stand_in(code, made, tmp_path):
    source = connectors.sources()[code]
    address, truth = made(code)
    pd.testing.assert_frame_equal(demo.make(tmp_path, source, TODAY, SCALE), truth)
    again = pulled(source, demo.address(tmp_path, code))
    pd.testing.assert_frame_equal(again, pulled(source, address))


@pytest.mark.parametrize("code", demo.SYSTEMS)
def test_no_person_is_in_what_a_connector_gives(code, made):
    frame = pulled(connectors.sources()[code], made(code)[0])
    for column in ("reference", "publication", "note"):
        assert not frame[column].str.contains(r"\d{15,}").any()
