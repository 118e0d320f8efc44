"""The command line as an operator has it: a process of its own, with nothing of our environment."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*words, **environ):
    """`python -m dashboard` with these words and settings, to its end."""
    return python("-m", "dashboard", *words, **environ)


def python(*words, **environ):
    """Python with these words, in the project's folder."""
    plain = {"PATH": os.environ["PATH"], "COLUMNS": "160"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT, env=plain | environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
