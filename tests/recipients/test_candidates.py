"""Whom a lost claim may mean: proposals among a small register of made-up persons."""

import json
import logging
from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.recipients import _candidates
from dashboard.recipients._candidates import COLUMNS, SETTINGS, candidates, settings
from dashboard.recipients._engine import in_memory
from dashboard.recipients._near import slips

FIRST = "SITI AHMAD SLAMET KARTINI BUDI DEWI JOKO RATNA EKO LASTRI YANTO MURNI HADI INDAH".split()
LAST = ["RAHAYU", "SANTOSO", "WIBOWO", "LESTARI", "HANDOKO", "PUSPITA", "KURNIAWAN", "UTAMI",
        "PRASETYO", "ANJANI", "MAULANA"]  # fmt: skip
COLUMNS_OF_REGISTER = ("nik VARCHAR, kk VARCHAR, name VARCHAR, sex INTEGER, born DATE, "
                       "kecamatan VARCHAR, desa VARCHAR, state VARCHAR")  # fmt: skip
BLANK = {"nik": "", "fault": "", "name": "", "born": pd.NaT, "sex": 0, "kk": "", "kecamatan": "",
         "desa": "", "paid": pd.NaT}  # fmt: skip


def person(at, name="", born=None):
    """The person at a place of the register; three to a family, all born on other days."""
    born = born or date(1950, 1, 1) + timedelta(days=at * 13)
    sex, kecamatan = 1 + at % 2, 1 + at // 3 % 5
    day = born.day + 40 * (sex == 2)
    return {
        "nik": f"3522{kecamatan:02}{day:02}{born:%m%y}{1 + at % 7:04}",
        "kk": f"3522{kecamatan:02}010120{at // 3:04}",
        "name": name or f"{FIRST[at % 14]} {LAST[at // 3 % 11]} {FIRST[at // 5 % 14]}",
        "sex": sex,
        "born": born,
        "kecamatan": f"35.22.{kecamatan:02}",
        "desa": f"35.22.{kecamatan:02}.200{1 + at // 15 % 2}",
        "state": "resident",
    }


PEOPLE = [person(at) for at in range(1500)]
TWICE = date(1971, 7, 9)  # two of one name, born on one day
PEOPLE[700] = person(700, "SUTRISNO WAHYUDI", TWICE)
PEOPLE[900] = person(900, "SUTRISNO WAHYUDI", TWICE) | {"nik": "3522010907710009"}
ONE = PEOPLE[333]


@pytest.fixture(scope="module")
def db():
    with in_memory() as db:
        db.execute(f"CREATE TABLE register ({COLUMNS_OF_REGISTER})")
        db.register("people", pd.DataFrame(PEOPLE))
        db.execute("INSERT INTO register SELECT * FROM people")
        db.unregister("people")
        yield db


def claim(person, **changes):
    told = {name: person[name] for name in ("nik", "name", "born", "sex", "kecamatan", "desa")}
    return BLANK | told | changes


def proposed(db, *claims):
    rows = pd.DataFrame(claims)
    rows["born"] = pd.to_datetime(rows["born"])
    rows.insert(0, "claim", range(100, 100 + len(rows)))
    return candidates(db, rows)


def changed(nik, at, digit):
    return nik[:at] + str((int(nik[at]) + digit) % 10) + nik[at + 1 :]


