"""A source that is a CSV or Excel file, or a folder of them."""

import re
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from connectors._contract import Source, SourceChanged, SourceUnreachable

MIDNIGHT = r" 00:00:00$"
PERIOD = re.compile(r"(\d{4})(?:-Q([1-4])|-(\d{2}))?(?:-(\d{2}))?")


def fetch(db: Path, source: Source, since: date) -> pd.DataFrame:
    """The rows of the file from `since` on. `source.columns` names our columns in their words."""
    rows = read(db, source)
    names = {theirs: ours for ours, theirs in source.columns.items()}
    if missing := sorted(set(names) - set(rows.columns)):
        raise SourceChanged(f"{source.code}: kolom {', '.join(missing)} tidak ada di {db.name}")
    rows = rows.rename(columns=names)
    rows = rows[list(names.values())] if names else rows
    rows["period"] = rows["period"].map(lambda text: first_day(text, source, db.name))
    for column in ("value", "upper"):
        if column in rows:
            rows[column] = numbers(rows[column], source, db.name)
    return rows[rows["period"] >= pd.Timestamp(since)]


def read(path: Path, source: Source) -> pd.DataFrame:
    """Every cell as text, empty cells as ""; of a folder, its files one below the other."""
    if path.is_dir():
        files = sorted(each for each in path.iterdir() if each.suffix in (".csv", ".xlsx"))
        if not files:
            raise SourceUnreachable(
                f"{source.code}: folder {path.name} tidak berisi berkas .csv atau .xlsx; "
                "angka terakhir tetap dipakai"
            )
        return pd.concat([read(each, source) for each in files], ignore_index=True)
    if not path.exists():
        raise SourceUnreachable(
            f"{source.code}: berkas {path.name} tidak ditemukan; angka terakhir tetap dipakai. "
            "Minta berkas kepada pengelola dan letakkan di folder yang sama"
        )
    if path.suffix == ".csv":
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    cells = pd.read_excel(path, dtype=str, keep_default_na=False)
    return cells.replace(MIDNIGHT, "", regex=True)  # how Excel's days look as text


def first_day(text: str, source: Source, name: str) -> pd.Timestamp:
    """`2025`, `2025-Q1`, `2025-03` or `2025-03-14` as the first day of that period."""
    found = PERIOD.fullmatch(text.strip())
    if found is None:
        raise SourceChanged(f"{source.code}: {name}: periode {text!r} tidak terbaca")
    year, quarter, month, day = found.groups()
    first = int(quarter) * 3 - 2 if quarter else int(month or 1)
    try:
        return pd.Timestamp(datetime(int(year), first, int(day or 1)))
    except ValueError as error:
        raise SourceChanged(f"{source.code}: {name}: tanggal {text!r} tidak ada") from error


def numbers(cells: "pd.Series[str]", source: Source, name: str) -> "pd.Series[float]":
    """The cells as numbers with a decimal point; an empty cell is not a number."""
    wrong = cells[(cells != "") & pd.to_numeric(cells, errors="coerce").isna()]
    if len(wrong):
        where = ", ".join(f"{cell!r}" for cell in wrong.head(3))
        raise SourceChanged(f"{source.code}: {name}: bukan angka: {where}")
    return pd.to_numeric(cells, errors="coerce")
