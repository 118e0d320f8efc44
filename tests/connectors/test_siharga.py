"""SIHARGA: a price of 0 is no price, the mended one counts, and a unit belongs to its price."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pulling import pulled
from standing_in import change, frame_of, same, stand_in, with_rows

import connectors
from connectors import SourceChanged


@pytest.fixture
def url(tmp_path):
    return stand_in("siharga", tmp_path)


def test_a_handful_of_prices_gives_the_frame_expected(tmp_path):
    entries = [  # market, commodity, day, price
        (1, 1, "2026-09-01", 13_000),
        (1, 1, "2026-09-02", 0),
        (1, 1, "2026-09-03", 139_000),
        (1, 1, "2026-09-03", 13_900),
        (1, 1, "2026-09-04", 13_100),
        (2, 1, "2026-09-30", 15_000),
        (2, 1, "2026-10-01", 14_000),
        (2, 2, "2026-10-01", 0),
        (1, 2, "2026-10-01", 17_500),
        (1, 3, "2026-10-01", 18_000),
    ]
    url = with_rows(
        "siharga",
        tmp_path,
        pasar=[
            {"id": 1, "nama": "Pasar Kota", "kode_kecamatan": "35.22.15"},
            {"id": 2, "nama": "Pasar Kapas", "kode_kecamatan": "352214"},
        ],
        komoditas=[
            {"id": 1, "kode": "BRS-MED ", "satuan": "KG"},
            {"id": 2, "kode": "MGR-CRH", "satuan": "liter"},
            {"id": 3, "kode": "GLP", "satuan": "kg"},
        ],
        harga_harian=[
            {
                "id": number,
                "pasar_id": market,
                "komoditas_id": commodity,
                "tanggal": date.fromisoformat(day),
                "harga": price,
            }
            for number, (market, commodity, day, price) in enumerate(entries, 1)
        ],
    )
    same("siharga", url, Path(__file__).with_name("siharga.expected.csv"))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM harga_harian WHERE harga = 0",
        "DELETE FROM harga_harian WHERE komoditas_id = 7",
        "DELETE FROM harga_harian WHERE id NOT IN "
        "(SELECT MAX(id) FROM harga_harian GROUP BY pasar_id, komoditas_id, tanggal)",
        "INSERT INTO harga_harian SELECT id - 9000000, pasar_id, komoditas_id, tanggal, 1 "
        "FROM harga_harian",
        "UPDATE pasar SET kode_kecamatan = REPLACE(kode_kecamatan, '.', '')",
    ],
    ids=["holidays", "sugar", "mended", "older entries", "codes without dots"],
)
def test_what_is_no_price_is_there_and_changes_nothing(url, statement):
    before = frame_of("siharga", url)
    change(url, statement)
    pd.testing.assert_frame_equal(frame_of("siharga", url), before)


def test_one_wild_price_does_not_move_the_month(url):
    before = frame_of("siharga", url)
    change(url, "UPDATE harga_harian SET harga = harga * 10 WHERE harga > 0 AND id % 97 = 0")
    both = [
        frame[frame["area"] == "35.22"]["value"] for frame in (frame_of("siharga", url), before)
    ]
    pd.testing.assert_series_equal(*both, rtol=0.02)


def test_a_month_without_a_survey_has_no_price_and_not_zero(url):
    change(url, "UPDATE harga_harian SET harga = 0 WHERE tanggal >= '2026-11-01'")
    frame = frame_of("siharga", url)
    assert frame["period"].max() == pd.Timestamp(2026, 10, 1)
    assert (frame["value"] > 0).all()


def test_an_old_day_is_not_asked_for(url):
    source = connectors.sources()["siharga"]
    frame = pulled(source, url, since=date(2026, 10, 1))
    whole = frame_of("siharga", url)
    whole = whole[whole["period"] >= "2026-10-01"].reset_index(drop=True)
    pd.testing.assert_frame_equal(frame, whole)
    assert source.look_back_days and ":since" in source.query[0]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE komoditas SET kode = 'BRS-BARU' WHERE id = 1", "BRS-BARU/kg"),
        ("UPDATE komoditas SET satuan = 'butir' WHERE id = 4", "TLR-RAS/butir"),
        ("UPDATE pasar SET kode_kecamatan = '35.22.99' WHERE id = 1", "35.22.99"),
    ],
)
def test_what_nobody_declared_stops_the_source_and_is_named(url, statement, named):
    change(url, statement)
    with pytest.raises(SourceChanged, match=named):
        frame_of("siharga", url)
