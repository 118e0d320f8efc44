"""What officers say of a finding: added to, never changed. Only a run closes it."""

import re
from datetime import datetime

from sqlalchemy import Connection, insert, select

from dashboard.recipients._findings import list_of_finding
from dashboard.recipients._kept import STATES, Mark
from dashboard.recipients._tables import BY_MOST, NOTE_MOST
from dashboard.recipients._tables import marks as table

# Sixteen digits, however they are spaced. Stricter than the rule for follow-ups, which lets four
# years in a row pass: who writes here has a NIK before him.
NUMBER = re.compile(r"\d(?:[\s.\-_/]{0,2}\d){15}")


def mark(
    db: Connection, number: int, state: str, note: str, person: int, by: str, now: datetime
) -> bool:
    """Say what an officer (by number, and name and office) holds of finding `number`; False when it
    says nothing new, as when a form was sent twice.

    Raises ValueError, with a sentence for the officer, for a state that is none, a note that is too
    long or holds a number like a NIK, `rejected` without a note, a finding that is closed or gone.
    """
    note = note.strip()
    if state not in STATES:
        raise ValueError("status temuan tidak dikenal")
    if state == "rejected" and not note:
        raise ValueError("isi catatan: mengapa daftar benar dan register keliru")
    checked(note, NOTE_MOST, "catatan")
    checked(by, BY_MOST, "nama petugas")
    _, is_open = list_of_finding(db, number)
    if not is_open:
        raise ValueError(f"temuan {number} sudah ditutup oleh verifikasi terakhir")
    last = marks(db, number)[-1:]
    if last and (last[0].state, last[0].note, last[0].person) == (state, note, person):
        return False
    values = {"finding": number, "at": now, "person": person, "by": by}
    db.execute(insert(table).values(**values, state=state, note=note))
    return True


def marks(db: Connection, number: int) -> list[Mark]:
    """Everything that was said of a finding, oldest first."""
    columns = (table.c.at, table.c.person, table.c.by, table.c.state, table.c.note)
    statement = select(*columns).where(table.c.finding == number).order_by(table.c.id)
    return [Mark(**row) for row in db.execute(statement).mappings()]


def checked(text: str, most: int, what: str) -> None:
    """Raise ValueError unless the text may be kept. It is never part of what the error says."""
    if len(text) > most:
        raise ValueError(f"{what} paling banyak {most} huruf; sekarang {len(text)}")
    if NUMBER.search(text):
        raise ValueError(
            f"{what} memuat nomor 16 angka seperti NIK. Data pribadi tidak boleh ditulis di sini "
            "(UU 27/2022 tentang Pelindungan Data Pribadi); hapus nomornya"
        )
    if "\0" in text:
        raise ValueError(f"{what} memuat tanda yang tidak dapat disimpan")
