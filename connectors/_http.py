"""Asks a web service: verified, limited in time and size, without following where it points."""

import json
import time
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit, urlunsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from connectors._contract import Source, SourceChanged, SourceUnreachable

CONNECT_S = 10
MOST_BYTES = 64 * 1024 * 1024
PIECE = 1 << 16
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
LATER = "angka terakhir tetap dipakai dan dicoba lagi pada jadwal berikutnya"


class Web:
    """A session with one service, for as long as the source's limit allows."""

    def __init__(self, address: str, source: Source, key: str) -> None:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if parts.scheme != "https" and host not in LOOPBACK and "tls" not in source.waived:
            raise SourceChanged(
                f"{source.code}: alamat dalam {source.database} harus https://, supaya jawaban "
                "tidak dapat diubah di jalan"
            )
        place = f"[{host}]" if ":" in host else host
        netloc = place + (f":{parts.port}" if parts.port else "")
        self.root = urlunsplit((parts.scheme, netloc, parts.path.rstrip("/"), "", ""))
        self.source = source
        self.until = time.monotonic() + source.limit_s
        self.session = requests.Session()
        self.session.trust_env = False  # no proxy and no .netrc of the account that runs us
        self.query: dict[str, str] = {}
        self._place_key(key, unquote(parts.username or ""), unquote(parts.password or ""))

    def _place_key(self, key: str, user: str, secret: str) -> None:
        where, _, name = key.partition(":")
        if not secret:
            return
        if where == "query":
            self.query = {name: secret}
        elif where == "header":
            self.session.headers[name] = secret
        elif where == "bearer":
            self.session.headers["Authorization"] = f"Bearer {secret}"
        else:
            self.session.auth = (user, secret)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.session.close()

    def get(self, path: str, query: dict[str, Any]) -> Any:
        """The answer's JSON. Raises SourceUnreachable or SourceChanged; neither names the key."""
        source = self.source
        address = f"{self.root}/{path.lstrip('/')}" if path else self.root
        try:
            with self.session.get(
                address,
                params={**query, **self.query},
                timeout=(min(CONNECT_S, self._left()), self._left()),
                stream=True,
                allow_redirects=False,
            ) as answer:
                self._refuse(answer)
                body = self._read(answer)
        except requests.exceptions.SSLError:
            raise SourceUnreachable(
                f"{source.code}: sertifikat TLS layanan tidak sah (kedaluwarsa, salah nama, atau "
                f"penerbit tidak dikenal); {LATER}. Hubungi pengelola {source.system}"
            ) from None  # requests' own words hold the address and with it the key
        except requests.exceptions.Timeout:
            raise self._slow() from None
        except ReadTimeoutError:
            raise self._slow() from None
        except (requests.exceptions.RequestException, HTTPError):
            raise SourceUnreachable(
                f"{source.code}: {source.system} tidak dapat dihubungi; {LATER}. "
                "Periksa jaringan dan alamatnya bila berulang"
            ) from None
        try:
            return json.loads(body)
        except ValueError as error:
            raise SourceChanged(
                f"{source.code}: jawaban layanan bukan JSON yang utuh; mungkin halaman galat atau "
                f"halaman masuk. Periksa {source.database} bersama pengelola {source.system}"
            ) from error

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

    def _read(self, answer: requests.Response) -> bytes:
        body = bytearray()
        # read1: what is there, not what would fill a piece; a server that drips must not hold us
        while piece := answer.raw.read1(PIECE, decode_content=True):
            body += piece
            self._left()
            if len(body) > MOST_BYTES:
                raise SourceChanged(
                    f"{self.source.code}: satu jawaban layanan lebih dari "
                    f"{MOST_BYTES // 1024 // 1024} MB; minta dibagi per halaman atau per bulan"
                )
        return bytes(body)

    def _refuse(self, answer: requests.Response) -> None:
        source, status = self.source, answer.status_code
        if status in (401, 403):
            raise SourceUnreachable(
                f"{source.code}: layanan menolak kunci kita ({status}); minta kunci yang berlaku "
                f"kepada pengelola {source.system}, lalu perbarui {source.database}"
            )
        if status == 429:
            wait = answer.headers.get("Retry-After", "")
            when = f" Dapat dicoba lagi setelah {wait} detik." if wait.isdecimal() else ""
            raise SourceUnreachable(f"{source.code}: kuota layanan habis.{when} {LATER}")
        if 300 <= status < 400:
            raise SourceChanged(
                f"{source.code}: layanan mengarahkan ke alamat lain ({status}), yang tidak kita "
                f"ikuti; tanyakan alamat barunya, lalu perbarui {source.database}"
            )
        if status == 404:
            raise SourceChanged(
                f"{source.code}: alamat layanan tidak ada (404); periksa {source.database} dan "
                f"`path` dalam connectors/{source.code}.toml"
            )
        if status >= 500:
            raise SourceUnreachable(f"{source.code}: layanan sedang bermasalah ({status}); {LATER}")
        if status != 200:
            raise SourceChanged(
                f"{source.code}: layanan menolak permintaan ({status}); periksa [service] dalam "
                f"connectors/{source.code}.toml"
            )
