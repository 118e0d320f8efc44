"""The line to an agency: verified against a CA and a name, or refused before anything is sent.

What is odd: pymysql takes `ssl={"check_hostname": True}` without a CA for «encrypt, verify
nothing», so it gets a context of Python's own. libpq's `sslrootcert=system` looks where its build
says, and in psycopg's wheels that folder does not exist, so it gets the file that Python knows.
SQLAlchemy builds Oracle's descriptor with PROTOCOL=TCP whatever `protocol` says, so Oracle gets the
parts instead. A server on this machine needs no TLS; where TLS is asked for, it is verified there
too. Pure functions of the address: nothing is connected here.
"""

import os
import re
import socket
import ssl
from typing import Any

from sqlalchemy import URL

from connectors._contract import Source, SourceChanged

Secured = tuple[URL, dict[str, Any]]
LOOPBACK = {"", "localhost", "127.0.0.1", "::1"}
ELSEWHERE = re.compile(  # what in a query names another host than the address's own
    r"^(host|hostaddr|service|servicefile|server|addr|address|networkaddress|datasource|dsn|"
    r"readdefaultfile)$"
)
SSL_REQUEST = bytes.fromhex("0000000804d2162f")  # PostgreSQL protocol 3, 55.2.10
LOOK_S = 2
YES = {"1", "true", "yes", "on"}
CONTEXT = {"ssl_ca", "ssl_capath", "ssl_cert", "ssl_key", "ssl_cipher"}
VERIFIES = {"ssl_check_hostname", "ssl_verify_cert", "ssl_verify_identity"}


def is_remote(url: URL) -> bool:
    """Whether the address leads off this machine; a socket's path does not."""
    hosts = [url.host or ""]
    for key, value in url.query.items():
        if ELSEWHERE.match(_plain(key)):
            hosts += [host for one in ([value] if isinstance(value, str) else value)
                      for host in one.split(",")]  # fmt: skip
    return any(_bare(host) not in LOOPBACK and not host.startswith("/") for host in hosts)


def secured(url: URL, source: Source) -> Secured:
    """The address and the driver's arguments with which the line is verified.

    Raises SourceChanged for an address that asks for less, unless `waived.tls` lets it be.
    """
    rules = {"postgresql": _postgresql, "mssql": _mssql, "oracle": _oracle, "sqlite": _none}
    return rules.get(url.get_backend_name(), _mysql)(url, source)


def ask_why(url: URL, arguments: dict[str, Any], error: BaseException) -> None:
    """libpq says only «certificate verify failed»: ask once more, to tell which of the reasons.

    Raises ssl.SSLCertVerificationError with the reason, or nothing when it cannot be known.
    """
    if "certificate verify failed" not in str(error) or not url.host:
        return
    authorities = str(url.query.get("sslrootcert", "")) or arguments.get("sslrootcert")
    context = ssl.create_default_context(cafile=None if authorities == "system" else authorities)
    place = (url.host, url.port or 5432)
    try:
        with socket.create_connection(place, LOOK_S) as line:
            line.settimeout(LOOK_S)
            line.sendall(SSL_REQUEST)
            if line.recv(1) == b"S":
                context.wrap_socket(line, server_hostname=url.host).close()
    except ssl.SSLCertVerificationError:
        raise
    except OSError:
        return


def _weak(source: Source, found: str, right: str) -> None:
    if "tls" not in source.waived:
        raise SourceChanged(
            f"{source.code}: `{found}` dalam {source.database} membuat sambungan tidak terperiksa "
            f"(TLS); tulis {right}. Bila server belum bersertifikat, mintakan kepada pengelola "
            f"{source.system}, atau catat pengecualian di bawah [waived.tls] (by, on, why) dalam "
            f"connectors/{source.code}.toml"
        )


def _none(url: URL, source: Source) -> Secured:
    return url, {}


def _postgresql(url: URL, source: Source) -> Secured:
    mode = url.query.get("sslmode", "")
    asked = mode == "" and any(key.startswith("ssl") for key in url.query)
    if not is_remote(url) and not asked and mode in ("", "disable", "allow", "prefer"):
        return url, {}
    if mode not in ("", "verify-full"):
        _weak(
            source, "sslmode", "sslmode=verify-full, dengan sslrootcert=/berkas/ca.pem bila perlu"
        )
        return url, {}
    # GSSAPI would be tried first, and its encryption knows nothing of certificates.
    arguments = {"sslmode": "verify-full", "gssencmode": "disable"}
    if (given := str(url.query.get("sslrootcert", "system"))) == "system":
        arguments["sslrootcert"] = ssl.get_default_verify_paths().cafile or "system"
    else:
        _readable(source, "sslrootcert", given)
    return url, arguments


