"""The officers' work list: who may see it, what is kept of who did what, and the masks."""

import io
import logging
import re

import openpyxl
import pytest
from found import NOON, found, nik, record
from writing import OURS, copied, person

from connectors import regency
from dashboard import recipients, store
from dashboard.recipients import Candidate, Sealed
from dashboard.settings import settings

ADDRESS = "/bantuan/aladin/temuan"
MINE, OTHERS = "1.04", "1.02"  # the SKPD of the list aladin, and another
PURPOSE = "mencocokkan dengan KTP di desa"
NAME, CANDIDATE = "Kenariwati", "Merpatiningsih"
DANGEROUS = "=HYPERLINK(1).xlsx › D9"


def row(number, **changes):
    other = Candidate(nik(number + 900), f"{CANDIDATE} Ke{number}", "35.22.15", 0.997, ("nama",))
    sealed = Sealed(nik(number), f"{NAME} Ke{number}", f"daftar.xlsx › D{number}", (), (other,))
    return found(number, **{"person": sealed} | changes)


@pytest.fixture
def url(app, data, tmp_path, monkeypatch):
    """A store and a recipients' database of this test's own: forty findings of one list, one of
    another. The address of the store."""
    place = copied(data, tmp_path)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    keys = recipients.keys(settings(), make=True)
    kept = settings().recipients_url
    first = row(0, person=Sealed(nik(0), f"{NAME} Nol", DANGEROUS), kecamatan="35.22.01", desa="")
    rows = [first, *[row(number) for number in range(1, 39)], row(39, reason="household")]
    record(kept, 0, rows, keys, claims=100, valid=60, simulated=True)
    record(kept, 1, [row(700, list="lansia")], keys, list="lansia", simulated=True)
    yield place
    recipients.engine(kept).dispose()
    store.engine(place).dispose()


@pytest.fixture
def signed(app, url):
    def go(name="Siti", skpd=MINE, every=False):
        _, token = person(url, name, skpd, every)
        client = app.server.test_client()
        assert client.post("/masuk", data={"kunci": token}, headers=OURS).status_code == 303
        return client

    return go


def main(text):
    return re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])


def send(client, act, address=ADDRESS, headers=OURS, **fields):
    return client.post(address, data={"act": act} | fields, headers=headers)


def listed(list="aladin", **asked):
    with recipients.reading() as db:
        return recipients.findings(db, recipients.keys(settings()), list, **asked)


def looked():
    with recipients.reading() as db:
        return recipients.looked(db)


def said(number):
    with recipients.reading() as db:
        return recipients.marks(db, number)


ACTS = [
    ("mark", {"state": "corrected", "note": "sudah diganti"}),
    ("look", {"purpose": PURPOSE}),
    ("download", {"purpose": PURPOSE}),
]


def test_who_has_not_signed_in_is_told_who_may_and_how(client, url):
    answer = client.get(ADDRESS)
    text = main(answer.text)
    assert "Yang boleh membuka: petugas Dinas Perumahan" in text and "Masuk untuk membuka" in text
    assert "ke=%2Fbantuan%2Faladin%2Ftemuan" in answer.text
    assert "••••" not in text and "daftar.xlsx" not in text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_signing_in_leads_back_to_the_work_list(app, url):
    _, token = person(url, "Siti", MINE)
    form = {"kunci": token, "ke": ADDRESS}
    answer = app.server.test_client().post("/masuk", data=form, headers=OURS)
    assert answer.location == ADDRESS


def test_an_officer_sees_the_findings_of_the_own_list_masked_and_nobody_keeps_them(signed):
    answer = signed().get(ADDRESS)
    text = main(answer.text)
    assert "3522••••••••" in text and "K••••••••• K••" in text and "daftar.xlsx › D1" in text
    assert "Temuan 1 sampai 25 dari 40" in text and "peluang lebih dari 99 %" in text
    assert NAME not in answer.text and CANDIDATE not in answer.text
    assert not re.search(r"\d{16}", answer.text)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not [key for key in store._kept._results if "work" in str(key[0])]


