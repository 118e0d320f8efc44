"""The exact part: each rule by a case of its own, with the same answer from every engine."""

from datetime import date

import pandas as pd
import pytest

from dashboard.recipients import claim_lists, reasons
from dashboard.recipients._engine import engine, said, statements
from dashboard.recipients._judge import judged, prepared, totals

ENGINES = ("duckdb", "postgresql", "spark")
WRITTEN = date(2026, 11, 20)
BORN = date(1980, 3, 4)

# nik, kk, name, sex, born, kecamatan, desa, active
PERSONS = [
    ("1", "K1", "SITI AMINAH", 2, BORN, "35.22.15", "35.22.15.2001", 1),
    ("2", "K1", "SLAMET", 1, date(1975, 5, 20), "35.22.15", "35.22.15.2001", 1),
    ("3", "K2", "KARTINI", 2, BORN, "35.22.16", "35.22.16.2001", 0),  # died 1 June 2026
    ("4", "K3", "PAIMIN", 1, BORN, "35.22.16", "35.22.16.2001", 0),  # left 1 May 2026
    ("5", "K4", "WAGIMAN", 1, BORN, "35.22.16", "35.22.16.2001", 0),  # nobody knows why
    ("6", "K2", "SUGENG", 1, BORN, "35.22.16", "35.22.16.2001", 1),  # same family as 3
    ("7", "K7", "TUKIYEM", 2, BORN, "35.22.16", "35.22.16.2001", 1),  # came 1 August 2026
    ("8", "K8", "DEATH RECORDED", 1, BORN, "35.22.16", "35.22.16.2001", 1),  # but still a resident
]
EVENTS = {
    "deaths": [("3", date(2026, 6, 1)), ("3", date(2026, 6, 9)), ("8", date(2026, 1, 1))],
    "departures": [("4", date(2026, 5, 1)), ("1", date(2020, 5, 1))],
    "arrivals": [("7", date(2026, 8, 1))],
}
PERSON = ["nik", "kk", "name", "sex", "born", "kecamatan", "desa", "active"]
BLANK = {
    "fault": "", "how": "", "warning": "", "born": None, "sex": 0, "kk": "", "amount": 100.0,
    "kecamatan": "35.22.15", "desa": "35.22.15.2001", "other_nik": "", "other_fault": "",
    "other_name": "", "place": "id 1", "row": "1",
}  # fmt: skip
DAY = date(2026, 9, 1)
# Spark's machine works for seconds: without the second compiler and with one thread it needs half.
# A table of eight rows is joined as the small one that it is.
QUICK = (
    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "
    "-Dspark.sql.defaultSizeInBytes=1024 -Dspark.sql.adaptive.enabled=false"
)


def claimed(nik, name="", paid=DAY, **more):
    return {**BLANK, "nik": nik, "name": name, "paid": paid, **more}


CASES = {
    "aladin": [
        (claimed("1", "Siti Aminah"), set()),
        (claimed("1", "S. Aminah", date(2026, 10, 1)), {"name_spelt", "duplicate"}),
        (claimed("2", "SLAMET"), {"household"}),
        (claimed("3", "KARTINI"), {"dead_before", "duplicate"}),  # the earlier one stands
        (claimed("3", "KARTINI", date(2026, 5, 31)), {"dead_after"}),
        (claimed("4", "PAIMIN"), {"moved_out"}),
        (claimed("5", "WAGIMAN"), {"not_resident"}),
        (claimed("8", "DEATH RECORDED"), set()),
        (claimed("3", "SUPRIYADI"), {"name_differs"}),  # who this is nobody knows: not dead
        (claimed("9999", "NOBODY"), {"not_found"}),
        (claimed("9999", "NOBODY", date(2026, 11, 24)), {"not_yet"}),
        (claimed("K1", "SITI AMINAH", fault="nik_date"), {"nik_is_kk"}),
        (claimed("12", "X", fault="nik_length"), {"nik_length"}),
        (claimed("", "X", fault="nik_missing"), {"nik_missing"}),
    ],
    "lansia": [
        (claimed("1", "SITI AMINAH", born=date(1980, 4, 3)), {"born_swapped"}),
        (claimed("6", "SUGENG", born=date(1981, 3, 4), sex=2, kk="K9"),
         {"born_differs", "sex_differs", "kk_differs", "excluded"}),
        (claimed("7", "TUKIYEM", how="nik_written", warning="nik_district"),
         {"nik_written", "nik_district"}),
        (claimed("7", "TUKIYEM", date(2026, 10, 1)), set()),  # two parts a year are allowed
        (claimed("7", "TUKIYEM", date(2026, 11, 1)), {"duplicate"}),
    ],
    "disabilitas": [
        (claimed("6", "SUGENG"), {"excluded"}),
        (claimed("7", "TUKIYEM", date(2025, 9, 1)), set()),  # another year
    ],
    "santunan_duka": [
        (claimed("3", "KARTINI", other_nik="6", other_name="SUGENG"), set()),
        (claimed("1", "SITI AMINAH", other_nik="2", other_name="SLAMET"), {"deceased_alive"}),
        (claimed("3", "KARTINI", other_nik="77", other_name="X"), {"duplicate", "heir_invalid"}),
        (claimed("7", "TUKIYEM", other_nik="6", other_name="SUGENG"),
         {"deceased_alive", "moved_in", "heir_unrelated"}),
        (claimed("2", "SLAMET", other_nik="1", other_name="BAMBANG WIJAYA"),
         {"deceased_alive", "heir_invalid"}),
    ],
}  # fmt: skip


