"""Keeps a line from lasting too long, and puts into words what the library says of one."""

import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

OF_CERTIFICATE = {10: "sudah kedaluwarsa", 62: "bukan untuk nama server itu"}  # X509_V_ERR_*
ENDED = (ssl.SSLEOFError, ssl.SSLZeroReturnError)  # hung up, which is no fault of TLS
UNKNOWN_CA = "penerbitnya tidak dikenal; bila CA sendiri, isi kunci ca dengan berkas PEM-nya"


class Line(Protocol):
    """What smtplib and http.client have in common."""

    sock: socket.socket | None


class Watch:
    """Cuts a line that still lasts after `seconds`. A timeout is for each piece: a server that
    drips would never meet it."""

    def __init__(self, seconds: float) -> None:
        self.line: Line | None = None
        self.late = False
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def told(self, error: BaseException, seconds: float) -> str:
        """Why the line failed; `seconds` is how long an answer was waited for."""
        return "terlalu lambat, lalu kita putus" if self.late else told(error, seconds)

    def _cut(self) -> None:
        self.late = True
        if self.line is not None and self.line.sock is not None:
            with suppress(OSError):
                # Not the method of the line's own class: TLS would go on in the clear.
                socket.socket.shutdown(self.line.sock, socket.SHUT_RDWR)


def trusted(ca: Path | None) -> ssl.SSLContext:
    """Verifies the certificate and the host name."""
    return ssl.create_default_context(cafile=ca)


def told(error: BaseException, seconds: float) -> str:
    """Why a line failed; `seconds` is how long an answer was waited for."""
    causes = [error, error.__cause__, error.__context__]
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"tidak dipercaya: sertifikatnya {_certificate(cause)}"
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return f"tidak menjawab dalam {seconds:g} detik"
    if any(isinstance(cause, ssl.SSLError) and not isinstance(cause, ENDED) for cause in causes):
        return "tidak dapat diajak bicara dengan TLS"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "tidak dikenal namanya; periksa nama server dan DNS"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "menolak sambungan; periksa porta dan apakah servernya berjalan"
    return "memutus sambungan atau tidak terjangkau"


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    return OF_CERTIFICATE.get(error.verify_code, UNKNOWN_CA)
