"""Business numbers (NIB) and their projects from what OSS pushes to the regency.

One NIB has many projects and a project many places. A NIB that changes is written anew with all of
it, so of two answers about one the later counts. Numbers are by where a project is: head offices
stand in big towns, and of a NIB with projects elsewhere only those here count. A project counts
once, at its first place here. Codes are those of Kemendagri, ten digits for a desa.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from connectors import Source, regency
from connectors._answers import Service, table
from connectors._cells import BadCells
from connectors._days import no_day
from connectors._rows import Rows, Table, text
from connectors._shape import shaped


def fetch(db: Service, source: Source, since: date) -> pd.DataFrame:
    """What the .toml reckons from projects within the regency, by the NIB's month."""
    found = table(db, source, since)
    return shaped([found if found.rows.empty else _projects(found, source)], source)


def _projects(found: Table, source: Source) -> Table:
    """A row a project, or a NIB without one, with its kecamatan (`tempat`) and its jobs (`tki`)."""
    bad = BadCells(source)
    read = Rows(found, source, bad)

    def texts(theirs: str) -> "pd.Series[str]":
        return read.rows[read.column(theirs)].map(text)

    men, women = read.numbers("jumlah_tki_l"), read.numbers("jumlah_tki_p")
    bad.refuse()
    nib, changed, place = texts("nib"), texts("tgl_perubahan_nib"), texts("proyek_daerah_id")
    place = place.where(place != "", texts("perseroan_daerah_id"))
    rows = read.rows.assign(
        nib=nib,
        id_proyek=texts("id_proyek"),
        tempat=place.str[:6],  # the kecamatan, also where it is written as one: 3522150000
        tki=men.add(women, fill_value=0),
    )
    kept = place.str.startswith(regency().code.replace(".", ""))
    kept &= ~texts("tgl_terbit_nib").map(no_day).astype(bool)
    kept &= ~texts("status_nib").str.casefold().isin(source.facts["withdrawn"])
    kept &= changed == changed.groupby(nib).transform("max")
    rows = rows[kept].drop_duplicates(["nib", "id_proyek"])
    places: Sequence[int] = rows.index.tolist()
    return Table(
        rows.reset_index(drop=True),
        lambda at, column: found.named(places[at], column),
        found.decimal,
    )
