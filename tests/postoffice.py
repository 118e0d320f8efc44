"""A mail server of our own in a process of its own: it takes letters, or refuses, stalls and drops.

`PostOffice` starts it and talks with it over its standard input and output; when we end, however,
its input ends, and so does it. It takes any free port, and keeps a second one where nobody listens.
"""

import asyncio
import email
import email.policy
import json
import os
import socket
import ssl
import subprocess
import sys
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

HOST = "127.0.0.1"
USER, PASSWORD = "dasbor", "sandi:r@hasia/uji"
QUOTED = "sandi%3Ar%40hasia%2Fuji"


@dataclass(frozen=True)
class Letter:
    """One letter that the server took."""

    to: str
    sender: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @property
    def files(self) -> dict[str, bytes]:
        return {part.get_filename(): part.get_content() for part in self.message.iter_attachments()}


class PostOffice:
    """`security`: tls, starttls, or plain. `certificate`: the server's, and its key, in PEM."""

    def __init__(self, folder: Path, security="plain", certificate=(b"", b""), auth=False) -> None:
        self.folder, self.security, self.auth = folder, security, auth
        self.letters_in = folder / "letters"
        self.letters_in.mkdir(parents=True)
        for name, text in zip(("server.crt", "server.key"), certificate, strict=True):
            (folder / name).write_bytes(text)
        command = [sys.executable, __file__, str(folder), security, "auth" if auth else ""]
        pipe = subprocess.PIPE
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=log, text=True)
        self.port, self.closed = json.loads(self.process.stdout.readline())

    def ask(self, **what):
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def behave(self, name: str) -> None:
        """What it does from now on, see `Behaving`."""
        self.ask(do="behave", name=name)

    def wait(self, event: str) -> None:
        """Wait until `event` has happened since the last `behave`."""
        self.ask(do="wait", event=event)

    def quiet(self) -> None:
        """Wait until no line is open: whatever was still to be taken is taken."""
        self.ask(do="quiet")

    def drop(self) -> None:
        """Drop every line that is open, at once."""
        self.ask(do="drop")

    def url(self, port: int = 0, host: str = "localhost", account: str = "") -> str:
        scheme = {"tls": "smtps", "starttls": "smtp+starttls", "plain": "smtp"}[self.security]
        account = account or (f"{USER}:{QUOTED}@" if self.auth else "")
        return f"{scheme}://{account}{host}:{port or self.port}"

    def letters(self) -> list[Letter]:
        found = []
        for path in sorted(self.letters_in.glob("*.json")):
            facts = json.loads(path.read_text())
            found.append(Letter(facts["to"], facts["from"], path.with_suffix(".eml").read_bytes()))
        return found

    def clear(self) -> None:
        for path in self.letters_in.iterdir():
            path.unlink()

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


async def _serve(folder: Path, security: str, auth: bool) -> None:
    from aiosmtpd.smtp import SMTP, AuthResult

    loop = asyncio.get_running_loop()
    lines: set[asyncio.Transport] = set()
    kept = [0]

    class Told:
        name = "accept"
        happened: dict[str, asyncio.Event] = {}

        def tell(self, event):
            self.happened.setdefault(event, asyncio.Event()).set()

    told = Told()

    class Behaving(SMTP):
        """Does as `told.name` says; what is not named here goes as usual."""

        def connection_made(self, transport):
            lines.discard(getattr(self, "line", None))  # STARTTLS puts another over it
            lines.add(transport)
            self.line = transport
            super().connection_made(transport)

        def connection_lost(self, error):
            lines.discard(self.line)
            super().connection_lost(error)

        async def _handle_client(self):
            name = told.name
            if name == "stall-greeting":
                await stalled()
            elif name == "drop-greeting":
                self.transport.abort()
            elif name == "busy":
                await self.push("421 terlalu ramai")
                self.transport.close()
            elif name == "drip":
                while not self.transport.is_closing():
                    self.transport.write(b"2")
                    await asyncio.sleep(0.02)
            else:
                await super()._handle_client()

        async def smtp_EHLO(self, hostname):
            if told.name == "unfriendly":
                await self.push("550 tidak kenal")
            else:
                await super().smtp_EHLO(hostname)

        async def smtp_HELO(self, hostname):
            await self.push("550 tidak kenal")

        async def smtp_AUTH(self, arg):
            if told.name == "echo-auth":  # some servers repeat what they do not like
                await self.push(f"535 tidak sah: {arg} {PASSWORD}")
            else:
                await super().smtp_AUTH(arg)

        async def smtp_DATA(self, arg):
            if told.name == "stall-data":
                await stalled()
            elif told.name == "drop-data":
                self.transport.abort()
            elif told.name == "drop-body":
                await self.push("354 silakan")
                await self._reader.readline()
                self.transport.abort()
            else:
                await super().smtp_DATA(arg)

        async def smtp_QUIT(self, arg):
            if told.name == "stall-quit":
                await stalled()
            else:
                await super().smtp_QUIT(arg)

    class Handler:
        async def handle_MAIL(self, server, session, envelope, address, options):
            envelope.mail_from = address
            return "550 pengirim tidak dikenal" if told.name == "refuse-sender" else "250 OK"

        async def handle_RCPT(self, server, session, envelope, address, options):
            answer = {"refuse": "550 5.1.1 tidak ada kotak surat ini", "later": "451 coba nanti"}
            if told.name in answer:
                return answer[told.name]
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            name = told.name
            told.tell("ended")
            if name == "later-letter":
                return "451 coba nanti"
            if name == "refuse-letter":
                return "554 5.7.1 isinya ditolak"
            if name in ("drop-lost", "stall-lost"):
                envelope = None
            if envelope:
                for address in envelope.rcpt_tos:
                    kept[0] += 1
                    path = folder / "letters" / f"{kept[0]:05}.eml"
                    path.write_bytes(envelope.original_content)
                    facts = {"to": address, "from": envelope.mail_from}
                    path.with_suffix(".json").write_text(json.dumps(facts))
                told.tell("kept")
            if name.startswith("drop"):
                server.transport.abort()
            if name.startswith("stall") and name != "stall-quit":
                await stalled()
            return "mengapa tidak" if name == "garble" else "250 2.0.0 diterima"

    async def stalled():
        told.tell("stalled")
        await asyncio.Event().wait()

    def authenticator(server, session, envelope, mechanism, data):
        good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False)

    context = None
    if security != "plain":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "server.crt", folder / "server.key")

    def made():
        return Behaving(
            Handler(),
            hostname="uji",
            loop=loop,
            tls_context=context if security == "starttls" else None,
            require_starttls=security == "starttls",
            authenticator=authenticator if auth else None,
            auth_required=auth,
            auth_require_tls=security == "starttls",
        )

    server = await loop.create_server(made, HOST, 0, ssl=context if security == "tls" else None)
    silent = socket.socket()
    silent.bind((HOST, 0))  # and nobody listens: a line to it is refused
    ports = server.sockets[0].getsockname()[1], silent.getsockname()[1]
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    answer(ports)
    while line := await reader.readline():
        asked = json.loads(line)
        if asked["do"] == "behave":
            told.name, told.happened = asked["name"], {}
        elif asked["do"] == "wait":
            await told.happened.setdefault(asked["event"], asyncio.Event()).wait()
        elif asked["do"] == "drop":
            for transport in list(lines):
                transport.abort()
        while asked["do"] in ("quiet", "drop") and lines:
            await asyncio.sleep(0.002)
        answer("ok")


def answer(what) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), sys.argv[2], bool(sys.argv[3])))
    os._exit(0)
