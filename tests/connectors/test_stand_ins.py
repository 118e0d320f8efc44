"""Every system's stand-in: its connector finds the known truth, on every kind of server we have."""

import dataclasses
import json
from datetime import timedelta
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from pulling import TODAY, pulled
from web import WebService, certificate

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


@pytest.fixture(scope="module")
def given(made):
    """`given(code)`: everything that the source gives from its stand-in, pulled once."""
    return cache(lambda code: pulled(connectors.sources()[code], made(code)[0]))


@pytest.fixture(scope="module")
def served(request):
    """`served(code, kind)`: the stand-in on a real server, for a reader, and its truth; of a system
    with a database a year, that of its last year."""

    @cache
    def serve(code, kind):
        source, module = connectors.sources()[code], demo.generator(code)
        server = request.getfixturevalue(f"{kind}_server")
        if source.yearly:
            content, truth = module.draw(source.last_year or TODAY.year, TODAY)
        else:
            content, truth = module.draw(TODAY, SCALE)
        url = server.fresh(code)
        demo.fill(url, module.metadata, content)
        return server.reader(url), truth

    return serve


@pytest.mark.parametrize(("code", "kind"), CASES)
def test_the_known_truth_is_found_to_the_last_rupiah_and_person(code, kind, made, given, served):
    source = connectors.sources()[code]
    if kind == "own":
        frame, truth = given(code), made(code)[1]
    else:
        address, truth = served(code, kind)
        frame = pulled(dataclasses.replace(source, yearly=False), address)
    truth = ready(truth, source)
    pd.testing.assert_frame_equal(frame[truth.columns], truth, rtol=1e-9)
    assert set(truth["indicator"]) >= {entry.code for entry in source.indicators}


RECENT = [
    (code, kind)
    for code, kind in CASES
    if connectors.sources()[code].look_back_days and (kind == "own" or code != "bpkad")
]  # of bpkad a server holds one year, which is never cut
NOTHING = {"oss": {"data": [], "last_page": 1}, "sicantik": {"data": {"data": []}}}


@pytest.fixture
def by_month(tmp_path):
    """A service that gives the saved answers whose name begins with the month that is asked for."""
    files = certificate(tmp_path)
    service = WebService(files)

    def address(source, folder):
        first, page = source.service["windows"][0], source.service.get("page")

        def reply(asked, handler):
            saved = sorted(folder.glob(f"{asked.query[first][:7]}*.json"))
            number = int(asked.query.get(page, 1))
            if len(saved) < number:
                return NOTHING[source.code]
            return json.loads(saved[number - 1].read_text("utf-8"))

        service.reply = reply
        return f"https://:kunci@localhost:{service.port}/?ca={files[0]}"

    yield address
    service.stop()


@pytest.mark.parametrize(("code", "kind"), RECENT)
def test_less_that_is_asked_for_is_the_same_to_the_last_digit(code, kind, made, served, request):
    source = connectors.sources()[code]
    if kind != "own":
        address, _ = served(code, kind)
    elif source.service:
        address = request.getfixturevalue("by_month")(source, Path(made(code)[0]))
        source = dataclasses.replace(source, service=source.service | {"pause_s": 0.0})
    else:
        address, _ = made(code)
    everything = pulled(source, address)
    snapshots = [entry.code for entry in source.indicators if entry.snapshot]
    lasting = everything[~everything["indicator"].isin(snapshots)]
    newest = lasting.loc[lasting["kind"] == "actual", "period"].max()
    cuts = []
    for late in (0, 45, 200, 330):  # days for which the source was not to be reached
        since = connectors.asked_since(source, newest.date() - timedelta(days=late))
        expected = everything[everything["period"] >= pd.Timestamp(since)]
        pd.testing.assert_frame_equal(
            pulled(source, address, since),
            expected.reset_index(drop=True),
            check_exact=True,
            obj=f"{code} {since}",
        )
        cuts.append(len(expected))
    assert 0 < cuts[0] < len(everything)


@pytest.mark.parametrize("code", demo.SYSTEMS)
def test_the_same_day_gives_the_same_stand_in(code, made, given, tmp_path):
    source = connectors.sources()[code]
    pd.testing.assert_frame_equal(demo.make(tmp_path, source, TODAY, SCALE), made(code)[1])
    pd.testing.assert_frame_equal(pulled(source, demo.address(tmp_path, code)), given(code))


@pytest.mark.parametrize("code", demo.SYSTEMS)
def test_no_person_is_in_what_a_connector_gives(code, given):
    frame = given(code)
    for column in ("reference", "publication", "note"):
        assert not frame[column].str.contains(r"\d{15,}").any()
