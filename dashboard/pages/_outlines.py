"""The operator's own outlines of the kecamatan, when a file with them is configured."""

import json
from functools import lru_cache
from pathlib import Path

from connectors import children, regency
from dashboard import figures
from dashboard.settings import settings

LARGEST = 40_000_000  # bytes; official outlines of a regency have a few million
Stamp = tuple[str, int, int]  # path, changed at, size: a new file is another stamp
NONE: Stamp = ("", 0, 0)
STAYS = "Peta petak dipakai."


def stamp() -> Stamp:
    """The file that is configured, as it is now; `NONE` without one. A file that cannot be found
    has size −1."""
    path = settings().geojson
    if path is None:
        return NONE
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, -1
    return str(path), found.st_mtime_ns, found.st_size


@lru_cache(maxsize=2)  # by the stamp: another file, or the same one changed, is read anew
def outlines(file: Stamp) -> tuple[figures.Outlines | None, str]:
    """The outlines in a file, or why there are none, as a sentence; both empty without a file."""
    path, _, size = file
    if not path:
        return None, ""
    name = Path(path).name
    told = f"Berkas batas wilayah {name} (DASHBOARD_GEOJSON)"
    if size < 0:
        return None, f"{told} tidak ditemukan. {STAYS}"
    if size > LARGEST:
        return None, f"{told} terlalu besar: {size // 1_000_000} MB. {STAYS}"
    names = {area.code: area.name for area in children(regency().code)}
    try:
        found = json.loads(Path(path).read_text("utf-8-sig"))
        return figures.outlines(found, names), ""
    except OSError as error:
        return None, f"{told} tidak dapat dibaca: {error.strerror}. {STAYS}"
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        return None, f"{told} bukan JSON yang benar. {STAYS}"
    except ValueError as error:
        return None, f"{told}: {error}. {STAYS}"
