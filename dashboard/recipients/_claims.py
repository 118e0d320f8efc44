"""Claims: the rows of a list with their NIK cleaned and its structure judged, one frame a list."""

from collections.abc import Callable
from datetime import date

import pandas as pd

import connectors
from connectors import SourceChanged
from dashboard.recipients._lists import ClaimList
from dashboard.recipients._nik import structure
from dashboard.recipients._written import WHOLE, cleaned, wrong_column

DIGITS_OF_KK = 16


def claims(
    one: ClaimList, address: str, today: date, progress: Callable[[int], None] = lambda rows: None
) -> pd.DataFrame:
    """Every claim of the list at `address`, numbered from 0: the columns of the connectors'
    `people`, with `nik` as 16 digits (or what was written), `fault` and `how` of it (reason codes
    or ""), `warning`, and the same of `other_nik`. `attrs["unread"]`: cells that say nothing.

    Raises SourceUnreachable and SourceChanged, also for a list that holds no claim, and for one
    whose NIK stand in another column.
    """
    given = one.status.get("given", ())
    found = []
    for piece in connectors.people(one.source, address, one.status.get("column", ""), given):
        found.append(piece)
        progress(len(piece))
    unread = [told for piece in found for told in piece.attrs.pop("unread")]
    rows: pd.DataFrame = pd.concat(found, ignore_index=True)
    if len(rows) < one.source.rows_min:
        raise SourceChanged(
            f"{one.code}: daftar tidak memuat satu baris pun yang berlaku; periksa apakah berkas "
            "atau basis datanya kosong. Hasil verifikasi terakhir tetap dipakai"
        )
    if other := wrong_column(rows, "nik"):
        raise SourceChanged(
            f"{one.code}: kolom {one.columns['nik']} tidak berisi NIK; NIK tampaknya ada di kolom "
            f"{one.columns.get(other, other)}. Betulkan judul kolom, atau [columns] di "
            f"recipients/lists/{one.code}.toml"
        )
    whole = one.source.dbms != "files"
    if whole:
        refuse_lost_digits(one, rows)
    rows = _checked(rows, "nik", "", today, whole)
    rows = _checked(rows, "other_nik", "other_", today, whole)
    rows["kk"] = rows["kk"].str.replace(r"\D", "", regex=True)
    rows.loc[rows["kk"].str.len() != DIGITS_OF_KK, "kk"] = ""
    rows.insert(0, "claim", pd.RangeIndex(len(rows)))
    rows.attrs = {"unread": unread}
    return rows


def refuse_lost_digits(one: ClaimList, rows: pd.DataFrame) -> None:
    """Raise SourceChanged when a NIK came as a float too large to hold all its digits: a database
    gives whole numbers so when there is a NULL among them."""
    if rows["nik"].map(lambda cell: isinstance(cell, float) and cell >= WHOLE).any():
        raise SourceChanged(
            f"{one.code}: kolom {one.columns['nik']} berupa bilangan dan memuat NULL, sehingga NIK "
            "yang besar kehilangan angka; tulis CAST(… AS CHAR(16)) dalam query di "
            f"recipients/lists/{one.code}.toml"
        )


def _checked(
    rows: pd.DataFrame, column: str, prefix: str, today: date, whole: bool
) -> pd.DataFrame:
    """The column cleaned, with `fault`, `how` and `warning` of each cell."""
    written = cleaned(rows[column], numbers_are_whole=whole)
    judged = structure(written["nik"], today)
    fault = written["fault"].where(written["fault"] != "", judged["fault"])
    told = {column: written["nik"], f"{prefix}fault": fault}
    if not prefix:
        told |= {"how": written["how"], "warning": judged["warning"]}
    return rows.assign(**told)
