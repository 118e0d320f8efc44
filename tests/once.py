"""What is dear to make and only read afterwards is made once, for all workers of a run together."""

import fcntl
import os
import shutil


def once(factory, name, make):
    """The folder that `make(folder)` filled, for the first worker that asked; the others wait.

    `factory`: pytest's tmp_path_factory. Nobody may write into the folder; take a `copy()`.
    """
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder of its own in the run's
        shared = shared.parent
    whole, part = shared / name, shared / f"{name}.part"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(part, ignore_errors=True)  # of a worker whose making failed
            part.mkdir()
            make(part)
            part.rename(whole)
    return whole


def copy(whole, folder):
    """`folder` with a copy of what `once()` made in it."""
    shutil.copytree(whole, folder, dirs_exist_ok=True)
    return folder
