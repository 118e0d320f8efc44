"""Every number of every page carries its origin: the way to it is one tap, and it opens."""

import re

import pytest
from addresses import EVERY
from outline import main_of

MONTH = "Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des"
# What is no measured number: days, periods, ages, places in an order, and names that hold digits.
WHEN = re.compile(
    rf"(\d{{1,2}}–)?\d{{1,2}} ({MONTH})\w* \d{{4}}(, \d\d\.\d\d \w+)?|({MONTH})\w* \d{{4}}"
    r"|(umur |dalam |sejak |lewat )?\d+ (hari|jam|menit|bulan|tahun|detik|pekan|periode)( lalu)?"
    r"|[Pp]ekan \d+( \d{4})?|\b(19|20)\d\d([–-](19|20)\d\d)?\b|ke-\d+( dari \d+)?"
    r"|SP2020|SHA-256|P[12]\b"
    r"|(eselon|desil|Permendagri|UU|PP|Perda|Perpres|SPBE) [\dIVX/–]+"
)
# Where numbers may stand that are not measured: prose of facts, code, forms, picture axes, places
# in an order; `counted` counts what the page lists.
EXEMPT_CLASSES = {"counted", "provenance", "rank", "query", "commands", "note", "past", "badge"}
EXEMPT_TAGS = {"svg", "code", "form", "caption", "figcaption", "th"}
# The page of a follow-up is the origin of what a person wrote there: its progress.
LEADS = re.compile(r"^/(asal|indikator|tindak-lanjut)/")
# About the sources themselves, whose runs it lists; and the origins, which are where it ends.
OURS = ("/sumber-data", "/asal/")


def is_orphan(text, inside):
    if not re.search(r"(?<![A-Za-z])\d", WHEN.sub("", text)):
        return False
    for tag, attributes in inside:
        classes = set((attributes.get("class") or "").split())
        if tag in EXEMPT_TAGS or classes & EXEMPT_CLASSES:
            return False
        if tag == "a" and (
            LEADS.match(attributes.get("href", "")) or attributes.get("target") == "_blank"
        ):
            return False
    return True


def orphans(html):
    return [text for text, inside in main_of(html).texts if is_orphan(text, inside)]


@pytest.mark.parametrize("path", [path for path in EVERY if not path.startswith(OURS)])
def test_every_number_leads_to_its_origin(client, path):
    assert not orphans(client.get(path).text)


def test_a_number_without_a_way_to_its_origin_is_found():
    assert orphans("<main><p>Kemiskinan <b>11,49 %</b> pada Maret 2025</p></main>") == ["11,49 %"]
    assert orphans('<main><a href="/asal/hdi">73,74</a> sejak 2020, ke-3 dari 28</main>') == []


@pytest.fixture(scope="module")
def origin(wired):
    """`origin(client, address)`: its status and text; opened once, however many pages name it."""
    known = {}

    def opened(client, address):
        if address not in known:
            answer = client.get(address)
            known[address] = answer.status_code, answer.text
        return known[address]

    return opened


@pytest.mark.parametrize("path", EVERY)
def test_every_origin_that_a_page_names_opens(client, origin, path):
    found = set(re.findall(r'href="(/asal/[^"]+)"', client.get(path).text))
    for address in sorted(found)[:40]:
        status, text = origin(client, address.replace("&amp;", "&"))
        assert status == 200, address
        assert "Produsen data" in text or "Belum ada data" in text, address


def test_an_origin_tells_source_definition_query_period_and_vintages(client):
    text = client.get("/asal/road_good_condition?wilayah=35.22").text
    for label in ("Definisi", "Rumus", "Produsen data", "Sistem", "Ditarik", "Status angka"):
        assert f"<dt>{label}</dt>" in text
    assert "Versi angka ini" in text and "Diketahui sejak" in text and "Lihat kueri" in text


def test_an_unknown_origin_is_a_404(client):
    assert client.get("/asal/tidak_ada").status_code == 404
    assert client.get("/asal/hdi?wilayah=99").status_code == 404
    assert client.get("/asal/hdi?skpd=99").status_code == 404
    assert client.get("/asal/hdi?periode=kemarin").status_code == 200
