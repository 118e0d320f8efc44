"""Private servers for the tests, on free loopback ports: of databases, and of the dashboard."""

import atexit
import itertools
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

import connectors
from connectors._contract import Dbms

HOST = "127.0.0.1"
ROOT = Path(__file__).parent.parent
START_S = 60


class Server:
    """A database server that lives as long as the test session."""

    account = ""  # the system account it runs as, when we are root: PostgreSQL refuses root
    first = ""  # the database that is there from the start
    end = signal.SIGKILL  # ends it at once and leaves nothing outside its folder
    host = HOST
    tls = False  # whether the folder holds server.crt and server.key to be used

    def __init__(
        self, certificate: tuple[bytes, bytes] | None = None, *, beside: bool = False
    ) -> None:
        """`certificate`: the server's certificate and key, in PEM, for a server with TLS.

        A server `beside` the others listens on 127.0.0.2 too, which counts as another machine.
        """
        self.hosts = f"{HOST},127.0.0.2" if certificate or beside else HOST
        # A short name directly under /tmp: a Unix socket's path may have 107 letters.
        self.folder = Path(tempfile.mkdtemp(prefix="uji-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.process: subprocess.Popen[bytes] | None = None
        self.numbers = itertools.count(1)
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)  # the last one goes first
        atexit.register(self.stop)
        if os.geteuid() == 0:
            entry = pwd.getpwnam(self.account)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        self.prepare()
        if certificate:
            self.certify(*certificate)
        self.port = free_port()  # as late as can be, and the same again after a stop
        self.start()

    def certify(self, certificate: bytes, key: bytes) -> None:
        """Put the server's certificate and key where it finds them when it starts."""
        self.tls = True
        for name, text in (("server.crt", certificate), ("server.key", key)):
            path = self.folder / name
            path.write_bytes(text)
            path.chmod(0o600)
            if os.geteuid() == 0:
                entry = pwd.getpwnam(self.account)
                os.chown(path, entry.pw_uid, entry.pw_gid)

    def prepare(self) -> None:
        """Make the server's data folder."""
        raise NotImplementedError

    def command(self) -> list[str]:
        """The command that runs the server in the foreground."""
        raise NotImplementedError

    def url(self, database: str) -> str:
        """The address of a database on this server, for SQLAlchemy."""
        raise NotImplementedError

    def run(self, command: list[str]) -> None:
        """Run a command as the server's account, to its end."""
        words = self.as_account(command)
        done = subprocess.run(words, cwd=self.folder, capture_output=True, check=False)
        if done.returncode:
            said = (done.stdout + done.stderr).decode(errors="replace")
            raise RuntimeError(f"{command[0]}: {said[-2000:]}")

    def as_account(self, command: list[str]) -> list[str]:
        """`command` as the server's account, ended by the kernel should we be killed.

        The kernel looks at the thread that started it, so start a server in the main thread.
        """
        account = [f"--reuid={self.account}", f"--regid={self.account}", "--init-groups"]
        change = account if os.geteuid() == 0 else []
        return ["setpriv", f"--pdeathsig={self.end.name}", *change, "--", *command]

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            words = self.as_account(self.command())
            # A session of its own: Ctrl-C reaches only us, and then we end it.
            self.process = subprocess.Popen(
                words, cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + START_S
        said = ""
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.execute("SELECT 1")
                return
            except OperationalError as error:
                said = str(error.orig)
                time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"{said}\n{(self.folder / 'log').read_text()[-2000:]}")

    def stop(self) -> None:
        """End the server at once, as a power cut would; what was committed stays for `start()`."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.end)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def execute(self, *statements: str, url: str = "") -> None:
        """Run statements as the server's owner, outside any transaction; in `url`'s database."""
        engine = create_engine(url or self.url(self.first), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as db:
                for statement in statements:
                    db.exec_driver_sql(statement.replace("%", "%%"))
        finally:
            engine.dispose()

    def reader(self, url: str) -> str:
        """The same database as `url`, for an account that may only read, made by `grants()`."""
        there = make_url(url)
        dbms: Dbms = "postgresql" if there.get_backend_name() == "postgresql" else "mysql"
        account = f"baca_{next(self.numbers)}"
        statements = connectors.grants(dbms, there.database or "", account)
        self.execute(*(each.replace("SANDI-BARU", "rahasia-uji") for each in statements), url=url)
        return there.set(username=account, password="rahasia-uji").render_as_string(
            hide_password=False
        )

    def fresh(self, name: str) -> str:
        """The address of a new, empty database whose name begins with `name`."""
        database = f"{re.sub(r'[^a-z0-9]', '_', name.lower())[:40]}_{next(self.numbers)}"
        self.execute(f"CREATE DATABASE {database}")
        return self.url(database)


class MariaDB(Server):
    """MariaDB that never waits for the disk: nothing here outlives the session."""

    account, first = "mysql", "mysql"

    def prepare(self) -> None:
        """Make the system tables, with an account that has a password."""
        words = ["--no-defaults", "--skip-test-db", "--skip-name-resolve"]
        self.run([_program("mariadb-install-db"), *words, f"--datadir={self.folder}/data"])
        statements = [  # each on a line of its own: MariaDB reads the file by lines
            "CREATE USER IF NOT EXISTS uji@'%' IDENTIFIED BY 'uji';",
            "GRANT ALL ON *.* TO uji@'%' WITH GRANT OPTION;",
            "DELETE FROM mysql.global_priv WHERE User = '';",
            "FLUSH PRIVILEGES;",
        ]
        (self.folder / "init.sql").write_text("\n".join(statements) + "\n")

    def command(self) -> list[str]:
        """The server, on loopback only."""
        keys = [f"--ssl-cert={self.folder}/server.crt", f"--ssl-key={self.folder}/server.key"]
        return [
            _program("mariadbd"),
            "--no-defaults",
            f"--datadir={self.folder}/data",
            f"--socket={self.folder}/s",
            f"--pid-file={self.folder}/pid",
            f"--init-file={self.folder}/init.sql",
            f"--bind-address={self.hosts}",
            f"--port={self.port}",
            "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=2",  # no fsync; 0 would lose the last second
            "--innodb-buffer-pool-size=64M",
            "--character-set-server=utf8mb4",
            *(keys if self.tls else []),
        ]

    def url(self, database: str) -> str:
        """The address for pymysql."""
        return f"mysql+pymysql://uji:uji@{HOST}:{self.port}/{database}?charset=utf8mb4"


class PostgreSQL(Server):
    """PostgreSQL that never waits for the disk: nothing here outlives the session."""

    account, first = "postgres", "postgres"
    end = signal.SIGQUIT  # «immediate»; SIGKILL would leave its shared memory in /dev/shm

    def prepare(self) -> None:
        """Make the cluster, with a password."""
        secret = self.folder / "secret"
        secret.write_text("uji")
        place = ["-D", "data", "-U", "uji", f"--pwfile={secret}", "--auth=scram-sha-256"]
        words = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        self.run([f"{_newest_postgres()}/initdb", *place, *words])

    def command(self) -> list[str]:
        """The server, on loopback only."""
        place = ["-D", "data", "-k", str(self.folder), "-h", self.hosts, "-p", str(self.port)]
        options = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "timezone=UTC"]
        if self.tls:
            files = [f"{self.folder}/server.crt", f"{self.folder}/server.key"]
            options += ["-c", "ssl=on", "-c", f"ssl_cert_file={files[0]}"]
            options += ["-c", f"ssl_key_file={files[1]}"]
        return [f"{_newest_postgres()}/postgres", *place, *options]

    def url(self, database: str) -> str:
        """The address for psycopg."""
        return f"postgresql+psycopg://uji:uji@{HOST}:{self.port}/{database}"


def _program(name: str) -> str:
    """Where a program is, also for an account whose PATH leaves /usr/sbin out."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin") or name


def _newest_postgres() -> Path:
    """Debian's own folder of the newest server; a folder without initdb is only a client."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in found), key=lambda path: float(path.parent.name))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def dashboard_of(**environ):
    """A dashboard, served as an operator serves it, with these settings: its address."""
    port = free_port()
    settings = {"PATH": os.environ["PATH"], "DASHBOARD_PORT": str(port), **environ}
    command = [sys.executable, "-m", "dashboard", "serve"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=settings, stdout=pipe, text=True) as served:
        assert "http://" in served.stdout.readline()
        yield f"http://127.0.0.1:{port}"
        served.terminate()
        assert served.wait(30) == 0
