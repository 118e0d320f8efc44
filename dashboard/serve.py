"""Serves the pages with gunicorn, and keeps exactly one timer beside it.

The timer is this process; gunicorn, each refresh, each verification and each brief are its
children. However many workers and hosts there are, each is done once: its turn is claimed in the
store. A brief does not wait for a refresh that takes long.
"""

import logging
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import FrameType

from sqlalchemy import Connection

from dashboard import clock, refresh, store, verification, weekly
from dashboard.settings import Settings

log = logging.getLogger(__name__)

ROOT = Path(__file__).parent.parent
TICK_S = 5.0
READY_S = 60.0


class CannotServe(Exception):
    """The pages cannot be served; the sentence says why and what to do."""


def serve(settings: Settings, say: Callable[[str], None]) -> int:
    """Serve until SIGTERM or SIGINT; return gunicorn's exit status. Raises CannotServe."""
    _free(settings)
    stopping = Stopping()  # before there is a child that a signal could leave behind
    web = subprocess.Popen(gunicorn(settings), cwd=ROOT)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        if not _ready(settings, web, stopping):
            return 0
        say(f"Dasbor siap di http://{settings.host}:{settings.port} (Ctrl+C untuk berhenti)")
        while web.poll() is None and not stopping.asked:
            _start_due(settings, children)
            stopping.wait(TICK_S)
    finally:
        for process in (*children.values(), web):
            if process.poll() is None:
                process.terminate()
                process.wait(30)
    return 0 if stopping.asked else int(web.returncode)


def gunicorn(settings: Settings) -> list[str]:
    """The command that serves the pages. Threads, because a viewer on a slow link is slow."""
    return [
        sys.executable,
        *("-m", "gunicorn", "app:server"),
        *("--bind", f"{settings.host}:{settings.port}"),
        *("--workers", str(settings.workers), "--threads", "8", "--preload"),
        *("--log-level", "warning"),
    ]


class Stopping:
    """Whether a signal has asked us to end."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    def wait(self, seconds: float) -> None:
        """Wait, but end as soon as a signal asks."""
        until = time.monotonic() + seconds
        while not self.asked and time.monotonic() < until:
            time.sleep(0.2)


def _start_due(settings: Settings, children: dict[str, "subprocess.Popen[bytes]"]) -> None:
    """Start what is due and not at work: a refresh, else a verification; and beside it a brief.
    Each is a process of its own: what it needs, it gives back."""
    free = [lane for lane in LANES if lane not in children or children[lane].poll() is not None]
    if not free:
        return
    now = clock.now()
    try:
        with store.reading(settings.store_url) as db:
            commands = [command for lane in free if (command := LANES[lane](db, settings, now))]
    except (store.StoreUnusable, verification.CannotVerify) as error:
        log.error("%s", error)
        return
    for command in commands:
        whole = [sys.executable, "-m", "dashboard", command, "--due"]
        lane = "paper" if command == "brief" else "data"
        children[lane] = subprocess.Popen(whole, cwd=ROOT, stdout=subprocess.DEVNULL)


def _data(db: Connection, settings: Settings, now: datetime) -> str:
    # By no name: a .toml that broke meanwhile must not stop the others.
    if refresh.waiting(db, settings, now):
        return "refresh"
    return "verify" if verification.waiting(db, settings, now) else ""


def _paper(db: Connection, _settings: Settings, now: datetime) -> str:
    return "brief" if weekly.waiting(db, now) else ""


LANES = {"data": _data, "paper": _paper}


def _free(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise CannotServe(
                f"Alamat {settings.host}:{settings.port} tidak dapat dipakai, mungkin dasbor lain "
                "sedang berjalan. Hentikan, atau pilih lain: DASHBOARD_PORT=8051 make run"
            ) from error


def _ready(settings: Settings, web: "subprocess.Popen[bytes]", stopping: Stopping) -> bool:
    """Wait until the pages answer; False when a signal asks to end before."""
    address = f"http://{settings.host}:{settings.port}/healthz"
    until = time.monotonic() + READY_S
    while time.monotonic() < until and web.poll() is None:
        if stopping.asked:
            return False
        try:
            with urllib.request.urlopen(address, timeout=2):
                return True
        except urllib.error.HTTPError:
            return True  # it answers, if only to say that the store cannot be read
        except OSError:
            time.sleep(0.1)
    raise CannotServe("Peladen halaman tidak mau mulai; lihat pesan di atas")
