"""The last page: how good the data are, which sources need somebody, and what the words mean."""

from collections import Counter

from connectors import skpds
from dashboard import figures
from dashboard.board import keeping
from dashboard.board.keeping import LOOKS, Kept
from dashboard.brief._blocks import Block, cell, heading, listed, numbers, plain, table
from dashboard.brief._known import Known
from dashboard.measures import Condition

COLUMNS = [("Sumber", "1fr", "left"), ("Keadaan", "44mm", "left"),
           ("Data terakhir", "38mm", "left"), ("Hubungi", "34mm", "left")]  # fmt: skip
TERMS = [
    ("Keadaan", "di mana angka itu seharusnya berada saat ini menurut targetnya: tercapai; di "
     "jalur; di bawah jalur (masih terkejar); tertinggal (tidak terkejar dengan laju terbaik "
     "selama ini); memburuk (menjauhi target)."),
    ("Lewat umur", "angka berikutnya seharusnya sudah terbit, maka angka ini tidak dinilai."),
    ("Jarak dan laju", "selisih dari target, atau dari jalur menuju target berikutnya; laju yang "
     "perlu ialah perubahan setiap periode agar target akhir rencana tercapai."),
    ("Masalah", "urut menurut arah, jarak, lamanya, dan warga yang terdampak; rumusnya di halaman "
     "Permasalahan."),
    ("Simulasi", "angka tiruan untuk peragaan, bukan data instansi."),
    ("Kode", "ringkasan isi pekan ini; periksa di alamat pada kaki halaman apakah kertas ini asli "
     "dan apa yang direvisi sejak dicetak."),
]  # fmt: skip


def sources(known: Known) -> list[Block]:
    """The blocks of the page."""
    kept = keeping.keeping(known.db, known.today, known.moment)
    every = [(owner, one) for owner, mine in kept.items() for one in mine.sources]
    states = Counter(one.condition for _, one in every)
    needy = [pair for pair in every if pair[1].condition not in (Condition.FRESH, Condition.NEVER)]
    needy.sort(key=lambda pair: (pair[1].condition is not Condition.FAILED, pair[1].source.title))
    values = [line for line in known.lines if line.newest is not None]
    simulated = sum(line.simulated for line in values)
    stale = sum(line.standing.stale for line in values)
    fresh = f"{states[Condition.FRESH]} dari {len(every)}"
    facts = [
        ("Sumber segar", fresh, "ditarik menurut jadwalnya"),
        ("Indikator", figures.number(len(values)), "dengan angka tingkat kabupaten"),
        ("Lewat umur", figures.number(stale), "angka berikutnya terlambat"),
        ("Simulasi", figures.number(simulated), "indikator dari data tiruan"),
    ]
    terms = [("•", f"{word}: {meaning}", "") for word, meaning in TERMS]
    entries = [line.indicator for line in known.headline if line.indicator.definition]
    meanings = [("•", f"{entry.short or entry.title}: {entry.definition}", "") for entry in entries]
    return [
        numbers(facts),
        heading("Sumber yang perlu ditangani", "angka terakhirnya tetap dipakai"),
        table(COLUMNS, [_row(owner, one) for owner, one in needy],
              "Semua sumber segar." if every else "Belum ada sumber yang ditarik.", 9,
              "Sumber data"),
        heading("Arti kata"),
        listed(terms, "", len(terms)),
        heading("Definisi indikator utama"),
        listed(meanings, "Belum ada.", 8, "Indikator"),
        plain("Asal setiap angka (sumber, instansi, rumus, waktu ditarik) ada di dasbor: ketuk "
              "angkanya.", "soft"),
    ]  # fmt: skip


def _row(owner: str, one: Kept) -> list[dict[str, object]]:
    shape, word = LOOKS[one.condition]
    last = figures.day(one.ok) if one.ok else "belum pernah"
    return [
        cell(one.source.title, bold=True),
        cell(word, shape=shape),
        cell(last),
        cell(skpds()[owner].short),
    ]
