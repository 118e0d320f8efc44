"""LibreNMS: what is a kecamatan's link, and how long it was down."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pulling import pulled
from standing_in import change

import connectors
from connectors import SourceChanged
from dashboard import demo

SOURCE = connectors.sources()["librenms"]
TODAY = date(2026, 11, 12)
NOW = pd.Timestamp("2026-11-11 00:00")  # ten days of November
SHOWN = ["indicator", "area", "period", "value", "status"]


def epoch(local):
    return int(pd.Timestamp(local, tz="Asia/Jakarta").timestamp())


def device(number, place, *, status=1, ignore=0, disabled=0, kind="network", since="2026-01-01",
           polled=NOW):  # fmt: skip
    return {"device_id": number, "hostname": f"p{number}", "type": kind, "community": "rahasia",
            "location_id": place, "status": status, "ignore": ignore, "disabled": disabled,
            "last_polled": polled, "inserted": pd.Timestamp(since)}  # fmt: skip


PLACES = [(1, "Kantor Kecamatan Kapas - FO"), (2, "KEC. SUMBEREJO (Radio)"), (3, "Dinas Sosial")]
DEVICES = [device(1, 1), device(2, 2, status=0, since="2026-11-06"), device(3, 3, status=0)]
OUTAGES = [
    (1, "2026-10-10 00:00", "2026-10-10 06:00"),
    (1, "2026-10-31 12:00", "2026-11-01 12:00"),  # over the end of a month
    (2, "2026-11-10 12:00", None),  # still down
]


@pytest.fixture
def url(tmp_path):
    made = f"sqlite:///{tmp_path / 'librenms.db'}"
    outages = [(n, epoch(down), up and epoch(up)) for n, down, up in OUTAGES]
    tables = {
        "locations": pd.DataFrame(PLACES, columns=["id", "location"]),
        "devices": pd.DataFrame(DEVICES),
        "device_outages": pd.DataFrame(
            outages, columns=["device_id", "going_down", "up_again"], dtype=object
        ),
    }
    demo.fill(made, demo.generator("librenms").metadata, tables)
    return made


def added(number, place, **how):
    row = device(number, place, **how)
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(
        "NULL" if value is None else f"'{value}.000000'" if isinstance(value, pd.Timestamp)
        else repr(value) for value in row.values()
    )  # fmt: skip
    return f"INSERT INTO devices ({names}) VALUES ({values})"


def down(number, start, end=None):
    up = "NULL" if end is None else epoch(end)
    return f"INSERT INTO device_outages VALUES ({number}, {epoch(start)}, {up})"


def values(url, **more):
    return pulled(SOURCE, url, today=TODAY, **more)[SHOWN]


def one(frame, code, area, month=11):
    rows = frame[(frame["indicator"] == code) & (frame["area"] == area)]
    return rows.loc[rows["period"].dt.month == month, "value"].item()


def test_the_frame_is_as_reckoned_by_hand(url):
    expected = pd.read_csv(Path(__file__).with_name("librenms.expected.csv"),
                           parse_dates=["period"], dtype={"area": str})  # fmt: skip
    pd.testing.assert_frame_equal(values(url), expected, check_dtype=False)


def test_an_outage_is_cut_at_the_end_of_the_month(url):
    frame = values(url)
    assert one(frame, "link_availability", "35.22.14", 10) == round(100 * (1 - 18 / 744), 3)
    assert one(frame, "link_availability", "35.22.14", 11) == 95.0  # 12 of 240 hours
    assert one(frame, "link_outages", "35.22.14", 11) == 0


def test_what_is_still_down_lasts_until_the_newest_poll_and_a_new_link_counts_from_its_day(url):
    frame = values(url)
    assert one(frame, "link_availability", "35.22.12") == 90.0  # 12 of 120 hours
    assert one(frame, "links_down", "35.22.12") == 1
    assert frame[frame["area"] == "35.22.12"]["period"].min() == pd.Timestamp(2026, 11, 1)


def test_the_month_that_still_runs_is_provisional(url):
    frame = values(url)
    months = frame[frame["indicator"] == "link_availability"].set_index("period")["status"]
    assert set(months["2026-10"]) == {"A"} and set(months["2026-11"]) == {"P"}


@pytest.mark.parametrize(
    "statements",
    [
        [added(9, 1, ignore=1, status=0), down(9, "2026-10-01")],
        [added(9, 1, disabled=1, status=0), down(9, "2026-10-01")],
        [added(9, 1, kind="server", status=0), down(9, "2026-10-01")],
        [added(9, 1, polled=None, status=0), down(9, "2026-10-01")],
        [added(9, 1, status=0), down(9, "2026-10-01"),
         "INSERT INTO device_relationships VALUES (1, 9)"],
        ["INSERT INTO device_relationships VALUES (3, 1)"],
        [down(1, "2026-10-10 01:00", "2026-10-10 06:00"),
         down(1, "2026-10-10 02:00", "2026-10-10 03:00")],
        ["UPDATE device_outages SET going_down = going_down WHERE device_id = 3",
         down(3, "2026-10-01")],
    ],
    ids=["ignored", "disabled", "a server", "never polled", "behind the link of its place",
         "the link hangs from another place", "records that overlap", "another site"],
)  # fmt: skip
def test_what_is_no_link_and_no_new_outage_changes_nothing(url, statements):
    before = values(url)
    change(url, *statements)
    pd.testing.assert_frame_equal(values(url), before)


def test_a_second_link_of_a_place_is_counted_with_the_first(url):
    change(url, added(9, 1, status=0), down(9, "2026-11-06"))
    frame = values(url)
    assert one(frame, "link_availability", "35.22.14") == 72.5  # 12 and 120 of 480 hours
    assert one(frame, "links_down", "35.22.14") == 1


@pytest.mark.parametrize(
    ("location", "named"),
    [("Kecamatan Kapaz", "«kapaz»|«Kapaz»"), ("Balai Desa X", "«Balai Desa X»")],
)
def test_a_location_that_nobody_knows_stops_the_source_and_is_named(url, location, named):
    change(url, f"UPDATE locations SET location = '{location}' WHERE id = 1")
    with pytest.raises(SourceChanged, match=named):
        values(url)


@pytest.mark.parametrize(
    ("location", "fibre"),
    [("Kec. Kapas", 0), ("Kec Kapas (Fiber)", 1), ("Kecamatan Kapas - serat optik", 1),
     ("Kec. Kapas - info", 0), ("Pendopo Kapas", 0)],
)  # fmt: skip
def test_the_medium_stands_in_the_text_of_the_location(url, location, fibre):
    change(url, f"UPDATE locations SET location = '{location}' WHERE id = 1")
    frame = values(url)
    assert one(frame, "fibre_kecamatan", "35.22.14") == fibre
    assert one(frame, "fibre_kecamatan", "35.22") == fibre


def test_months_before_the_day_asked_for_are_left_as_they_were_known(url):
    frame = values(url, since=date(2026, 11, 1))
    assert frame["period"].min() == pd.Timestamp(2026, 11, 1)
    change(url, f"DELETE FROM device_outages WHERE going_down < {epoch('2026-11-01')}")
    assert one(values(url), "link_availability", "35.22.14") == 100.0
    assert values(url)["period"].min() == pd.Timestamp(2026, 11, 1)


def test_a_system_without_devices_gives_nothing(tmp_path):
    empty = f"sqlite:///{tmp_path / 'empty.db'}"
    demo.fill(empty, demo.generator("librenms").metadata, {})
    assert pulled(SOURCE, empty).empty


def test_no_query_asks_for_a_password():
    asked = connectors.origin("librenms").casefold()
    assert not any(word in asked for word in ("community", "authpass", "cryptopass", "*"))
