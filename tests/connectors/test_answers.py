"""A source that is a web service, asked over HTTPS from a server of the tests' own."""

import dataclasses
import logging
import time
import traceback
from datetime import date

import pytest
from pulling import TODAY, pulled
from web import WebService, certificate

from connectors import SourceChanged, SourceUnreachable, _answers, _http, source_of
from connectors._nested import flat

KEY = "K3y/rahasia#42?"
WRITTEN = "K3y%2Frahasia%2342%3F"
ENTRY = {"title": "Izin", "unit": "izin", "frequency": "month", "better": "none", "range": [0, 999]}
FACTS = {
    "title": "Perizinan",
    "owner": "2.18",
    "system": "layanan izin",
    "dbms": "service",
    "database": "IZIN_URL",
    "refresh": "daily",
    "rows_min": 1,
    "limit_s": 5,
    "columns": {"period": "tanggal"},
    "values": {"permits": {"count": "id"}},
    "service": {"path": "izin", "key": "query:key"},
}
ROW = {"id": "1", "tanggal": "2026-09-03"}
LOCAL_CA = "?ca={}"


def declared(service=None, **facts):
    facts = FACTS | facts | {"service": FACTS["service"] | (service or {})}
    return source_of("izin", facts | {"indicator": {"permits": ENTRY}})


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def service(files):
    service = WebService(files)
    service.address = f"https://:{WRITTEN}@localhost:{service.port}/api?ca={files[0]}"
    service.reply = lambda asked, handler: [ROW]
    yield service
    service.stop()


def permits(service, source=None, since=date(1900, 1, 1)):
    frame = pulled(source or declared(), service.address, since)
    return {f"{row.period:%Y-%m}": row.value for row in frame.itertuples()}


def row(number, day="2026-09-03"):
    return {"id": str(number), "tanggal": day}


def test_an_answer_becomes_a_frame(service):
    assert permits(service) == {"2026-09": 1.0}
    (asked,) = service.asked
    assert (asked.path, asked.query) == ("/api/izin", {"key": KEY})


def test_pages_are_asked_until_one_is_empty(service):
    pages = [[row(1), row(2)], [row(3)], []]
    service.reply = lambda asked, handler: pages[int(asked.query["page"]) - 1]
    assert permits(service, declared({"page": "page"})) == {"2026-09": 3.0}
    assert [asked.query["page"] for asked in service.asked] == ["1", "2", "3"]


def test_pages_are_asked_as_many_as_the_answer_says(service):
    def reply(asked, handler):
        return {"data": [{"page": 1, "pages": "2"}, [row(asked.query["halaman"])]]}

    service.reply = reply
    source = declared({"page": "halaman", "pages": "data.0.pages", "rows": "data.1"})
    assert permits(service, source) == {"2026-09": 2.0}
    assert len(service.asked) == 2


def test_a_service_that_never_says_its_last_page_is_stopped(service, monkeypatch):
    monkeypatch.setattr(_answers, "MOST_PAGES", 3)
    with pytest.raises(SourceChanged, match="tidak berhenti pada 3 halaman"):
        permits(service, declared({"page": "page"}))


def test_a_number_of_pages_that_is_none_is_told(service):
    service.reply = lambda asked, handler: {"rows": [ROW], "pages": None}
    with pytest.raises(SourceChanged, match="`pages` .* bukan banyaknya halaman"):
        permits(service, declared({"page": "page", "pages": "pages", "rows": "rows"}))


def test_months_are_asked_one_by_one_up_to_today(service):
    windows = declared({"windows": ["dari", "sampai"], "begins": date(2026, 9, 1)})
    service.reply = lambda asked, handler: [row(asked.query["dari"], asked.query["dari"])]
    assert permits(service, windows) == {"2026-09": 1.0, "2026-10": 1.0, "2026-11": 1.0}
    asked = [(each.query["dari"], each.query["sampai"]) for each in service.asked]
    assert asked == [
        ("2026-09-01", "2026-09-30"),
        ("2026-10-01", "2026-10-31"),
        ("2026-11-01", f"{TODAY}"),
    ]
    service.asked.clear()
    permits(service, windows, since=date(2026, 10, 20))
    assert [each.query["dari"] for each in service.asked] == ["2026-10-01", "2026-11-01"]


def test_a_month_without_a_row_is_no_fault(service):
    service.reply = lambda asked, handler: []
    assert permits(service) == {}


def test_a_pause_is_kept_before_each_question(service):
    pages = [[row(1)], [row(2)], []]
    service.reply = lambda asked, handler: pages[int(asked.query["page"]) - 1]
    began = time.monotonic()
    permits(service, declared({"page": "page", "pause_s": 0.2}))
    assert time.monotonic() - began >= 0.6


@pytest.mark.parametrize(
    ("key", "header", "value"),
    [
        ("header:X-Api-Key", "X-Api-Key", KEY),
        ("bearer", "Authorization", f"Bearer {KEY}"),
        ("", "Authorization", "Basic OkszeS9yYWhhc2lhIzQyPw=="),
    ],
)
def test_the_key_goes_where_the_toml_says(service, key, header, value):
    permits(service, declared({"key": key}))
    (asked,) = service.asked
    assert asked.headers[header] == value and not asked.query


