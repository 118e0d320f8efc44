"""The key, what it seals, and what happens when it is lost."""

import dataclasses
import threading

import found as made
import pytest
from found import KEYS, NOON, OTHER
from hypothesis import given
from hypothesis import strategies as st

from dashboard import recipients
from dashboard.recipients import Candidate, KeyLost, Sealed, _vault
from dashboard.settings import SettingsWrong, settings

TEXT = st.text(st.characters(codec="utf-8"), max_size=50)
PERSON = st.builds(
    Sealed, TEXT, TEXT, TEXT, st.lists(TEXT, max_size=3).map(tuple),
    st.lists(st.builds(Candidate, TEXT, TEXT, TEXT, st.floats(0, 1)), max_size=3).map(tuple),
)  # fmt: skip


def here(tmp_path, **more):
    return settings({"DASHBOARD_DATA": str(tmp_path), **more})


@given(PERSON, st.binary(max_size=32))
def test_what_was_sealed_is_what_is_opened(person, bound):
    text = _vault.written(person)
    sealed = _vault.seal(KEYS, text, bound)
    assert _vault.read(_vault.unseal(KEYS, sealed, bound)) == person
    assert len(text) % 64 == 0 and sealed != _vault.seal(KEYS, text, bound)


@given(st.data())
def test_another_key_another_place_or_one_changed_bit_opens_nothing(data):
    sealed = _vault.seal(KEYS, b"rahasia", b"match")
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    bits = bytearray(sealed)
    bits[at // 8] ^= 1 << at % 8
    for keys, text, bound in (
        (OTHER, sealed, b"match"), (KEYS, sealed, b"other"), (KEYS, bytes(bits), b"match"),
        (KEYS, sealed[:-1], b"match"), (KEYS, b"", b"match"), (KEYS, sealed[:5], b"match"),
    ):  # fmt: skip
        with pytest.raises(KeyLost, match="penerima.kunci"):
            _vault.unseal(keys, text, bound)


def test_words_are_matched_whole():
    assert _vault.match(KEYS, "a", "b") != _vault.match(KEYS, "ab", "")
    assert _vault.match(KEYS, "a") != _vault.match(OTHER, "a")


def test_the_key_is_made_once_for_its_owner_only(tmp_path):
    folder = tmp_path / "new"
    with pytest.raises(KeyLost, match="tidak ada"):
        recipients.keys(here(folder))
    first = recipients.keys(here(folder), make=True)
    assert recipients.keys(here(folder)) == recipients.keys(here(folder), make=True) == first
    assert [each.name for each in folder.iterdir()] == ["penerima.kunci"]
    assert (folder / "penerima.kunci").stat().st_mode & 0o777 == 0o600
    assert first.sealing != first.matching


def test_processes_that_come_at_once_get_the_same_key(tmp_path):
    ready, got = threading.Barrier(8), []

    def come():
        ready.wait()
        got.append(recipients.keys(here(tmp_path), make=True))

    threads = [threading.Thread(target=come) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(got) == 8 and len(set(got)) == 1


def test_a_key_from_outside_is_used_and_makes_no_file(tmp_path):
    outside = recipients.keys(here(tmp_path, DASHBOARD_RECIPIENTS_KEY="k" * 32), make=True)
    assert not list(tmp_path.iterdir())
    assert outside != recipients.keys(here(tmp_path), make=True)


@pytest.mark.parametrize("content", [b"", b"pendek", b"\xff" * 64])
def test_a_key_file_that_was_cut_short_is_not_written_over(tmp_path, content):
    (tmp_path / "penerima.kunci").write_bytes(content)
    with pytest.raises(KeyLost):
        recipients.keys(here(tmp_path), make=True)
    assert (tmp_path / "penerima.kunci").read_bytes() == content


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyLost, match="folder"):
        recipients.keys(here(tmp_path / "file"), make=True)


def test_another_key_changes_nothing_until_somebody_says_so(tmp_path):
    url = f"sqlite:///{tmp_path / 'p.db'}"
    made.record(url, 0, [made.found(1), made.found(2)])
    number = made.listed(url)[0].number
    made.marked(url, number, "confirmed")
    with pytest.raises(KeyLost, match="--new-key"):
        made.record(url, 1, [made.found(1)], keys=OTHER)
    with pytest.raises(KeyLost):
        made.listed(url, keys=OTHER)
    assert len(made.listed(url)) == 2
    with recipients.writing(url) as db:
        recipients.log_download(db, "aladin", 2, *made.SITI, "periksa berkas", NOON)
        assert recipients.renew(db, OTHER) == 2
    assert made.record(url, 1, [made.found(1)], keys=OTHER) == (1, 0, 0, 0)
    (one,) = made.listed(url, keys=OTHER)
    assert one.number > number and one.state == "open"
    with recipients.reading(url) as db:
        assert len(recipients.looked(db)) == 1
    recipients.engine(url).dispose()


def test_settings_say_neither_key_nor_address(tmp_path):
    secret = "rahasia-sekali-dan-cukup-panjang"
    found = here(
        tmp_path, DASHBOARD_RECIPIENTS_KEY=secret,
        DASHBOARD_RECIPIENTS_URL="postgresql+psycopg://penerima:sandi99@h/penerima",
    )  # fmt: skip
    assert secret not in repr(found) and "sandi99" not in repr(found)
    assert secret not in repr(recipients.keys(found))
    with pytest.raises(SettingsWrong, match="DASHBOARD_RECIPIENTS_KEY terlalu pendek") as told:
        here(tmp_path, DASHBOARD_RECIPIENTS_KEY="pendek")
    assert "pendek;" in str(told.value)
    with pytest.raises(SettingsWrong, match="DASHBOARD_RECIPIENTS_URL tidak terbaca"):
        here(tmp_path, DASHBOARD_RECIPIENTS_URL="sandi99 tanpa alamat")


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({}, "penerima.db"),
        ({"DASHBOARD_DEMO": "1"}, "simulasi/penerima.sqlite"),
        ({"DASHBOARD_DEMO": "1", "SIAK_URL": "oracle://x"}, "penerima.db"),
        ({"DASHBOARD_DEMO": "1", "SIAK_URL_FILE": "/etc/dasbor/siak"}, "penerima.db"),
    ],
)
def test_findings_against_the_stand_in_live_with_the_stand_ins(tmp_path, more, place):
    assert here(tmp_path, **more).recipients_url == f"sqlite:///{tmp_path / place}"


def test_the_frozen_records_can_be_compared_and_changed():
    one = made.found(1)
    assert dataclasses.replace(one, amount=2.0) != one == made.found(1)
