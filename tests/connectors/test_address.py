"""An address comes from the environment, or from a file that only we read."""

import os

import pytest
from declared import SIMPUS

import connectors
from connectors import SourceChanged, source_of

SECRET = "s3kr1t-sekali"
ADDRESS = f"mysql://u:{SECRET}@10.0.0.1/simpus"
SOURCE = source_of("simpus", SIMPUS)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "simpus"
    path.write_text(f"{ADDRESS}\n")
    path.chmod(0o600)
    return path


def found(**environ):
    return connectors.address_of(SOURCE, {name: str(value) for name, value in environ.items()})


def test_nothing_set_is_no_address():
    assert found() == found(SIMPUS_URL="", SIMPUS_URL_FILE="") == ""
    assert not connectors.is_set(SOURCE, {})


def test_the_environment_holds_the_address_or_names_the_file_that_does(file):
    assert found(SIMPUS_URL=ADDRESS) == found(SIMPUS_URL_FILE=file) == ADDRESS
    assert found(SIMPUS_URL="postgresql:///simpus") == "postgresql:///simpus"
    assert connectors.is_set(SOURCE, {"SIMPUS_URL_FILE": str(file)})


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o644])
def test_a_file_that_others_may_touch_is_refused_with_the_command_that_mends_it(file, mode):
    file.chmod(mode)
    with pytest.raises(SourceChanged, match="chmod 600") as fault:
        found(SIMPUS_URL_FILE=file)
    assert SECRET not in str(fault.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file away")
def test_a_file_of_somebody_else_is_refused(file):
    os.chown(file, 12345, 12345)
    with pytest.raises(SourceChanged, match="chown"):
        found(SIMPUS_URL_FILE=file)


def test_what_is_no_plain_file_is_refused(file, tmp_path):
    os.mkfifo(tmp_path / "pipe", 0o600)
    (tmp_path / "link").symlink_to(file)
    for name in ("pipe", "link", "nowhere", "."):
        with pytest.raises(SourceChanged, match="SIMPUS_URL_FILE"):
            found(SIMPUS_URL_FILE=tmp_path / name)


def test_two_addresses_are_one_too_many(file):
    with pytest.raises(SourceChanged, match="sama-sama diisi") as fault:
        found(SIMPUS_URL=ADDRESS, SIMPUS_URL_FILE=file)
    assert SECRET not in str(fault.value)


def test_a_file_that_is_no_text_is_refused(file):
    file.write_bytes(b"\xff\xfe" + SECRET.encode())
    with pytest.raises(SourceChanged, match="UTF-8"):
        found(SIMPUS_URL_FILE=file)
