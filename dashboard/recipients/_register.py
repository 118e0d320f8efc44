"""The population register, read from SIAK in chunks: who is there, who died, left and came.

What is odd is told in `connectors/_siak.py`. Only `FLAG_STATUS` 0 is a resident. The other flags
are not known for sure, so death is taken from the deaths' own table and leaving from the moves',
never from a flag. The columns of a death's person and day were not seen anywhere: `[facts.death]`
of `connectors/dukcapil.toml` names them.

A register that is half loaded would call half the regency invalid. It is refused when a kecamatan
holds far fewer residents than the register's own monthly aggregate says, or none, or when the whole
is far smaller than it was at the last verification.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, column, func, select, table

import connectors
from connectors import Source, SourceChanged, areas, children, regency
from dashboard.recipients._engine import Engine

SOURCE = "dukcapil"
SIZE = 100_000  # rows in a chunk: some 60 MB with its frame
LEAST = 0.95  # of the residents that were expected


@dataclass(frozen=True)
class Register:
    """What is known of the register as a whole."""

    written: date  # the last day on which it was written to
    residents: int


def _table(name: str, *columns: str) -> Any:
    return table(name, *(column(each) for each in columns))


PERSON = _table("biodata_wni", "nik", "no_kk", "nama_lgkp", "jenis_klmin", "tgl_lhr", "no_prop",
                "no_kab", "no_kec", "no_kel", "flag_status", "tgl_entri", "tgl_ubah")  # fmt: skip
AGGREGATE = _table("t5_stt_agr_penduduk", "no_kec", "bln", "dak_lk", "dak_lp")


def statements(source: Source) -> dict[str, Select[Any]]:
    """What is asked of SIAK, by the table of the engine that it fills."""
    facts = source.facts["death"]
    dead = _table(facts["table"], facts["nik"], facts["day"])
    person = dead.c[facts["nik"]]
    asked: list[Any] = [each for each in PERSON.c if each.name not in ("tgl_entri", "tgl_ubah")]
    # A whole number beside a NULL is read as a float, which holds 15 digits for sure and not 16.
    asked[1] = func.coalesce(PERSON.c.no_kk, 0).label("no_kk")
    found: dict[str, Select[Any]] = {
        "persons": select(*asked).where(PERSON.c.nik.is_not(None)),
        "deaths": select(person.label("nik"), dead.c[facts["day"]].label("day")).where(
            person.is_not(None)
        ),
    }
    for name, moved in (("departures", "pindah_detail"), ("arrivals", "datang_detail")):
        detail = _table(moved, "nik", "created_date", source.facts["arrival"]["number"])
        told = select(detail.c.nik, detail.c.created_date.label("day"))
        told = told.where(detail.c.nik.is_not(None))
        found[name] = told if name == "departures" else _from_outside(told, detail, source)
    return found


def _from_outside(told: Select[Any], detail: Any, source: Source) -> Select[Any]:
    """Only those who came from another regency: a move within it leaves one a resident."""
    facts = source.facts["arrival"]
    header = _table(facts["header"], facts["number"], facts["kind"])
    same = header.c[facts["number"]] == detail.c[facts["number"]]
    return told.join_from(detail, header, same).where(header.c[facts["kind"]] > facts["outside"])


def load(
    db: Connection,
    source: Source,
    engine: Engine,
    before: int,
    progress: Callable[[int], None] = lambda rows: None,
) -> Register:
    """Read the register into the engine's tables and make its `register`.

    `before`: residents at the last verification; 0 when there was none. Raises SourceChanged for a
    register that is half loaded, or empty.
    """
    written: Any = db.execute(
        select(func.max(func.coalesce(PERSON.c.tgl_ubah, PERSON.c.tgl_entri)))
    ).scalar()
    counts: dict[str, int] = {}
    for name, statement in statements(source).items():
        for piece in connectors.pieces(db, statement, size=SIZE):
            rows = _person(piece, counts) if name == "persons" else _event(piece)
            engine.add(name, rows)
            progress(len(rows))
    if written is None or not counts:
        raise SourceChanged(
            f"{source.code}: register kosong. Verifikasi tidak dijalankan dan hasil terakhir tetap "
            "dipakai"
        )
    _refuse_half(source, counts, _expected(db), before)
    engine.keep("register")
    for name in statements(source):
        engine.drop(name)
    return Register(pd.Timestamp(written).date(), sum(counts.values()))


def _person(piece: pd.DataFrame, counts: dict[str, int]) -> pd.DataFrame:
    kecamatan = _dotted(piece, ("no_prop", "no_kab", "no_kec"))
    active = (piece["flag_status"].fillna(-1) == 0).astype("int32")
    for code, count in kecamatan[active == 1].value_counts().items():
        counts[str(code)] = counts.get(str(code), 0) + int(count)
    return pd.DataFrame(
        {
            "nik": _digits(piece["nik"]),
            "kk": _digits(piece["no_kk"]),
            "name": piece["nama_lgkp"].fillna("").astype(object),
            "sex": piece["jenis_klmin"].fillna(0).astype("int32"),
            "born": pd.to_datetime(piece["tgl_lhr"], errors="coerce"),
            "kecamatan": kecamatan,
            "desa": kecamatan + "." + _padded(piece["no_kel"], 4),
            "active": active,
        }
    )


def _event(piece: pd.DataFrame) -> pd.DataFrame:
    rows = pd.DataFrame({"nik": _digits(piece["nik"]), "day": pd.to_datetime(piece["day"])})
    return rows[rows["nik"] != ""].assign(day=lambda it: it["day"].dt.normalize())


def _digits(numbers: "pd.Series[Any]") -> "pd.Series[str]":
    """Numbers of 16 digits as text; "" for 0, which stands for none."""
    texts = numbers.map(int).astype("int64").astype("str").str.zfill(16)
    return texts.where(texts != "0" * 16, "")


def _padded(numbers: "pd.Series[Any]", width: int) -> "pd.Series[str]":
    return numbers.fillna(0).astype("int64").astype("str").str.zfill(width)


def _dotted(piece: pd.DataFrame, names: tuple[str, ...]) -> "pd.Series[str]":
    first, *rest = (_padded(piece[name], 2) for name in names)
    for each in rest:
        first = first + "." + each
    return first


def _expected(db: Connection) -> Iterator[tuple[str, int]]:
    """The residents of each kecamatan in the newest month of the register's own aggregate."""
    newest = db.execute(select(func.max(AGGREGATE.c.bln))).scalar()
    both = func.sum(AGGREGATE.c.dak_lk + AGGREGATE.c.dak_lp)
    asked = select(AGGREGATE.c.no_kec, both).where(AGGREGATE.c.bln == newest)
    for number, count in db.execute(asked.group_by(AGGREGATE.c.no_kec)).all():
        yield f"{regency().code}.{int(number):02}", int(count)


def _refuse_half(
    source: Source, counts: dict[str, int], expected: Iterator[tuple[str, int]], before: int
) -> None:
    found = {area.code: counts.get(area.code, 0) for area in children(regency().code)}
    few = {code: 1 for code, count in found.items() if not count}
    few |= {code: most for code, most in expected if found.get(code, 0) < LEAST * most}
    whole = sum(found.values())
    if not few and whole >= LEAST * before:
        return
    named = ", ".join(areas()[code].name for code in sorted(few)[:3] if code in areas())
    told = f"penduduk Kec. {named} kurang dari agregat bulanannya" if few else "register menyusut"
    raise SourceChanged(
        f"{source.code}: register tampaknya baru termuat sebagian ({told}; ada {whole} penduduk"
        f"{f', sebelumnya {before}' if before else ''}). Verifikasi tidak dijalankan dan hasil "
        "terakhir tetap dipakai; tunggu sampai replikasi selesai, atau tanyakan ke administrator "
        "basis data SIAK"
    )