def test_what_dash_asks_for_afterwards_is_masked_and_kept_by_nobody_either(signed):
    outputs = [{"id": "_pages_content", "property": "children"},
               {"id": "_pages_store", "property": "data"}]  # fmt: skip
    inputs = [{"id": "_pages_location", "property": "pathname", "value": ADDRESS},
              {"id": "_pages_location", "property": "search", "value": ""}]  # fmt: skip
    asked = {"output": ".._pages_content.children..._pages_store.data..", "outputs": outputs,
             "inputs": inputs, "changedPropIds": ["_pages_location.pathname"]}  # fmt: skip
    officer = signed()
    officer.get("/")
    answer = officer.post("/_dash-update-component", json=asked)
    assert answer.status_code == 200 and "K\\u2022" in answer.text.replace("•", "\\u2022")
    assert NAME not in answer.text and not re.search(r"\d{16}", answer.text)
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("act", "fields"), ACTS)
def test_an_officer_of_another_skpd_is_refused(signed, act, fields):
    stranger, number = signed("Budi", OTHERS), listed()[0].number
    assert "petugas SKPD lain" in main(stranger.get(ADDRESS).text)
    assert "••••" not in main(stranger.get(ADDRESS).text)
    answer = send(stranger, act, number=str(number), **fields)
    assert answer.status_code == 403 and "Yang boleh membuka" in main(answer.text)
    assert NAME not in answer.text
    assert looked() == [] and said(number) == []


@pytest.mark.parametrize(("act", "fields"), ACTS)
def test_who_has_not_signed_in_is_refused(client, url, act, fields):
    number = listed()[0].number
    assert send(client, act, number=str(number), **fields).status_code == 403
    assert looked() == [] and said(number) == []


@pytest.mark.parametrize(("act", "fields"), ACTS)
@pytest.mark.parametrize("headers", [{}, {"Origin": "http://jahat.example"}])
def test_a_form_from_another_site_is_refused(signed, act, fields, headers):
    officer, number = signed(), listed()[0].number
    answer = send(officer, act, headers=headers, number=str(number), **fields)
    assert answer.status_code == 403 and "tidak dikirim dari halaman dasbor" in main(answer.text)
    assert looked() == [] and said(number) == []


@pytest.mark.parametrize(("act", "fields"), ACTS[:2])
def test_the_right_to_one_list_gives_none_to_another_by_its_number(signed, act, fields):
    officer, foreign = signed(), listed("lansia")[0].number
    answer = send(officer, act, number=str(foreign), **fields)
    assert answer.status_code == 422 and "tidak ada dalam daftar ini" in main(answer.text)
    assert looked() == [] and said(foreign) == []
    every = signed("Operator", "2.16", True)
    assert send(every, act, "/bantuan/lansia/temuan", number=str(foreign),
                **fields).status_code in (200, 303)  # fmt: skip


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "٣", "1 OR 1=1"])
def test_what_is_no_finding_is_refused(signed, number):
    for act, fields in ACTS[:2]:
        assert send(signed(f"A{act}"), act, number=number, **fields).status_code == 422
    assert send(signed("B"), "", number="1").status_code == 422
    assert looked() == []


def test_a_mark_is_kept_shown_with_its_history_and_leads_back(signed):
    officer, number = signed(), listed()[0].number
    here = f"{ADDRESS}?alasan=not_found"
    answer = send(officer, "mark", here, number=str(number), state="corrected", note="KTP baru")
    assert (answer.status_code, answer.location) == (303, f"{here}#temuan-{number}")
    send(officer, "mark", number=str(number), state="rejected", note="orangnya hidup")
    text = main(officer.get(ADDRESS).text)
    assert "2 tanda petugas" in text and "KTP baru" in text and "orangnya hidup" in text
    assert text.index("orangnya hidup") < text.index("KTP baru")
    assert [each.by for each in said(number)] == ["Siti, DPKPCK"] * 2
    assert "Temuan 1 sampai 1 dari 1" in main(officer.get(f"{ADDRESS}?status=rejected").text)


