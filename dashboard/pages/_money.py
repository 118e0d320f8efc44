"""The sections of the budget's page that are about one year: the way, what is late, by SKPD."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dash import dcc, html

from connectors import indicator, regency, skpds
from dashboard import figures, parts
from dashboard.board import late, money_words, words
from dashboard.board.agencies import KINDS
from dashboard.board.late import Office
from dashboard.board.money import ABSORPTION, Money

HOME = "/anggaran"
SHOWN = 12  # SKPD before the fold
LIST = "offices"
HEAD = ["SKPD", "Selisih", "Serapan", "Serapan dan anggaran kas", "Fisik", "Kurang belanja",
        "Paket"]  # fmt: skip


def choice(years: Sequence[int], chosen: int) -> html.Nav:
    """The years that have a page; the chosen one is marked."""
    links = []
    for year in sorted(years, reverse=True):
        given: dict[str, Any] = {"aria-current": "page"} if year == chosen else {}
        name = "current" if year == chosen else ""
        address = f"{HOME}?tahun={year}"
        links.append(html.Span(dcc.Link(str(year), href=address, className=name), **given))
    label: dict[str, Any] = {"aria-label": "Tahun anggaran"}
    return html.Nav([html.Span("Tahun anggaran", className="soft"), *links],
                    className="year-links no-print", **label)  # fmt: skip


def unknown(years: Sequence[int], asked: str) -> list[Any]:
    """What is said of a year without a page: the years that have one, the nearest first."""
    near = sorted(years, key=lambda year: abs(year - int(asked)) if asked.isdecimal() else -year)
    links: list[Any] = []
    for year in near[:3]:
        links += [dcc.Link(f"Anggaran {year}", href=f"{HOME}?tahun={year}"), " · "]
    told = "Belum ada data APBD dan pengadaan bulanan untuk tahun itu. Yang ada:"
    return [html.P(told), html.P(links[:-1])]


def urgent(money: Money) -> Any:
    """What is late, each kind with its rule."""
    nothing = "Tidak ada yang terlambat menurut aturan yang dipakai."
    return parts.needs_list(late.items(money), nothing)


def offices(money: Money, kind: str, moment: datetime | None) -> Any:
    """Every SKPD, the latest first, the tail folded; a filter by kind of office."""
    found = late.offices(money)
    if not found:
        return parts.empty(f"Belum ada serapan menurut SKPD untuk {money.year}.")
    present = {key: word for key, word in KINDS.items() if any(o.kind == key for o in found)}
    asked = parts.Choice("jenis", "Jenis SKPD", present, kind)
    stays = {"tahun": str(money.year)}
    newest = max(office.period for office in found)
    when = figures.period(newest.date(), indicator(ABSORPTION))
    points = figures.number(regency().late_points)
    legend = (
        "Yang paling tertinggal lebih dulu. Batang: serapan; garis tegak: anggaran kas. "
        f"Tertinggal: lebih dari {points} poin di bawahnya. Paket: terkontrak dari yang diumumkan."
    )
    first = [table(found[:SHOWN], newest, kind, when)]
    rest = found[SHOWN:]
    if rest:
        folded = table(rest, newest, kind, f"{when}, lanjutan")
        more: dict[str, Any] = {"open": True} if kind else {}
        title = parts.counted(f"{len(rest)} SKPD berikutnya")
        first.append(html.Details([html.Summary(title), folded], className="rest", **more))
    return [
        html.P(legend, className="lead above note"),
        parts.filters([asked], LIST, moment, stays),
        html.Div(first, className=LIST),
        parts.simulated(any(office.simulated for office in found)),
    ]


def table(found: Sequence[Office], newest: Any, kind: str, caption: str) -> Any:
    """A table of SKPD that the filter can find the rows of."""
    rows = [row(office, newest) for office in found]
    given = [parts.keyed({"jenis": office.kind}, {"jenis": kind}) for office in found]
    return parts.table(HEAD, rows, caption, numeric=(2, 4, 5, 6), minor=(3, 4, 5), given=given)


def row(office: Office, newest: Any) -> list[Any]:
    """One SKPD in the table."""
    entry, home = indicator(ABSORPTION), regency().code

    def told(code: str, text: Any) -> Any:
        day = office.period.date()
        return parts.value(text, parts.origin_of(code, home, office.code, day))

    older = None
    if office.period != newest:
        older = html.Span(f"baru {figures.period(office.period.date(), entry)}", className="soft")
    gap: Any = "tanpa rencana"
    if office.gap == office.gap:
        text = f"{figures.signed(office.gap, 1)} poin"
        gap = told(ABSORPTION, parts.state_label(office.state, text))
    packages: Any = "–"
    if office.announced == office.announced:
        done = 0 if office.contracted != office.contracted else office.contracted
        text = f"{figures.number(done)} / {figures.number(office.announced)}"
        address = parts.origin_of("procurement_contracted", home, office.code)
        packages = parts.value(text, address)
    physical: Any = "–"
    if office.physical == office.physical:
        physical = told("physical_progress", words.amount(office.physical, entry))
    short: Any = "–"
    if office.short > 0:
        short = told("apbd_budget", figures.quantity(office.short, "Rp"))
    name = skpds()[office.code]
    return [
        [dcc.Link(name.short, href=f"/skpd/{office.code}", title=name.name), older],
        gap,
        told(ABSORPTION, words.amount(office.absorbed, entry)),
        parts.mark(figures.bullet(office.absorbed / 100, office.plan / 100)),
        physical,
        short,
        packages,
    ]


def lead(money: Money) -> Any:
    """What is left to spend, and the pace that the plan still needs."""
    row, text = money.newest("apbd_spending"), money_words.lead(money)
    if row is None or not text:
        return None
    address = parts.origin_of("apbd_spending", row["area"], "", row["period"].date())
    return html.P(parts.value(text, address), className="lead")


def curve(money: Money) -> Any:
    """The year's way: plan, realisation, and the year before; the last is thin."""
    entry = indicator(ABSORPTION)
    done, plan = money.rows(ABSORPTION), money.rows(ABSORPTION, "target")
    before = money.rows(ABSORPTION, "actual", money.year - 1)
    drawn = []
    for name, size in (("wide", (1240, 360)), ("narrow", (440, 320))):
        mark = figures.scurve(done, plan, before, entry, plan_name="Anggaran kas", size=size)
        named = mark.replace('class="trend scurve"', f'class="trend scurve {name}"')
        drawn.append(parts.mark(named))
    told = [f"Belanja sejak Januari, persen dari anggaran. {money_words.systems(money)}."]
    if plan.empty:
        told.append(f"Anggaran kas {money.year} belum ada.")
    if before.empty:
        told.append(f"Serapan {money.year - 1} tidak diketahui.")
    more = dcc.Link("Halaman indikator ini", href=f"/indikator/{ABSORPTION}")
    legend = html.Div([*[html.Span(text) for text in told], more], className="legend")
    return [html.Div(drawn, className="panel"), legend]
