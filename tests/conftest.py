"""What the tests share: private servers, a closed network, the app, a browser."""

import shutil
import socket

import pytest
from servers import MariaDB, PostgreSQL

LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}
BROWSER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(autouse=True, scope="session")
def closed_network():
    """No test reaches beyond this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise RuntimeError(f"uji tidak boleh keluar dari mesin ini: {address[0]}")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture(scope="session")
def mariadb_server():
    """A private MariaDB server, started when a test first asks."""
    server = MariaDB()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def postgres_server():
    """A private PostgreSQL server, started when a test first asks."""
    server = PostgreSQL()
    yield server
    server.remove()


@pytest.fixture
def mariadb_url(mariadb_server):
    """`mariadb_url(name)` is the address of a fresh, empty MariaDB database."""
    return mariadb_server.fresh


@pytest.fixture
def postgres_url(postgres_server):
    """`postgres_url(name)` is the address of a fresh, empty PostgreSQL database."""
    return postgres_server.fresh


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER)
        yield started
        started.close()
