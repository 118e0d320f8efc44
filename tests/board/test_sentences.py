"""What is said of a number: right for every combination, and as a good editor would write it."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

import pandas as pd
import pytest

import connectors
from connectors import Indicator
from dashboard.board import Line, ranked, sentences
from dashboard.board.sentences import Rank, judgement
from dashboard.measures import Change, Standing, State

NAN = float("nan")
NOW, BEFORE, LATER, YEAR_AGO = (
    date(2026, 10, 1), date(2026, 9, 1), date(2026, 12, 1), date(2025, 10, 1),
)  # fmt: skip
TODAY = date(2026, 11, 25)
RATE = Indicator("rate", "Angka uji", "%", "month", "lower", (0, 100), decimals=2, lag_days=30)
OFF = (State.BELOW_PATH, State.BEHIND, State.WORSENING)
JUDGED = (State.REACHED, State.ON_PATH, *OFF)


def line_of(standing, entry=RATE, simulated=False):
    return Line(entry, rows_of(standing.period, simulated), standing)


@cache
def rows_of(period, simulated):
    row = {"period": pd.Timestamp(period or NOW), "kind": "actual", "value": 1.0, "area": "35.22",
           "skpd": "", "simulated": simulated}  # fmt: skip
    return pd.DataFrame([row]).iloc[: 1 if period else 0]


def stand(state=State.NO_TARGET, value=11.49, **more):
    given = {"period": NOW, "value": value, "state": state, "last_state": state} | more
    return Standing("rate", **given)


def made(value, entry=RATE, since=BEFORE):
    if value is None:
        return None
    good = None if not value or entry.better in ("none", "range") else (
        (value > 0) == (entry.better == "higher")
    )  # fmt: skip
    return Change(value, since, good)


def aimed(state, *, later=False, wide=False, gap=0.54, stale=False, better="lower", **more):
    """The standing of a value that is judged so."""
    low, high = (10.0, 10.95) if wide else (10.95, 10.95)
    value = {State.REACHED: 10.5}.get(state, 11.49 if better != "higher" else 9.4)
    return stand(
        state=State.STALE if stale else state,
        last_state=state,
        value=value,
        target_period=LATER if later else NOW,
        target_lower=low,
        target_upper=high,
        gap=0.0 if state in (State.REACHED, State.ON_PATH) else gap,
        due=date(2026, 11, 20),
        **more,
    )


DIRECTIONS = ("higher", "lower", "range", "none")
STEPS = (None, 0.0, 0.2, -0.2, 0.0004, -0.0004)
UNITS = (("%", 2), ("indeks", 2), ("Rp/kg", 0), ("ribu jiwa", 1), ("Rp", 0), ("orang", 0))
RANKS = (
    None,
    Rank(1, 28),
    Rank(3, 28),
    Rank(28, 28),
    Rank(1, 28, shared=28),
    Rank(2, 28, "kecamatan", 4),
)
THIN = 211  # a prime, so that no two of the spread always come together
PACES = ((NAN, 0, NAN), (0.27, 0, 0.0), (0.27, 1, 0.49), (0.27, 5, 0.49), (0.0001, 5, NAN))


def every():
    """The whole product, thinned only where one thing cannot meet another."""
    for better, state, stale, later, wide in product(
        DIRECTIONS, (*JUDGED, State.NO_TARGET, State.NO_VALUE), (False, True), (False, True),
        (False, True),
    ):  # fmt: skip
        if better == "none" and state in JUDGED:
            continue  # nothing to judge it by
        if state is State.ON_PATH and not later:
            continue  # a target of its own period is met or missed
        yield better, state, stale, later, wide


def lines():
    spread = list(product(STEPS, UNITS, PACES, RANKS, (False, True), ("", "year"), (0.54, 0.0004)))
    for number, (better, state, stale, later, wide) in enumerate(every()):
        # Each of the cases meets one in THIN of what is spread, each other ones.
        for step, (unit, decimals), pace, rank, simulated, resets, gap in spread[
            number % THIN :: THIN
        ]:
            entry = replace(RATE, better=better, unit=unit, decimals=decimals, resets=resets)
            if state is State.NO_VALUE:
                standing = Standing("rate")
            elif state is State.NO_TARGET:
                standing = stand(State.STALE if stale else state, last_state=state, due=BEFORE)
            else:
                standing = aimed(
                    state, later=later, wide=wide, gap=gap, stale=stale, better=better,
                    pace_needed=pace[0], periods_left=pace[1], best_pace=pace[2],
                )  # fmt: skip
            if standing.period:
                previous, year_ago = made(step, entry), made(step, entry, YEAR_AGO)
                standing = replace(standing, previous=previous, year_ago=year_ago)
            yield line_of(standing, entry, simulated), rank, (state, stale)


WRONG = {
    "a doubled unit": r"(%|poin|orang|jiwa|Rp|/kg) \1\b|ribu ribu|Rp Rp|% %",
    "a change of nothing": r"(naik|turun|bergerak|selisih) (Rp )?0(,0+)?(?![,.\d])",
    "a number that is none": r"(?i)\bnan\b|None|inf",
    "a doubled space": r"  ",
    "an empty clause": r", ?[,.;]|; ?[.;,]|: ?[.]|\( ?\)|\.\.|^\W",
    "a space before a stop": r" [.,;]",
    "a doubled word": r"\b(\w+) \1\b",
    "an ASCII minus before a number": r"(?<!\w)-\d",
    "a decimal point": r"\d\.\d\b(?!\d)",
    "a sentence without a capital": r"(^|\. )[a-z]",
}


def test_every_combination_is_a_sentence_that_a_linguist_would_let_pass():
    faults, count = [], 0
    for count, (line, rank, (state, stale)) in enumerate(lines()):
        text = judgement(line, (None, TODAY)[count % 2], rank)
        said = [name for name, rule in WRONG.items() if re.search(rule, text)]
        if not text.endswith("."):
            said.append("no full stop")
        if "ercapai" in text and state is not State.REACHED:
            said.append(f"reached, though {state}")
        if stale and "Target " in text:
            said.append("an old judgement told as today's")
        if state in OFF and not re.search(r"di (bawah|atas)", text):
            said.append("off, and not told so")
        if stale and state is not State.NO_VALUE and "seharusnya terbit" not in text:
            said.append("overdue, and not told so")
        if line.simulated and "data simulasi" not in text:
            said.append("simulated, and not told so")
        neutral = line.indicator.better in ("none", "range")
        if neutral and re.search(r"\((membaik|memburuk)\)", text):
            said.append("good or bad, where no change is")
        faults += [(name, text) for name in said]
    assert count > 2_500
    assert faults[:10] == []


@pytest.mark.parametrize("entry", connectors.indicators().values(), ids=lambda entry: entry.code)
def test_every_declared_unit_and_frequency_makes_a_clean_sentence(entry):
    since = date(2024, 1, 1) if entry.frequency == "year" else BEFORE
    now = date(2025, 1, 1) if entry.frequency == "year" else NOW
    low = entry.range[0] + (entry.range[1] - entry.range[0]) / 2
    change = Change(-low / 7, since, None)
    found = stand(State.NO_TARGET, value=low, period=now, previous=change)
    text = judgement(line_of(found, entry), date(2027, 1, 5))
    assert not [name for name, rule in WRONG.items() if re.search(rule, text)], text


def month(**more):
    return replace(RATE, **more)


GOLDEN = [
    (
        "lower, and falling: better",
        line_of(aimed(State.BELOW_PATH, previous=made(-0.2), pace_needed=0.27, periods_left=3,
                      best_pace=0.49)),
        None,
        "Pada Oktober 2026 tercatat 11,49 %, turun 0,20 poin dari September 2026 (membaik). "
        "Masih 0,54 poin di atas target 10,95 %. "
        "Perlu turun 0,27 poin setiap bulan; laju terbaik selama ini 0,49 poin.",
    ),
    (
        "lower, and rising: worse, and it never improved",
        line_of(aimed(State.WORSENING, previous=made(0.2), pace_needed=0.54, periods_left=0,
                      best_pace=0.0)),
        None,
        "Pada Oktober 2026 tercatat 11,49 %, naik 0,20 poin dari September 2026 (memburuk). "
        "Makin menjauh, kini 0,54 poin di atas target 10,95 %. "
        "Perlu turun 0,54 poin lagi; selama ini belum pernah membaik.",
    ),
    (
        "higher, behind its path to a later target",
        line_of(aimed(State.BEHIND, later=True, better="higher", previous=made(0.2, month(
            better="higher")), pace_needed=0.75, periods_left=2, best_pace=0.3),
            month(better="higher")),
        None,
        "Pada Oktober 2026 tercatat 9,40 %, naik 0,20 poin dari September 2026 (membaik). "
        "Tertinggal, 0,54 poin di bawah jalur menuju target 10,95 % untuk Desember 2026. "
        "Perlu naik 0,75 poin setiap bulan; laju terbaik selama ini 0,30 poin.",
    ),
    (
        "reached with something to spare",
        line_of(aimed(State.REACHED)),
        None,
        "Pada Oktober 2026 tercatat 10,50 %. Target 10,95 % tercapai dengan selisih 0,45 poin.",
    ),
    (
        "reached before its time",
        line_of(aimed(State.REACHED, later=True)),
        None,
        "Pada Oktober 2026 tercatat 10,50 %. "
        "Target 10,95 % untuk Desember 2026 sudah tercapai dengan selisih 0,45 poin.",
    ),
    (
        "reached exactly",
        line_of(replace(aimed(State.REACHED), value=10.95)),
        None,
        "Pada Oktober 2026 tercatat 10,95 %. Target 10,95 % tercapai.",
    ),
    (
        "within a range",
        line_of(aimed(State.REACHED, wide=True), month(better="range")),
        None,
        "Pada Oktober 2026 tercatat 10,50 %. Berada dalam rentang target 10,00–10,95 %.",
    ),
    (
        "above a range, and nothing to tell good from bad by",
        line_of(aimed(State.BELOW_PATH, wide=True, previous=Change(0.2, BEFORE, None)),
                month(better="range")),
        None,
        "Pada Oktober 2026 tercatat 11,49 %, naik 0,20 poin dari September 2026. "
        "Masih 0,54 poin di atas rentang target 10,00–10,95 %.",
    ),
    (
        "a target with two ends where lower is better",
        line_of(aimed(State.REACHED, wide=True)),
        None,
        "Pada Oktober 2026 tercatat 10,50 %. Target 10,00–10,95 % tercapai.",
    ),
    (
        "on its path, nothing needed that is told",
        line_of(aimed(State.ON_PATH, later=True)),
        None,
        "Pada Oktober 2026 tercatat 11,49 %. "
        "Belum mencapai target 10,95 % untuk Desember 2026, tetapi masih di jalurnya.",
    ),
    (
        "overdue, and last off its target",
        line_of(aimed(State.BEHIND, stale=True, previous=made(-0.2), pace_needed=0.54)),
        None,
        "Angka terakhir, Oktober 2026, ialah 11,49 %, turun 0,20 poin dari September 2026 "
        "(membaik). Saat itu 0,54 poin di atas target 10,95 %. "
        "Angka berikutnya seharusnya terbit 20 November 2026.",
    ),
    (
        "overdue, and last reached",
        line_of(aimed(State.REACHED, stale=True)),
        None,
        "Angka terakhir, Oktober 2026, ialah 10,50 %. "
        "Saat itu target 10,95 % tercapai dengan selisih 0,45 poin. "
        "Angka berikutnya seharusnya terbit 20 November 2026.",
    ),
    (
        "no direction, so nothing is wanted",
        line_of(stand(value=1_301_635, previous=Change(812, BEFORE, None)),
                month(better="none", unit="jiwa", decimals=0)),
        None,
        "Pada Oktober 2026 tercatat 1.301.635 jiwa, naik 812 jiwa dari September 2026.",
    ),
    (
        "no target yet",
        line_of(stand(value=14_450, previous=made(400)), month(unit="Rp/kg", decimals=0)),
        None,
        "Pada Oktober 2026 tercatat Rp 14.450/kg, naik Rp 400/kg dari September 2026 (memburuk). "
        "Belum ada target untuk periode ini.",
    ),
    (
        "nothing changed",
        line_of(stand(previous=made(0.0))),
        None,
        "Pada Oktober 2026 tercatat 11,49 %, sama dengan September 2026. "
        "Belum ada target untuk periode ini.",
    ),
    (
        "less changed than is told",
        line_of(stand(previous=made(-0.001))),
        None,
        "Pada Oktober 2026 tercatat 11,49 %, hampir sama dengan September 2026. "
        "Belum ada target untuk periode ini.",
    ),
    (
        "the first value",
        line_of(stand()),
        None,
        "Pada Oktober 2026 tercatat 11,49 %. Belum ada target untuk periode ini.",
    ),
    ("no value at all", line_of(Standing("rate")), Rank(1, 28), "Belum ada data."),
    (
        "adds up from January: beside the year before",
        line_of(stand(value=43.4, previous=made(6.0), year_ago=Change(-0.9, YEAR_AGO, False)),
                month(better="higher", resets="year")),
        None,
        "Sampai Oktober 2026 tercatat 43,40 %, 0,90 poin lebih rendah daripada Oktober 2025 "
        "(memburuk). Belum ada target untuk periode ini.",
    ),
    (
        "a month that still runs is not compared",
        line_of(stand(value=26, period=date(2026, 11, 1), previous=made(-8, since=NOW)),
                month(better="none", unit="santunan", decimals=0)),
        None,
        "November 2026 masih berjalan; sejauh ini tercatat 26 santunan.",
    ),
    (
        "a year that still runs",
        line_of(stand(value=80.9, period=date(2026, 1, 1)),
                month(better="higher", frequency="year", decimals=1)),
        None,
        "Tahun 2026 masih berjalan; sejauh ini tercatat 80,9 %. "
        "Belum ada target untuk periode ini.",
    ),
    (
        "its place among the kecamatan, and simulated",
        line_of(stand(), simulated=True),
        Rank(3, 28),
        "Pada Oktober 2026 tercatat 11,49 %. Belum ada target untuk periode ini. "
        "Peringkat ke-3 dari 28 kecamatan. Angka ini data simulasi.",
    ),
    (
        "old, though nothing newer is due",
        line_of(stand(period=date(2025, 1, 1)), month(frequency="year", survey_month=8)),
        None,
        "Pada Agustus 2025 tercatat 11,49 %. Belum ada target untuk periode ini. "
        "Angka ini berumur 15 bulan.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "rank", "said"), [each[1:] for each in GOLDEN], ids=[each[0] for each in GOLDEN]
)
def test_it_reads_as_an_editor_would_write_it(line, rank, said):
    assert judgement(line, TODAY, rank) == said


@pytest.mark.parametrize(
    ("rank", "better", "said"),
    [
        (Rank(1, 28), "lower", "Terbaik dari 28 kecamatan."),
        (Rank(28, 28), "higher", "Terbawah dari 28 kecamatan."),
        (Rank(1, 28, shared=3), "lower", "Termasuk yang terbaik dari 28 kecamatan."),
        (Rank(26, 28, shared=3), "lower", "Termasuk yang terbawah dari 28 kecamatan."),
        (Rank(1, 28), "none", "Tertinggi dari 28 kecamatan."),
        (Rank(4, 28), "none", "Tertinggi ke-4 dari 28 kecamatan."),
        (Rank(2, 5, "kabupaten tetangga"), "lower", "Peringkat ke-2 dari 5 kabupaten tetangga."),
        (Rank(1, 28, shared=28), "lower", "Nilainya sama di 28 kecamatan."),
        (Rank(1, 1), "lower", ""),
    ],
)
def test_a_rank_is_told_as_one_says_it(rank, better, said):
    text = judgement(line_of(stand(), month(better=better)), TODAY, rank)
    assert text.partition("periode ini. ")[2] == said or text.endswith(f"%. {said}")


def test_a_step_of_the_season_is_put_beside_the_year_before():
    periods = [date(y, m, 1) for y in (2024, 2025, 2026) for m in (9, 10)]
    rows = pd.DataFrame({"period": pd.to_datetime(periods), "kind": "actual", "area": "35.22",
                         "value": [80.0, 40, 90, 40, 85, 44], "skpd": "",
                         "simulated": False})  # fmt: skip
    entry = month(better="higher", unit="ton", decimals=0)
    found = stand(value=44, previous=Change(-41, BEFORE, False), year_ago=Change(4, YEAR_AGO, True))
    text = judgement(Line(entry, rows, found), TODAY)
    assert text.startswith(
        "Pada Oktober 2026 tercatat 44 ton, 4 ton lebih tinggi daripada Oktober 2025 (membaik)."
    )


def headline(*states):
    entry = RATE
    return [
        line_of(
            aimed(state) if state in JUDGED else stand(state, last_state=State.NO_TARGET), entry
        )
        for state in states
    ]


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], "Belum ada indikator yang dapat dinilai terhadap targetnya."),
        (
            [State.STALE],
            "Belum ada indikator yang dapat dinilai terhadap targetnya. "
            "Satu angka sudah lewat umur.",
        ),
        (
            [State.REACHED],
            "Satu-satunya indikator bertarget sudah tercapai atau di jalurnya.",
        ),
        (
            [State.REACHED, State.ON_PATH],
            "Semua dari dua indikator bertarget sudah tercapai atau di jalurnya.",
        ),
        (
            [State.BEHIND, State.NO_TARGET],
            "Satu-satunya indikator bertarget di luar jalurnya. "
            "Angka uji tertinggal, 0,54 poin di atas target.",
        ),
        (
            [State.WORSENING, State.BELOW_PATH],
            "Belum satu pun dari dua indikator bertarget tercapai atau di jalurnya. "
            "Angka uji memburuk, 0,54 poin di atas target; satu lain juga di luar jalurnya.",
        ),
        (
            [State.REACHED, State.BEHIND, State.STALE],
            "Satu dari dua indikator bertarget sudah tercapai atau di jalurnya. "
            "Angka uji tertinggal, 0,54 poin di atas target. Satu angka sudah lewat umur.",
        ),
    ],
)
def test_the_overview_opens_right_for_any_number_of_each(states, said):
    found = headline(*states)
    assert "".join(piece.text for piece in sentences.overview(found, ranked(found, TODAY))) == said
