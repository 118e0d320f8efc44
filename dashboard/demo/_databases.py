"""The offices' databases of receivers and patients, in which the other claim lists stand."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table

from connectors import areas
from dashboard.demo._lists import Made, made

# a table's columns: its key, the day, the amount, what marks a row that counts, and the word for it
TABLES = {
    "penerima_bansos": ("id", "tgl_salur", "nominal", "SALUR"),
    "insentif_gtt": ("id", "tgl_bayar", "nominal", "DIBAYAR"),
    "penerima_gayatri": ("id", "tgl_serah", "nilai", "DISERAHKAN"),
    "pasien": ("no_rm", "terakhir", "", ""),
}
CANCELLED = 0.04  # rows that are no claims, for each claim


def databases() -> tuple[str, ...]:
    """The variables of the databases' addresses."""
    return tuple(dict.fromkeys(one.database for one in made().values() if one.table))


def metadata(database: str) -> MetaData:
    """The table that makes the database."""
    found = MetaData()
    one = next(each for each in made().values() if each.database == database)
    key, day, amount, status = TABLES[one.table]
    own: list[Column[Any]] = [Column(key, String(20) if key == "no_rm" else Integer)]
    own += [Column("nik", String(40)), Column("nama", String(80))]
    own += [Column("no_kk", String(20))] if "kk" in one.has else []
    own += [Column("tgl_lahir", DateTime), Column("jk", String(12))] if "born" in one.has else []
    own += [Column("kecamatan", String(60)), Column("desa", String(60)), Column(day, DateTime)]
    own += [Column(amount, Integer), Column("status", String(20))] if status else []
    own += [Column("jenis", String(20))] if one.kind else []
    Table(one.table, found, *own)
    return found


def stored(
    rng: np.random.Generator, database: str, claims: Mapping[str, pd.DataFrame], desa: Any
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """The rows of the database's table, in order of the day, and the claims of each of its lists in
    the order in which they are read, with `row`, the key of each."""
    kinds = [one for one in made().values() if one.database == database]
    key, day, amount, status = TABLES[kinds[0].table]
    rows = pd.concat([claims[one.code].assign(counts=True) for one in kinds], ignore_index=True)
    if status:
        never = rows.sample(frac=CANCELLED, random_state=rng).assign(counts=False)
        rows = pd.concat([rows, never], ignore_index=True)
    rows = rows.sort_values("paid", kind="stable", ignore_index=True)
    numbers = np.arange(1, len(rows) + 1)
    keys: Any = numbers if key == "id" else np.array([f"{each:08}" for each in numbers], object)
    rows["row"] = [f"{key} {each}" for each in keys]
    codes = np.array(desa, dtype=object)[rows["desa"]]
    names = {code: area.name for code, area in areas().items()}
    table = {key: keys, "nik": rows["raw"], "nama": rows["name"], "no_kk": rows["kk"],
             "tgl_lahir": rows["born"], "jk": np.where(rows["sex"] == 1, "L", "P"),
             "kecamatan": [names[code[:8]] for code in codes],
             "desa": [names[code] for code in codes],
             day: rows["paid"], amount: rows["amount"],
             "status": np.where(rows["counts"], status, "BATAL"),
             "jenis": rows["list"].map({one.code: one.kind for one in kinds})}  # fmt: skip
    shape = metadata(database).tables[kinds[0].table]
    frame = pd.DataFrame({column.name: table[column.name] for column in shape.columns})
    told = {one.code: _claims(rows, one) for one in kinds}
    return frame, told


def _claims(rows: pd.DataFrame, one: Made) -> pd.DataFrame:
    own = rows[(rows["list"] == one.code) & rows["counts"]].drop(columns="counts")
    return own.assign(claim=np.arange(len(own))).reset_index(drop=True)
