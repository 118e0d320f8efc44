"""A web service of the tests' own: HTTPS on this machine, with a certificate made for it."""

import json
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


def certificate(folder, name="ca", host="localhost"):
    """A certificate that signs itself, and its key: two files."""
    files = folder / f"{name}.pem", folder / f"{name}.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    command += ["-keyout", str(files[1]), "-out", str(files[0])]
    subprocess.run(command, check=True, capture_output=True)
    return files


class Asked:
    """One question as the service saw it."""

    def __init__(self, handler):
        parts = urlsplit(handler.path)
        self.path = parts.path
        self.query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.headers = dict(handler.headers)


class WebService:
    """`service.reply(asked, handler)` answers: a JSON value, (status, text[, headers]), or None
    when it has written by itself. `service.asked` is what came."""

    def __init__(self, files=None):
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                asked = Asked(self)
                service.asked.append(asked)
                answer = service.reply(asked, self)
                if answer is None:
                    return
                status, text, headers = 200, answer, {}
                if isinstance(answer, tuple):
                    status, text, headers = (*answer, {})[:3]
                if not isinstance(text, str):
                    text = json.dumps(text)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *words):
                pass

        self.asked = []
        self.reply = lambda asked, handler: []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *who: None  # those who hang up on us are why we are here
        self.port = self.server.server_address[1]
        if files:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*files)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, args=[0.05], daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
