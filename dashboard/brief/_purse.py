"""The page of the budget and procurement: what is spent, the S-curve, what is late and by whom."""

from connectors import indicator, skpds
from dashboard import figures
from dashboard.board import accounts, late, money, money_words, words
from dashboard.board.late import Office
from dashboard.board.money import ABSORPTION, Money
from dashboard.brief._blocks import (
    Block,
    Cell,
    cell,
    heading,
    listed,
    numbers,
    picture,
    plain,
    said,
    table,
)
from dashboard.brief._ink import inked
from dashboard.brief._known import Known, marked
from dashboard.measures import State

SIZE = (640, 168)
SHOWN = 4  # SKPD in the table
OFFICES = [("SKPD", "1fr", "left"), ("Serapan", "22mm", "right"), ("Anggaran kas", "26mm", "right"),
           ("Selisih", "24mm", "right"), ("Fisik", "20mm", "right"),
           ("Uang belum terserap", "38mm", "right")]  # fmt: skip


def purse(known: Known) -> list[Block]:
    """The blocks of the page."""
    found = money.gathered(known.db, known.moment)
    if not found.year:
        return [plain("Belum ada data anggaran.")]
    facts = accounts.headline(found)
    behind = [office for office in late.offices(found) if office.state is State.BEHIND]
    newest = found.newest(ABSORPTION)
    simulated = newest is not None and bool(newest["simulated"])
    return [
        said(money_words.sentence(found)),
        plain(money_words.lead(found)),
        numbers([(each.label, each.text, marked(each.note, each.simulated)) for each in facts]),
        heading(f"Serapan {found.year}", marked("persen dari anggaran, kumulatif", simulated)),
        _curve(found),
        heading("SKPD yang tertinggal dari anggaran kasnya", f"{len(behind)} SKPD"),
        table(OFFICES, [_row(office) for office in behind], "Tidak ada.", SHOWN, "Anggaran"),
        heading("Yang terlambat"),
        listed([("!", f"{item.title}", f"{item.text} {item.since}".strip())
                for item in late.items(found)], "Tidak ada.", 4, "Anggaran"),
    ]  # fmt: skip


def _curve(found: Money) -> Block:
    entry, empty = indicator(ABSORPTION), found.whole.iloc[:0]
    actual, plan = found.rows(ABSORPTION), found.rows(ABSORPTION, "target")
    before = found.rows(ABSORPTION, "actual", found.year - 1)
    svg = figures.scurve(actual, plan if len(plan) else empty, before, entry,
                         plan_name="Anggaran kas", size=SIZE)  # fmt: skip
    newest = words.amount(actual["value"].iloc[-1], entry) if len(actual) else "belum ada data"
    return picture(inked(svg), f"Serapan anggaran {found.year}: {newest}", "46mm")


def _row(office: Office) -> list[Cell]:
    entry = indicator(ABSORPTION)
    physical = words.amount(office.physical, indicator("physical_progress"))
    return [
        cell(skpds()[office.code].short, bold=True),
        cell(words.amount(office.absorbed, entry)),
        cell(words.amount(office.plan, entry)),
        cell(f"−{words.step(office.gap, entry)}"),
        cell(physical),
        cell(figures.quantity(office.short, "Rp")),
    ]
