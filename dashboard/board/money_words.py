"""The budget of a year in whole sentences: how far it is, what is left, where the numbers live."""

import pandas as pd

import connectors
from connectors import indicator, regency
from dashboard import figures, measures
from dashboard.board import words
from dashboard.board.money import ABSORPTION, LAST, Money, rupiah
from dashboard.board.sentences import spelt
from dashboard.parts import Piece, origin_of


def sentence(money: Money) -> list[Piece]:
    """The first sentence of the page, its worst part coloured."""
    newest = money.newest(ABSORPTION)
    if newest is None:
        return [Piece(f"Serapan anggaran {money.year} belum dilaporkan.")]
    entry, month = indicator(ABSORPTION), newest["period"]
    address = origin_of(ABSORPTION, newest["area"], "", month.date())
    when = figures.period(month.date(), entry)
    absorbed = words.amount(newest["value"], entry).replace(" ", "\u00a0")  # 43,4 % on one line
    opening = f"Sampai {when} belanja terserap {absorbed}"
    if month.month == LAST:
        opening = f"Belanja {money.year} terserap {absorbed}"
    gap = newest["value"] - money.plan(month)
    if gap != gap:
        return [Piece(opening, origin=address), Piece("; anggaran kasnya belum ada.")]
    size = words.step(gap, entry)
    if round(gap, entry.decimals) >= 0:
        told = [
            Piece(opening, origin=address),
            Piece(f", {size} di atas anggaran kas", origin=address),
        ]
    else:
        told = [Piece(f"{opening}, ", origin=address),
                Piece(f"{size} di bawah anggaran kas", True, address)]  # fmt: skip
    late, judged = len(money.late), int(money.beside["gap"].notna().sum())
    if not judged:
        return [*told, Piece(".")]
    points = figures.number(regency().late_points)
    who = f"{spelt(late)} dari {spelt(judged)}" if late else "tidak satu pun"
    return [*told, Piece(f"; {who} SKPD tertinggal lebih dari {points} poin.")]


def lead(money: Money) -> str:
    """What is left to spend and how fast it would have to go; "" where that cannot be said."""
    budget, spent = money.newest("apbd_budget"), money.newest("apbd_spending")
    if budget is None or spent is None:
        return ""
    month = spent["period"]
    goal = money.plan(pd.Timestamp(money.year, LAST, 1))
    pace = measures.yearly_pace(budget["value"], spent["value"], goal, month.month)
    left, mean = rupiah(pace.left), rupiah(pace.mean)
    if not pace.months:
        return f"Anggaran yang tidak terpakai {left}."
    when = figures.MONTHS[month.month - 1]
    told = f"Pada akhir {when} tersisa {left} untuk {spelt(pace.months)} bulan."
    if pace.needed != pace.needed:
        return f"{told} Selama ini rata-rata {mean} per bulan."
    return (
        f"{told} Untuk memenuhi anggaran kas akhir tahun ({figures.number(goal, 1)} %) perlu "
        f"{rupiah(pace.needed)} per bulan; selama ini rata-rata {mean}."
    )


def systems(money: Money) -> str:
    """Which system each year of the budget comes from, in words."""
    rows = money.whole[(money.whole["indicator"] == ABSORPTION) & (money.whole["kind"] == "actual")]
    told = []
    for code, mine in rows.groupby("source", sort=False):
        first, last = mine["period"].dt.year.min(), mine["period"].dt.year.max()
        span = str(first) if first == last else f"{first}–{last}"
        told.append((first, f"{span} dari {connectors.sources()[str(code)].system}"))
    return "; ".join(text for _, text in sorted(told))
