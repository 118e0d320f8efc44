"""Takes addresses apart. What is wrong with one is said without repeating it, for its password."""

import ipaddress
import re
import ssl
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from dashboard.delivery._plan import Server

SECURITY = {"smtps": ("tls", 465), "smtp+starttls": ("starttls", 587), "smtp": ("plain", 25)}
HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
PATH = re.compile(r"[!-~]*")  # visible ASCII: nothing that would end the request's first line


class Wrong(Exception):
    """Something of the plan cannot be used; whoever reads the file adds where it stands."""


def mail_server(name: str, url: str) -> Server:
    """The mail server at `url`, which stands in the environment variable `name`. Raises Wrong."""
    example = "tulis seperti smtps://pengguna:sandi@surat.contoh.go.id:465"
    at, host, port = _parts(url, f"isi {name} tidak terbaca; {example}")
    if at.scheme not in SECURITY:
        raise Wrong(f"isi {name} harus dimulai dengan smtps:// atau smtp+starttls://; {example}")
    security, usual = SECURITY[at.scheme]
    if at.path.strip("/") or at.query or at.fragment:
        raise Wrong(
            f"isi {name} memuat sesuatu setelah nama server; {example}. "
            "Tanda / ? # @ : % di dalam sandi ditulis %2F %3F %23 %40 %3A %25"
        )
    if security == "plain" and not here(host):
        raise Wrong(
            f"isi {name} tanpa TLS hanya boleh untuk mesin ini; pakai smtps:// atau "
            "smtp+starttls://"
        )
    if bool(at.username) != bool(at.password):
        raise Wrong(f"isi {name} harus memuat pengguna dan sandi, atau tidak keduanya; {example}")
    account = unquote(at.username or ""), unquote(at.password or "")
    if not "".join(account).isascii():
        raise Wrong(f"pengguna dan sandi dalam {name} hanya boleh memuat tanda ASCII")
    return Server(name, security, host, port or usual, *account)


def web_address(url: str) -> tuple[bool, str, int, str]:
    """Whether a web address is safe, its host, port, and path. Raises Wrong."""
    example = "tulis seperti https://layanan.contoh.go.id/laporan"
    at, host, port = _parts(url, f"tidak terbaca; {example}")
    if at.scheme not in ("https", "http"):
        raise Wrong(f"harus dimulai dengan https://; {example}")
    if at.scheme == "http" and not here(host):
        raise Wrong("tanpa TLS hanya boleh untuk mesin ini; pakai https://")
    if at.username or at.password or at.fragment:
        raise Wrong(f"memuat pengguna, sandi, atau tanda #; {example}")
    path = (at.path or "/") + (f"?{at.query}" if at.query else "")
    if not PATH.fullmatch(path):
        raise Wrong(f"memuat spasi atau tanda yang belum ditulis dengan %; {example}")
    return at.scheme == "https", host, port or (443 if at.scheme == "https" else 80), path


def here(host: str) -> bool:
    """Whether what is sent to the host never leaves this machine."""
    number = _number(host)
    return host.lower() == "localhost" if number is None else number.is_loopback


def ca_file(text: str) -> Path:
    """A file of certificates to trust. Raises Wrong."""
    path = Path(text)
    if not path.is_absolute():
        raise Wrong("tulis jalur lengkap berkas PEM, misalnya /etc/dasbor/ca.pem")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except OSError:  # there is none, it may not be read, or it is no PEM
        raise Wrong(f"{path} tidak ada, tidak terbaca, atau bukan berkas PEM") from None
    return path


def _parts(url: str, wrong: str) -> tuple[SplitResult, str, int | None]:
    try:
        at = urlsplit(url)
        host, port = at.hostname or "", at.port
    except ValueError:  # it repeats a piece of the address
        raise Wrong(wrong) from None
    if not url.isprintable() or " " in url or port == 0:
        raise Wrong(wrong)
    if not HOST.fullmatch(host) and _number(host) is None:
        raise Wrong(wrong)
    return at, host, port


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
