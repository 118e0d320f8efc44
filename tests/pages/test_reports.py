"""The archive of the weekly briefs: genuine or not, revised since, what differs, the files."""

from datetime import timedelta

import pytest
from addresses import WEEK
from outline import main_of
from points import actual, goal, keep

from dashboard import brief, clock, printing, store
from dashboard.board import papers
from dashboard.measures import State
from dashboard.settings import settings

THIS = brief.week_named(WEEK)
LAST, EARLIER = THIS.before, THIS.before.before
FILES = f"/laporan/berkas/{LAST.name}/kabupaten"


@pytest.fixture
def weeks(app, tmp_path, monkeypatch):
    """Two closed weeks; a value was revised in between, and another after both."""
    found = settings({"DASHBOARD_DATA": str(tmp_path), "DASHBOARD_PUBLIC_URL": "https://contoh.id"})
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    store.upgrade(found.store_url)
    first = [actual("poverty_rate", 2024, 12.0), actual("poverty_rate", 2025, 11.49),
             actual("hdi", 2025, 73.74)]  # fmt: skip
    keep(found.store_url, "bps", first, EARLIER.end - timedelta(days=2))
    targets = [goal("poverty_rate", 2025, 11.6)]
    keep(found.store_url, "rpjmd", targets, EARLIER.end - timedelta(days=1))
    second = [*first[:1], actual("poverty_rate", 2025, 11.62), first[2]]
    keep(found.store_url, "bps", second, LAST.end - timedelta(days=3))
    for week in (EARLIER, LAST):
        made = printing.closed(found, brief.Asked(week, "", True, "https://contoh.id"), clock.now())
        assert not made.error
    third = [*second[:2], actual("hdi", 2025, 73.80)]
    keep(found.store_url, "bps", third, LAST.end + timedelta(hours=1))
    yield found
    store.engine(found.store_url).dispose()


def text_of(client, path):
    return " ".join(text for text, _ in main_of(client.get(path).text).texts)


def code_of(found, week):
    with store.reading(found.store_url) as db:
        return store.brief(db, week.name).code.removeprefix("Kode ")


def test_the_archive_shows_every_closed_week_newest_first(weeks, client):
    told = text_of(client, "/laporan")
    assert told.index(LAST.title) < told.index(EARLIER.title)
    assert f"Laporan terakhir: {LAST.title.lower()}" in told


def test_the_code_on_a_paper_tells_whether_it_is_genuine(weeks, client):
    code = code_of(weeks, LAST)
    assert "Kertas ini asli" in text_of(client, f"/laporan/{LAST.name}?kode={code}")
    sloppy = code.lower().replace("-", "").replace("0", "o").replace("1", "l")
    assert "Kertas ini asli" in text_of(client, f"/laporan/{LAST.name}?kode={sloppy}")
    for wrong in ("00000-00000", code_of(weeks, EARLIER), "%3Cscript%3E"):
        told = client.get(f"/laporan/{LAST.name}?kode={wrong}").text
        assert "tidak dikenal untuk laporan ini" in told and "<script>%" not in told


def test_a_draft_that_was_replaced_is_still_known_as_ours(weeks, client):
    asked = brief.Asked(THIS, "", False, "https://contoh.id")
    printing.drafted(weeks, asked, clock.now() - timedelta(minutes=5))
    old = code_of(weeks, THIS)
    keep(weeks.store_url, "bps", [actual("gini", 2025, 0.3)], clock.now() - timedelta(minutes=2))
    printing.drafted(weeks, asked, clock.now())
    assert code_of(weeks, THIS) != old
    assert "Kertas ini asli, tetapi dicetak" in text_of(client, f"/laporan/{THIS.name}?kode={old}")


def test_what_was_revised_since_is_told_with_both_values(weeks, client):
    told = text_of(client, f"/laporan/{LAST.name}")
    assert "73,74" in told and "73,80" in told
    assert "Belum ada angka laporan ini yang direvisi" not in told


def test_of_a_past_day_only_what_was_revised_by_then_is_told(weeks):
    with store.reading(weeks.store_url) as db:
        one = store.brief(db, LAST.name)
        rows = brief.loaded(store.brief_contents(db, one.id))["data"]
        now = papers.revised(db, rows, LAST.last)
        then = papers.revised(db, rows, LAST.last, LAST.end + timedelta(minutes=30))
    assert [each.entry.code for each in now] == ["hdi"] and then == []


def test_the_difference_of_two_weeks_tells_what_changed_and_no_more(weeks, client):
    told = text_of(client, f"/laporan/{LAST.name}?banding={EARLIER.name}")
    part = told.partition(f"Beda dari {EARLIER.title.lower()}")[2]
    assert "11,49" in part and "11,62" in part and "Indeks pembangunan" not in part


