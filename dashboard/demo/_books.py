"""The aid programmes' Excel lists, as offices lay them out, and where each claim stands in them.

Kecamatan are merged over their rows and end with a sub total; amounts, days and states are written
in several ways; some rows were refused and are no claims.
"""

from typing import Any

import numpy as np
import pandas as pd

from connectors import areas, regency
from dashboard.demo._lists import Made
from dashboard.demo._people import RESIDENT, Population

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember")  # fmt: skip
HEADS = ["No", "Kecamatan", "Desa", "Nama", "NIK", "Tanggal", "Nominal", "Status"]
HEIR = ["NIK Ahli Waris", "Nama Ahli Waris"]
FIRST = 5  # the row of the first person, below the titles and the header
NIK = "E"  # its column
GIVEN = ("Cair", "Selesai ", "DISERAHKAN")
REFUSED = 0.1  # rows that are no claims, for each claim


def file_of(one: Made, year: int) -> str:
    """The name of the programme's file of a year."""
    return f"Penerima {one.programme.title()} {year}.xlsx"


def laid_out(
    rng: np.random.Generator, found: Population, one: Made, claims: pd.DataFrame
) -> tuple[dict[str, dict[str, Any]], pd.DataFrame]:
    """The programme's books by file name, and the claims in the order in which they are read, with
    `row`, the place of each."""
    refused = _refused(rng, found, claims)
    rows = pd.concat([claims.assign(given=True), refused], ignore_index=True)
    rows["code"] = np.array(found.desa, dtype=object)[rows["desa"]]
    rows["below"] = rows["code"].str[:8]
    rows["year"] = rows["paid"].dt.year
    rows = rows.sort_values(["year", "below"], kind="stable", ignore_index=True)
    group = rows.groupby("year")["below"].transform(lambda each: pd.factorize(each)[0])
    line = FIRST + rows.groupby("year").cumcount() + group
    file = rows["year"].map({year: file_of(one, year) for year in rows["year"].unique()})
    rows["row"] = file + " › Daftar › " + NIK + line.astype(str)
    books = {
        file_of(one, year): _book(rows[rows["year"] == year], one, year)
        for year in rows["year"].drop_duplicates().tolist()
    }
    told = rows[rows["given"]].drop(columns=["given", "year", "code", "below"])
    return books, told.assign(claim=np.arange(len(told))).reset_index(drop=True)


def _refused(rng: np.random.Generator, found: Population, claims: pd.DataFrame) -> pd.DataFrame:
    """Rows of residents who asked for it and were refused."""
    rows = claims.sample(frac=REFUSED, random_state=rng).copy()
    own = rng.choice(np.flatnonzero(found.persons["state"] == RESIDENT), len(rows))
    nik = found.persons["nik"].to_numpy()[own].astype(str).astype(object)
    names = [name.title() for name in found.persons["name"].to_numpy()[own]]
    desa = found.persons["desa"].to_numpy()[own]
    return rows.assign(raw=nik, name=names, desa=desa, given=False)


def _book(rows: pd.DataFrame, one: Made, year: int) -> dict[str, Any]:
    heads = [*HEADS, *(HEIR if one.deceased else ())]
    lines: list[list[Any]] = [
        [f"DAFTAR PENERIMA {one.programme.upper()}"],
        [f"KABUPATEN {regency().name.upper()} TAHUN ANGGARAN {year}"],
        [],
        heads,
    ]
    merged = [["A1:H1"], ["A2:H2"]]
    for below, own in rows.groupby("below", sort=True):
        start = len(lines) + 1
        for place, row in enumerate(own.to_dict("records")):
            lines.append(_line(place, row, year, one))
        if len(own) > 1:
            merged.append([f"B{start}:B{len(lines)}"])
        name = areas()[str(below)].name
        lines[start - 1][1] = f"KEC. {name.upper()}" if year % 2 else name
        lines.append([None, "Sub Total", *(None,) * 4, int(own["amount"].sum()), None])
    lines += [[None, "JUMLAH", *(None,) * 4, int(rows["amount"].sum()), None], [],
              ["Keterangan: daftar sementara, menunggu verifikasi"]]  # fmt: skip
    return {"Daftar": lines, "Daftar!merged": merged}


def _line(place: int, row: dict[Any, Any], year: int, one: Made) -> list[Any]:
    day, amount = row["paid"], int(row["amount"])
    written: Any = (
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        day.to_pydatetime(),
        f"{day:%d/%m/%Y}",
    )[place % 3]
    money: Any = (amount, f"Rp {amount:,.0f},-".replace(",", ".").replace(".-", ",-"),
                  f"{amount:,.0f}".replace(",", "."))[place % 3]  # fmt: skip
    status = GIVEN[place % 3] if row["given"] else "Ditolak"
    heir = [row["other_raw"], row["other_name"]] if one.deceased else []
    return [place + 1, None, areas()[row["code"]].name, row["name"], row["raw"], written, money,
            status, *heir]  # fmt: skip
