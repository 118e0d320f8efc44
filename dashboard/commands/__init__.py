"""What `python -m dashboard` can do: one file a command, each with the words it takes."""

import argparse

from dashboard.commands import (
    accept,
    brief,
    demo,
    doctor,
    refresh,
    reject,
    serve,
    show,
    user,
    verify,
)
from dashboard.commands._words import Refused

__all__ = ["Refused", "parser"]

EVERY = (
    demo,
    doctor,
    refresh,
    accept,
    reject,
    verify,
    brief,
    serve,
    show,
    user,
)  # in the order of the help


def parser() -> argparse.ArgumentParser:
    """The commands and what they take; `command` of the result carries the chosen one out."""
    top = argparse.ArgumentParser(prog="python -m dashboard", description="Dasbor data makro")
    top.add_argument("--verbose", action="store_true", help="tampilkan catatan operator")
    commands = top.add_subparsers(required=True, metavar="PERINTAH")
    for each in EVERY:
        each.add(commands)
    return top
