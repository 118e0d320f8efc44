"""What the tests share: a closed network, private servers, a browser, an empty store."""

import ipaddress
import json
import os
import shutil
import socket

import hypothesis
import pytest
from once import copy, once
from servers import MariaDB, PostgreSQL, dashboard_of
from terminal import run

from dashboard import clock, store

# Two workers share the machine: how long one example takes says nothing. Speed is `make bench`'s.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")
# As app.py does for the pages: threads of linear algebra spin for one another on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BROWSER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The browser is a process of its own, so the guard below does not reach it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@pytest.fixture(autouse=True, scope="session")
def closed_network():
    """No test reaches beyond this machine. (libpq connects in C, which is not asked.)"""
    guarded = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def closed(real):
        def connect(self, address):
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
                raise RuntimeError(f"uji tidak boleh keluar dari mesin ini: {address[0]}")
            return real(self, address)

        return connect

    with pytest.MonkeyPatch.context() as patch:
        for name, real in guarded.items():
            patch.setattr(socket.socket, name, closed(real))
        yield


def _is_here(host):
    if host in ("", "localhost", "0.0.0.0", "::"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def mariadb_server():
    """A private MariaDB server, started when a test first asks: .host .port .stop() .start()."""
    server = MariaDB()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_server():
    """A private PostgreSQL server, started when a test first asks: .host .port .stop() .start()."""
    server = PostgreSQL()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def mariadb_url(mariadb_server):
    """`mariadb_url(name)` is the address of a fresh, empty MariaDB database."""
    return mariadb_server.fresh


@pytest.fixture(scope="session")
def postgres_url(postgres_server):
    """`postgres_url(name)` is the address of a fresh, empty PostgreSQL database."""
    return postgres_server.fresh


@pytest.fixture
def store_url(request, tmp_path):
    """The address of an empty store: SQLite, or `parametrize("store_url", …, indirect=True)`."""
    if getattr(request, "param", "sqlite") == "postgresql":
        return request.getfixturevalue("postgres_url")("store")
    return f"sqlite:///{tmp_path / 'store.db'}"


# Here: fresh_store, full_store, app.


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, one for the whole run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        started = playwright.chromium.launch(executable_path=program, args=BROWSER)
        yield started
        started.close()


@pytest.fixture
def page(browser):
    """An empty page in a context of its own: no cookie and no cache of another test."""
    context = browser.new_context()
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def kept_page(browser):
    """`kept_page()`: the one page of `visitor`; another one should it have crashed."""
    pages = []

    def made():
        context = browser.new_context()
        page = context.new_page()
        page.asked, page.faults, page.crashed = [], [], False
        page.devtools = context.new_cdp_session(page)
        page.on("crash", lambda page: setattr(page, "crashed", True))
        page.on("request", lambda asked: page.asked.append(asked.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "console",
            lambda said: (
                page.faults.append(said.text)
                if said.type == "error" and "404" not in said.text
                else None
            ),
        )
        return page

    def page():
        if not pages or pages[-1].crashed:
            pages.append(made())
        fresh = pages[-1]
        place = {"origin": "/".join(fresh.url.split("/")[:3]), "storageTypes": "all"}
        fresh.goto("about:blank")  # ends what the test before has left going on
        if place["origin"].startswith("http"):
            fresh.devtools.send("Storage.clearDataForOrigin", place)  # not the bundles
        fresh.mouse.move(-1, -1)  # rests on nothing
        fresh.emulate_media(media="null", color_scheme="light", reduced_motion="no-preference")
        fresh.set_viewport_size({"width": 1280, "height": 720})
        fresh.asked.clear()
        fresh.faults.clear()
        return fresh

    yield page
    for each in pages:
        each.context.close()


@pytest.fixture
def visitor(kept_page):
    """The page of a visitor who has been here before, for tests that only look: it has the bundles
    in memory, and opens an address in a quarter of the time of `page`. Nothing else is left of the
    test before.

    `asked`: the addresses it has asked for; `faults`: the errors on its console.
    """
    return kept_page()


@pytest.fixture(scope="session")
def operated(tmp_path_factory):
    """Folder `data` with small stand-ins and a store filled from every source, as an operator makes
    one; `said.json` is what each command said, with its status. Only to be read."""

    def make(folder):
        environ = {"DASHBOARD_DATA": str(folder / "data"), "DASHBOARD_DEMO": "1"}
        until, said = str(clock.today(clock.now())), {}
        for words in (
            ("demo", "--scale", "0.002", "--until", until),
            ("refresh",),
            ("verify",),
            ("brief", "--due"),
            ("brief", "--area", "35.22.15", "--out", str(folder / "kecamatan.pdf")),
        ):
            done = run(*words, **environ)
            assert done.returncode == 0, done.stdout + done.stderr
            said[words[0]] = done.stdout
        (folder / "said.json").write_text(json.dumps(said), "utf-8")

    return once(tmp_path_factory, "operated", make)


@pytest.fixture(scope="session")
def data(operated, tmp_path_factory):
    """A data folder with small stand-ins and a store filled from every source."""
    return copy(operated / "data", tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def wired(data):
    """The Dash app, made once for the whole session: a second in one process would be empty."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(data))
        patch.setenv("DASHBOARD_DEMO", "1")
        import app as made
    return made.app


@pytest.fixture
def app(wired, data, monkeypatch):
    """The Dash app on the filled store; other tests of this worker see nothing of its settings."""
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.setenv("DASHBOARD_DEMO", "1")
    return wired


@pytest.fixture
def client(app):
    """A client of the app's server."""
    return app.server.test_client()


@pytest.fixture
def empty_store(app, tmp_path, monkeypatch):
    """The app on a store without any observation."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    store.upgrade()


@pytest.fixture
def broken_store(app, tmp_path, monkeypatch):
    """The app on a store that cannot be read."""
    monkeypatch.setenv("DASHBOARD_STORE_URL", f"sqlite:///{tmp_path / 'none.db'}")


@pytest.fixture(scope="session")
def site(data):
    """The address of the dashboard, served as an operator serves it; each page is reckoned once."""
    environ = {"DASHBOARD_DATA": str(data), "DASHBOARD_DEMO": "1", "DASHBOARD_WORKERS": "1"}
    with dashboard_of(**environ) as address:
        yield address
