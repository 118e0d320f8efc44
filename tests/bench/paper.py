"""One way to a printed week, in a process of its own: seconds and megabytes as JSON.

`paper.py ours` from an open store to the checked PDF of eight pages; `typst` sets its contents
and no more; `browser ADDRESS` prints one page of the dashboard by Chromium, as rivals do.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def memory():
    """Megabytes that this process has now, and had at most."""
    status = Path("/proc/self/status").read_text("ascii")
    now = int(status.partition("VmRSS:")[2].split()[0]) / 1024
    return now, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours():
    from dashboard import brief, clock, store

    moment = clock.now()
    asked = brief.Asked(brief.week_of(clock.today(moment)), "", True, "https://contoh.id")
    with store.reading() as db:
        before, _ = memory()
        start = time.perf_counter()
        contents, pdf = brief.fitted(brief.contents(db, asked, moment), asked)
        told = brief.faults(pdf, contents)
        seconds = time.perf_counter() - start
    assert told == [] and len(contents["pages"]) == 8
    Path(sys.argv[2]).write_text(brief.dumped(contents), "utf-8")
    return {"seconds": seconds, "grown": memory()[1] - before, "peak": memory()[1]}


def typst():
    from dashboard import brief

    contents = brief.loaded(Path(sys.argv[2]).read_text("utf-8"))
    brief.typeset(contents)  # fonts are read once
    start = time.perf_counter()
    brief.typeset(contents)
    return {"seconds": time.perf_counter() - start, "peak": memory()[1]}


def browser():
    with tempfile.TemporaryDirectory() as folder:
        command = [shutil.which("chromium"), "--headless", "--no-sandbox", "--disable-gpu",
                   f"--user-data-dir={folder}", f"--print-to-pdf={folder}/x.pdf",
                   "--virtual-time-budget=5000", sys.argv[2]]  # fmt: skip
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return {
            "seconds": time.perf_counter() - start,
            "bytes": Path(f"{folder}/x.pdf").stat().st_size,
        }


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"ours": ours, "typst": typst, "browser": browser}[sys.argv[1]]()))