BORN = ONE["born"]
CASES = {
    "satu angka NIK berbeda": {"nik": changed(ONE["nik"], 13, 4)},
    "dua angka NIK tertukar": {"nik": ONE["nik"][:3] + ONE["nik"][4] + ONE["nik"][3]
                               + ONE["nik"][5:]},
    "satu angka NIK hilang": {"nik": ONE["nik"][:8] + ONE["nik"][9:]},
    "satu angka NIK berlebih": {"nik": ONE["nik"][:8] + "7" + ONE["nik"][8:]},
    "huruf tertulis di tempat angka NIK": {"nik": ONE["nik"].replace("0", "O")},
    "kode wilayah dalam NIK berbeda": {"nik": "9876" + ONE["nik"][4:]},
    "nomor urut NIK berbeda": {"nik": ONE["nik"][:12] + "0090"},
    "NIK tidak tertulis": {"nik": ""},
    "NIK berisi nomor KK": {"nik": ONE["kk"]},
    "NIK lain": {"nik": "3578011203990013"},
    "ejaan nama berbeda": {"nik": "", "name": ONE["name"].replace("S", "SS", 1).title()},
    "tanggal lahir berbeda": {"nik": changed(ONE["nik"], 13, 4),
                              "born": BORN + timedelta(days=400)},
    "kecamatan lain": {"nik": changed(ONE["nik"], 13, 4), "kecamatan": "35.22.28",
                       "desa": "35.22.28.2001"},
    "desa lain": {"nik": changed(ONE["nik"], 13, 4), "desa": ONE["kecamatan"] + ".2009"},
    "jenis kelamin berbeda": {"nik": "", "sex": 3 - ONE["sex"]},
    "nomor KK berbeda": {"nik": changed(ONE["nik"], 13, 4), "kk": "3522019999999999"},
}  # fmt: skip


@pytest.fixture(scope="module")
def found(db):
    return proposed(db, *(claim(ONE, **changes) for changes in CASES.values()))


@pytest.mark.parametrize("phrase", CASES)
def test_the_person_meant_is_proposed_first_with_what_differs(found, phrase):
    own = found[found["claim"] == 100 + list(CASES).index(phrase)]
    first = own.iloc[0]
    assert first["nik"] == ONE["nik"] and first["probability"] > 0.9
    assert phrase in first["differs"]
    assert (first["name"], first["kecamatan"]) == (ONE["name"], ONE["kecamatan"])


def test_a_day_and_month_swapped_are_said_so(db):
    meant = next(
        one for one in PEOPLE if one["born"].day <= 12 and one["born"].day != one["born"].month
    )
    born = meant["born"].replace(day=meant["born"].month, month=meant["born"].day)
    (row,) = proposed(db, claim(meant, nik="", born=born)).to_dict("records")
    assert row["nik"] == meant["nik"]
    assert "hari dan bulan lahir tertukar" in row["differs"]


def test_two_namesakes_born_on_one_day_are_both_proposed_with_half_each(db):
    asked = claim(PEOPLE[700], nik="", kecamatan="", desa="", sex=0)
    rows = proposed(db, asked)
    assert set(rows["nik"]) == {PEOPLE[700]["nik"], PEOPLE[900]["nik"]}
    assert rows["probability"].between(0.35, 0.5).all()


def test_the_place_tells_namesakes_apart(db):
    rows = proposed(db, claim(PEOPLE[700], nik="", born=pd.NaT))
    assert rows.iloc[0]["nik"] == PEOPLE[700]["nik"]
    assert rows.iloc[0]["probability"] > 0.9


def test_whose_number_was_written_is_not_proposed(db):
    brother = PEOPLE[334]
    rows = proposed(db, claim(ONE, nik=brother["nik"], kk=ONE["kk"]))
    assert brother["nik"] not in set(rows["nik"])
    assert rows.iloc[0]["nik"] == ONE["nik"]


def test_a_family_card_alone_proposes_nobody(db):
    assert proposed(db, BLANK | {"name": "ZULAIKHA QOMARIYAH", "kk": ONE["kk"]}).empty


def test_who_is_in_no_register_is_not_proposed(db):
    stranger = claim(ONE, nik="3171010203990009", name="ZULAIKHA QOMARIYAH", born=date(1999, 3, 2))
    assert proposed(db, stranger, BLANK, BLANK | {"nik": "12"}).empty


