"""Questions that the leadership asks, as a person at the screen: each answered in two clicks.

A question starts on the overview. A step is one click on what stands on the screen; a search is two
(the box, the choice). The answer must stand in the page's main part, or in the box over it.
"""

import re

import pytest

MOUNTED = "#react-entry-point main"
MOST = 2


def menu(name):
    """One click on the menu."""
    return [("link", f"header nav >> text={name}")]


def tap(text, within=MOUNTED):
    """One click on a link, a number or a fold that bears `text`."""
    return [("link", f"{within} >> text={text}")]


def choose(label, option):
    """One choice in a filter."""
    return [("choose", label, option)]


def search(text):
    """The box and the choice: two clicks."""
    return [("open", text), ("enter",)]


QUESTIONS = [
    ("Apa masalah terbesar sekarang?", [], r"Yang perlu perhatian.*(Memburuk|Tertinggal|Di bawah)"),
    ("Sejak kapan, dan siapa yang bertanggung jawab?", [], r"sejak \w+ \d{4}"),
    (
        "Apa saja semua permasalahan, dari yang terburuk?",
        menu("Permasalahan"),
        r"[Mm]engapa di urutan",
    ),
    (
        "Seberapa cepat pengangguran harus turun?",
        menu("Permasalahan"),
        r"[Pp]erlu turun [\d,]+\s*poin",
    ),
    ("Apa yang memburuk pekan ini?", menu("Perkembangan"), r"Memburuk.*→"),
    (
        "Apa yang membaik setahun ini?",
        menu("Perkembangan") + choose("Rentang", "tahun"),
        r"Membaik.*→",
    ),
    ("Angka apa yang terlambat?", menu("Perkembangan"), r"Lewat umur"),
    ("Apakah target kemiskinan 2029 tercapai?", menu("Capaian"), r"peluang mencapai target"),
    ("Berapa capaian IPM terhadap RPJMD?", menu("Capaian"), r"Capaian\s*100,3 %"),
    ("Program prioritas mana yang belum terisi?", menu("Program"), r"10 program belum terisi"),
    (
        "Bagaimana program Aladin?",
        menu("Program") + tap("Aladin (atap, lantai, dinding)"),
        r"Rumah diperbaiki",
    ),
    (
        "Dan di kecamatan saya, Kedungadem?",
        search("kecamatan kedungadem"),
        r"Kecamatan Kedungadem.*ke-\d+ dari 28",
    ),
    ("Kecamatan mana yang terburuk stuntingnya?", menu("Wilayah"), r"terburuk di \w+"),
    (
        "Bagaimana kinerja Dinas Kesehatan?",
        menu("SKPD") + tap("Dinas Kesehatan"),
        r"Dinas Kesehatan.*Indikator yang dijawab",
    ),
    ("SKPD mana yang serapannya paling tertinggal?", menu("SKPD"), r"serapan paling tertinggal"),
    ("Di mana kita dibanding Jawa Timur dan tetangga?", menu("Banding"), r"Jawa Timur.*Lamongan"),
    ("Berapa anggaran yang terserap, dan apa yang terlambat?", menu("Anggaran"), r"[Tt]erlambat"),
    ("Berapa aplikasi yang sudah terintegrasi?", menu("SPBE"), r"[Tt]erintegrasi"),
    ("Jaringan kecamatan mana yang mati?", menu("SPBE"), r"[Tt]autan"),
    (
        "Dari mana angka IPM ini?",
        [("number", f"{MOUNTED} .card a.asal.value")],
        r"Produsen data.*Ditarik",
    ),
    ("Berapa harga beras sekarang?", search("harga beras"), r"Harga beras.*Rp [\d.]+"),
    ("Sumber data mana yang perlu ditangani?", menu("Sumber data"), r"Yang perlu ditangani"),
    (
        "Program mana yang penerimanya paling banyak tidak valid?",
        menu("Bantuan"),
        r"Terendah: [^,]+, [\d,]+ %",
    ),
    ("Mengapa mereka tidak valid?", menu("Bantuan"), r"Alasan terbanyak.*([Gg]agal|[Pp]eriksa)"),
    (
        "Sudah adakah tindak lanjut untuk pengangguran?",
        menu("Permasalahan") + tap("tindak lanjut"),
        r"[Tt]indak lanjut.*Pengangguran",
    ),
]


def carry_out(page, step):
    kind, *what = step
    if kind == "choose":
        page.get_by_label(what[0]).last.select_option(what[1])
        page.wait_for_load_state()
        page.wait_for_selector(MOUNTED)
    elif kind == "open":
        page.get_by_role("button", name="Cari").last.click()
        page.get_by_role("combobox", name="Cari").fill(what[0])
        page.locator("dialog.finder li").first.wait_for()
    elif kind == "enter":
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/(indikator|wilayah|skpd|program)/"))
    elif kind == "number":
        page.locator(what[0]).first.click()
        page.locator("dialog.origin .provenance").wait_for()
    else:
        before = page.url
        page.locator(what[0]).last.click() if "header" in what[0] else page.locator(
            what[0]
        ).first.click()
        page.wait_for_function("before => location.href !== before", arg=before)


@pytest.mark.parametrize(("question", "steps", "answer"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_a_question_of_the_leadership_is_answered_in_two_clicks(
    visitor, site, question, steps, answer
):
    page = visitor
    assert len(steps) <= MOST
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site)
    page.wait_for_selector(MOUNTED)
    for step in steps:
        carry_out(page, step)
    found = re.compile(answer, re.DOTALL).pattern
    page.wait_for_function(
        """found => [...document.querySelectorAll("#react-entry-point main, dialog[open]")]
          .some(each => new RegExp(found, "s").test(each.innerText))""",
        arg=found,
    )


def test_there_are_twenty_questions_at_least():
    assert len(QUESTIONS) >= 20
