"""Private database servers for the tests: on free loopback ports, in a temporary folder."""

import atexit
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

START_S = 60


class Server:
    """A database server that lives as long as the test session."""

    account = ""  # the system account it runs as, when we are root
    scheme = ""

    def __init__(self) -> None:
        # A short name directly under /tmp: a Unix socket's path may have 107 letters.
        self.folder = Path(tempfile.mkdtemp(prefix="uji-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.numbers = itertools.count(1)
        if os.geteuid() == 0:
            entry = pwd.getpwnam(self.account)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        atexit.register(self.remove)
        self.prepare()
        self.start()

    def prepare(self) -> None:
        """Make the server's data folder."""
        raise NotImplementedError

    def command(self) -> list[str]:
        """The command that runs the server in the foreground."""
        raise NotImplementedError

    def run(self, command: list[str]) -> None:
        """Run a command as the server's account."""
        done = subprocess.run(self.as_account(command), capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stderr.decode()[-2000:]}")

    def as_account(self, command: list[str]) -> list[str]:
        """`command` as the server's account: PostgreSQL refuses to run as root."""
        return ["runuser", "-u", self.account, "--", *command] if os.geteuid() == 0 else command

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = (self.folder / "log").open("ab")
        command = self.as_account(self.command())
        self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        log.close()
        until = time.monotonic() + START_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.execute("SELECT 1")
                return
            except OperationalError:
                time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text()[-2000:])

    def stop(self) -> None:
        """Stop the server at once."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, 9)
            self.process.wait()

    def remove(self) -> None:
        """Stop the server and remove its data."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        """The address of a database on this server."""
        raise NotImplementedError

    def execute(self, statement: str) -> None:
        """Run one statement as the server's owner, outside any transaction."""
        engine = create_engine(self.url(self.first), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as db:
                db.execute(text(statement))
        finally:
            engine.dispose()

    first = ""

    def fresh(self, name: str) -> str:
        """The address of a new, empty database."""
        database = f"{name}_{next(self.numbers)}"
        self.execute(f"CREATE DATABASE {database}")
        return self.url(database)


class MariaDB(Server):
    """MariaDB without durability: nothing here outlives the session."""

    account, first = "mysql", "mysql"

    def prepare(self) -> None:
        """Make the system tables, with an account that has a password."""
        data = f"--datadir={self.folder}/data"
        self.run(["mariadb-install-db", "--no-defaults", data, "--skip-test-db"])
        (self.folder / "init.sql").write_text(
            "CREATE USER uji@'%' IDENTIFIED BY 'uji'; GRANT ALL ON *.* TO uji@'%';"
            "DELETE FROM mysql.global_priv WHERE User = '';FLUSH PRIVILEGES;"
        )

    def command(self) -> list[str]:
        """The server, on loopback only."""
        program = shutil.which("mariadbd", path=os.environ["PATH"] + ":/usr/sbin") or "mariadbd"
        return [
            program,
            "--no-defaults",
            f"--datadir={self.folder}/data",
            f"--socket={self.folder}/s",
            f"--port={self.port}",
            f"--init-file={self.folder}/init.sql",
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=64M",
            "--character-set-server=utf8mb4",
        ]

    def url(self, database: str) -> str:
        """The address for pymysql."""
        return f"mysql+pymysql://uji:uji@127.0.0.1:{self.port}/{database}?charset=utf8mb4"


class PostgreSQL(Server):
    """PostgreSQL without durability: nothing here outlives the session."""

    account, first = "postgres", "postgres"
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))

    def prepare(self) -> None:
        """Make the cluster, with a password."""
        secret = self.folder / "secret"
        secret.write_text("uji")
        secret.chmod(0o644)
        initdb = [f"{self.programs}/initdb", "-D", f"{self.folder}/data", "-U", "uji", "-N"]
        self.run([*initdb, "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8"])

    def command(self) -> list[str]:
        """The server, on loopback only."""
        options = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        settings = [word for option in options for word in ("-c", option)]
        place = ["-D", f"{self.folder}/data", "-p", str(self.port), "-k", str(self.folder)]
        return [f"{self.programs}/postgres", *place, "-h", "127.0.0.1", *settings]

    def url(self, database: str) -> str:
        """The address for psycopg."""
        return f"postgresql+psycopg://uji:uji@127.0.0.1:{self.port}/{database}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
