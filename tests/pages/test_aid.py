"""The pages of recipients: what leaders see of the lists, without one person in sight."""

import re
import sqlite3
from contextlib import closing

import pytest

from dashboard.recipients import claim_lists, reasons
from dashboard.settings import settings


def test_every_list_stands_there_with_its_share(client):
    text = client.get("/bantuan").text
    for code, one in claim_lists().items():
        assert f'href="/bantuan/{code}"' in text, code
        assert f"/indikator/valid_recipients_{code}" in text
        assert one.title.split(" (")[0] in text
    assert "penerima bantuan valid" in text and "data simulasi" in text


def test_a_list_tells_its_reasons_with_the_next_step(client):
    text = client.get("/bantuan/lansia").text
    known = [one for one in reasons().values() if one.title in text]
    assert len(known) >= 3 and all(one.step in text for one in known)


def test_few_of_a_desa_are_not_shown(client):
    (kecamatan, *_) = re.findall(
        r'<option value="(35\.22\.\d\d)"', client.get("/bantuan/lansia").text
    )
    text = client.get(f"/bantuan/lansia?kecamatan={kecamatan}").text
    assert "&lt; 5" in text and "kurang dari lima" in text


@pytest.mark.parametrize("path", ["/bantuan/tidak_ada", "/bantuan?daftar=tidak_ada"])
def test_an_unknown_list_is_a_404(client, path):
    assert client.get(path).status_code == 404


def test_before_the_first_verification_the_page_says_how_to_begin(client, empty_store):
    text = client.get("/bantuan").text
    assert "Belum ada daftar penerima yang diverifikasi" in text
    assert "python -m dashboard verify" in text


def test_a_past_day_knows_nothing_of_what_was_found_later(client):
    text = client.get("/bantuan?pada=2020-01-01").text
    assert "Belum ada daftar penerima yang diverifikasi" in text


def test_a_database_of_a_newer_program_is_told_on_the_page(client, data, tmp_path, monkeypatch):
    place = tmp_path / "p.sqlite"
    theirs = sqlite3.connect(data / "simulasi" / "penerima.sqlite")
    with closing(theirs), closing(sqlite3.connect(place)) as db:
        theirs.backup(db)
        db.execute("UPDATE recipients_version SET version = 99")
        db.commit()
    monkeypatch.setenv("DASHBOARD_RECIPIENTS_URL", f"sqlite:///{place}")
    assert settings().recipients_url.endswith("p.sqlite")
    answer = client.get("/bantuan")
    assert answer.status_code == 200 and "versi dasbor yang lebih baru" in answer.text


def test_a_list_of_patients_tells_of_no_money(client):
    text = client.get("/bantuan/pasien_puskesmas").text
    assert "Rupiah berisiko" not in text and "recipients_at_risk" not in text


@pytest.mark.parametrize("code", claim_lists())
def test_every_indicator_that_a_list_leads_to_is_there(client, code):
    found = set(re.findall(r'href="(/indikator/[a-z_]+)', client.get(f"/bantuan/{code}").text))
    assert found and all(client.get(address).status_code == 200 for address in found)
