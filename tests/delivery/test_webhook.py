"""A webhook, told over HTTP and HTTPS: a real little server refuses, stalls and redirects."""

import dataclasses
import hashlib
import hmac
import http.server
import json
import logging
import ssl
import threading

import pytest
from carried import HASTY, PATIENT, PDF, SECRET, XLSX
from certificates import Authority

from dashboard import delivery
from dashboard.delivery import NotYet, Refused

PATH = "/laporan/masuk?token=kunci-dalam-alamat"


class Hook(http.server.ThreadingHTTPServer):
    """Answers with each of `answers` in turn, the last one from then on; keeps what it was sent."""

    daemon_threads = True

    def __init__(self, certificate=None):
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers, self.asked, self.free = [200], [], threading.Event()
        self.scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.thread = threading.Thread(target=self.serve_forever, args=[0.01])
        self.thread.start()

    @property
    def url(self):
        return f"{self.scheme}://localhost:{self.server_port}{PATH}"

    def handle_error(self, request, address):
        """A client that hung up is what these tests are about."""

    def stop(self):
        self.free.set()
        self.shutdown()
        self.thread.join()
        self.server_close()


class Answering(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), body))
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer == "stall":
            self.server.free.wait(30)
            return
        if answer == "drop":
            return
        if answer == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Panjang: ")
            while not self.server.free.wait(0.02):
                self.wfile.write(b"x")
            return
        self.send_response(200 if answer == "endless" else answer)
        if isinstance(answer, int) and 300 <= answer < 400:
            self.send_header("Location", f"http://localhost:{self.server.server_port}/lain")
        self.end_headers()
        if answer == "endless":
            while True:
                self.wfile.write(bytes(1 << 16))

    def log_message(self, *words):
        """Nothing is printed."""


@pytest.fixture
def hook():
    made = Hook()
    yield made
    made.stop()


@pytest.fixture
def secured(tmp_path):
    """`secured(authority, *names)` → a server with TLS."""
    made = []

    def make(authority, *names, last=30):
        path = tmp_path / f"server-{len(made)}.pem"
        path.write_bytes(b"".join(authority.signed(*names, first=-9, last=last)))
        made.append(Hook(path))
        return made[-1]

    yield make
    for each in made:
        each.stop()


@pytest.fixture
def hook_plan(planned, ca):
    def make(url, limits=PATIENT):
        text = f'[webhook]\nurl = "KAIT"\nsecret = "RAHASIA"\nca = "{ca}"\n'
        made = delivery.plan(planned(text, KAIT=url, RAHASIA=SECRET))
        return dataclasses.replace(made, limits=limits)

    return make


def tell(plan, parcel):
    def never():
        raise AssertionError("a webhook can be told again: nothing has to be committed before")

    delivery.send(plan, parcel, "webhook", "localhost", never)


def test_it_is_told_what_the_parcel_is_and_gets_no_files(hook, hook_plan, parcel):
    tell(hook_plan(hook.url), parcel)
    ((path, headers, body),) = hook.asked
    told = json.loads(body)
    assert path == PATH
    assert headers["Content-Type"] == "application/json"
    assert headers["Idempotency-Key"] == parcel.ident == told["ident"]
    assert (told["subject"], told["link"]) == (parcel.subject, parcel.link)
    assert told["facts"] == {"week": "2026-W47"}
    assert told["files"] == [
        {"name": name, "bytes": len(file), "sha256": hashlib.sha256(file).hexdigest()}
        for name, file in (("laporan.pdf", PDF), ("laporan.xlsx", XLSX))
    ]
    signed = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Signature"] == f"sha256={signed}"


def test_a_repeat_says_the_very_same_under_the_same_key(hook, hook_plan, parcel):
    hook.answers = [500, 200]
    plan = hook_plan(hook.url)
    with pytest.raises(NotYet, match="jawaban 500"):
        tell(plan, parcel)
    tell(plan, parcel)
    first, second = hook.asked
    assert first == second


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_an_answer_that_may_change_is_tried_again(hook, hook_plan, parcel, status):
    hook.answers = [status]
    with pytest.raises(NotYet, match=str(status)):
        tell(hook_plan(hook.url), parcel)


@pytest.mark.parametrize("status", [400, 401, 404, 410])
def test_a_refusal_is_final(hook, hook_plan, parcel, status):
    hook.answers = [status]
    with pytest.raises(Refused, match=f"menolak: jawaban {status}; periksa KAIT"):
        tell(hook_plan(hook.url), parcel)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_follows_to_another_address(hook, hook_plan, parcel, status):
    hook.answers = [status]
    with pytest.raises(Refused, match="tidak kita ikuti; perbarui KAIT"):
        tell(hook_plan(hook.url), parcel)
    assert len(hook.asked) == 1


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [("stall", "tidak menjawab|terlalu lambat"), ("drop", "memutus"), ("drip", "terlalu lambat")],
)
def test_no_answer_in_time_is_tried_again(hook, hook_plan, parcel, answer, sentence):
    hook.answers = [answer]
    with pytest.raises(NotYet, match=sentence):
        tell(hook_plan(hook.url, PATIENT if answer == "drop" else HASTY), parcel)


def test_an_answer_without_end_is_not_read_to_its_end(hook, hook_plan, parcel):
    hook.answers = ["endless"]
    tell(hook_plan(hook.url), parcel)


def test_nobody_listens(hook_plan, parcel):
    hook = Hook()
    hook.stop()
    with pytest.raises(NotYet, match="menolak sambungan"):
        tell(hook_plan(hook.url), parcel)


def test_it_is_told_through_tls(authority, secured, hook_plan, parcel):
    hook = secured(authority, "localhost")
    tell(hook_plan(hook.url), parcel)
    assert len(hook.asked) == 1


@pytest.mark.parametrize(
    ("name", "of_another", "last", "sentence"),
    [
        ("lain.contoh.go.id", False, 30, "bukan untuk nama server itu"),
        ("localhost", True, 30, "penerbitnya tidak dikenal"),
        ("localhost", False, -2, "sudah kedaluwarsa"),
    ],
)
def test_a_certificate_that_is_wrong_is_told_nothing(
    authority, secured, hook_plan, parcel, name, of_another, last, sentence
):
    hook = secured(Authority("CA asing") if of_another else authority, name, last=last)
    with pytest.raises(NotYet, match=sentence):
        tell(hook_plan(hook.url), parcel)
    assert not hook.asked


def test_neither_secret_nor_address_is_ever_said(hook, hook_plan, parcel, caplog):
    said = []
    with caplog.at_level(logging.DEBUG):
        for answer in (404, 302, 500, "drop"):
            hook.answers = [answer]
            plan = hook_plan(hook.url)
            with pytest.raises((NotYet, Refused)) as caught:
                tell(plan, parcel)
            said.append(f"{plan!r} {caught.value!r} {caught.value.__cause__!r}")
    seen = " ".join([*said, caplog.text])
    assert SECRET not in seen and "kunci-dalam-alamat" not in seen
