"""Asks a web service: verified, limited in time and size, never led to another address.

What the library says may hold the address and with it the key, so it is never passed on.
"""

import http.client
import json
import socket
import ssl
import threading
import time
from contextlib import closing, suppress
from typing import Any
from urllib.parse import quote, urlencode

from connectors._contract import Source, SourceChanged, SourceUnreachable
from connectors._web_address import read_address, unreadable

CONNECT_S = 10
MOST_BYTES = 64 * 1024 * 1024
PIECE = 1 << 16
LATER = "angka terakhir tetap dipakai dan dicoba lagi pada jadwal berikutnya"
OF_CERTIFICATE = {10: "sudah kedaluwarsa", 62: "bukan untuk nama host itu"}  # X509_V_ERR_*
NO_KEY = "menolak kunci kita; minta kunci yang berlaku kepada pengelola {system}, isi {database}"
SAID: dict[int, tuple[type[Exception], str]] = {  # a status, or its first digit
    3: (SourceChanged, "mengarahkan ke alamat lain, yang tidak kita ikuti; perbarui {database}"),
    4: (SourceChanged, "permintaan ditolak; periksa [service] dalam connectors/{code}.toml"),
    5: (SourceUnreachable, "sedang bermasalah{when}; {later}"),
    401: (SourceUnreachable, NO_KEY),
    403: (SourceUnreachable, NO_KEY),
    404: (SourceChanged, "alamat tidak ada; periksa {database}, dan connectors/{code}.toml"),
    429: (SourceUnreachable, "kuota habis{when}; {later}"),
}
UNKNOWN_CA = "penerbitnya tidak dikenal; bila CA sendiri, tambah ?ca=/jalur/ca.pem pada alamatnya"


class Web:
    """One service, for as long as `until` (of `time.monotonic`) allows.

    `key` says where the key goes: `query:NAME`, `header:NAME`, `bearer`; empty: basic.
    """

    def __init__(self, address: str, source: Source, key: str, until: float) -> None:
        self.source, self.until = source, until
        self.at = read_address(address, source, key)
        try:
            self.trusted = ssl.create_default_context(cafile=self.at.authority or None)
        except OSError as error:
            raise SourceChanged(
                f"{source.code}: berkas CA dalam {source.database} tidak terbaca; isi ?ca= dengan "
                "jalur berkas PEM"
            ) from error

    def get(self, path: str, query: dict[str, Any]) -> Any:
        """The answer's JSON. Raises SourceUnreachable or SourceChanged; neither names the key."""
        source = self.source
        root = self.at.root
        target = f"{root}/{quote(path.lstrip('/'), safe='/;:,=')}" if path else root
        asked = urlencode({**query, **self.at.query}, doseq=True)
        body = self._body(f"{target or '/'}?{asked}" if asked else target or "/")
        try:
            return json.loads(body)
        except (ValueError, RecursionError):  # of the encoding, or of the JSON
            raise SourceChanged(
                f"{source.code}: jawaban layanan bukan JSON yang utuh; mungkin halaman galat atau "
                f"halaman masuk. Periksa {source.database} bersama pengelola {source.system}"
            ) from None

    def _body(self, target: str) -> bytes:
        """The answer to one question, on a line of its own."""
        source = self.source
        try:
            return self._answered(target)
        except ssl.SSLCertVerificationError as error:
            raise SourceUnreachable(
                f"{source.code}: sertifikat TLS {source.system} "
                f"{OF_CERTIFICATE.get(error.verify_code, UNKNOWN_CA)}; {LATER}. "
                "Hubungi pengelolanya bila berulang"
            ) from None
        except TimeoutError:
            raise self._slow() from None
        except (OSError, http.client.HTTPException):
            self._left()  # a line that we cut ourselves
            raise SourceUnreachable(
                f"{source.code}: {source.system} tidak dapat dihubungi, atau memutus jawabannya di "
                f"tengah; {LATER}. Periksa jaringan dan {source.database} bila berulang"
            ) from None
        except ValueError:  # a sign that no header may hold; the words quote it
            raise unreadable(source) from None

    def _answered(self, target: str) -> bytes:
        wait, place = min(CONNECT_S, self._left()), (self.at.host, self.at.port)
        line = (
            http.client.HTTPSConnection(*place, timeout=wait, context=self.trusted)
            if self.at.safe
            else http.client.HTTPConnection(*place, timeout=wait)
        )
        with closing(line):
            line.connect()
            line.sock.settimeout(self._left())
            # A timeout is for each piece, and a server that drips would never meet it.
            timer = threading.Timer(self._left(), _cut, [line.sock])
            timer.daemon = True
            timer.start()
            try:
                line.request("GET", target, headers=self.at.headers)
                with line.getresponse() as answer:
                    self._refuse(answer)
                    return self._read(answer)
            finally:
                timer.cancel()

    def _left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise self._slow()
        return left

    def _slow(self) -> SourceUnreachable:
        return SourceUnreachable(
            f"{self.source.code}: {self.source.system} tidak menjawab dalam "
            f"{self.source.limit_s} detik; {LATER}"
        )

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        body, promised = bytearray(), answer.length
        # read1: what is there, not what would fill a piece
        while piece := answer.read1(PIECE):
            body += piece
            self._left()
            if len(body) > MOST_BYTES:
                raise SourceChanged(
                    f"{self.source.code}: satu jawaban layanan lebih dari "
                    f"{MOST_BYTES // 1024 // 1024} MB; minta dibagi per halaman atau per bulan"
                )
            if len(body) == promised:
                break
        if promised is not None and len(body) < promised:
            raise http.client.IncompleteRead(b"")
        self._left()  # what we cut ourselves looks like an end
        return bytes(body)

    def _refuse(self, answer: http.client.HTTPResponse) -> None:
        source, status = self.source, answer.status
        if status == 200:
            return
        kind, words = SAID.get(status) or SAID.get(status // 100) or SAID[4]
        wait = answer.headers.get("Retry-After", "")
        when = f" (pulih dalam {int(wait)} detik)" if wait.isdecimal() else ""
        named = words.format(
            code=source.code, system=source.system, database=source.database, when=when, later=LATER
        )
        raise kind(f"{source.code}: layanan menjawab {status}: {named}")


def _cut(line: socket.socket) -> None:
    with suppress(OSError):  # it ended by itself
        socket.socket.shutdown(line, socket.SHUT_RDWR)
