"""The address of a web service, as an operator writes it.

    https://:KUNCI@host/api            verified against the certificate authorities of the machine
    https://:KUNCI@host/api?ca=/x.pem  against this file alone: an office's own authority, or the
                                       certificate that a server signed for itself

The key is the address's password, with `%2F` for a slash; `[service]` says where it goes.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from connectors._contract import Source, SourceChanged

PORTS = {"https": 443, "http": 80}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Address:
    """Where a service is, and the query and headers that carry our key."""

    host: str
    port: int
    root: str
    safe: bool
    authority: str
    query: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)


def read_address(address: str, source: Source, key: str) -> Address:
    """The parts of `address`. `key` says where the key goes: `query:NAME`, `header:NAME`,
    `bearer`; empty: basic. Raises SourceChanged, which never repeats any of it."""
    try:
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):  # urlsplit's own words hold the key
        raise unreadable(source) from None
    if not host or set(options) - {"ca"} or "@" in parts.path or parts.fragment:
        raise unreadable(source)
    safe = parts.scheme == "https"
    if not safe and host not in LOOPBACK and "tls" not in source.waived:
        raise SourceChanged(
            f"{source.code}: alamat dalam {source.database} harus https://, supaya jawaban tidak "
            "dapat dibaca atau diubah di jalan"
        )
    account = unquote(parts.username or ""), unquote(parts.password or "")
    placed = _placed(key, *account)
    return Address(host, port, parts.path.rstrip("/"), safe, options.get("ca", ""), *placed)


def unreadable(source: Source) -> SourceChanged:
    """That the address is not one, without any of it."""
    return SourceChanged(
        f"{source.code}: alamat dalam {source.database} tidak dapat dibaca; tulis seperti "
        "https://:KUNCI@host/api, dan tanda khusus dalam kunci seperti %2F untuk /"
    )


def _placed(key: str, user: str, secret: str) -> tuple[dict[str, str], dict[str, str]]:
    """The query and the headers that carry the key."""
    where, _, name = key.partition(":")
    headers = {"User-Agent": "data-makro", "Accept": "application/json"}
    if not secret:
        return {}, headers
    if where == "query":
        return {name: secret}, headers
    if where == "header":
        return {}, headers | {name: secret}
    if where == "bearer":
        return {}, headers | {"Authorization": f"Bearer {secret}"}
    pair = base64.b64encode(f"{user}:{secret}".encode()).decode()
    return {}, headers | {"Authorization": f"Basic {pair}"}
