"""A follow-up, from signing in to the data that close it, through the server alone."""

import re
from datetime import timedelta

import pytest
from writing import ADDRESS, DUE, GOOD, OTHER, OURS, RED, copied, learned, person

from dashboard import access, clock, figures, store


@pytest.fixture
def url(app, data, tmp_path, monkeypatch):
    """A store of this test's own, which the app reads and writes."""
    place = copied(data, tmp_path)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    yield place
    store.engine(place).dispose()


@pytest.fixture
def signed(app, url):
    """`signed(name, skpd, every)` is a client of a person who has signed in; `.person` is them."""

    def go(name="Siti", skpd="5.01", every=False):
        made, token = person(url, name, skpd, every)
        client = app.server.test_client()
        answer = client.post("/masuk", data={"kunci": token}, headers=OURS)
        assert answer.status_code == 303
        client.person, client.token = made, token
        return client

    return go


def send(client, address=ADDRESS, headers=OURS, **fields):
    return client.post(address, data=GOOD | fields, headers=headers)


def entries(url):
    with store.reading(url) as db:
        return store.followups(db)


def main(text):
    return re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])


def test_signing_in_sets_a_cookie_that_no_script_and_no_other_site_gets(app, url):
    _, token = person(url)
    client = app.server.test_client()
    form = {"kunci": f" {token}\n", "ke": ADDRESS}
    answer = client.post("/masuk", data=form, headers=OURS)
    assert (answer.status_code, answer.location) == (303, ADDRESS)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Max-Age=1209600" in cookie
    assert "Secure" not in cookie
    assert token not in cookie
    secure = {"base_url": "https://localhost", "headers": {"Origin": "https://localhost"}}
    assert "Secure" in client.post("/masuk", data=form, **secure).headers["Set-Cookie"]


@pytest.mark.parametrize("onward", ["", "//jahat.example", "https://jahat.example", "/\\jahat"])
def test_signing_in_leads_to_no_other_site(app, url, onward):
    _, token = person(url)
    form = {"kunci": token, "ke": onward}
    assert app.server.test_client().post("/masuk", data=form, headers=OURS).location == (
        "/tindak-lanjut"
    )


def test_a_wrong_key_is_refused_in_words_and_many_must_wait(app, url, monkeypatch):
    client = app.server.test_client()
    address = {"REMOTE_ADDR": "10.9.8.7"}  # the count lives as long as the app
    for _ in range(10):
        answer = client.post("/masuk", data={"kunci": "salah"}, headers=OURS, environ_base=address)
        assert answer.status_code == 403
        assert "tidak dikenal" in main(answer.text)
        assert "Set-Cookie" not in answer.headers
    answer = client.post("/masuk", data={"kunci": "salah"}, headers=OURS, environ_base=address)
    assert answer.status_code == 429 and "sepuluh menit" in main(answer.text)


def test_a_follow_up_is_written_shown_and_traced(signed, url, client):
    answer = send(signed())
    assert (answer.status_code, answer.location) == (303, f"{ADDRESS}#jejak")
    text = main(client.get(ADDRESS).text)
    for told in ("Bidang Sosial", figures.day(DUE), "10 %", "Rapat pertama", "Siti, Bappeda",
                 "Tindak lanjut dimulai"):  # fmt: skip
        assert told in text
    assert "Bidang Sosial" in main(client.get("/tindak-lanjut").text)
    assert "Tindak lanjut berjalan · Bidang Sosial" in main(client.get(f"/indikator/{RED}").text)


def test_an_open_follow_up_stands_beside_its_problem_and_at_its_agency(signed, url, client):
    assert "Belum ada tindak lanjut" in client.get("/permasalahan").text
    assert "Tindak lanjut terbuka" not in client.get("/skpd/5.01").text
    send(signed())
    assert "Tindak lanjut berjalan · Bidang Sosial" in client.get("/permasalahan").text
    scorecard = client.get("/skpd/5.01").text
    assert "Tindak lanjut terbuka" in scorecard and "Rapat pertama" in scorecard
    assert "Tindak lanjut" in client.get("/skpd").text.partition("<table")[2].partition("<tbody")[0]


def test_the_data_close_it_and_open_it_again(signed, url, client):
    officer = signed()
    send(officer)
    send(officer, done="1", note="Semua selesai")
    assert "Dinyatakan selesai, menunggu data" in main(client.get(ADDRESS).text)
    learned(url, "2026-01-01", 5.0)
    text = main(client.get(ADDRESS).text)
    assert "Ditutup oleh data" in text and "Maret 2026: 5,00 %, tercapai" in text
    refused = send(officer, note="Masih mau menulis")
    assert refused.status_code == 422 and "data sudah pulih" in main(refused.text)
    learned(url, "2026-01-01", 14.0)
    text = main(client.get(ADDRESS).text)
    assert "Dibuka kembali oleh data" in text and "Maret 2026: 14,00 %, memburuk" in text
    assert text.index("Dibuka kembali oleh data") < text.rindex("Ditutup oleh data")
    assert len(entries(url)) == 2