def test_a_claims_persons_share_at_most_one_probability_and_are_few(db):
    asked = [claim(one, nik="", sex=0, born=pd.NaT) for one in PEOPLE[::7]]
    rows = proposed(db, *asked)
    by_claim = rows.groupby("claim")
    assert by_claim.size().max() <= 3
    assert (by_claim["probability"].sum() <= 1).all() and (rows["probability"] >= 0.1).all()
    ordered = rows.sort_values(["claim", "probability", "nik"], ascending=[True, False, True])
    assert ordered.index.equals(rows.index)


def test_the_same_claims_give_the_same_proposals_in_any_order(db, found):
    asked = [claim(ONE, **changes) for changes in CASES.values()]
    pd.testing.assert_frame_equal(proposed(db, *asked), found)
    turned = proposed(db, *asked[::-1])
    turned["claim"] = 100 + len(asked) - 1 - (turned["claim"] - 100)
    told = turned.sort_values(["claim", "probability"], ascending=[True, False], kind="stable")
    pd.testing.assert_frame_equal(told.reset_index(drop=True), found)


def test_no_claim_and_no_register_propose_nobody(db):
    nobody = pd.DataFrame([BLANK | {"claim": 0}])
    assert list(candidates(db, nobody.iloc[:0]).columns) == list(COLUMNS)
    with in_memory() as empty:
        empty.execute(f"CREATE TABLE register ({COLUMNS_OF_REGISTER})")
        assert candidates(empty, nobody).empty


def test_nothing_is_said_written_or_left_behind(db, caplog, capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with caplog.at_level(logging.DEBUG):
        assert not proposed(db, claim(ONE, nik="")).empty
    told = caplog.text + "".join(capfd.readouterr())
    assert ONE["nik"] not in told and ONE["name"] not in told
    assert not logging.getLogger("splink").handlers
    assert list(tmp_path.rglob("*")) == []
    assert db.execute("SHOW TABLES").fetchall() == [("register",)]


def test_a_failure_leaves_no_person_behind(db, monkeypatch):
    def fail(*_):
        raise duckdb.Error("no more memory")

    monkeypatch.setattr(_candidates, "weigh", fail)
    with pytest.raises(duckdb.Error):
        proposed(db, claim(ONE, nik=""))
    assert db.execute("SHOW TABLES").fetchall() == [("register",)]


def test_the_model_is_whole_and_holds_no_person():
    made = json.loads(SETTINGS.read_text("utf-8"))
    for one in made["comparisons"]:
        assert one["comparison_levels"][0]["is_null_level"], (
            "what a list does not say tells nothing"
        )
        for level in one["comparison_levels"][1:]:
            assert 0 < level["m_probability"] < 1 and 0 < level["u_probability"] <= 1
    assert not any(len(word) == 16 for word in SETTINGS.read_text("utf-8").split('"')
                   if word.isdigit())  # fmt: skip


def test_in_a_small_register_a_family_is_a_larger_share():
    def family(residents):
        (one,) = [each for each in settings(residents)["comparisons"]
                  if each["output_column_name"] == "kk"]  # fmt: skip
        return one["comparison_levels"][2]["u_probability"]

    assert family(10_000) == pytest.approx(100 * family(1_000_000))


@given(st.text("0123456789", min_size=16, max_size=16), st.data())
def test_every_slip_of_the_hand_is_counted_out(right, data):
    at = data.draw(st.integers(0, 14))
    digit = data.draw(st.sampled_from("0123456789"))
    wrong = data.draw(st.sampled_from([
        right[:at] + digit + right[at + 1 :],
        right[:at] + right[at + 1] + right[at] + right[at + 2 :],
        right[:at] + right[at + 1 :],
        right[:at] + digit + right[at:],
    ]))  # fmt: skip
    made = slips(["", wrong])
    assert int(right) in set(made["number"]) and set(made["l"]) == {1}
    assert len(made) <= 16 * 10 + 16