def test_a_light_that_changed_stands_first_and_one_without_a_value_is_left_out():
    def row(code, value, state):
        place = {"wilayah": "35.22", "skpd": "", "periode": "2025-01-01"}
        return {"indikator": code, "nilai": value, "keadaan": state, **place}

    old = [
        row("gini", 0.3, "no_target"),
        row("hdi", 73.0, "behind"),
        row("births", None, "no_value"),
    ]
    new = [
        row("gini", 0.31, "no_target"),
        row("hdi", 73.0, "reached"),
        row("births", 9, "no_target"),
    ]
    found = papers.differences(old, [*new, row("gone", 1.0, "reached")])
    assert [one.entry.code for one in found] == ["hdi", "gini"]
    assert found[0].states == (State.BEHIND, State.REACHED) and found[1].states is None
    assert papers.differences(old, old) == []


@pytest.mark.parametrize(
    "name, kind",
    [
        ("pdf", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats"),
        ("png-1", "image/png"),
    ],
)
def test_the_files_are_those_that_were_kept(weeks, client, name, kind):
    answer = client.get(f"{FILES}/{name}")
    assert answer.status_code == 200 and answer.mimetype.startswith(kind)
    with store.reading(weeks.store_url) as db:
        assert answer.data == store.brief_file(db, store.brief(db, LAST.name).id, name)
    again = client.get(f"{FILES}/{name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304 and not again.data


@pytest.mark.parametrize(
    "path",
    [f"{FILES}/exe", f"{FILES}/png-99", f"{FILES}/../pdf", "/laporan/berkas/2020-W01/kabupaten/pdf",
     f"/laporan/berkas/{LAST.name}/skpd-1.02/pdf", f"{FILES}/contents"],
)  # fmt: skip
def test_no_other_file_is_handed_out(weeks, client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/laporan/2026-W99", "/laporan/2026W01", "/laporan/9999-W52", "/laporan/x",
     "/laporan/2026-W01/area-99"],
)  # fmt: skip
def test_a_week_that_is_none_is_a_404_with_a_way_back(weeks, client, path):
    answer = client.get(path)
    assert answer.status_code == 404 and "Arsip laporan" in answer.text


def test_a_past_day_shows_what_was_there_then(weeks, client):
    day = (LAST.first - timedelta(days=30)).isoformat()
    assert LAST.title not in text_of(client, f"/laporan?pada={day}")
    assert "Belum ada laporan" in text_of(client, f"/laporan/{LAST.name}?pada={day}")


def test_a_paper_that_failed_is_told_to_the_operator_and_to_whoever_asks(
    weeks, client, monkeypatch
):
    monkeypatch.setattr(brief, "faults", lambda pdf, contents: ["halaman 3: kosong"])
    before = EARLIER.before
    keep(weeks.store_url, "bps", [actual("hdi", 2024, 73.0)], before.end - timedelta(days=1))
    asked = brief.Asked(before, "", True, "https://contoh.id")
    assert printing.closed(weeks, asked, clock.now()).error
    assert "halaman 3: kosong" in text_of(client, f"/laporan/{before.name}")
    told = text_of(client, "/sumber-data")
    assert f"Laporan {before.name}" in told and "halaman 3: kosong" in told
    place = brief.Asked(THIS.before, "area-35.22.15", True, "https://contoh.id")
    with store.writing(weeks.store_url) as db:  # the newest week's paper is gone
        number = store.freeze(db, THIS.name, "", True, THIS.end, "{}", "Kode y", clock.now())
        store.not_made(db, number, "halaman 1: kosong")
    assert printing.closed(weeks, place, clock.now()).error
    told = text_of(client, "/sumber-data")
    assert "tetapi kertasnya belum terbit" in told and "tidak ada penerima" not in told
    assert f"--week {LAST.name} --area 35.22.15" in client.get("/sumber-data").text


def test_the_operator_sees_what_is_not_with_whom_and_no_whole_address(
    weeks, client, tmp_path, monkeypatch
):
    plan = tmp_path / "pengiriman.toml"
    plan.write_text(
        '[mail]\nserver = "SURAT"\nfrom = "a@contoh.id"\n[mail.to]\n'
        'pimpinan = ["bupati@contoh.id"]\n[mail.scopes]\n"skpd-salah" = ["x@contoh.id"]\n',
        "utf-8",
    )
    monkeypatch.setenv("DASHBOARD_DELIVERY", str(plan))
    monkeypatch.setenv("SURAT", "smtp://127.0.0.1:9")
    now = clock.now()
    with store.writing(weeks.store_url) as db:
        one = store.brief(db, LAST.name)
        wanted = [("mail", "pimpinan", "bupati@contoh.id"), ("folder", "folder", "/srv/laporan")]
        store.hand_out(db, one.id, wanted, now - timedelta(minutes=20))
        mail, folder = store.deliveries(db, one.id)
        said = "Ditolak: bupati@contoh.id tidak dikenal, juga <Ajudan.Bupati@lain.id>"
        store.delivered(db, mail.id, "refused", said, now)
        store.delivered(db, folder.id, "sent", "", now)
    told = text_of(client, "/sumber-data")
    assert "1 dari 2 pengiriman selesai" in told and ", 1 belum" in told
    assert "Ditolak: b…@contoh.id tidak dikenal" in told
    whole = client.get("/sumber-data").text
    assert "bupati@contoh.id" not in whole and "Ajudan.Bupati" not in whole
    assert "«skpd-salah» dalam rencana pengiriman" in told
