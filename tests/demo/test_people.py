"""The register's stand-in: right numbers, families that make sense, nobody by halves."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from connectors import areas, children, regency
from dashboard import demo
from dashboard.recipients._nik import structure

UNTIL, SCALE = date(2026, 11, 24), 0.1


@pytest.fixture(scope="module")
def found():
    return demo.population(UNTIL, SCALE)


@pytest.fixture(scope="module")
def everybody(found):
    return demo.people(UNTIL, SCALE)


def test_no_number_is_given_twice_not_even_to_a_family_card(everybody):
    assert everybody["nik"].is_unique
    assert not set(everybody["nik"]) & set(everybody["kk"])


def test_every_nik_is_built_of_a_region_the_birth_date_and_the_sex(everybody):
    judged = structure(everybody["nik"].astype(object), UNTIL)
    assert set(judged["fault"]) == {""}
    day = everybody["nik"].str[6:8].astype(int)
    assert ((day > 40) == (everybody["sex"] == 2)).all()
    born = everybody["born"].dt.strftime("%m%y")
    assert (everybody["nik"].str[8:12] == born).all()
    assert (day % 40 == everybody["born"].dt.day).all()
    assert (everybody["nik"].str[12:] >= "0001").all()


def test_most_are_first_registered_where_they_live_and_some_elsewhere(everybody):
    home = everybody["kecamatan"].str.replace(".", "")
    assert 0.82 < (everybody["nik"].str[:6] == home).mean() < 0.92
    away = everybody["nik"].str[:4] != regency().code.replace(".", "")
    assert 0.04 < away.mean() < 0.08
    assert set(structure(everybody["nik"].astype(object), UNTIL)["warning"]) == {"", "nik_district"}


def test_every_family_has_one_head_who_is_grown(found):
    persons = found.persons[found.persons["state"] == 0]
    heads = persons[persons["role"] == 1]
    assert heads["family"].is_unique and set(heads["family"]) == set(persons["family"])
    assert ((pd.Timestamp(found.day) - heads["born"]).dt.days > 17 * 365).all()
    assert persons.groupby("family")["desa"].nunique().max() == 1


def test_there_are_children_grown_and_old_and_as_many_men_as_women(everybody):
    living = everybody[everybody["state"] == "resident"]
    age = (pd.Timestamp(UNTIL) - living["born"]).dt.days / 365.25
    shares = np.histogram(age, bins=[0, 15, 65, 97])[0] / len(living)
    assert 0.15 < shares[0] < 0.27 and 0.06 < shares[2] < 0.15 and shares.sum() == 1
    assert 0.47 < (living["sex"] == 1).mean() < 0.53


def test_names_have_one_to_four_words_and_few_have_one(everybody):
    words = everybody["name"].str.split().str.len()
    assert words.between(1, 4).all() and 0.05 < (words == 1).mean() < 0.11


def test_who_is_no_resident_has_the_day_and_nobody_dies_or_moves_before_birth(everybody):
    by = everybody.groupby("state")
    assert by["died"].count().to_dict()["dead"] == len(everybody[everybody["state"] == "dead"])
    assert by["died"].count().drop("dead").sum() == 0
    assert by["left_on"].count().drop("moved_out").sum() == 0
    for day in ("died", "left_on", "came_on"):
        known = everybody[everybody[day].notna()]
        assert len(known) and (known[day] >= known["born"]).all()


def test_every_desa_has_residents(everybody):
    living = everybody[everybody["state"] == "resident"]
    assert set(living["desa"]) == {
        code for code, area in areas().items() if area.level == "village"
    }
    assert set(living["kecamatan"]) == {area.code for area in children(regency().code)}


def test_a_death_names_the_dead_and_a_move_the_moved():
    tables, _ = demo.generator("dukcapil").draw(UNTIL, SCALE)
    persons = tables["biodata_wni"].set_index("nik")["flag_status"]
    deaths = tables["capil_mati"]
    named = deaths[deaths["mati_nik"].notna()]
    assert 0.9 < len(named) / len(deaths) < 1
    assert (persons.loc[named["mati_nik"].astype("int64")] != 0).all()
    assert (named["mati_tgl_mati"] <= named["plpr_tgl_lapor"]).all()
    assert (persons.loc[tables["pindah_detail"]["nik"]] != 0).all()
    assert tables["datang_detail"]["nik"].isin(persons.index).all()


def test_the_same_day_gives_the_same_persons(everybody):
    demo.population.cache_clear()
    pd.testing.assert_frame_equal(demo.people(UNTIL, SCALE), everybody)
