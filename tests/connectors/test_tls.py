"""A line that is not verified is refused: by the address alone, and by real servers with TLS."""

import ssl
from datetime import date

import pytest
from certificates import Authority
from declared import SIMPUS
from servers import MariaDB, PostgreSQL
from sqlalchemy import make_url

import connectors
from connectors import SourceChanged, source_of
from connectors._faults import explained
from connectors._tls import is_remote, secured

WAIVED = {"tls": {"by": "Budi, Kabid", "on": date(2026, 11, 25), "why": "server lama"}}
FACTS = SIMPUS | {
    "limit_s": 10,
}
SOURCE = source_of("simpus", FACTS)
LAX = source_of("simpus", FACTS | {"waived": WAIVED})
AWAY = {
    "postgresql": "postgresql://u:rahasia@db.dinkes.go.id/x",
    "mysql": "mysql://u:rahasia@10.0.1.9/x",
    "mssql": "mssql://u:rahasia@10.0.1.9/x",
    "oracle": "oracle://u:rahasia@10.0.1.9/?service_name=X&protocol=tcps",
}


@pytest.mark.parametrize(
    ("url", "remote"),
    [
        ("postgresql://u@localhost/x", False),
        ("postgresql://u@[::1]/x", False),
        ("postgresql://u@/x?host=/var/run/postgresql", False),
        ("mysql://u@/x?unix_socket=/run/s", False),
        ("sqlite:////tmp/x.db", False),
        ("postgresql://u@localhost.dinkes.go.id/x", True),
        ("postgresql://u@/x?host=10.0.0.1", True),
        ("postgresql://u@localhost/x?host=localhost,10.0.0.1", True),
        ("postgresql://u@localhost/x?hostaddr=10.0.0.1", True),
        ("postgresql://u@/x?service=dinkes", True),
        ("mssql://u@localhost/x?Server=10.0.0.1", True),
        ("mysql://u@0.0.0.0/x", True),
    ],
)
def test_what_counts_as_another_machine(url, remote):
    assert is_remote(make_url(url)) == remote


def test_a_remote_line_is_verified_without_a_word_in_the_address():
    assert secured(make_url(AWAY["postgresql"]), SOURCE)[1]["sslmode"] == "verify-full"
    context = secured(make_url(AWAY["mysql"]), SOURCE)[1]["ssl"]
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    query = secured(make_url(AWAY["mssql"]), SOURCE)[0].query
    assert (query["Encrypt"], query["TrustServerCertificate"]) == ("yes", "no")
    oracle = secured(make_url(AWAY["oracle"]), SOURCE)[1]
    assert (oracle["protocol"], oracle["ssl_server_dn_match"]) == ("tcps", True)


WEAK = [
    *[("postgresql", f"?sslmode={mode}") for mode in ("disable", "allow", "prefer", "require")],
    ("postgresql", "?sslmode=verify-ca"),
    ("postgresql", "?sslmode=verify-full&sslmode=disable"),
    ("mysql", "?ssl_disabled=true"),
    ("mysql", "?ssl_check_hostname=false"),
    ("mysql", "?ssl_verify_cert=false"),
    ("mysql", "?ssl_mode=DISABLED"),
    ("mysql", "?ssl=x"),
    ("mssql", "?TrustServerCertificate=yes"),
    ("mssql", "?trust_server_certificate=true"),
    ("mssql", "?Encrypt=no"),
    ("mssql", "?ENCRYPT=optional"),
]


@pytest.mark.parametrize(("dbms", "query"), WEAK)
def test_an_address_that_weakens_the_line_is_refused_and_says_how_to_write_it(dbms, query):
    url = make_url(AWAY[dbms] + query)
    with pytest.raises(SourceChanged, match="tulis .*waived.tls") as refused:
        secured(url, SOURCE)
    assert "rahasia" not in str(refused.value)
    assert secured(url, LAX)[0].query or dbms == "mysql"


@pytest.mark.parametrize(
    "url",
    [
        "oracle://u:rahasia@10.0.1.9/?service_name=X",
        "oracle://u:rahasia@10.0.1.9/?service_name=X&protocol=tcps&ssl_server_dn_match=false",
        "oracle://u:rahasia@alias",
        "oracle://u:rahasia@/?dsn=10.0.1.9/X",
    ],
)
def test_oracle_elsewhere_needs_tcps_and_a_matching_name(url):
    with pytest.raises(SourceChanged, match="tcps|dn_match"):
        secured(make_url(url), SOURCE)
    secured(make_url(url), LAX)


