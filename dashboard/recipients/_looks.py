"""Every look at a person and every download of a work list, with who and why (UU 27/2022)."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from dashboard.recipients._findings import list_of_finding, opened
from dashboard.recipients._kept import Look, Sealed
from dashboard.recipients._marks import checked
from dashboard.recipients._tables import BY_MOST, PURPOSE_MOST, findings
from dashboard.recipients._tables import looks as table
from dashboard.recipients._vault import Keys

PURPOSE_LEAST = 10  # characters


def look(
    db: Connection, keys: Keys, number: int, person: int, by: str, purpose: str, now: datetime
) -> Sealed:
    """The person of a finding, NOT masked, for an officer (by number, and name and office).

    `db` must be `writing`: the look is written first, in the same transaction, so nobody is shown
    of whom that cannot be kept. Raises ValueError for a purpose that says too little or holds a
    number like a NIK and for a finding that is gone; KeyLost.
    """
    if not db.get_execution_options().get("writes"):
        raise RuntimeError("look() memerlukan recipients.writing(): yang melihat harus tercatat")
    code, _ = list_of_finding(db, number)
    _log(db, (code, number, 1), (person, by), purpose, now)
    row = db.execute(select(findings).where(findings.c.id == number)).mappings().one()
    return opened(keys, row)


def log_download(
    db: Connection, list: str, rows: int, person: int, by: str, purpose: str, now: datetime
) -> None:
    """Keep that an officer downloaded a work list of so many rows. ValueError as `look`."""
    _log(db, (list, 0, rows), (person, by), purpose, now)


def looked(
    db: Connection, *, list: str = "", finding: int | None = None, offset: int = 0, limit: int = 200
) -> list[Look]:
    """Looks and downloads, the newest first; of one list, or at one finding."""
    statement = select(*(each for each in table.c if each is not table.c.id),
                       table.c.id.label("number"))  # fmt: skip
    if list:
        statement = statement.where(table.c.list == list)
    if finding is not None:
        statement = statement.where(table.c.finding == finding)
    rows = db.execute(statement.order_by(table.c.id.desc()).offset(offset).limit(limit))
    return [Look(**row) for row in rows.mappings()]


def _log(
    db: Connection,
    what: tuple[str, int, int],
    who: tuple[int, str],
    purpose: str,
    now: datetime,
) -> None:
    purpose = " ".join(purpose.split())
    if len(purpose) < PURPOSE_LEAST:
        raise ValueError(f"isi tujuan melihat data pribadi, sedikitnya {PURPOSE_LEAST} huruf")
    checked(purpose, PURPOSE_MOST, "tujuan")
    checked(who[1], BY_MOST, "nama petugas")
    values = dict(zip(("list", "finding", "rows"), what, strict=True))
    values |= dict(zip(("person", "by"), who, strict=True))
    db.execute(insert(table).values(at=now, purpose=purpose, **values))