@pytest.fixture(params=ENGINES)
def made(request):
    address = request.param
    if address == "postgresql":
        address = request.getfixturevalue("postgres_url")("exact")
    elif address == "spark":
        address = "spark:local[1]"
        request.getfixturevalue("monkeypatch").setenv("JAVA_TOOL_OPTIONS", QUICK)
    with engine(address) as found:
        yield found


def with_register(made):
    made.add("persons", pd.DataFrame(PERSONS, columns=PERSON))
    for name, rows in EVENTS.items():
        made.add(name, pd.DataFrame(rows, columns=["nik", "day"]))
    made.keep("register")
    return made


def rows_of(code):
    rows = pd.DataFrame([claim for claim, _ in CASES[code]])
    return rows.assign(claim=range(len(rows)), born=pd.to_datetime(rows["born"]))


def found_by(made):
    lists = [claim_lists()[code] for code in CASES]
    frames = [prepared(one, rows_of(one.code), WRITTEN) for one in lists]
    return judged(with_register(made), lists, frames)


def test_every_engine_gives_every_claim_its_reasons(made):
    told = found_by(made)
    for code, cases in CASES.items():
        for claim, (_, expected) in enumerate(cases):
            here = (told["list"] == code) & (told["claim"] == claim)
            assert set(told.loc[here, "reason"]) == expected, (code, claim)


def test_the_day_of_a_death_goes_with_it():
    with engine("duckdb") as made:
        told = found_by(made)
    (died,) = told.loc[told["reason"] == "dead_before", "died"]
    assert pd.Timestamp(died) == pd.Timestamp(2026, 6, 1), "the first record counts"


def test_a_second_verification_on_the_same_engine_finds_the_same():
    lists = [claim_lists()[code] for code in CASES]
    frames = [prepared(one, rows_of(one.code), WRITTEN) for one in lists]
    with engine("duckdb") as made:
        first = judged(with_register(made), lists, frames)
        pd.testing.assert_frame_equal(judged(made, lists, frames), first)


def test_totals_add_up_for_every_area_and_month():
    with engine("duckdb") as made:
        told = found_by(made)
    rows = rows_of("aladin")
    sums = totals(rows, told[told["list"] == "aladin"], WRITTEN)
    whole = sums[sums["area"] == "35.22"].groupby("measure")["value"].sum()
    assert whole["claims"] == len(rows) and whole["amount"] == 100 * len(rows)
    assert whole["valid"] == 3  # clean, dead afterwards, and the death that is recorded wrongly
    assert whole["at_risk"] == 100 * 8
    assert whole["dead_before"] == 1
    by_month = sums[(sums["area"] == "35.22.15") & (sums["measure"] == "claims")]
    assert set(by_month["period"].dt.month) == {5, 9, 10, 11}


def test_every_reason_that_the_statements_give_is_declared():
    words = statements()["judged"]
    for code in reasons():
        told = f"AS {code}" in words or code in ("nik_missing", "nik_rounded", "nik_letters",
            "nik_length", "nik_region", "nik_date", "nik_serial")  # fmt: skip
        assert told, code


@pytest.mark.parametrize("dialect", ["postgres", "spark"])
def test_every_statement_can_be_said_in_another_engines_words(dialect):
    assert all(said(name, dialect) for name in statements())
