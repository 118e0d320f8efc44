"""The sections of the pages of the priority programmes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import dcc, html

from connectors import Programme, regency
from dashboard import figures, parts, recipients
from dashboard.board import Line, programmes, telling, words
from dashboard.board.aid import Aid
from dashboard.board.programmes import Held
from dashboard.parts import Number

FILE = "connectors/_programmes.csv"
NO_RESULT = "Belum ada indikator hasil yang membawa kode program ini."
NO_MONEY = (
    "Belum ada angka. SIPD dan SIMDA mencatat anggaran tanpa kode program prioritas, jadi anggaran "
    "program ini tidak dapat dipisahkan tanpa menebak."
)
NO_WORK = (
    "Belum ada angka. SPSE mencatat paket tanpa kode program prioritas, jadi paket program ini "
    "tidak dapat dipisahkan tanpa menebak."
)
RECENT = 24  # periods of the small trend


def listed(found: Sequence[Held], today: date) -> Any:
    """Programmes as a list: result, state, trend, money and works where the store holds them."""
    if not found:
        return parts.empty("Belum ada.")
    return html.Ul([item(one, today) for one in found], className="programmes")


def item(one: Held, today: date) -> html.Li:
    """One programme."""
    line = programmes.main_line(one)
    name = dcc.Link(one.programme.title, href=f"/program/{one.programme.code}", className="strong")
    said: list[Any] = [html.P("Belum ada angka di dasbor ini.", className="soft")]
    if line is not None:
        others = [each for each in one.lines if each is not line]
        said = [number(line, today), *([more(others, today)] if others else [])]
    return html.Li(
        [
            html.Div(
                [
                    html.P(name),
                    html.P(
                        [f"{programmes.who(one)} · " if one.lines else "",
                         parts.link(one.programme.publication)],
                        className="soft",
                    ),
                ],
                className="name",
            ),
            html.Div(said, className="what"),
            html.Div(trend(line, today) if line is not None else None, className="tiny"),
            html.Div(
                [parts.state_label(line.standing.state), parts.simulated(line.simulated)]
                if line is not None
                else None,
                className="how",
            ),
        ]
    )  # fmt: skip


def number(line: Line, today: date) -> html.P:
    """An indicator with its newest value."""
    title = line.indicator.short or line.indicator.title
    return html.P([f"{title}: ", parts.value(programmes.told(line, today), line.address, "strong")])


def more(lines: Sequence[Line], today: date) -> html.Details:
    """The programme's other indicators: results, then money, then works."""
    count = figures.number(len(lines))
    return parts.folded(
        f"{count} angka lain",
        html.Ul([html.Li(number(line, today)) for line in lines], className="bare"),
    )


def trend(line: Line, today: date) -> Any:
    """The newest periods of an indicator as a small line: of what adds up by month, this year's
    only; of what adds up by year, whole years only."""
    rows = line.rows[line.rows["kind"] == "actual"].tail(RECENT)
    if len(rows) and programmes.still_runs(line, rows["period"].max().date(), today):
        rows = rows.iloc[:-1]
    if line.indicator.resets and line.indicator.frequency != "year":
        rows = rows[rows["period"].dt.year == rows["period"].max().year]
    label = f"{line.indicator.title}: {len(rows)} periode terakhir"
    places = [day.toordinal() for day in rows["period"]]
    return parts.mark(figures.sparkline(list(rows["value"]), label=label, places=places))


def membership(programme: Programme) -> html.P:
    """Whether the programme is one of the official list, and who says so."""
    told = (
        f"Satu dari {regency().priorities} program prioritas menurut "
        if programme.confirmed
        else "Diberitakan bersama program prioritas, tetapi keanggotaannya dalam daftar resmi "
        "belum dipastikan: "
    )
    return html.P([parts.counted(told), parts.link(programme.publication), "."], className="lead")


def receivers(lists: Sequence[Aid]) -> list[Any]:
    """How many of those who receive it are valid, what is at risk, and the way to the list."""
    told: list[Any] = []
    for one in lists:
        title = recipients.claim_lists()[one.code].title
        numbers = [
            Number("Penerima valid", figures.quantity(one.share, "%", 1),
                   f"dari {figures.number(one.checked)} baris", one.address,
                   simulated=one.simulated),
            Number("Rupiah berisiko", figures.quantity(one.at_risk, "Rp"),
                   "baris yang gagal diverifikasi", one.risk_address, simulated=one.simulated),
        ]  # fmt: skip
        way = dcc.Link(f"Mengapa, dan di mana: {title}", href=f"/bantuan/{one.code}")
        told += [parts.numbers(numbers), html.P(way, className="more")]
    return told


def cards(lines: Sequence[Line], today: date, lacking: str) -> Any:
    """Indicators as cards; without any, why there are none."""
    if not lines:
        return parts.empty(lacking)
    return parts.cards([telling.card(line, today) for line in lines])


def lacking() -> html.P:
    """What of the official list is not there, and where it is filled in."""
    text = (
        f"Daftar resmi {regency().priorities} program (Sapta Dasa Kridha) tidak ditemukan dalam "
        f"publikasi. {programmes.unfilled()} program belum terisi; dasbor tidak menebaknya. "
        f"Operator menambahkannya di {FILE}, satu baris satu program, dengan alamat publikasi yang "
        "menyebutnya."
    )
    return html.P(parts.counted(text), className="notice")


def money(every: Sequence[Held], overall: Sequence[Line]) -> list[Any]:
    """What is known of the programmes' money and works, and why it is not more."""
    known = [*overall, *(line for one in every for line in (*one.money, *one.work))]
    rows = [
        [
            [dcc.Link(line.indicator.title, href=f"/indikator/{line.indicator.code}"), " ",
             parts.simulated(line.simulated)],
            [
                parts.value(words.amount(line.standing.value, line.indicator), line.address),
                html.Span(words.period(line.standing, line.indicator), className="soft"),
            ],
            words.answers(line),
        ]
        for line in known
    ]  # fmt: skip
    head = ["Angka", "Nilai", "Penanggung jawab"]
    caption = "Pembayaran dan pekerjaan program prioritas yang tercatat"
    shown: list[Any] = [parts.table(head, rows, caption, (1,), (2,))] if rows else []
    text = (
        "SIPD dan SIMDA mencatat anggaran, dan SPSE mencatat paket, tanpa kode program prioritas. "
        "Anggaran dan pengadaan setiap program karena itu belum dapat dipisahkan tanpa menebak."
    )
    return [*shown, html.P(text, className="lead said")]
