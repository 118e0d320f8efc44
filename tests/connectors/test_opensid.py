"""OpenSID of many villages: who lives there, what was reported, weights as text, aid by family."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pulling import EVER, pulled
from sqlalchemy import create_engine, text

import connectors
from connectors import SourceChanged
from dashboard import demo

SOURCE = connectors.sources()["opensid"]
NEVER = "0000-00-00 00:00:00"
COLUMNS = {
    name: ", ".join(column.name for column in table.columns)
    for name, table in demo.generator("opensid").metadata.tables.items()
}


def row(table, *cells):
    values = ", ".join("NULL" if c is None else repr(c) for c in cells)
    return f"INSERT INTO {table} ({COLUMNS[table]}) VALUES ({values})"


def person(number, family, status=1, born="2026-02-03", weight="", village=1, household=1):
    return row("tweb_penduduk", number, village, family, 1, household, 1, status, "Warga",
               f"352299{number:010}", weight, born, "2026-11-03 07:00:00")  # fmt: skip


def event(number, of, kind, told, entered="2026-06-09 08:00:00", village=1):
    return row("log_penduduk", number, village, of, kind, told, NEVER, entered)


def joined(number, programme, member, village=1):
    return row("program_peserta", number, village, programme, member)


ROWS = [
    row("config", 1, "Tikusan", "3522142018"),
    row("config", 2, "Bakalan", "35.22.14.2014"),
    row("tweb_keluarga", 1, 1, 1, "K1"),
    row("tweb_keluarga", 2, 2, 4, "K2"),
    row("tweb_rtm", 1, 1, 1, "R1"),
    row("tweb_rtm", 2, 2, 4, "R2"),
    person(1, 1, born="1980-01-01"),
    person(2, 1, weight="2,4"),
    person(3, 1, weight="3200", status=2),
    person(4, 2, born="1970-01-01", village=2, household=2),
    person(5, 2, weight="2.5 kg", village=2, household=2),
    event(1, 2, 1, "2026-02-10 09:00:00"),
    event(2, 5, 1, NEVER, "2026-03-01 09:00:00", village=2),
    event(3, 3, 2, "2026-05-05 09:00:00"),
    row("program", 1, None, 2, 1, "BPNT", "2022-01-01", "0000-00-00"),
    row("program", 2, None, 1, 1, "Lansia", "2022-01-01", "2026-12-31"),
    row("program", 3, None, 3, 1, "Rumah", "2022-01-01", "2026-12-31"),
    row("program", 4, None, 2, 1, "Sudah selesai", "2022-01-01", "2022-12-31"),
    row("program", 5, None, 2, 0, "Tidak aktif", "2022-01-01", "2026-12-31"),
    row("program", 6, None, 4, 1, "Kelompok", "2022-01-01", "2026-12-31"),
    joined(1, 1, "K1"),
    joined(2, 3, "R1"),
    joined(3, 2, "3522990000000004", village=2),
]


@pytest.fixture
def change(tmp_path):
    """`change(*statements)` changes the small database and gives its frame."""
    url = f"sqlite:///{tmp_path / 'opensid.db'}"
    demo.fill(url, demo.generator("opensid").metadata, {})

    def run(*statements, since=EVER):
        engine = create_engine(url)
        with engine.begin() as db:
            for statement in statements:
                db.execute(text(statement.replace(":", "\\:")))
        engine.dispose()
        return pulled(SOURCE, url, since)

    run(*ROWS)
    return run


def test_the_frame_is_as_expected(change):
    path = Path(__file__).with_name("opensid.expected.csv")
    expected = pd.read_csv(path, parse_dates=["period"], dtype={"area": str})
    pd.testing.assert_frame_equal(change()[expected.columns], expected, check_dtype=False)


def test_what_was_told_before_and_is_entered_again_is_not_new(change):
    since = date(2026, 4, 1)
    everything = change(event(9, 2, 1, "2026-05-01 10:00:00"))
    expected = everything[everything["period"] >= pd.Timestamp(since)].reset_index(drop=True)
    pd.testing.assert_frame_equal(change(since=since), expected)


@pytest.mark.parametrize(
    "statements",
    [
        [person(9, 1, status=status, born="2020-01-01") for status in (9,)],
        [person(9, 2, status=3, born="1990-01-01", village=2)],
        [event(9, 2, 1, "2026-02-10 10:00:00"), event(10, 2, 1, "2026-07-01 10:00:00")],
        [event(9, 1, 2, "2026-05-05 09:00:00")],
        [event(9, 1, 5, "2026-05-05 09:00:00")],
        [person(9, 1, status=9, weight="2.0"), event(9, 9, 1, "2026-02-10 09:00:00")],
        [f"UPDATE tweb_penduduk SET berat_lahir = '{w}' WHERE id = 1" for w in ("", "0", "99")],
        [joined(9, 2, "3522990000000004", village=2)],
        [joined(9, programme, "K2", village=2) for programme in (4, 5, 6)],
        [joined(9, 1, "K2")],
    ],
    ids=["an invalid person", "who moved away", "a birth entered again", "a death taken back",
         "another event", "an invalid child", "no weight", "a member entered twice",
         "programmes that do not run, and groups", "a number of another village"],
)  # fmt: skip
def test_what_must_not_count_changes_nothing(change, statements):
    before = change()
    if "program_peserta" in statements[0]:
        statements = [s.replace("VALUES (9", f"VALUES ({90 + n}") for n, s in enumerate(statements)]
    pd.testing.assert_frame_equal(change(*statements), before)


def test_a_family_with_two_running_programmes_overlaps(change):
    frame = change(joined(9, 1, "K2", village=2))
    rows = frame[(frame["indicator"] == "aid_overlap_families") & (frame["area"] == "35.22")]
    assert list(rows["value"]) == [2.0]


def test_a_weight_in_grams_is_the_same_weight(change):
    before = change()
    after = change("UPDATE tweb_penduduk SET berat_lahir = '2400' WHERE id = 2")
    pd.testing.assert_frame_equal(after, before)


def test_a_village_that_nobody_knows_stops_and_is_named(change):
    with pytest.raises(SourceChanged, match="«3522149999»"):
        change("UPDATE config SET kode_desa = '3522149999' WHERE id = 1")


def test_no_desa_is_told_about_aid_or_weights(change):
    frame = change()
    desa = frame[frame["area"].str.len() > len("35.22.14")]
    assert set(desa["indicator"]) == {
        "village_register_residents", "village_births_reported", "village_deaths_reported"
    }  # fmt: skip
