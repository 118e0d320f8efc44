"""A line to a server that can be spoilt: silent, cut in the middle, or not there at all."""

import socket
import threading
from contextlib import suppress

from sqlalchemy import make_url


class Proxy:
    """Passes bytes between a client and the server at `url`, as `mode` says.

    pass: as they come. hang: the server's answers stop after `after` bytes. reset: the connection
    is cut there. refuse: nobody listens.
    """

    def __init__(self, url, mode="pass", after=0):
        place = make_url(url)
        self.target, self.mode, self.after = (place.host, place.port), mode, after
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.url = place.set(port=self.port).render_as_string(hide_password=False)
        self.open = []
        if mode == "refuse":
            self.listening.close()
        else:
            threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for each in (self.listening, *self.open):
            with suppress(OSError):
                each.close()

    def _listen(self):
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                server = socket.create_connection(self.target)
                self.open += [client, server]
                threading.Thread(target=self._carry, args=(client, server), daemon=True).start()
                threading.Thread(
                    target=self._carry, args=(server, client, True), daemon=True
                ).start()

    def _carry(self, source, sink, answers=False):
        passed = 0
        with suppress(OSError):
            while data := source.recv(65536):
                passed += len(data)
                if answers and self.mode != "pass" and passed > self.after:
                    if self.mode == "hang":
                        threading.Event().wait(60)
                    linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"  # close with a reset
                    for each in (sink, source):
                        each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                        each.close()
                    return
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
