"""DTKS: households by rank, persons by their own id, BPS codes, ages that stand still."""

from pathlib import Path

import pandas as pd
import pytest
from pulling import pulled
from sqlalchemy import create_engine, text

import connectors
from connectors import SourceChanged
from dashboard import demo

SOURCE = connectors.sources()["dtks"]
COLUMNS = {
    name: ", ".join(column.name for column in table.columns)
    for name, table in demo.generator("dtks").metadata.tables.items()
}
FIT = (1, 1, 1, 40, 1, 1)
UNFIT = (2, 1, 1, 40, 1, 4)
DAY = "2026-08-10"


def row(table, *cells):
    values = ", ".join("NULL" if c is None else repr(c) for c in cells)
    return f"INSERT INTO {table} ({COLUMNS[table]}) VALUES ({values})"


def house(number, percentile, state=FIT, day=DAY):
    return row("krts", day, number, "3522", percentile, *state)


def person(number, home, *, kec="150", desa="018", born="1980-01-01", sex=1, head=3, school=1,
           pkh=2, nik="3522990000000001"):  # fmt: skip
    flags = {"Ada_kks": 1, "Ada_pbi": 2, "Ada_kip": 2, "Ada_pkh": pkh, "Ada_BPNT": 2}
    return row("arts", DAY, home, number, "35", "22", kec, desa, nik, "Warga", born, sex, head,
               20, school, *flags.values())  # fmt: skip


ROWS = [
    house(1, 5, UNFIT),
    person(11, 1, head=1, sex=2),
    person(12, 1, born="2013-07-09", school=2),
    person(13, 1, born="2008-12-31", school=0),
    house(2, 40),
    person(21, 2, kec="", desa="3522130004", head=1, pkh=1),
    house(3, 41, UNFIT),
    person(31, 3, head=1, sex=2),
    house(4, 0),
]


@pytest.fixture
def change(tmp_path):
    """`change(*statements)` changes the small database and gives its frame."""
    url = f"sqlite:///{tmp_path / 'dtks.db'}"
    demo.fill(url, demo.generator("dtks").metadata, {})

    def run(*statements):
        engine = create_engine(url)
        with engine.begin() as db:
            for statement in statements:
                db.execute(text(statement))
        engine.dispose()
        return pulled(SOURCE, url)

    run(*ROWS)
    return run


def test_the_frame_is_as_expected(change):
    path = Path(__file__).with_name("dtks.expected.csv")
    expected = pd.read_csv(path, parse_dates=["period"], dtype={"area": str})
    pd.testing.assert_frame_equal(change()[expected.columns], expected, check_dtype=False)


@pytest.mark.parametrize(
    "statements",
    [
        [house(9, None, UNFIT), person(91, 9, head=1, sex=2)],
        [house(1, 5, UNFIT)],
        [person(12, 1, born="2013-07-09", school=2, nik="")],
        ["UPDATE arts SET Umur = 3"],
        ["UPDATE arts SET NIK = '' WHERE IDARTBDT > 11"],
        [person(99, 77, head=1, sex=2)],
        ["UPDATE krts SET lantai = 10 WHERE idbdt = 2"],
        ["UPDATE arts SET KDDESA = '3522150018' WHERE IDBDT = 1"],
    ],
    ids=["a household without rank", "a household loaded twice", "a person loaded twice",
         "an age that stood still", "a missing NIK", "a person without a household",
         "a bad floor with a toilet", "a whole code of the desa"],
)  # fmt: skip
def test_what_must_not_count_changes_nothing(change, statements):
    before = change()
    pd.testing.assert_frame_equal(change(*statements), before)


def regency(frame, indicator):
    rows = frame[(frame["indicator"] == indicator) & (frame["area"] == "35.22")]
    return rows["value"].iloc[-1]


def test_a_household_without_persons_is_counted_but_not_as_left_out(change):
    frame = change()
    assert regency(frame, "registered_poor_households") == 3
    assert regency(frame, "poorest_without_aid") == 1


def test_one_member_with_aid_is_aid_for_the_household(change):
    frame = change("UPDATE arts SET Ada_BPNT = 1 WHERE IDARTBDT = 12")
    assert regency(frame, "poorest_without_aid") == 0


def test_each_download_is_a_stock_of_its_own(change):
    frame = change(house(1, 20, day="2026-02-03"))
    rows = frame[(frame["indicator"] == "registered_poor_households") & (frame["area"] == "35.22")]
    assert list(rows["value"]) == [1.0, 3.0]


def test_a_code_that_is_no_kecamatan_stops_and_is_named(change):
    with pytest.raises(SourceChanged, match="«3522777»"):
        change("UPDATE arts SET KDKEC = '777' WHERE IDBDT = 1")


def test_every_kecamatan_has_its_bps_code():
    codes = pd.Series([f"3522{code}" for code in demo.generator("dtks").codes().values()])
    names = list(demo.generator("dtks").codes())
    found = connectors.located(SOURCE, codes)
    assert [connectors.areas()[code].name for code in found] == names
    assert len(set(found)) == len(connectors.children("35.22"))
