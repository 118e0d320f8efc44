"""The sections of the page about applications, the network and the SPBE index."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import dcc, html

import connectors
from connectors import indicator, regency, skpds
from dashboard import figures, parts
from dashboard.board import digital as told
from dashboard.board import mending, words
from dashboard.board.digital import DOMAINS, NETWORK, REGISTER, Digital
from dashboard.board.room import coverage
from dashboard.pages import _map, _room

SHOWN = 10  # SKPD before the fold
HEAD = ["SKPD", "Terintegrasi", "Bagiannya", "Terdaftar", "Di pusat data", "Ada DRC", "Dievaluasi",
        "Gabung/henti"]  # fmt: skip
SHARES = REGISTER[2:5]
REACHED = {"connected": "tersambung", "file": "lewat berkas", "simulated": "data simulasi",
           "unset": "alamat belum diisi"}  # fmt: skip


def urgent(digital: Digital) -> Any:
    """What must be mended, what is down now first."""
    nothing = "Tidak ada yang harus dibereskan menurut data yang ada."
    return parts.needs_list(mending.items(digital), nothing)


def network(digital: Digital, today: date) -> Any:
    """The network by kecamatan: how long its link was up this month, and whether it is down now."""
    code = "link_availability"
    rows, down = digital.place(code), set(digital.down)
    media = digital.place("fibre_kecamatan").set_index("area")["value"]

    def below(row: Any) -> str:
        if row["name"] in down:
            return "▼ mati"
        if row["area"] not in media.index:
            return f"ke-{row['rank']}"
        return "serat optik" if media[row["area"]] > 0 else "nirkabel"

    entry = indicator(code)
    strip = parts.numbers(told.numbers(digital, NETWORK[:4], today))
    if rows.empty:
        return [strip, parts.empty("Belum ada data jaringan menurut kecamatan.")]
    when = figures.period(rows["period"].max().date(), entry)
    caption = (
        f"{entry.title} (%), {when}; makin tua warnanya makin lama hidup. ▼ mati: tautan tidak "
        "menjawab pada pemeriksaan terakhir."
    )
    drawn = _map.kecamatan(
        rows, entry, lambda row: figures.number(row["value"], 1), below, caption, down
    )
    if len(media):
        fibre = int((media > 0).sum())
        text = f"{fibre} kecamatan berserat optik, {len(media) - fibre} nirkabel."
        address = parts.origin_of("fibre_kecamatan", regency().code)
        drawn.insert(0, html.P(parts.value(text, address), className="lead above"))
    return [strip, *drawn]


def register(digital: Digital, today: date) -> Any:
    """The register of applications: its numbers, and each SKPD."""
    strip = parts.numbers(told.numbers(digital, REGISTER, today))
    count, known = digital.newest("applications_registered"), regency().applications
    made: list[Any] = [strip]
    if count == count and int(count) != known:
        text = f"Kominfo mencatat {known} aplikasi; register yang dibaca memuat "
        address = digital.lines["applications_registered"].address
        text += f"{figures.number(count)}. Selisihnya perlu dijelaskan Kominfo."
        made.append(html.P(parts.value(text, address), className="notice"))
    table = mending.by_office(digital)
    if table.empty:
        return [*made, parts.empty("Belum ada register menurut SKPD.")]
    rows = [office(str(skpd), row) for skpd, row in table.iterrows()]
    legend = (
        "Persen dari aplikasi aktif SKPD itu; yang paling banyak belum terintegrasi lebih dulu."
    )
    made += [html.P(legend, className="lead above"), listed(rows[:SHOWN], "Aplikasi menurut SKPD")]
    if rows[SHOWN:]:
        rest = listed(rows[SHOWN:], "Lanjutan")
        made.append(parts.folded(f"{len(rows) - SHOWN} SKPD berikutnya", rest))
    return made


def listed(rows: Sequence[Sequence[Any]], caption: str) -> Any:
    """SKPD as rows of a table."""
    made = parts.table(HEAD, rows, caption, numeric=(1, 3, 4, 5, 6, 7), minor=(2, 4, 6))
    return html.Div(made, className="centred")


def office(skpd: str, row: Any) -> list[Any]:
    """One SKPD in the table."""
    name = skpds()[skpd]

    def cell(code: str) -> Any:
        value = row.get(code, float("nan"))
        if value != value:
            return "–"
        entry = indicator(code)
        text = f"{figures.number(value)} %" if entry.unit == "%" else figures.number(value)
        return parts.value(text, parts.origin_of(code, regency().code, skpd))

    joined = row.get(REGISTER[1], float("nan"))
    bar = parts.mark(figures.bar(joined / 100)) if joined == joined else None
    return [dcc.Link(name.short, href=f"/skpd/{skpd}", title=name.name), cell(REGISTER[1]), bar,
            cell(REGISTER[0]), *[cell(code) for code in SHARES], cell(REGISTER[5])]  # fmt: skip


def read(reached: Sequence[tuple[str, str]]) -> Any:
    """How many of the registered applications this dashboard reads, and through which sources."""
    found = [(connectors.sources()[code], how) for code, how in reached]
    found = [(source, how) for source, how in found if source.applications]
    rows = [
        [source.title, source.system, skpds()[source.owner].short, REACHED[how],
         parts.counted(figures.number(source.applications))]
        for source, how in found
    ]  # fmt: skip
    head = ["Sumber", "Sistem", "SKPD", "Dibaca", "Aplikasi"]
    table = parts.table(head, rows, "Sumber yang membaca aplikasi terdaftar", (4,), (1,))
    more = html.P(dcc.Link("Keadaan setiap sumber", href="/sumber-data"), className="more")
    return [_room.coverage(coverage(found)),
            parts.folded(f"{len(rows)} sumber yang membaca aplikasi", table), more]  # fmt: skip


def index(digital: Digital) -> Any:
    """The SPBE index and its domains with their predicates, the weakest domain first."""
    made: list[Any] = []
    line = digital.lines.get("spbe_index")
    if line is not None:
        entry, standing = line.indicator, line.standing
        text = (
            f"Indeks SPBE yang terbit: {words.amount(standing.value, entry)} "
            f"({told.predicate(standing.value)}), {words.period(standing, entry)}."
        )
        if standing.target_period is not None:
            text += f" Target {words.target(standing, entry)}."
        made.append(html.P(parts.value(text, line.address), className="lead above"))
    else:
        made.append(parts.empty("Indeks SPBE belum terbit."))
    known = sorted((code for code in DOMAINS if code in digital.lines), key=digital.newest)
    others = [code for code in ("spbe_public_services", "spbe_mature_indicators")
              if code in digital.lines]  # fmt: skip
    rows = [domain(digital, code) for code in [*known, *others]]
    if not rows:
        return [*made, parts.empty("Hasil evaluasi per domain belum ada.")]
    head = ["Domain", "Nilai", "Predikat", "Tahun", "Perubahan", "Perjalanan"]
    caption = f"Domain terlemah lebih dulu; predikat menurut {regency().maturity_title}"
    flags = [digital.lines[code].simulated for code in [*known, *others]]
    return [*made, parts.table(head, rows, caption, (1, 4), (3,)), parts.simulated(any(flags))]


def domain(digital: Digital, code: str) -> list[Any]:
    """One part of the index in the table."""
    line = digital.lines[code]
    entry, standing = line.indicator, line.standing
    actual = line.rows[line.rows["kind"] == "actual"]
    when, change = words.period(standing, entry), words.change(standing, entry)
    grade = told.predicate(standing.value, entry.decimals) if entry.unit == "indeks" else "–"
    label = f"{entry.title}: {len(actual)} tahun"
    drawn: Any = "–"
    if len(actual) > 1:
        drawn = parts.mark(figures.sparkline(list(actual["value"]), label=label), "mark tiny")
    title = entry.title.removeprefix("SPBE: ")
    return [
        dcc.Link(title[:1].upper() + title[1:], href=f"/indikator/{code}"),
        parts.value(words.amount(standing.value, entry), line.address),
        grade[:1].upper() + grade[1:],
        when,
        parts.value(change, line.address) if change else "–",
        drawn,
    ]
