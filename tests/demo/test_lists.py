"""The claim lists' stand-ins: every error is planted, and can be found again where it stands."""

import tomllib
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import connectors
from dashboard import demo
from dashboard.recipients import claim_lists, reasons

UNTIL, SCALE = date(2026, 11, 24), 0.1
FOLDER = Path(demo.__file__).parent
LISTS = tomllib.loads((FOLDER / "_lists.toml").read_text("utf-8"))
ERRORS = tomllib.loads((FOLDER / "_errors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("daftar")
    demo.make(made, connectors.sources()["bansos"], UNTIL, SCALE)
    demo.make_lists(made, UNTIL, SCALE)
    return made


@pytest.fixture(scope="module")
def truth():
    return demo.lists_truth(UNTIL, SCALE)


def read(code, folder):
    one = claim_lists()[code]
    status, given = one.status.get("column", ""), one.status.get("given", ())
    pieces = connectors.people(one.source, demo.list_address(folder, code), status, given)
    return pd.concat(pieces, ignore_index=True)


def test_the_error_model_names_every_reason_once():
    named = [code for part in ERRORS.values() for code in part]
    assert sorted(named) == sorted(reasons())
    assert all(0 < rate < 0.05 for part in ERRORS.values() for rate in part.values())


@pytest.mark.parametrize("code", claim_lists())
def test_a_stand_in_has_the_address_and_the_rules_of_its_list(code):
    one, made = claim_lists()[code], LISTS[code]
    assert made["database"] == one.source.database
    assert made["per"] == one.rules.per
    assert made.get("parts", 1) == one.rules.parts
    assert made.get("household", 0) == one.rules.household
    assert made.get("resident_months", 0) == one.rules.resident_months
    assert made.get("deceased", False) == (one.rules.subject == "deceased")
    assert tuple(filter(None, [made.get("excludes")])) == one.rules.excludes


@pytest.mark.parametrize("code", claim_lists())
def test_every_claim_that_is_not_right_stands_in_its_list(code, folder, truth):
    rows = read(code, folder)
    assert not rows.attrs.get("unread") and rows["place"].is_unique
    wrong = truth[truth["list"] == code]
    assert set(wrong["row"]) <= set(rows["place"])
    assert 0.05 < wrong["row"].nunique() / len(rows) < 0.35


@pytest.mark.parametrize("code", claim_lists())
def test_every_row_says_when_and_where_it_was_paid(code, folder):
    rows = read(code, folder)
    assert rows["paid"].notna().all() and (rows["paid"] <= pd.Timestamp(UNTIL)).all()
    assert (rows["desa"] != "").all() and (rows["name"] != "").all()


def test_every_reason_is_planted(truth):
    assert set(truth["reason"]) == set(reasons())


def test_a_wrong_nik_tells_nothing_of_the_person(truth):
    of = truth.groupby(["list", "row"])["reason"].agg(set)
    unknown = {"name_differs", "not_found", "not_yet", "nik_is_kk", "nik_missing", "nik_region"}
    personal = {"dead_before", "dead_after", "moved_out", "duplicate", "household", "born_differs",
                "name_spelt", "deceased_alive"}  # fmt: skip
    assert not [each for each in of if each & unknown and each & personal]


def test_the_true_nik_is_another_than_the_one_that_is_written(folder, truth):
    rows = read("lansia", folder).set_index("place")["nik"]
    wrong = truth[(truth["list"] == "lansia") & (truth["reason"] == "name_differs")]
    assert len(wrong) and (rows.loc[wrong["row"]].to_numpy() != wrong["true_nik"].to_numpy()).all()


def test_even_the_smallest_stand_in_has_enough_rows_of_each_list():
    known = demo.lists_truth(UNTIL, 0.002)
    assert set(known["list"]) == set(claim_lists())


def test_as_many_claims_as_one_asks_for_are_made_in_memory():
    found = demo.population(UNTIL, SCALE)
    rows, known = demo.claims(found, 40_000, np.random.default_rng(5))
    aid = {code for code, one in claim_lists().items() if one.kind == "aid"}
    assert set(rows["list"]) == aid and 30_000 < len(rows) < 44_000
    key = set(rows[["list", "claim"]].itertuples(index=False, name=None))
    assert set(known[["list", "claim"]].itertuples(index=False, name=None)) <= key
    assert len(key) == len(rows)


def test_more_claims_than_persons_are_refused():
    found = demo.population(UNTIL, 0.002)
    with pytest.raises(ValueError, match="terlalu kecil"):
        demo.claims(found, 400_000, np.random.default_rng(5))


def test_the_same_day_gives_the_same_truth(truth):
    demo.forget()
    pd.testing.assert_frame_equal(demo.lists_truth(UNTIL, SCALE), truth)