@pytest.mark.parametrize(
    ("state", "note", "why"),
    [
        ("rejected", "", "mengapa daftar benar"),
        ("corrected", f"ganti {nik(3)}", "UU 27/2022"),
        ("lain", "", "tidak dikenal"),
    ],
)
def test_a_mark_that_cannot_be_kept_says_why_and_keeps_what_was_typed(signed, state, note, why):
    officer, number = signed(), listed()[0].number
    answer = send(officer, "mark", number=str(number), state=state, note=note)
    assert answer.status_code == 422 and why in main(answer.text)
    assert note in answer.text and "<details open>" in answer.text
    assert said(number) == []


def test_a_finding_that_is_not_on_the_page_says_so_above_the_list(signed):
    officer = signed()
    far = listed(offset=30, limit=1)[0].number
    answer = send(officer, "mark", number=str(far), state="rejected", note="")
    assert answer.status_code == 422 and "mengapa daftar benar" in main(answer.text)


@pytest.mark.parametrize("purpose", ["", "cek", "         cek         ", f"NIK {nik(4)} dicek"])
def test_without_a_purpose_nobody_is_shown_and_nothing_is_sent(signed, purpose):
    officer, number = signed(), listed()[0].number
    for act in ("look", "download"):
        answer = send(officer, act, number=str(number), purpose=purpose)
        assert answer.status_code == 422 and "tujuan" in main(answer.text).lower()
        assert NAME not in answer.text and answer.mimetype == "text/html"
    assert looked() == []


def test_a_look_is_kept_and_shows_one_person_once_and_in_no_address(signed, caplog):
    caplog.set_level(logging.DEBUG)
    officer, one = signed(), listed()[1]
    answer = send(officer, "look", number=str(one.number), purpose=PURPOSE)
    text = main(answer.text)
    assert answer.status_code == 200 and f"{NAME} Ke1" in text and nik(1) in text
    assert CANDIDATE in text and nik(901) in text
    assert text.count(NAME) == 1 and f"{NAME} Ke2" not in text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "react-entry-point" not in answer.text  # Dash would ask for the page once more
    kept = looked()
    assert [(each.by, each.purpose, each.finding) for each in kept] == [
        ("Siti, DPKPCK", PURPOSE, one.number)
    ]
    assert NAME not in officer.get(ADDRESS).text
    for address in re.findall(r'(?:href|action|id)="([^"]*)"', answer.text):
        assert NAME not in address and not re.search(r"\d{16}", address)
    assert NAME not in caplog.text and nik(1) not in caplog.text


def test_the_workbook_is_kept_before_it_is_sent_masked_and_as_text(signed):
    officer = signed()
    send(officer, "mark", number=str(listed()[1].number), state="confirmed", note="-benar")
    answer = send(officer, "download", f"{ADDRESS}?alasan=not_found", purpose=PURPOSE)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "private, no-store"
    assert re.fullmatch(r'attachment; filename="temuan-aladin-[\d-]+\.xlsx"',
                        answer.headers["Content-Disposition"])  # fmt: skip
    assert [(each.finding, each.rows, each.purpose) for each in looked()] == [(0, 39, PURPOSE)]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    sheet = book["Temuan"]
    cells = [cell for line in sheet.iter_rows(min_row=2) for cell in line]
    texts = [cell.value for cell in cells if cell.value is not None]
    assert sheet.max_row == 40 and sheet.freeze_panes == "B2"
    assert "3522••••••••0001" in texts and f"'{DANGEROUS}" in texts and "'-benar" in texts
    assert not [text for text in texts if str(text)[:1] in "=+-@"]
    assert "f" not in {cell.data_type for cell in cells}
    assert {cell.number_format for cell in cells if isinstance(cell.value, str)} == {"@"}
    whole = " ".join(str(each.value) for page in book for line in page for each in line)
    assert NAME not in whole and CANDIDATE not in whole and not re.search(r"\d{16}", whole)
    assert "peluang lebih dari 99 %" in whole and "Temuan benar" in whole
    told = " ".join(str(each.value) for line in book["Keterangan"] for each in line)
    assert PURPOSE in told and "Siti, DPKPCK" in told and "Data simulasi" in told


