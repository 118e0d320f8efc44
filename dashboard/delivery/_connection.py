"""A line to a mail server: opened, introduced, and asked whether the server still listens."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from selectors import EVENT_READ, DefaultSelector

from dashboard.delivery._outcome import NotYet, plain
from dashboard.delivery._plan import Limits, Mail
from dashboard.delivery._watch import Watch, trusted


@contextmanager
def connection(mail: Mail, limits: Limits, watch: Watch) -> Iterator[smtplib.SMTP]:
    """A line that is not open yet. It is closed without a QUIT: in a letter that would be text."""
    # Its own name is not looked up: that may take as long as DNS likes.
    own = socket.gethostname()
    name, wait = own if "." in own else "[127.0.0.1]", limits.connect
    if mail.server.security == "tls":
        context = trusted(mail.ca)
        line: smtplib.SMTP = smtplib.SMTP_SSL(local_hostname=name, timeout=wait, context=context)
    else:
        line = smtplib.SMTP(local_hostname=name, timeout=wait)
    # What a certificate must name. smtplib sets it only when it connects while it is being made,
    # and then nothing could cut it.
    line._host = mail.server.host  # type: ignore[attr-defined]
    watch.line = line
    try:
        yield line
    finally:
        line.close()


def introduced(line: smtplib.SMTP, mail: Mail) -> None:
    """Say who we are, in private, with the password. Raises NotYet: it is about every letter, and
    an operator can put it right."""
    server = mail.server
    line.ehlo_or_helo_if_needed()
    if server.security == "starttls":
        _secured(line, mail)
    if server.user:
        try:
            line.login(server.user, server.password)
        except smtplib.SMTPAuthenticationError as error:  # its words may repeat the password
            raise NotYet(
                f"Server surat {server.host} tidak menerima pengguna dan sandi dalam "
                f"{server.variable} (jawaban {error.smtp_code}); perbaiki isinya"
            ) from None
        except smtplib.SMTPServerDisconnected:
            raise
        except smtplib.SMTPException:
            raise NotYet(
                f"Server surat {server.host} tidak menerima pengguna dan sandi dengan cara yang "
                f"kita kenal; periksa {server.variable}"
            ) from None


def _secured(line: smtplib.SMTP, mail: Mail) -> None:
    """Nothing goes out in the clear, whatever the server, or somebody before it, says."""
    host = mail.server.host
    if not line.has_extn("starttls"):
        raise NotYet(
            f"Server surat {host} tidak menawarkan TLS, dan tanpa TLS tidak ada yang dikirim; "
            f"periksa porta dalam {mail.server.variable}"
        )
    code, said = line.starttls(context=trusted(mail.ca))
    if code != 220:
        raise NotYet(f"Server surat {host} menolak memulai TLS: {code} {plain(said)}")
    line.ehlo_or_helo_if_needed()


def still_listening(line: smtplib.SMTP) -> None:
    """A server that spoke or hung up before the last line has not taken the letter. Asked because
    `committing` may have waited for long."""
    gone = smtplib.SMTPServerDisconnected()
    if line.sock is None:
        raise gone
    with DefaultSelector() as selector:
        selector.register(line.sock, EVENT_READ)
        if not selector.select(0):
            return
    line.sock.settimeout(0)
    try:
        line.sock.recv(1)
    except (BlockingIOError, ssl.SSLWantReadError):
        return  # something of TLS itself
    raise gone


def patience(line: smtplib.SMTP, seconds: float) -> None:
    """How long to wait for each answer from now on."""
    if line.sock is not None:
        line.sock.settimeout(seconds)