def test_what_is_wrong_is_named_and_what_was_typed_stays(signed, url):
    note = "Rapat </textarea><script>x</script> dengan camat"
    answer = send(signed(), due="", progress="200", note=note)
    assert answer.status_code == 422
    assert entries(url) == []
    text = answer.text.partition("<main")[2]
    assert "Isi tanggalnya" in text and "0 sampai 100" in text
    assert "Rapat &lt;/textarea&gt;&lt;script&gt;" in text and "<script>x" not in text
    assert 'value="Bidang Sosial"' in text and 'value="200"' in text
    assert "react-entry-point" not in answer.text  # Dash would replace it by the page as it was


def test_a_note_with_a_nik_is_refused(signed, url):
    answer = send(signed(), note="atas nama 3522990000000001")
    assert answer.status_code == 422 and "UU 27/2022" in main(answer.text)
    assert entries(url) == []


def test_a_form_sent_twice_is_one_entry(signed, url):
    officer = signed()
    assert [send(officer).status_code for _ in range(2)] == [303, 303]
    assert len(entries(url)) == 1


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://jahat.example"}, OURS | {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_from_another_site_is_refused(signed, url, headers):
    answer = send(signed(), headers=headers)
    assert answer.status_code == 403
    assert "tidak dikirim dari halaman dasbor" in main(answer.text)
    assert "Rapat pertama" not in answer.text
    assert entries(url) == []


def test_who_has_not_signed_in_writes_nothing_and_can_copy_the_note(app, url):
    answer = send(app.server.test_client())
    assert answer.status_code == 403
    assert "Rapat pertama" in main(answer.text) and "belum tersimpan" in main(answer.text)
    assert entries(url) == []


def test_who_was_revoked_loses_access_at_once(signed, url):
    officer = signed()
    assert "Keluar" in officer.get(ADDRESS).text
    with store.writing(url) as db:
        access.revoke(db, officer.person.number, clock.now())
    assert "Keluar" not in officer.get(ADDRESS).text
    assert send(officer).status_code == 403
    assert entries(url) == []


def test_a_tampered_session_is_no_session(signed, url):
    officer = signed()
    sealed = officer.get_cookie(access.COOKIE).value
    officer.set_cookie(access.COOKIE, f"{sealed[:-2]}xx")
    assert send(officer).status_code == 403
    assert entries(url) == []


def test_an_officer_does_not_write_for_another_skpd_but_who_may_for_all_does(signed, url):
    officer, every = signed("Budi", "5.01"), signed("Siti", "2.16", True)
    page = officer.get(f"/tindak-lanjut/{OTHER}").text
    assert "Anda menulis untuk SKPD Anda sendiri" in page and "<textarea" not in page
    assert send(officer, f"/tindak-lanjut/{OTHER}").status_code == 403
    assert entries(url) == []
    assert send(every, f"/tindak-lanjut/{OTHER}").status_code == 303


def test_an_indicator_on_its_path_is_given_none(signed, url):
    answer = send(signed("Siti", "2.16", True), "/tindak-lanjut/hdi")
    assert answer.status_code == 422
    assert entries(url) == []


@pytest.mark.parametrize(
    "address", ["/tindak-lanjut/tidak_ada", f"{ADDRESS}?wilayah=99", f"{ADDRESS}?skpd=99"]
)
def test_what_is_not_there_is_a_404_also_for_who_writes(signed, url, address):
    officer = signed()
    assert officer.get(address).status_code == 404
    assert send(officer, address).status_code == 404


def test_the_form_is_for_the_one_who_may_and_kept_for_nobody(signed, url, client):
    officer = signed()
    for _ in range(2):
        mine, theirs = officer.get(ADDRESS), client.get(ADDRESS)
        assert "<textarea" in mine.text and "Siti" in mine.text
        assert "<textarea" not in theirs.text and "Siti" not in theirs.text
        for answer in (mine, theirs):
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert "Cookie" in answer.headers["Vary"]
    assert "Cache-Control" not in client.get("/").headers


def test_a_past_day_shows_what_was_known_then_and_no_form(signed, url):
    officer = signed()
    send(officer)
    day = (clock.today(clock.now()) - timedelta(days=1)).isoformat()
    text = officer.get(f"{ADDRESS}?pada={day}").text
    assert "<textarea" not in text and "Bidang Sosial" not in text


def test_signing_out_ends_the_session(signed, url):
    officer = signed()
    assert officer.post("/keluar", headers=OURS).status_code == 303
    assert officer.get_cookie(access.COOKIE) is None
    assert "<textarea" not in officer.get(ADDRESS).text


def test_a_store_that_goes_down_loses_no_note(signed, url, monkeypatch, tmp_path):
    officer = signed()
    monkeypatch.setenv("DASHBOARD_STORE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    answer = send(officer)
    assert answer.status_code == 503
    assert "Rapat pertama" in main(answer.text)


def test_a_form_that_is_far_too_long_is_refused(signed, url):
    assert send(signed(), note="x" * 60_000).status_code == 413
    assert entries(url) == []


def test_due_dates_that_went_by_are_told_on_the_list(url, client):
    when = clock.now() - timedelta(days=30)
    entry = store.FollowUpEntry(RED, "35.22", "", when, 1, "Siti, Bappeda", "Bidang",
                                clock.today(when), 10)  # fmt: skip
    with store.writing(url) as db:
        store.add_followup(db, entry)
    text = main(client.get("/tindak-lanjut").text)
    assert "satu lewat tenggat" in text and "Lewat tenggat 30 hari" in text
    assert "belum ditindaklanjuti" in text
