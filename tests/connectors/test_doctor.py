"""`doctor`: each planted fault is named at its step, in Indonesian, with what to do."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from certificates import Authority
from declared import RICE, SIHARGA
from openpyxl import Workbook
from proxy import Proxy
from servers import MariaDB
from sqlalchemy import create_engine, make_url, text

import connectors
from connectors import _limits, source_of
from connectors._cells import shown
from dashboard.__main__ import main

QUERY = "SELECT kode AS indicator, wilayah AS area, bulan AS period, harga AS value FROM pasar"
FACTS = SIHARGA | {
    "rows_min": 2,
    "limit_s": 3,
    "contact": "Operator SIHARGA",
}
GOOD = [("BRS", "35.22", "2026-09-01", "13000"), ("BRS", "35.22", "2026-10-01", "13400")]


def source(**facts):
    facts = {"query": [QUERY]} | facts
    if facts.get("dbms") in ("files", "service"):
        del facts["query"]
    return source_of("siharga", FACTS | facts | {"indicator": {"rice_price": RICE}})


def filled(url, rows=GOOD, columns="kode, wilayah, bulan, harga"):
    engine = create_engine(url)
    with engine.begin() as db:
        names = [name.strip() for name in columns.split(",")]
        db.execute(text(f"CREATE TABLE pasar ({', '.join(f'{n} VARCHAR(20)' for n in names)})"))
        for row in rows:
            marks = ", ".join(f"'{cell}'" for cell in row)
            db.execute(text(f"INSERT INTO pasar VALUES ({marks})"))
    engine.dispose()
    return url


def walked(source, address, ahead=timedelta()):
    # Now, and not when the tests were collected: `doctor` refuses clocks five minutes apart.
    return list(connectors.doctor(source, str(address), datetime.now(UTC) + ahead))


def stopped(source, address, step, *words, ahead=timedelta()):
    """The last step is the fault, at the step expected, with what it must say; those before are
    well."""
    steps = walked(source, address, ahead)
    assert [each.well for each in steps] == [True] * (len(steps) - 1) + [False], steps
    assert steps[-1].name == step, steps
    for word in words:
        assert word in steps[-1].text, steps[-1].text
    return steps[-1].text


@pytest.fixture(params=["mariadb", "postgres"])
def server(request):
    return request.getfixturevalue(f"{request.param}_server")


def test_a_source_that_is_well_passes_every_step(server):
    steps = walked(source(), server.reader(filled(server.fresh("well"))))
    assert all(each.well for each in steps), steps
    names = ["alamat", "nama", "porta", "masuk", "jam", "tabel dan kolom", "contoh baris"]
    assert [each.name for each in steps] == [*names, "pemeriksaan angka"]


def test_an_address_that_is_not_there():
    stopped(source(), "", "alamat", "SIHARGA_URL belum diisi", ".env", "Operator SIHARGA")


def test_an_address_that_cannot_be_read():
    told = stopped(source(), "10.0.0.1 user sandi:RAHASIA", "alamat", "tidak dapat dibaca")
    assert "RAHASIA" not in told


def test_a_host_that_nobody_knows(monkeypatch):
    def nowhere(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    stopped(source(), "mysql://u:p@db.salah/x", "nama", "db.salah tidak dikenal", "ejaan")


def test_a_port_where_nobody_listens(server):
    with Proxy(server.url("x"), "refuse") as line:
        stopped(source(), line.url, "porta", "menolak di porta", "bind-address")


def test_a_firewall_that_swallows(monkeypatch):
    def silent(*_, **__):
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", silent)
    stopped(source(), "mysql://u:p@127.0.0.1/x", "porta", "tembok api")


def test_a_server_that_takes_the_call_and_says_nothing(monkeypatch, server):
    monkeypatch.setattr(_limits, "CONNECT_S", 2)
    with Proxy(server.url("x"), "hang") as line:
        stopped(source(), line.url, "masuk", "Operator SIHARGA")


def test_a_wrong_password(server):
    url = make_url(server.reader(filled(server.fresh("password")))).set(password="KELIRU")
    told = stopped(source(), url.render_as_string(False), "masuk", "kata sandi", "SIHARGA_URL")
    assert "KELIRU" not in told


def test_a_database_that_is_not_there(server):
    url = make_url(server.reader(server.fresh("database"))).set(database="tidak_ada")
    told = stopped(source(), url.render_as_string(False), "masuk")
    assert "SIHARGA_URL" in told or "hak" in told  # MariaDB does not tell the two apart


def test_an_account_that_can_write(server):
    told = stopped(source(), filled(server.fresh("writes")), "hak akun", "GRANT SELECT")
    assert "SANDI-BARU" in told


def test_a_table_that_we_may_not_read(server):
    url = server.reader(server.fresh("denied"))
    owner = make_url(url).set(username="uji", password="uji").render_as_string(False)
    filled(owner)
    account = make_url(url).username
    revoked = {
        "mysql": f"REVOKE ALL PRIVILEGES, GRANT OPTION FROM {account}",
        "postgresql": f"REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM {account}",
    }
    engine = create_engine(owner)
    with engine.begin() as db:
        db.execute(text(revoked[engine.dialect.name]))
    engine.dispose()
    if engine.dialect.name == "postgresql":
        stopped(source(), url, "tabel dan kolom", "hak", "SELECT")
    else:  # without any right in it, MariaDB does not say that the database is there
        stopped(source(), url, "masuk", "tidak boleh membukanya")


def test_a_table_that_is_gone(server):
    other = source(query=[QUERY.replace("pasar", "pasar_lama")])
    url = server.reader(filled(server.fresh("table")))
    stopped(other, url, "tabel dan kolom", "pasar_lama", "Operator SIHARGA")


def test_a_column_that_is_gone(server):
    url = server.reader(filled(server.fresh("column"), [], "kode, wilayah, bulan, tarif"))
    stopped(source(), url, "tabel dan kolom", "kolom", "harga")


def test_a_table_without_rows(server):
    url = server.reader(filled(server.fresh("rows"), []))
    stopped(source(), url, "contoh baris", "tidak memberi satu baris pun", "WHERE")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (("BRS", "35.22", "2026-10-01", "1.2O5"), ["1.2O5", "bukan angka"]),
        (("BRS", "35.22", "2026-10-01", "13"), ["batas wajar"]),
        (("BRS", "35.99", "2026-10-01", "13000"), ["35.99"]),
        (("GLP", "35.22", "2026-10-01", "13000"), ["kode GLP belum dikenal", "ignored"]),
        (("BRS", "35.22", "2026-10-09", "13000"), ["kunci ganda"]),
        (("BRS", "35.22", "2126-10-01", "13000"), ["setelah hari ini"]),
        (("BRS", "35.22", "kapan", "13000"), ["bukan tanggal"]),
    ],
    ids=["text", "range", "area", "code", "twice", "future", "day"],
)
def test_a_row_that_the_check_refuses(tmp_path, rows, words):
    url = filled(f"sqlite:///{tmp_path / 'a.db'}", [*GOOD, rows])
    stopped(source(), url, "pemeriksaan angka", *words)


def test_too_few_rows(tmp_path):
    url = filled(f"sqlite:///{tmp_path / 'a.db'}", GOOD[:1])
    stopped(source(), url, "pemeriksaan angka", "hanya 1 angka, paling sedikit 2")


@pytest.mark.parametrize("hours", [-8, 8])
def test_clocks_that_disagree(server, hours):
    url = server.reader(filled(server.fresh("clock")))
    stopped(source(), url, "jam", "menit", "NTP", ahead=timedelta(hours=hours))


@pytest.fixture(scope="module")
def unknown_authority(tmp_path_factory):
    """A MariaDB whose certificate is signed by nobody we know, reached as another machine."""
    server = MariaDB(Authority("CA lain").signed("127.0.0.2"))
    yield server
    server.stop()


def test_a_certificate_that_nobody_vouches_for(unknown_authority):
    url = make_url(unknown_authority.url("mysql")).set(host="127.0.0.2")
    stopped(source(), url.render_as_string(False), "TLS", "sertifikat", "CA")


FILES = {"dbms": "files", "columns": {"indicator": "Kode", "area": "Wilayah", "period": "Bulan",
         "value": "Harga"}}  # fmt: skip


def book(path, *rows, head=("Kode", "Wilayah", "Bulan", "Harga")):
    made = Workbook()
    made.active.append(head)
    for row in rows:
        made.active.append(row)
    made.save(path)


def test_files_that_are_well(tmp_path):
    book(tmp_path / "a.xlsx", *GOOD)
    assert all(step.well for step in walked(source(**FILES), tmp_path))


def test_a_folder_that_is_not_there_or_empty(tmp_path):
    stopped(source(**FILES), tmp_path / "x", "berkas", "tidak ditemukan")
    stopped(source(**FILES), tmp_path, "berkas", "tidak berisi berkas")


def test_a_file_that_is_half_there(tmp_path):
    book(tmp_path / "a.xlsx", *GOOD)
    content = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(content[:500])
    stopped(source(**FILES), tmp_path, "pemeriksaan angka", "a.xlsx", "Salin ulang")


def test_a_cell_that_is_no_number(tmp_path):
    book(tmp_path / "a.xlsx", *GOOD, ("BRS", "35.22", "2026-08-01", "13.OOO"))
    stopped(source(**FILES), tmp_path, "pemeriksaan angka", 'a.xlsx › Sheet › D4: "13.OOO"')


def test_a_sheet_and_a_column_that_are_gone(tmp_path):
    book(tmp_path / "a.xlsx", *GOOD, head=("Kode", "Wilayah", "Bulan", "Tarif"))
    stopped(source(**FILES), tmp_path, "pemeriksaan angka", "kolom «Harga» tidak ada", "Tarif")
    other = source(**FILES, layout={"sheet": "2026"})
    stopped(other, tmp_path, "pemeriksaan angka", "lembar «2026» tidak ada", "Sheet")


def test_files_from_the_future(tmp_path):
    book(tmp_path / "a.xlsx", *GOOD)
    stopped(source(**FILES), tmp_path, "jam", "NTP", ahead=-timedelta(days=2))


def test_the_command_says_each_step_and_counts_the_sources_at_fault(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert main(["doctor", "bps", "rpjmd"]) == 0
    told = capsys.readouterr().out
    assert "✓ berkas: 1 berkas" in told and "✓ pemeriksaan angka" in told
    assert main(["doctor", "lpse"]) == 1
    assert "✗ alamat: SPSE_URL belum diisi" in capsys.readouterr().out
    assert main(["doctor", "tidak_ada"]) == 1


def test_a_step_has_no_word_of_a_person(tmp_path):
    url = filled(f"sqlite:///{tmp_path / 'a.db'}", [("BRS", "35.22", "2026-10-01", "13000")] * 1)
    (step,) = [s for s in walked(source(rows_min=1), url) if s.name == "contoh baris"]
    assert "indicator = BRS" in step.text
    assert shown("3522010101900001") == "•" * 16


def test_two_queries_are_each_examined(server):
    url = server.reader(filled(server.fresh("two")))
    old, new = (f"{QUERY} WHERE bulan {sign} '2026-10-01'" for sign in ("<", ">="))
    assert all(step.well for step in walked(source(query=[old, new]), url))
    second = source(query=[old, new.replace("harga", "tarif")])
    stopped(second, url, "tabel dan kolom", "tarif")


def test_a_password_with_a_sign_of_its_own_is_told_without_a_part_of_it():
    url = "mysql://pembaca:S@ndi/Baru@127.0.0.1/siharga"
    told = stopped(source(), url, "alamat", "%40")
    assert "ndi" not in told.replace("sandi", "")