@pytest.mark.parametrize("key", ["query", "bearer:x", "cookie:x", "header:"])
def test_a_place_for_the_key_that_nobody_knows_is_refused(key):
    with pytest.raises(ValueError, match="tulis query:NAMA"):
        _answers.question(declared({"key": key}))


def half(asked, handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'[{"id": "1"')


def half_a_chunk(asked, handler):
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b'8\r\n[{"id": \r\n20\r\n"1"')


def drip(asked, handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        time.sleep(0.1)


def drip_headers(asked, handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        handler.wfile.write(b"a")
        time.sleep(0.1)


def silent(asked, handler):
    time.sleep(30)


def huge(asked, handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)


def says(*answer):
    return lambda asked, handler: answer


OTHER_HOST = {"Location": "https://203.0.113.9/ambil"}
NO_ROWS = "`baris` .* bukan daftar baris"
FAULTS = {
    "quota": (says(429, "", {"Retry-After": "60"}), SourceUnreachable, "kuota habis .*60 detik"),
    "quota, no word when": (says(429, ""), SourceUnreachable, "429: kuota habis;"),
    "key refused": (says(401, ""), SourceUnreachable, "menolak kunci kita"),
    "forbidden": (says(403, ""), SourceUnreachable, "menolak kunci kita"),
    "gone": (says(404, ""), SourceChanged, "alamat tidak ada"),
    "bad request": (says(422, ""), SourceChanged, "permintaan ditolak"),
    "their fault": (says(500, ""), SourceUnreachable, "sedang bermasalah"),
    "maintenance": (says(503, ""), SourceUnreachable, "sedang bermasalah"),
    "redirect": (says(302, "", OTHER_HOST), SourceChanged, "mengarahkan ke alamat lain"),
    "half": (half, SourceUnreachable, "memutus jawabannya di tengah"),
    "half a chunk": (half_a_chunk, SourceUnreachable, "memutus jawabannya di tengah"),
    "html": (says(200, "<html>Masuk</html>"), SourceChanged, "bukan JSON yang utuh"),
    "deep": (says(200, "[" * 100_000), SourceChanged, "bukan JSON yang utuh"),
    "latin": (says(200, "\x00"), SourceChanged, "bukan JSON yang utuh"),
    "no rows": (says(200, {"status": "OK", "data": 1}), SourceChanged, NO_ROWS),
    "rows of text": (says(200, {"status": "OK", "baris": ["a"]}), SourceChanged, NO_ROWS),
    "not good": (
        says(200, {"baris": [ROW], "status": f"kunci {KEY} salah"}),
        SourceChanged,
        "`status` dalam jawaban layanan bukan 'OK'",
    ),
}  # fmt: skip
ROWS = declared({"rows": "baris", "good": {"status": "OK"}})


@pytest.mark.parametrize("name", FAULTS)
def test_what_goes_wrong_is_told_in_words_and_never_with_the_key(service, name, caplog):
    service.reply, kind, words = FAULTS[name]
    with pytest.raises(kind, match=words) as told:
        permits(service, ROWS)
    told_at_all(told, caplog)


def told_at_all(told, caplog):
    """Neither what a log would show nor what any error in the chain says holds the key."""
    logging.getLogger("uji").error("gagal", exc_info=told.value)
    texts = [caplog.text, repr(told.value), *traceback.format_exception(told.value)]
    for text in texts:
        assert KEY not in text and WRITTEN not in text and "rahasia" not in text


@pytest.mark.parametrize("reply", [drip, drip_headers, silent])
def test_a_server_that_drips_or_keeps_silent_ends_with_the_sources_time(service, reply, caplog):
    service.reply = reply
    began = time.monotonic()
    with pytest.raises(SourceUnreachable, match="tidak menjawab dalam 1 detik") as told:
        permits(service, declared(limit_s=1))
    assert time.monotonic() - began < 2
    told_at_all(told, caplog)


def test_the_time_is_that_of_the_whole_refresh_and_not_of_each_question(service):
    def reply(asked, handler):
        time.sleep(0.4)
        return [row(asked.query["page"])]

    service.reply = reply
    with pytest.raises(SourceUnreachable, match="tidak menjawab dalam 1 detik"):
        permits(service, declared({"page": "page"}, limit_s=1))
    assert len(service.asked) <= 3


def test_an_answer_without_end_is_not_kept(service, monkeypatch, caplog):
    monkeypatch.setattr(_http, "MOST_BYTES", 1 << 20)
    service.reply = huge
    with pytest.raises(SourceChanged, match="lebih dari 1 MB") as told:
        permits(service)
    told_at_all(told, caplog)


def test_nobody_home_is_told(service, caplog):
    service.stop()
    with pytest.raises(SourceUnreachable, match="tidak dapat dihubungi") as told:
        permits(service)
    told_at_all(told, caplog)


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(service, caplog):
    service.address = service.address.partition("?")[0]
    with pytest.raises(SourceUnreachable, match=r"penerbitnya tidak dikenal.*\?ca=") as told:
        permits(service)
    told_at_all(told, caplog)
    assert not service.asked


def test_a_certificate_for_another_host_is_not_trusted(tmp_path):
    files = certificate(tmp_path, host="lain.example")
    service = WebService(files)
    service.address = f"https://:{WRITTEN}@localhost:{service.port}/api?ca={files[0]}"
    with pytest.raises(SourceUnreachable, match="bukan untuk nama host itu"):
        permits(service)
    assert not service.asked
    service.stop()


def test_a_file_of_authorities_that_is_not_there_is_told(service, tmp_path):
    service.address = service.address.partition("?")[0] + f"?ca={tmp_path}/tidak-ada.pem"
    with pytest.raises(SourceChanged, match="berkas CA dalam IZIN_URL tidak terbaca"):
        permits(service)


def test_an_open_line_is_refused_unless_somebody_answers_for_it(monkeypatch):
    source = declared()
    with pytest.raises(SourceChanged, match="harus https://"):
        pulled(source, f"http://:{WRITTEN}@izin.example/api")
    waived = {"tls": {"by": "Kepala Bidang", "on": date(2026, 11, 1), "why": "jaringan tertutup"}}
    web = _http.Web(f"http://:{WRITTEN}@izin.example/api", declared(waived=waived), "", 0)
    assert not web.at.safe
    service = WebService()
    service.reply = lambda asked, handler: [ROW]
    service.address = f"http://:{WRITTEN}@127.0.0.1:{service.port}/api"
    assert permits(service, source) == {"2026-09": 1.0}  # this machine's own
    service.stop()


@pytest.mark.parametrize(
    "address",
    [
        f"https://:{KEY}@localhost/api",
        "https://pembaca:12/rahasia@localhost/api",
        "https://:rahasia@/api",
        "https://:rahasia@localhost:pintu/api",
        "https://:rahasia@localhost/api?key=rahasia",
        "https://:rahasia@localhost/api?rahasia",
        "https://:rahasia@[::1/api",
        "ftp://:rahasia@localhost/api",
    ],
)
def test_an_address_that_cannot_be_read_is_told_without_what_is_in_it(address, caplog):
    with pytest.raises(SourceChanged, match="alamat dalam IZIN_URL") as told:
        pulled(declared(), address)
    told_at_all(told, caplog)


def test_a_key_that_no_header_can_hold_is_told_without_it(service, caplog):
    service.address = service.address.replace(WRITTEN, "rahasia%0d%0aX-Lain: 1")
    with pytest.raises(SourceChanged, match="tidak dapat dibaca") as told:
        permits(service, declared({"key": "header:X-Key"}))
    told_at_all(told, caplog)


def test_the_key_is_not_in_what_python_shows_of_a_service(service):
    web = _http.Web(service.address, declared(), "query:key", 0)
    for shown in (_answers.Service(service.address, TODAY), web, web.at):
        assert "rahasia" not in repr(shown) and WRITTEN not in repr(shown)


def test_saved_answers_are_read_as_the_service_gives_them(tmp_path):
    (tmp_path / "2026-09.json").write_text('{"status": "OK", "baris": [{"id": 1, "tanggal": "x"}]}')
    with pytest.raises(SourceChanged, match=r'2026-09.json › baris\[0\] › tanggal: "x" bukan'):
        pulled(ROWS, tmp_path)
    (tmp_path / "2026-09.json").write_text('{"status": "OK", "baris": [')
    with pytest.raises(SourceChanged, match="2026-09.json bukan JSON yang utuh"):
        pulled(ROWS, tmp_path)
    with pytest.raises(SourceUnreachable, match="tidak ada"):
        pulled(ROWS, tmp_path / "lain")


def test_lists_within_a_row_are_followed_and_a_row_without_one_stays():
    rows = [
        {"nib": 1, "skala": "01", "proyek": [{"skala": "02", "lokasi": [{"d": 7}, {"d": 8}]}]},
        {"nib": 2, "skala": "03", "proyek": []},
        {"nib": 3, "skala": "04"},
    ]
    found = dict(flat(rows, "proyek.lokasi"))
    assert found == {
        "[0].proyek[0].lokasi[0]": {"nib": 1, "skala": "01", "proyek.skala": "02", "d": 7},
        "[0].proyek[0].lokasi[1]": {"nib": 1, "skala": "01", "proyek.skala": "02", "d": 8},
        "[1]": {"nib": 2, "skala": "03"},
        "[2]": {"nib": 3, "skala": "04"},
    }


def test_what_an_answer_may_be_called_is_all_that_the_toml_knows():
    names = {each.name for each in dataclasses.fields(_answers.Question)}
    assert names >= set(FACTS["service"])
    with pytest.raises(TypeError, match="pagee"):
        _answers.question(declared({"pagee": "x"}))


def test_people_are_told_what_is_asked():
    asked = {"query": {"jenis": 2}, "page": "halaman", "windows": ["dari", "sampai"]}
    assert _answers.told(declared(asked)) == "GET izin?jenis=2&dari=…&sampai=…&halaman=…"
    assert _answers.told(declared()) == "GET izin"