def test_a_choice_without_findings_gives_no_workbook(signed):
    answer = send(signed(), "download", f"{ADDRESS}?alasan=moved_out", purpose=PURPOSE)
    assert answer.status_code == 422 and looked() == []


def test_filters_and_pages_show_what_the_address_asks_for(signed):
    officer = signed()

    def told(query):
        return main(officer.get(f"{ADDRESS}?{query}").text)

    assert "Temuan 26 sampai 40 dari 40" in told("halaman=2")
    assert "Temuan 26 sampai 40 dari 40" in told("halaman=99")
    assert "dari 40" in told("halaman=x&alasan=tak_ada&kecamatan=99&status=lain")
    assert "Temuan 1 sampai 1 dari 1" in told("alasan=household")
    assert "Temuan 1 sampai 1 dari 1" in told("kecamatan=35.22.01")
    assert "Tidak ada temuan pada pilihan ini" in told("status=selesai")
    assert "halaman=2" in officer.get(ADDRESS).text


def test_a_finding_that_a_run_closed_takes_no_mark(signed):
    officer, number = signed(), listed()[0].number
    keys = recipients.keys(settings())
    record(settings().recipients_url, 2, [], keys, simulated=True)
    text = main(officer.get(f"{ADDRESS}?status=selesai").text)
    assert "Temuan 1 sampai 25 dari 40" in text and "Selesai 22 November 2026" in text
    assert "Tandai" not in text
    answer = send(officer, "mark", number=str(number), state="corrected", note="")
    assert answer.status_code == 422 and "sudah ditutup" in main(answer.text)


def test_with_another_key_the_page_says_what_to_do(signed, monkeypatch):
    officer, number = signed(), listed()[0].number
    monkeypatch.setenv("DASHBOARD_RECIPIENTS_KEY", "lain" * 10)
    assert "penerima.kunci" in main(officer.get(ADDRESS).text)
    answer = send(officer, "look", number=str(number), purpose=PURPOSE)
    assert answer.status_code == 503 and NAME not in answer.text


def test_without_any_verification_the_page_says_how_to_begin(app, data, tmp_path, monkeypatch):
    place = copied(data, tmp_path)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    recipients.keys(settings(), make=True)
    _, token = person(place, "Siti", MINE)
    client = app.server.test_client()
    client.post("/masuk", data={"kunci": token}, headers=OURS)
    assert "python -m dashboard verify" in client.get(ADDRESS).text
    store.engine(place).dispose()


def test_a_list_that_is_not_there_is_a_404_with_those_that_are_like_it(signed, client):
    answer = client.get("/bantuan/aladdin/temuan")
    assert answer.status_code == 404 and "/bantuan/aladin" in answer.text
    assert send(signed(), "look", "/bantuan/aladdin/temuan", number="1").status_code == 404


def test_of_the_past_there_is_no_work_list(signed):
    text = main(signed().get(f"{ADDRESS}?pada=2026-10-01").text)
    assert "hanya ada untuk hari ini" in text and "••••" not in text


def test_who_looked_is_told_only_to_who_answers_for_all(signed, client):
    officer, every = signed(), signed("Operator", "2.16", True)
    send(officer, "look", number=str(listed()[0].number), purpose=PURPOSE)
    send(officer, "download", purpose="memperbaiki daftar di dinas")
    here = "/sumber-data/pemeriksaan"
    for reader in (officer, client):
        text = main(reader.get(here).text)
        assert "hak untuk semua SKPD" in text and PURPOSE not in text and "Siti, " not in text
    answer = every.get(here)
    text = main(answer.text)
    assert PURPOSE in text and "Siti, DPKPCK" in text and "mengunduh 40 temuan" in text
    assert NAME not in text and not re.search(r"\d{16}", text)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert regency().zone in text and NOON.year == 2026


def test_a_programme_tells_how_many_of_its_recipients_are_valid(client):
    text = main(client.get("/program/aladin").text)
    assert "Penerima valid" in text and "Rupiah berisiko" in text
    assert "Penerima" not in main(client.get("/program/jalan-jembatan").text)
