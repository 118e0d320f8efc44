"""Hands a letter to a mail server so that it never goes twice.

Everything up to the line that ends the letter can be repeated: a server keeps nothing of a letter
that was not ended (RFC 5321, 4.1.1.4). Then `committing()` is called, then the last line goes out.
From there on only the server's answer says whether it has the letter.
"""

import logging
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dashboard.delivery._connection import connection, introduced, patience, still_listening
from dashboard.delivery._letter import letter, on_the_line
from dashboard.delivery._outcome import NotYet, Parcel, Refused, Uncertain, plain
from dashboard.delivery._plan import Limits, Mail
from dashboard.delivery._watch import Watch

log = logging.getLogger(__name__)

PIECE = 1 << 16
END = b".\r\n"
GOODBYE_S = 2  # the letter is taken: what is left is good manners
FAILURES = (smtplib.SMTPException, OSError)


def post(
    mail: Mail, limits: Limits, parcel: Parcel, address: str, committing: Callable[[], None]
) -> None:
    """Hand the letter over; return when the server has taken it.

    Raises NotYet, Refused or Uncertain. What `committing` raises goes through, and then the server
    has nothing.
    """
    body = on_the_line(letter(mail, parcel, address))
    host = mail.server.host
    with Watch(limits.whole) as watch, connection(mail, limits, watch) as line:
        with _repeatable(host, watch, limits.connect):
            _reached(line, mail)
        with _repeatable(host, watch, limits.answer):
            patience(line, limits.answer)
            introduced(line, mail)
            _addressed(line, mail, address, body)
        committing()
        with _repeatable(host, watch, limits.answer):
            still_listening(line)
        try:
            patience(line, limits.accept)
            line.send(END)
            code, said = line.getreply()
        except FAILURES as error:
            raise Uncertain(
                f"Server surat {host} {watch.told(error, limits.accept)} setelah surat selesai "
                "dikirim, jadi surat mungkin sudah sampai"
            ) from None
        _judge(host, code, said)
        _leave(line, host, limits)


@contextmanager
def _repeatable(host: str, watch: Watch, seconds: float) -> Iterator[None]:
    """Failures here leave the server with nothing."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        said = error.smtp_error if isinstance(error.smtp_error, bytes) else b""
        raise _turned_down(host, 0, f"{error.smtp_code} {plain(said)}".encode()) from None
    except FAILURES as error:
        raise NotYet(f"Server surat {host} {watch.told(error, seconds)}") from None


def _reached(line: smtplib.SMTP, mail: Mail) -> None:
    server = mail.server
    code, said = line.connect(server.host, server.port)
    if code != 220:
        raise NotYet(f"Server surat {server.host} belum melayani: {_said(code, said)}")


def _addressed(line: smtplib.SMTP, mail: Mail, address: str, body: bytes) -> None:
    """Everything but the last line."""
    host = mail.server.host
    size = [f"size={len(body)}"] if line.has_extn("size") else []
    code, said = line.mail(mail.mailbox, size)
    if code != 250:  # also for good: it is about the sender, which an operator can put right
        raise NotYet(
            f"Server surat {host} menolak pengirim {mail.mailbox}: {_said(code, said)}; periksa "
            f"from dalam [mail], juga pengguna dan sandi dalam {mail.server.variable}"
        )
    code, said = line.rcpt(address)
    if not 250 <= code <= 252:
        raise _turned_down(host, code, said)
    code, said = line.docmd("DATA")
    if code != 354:
        raise _turned_down(host, code, said)
    for begin in range(0, len(body), PIECE):
        line.send(body[begin : begin + PIECE])


def _judge(host: str, code: int, said: bytes) -> None:
    if 200 <= code < 300:
        return
    if 400 <= code < 600:
        raise _turned_down(host, code, said)
    raise Uncertain(
        f"Server surat {host} menjawab dengan yang tidak kita mengerti setelah surat selesai "
        "dikirim, jadi surat mungkin sudah sampai"
    )


def _turned_down(host: str, code: int, said: bytes) -> NotYet | Refused:
    if 500 <= code < 600:
        return Refused(f"Server surat {host} menolak: {_said(code, said)}")
    return NotYet(f"Server surat {host} menunda: {_said(code, said)}")


def _said(code: int, said: bytes) -> str:
    return plain(f"{code} {plain(said)}")


def _leave(line: smtplib.SMTP, host: str, limits: Limits) -> None:
    try:
        patience(line, min(GOODBYE_S, limits.answer))
        line.docmd("QUIT")
    except FAILURES as error:
        log.info(
            "mail server %s took the letter and failed at QUIT: %s", host, type(error).__name__
        )
