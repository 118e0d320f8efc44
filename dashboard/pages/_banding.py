"""The comparison of one indicator: controls, differences, chart, ranking."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd
from dash import dcc, html

import connectors
from connectors import regency
from dashboard import figures, measures, parts
from dashboard.board import beside, comparing, words
from dashboard.board.beside import Field, short
from dashboard.pages._near import near, suggested

EVERYONE = "Kabupaten tetangga dan yang paling mirip"
SIZES = {"wide": (1240, 420), "middle": (720, 400), "narrow": (360, 300)}


def lost(code: str, home: str) -> html.Div:
    """What stands where the address asks for what nobody declares, and what may have been meant."""
    there = "/indikator/"
    found = [
        (title, href.replace(there, f"{home}?indikator="))
        for title, href in near("indikator", code)
    ]
    back = html.P(dcc.Link("Buka halaman banding", href=home))
    return parts.page("Perbandingan ini tidak ada", suggested(found), back, missing=True)


def controls(frame: pd.DataFrame, made: Field, group: str, moment: datetime | None) -> Any:
    """The choice of the indicator, of whom to compare with, and of the period."""
    first, code = regency().comparison.first, made.entry.code
    titles = {key: entry.title for key, entry in beside.comparable(frame).items() if key != first}
    titles |= {code: made.entry.title} if code != first else {}
    days = {day.date().isoformat(): figures.period(day.date(), made.entry) for day in made.periods}
    chosen = made.period.date().isoformat() if made.period is not None else ""
    usual = measures.shared_period(made.regencies, regency().code)
    default = usual is None or made.period == usual
    return parts.filters(
        [
            parts.Choice("indikator", "Indikator", dict(sorted(titles.items(), key=_title)),
                         code if code != first else "", connectors.indicator(first).title, True),
            parts.Choice("kelompok", "Dibandingkan dengan", beside.GROUPS, group,
                         EVERYONE, True),
            parts.Choice("periode", "Periode peringkat", days, "" if default else chosen,
                         "Terbaru yang cukup lengkap", True),
        ],
        "banding",
        moment,
    )  # fmt: skip


def _title(pair: tuple[str, str]) -> str:
    return pair[1].lower()


def alone(frame: pd.DataFrame, made: Field) -> str:
    """Why nothing stands beside the regency."""
    if frame.empty:
        return (
            "Belum ada indikator yang diketahui baik untuk kabupaten ini maupun untuk wilayah "
            "lain, jadi belum ada yang dapat dibandingkan."
        )
    return (
        f"{made.entry.title} belum diketahui untuk wilayah lain pada periode yang sama. "
        "Pilih indikator lain."
    )


def when(made: Field) -> str:
    """The period that is compared."""
    return figures.period(made.period.date(), made.entry) if made.period is not None else ""


def against(made: Field) -> html.Dl:
    """The regency's value, and how far it is from the province, the nation and the best."""
    home, entry = regency(), made.entry
    if made.period is None:
        return html.Dl()
    period = made.period.date()
    own = parts.origin_of(entry.code, home.code, "", period)
    text = words.amount(made.at(home.code, made.period), entry)
    mine = made.of(home.code)
    badge = parts.simulated(bool(mine.loc[mine["period"] == made.period, "simulated"].any()))
    last = mine.iloc[-1]
    newer: Any = None
    if last["period"] > made.period:  # too few others know it yet
        number = words.amount(last["value"], entry)
        newer = parts.value(
            f"terbaru {number} ({figures.period(last['period'].date(), entry)})",
            parts.origin_of(entry.code, home.code, "", last["period"].date()),
        )
    told = [_fact(short(home.code), parts.value(text, own), when(made), None, newer, badge)]
    for code in (home.province, home.nation):
        found = comparing.difference(made, code)
        name = f"Terhadap {short(code)}"
        if found is None:
            told.append(_fact(name, "–", "tidak ada periode yang sama"))
        else:
            number = parts.value(found.text, found.origin)
            told.append(_fact(name, number, found.period, parts.verdict(found.verdict)))
    rows = beside.ranked(made)
    if len(rows) > 1:
        told.append(_fact("Peringkat", comparing.standing(made), when(made)))
        top = rows.iloc[0]
        told.append(
            _fact(
                comparing.order(entry).capitalize(),
                parts.value(
                    f"{short(top['area'])} {words.amount(top['value'], entry)}",
                    parts.origin_of(entry.code, top["area"], "", period),
                ),
                when(made),
            )
        )
    return html.Dl(told, className="facts against")


def _fact(name: str, text: Any, period: str, before: Any = None, *after: Any) -> html.Div:
    told = html.Dd([before, html.Span(period), *after])
    return html.Div([html.Dt(name), html.Dd(text), told])


def chart(made: Field, group: str) -> list[Any]:
    """The lines over time, for wide, middling and narrow places, and what they are."""
    home = regency()
    kinds = {home.code: "home", home.province: "province", home.nation: "nation"}
    # The whole has many times what a part has: on one scale the parts would lie on the ground.
    left_out = (home.province, home.nation) if measures.adds_up(made.entry) else ()
    codes = [home.code, home.province, home.nation, *made.peers]
    shown = replace(made, rows=made.rows[made.rows["period"] >= made.start])
    strands: list[Any] = [
        figures.Strand(short(code), kinds.get(code, "peer"), shown.of(code))  # type: ignore[arg-type]
        for code in codes
        if code not in left_out
    ]
    whom = beside.GROUPS.get(group, EVERYONE)
    marks = []
    for name, size in SIZES.items():
        drawn = figures.versus(strands, made.entry, size=size)
        marks.append(parts.mark(drawn.replace('class="trend', f'class="trend {name}', 1)))
    told = [f"Garis tebal: {short(home.code)}", f"Abu-abu: {whom[:1].lower()}{whom[1:]}"]
    if left_out:
        names = " dan ".join(short(code) for code in left_out)
        told.append(f"{names} tidak digambar: jumlahnya mencakup semua kabupaten")
    else:
        drawn_as = {home.province: "Garis tipis", home.nation: "Titik-titik"}
        known = set(shown.rows["area"])
        told[1:1] = [f"{how}: {short(code)}" for code, how in drawn_as.items() if code in known]
    told.append(f"Satuan: {made.entry.unit}. Periode tanpa angka dibiarkan kosong")
    before = len(made.of(home.code)) - len(shown.of(home.code))
    more = [
        dcc.Link(
            f"{before} periode sebelum ada pembanding",
            href=f"/indikator/{made.entry.code}",
        )
    ]
    return [
        html.Div(marks, className="panel"),
        html.Div(
            [*[html.Span(text) for text in told], *(more if before else [])], className="legend"
        ),
    ]