def _mysql(url: URL, source: Source) -> Secured:
    named = {key: str(value).lower() for key, value in url.query.items() if key.startswith("ssl")}
    if not is_remote(url) and (not named or named.get("ssl_disabled") in YES):
        return url, {}
    weak = [key for key, value in named.items()
            if not (key in CONTEXT or (key in VERIFIES and value in YES))]  # fmt: skip
    if weak:
        _weak(source, weak[0], "ssl_ca=/berkas/ca.pem, atau tanpa ssl_* bila CA-nya umum")
        return url, {}
    given = {key: str(url.query[key]) for key in named}
    for key in sorted({"ssl_ca", "ssl_cert", "ssl_key"} & set(given)):
        _readable(source, key, given[key])
    try:
        context = ssl.create_default_context(
            cafile=given.get("ssl_ca"), capath=given.get("ssl_capath")
        )
        if "ssl_cert" in given:
            context.load_cert_chain(given["ssl_cert"], given.get("ssl_key"), password="")
        if "ssl_cipher" in given:
            context.set_ciphers(given["ssl_cipher"])
    except ssl.SSLError:
        raise SourceChanged(
            f"{source.code}: berkas ssl_* dalam {source.database} bukan sertifikat PEM"
        ) from None
    # Python 3.13 refuses a CA without the extensions that MySQL's own tool leaves out.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return url.difference_update_query(list(named)), {"ssl": context}


def _mssql(url: URL, source: Source) -> Secured:
    named = {_plain(key): (key, str(value).lower()) for key, value in url.query.items()}
    encrypt = named.get("encrypt", ("", ""))[1]
    trust = named.get("trustservercertificate", ("", ""))[1]
    if not is_remote(url) and encrypt in ("", "no", "false", "optional"):
        trusted = {} if trust else {"TrustServerCertificate": "yes"}  # SQL Server signs for itself
        return url.update_query_dict(trusted), {}
    if encrypt not in ("", "yes", "true", "mandatory", "strict"):
        _weak(source, "Encrypt", "Encrypt=yes")
        return url, {}
    if trust not in ("", "no", "false"):
        _weak(source, "TrustServerCertificate", "TrustServerCertificate=no")
        return url, {}
    old = [named[key][0] for key in ("encrypt", "trustservercertificate") if key in named]
    words = {"Encrypt": "strict" if encrypt == "strict" else "yes", "TrustServerCertificate": "no"}
    return url.difference_update_query(old).update_query_dict(words), {}


def _oracle(url: URL, source: Source) -> Secured:
    query = dict(url.query)
    service, tcps = query.pop("service_name", ""), str(query.pop("protocol", "tcp")).lower()
    name: dict[str, Any] = {"service_name": service} if service else {"sid": url.database}
    if "dsn" in query or not (service or url.database):
        _weak(source, "dsn", "oracle://…@host:2484/?service_name=…&protocol=tcps")
        return url, {}
    if is_remote(url) and tcps != "tcps":
        _weak(source, "protocol", "protocol=tcps, biasanya pada port 2484")
    if str(query.pop("ssl_server_dn_match", "true")).lower() not in YES:
        _weak(source, "ssl_server_dn_match", "ssl_server_dn_match=true")
        name["ssl_server_dn_match"] = False
    parts = {"host": url.host, "port": url.port or 1521, "protocol": tcps, "dsn": None}
    return url.set(query=query, database=None), {"ssl_server_dn_match": True, **parts, **name}


def _readable(source: Source, key: str, file: str) -> None:
    if not (os.path.isfile(file) and os.access(file, os.R_OK)):
        raise SourceChanged(
            f"{source.code}: berkas {key} yang ditulis dalam {source.database} tidak ada atau "
            "tidak boleh dibaca"
        )


def _plain(key: str) -> str:
    return re.sub("[^a-z]", "", key.lower())


def _bare(host: str) -> str:
    """A host as it is compared: SQL Server's may carry a protocol, an instance and a port."""
    return host.strip("[]").lower()
