"""The end of waiting: a door that does not open, and a query that does not end.

A driver's own limits leave gaps (a name look-up has none, Oracle's thin driver waits for ever on a
listener that says nothing), so connecting is done in a thread that may be left behind, and what
runs is cancelled from another. A cancel takes at most one connection more, and only then.

Tried on MariaDB, PostgreSQL and SQLite; Oracle's and SQL Server's as their drivers document them.
"""

import contextlib
import socket
import threading
from collections.abc import Callable
from itertools import chain, repeat
from typing import Any

from sqlalchemy import Dialect

from connectors._contract import Source, SourceChanged, SourceUnreachable
from connectors._faults import LATER, too_slow

CONNECT_S = 10  # a server that has not answered the door by then is down, for today's purpose
STEP_S = 0.25  # a cancelled query that has not ended by then is told so less politely
Cancel = Callable[["Watch"], None]


class Watch:
    """Ends what one connection does at the source's limit, counted from here on."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.fired = False
        self.raw: Any = None
        self.again: Callable[[], Any] = lambda: None
        self.dialect = ""
        self.done = threading.Event()
        threading.Thread(target=self._wait, name=f"limit-{source.code}", daemon=True).start()

    def connect(self, dialect: Dialect, _: Any, words: list[Any], named: dict[str, Any]) -> Any:
        """SQLAlchemy's `do_connect`: the driver's connection, or SourceUnreachable in time."""
        self.dialect = dialect.name
        self.again = lambda: dialect.loaded_dbapi.connect(*words, **named | BRIEF)
        seconds = min(CONNECT_S, self.source.limit_s)
        try:
            self.raw = _within(seconds, lambda: dialect.connect(*words, **named), self.source)
        except (AttributeError, LookupError, TypeError, ValueError):
            # How drivers written in Python take an option that they do not know.
            raise SourceChanged(
                f"{self.source.code}: pilihan sesudah tanda ? dalam {self.source.database} tidak "
                "dikenal driver; periksa ejaannya"
            ) from None
        return self.raw

    def end(self) -> None:
        """Stop watching. Raises SourceUnreachable when the limit had come: what was read since is
        not all of it (MySQL's SLEEP() returns as if nothing had been when it is killed)."""
        self.done.set()
        if self.fired:
            raise too_slow(self.source) from None

    def _wait(self) -> None:
        if self.done.wait(self.source.limit_s):
            return
        self.fired = True
        steps = CANCELS.get(self.dialect, [])
        for step in chain(steps, repeat(steps[-1] if steps else _nothing)):
            # Whatever a step meets (a server that is gone, a driver's own lock), the next is ruder.
            with contextlib.suppress(Exception):
                step(self)
            if self.done.wait(STEP_S):
                return


def _within(seconds: float, work: Callable[[], Any], source: Source) -> Any:
    """What `work` gives, if it does so in time; a connection that comes too late is closed."""
    gone = threading.Event()
    turn = threading.Lock()
    outcome: list[Any] = []
    fault: list[BaseException] = []

    def run() -> None:
        try:
            found = work()
        except BaseException as error:  # noqa: BLE001 - carried over and raised by who waits
            fault.append(error)
        else:
            with turn:
                outcome.append(found)
                if gone.is_set():
                    found.close()

    thread = threading.Thread(target=run, name=f"connect-{source.code}", daemon=True)
    thread.start()
    thread.join(seconds)
    if fault:
        raise fault[0]
    with turn:
        if outcome:
            return outcome[0]
        gone.set()
    raise SourceUnreachable(
        f"{source.code}: {source.system} tidak membuka sambungan dalam {seconds:g} detik; {LATER}. "
        "Periksa alamat, firewall, dan server bila berulang"
    )


BRIEF = {"connect_timeout": 2, "read_timeout": 2}  # of pymysql, the only one connected to twice


def _nothing(watch: Watch) -> None:
    """A step that waits; before there is a connection, `_within` is what ends the wait."""


def _interrupt(watch: Watch) -> None:
    watch.raw.interrupt()


def _cancel(watch: Watch) -> None:
    watch.raw.cancel()  # oracledb: a break to the server; the next call goes on as usual


def _cancel_safe(watch: Watch) -> None:
    watch.raw.cancel_safe(timeout=2 * STEP_S)  # libpq 17+ sends it over TLS as well


def _cancel_cursors(watch: Watch) -> None:
    for cursor in list(watch.raw._cursors):  # mssql-python gives SQLCancel no public name
        cursor.hstmt._cancel()


def _kill(watch: Watch) -> None:
    """In a thread of its own: a network that has gone silent must not keep the cut waiting."""
    threading.Thread(target=_tell, args=(watch,), name="kill", daemon=True).start()


def _tell(watch: Watch) -> None:
    """An account may always end what is its own, on every MySQL and MariaDB."""
    with contextlib.suppress(Exception):
        second = watch.again()
        try:
            with second.cursor() as cursor:
                cursor.execute(f"KILL QUERY {watch.raw.thread_id():d}")
                if not watch.done.wait(STEP_S):
                    cursor.execute(f"KILL {watch.raw.thread_id():d}")
        finally:
            second.close()


def _cut(watch: Watch) -> None:
    """Ends our own wait on a silent network; the server ends its side by its own limit."""
    if watch.dialect == "postgresql":
        line = socket.socket(fileno=watch.raw.fileno())
        try:
            line.shutdown(socket.SHUT_RDWR)
        finally:
            line.detach()  # libpq closes it
    else:
        watch.raw._sock.shutdown(socket.SHUT_RDWR)


CANCELS: dict[str, list[Cancel]] = {
    "sqlite": [_interrupt],
    "postgresql": [_cancel_safe, _cut],
    "mysql": [_kill, _nothing, _cut],
    "mariadb": [_kill, _nothing, _cut],
    "oracle": [_cancel],
    "mssql": [_cancel_cursors],
}
