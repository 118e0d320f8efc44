"""The first steps to a server: does its name exist, does its port answer."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass

from connectors._contract import Source
from connectors._limits import CONNECT_S


@dataclass(frozen=True)
class Step:
    """One step: its name, whether all was well, and what was found or what is to be done."""

    name: str
    well: bool
    text: str


class Stopped(Exception):
    """A fault that ends the walk; the sentence says what to do."""


def reach(source: Source, host: str, port: int) -> Iterator[Step]:
    """The steps to `host` and `port`. Raises Stopped with what is wrong and at which step."""
    if host.startswith("/"):  # a Unix socket
        return
    try:
        socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Stopped(
            f"nama server {host} tidak dikenal jaringan. Periksa ejaannya di {source.database}, "
            f"atau pakai alamat IP{call(source)}",
            "nama",
        ) from error
    yield Step("nama", True, f"{host} ditemukan")
    try:
        with socket.create_connection((host, port), CONNECT_S):
            pass
    except ConnectionRefusedError as error:
        raise Stopped(
            f"{host} menolak di porta {port}. Server basis data mati, porta keliru, atau hanya "
            f"menerima dari mesin sendiri (bind-address){call(source)}",
            "porta",
        ) from error
    except OSError as error:
        raise Stopped(
            f"{host} tidak menjawab di porta {port} dalam {CONNECT_S} detik. Biasanya tembok api "
            f"atau jalur jaringan; minta porta dibuka dari mesin dasbor{call(source)}",
            "porta",
        ) from error
    yield Step("porta", True, f"{port} menjawab")


def call(source: Source) -> str:
    """Whom to call, on a line of its own: what stands before may be a statement to copy."""
    return f"\n    Hubungi: {source.contact}" if source.contact else ""
