"""Hands briefs out in a process of its own that can be killed at any step.

`Sender` starts one process that has everything imported; each turn is a fork of it. When we end,
however, its input ends, and so does it.
"""

import json
import os
import signal
import smtplib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
STEPS = {  # where the process kills itself
    "connecting": "before a line to the server is open",
    "connected": "once the server has greeted",
    "committing": "before the letter is marked as being sent",
    "uncommitted": "marked, but the transaction is not closed",
    "committed": "marked for good, and the last line not sent",
    "ended": "the last line is sent, the answer not read",
    "answered": "the answer is read, and not yet kept",
    "kept": "the answer is kept, the turn not given back",
}


class Sender:
    """Hands out in a process that can be killed."""

    def __init__(self) -> None:
        environ = {"PATH": os.environ["PATH"], "OPENBLAS_NUM_THREADS": "1"}
        environ["PYTHONPATH"] = str(ROOT)
        self.process = subprocess.Popen(
            [sys.executable, __file__],
            cwd=ROOT,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def turn(self, environ, now, limits, kill="") -> bool:
        """Hand out once, or until the step `kill`; whether the process came to its own end."""
        asked = {"environ": environ, "now": now.isoformat(), "limits": limits, "kill": kill}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        status = json.loads(self.process.stdout.readline())
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        assert killed or status == 0, status
        return not killed

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def _die(*_words, **_named):
    os.kill(os.getpid(), signal.SIGKILL)


def _mined(kill: str) -> None:
    """Put the kill where it belongs."""
    from dashboard import store

    connect, send, sending = smtplib.SMTP.connect, smtplib.SMTP.send, store.sending
    delivered = store.delivered

    def connected(self, *words, **named):
        connect(self, *words, **named)
        _die()

    def ended(self, what):
        send(self, what)
        if what == b".\r\n":
            _die()

    def marked(*words):
        sending(*words)
        _die()

    def answered(*words, **named):
        if not named and "sending" in words[-1]:  # the end of a try with a letter
            _die()
        return delivered(*words, **named)

    if kill in ("connecting", "connected"):
        smtplib.SMTP.connect = _die if kill == "connecting" else connected
    elif kill == "ended":
        smtplib.SMTP.send = ended
    elif kill:
        name, what = {
            "committing": ("sending", _die),
            "uncommitted": ("sending", marked),
            "committed": ("settle", _die),
            "answered": ("delivered", answered),
            "kept": ("release", _die),
        }[kill]
        setattr(store, name, what)


def _main() -> None:
    from datetime import datetime

    from dashboard import delivery, handing
    from dashboard.settings import settings

    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _mined(asked["kill"])
            now = datetime.fromisoformat(asked["now"])
            limits = delivery.Limits(**asked["limits"])
            handing.hand_out(settings(asked["environ"]), now, limits=limits)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps(status) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main()
