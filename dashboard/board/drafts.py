"""What somebody typed into the form of a follow-up: read, checked, and never lost."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import figures
from dashboard.board.followups import FollowUp
from dashboard.store import NOTE_MOST, OWNER_MOST

LONGEST = timedelta(days=5 * 366)  # a due date further off is a typing error
# A NIK, or the number of a family card: sixteen digits on end, or spaced as people space them and
# then beginning with the code of a province, for four years in a row are no NIK.
NIK = re.compile(
    r"(?<!\d)(?:\d{16}"
    r"|(?=1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])"
    r"(?:\d{4}(?:[ .-]\d{4}){3}|\d{6}[ .-]\d{6}[ .-]\d{4}|(?:\d\d[ .-]){3}\d{6}[ .-]?\d{4}))(?!\d)"
)
FIELDS = ("owner", "due", "progress", "note", "done")


@dataclass(frozen=True)
class Draft:
    """A form that can be kept."""

    owner: str
    due: date
    progress: int
    note: str
    done: bool


def blank(one: FollowUp | None) -> dict[str, str]:
    """The form before anybody has typed: what holds now, and no note."""
    if one is None or not one.open:
        return dict.fromkeys(FIELDS, "") | {"progress": "0"}
    done = "1" if one.progress is one.progress.CLAIMED else ""
    held = {"owner": one.owner, "due": one.due.isoformat(), "progress": str(one.percent)}
    return held | {"note": "", "done": done}


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed, without what no keyboard types (and PostgreSQL does not keep)."""
    found = {name: form.get(name, "").replace("\r\n", "\n") for name in FIELDS}
    return {
        name: "".join(sign for sign in text if sign == "\n" or sign.isprintable()).strip()
        for name, text in found.items()
    }


def checked(
    given: Mapping[str, str], today: date, before: FollowUp | None
) -> tuple[Draft | None, dict[str, str]]:
    """The draft, or for each field that is wrong a sentence that says how to write it."""
    faults: dict[str, str] = {}
    owner = " ".join(given["owner"].split())
    if not owner:
        faults["owner"] = "Isi siapa yang mengerjakan: nama, jabatan, atau bidang."
    elif len(owner) > OWNER_MOST:
        faults["owner"] = f"Paling banyak {OWNER_MOST} huruf; sekarang {len(owner)}."
    if len(given["note"]) > NOTE_MOST:
        long = figures.number(len(given["note"]))
        faults["note"] = f"Paling banyak {figures.number(NOTE_MOST)} huruf; sekarang {long}."
    for name in ("owner", "note"):
        if NIK.search(given[name]):
            faults[name] = (
                "Tulisan ini memuat nomor 16 angka seperti NIK. Data pribadi tidak boleh ditulis "
                "di sini (UU 27/2022 tentang Pelindungan Data Pribadi); hapus nomornya."
            )
    due = _due(given["due"], today, before, faults)
    progress = -1
    if re.fullmatch(r"[0-9]{1,3}", given["progress"]) and int(given["progress"]) <= 100:
        progress = int(given["progress"])
    else:
        faults["progress"] = "Isi bilangan bulat dari 0 sampai 100."
    if faults or due is None:
        return None, faults
    return Draft(owner, due, progress, given["note"], given["done"] == "1"), {}


def _due(text: str, today: date, before: FollowUp | None, faults: dict[str, str]) -> date | None:
    try:
        due = date.fromisoformat(text)
    except ValueError:
        faults["due"] = "Isi tanggalnya, seperti 2026-12-31."
        return None
    if before is not None and due == before.due:
        return due  # it went by: that may stand until somebody promises another one
    if due < today:
        faults["due"] = f"Tenggat baru tidak boleh sebelum hari ini, {figures.day(today)}."
    elif due > today + LONGEST:
        faults["due"] = "Tenggat lebih dari lima tahun lagi; periksa tahunnya."
    return due