def test_a_waiver_lets_through_only_what_the_address_asks_for():
    assert secured(make_url(AWAY["postgresql"]), LAX)[1]["sslmode"] == "verify-full"
    assert "ssl" in secured(make_url(AWAY["mysql"]), LAX)[1]


def test_what_asks_for_tls_on_this_machine_is_verified_too(tmp_path):
    with pytest.raises(SourceChanged, match="verify-full"):
        secured(make_url("postgresql://u@localhost/x?sslmode=require"), SOURCE)
    with pytest.raises(SourceChanged, match="TrustServerCertificate=no"):
        url = "mssql://u@localhost/x?Encrypt=yes&TrustServerCertificate=yes"
        secured(make_url(url), SOURCE)
    with pytest.raises(SourceChanged, match="berkas ssl_ca"):
        secured(make_url("mysql://u@localhost/x?ssl_ca=/nowhere"), SOURCE)
    (tmp_path / "ca").write_text("bukan PEM")
    with pytest.raises(SourceChanged, match="bukan sertifikat PEM"):
        secured(make_url(f"mysql://u@localhost/x?ssl_ca={tmp_path / 'ca'}"), SOURCE)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """Ours, with the file that holds its certificate."""
    made = Authority("CA Bojonegoro")
    made.file = tmp_path_factory.mktemp("ca") / "ca.pem"
    made.file.write_bytes(made.pem)
    return made


@pytest.fixture(scope="module", params=[MariaDB, PostgreSQL])
def served(request, authority):
    """`served(certificate, host)` is a reader's address on a server that shows this certificate."""
    server = request.param(authority.signed("localhost", "127.0.0.1", "127.0.0.2"))
    reader = make_url(server.reader(server.fresh("tls")))

    def serve(certificate, host, ca=authority.file):
        server.stop()
        server.certify(*certificate)
        server.start()
        key = "ssl_ca" if request.param is MariaDB else "sslrootcert"
        query = {key: str(ca)} if ca else {}
        url = reader.set(host=host).update_query_dict(query)
        return url.render_as_string(hide_password=False)

    yield serve
    server.stop()


def opened(url):
    dbms = make_url(url).get_backend_name()
    source = source_of("simpus", FACTS | {"dbms": dbms})
    ask = "SHOW STATUS LIKE 'Ssl_cipher'"
    if dbms == "postgresql":
        ask = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
    with explained(source), connectors.connected(url, source) as db:
        return db.exec_driver_sql(ask).first()[-1]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.2"])
def test_a_certificate_of_a_known_authority_and_the_right_name_passes(served, authority, host):
    assert opened(served(authority.signed("localhost", "127.0.0.2"), host))


def test_an_authority_that_we_do_not_know_is_refused_and_named(served, authority):
    foreign = Authority("CA lain").signed("localhost", "127.0.0.2")
    with pytest.raises(SourceChanged, match="tidak ditandatangani CA yang kita kenal"):
        opened(served(foreign, "localhost"))
    with pytest.raises(SourceChanged, match="tidak ditandatangani CA yang kita kenal"):
        opened(served(authority.signed("127.0.0.2"), "127.0.0.2", ca=""))


def test_a_certificate_for_another_name_is_refused_and_named(served, authority):
    for names, host in ((["db.lain.go.id"], "localhost"), (["127.0.0.1"], "127.0.0.2")):
        with pytest.raises(SourceChanged, match="untuk nama host lain"):
            opened(served(authority.signed(*names), host))


def test_a_certificate_that_has_expired_is_refused_and_named(served, authority):
    with pytest.raises(SourceChanged, match="kedaluwarsa"):
        opened(served(authority.signed("localhost", first=-30, last=-1), "localhost"))


@pytest.mark.parametrize("kind", [MariaDB, PostgreSQL])
def test_a_server_elsewhere_without_tls_is_refused(kind):
    server = kind(beside=True)
    away = make_url(server.reader(server.fresh("plain"))).set(host="127.0.0.2")
    with pytest.raises(SourceChanged, match="TLS tidak dapat dimulai"):
        opened(away.render_as_string(hide_password=False))
    server.stop()
